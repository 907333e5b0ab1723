"""The same sheet twice in one bundle: what was written lies in the same places."""

import cv2
import numpy as np
from numpy.typing import NDArray

from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr.blank import render_blank
from rpa_suite.ocr.flatten import FlatPage

Traces = NDArray[np.uint8]  # a bit for every square millimetre, row by row

_DARKER = 22  # of 255, on the mean of a square millimetre
# A guess that the tests hold to: one sheet scanned twice shares most of its squares,
# two people who fill in the same fields share fewer.
_SAME = 0.6
_FEWEST = 150  # squares: hardly anything written is alike everywhere


class SeenPapers:
    """Remembers the sheets of one file, some kilobytes each."""

    def __init__(self) -> None:
        self._seen: list[tuple[str, int, Traces]] = []

    def page_of_twin(
        self, flat: FlatPage, template: FormTemplate, page: int, *, number: int
    ) -> int | None:
        """Return the earlier page of the file with the same writing, or None.

        Args:
            flat: A page laid straight.
            template: Its form.
            page: Which page of the template it is.
            number: Its place in the file; it is remembered under that.
        """
        traces = _traces(flat, template, page)
        kind = f"{template.id}/{page}"
        if _count(traces) < _FEWEST:
            return None
        twin = next(
            (n for k, n, other in self._seen if k == kind and _alike(traces, other)),
            None,
        )
        self._seen.append((kind, number, traces))
        return twin


def _traces(flat: FlatPage, template: FormTemplate, page: int) -> Traces:
    """Return the square millimetres that are darker than the blank form."""
    size = round(template.paper_mm[0]), round(template.paper_mm[1])
    shown, printed = (
        cv2.resize(
            cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), size, interpolation=cv2.INTER_AREA
        ).astype(np.float32)
        for image in (flat.image, render_blank(template, page=page))
    )
    paper = np.maximum(cv2.blur(shown, (41, 41)), 1.0)
    return np.packbits(printed - shown / paper * np.median(paper) > _DARKER)


def _alike(one: Traces, other: Traces) -> bool:
    return _count(one & other) >= _SAME * _count(one | other)


def _count(traces: Traces) -> int:
    return int(np.bitwise_count(traces).sum())

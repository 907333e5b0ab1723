"""Which way up the scan of a blank form lies, where no marks say so."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rpa_suite.ocr.ink import evened
from rpa_suite.ocr.line_images import Line
from rpa_suite.ocr.proposing.ruling import find_ruling
from rpa_suite.ocr.proposing.sheet import DOTS_PER_MM, Sheet
from rpa_suite.ocr.proposing.words import lines_of
from rpa_suite.ocr.recogniser import Recogniser

_LINES = 12  # the longest words: enough to be sure, a quarter of a second
_LONGEST = 15.0  # times its height: what is longer is no word


def upright(sheet: Sheet, recogniser: Callable[[], Recogniser]) -> Sheet:
    """Return the sheet the way up in which its words are read with more certainty."""
    if sheet.letters is not None or sheet.marks:
        return sheet
    grey = evened(sheet.image, DOTS_PER_MM)
    lines = lines_of(grey, find_ruling(grey, DOTS_PER_MM).print_, DOTS_PER_MM)
    words = [line for line in lines if line.shape[1] < _LONGEST * line.shape[0]]
    longest = sorted(words, key=lambda line: line.shape[1] / line.shape[0])[-_LINES:]
    if not longest:
        return sheet
    reader = recogniser().stock
    as_it_is = sum(_certainty(reader, line) for line in longest)
    turned = sum(
        _certainty(reader, np.ascontiguousarray(line[::-1, ::-1])) for line in longest
    )
    if as_it_is >= turned:
        return sheet
    image = np.ascontiguousarray(sheet.image[::-1, ::-1])
    return replace(sheet, image=image)


def _certainty(reader: Recogniser, line: Line) -> float:
    """Return how sure the reader is of the characters of a line, 0 to 1."""
    (posteriors,) = reader.posteriors([line])
    best = posteriors.max(axis=1)[posteriors.argmax(axis=1) > 0]
    return float(best.mean()) if best.size else 0.0

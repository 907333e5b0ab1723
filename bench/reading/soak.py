"""Read page after page and see whether memory grows.

Looked at is what is held just after free memory was given back, as reading does by
itself every twenty pages: what lies free between pages comes and goes.
"""

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from itertools import cycle
from pathlib import Path
from statistics import linear_regression

import psutil
import pypdfium2

from bench.forms.make import MadeForm
from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr import heap
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.recogniser import Recogniser

_WARM = 0.1  # share of the pages after which every size of line was met
_SEEN_EVERY = 50
Figures = dict[str, float]


class _Watch:
    """Notes this process's memory every so many pages."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._here = psutil.Process()
        self._seen: list[tuple[int, float]] = []
        self._most = 0.0
        self.read = 0

    def see(self, pages: int) -> None:
        """Count pages that were read."""
        before, self.read = self.read, self.read + pages
        if before // _SEEN_EVERY != self.read // _SEEN_EVERY:
            self._most = max(self._most, self._megabytes())
            heap.give_back()
            self._seen.append((self.read, self._megabytes()))
            said = f"{self.read}/{self._pages} ページ {self._seen[-1][1]:.0f} MB"
            print(said, file=sys.stderr, flush=True)

    def figures(self) -> Figures:
        """Return pages read, megabytes after warming up and at the end, and gained.

        What a thousand pages gain is a line through all that was seen after warming up.
        The most is what was ever seen while pages were read.
        """
        heap.give_back()
        warm = [each for each in self._seen if each[0] >= _WARM * self._pages]
        gained = linear_regression(*zip(*warm, strict=True)).slope if warm[1:] else 0.0
        return {
            "pages": self.read,
            "megabytes_warm": round(warm[0][1], 1) if warm else 0.0,
            "megabytes_end": round(self._megabytes(), 1),
            "megabytes_most": round(self._most, 1),
            "megabytes_per_1000_pages": round(1000 * gained, 2),
        }

    def _megabytes(self) -> float:
        return float(self._here.memory_info().rss / 2**20)


def soak(
    papers: Sequence[MadeForm],
    templates: Mapping[str, FormTemplate],
    recogniser: Recogniser,
    *,
    pages: int,
    today: dt.date,
) -> Figures:
    """Read so many pages, the same papers over and over, each from its own file."""
    watch = _Watch(pages)
    for made in cycle(papers):
        template = templates[made.template_id]
        for _ in read_file(made.path, {template.id: template}, recogniser, today=today):
            pass
        watch.see(template.pages)
        if watch.read >= pages:
            break
    return watch.figures()


def soak_bundle(
    bundle: Path,
    templates: Mapping[str, FormTemplate],
    recogniser: Recogniser,
    *,
    pages: int,
    today: dt.date,
) -> Figures:
    """Read one file of so many pages, as a scanner makes it of a pile of paper."""
    watch = _Watch(pages)
    forms = refused = 0
    for result in read_file(bundle, templates, recogniser, today=today):
        forms += result.form is not None
        refused += result.form is None
        watch.see(len(result.page_numbers))
    return {**watch.figures(), "forms": forms, "refused": refused}


def bind(papers: Sequence[Path], pages: int, bundle: Path) -> None:
    """Bind PDFs into one of at least so many pages, the same ones over and over."""
    book = pypdfium2.PdfDocument.new()
    for paper in cycle(papers):
        if len(book) >= pages:
            break
        with pypdfium2.PdfDocument(paper) as scan:
            book.import_pages(scan)
    book.save(bundle)
    book.close()

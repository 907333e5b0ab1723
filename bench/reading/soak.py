"""Read page after page and see whether memory grows."""

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from itertools import cycle

import psutil

from bench.forms.make import MadeForm
from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.recogniser import Recogniser

_WARM = 0.1  # share of the pages after which every size of line was met
_SEEN_EVERY = 50


def soak(
    papers: Sequence[MadeForm],
    templates: Mapping[str, FormTemplate],
    recogniser: Recogniser,
    *,
    pages: int,
    today: dt.date,
) -> dict[str, float]:
    """Read so many pages, the same papers over and over.

    Returns:
        Pages read, megabytes after warming up and at the end, and megabytes gained
        by a thousand pages (a line through what was seen after warming up).
    """
    here = psutil.Process()
    seen: list[tuple[int, float]] = []
    read = 0
    for made in cycle(papers):
        template = templates[made.template_id]
        for _ in read_file(made.path, {template.id: template}, recogniser, today=today):
            pass
        before, read = read, read + template.pages
        if before // _SEEN_EVERY != read // _SEEN_EVERY:
            seen.append((read, here.memory_info().rss / 2**20))
            print(f"{read}/{pages} ページ {seen[-1][1]:.0f} MB", file=sys.stderr)
        if read >= pages:
            break
    warm = [each for each in seen if each[0] >= _WARM * pages]
    return {
        "pages": read,
        "megabytes_warm": round(warm[0][1], 1) if warm else 0.0,
        "megabytes_end": round(here.memory_info().rss / 2**20, 1),
        "megabytes_per_1000_pages": round(1000 * _slope(warm), 2),
    }


def _slope(seen: Sequence[tuple[int, float]]) -> float:
    if len(seen) < 2:
        return 0.0
    across = sum(x for x, _ in seen) / len(seen)
    up = sum(y for _, y in seen) / len(seen)
    spread = sum((x - across) ** 2 for x, _ in seen)
    return sum((x - across) * (y - up) for x, y in seen) / spread

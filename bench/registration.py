"""How exactly forms are laid onto their templates: ``python -m bench.registration``.

Filled forms are distorted in known ways; at the corners of all fields the error is what
lies between where a point was printed and where the registration says it is, in pixels
at 200 dpi.  Beside it, what a single homography over ORB features does.
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

import cv2
import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bench.forms.distortions import DISTORTIONS, HOPELESS, Distortion, without_mark
from bench.forms.make import TEMPLATES
from bench.forms.papers import PAPERS
from bench.forms.writing import PAPER_DPI, fill
from rpa_suite.errors import FormMismatch
from rpa_suite.model.forms import FormTemplate
from rpa_suite.ocr.blank import render_blank
from rpa_suite.ocr.pages import Page
from rpa_suite.ocr.registration import DOTS_PER_MM, register
from rpa_suite.ocr.templates import load_template

Places = NDArray[np.float64]
Find = Callable[[Page, FormTemplate, int, Places], Places | None]
_WRONG_PX = 4.0  # half a millimetre: the neighbour's line may be read
_GOOD_PX = 1.0


@dataclass
class Errors:
    """One way of registering on one kind of distortion.

    Attributes:
        points: Error of every corner of every field, pixels at 200 dpi.
        pages: The 95th percentile of each page's points.
        wrong: Pages that were accepted although a field lies elsewhere.
    """

    points: list[NDArray[np.float64]] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    wrong: int = 0

    def add(self, off: NDArray[np.float64]) -> None:
        """Count one page."""
        self.points.append(off)
        self.pages.append(float(np.percentile(off, 95)))
        self.wrong += bool((off > _WRONG_PX).any())

    def as_json(self) -> dict[str, Any]:
        """Return plain figures."""
        off = np.concatenate(self.points or [np.empty(0)])

        def at(percent: float) -> float | None:
            return round(float(np.percentile(off, percent)), 3) if len(off) else None

        return {
            "median_px": at(50),
            "p95_px": at(95),
            "p99_px": at(99),
            "max_px": at(100),
            "pages": len(self.pages) + self.refused,
            "pages_within_1px": round(
                100 * sum(p <= _GOOD_PX for p in self.pages) / max(1, len(self.pages)),
                1,
            ),
            "ms": round(1000 * float(np.median(self.seconds or [0])), 1),
            "refused": self.refused,
            "wrongly_accepted": self.wrong,
        }


def _ours(page: Page, template: FormTemplate, number: int, at: Places) -> Places | None:
    try:
        found = register(page, template, page_number=number)
    except FormMismatch:
        return None
    return found.on_scan(at)


def _orb(page: Page, template: FormTemplate, number: int, at: Places) -> Places | None:
    """Return where one homography over matched features says the points are."""
    orb = cv2.ORB.create(4000)
    nowhere = np.empty(0, np.uint8)
    (on_blank, one), (on_scan, other) = (
        orb.detectAndCompute(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), nowhere)
        for image in (render_blank(template, page=number), page.image)
    )
    if one is None or other is None:
        return None
    matches = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(one, other)
    best = sorted(matches, key=lambda m: m.distance)[:800]
    if len(best) < 12:
        return None
    matrix, _ = cv2.findHomography(
        np.array([on_blank[m.queryIdx].pt for m in best]),
        np.array([on_scan[m.trainIdx].pt for m in best]),
        cv2.RANSAC,
        4.0,
    )
    if matrix is None:
        return None
    return np.asarray(cv2.perspectiveTransform(at[None], matrix)[0], np.float64)


FINDERS: dict[str, Find] = {"ours": _ours, "orb": _orb}


def main(
    pages: Annotated[int, typer.Option(help="ゆがみごとの枚数")] = 24,
    seed: Annotated[int, typer.Option(help="種")] = 1000,
    only: Annotated[list[str] | None, typer.Option(help="このゆがみだけ")] = None,
    others: Annotated[bool, typer.Option(help="ORBとも比べる")] = True,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Distort filled forms and see where their fields are found."""
    kinds = {**DISTORTIONS, **HOPELESS}
    finders = FINDERS if others else {"ours": _ours}
    found: dict[str, dict[str, Errors]] = {
        finder: {kind: Errors() for kind in only or kinds} for finder in finders
    }
    for number in range(pages):
        sheet, template = _filled(number, seed)
        for kind in only or kinds:
            draw = random.Random(f"{kind}/{seed}/{number}")
            distortion = kinds[kind](draw)
            page = _scanned(sheet, template, distortion, draw)
            at = _corners(template)
            if kind == next(iter(only or kinds)):
                _ours(page, template, 1, at)  # draws the blank form, once a template
            for finder, find in finders.items():
                _count(found[finder][kind], find, page, template, distortion, at)
    figures = {
        finder: {kind: errors.as_json() for kind, errors in each.items()}
        for finder, each in found.items()
    }
    if as_json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for finder, each in figures.items():
        _show(finder, each)


def _filled(number: int, seed: int) -> tuple[NDArray[np.uint8], FormTemplate]:
    names = sorted(PAPERS)
    template = load_template(TEMPLATES / names[number % len(names)])
    (values,) = PAPERS[template.id](1, seed=seed + number)
    sheets = fill(template, values, random.Random(f"sheet/{seed}/{number}"), hard=True)
    return sheets[0], template


def _scanned(
    sheet: NDArray[np.uint8],
    template: FormTemplate,
    distortion: Distortion,
    draw: random.Random,
) -> Page:
    if distortion.torn:
        box = template.marks[distortion.torn]
        sheet = without_mark(sheet, PAPER_DPI, (box.left, box.top))
    dpi = draw.choice((200, 300))
    clean = distortion.scanned(sheet, template.paper_mm, PAPER_DPI, dpi).astype(
        np.float32
    )
    noise = np.random.default_rng(draw.getrandbits(32))
    clean += noise.normal(0, draw.uniform(1.5, 5.0), clean.shape).astype(np.float32)
    seen = np.clip(clean, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, 80])
    image = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    return Page(number=1, image=image, dpi=float(dpi), total=1)


def _corners(template: FormTemplate) -> Places:
    """Return the corners of all fields of the first page, in flat pixels."""
    corners = [
        (x * DOTS_PER_MM - 0.5, y * DOTS_PER_MM - 0.5)
        for each in template.fields
        if each.page == 1
        for zone in each.zones
        for x in (zone.left, zone.right)
        for y in (zone.top, zone.bottom)
    ]
    return np.array(corners, np.float64)


def _count(
    errors: Errors,
    find: Find,
    page: Page,
    template: FormTemplate,
    distortion: Distortion,
    at: Places,
) -> None:
    started = time.perf_counter()
    seen = find(page, template, 1, at)
    errors.seconds.append(time.perf_counter() - started)
    if seen is None:
        errors.refused += 1
        return
    truth = distortion.on_paper(seen, template.paper_mm, page.dpi)
    said = (at + 0.5) / DOTS_PER_MM
    errors.add(np.linalg.norm(truth - said, axis=1) * DOTS_PER_MM)


def _show(finder: str, figures: dict[str, dict[str, Any]]) -> None:
    table = Table(title=finder, title_justify="left")
    for header in (
        "ゆがみ",
        "中央値",
        "95%",
        "99%",
        "最大",
        "1画素以内の頁%",
        "ms",
        "断り",
        "誤採用",
    ):
        table.add_column(header, justify="right")
    for kind, each in figures.items():
        names = ("median_px", "p95_px", "p99_px", "max_px", "pages_within_1px", "ms")
        counts = (each["refused"], each["wrongly_accepted"])
        said = ("—" if each[n] is None else f"{each[n]:g}" for n in names)
        table.add_row(kind, *said, *map(str, counts))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)

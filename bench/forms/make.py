"""Make scanned handwritten forms: ``python -m bench.forms.make OUT --count 20``."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image

from bench.forms.digits import Part
from bench.forms.papers import PAPERS
from bench.forms.pen import Strokes
from bench.forms.scanner import save, scan
from bench.forms.writing import PAPER_DPI, fill
from rpa_suite.ocr.templates import load_template

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "ocr_templates"
CLAIM = "child_allowance_claim"
# Thresholds are found on one and proved on the other (bench.reading.calibrate).
_IN_TURN = (Part.TUNE, Part.PROOF)
_SUFFIXES = (".pdf", ".tif", ".jpg")


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeForm:
    """One scan and what is written on it."""

    template_id: str
    path: Path
    values: Mapping[str, str]
    digits: Part


def digits_for(number: int, *, held_out: bool) -> Part:
    """Return whose digits the form of this number is written with."""
    return Part.HELD_OUT if held_out else _IN_TURN[number % 2]


def make_forms(
    count: int,
    *,
    seed: int,
    out: Path,
    template_id: str = CLAIM,
    held_out: bool = False,
    hard: bool = False,
    habits: Mapping[int, Strokes] | None = None,
) -> Iterator[MadeForm]:
    """Write scans into ``out`` with their truth beside them, one by one.

    The same seed gives the same bytes.  Seeds below 100 are the people of the training
    system with the same seed; tuning uses seeds from 1000 on.  ``hard`` forms are
    written carelessly and corrected, stamped, punched, folded, faxed; ``habits`` are
    digits that their writer writes in a way of his own.
    """
    out.mkdir(parents=True, exist_ok=True)
    template = load_template(TEMPLATES / template_id)
    # JPEG holds one page.
    suffixes = _SUFFIXES if template.pages == 1 else _SUFFIXES[:2]
    name = template_id.rsplit("_", 1)[-1]
    for number, values in enumerate(PAPERS[template_id](count, seed=seed), start=1):
        draw = random.Random(f"form/{seed}/{number}/{held_out}" + "/hard" * hard)
        digits = digits_for(number, held_out=held_out)
        papers = fill(template, values, draw, digits=digits, hard=hard, habits=habits)
        path = out / f"{name}-{number:04}{suffixes[number % len(suffixes)]}"
        pages: list[Image.Image] = []
        for paper in papers:
            like = pages[0] if pages else None
            pages.append(scan(paper, PAPER_DPI, draw, like=like, hard=hard))
        save(pages, path)
        path.with_suffix(".json").write_text(
            json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        yield MadeForm(template_id=template_id, path=path, values=values, digits=digits)


def main(
    out: Annotated[Path, typer.Argument(help="置き場")],
    count: Annotated[int, typer.Option(help="枚数")] = 20,
    seed: Annotated[int, typer.Option(help="種")] = 1000,
    template: Annotated[str, typer.Option(help="帳票テンプレート")] = CLAIM,
    held_out: Annotated[bool, typer.Option(help="調整に使わない書体で")] = False,
    hard: Annotated[bool, typer.Option(help="乱れた筆跡、印、穴、折り目")] = False,
) -> None:
    """Write scanned forms and their truth."""
    for made in make_forms(
        count, seed=seed, out=out, template_id=template, held_out=held_out, hard=hard
    ):
        print(made.path)


if __name__ == "__main__":
    typer.run(main)

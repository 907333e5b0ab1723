"""Make scanned handwritten forms: ``python -m bench.forms.make OUT --count 20``."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bench.forms.claims import make_claims
from bench.forms.scanner import save, scan
from bench.forms.writing import PAPER_DPI, fill
from rpa_suite.ocr.templates import load_template

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "ocr_templates" / "child_allowance_claim"
_SUFFIXES = (".pdf", ".tif", ".jpg")


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeForm:
    """One scan and what is written on it."""

    path: Path
    values: Mapping[str, str]


def make_forms(
    count: int, *, seed: int, out: Path, held_out: bool = False
) -> Iterator[MadeForm]:
    """Write scans into ``out`` with their truth beside them, one by one.

    The same seed gives the same bytes.  Seeds below 100 are the people of the training
    system with the same seed; tuning uses seeds from 1000 on.
    """
    out.mkdir(parents=True, exist_ok=True)
    template = load_template(TEMPLATE)
    for number, values in enumerate(make_claims(count, seed=seed), start=1):
        draw = random.Random(f"form/{seed}/{number}/{held_out}")
        paper = fill(template, values, draw, held_out=held_out)
        path = out / f"claim-{number:04}{_SUFFIXES[number % 3]}"
        save(scan(paper, PAPER_DPI, draw), path)
        path.with_suffix(".json").write_text(
            json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        yield MadeForm(path=path, values=values)


def main(
    out: Annotated[Path, typer.Argument(help="置き場")],
    count: Annotated[int, typer.Option(help="枚数")] = 20,
    seed: Annotated[int, typer.Option(help="種")] = 1000,
    held_out: Annotated[bool, typer.Option(help="調整に使わない書体で")] = False,
) -> None:
    """Write scanned forms and their truth."""
    for made in make_forms(count, seed=seed, out=out, held_out=held_out):
        print(made.path)


if __name__ == "__main__":
    typer.run(main)

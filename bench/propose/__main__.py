"""How well fields are proposed on blank forms: ``python -m bench.propose --json``.

The six shipped forms were looked at while this was made; they are the development set.
The three of ``other_forms`` were not.  Each is measured as the PDF that it is, and as a
scan of its print (crooked, shaded, noisy; see ``bench.forms.scanner``).  A field counts
as found when every edge of every box, cell and choice lies within 1 mm.
"""

import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import numpy as np
import pypdfium2 as pdfium
import typer
from PIL import Image
from rich.console import Console
from rich.table import Table

from bench.forms.make import TEMPLATES
from bench.forms.scanner import save, scan
from bench.propose.other_forms import FORMS, draw
from rpa_suite.model.forms import Field
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.proposing.propose import Proposal, propose
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.template_file import FieldShape
from rpa_suite.ocr.templates import load_templates, table_fields

_MOST_OFF_MM = 1.0
_PRINT_DPI = 300


@dataclass
class Score:
    """One form, or all of a set.

    Attributes:
        found: Fields of which every edge lies within 1 mm.
        kind: Of these, with the right kind.
        label: Of these, with the label that the form prints, blanks left out.
        extra: Proposed where nothing is.
        worst_mm: The largest error among those found.
    """

    fields: int = 0
    found: int = 0
    kind: int = 0
    label: int = 0
    extra: int = 0
    worst_mm: float = 0.0
    seconds: float = 0.0

    def add(self, other: "Score") -> None:
        """Count another form in."""
        for name in ("fields", "found", "kind", "label", "extra", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.worst_mm = max(self.worst_mm, other.worst_mm)


@cache
def recogniser() -> Recogniser:
    return Recogniser(find_models(), threads=2)


def fields_of(proposal: Proposal) -> Iterator[Field]:
    """Yield what was proposed, every row of every table."""
    for each in proposal.entries:
        if isinstance(each.entry, FieldShape):
            yield each.entry.to_field()
        else:
            yield from table_fields(each.entry)


def off_by(truth: Field, field: Field) -> float:
    """Return the largest error of any edge in mm; infinite for another shape."""
    zones, others = truth.zones, field.zones
    same = (
        truth.page == field.page
        and len(zones) == len(others)
        and [run.count for run in truth.cells] == [run.count for run in field.cells]
    )
    if not same:
        return float("inf")
    return max(
        max(
            abs(one.left - other.left),
            abs(one.top - other.top),
            abs(one.right - other.right),
            abs(one.bottom - other.bottom),
        )
        for one, other in zip(zones, others, strict=True)
    )


def score(truth: Sequence[Field], path: Path, *, shifted: bool = False) -> Score:
    """Propose fields for a blank form and compare them with what it really has.

    ``shifted``: without marks a scan does not say where the paper's corner was; the
    offset that most fields share is taken off first.
    """
    began = time.perf_counter()
    proposal = propose(path, recogniser)
    made = Score(fields=len(truth), seconds=time.perf_counter() - began)
    proposed = list(fields_of(proposal))
    if shifted:
        truth = _shifted(truth, proposed)
    used = set()
    for field in truth:
        best = min(proposed, key=lambda each: off_by(field, each))
        off = off_by(field, best)
        if off > _MOST_OFF_MM:
            continue
        used.add(best.id)
        made.found += 1
        made.kind += best.kind is field.kind
        made.label += _bare(best.label) == _bare(field.label)
        made.worst_mm = max(made.worst_mm, round(off, 2))
    made.extra = len(proposed) - len(used)
    return made


def _bare(label: str) -> str:
    return label.replace(" ", "").replace("\u3000", "")


def _shifted(truth: Sequence[Field], proposed: Sequence[Field]) -> list[Field]:
    """Lay the truth where most of the like-named fields were found."""
    from dataclasses import replace

    pairs = [
        (one.extent, other.extent)
        for one in truth
        for other in proposed
        if _bare(one.label) == _bare(other.label)
        and [r.count for r in one.cells] == [r.count for r in other.cells]
    ]
    if not pairs:
        return list(truth)
    x = float(np.median([other.left - one.left for one, other in pairs]))
    y = float(np.median([other.top - one.top for one, other in pairs]))
    return [
        replace(
            each,
            box=replace(each.box, left=each.box.left + x, top=each.box.top + y)
            if each.box
            else None,
            cells=tuple(
                replace(run, left=run.left + x, top=run.top + y) for run in each.cells
            ),
            options=tuple(
                replace(o, box=replace(o.box, left=o.box.left + x, top=o.box.top + y))
                for o in each.options
            ),
        )
        for each in truth
    ]


def scanned(form: str, pdf: Path, path: Path, seed: int) -> None:
    """Print a PDF and scan it, alike whenever form and seed are."""
    random_ = random.Random(f"blank/{form}/{pdf.stem}/{seed}")
    document = pdfium.PdfDocument(pdf)
    try:
        papers = [
            np.ascontiguousarray(
                document[number].render(scale=_PRINT_DPI / 72).to_numpy()[..., 2::-1]
            )
            for number in range(len(document))
        ]
    finally:
        document.close()
    pages: list[Image.Image] = []
    for paper in papers:
        like = pages[0] if pages else None
        pages.append(scan(paper, _PRINT_DPI, random_, like=like))
    save(pages, path)


def measure(seed: int, *, quiet: bool) -> dict[str, dict[str, Score]]:
    """Return set to form to score, as PDF and as scan."""
    found: dict[str, dict[str, Score]] = {}
    with tempfile.TemporaryDirectory(prefix="rpa-suite-bench-") as name:
        folder = Path(name)
        forms = [
            ("shipped", each.id, Path(each.folder) / "blank.pdf", list(each.fields))
            for each in load_templates(TEMPLATES).values()
        ]
        for form in FORMS:
            path = folder / f"{form}.pdf"
            forms.append(("other", form, path, draw(form, path)))
        for kind, form, path, truth in forms:
            picture = folder / f"{form}-scan.pdf"
            scanned(form, path, picture, seed)
            for way, file in (("pdf", path), ("scan", picture)):
                made = score(
                    truth, file, shifted=way == "scan" and form == "dense_sheet"
                )
                found.setdefault(f"{kind}_{way}", {})[form] = made
                if not quiet:
                    print(f"{form} {way}: {made.found}/{made.fields}")
    return found


def main(
    seed: Annotated[int, typer.Option(help="スキャンの種")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出す")] = False,
) -> None:
    """Measure the proposals on the shipped forms and on others."""
    found = measure(seed, quiet=as_json)
    shown = {}
    table = Table("", "項目", "見つけた", "種類", "見出し", "余分", "最大 mm", "秒/枚")
    for name, forms in found.items():
        total = Score()
        for each in forms.values():
            total.add(each)
        shown[name] = {
            **asdict(total),
            "found_share": round(total.found / total.fields, 4),
            "kind_share": round(total.kind / total.fields, 4),
            "seconds_per_form": round(total.seconds / len(forms), 2),
            "per_form": {form: asdict(each) for form, each in forms.items()},
        }
        table.add_row(
            name,
            str(total.fields),
            f"{total.found / total.fields:.1%}",
            f"{total.kind / total.fields:.1%}",
            f"{total.label / total.fields:.1%}",
            str(total.extra),
            f"{total.worst_mm:.2f}",
            f"{total.seconds / len(forms):.1f}",
        )
    if as_json:
        print(json.dumps(shown, ensure_ascii=False))
    else:
        Console().print(table)


if __name__ == "__main__":
    typer.run(main)

"""How well are handwritten forms read?  ``python -m bench.reading --forms 40``.

Counts per kind of field: how many values are right, how many are accepted without a
person, how many of those are right, and characters as cities count them: (all −
corrected) ÷ all.  Blank fields read as blank are left out: they flatter.
"""

import datetime as dt
import json
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.forms.make import TEMPLATE, make_forms
from rpa_suite.model.forms import FieldKind
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.reader import read_file
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.templates import load_template

TODAY = dt.date(2026, 6, 30)


@dataclass
class Count:
    """Fields of one kind."""

    fields: int = 0
    right: int = 0
    accepted: int = 0
    accepted_right: int = 0
    characters: int = 0
    corrected: int = 0


def main(
    forms: Annotated[int, typer.Option(help="枚数")] = 40,
    seed: Annotated[int, typer.Option(help="種（調整用は1000以上）")] = 1000,
    held_out: Annotated[bool, typer.Option(help="調整に使わない書体で")] = False,
    errors: Annotated[bool, typer.Option(help="採用した誤りを並べる")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Make, scan and read forms, and compare with what was written."""
    template = load_template(TEMPLATE)
    recogniser = Recogniser(find_models())
    counts: dict[FieldKind, Count] = defaultdict(Count)
    seconds = 0.0
    untouched = refused = 0
    wrong: list[tuple[str, str, str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for made in make_forms(forms, seed=seed, out=Path(folder), held_out=held_out):
            started = time.perf_counter()
            (result,) = read_file(
                made.path, {template.id: template}, recogniser, today=TODAY
            )
            seconds += time.perf_counter() - started
            if result.form is None:
                refused += 1
                continue
            untouched += not result.form.doubts
            for reading in result.form.readings:
                truth = made.values.get(reading.field_id, "")
                if not truth and not reading.value and not reading.doubt:
                    continue
                read = reading.value or ""
                count = counts[template.field_named(reading.field_id).kind]
                count.fields += 1
                count.right += read == truth
                count.characters += len(truth)
                count.corrected += distance(read, truth)
                if not reading.doubt:
                    count.accepted += 1
                    count.accepted_right += read == truth
                    if read != truth:
                        wrong.append(
                            (reading.field_id, read, truth, reading.confidence)
                        )
    total = Count()
    for count in counts.values():
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(count, name))
    if as_json:
        print(
            json.dumps(
                {
                    "forms": forms,
                    "refused": refused,
                    "untouched": untouched,
                    "seconds_per_form": seconds / forms,
                    "kinds": {kind: vars(c) for kind, c in counts.items()},
                    "total": vars(total),
                }
            )
        )
        return
    console = Console()
    table = Table(title=f"読み取り {forms} 枚（種 {seed}）", title_justify="left")
    for header in ("種類", "項目", "正しい", "採用", "採用が正しい", "文字正解率"):
        table.add_column(header, justify="right")
    for kind, count in sorted(counts.items()):
        table.add_row(kind, *_cells(count))
    table.add_row("計", *_cells(total))
    console.print(table)
    console.print(
        f"1枚 {seconds / forms:.2f} 秒、読めない用紙 {refused}、"
        f"人が見ない用紙 {untouched}"
    )
    if errors:
        for row in wrong:
            console.print(*row)


def _cells(count: Count) -> tuple[str, ...]:
    return (
        str(count.fields),
        _percent(count.right, count.fields),
        _percent(count.accepted, count.fields),
        _percent(count.accepted_right, count.accepted),
        _percent(count.characters - count.corrected, count.characters),
    )


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def distance(one: str, other: str) -> int:
    """Return the Levenshtein distance: characters a clerk would correct."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(other, start=1):
            diagonal, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right)),
            )
    return row[-1]


if __name__ == "__main__":
    typer.run(main)

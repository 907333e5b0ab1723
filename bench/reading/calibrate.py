"""How sure must a reading be?  ``python -m bench.reading.calibrate RECORDS``.

RECORDS come from ``python -m bench.reading --records FILE`` on forms to tune on.  For
each kind of field: how many values that nothing but their unclear hand speaks against
lie above a threshold, how many of these are wrong, and what that promises.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bench.reading.scoring import GROUPS, upper_bound
from rpa_suite.ocr.read_field import UNCLEAR

_TRIED = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999)


def main(records: Annotated[Path, typer.Argument(help="項目ごとの記録")]) -> None:
    """Print what each threshold would accept, and what it would promise."""
    lines = records.read_text(encoding="utf-8").splitlines()
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in map(json.loads, lines):
        kinds[each["kind"]].append(each)
    console = Console()
    for kind in GROUPS:
        if not kinds[kind]:
            continue
        fields = kinds[kind]
        table = Table(title=f"{kind}（{len(fields)} 項目）", title_justify="left")
        for header in ("しきい値", "採用", "誤り", "誤りの上限 (95%)"):
            table.add_column(header, justify="right")
        for least in _TRIED:
            taken = [
                f
                for f in fields
                if f["doubt"] in ("", UNCLEAR) and f["confidence"] >= least
            ]
            wrong = sum(not f["right"] for f in taken)
            table.add_row(
                f"{least:g}",
                f"{100 * len(taken) / len(fields):.1f} %",
                str(wrong),
                f"{upper_bound(wrong, len(taken)):.2f} %",
            )
        console.print(table)


if __name__ == "__main__":
    typer.run(main)

"""How sure must a reading be?  ``python -m bench.reading.calibrate RECORDS [--write]``.

RECORDS come from ``python -m bench.reading --records FILE`` on forms to tune on.  For
each kind of field the threshold is taken that costs least: a look costs seconds, a
wrong value that nobody looked at costs minutes to whoever comes upon it.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bench.forms.make import ROOT
from bench.reading.scoring import GROUPS, SECONDS_PER_LOOK, upper_bound
from rpa_suite.ocr.acceptance import Acceptance
from rpa_suite.ocr.read_field import UNCLEAR

FILE = ROOT / "src" / "rpa_suite" / "ocr" / "acceptance.toml"
SECONDS_PER_WRONG = 200.0
_TRIED = (0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999)
_HEAD = """\
# 人が見なくてよい確からしさ。python -m bench.reading.calibrate が書きます。
# 帳票 {forms} 種・{fields} 項目（{source}）で測りました。
# accepted: 採用した項目、wrong: そのうちの誤り、bound: 誤りの割合の上限（95%）

"""


def main(
    records: Annotated[Path, typer.Argument(help="項目ごとの記録")],
    source: Annotated[str, typer.Option(help="何で測ったか")] = "作った帳票",
    write: Annotated[bool, typer.Option(help="acceptance.toml に書く")] = False,
) -> None:
    """Choose a threshold for every kind of field, and say what it promises."""
    lines = records.read_text(encoding="utf-8").splitlines()
    every = [json.loads(line) for line in lines]
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in every:
        kinds[each["kind"]].append(each)
    chosen = {kind: choose(kinds[kind]) for kind in GROUPS if kinds[kind]}
    table = Table(title="採用のしきい値", title_justify="left")
    for header in ("種類", "項目", "しきい値", "採用", "誤り", "上限 (95%)"):
        table.add_column(header, justify="right")
    for kind, one in chosen.items():
        table.add_row(
            kind,
            str(len(kinds[kind])),
            f"{one.review_below:g}",
            f"{100 * one.accepted / len(kinds[kind]):.1f} %",
            str(one.wrong),
            f"{100 * one.bound:.2f} %",
        )
    Console().print(table)
    if write:
        head = _HEAD.format(
            forms=len({each["form"] for each in every}),
            fields=len(every),
            source=source,
        )
        FILE.write_text(head + "\n".join(map(_toml, chosen, chosen.values())), "utf-8")


def choose(fields: list[dict[str, Any]]) -> Acceptance:
    """Return the threshold that costs least, and what it would have done."""
    tried = [_at(least, fields) for least in _TRIED]
    return min(tried, key=lambda one: (_cost(one, len(fields)), one.review_below))


def _at(least: float, fields: list[dict[str, Any]]) -> Acceptance:
    # What another doubt speaks against goes to a person at any rate.
    accepted = [
        each
        for each in fields
        if each["doubt"] in ("", UNCLEAR) and each["confidence"] >= least
    ]
    wrong = sum(not each["right"] for each in accepted)
    return Acceptance(
        review_below=least,
        accepted=len(accepted),
        wrong=wrong,
        bound=round(upper_bound(wrong, len(accepted)) / 100, 6),
    )


def _cost(one: Acceptance, fields: int) -> float:
    looks = fields - one.accepted
    return looks * SECONDS_PER_LOOK + one.wrong * SECONDS_PER_WRONG


def _toml(kind: str, one: Acceptance) -> str:
    return (
        f"[{kind}]\nreview_below = {one.review_below:g}\naccepted = {one.accepted}\n"
        f"wrong = {one.wrong}\nbound = {one.bound:g}\n"
    )


if __name__ == "__main__":
    typer.run(main)

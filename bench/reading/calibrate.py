"""How sure must a reading be?  ``python -m bench.reading.calibrate RECORDS [--write]``.

RECORDS come from ``python -m bench.reading --records FILE`` on forms to tune on.
Weights and thresholds are found on one half of the forms; what they promise is counted
on the other half, written with other digits, so that the bound is exact.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize

from bench.forms.digits import Part
from bench.forms.make import ROOT
from bench.reading.scoring import GROUPS, SECONDS_PER_LOOK, percent
from rpa_suite.model.shares import upper_bound
from rpa_suite.ocr.acceptance import (
    ALL,
    ALWAYS,
    SAFE,
    UNCLEAR,
    UNUSUAL,
    Acceptance,
)

FILE = ROOT / "src" / "rpa_suite" / "ocr" / "acceptance.toml"
SECONDS_PER_WRONG = 200.0  # to whoever comes upon a wrong value
# Of the share that is safe, so much is spent where thresholds are found: on letters and
# digits of other hands more of the accepted values were wrong (docs/reading.md).
_SPENT = 0.2
_RIDGE = 1.0
_FEW_SHARES = 10
_FEW_WRONG = 3  # with fewer, weights would say more about chance than about reading
# A sign that speaks against a reading never makes it surer, whatever chance says of few
# wrong ones; only a text's length may speak either way.
_EITHER_WAY, _AGAINST = frozenset({"length"}), frozenset({"moved"})
# So many of the accepted may lie beyond what is called measured, at each end of a sign.
_OUTLIERS = 0.002
_HEAD = """\
# 人が見なくてよい確からしさ。python -m bench.reading.calibrate が書きます。
# 帳票 {forms} 種・{fields} 項目（{source}）で測りました。
# 重みとしきい値は半分の用紙で決め、accepted・wrong・bound は残りの半分で数えました。
# 残りの半分の数字は、ほかの実物です。
# accepted: 採用した項目、wrong: そのうちの誤り、bound: 誤りの割合の上限（95%）
# weights: 手がかり = [重み, ふつうの値]
# ranges: 手がかり = [採用した項目での最小, 最大]。外は測っていないので、人が見ます。

"""
Record = dict[str, Any]
Pair = tuple[float, float]


def main(
    records: Annotated[list[Path], typer.Argument(help="項目ごとの記録")],
    source: Annotated[str, typer.Option(help="何で測ったか")] = "作った帳票",
    write: Annotated[bool, typer.Option(help="acceptance.toml に書く")] = False,
) -> None:
    """Find weights and thresholds for every kind of field; say what they promise."""
    every = [
        json.loads(line)
        for file in records
        for line in file.read_text("utf-8").splitlines()
    ]
    chosen, together = calibrate(every)
    _show(chosen, together)
    if write:
        head = _HEAD.format(
            forms=len({each["form"] for each in every}),
            fields=len(every),
            source=source,
        )
        parts = [*map(_toml, chosen, chosen.values()), _toml(ALL, together)]
        FILE.write_text(head + "\n".join(parts), encoding="utf-8")


def calibrate(every: list[Record]) -> tuple[dict[str, Acceptance], Acceptance]:
    """Return what is found for every kind, and what all kinds promise together.

    Raises:
        SystemExit: The forms are not written half to tune on, half to prove by.
    """
    parts: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for each in every:
        parts[each["digits"]][each["kind"]].append(each)
    if set(parts) != {Part.TUNE, Part.PROOF}:
        raise SystemExit(f"{sorted(parts)} の数字で書いた用紙からは決められません。")
    found, proof = parts[Part.TUNE], parts[Part.PROOF]
    kinds = [kind for kind in GROUPS if found[kind]]
    models = {kind: _fitted(_open(found[kind])) for kind in kinds}
    limits = _thresholds(models, found)
    models = {
        kind: replace(one, review_below=limits[kind]) for kind, one in models.items()
    }
    chosen = {
        kind: _proved(replace(one, ranges=_ranges(one, found[kind])), proof[kind])
        for kind, one in models.items()
    }
    accepted = sum(one.accepted for one in chosen.values())
    wrong = sum(one.wrong for one in chosen.values())
    together = Acceptance(
        review_below=0.0,
        fields=sum(one.fields for one in chosen.values()),
        accepted=accepted,
        wrong=wrong,
        bound=round(upper_bound(wrong, accepted), 6),
    )
    return chosen, together


def _open(records: list[Record]) -> list[Record]:
    """Return those that only their certainty decides about.

    A field in which nothing could be read is unclear as well, and has no signs.
    """
    return [
        each
        for each in records
        if each["signs"] and each["doubt"] in ("", UNCLEAR, UNUSUAL, ALWAYS)
    ]


def _fitted(records: list[Record]) -> Acceptance:
    """Return a logistic model of one kind: ridge on signs in units of their spread."""
    plain = Acceptance(review_below=1.0, fields=0, accepted=0, wrong=0, bound=1.0)
    right = np.array([each["right"] for each in records], float)
    if len(records) - right.sum() < _FEW_WRONG:
        return plain
    names = sorted(set.intersection(*(set(each["signs"]) for each in records)))
    table = np.array([[each["signs"][name] for name in names] for each in records])
    spread = table.std(axis=0)
    kept = spread > 1e-6
    names = [name for name, keep in zip(names, kept, strict=True) if keep]
    ordinary, spread = table.mean(axis=0)[kept], spread[kept]
    odds = _logistic((table[:, kept] - ordinary) / spread, right, names)
    weights = odds[1:] / spread
    return replace(
        plain,
        bias=round(float(odds[0]), 4),
        weights={
            name: (round(float(weight), 4), round(float(usual), 4))
            for name, weight, usual in zip(names, weights, ordinary, strict=True)
        },
    )


def _logistic(
    table: NDArray[Any], right: NDArray[Any], names: Sequence[str]
) -> NDArray[Any]:
    """Return bias and weights, each on the side that its sign may speak for."""
    rows = np.column_stack((np.ones(len(table)), table))
    ridge = np.array([1e-6, *[_RIDGE] * table.shape[1]])

    def loss(odds: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        found = rows @ odds
        lost = np.logaddexp(0, found) - right * found
        slope = rows.T @ (1 / (1 + np.exp(-found)) - right)
        return float(lost.sum() + ridge @ odds**2 / 2), slope + ridge * odds

    sides = [_side_of(name) for name in names]
    start = np.zeros(rows.shape[1])
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[(None, None), *sides]
    )
    return np.array(found.x)


def _side_of(name: str) -> tuple[float | None, float | None]:
    if name in _EITHER_WAY:
        return None, None
    return (None, 0.0) if name in _AGAINST else (0.0, None)


def _ranges(model: Acceptance, records: list[Record]) -> dict[str, Pair]:
    """Return between what each sign lies of right readings that are sure enough."""
    sure = [
        each["signs"]
        for each in _open(records)
        if each["right"] and model.probability(each["signs"]) >= model.review_below
    ]
    if not sure:
        return {}
    names = sorted(set.intersection(*map(set, sure)))
    table = np.array([[signs[name] for name in names] for signs in sure])
    ends = np.quantile(table, (_OUTLIERS, 1 - _OUTLIERS), axis=0, method="nearest")
    # Surer than all that was measured is no objection.
    ends[1, [name not in _EITHER_WAY | _AGAINST for name in names]] = np.inf
    return {
        name: (float(least), float(most))
        for name, least, most in zip(names, *ends, strict=True)
    }


def _thresholds(
    models: dict[str, Acceptance], found: dict[str, list[Record]]
) -> dict[str, float]:
    """Return the cheapest thresholds that keep all kinds together within what is safe.

    A look costs seconds, a wrong value more; its price is raised until so few are left.
    """
    price = SECONDS_PER_WRONG
    while True:
        cuts = {
            kind: _cut(model, _open(found[kind]), price)
            for kind, model in models.items()
        }
        accepted = sum(cut[1] for cut in cuts.values())
        wrong = sum(cut[2] for cut in cuts.values())
        if wrong <= SAFE * _SPENT * accepted or price > 1e6:
            return {kind: cut[0] for kind, cut in cuts.items()}
        price *= 1.3


def _cut(
    model: Acceptance, records: list[Record], price: float
) -> tuple[float, int, float]:
    """Return threshold, accepted, and how many of these are expected to be wrong."""
    share = np.array([model.probability(each["signs"]) for each in records])
    order = np.argsort(-share)
    share = share[order]
    missed = np.array([not each["right"] for each in records], float)[order]
    expected = np.maximum(np.cumsum(1 - share), np.cumsum(missed))
    if len(np.unique(share)) < _FEW_SHARES:  # marks: their certainty is a constant
        expected = np.cumsum(missed)
    gain = SECONDS_PER_LOOK * np.arange(1, len(share) + 1) - price * expected
    # Readings that are equally sure are accepted together or not at all.
    gain[:-1][share[:-1] == share[1:]] = -np.inf
    at = int(gain.argmax())
    if gain[at] <= 0:
        return 1.0, 0, 0.0
    return _below(float(share[at])), at + 1, float(expected[at])


def _below(share: float) -> float:
    """Return the threshold as it is written, not above what it has to let pass."""
    return float(np.floor(share * 1e5) / 1e5)


def _proved(model: Acceptance, records: list[Record]) -> Acceptance:
    accepted = [
        each
        for each in _open(records)
        if model.probability(each["signs"]) >= model.review_below
        and model.is_measured(each["signs"])
    ]
    wrong = sum(not each["right"] for each in accepted)
    return replace(
        model,
        fields=len(records),
        accepted=len(accepted),
        wrong=wrong,
        bound=round(upper_bound(wrong, len(accepted)), 6) if accepted else 1.0,
    )


def _show(chosen: dict[str, Acceptance], together: Acceptance) -> None:
    table = Table(title="採用のしきい値（残りの半分で数えた値）", title_justify="left")
    for header in ("種類", "項目", "しきい値", "採用", "採用率", "誤り", "上限 (95%)"):
        table.add_column(header, justify="right")
    for kind, one in {**chosen, ALL: together}.items():
        table.add_row(
            kind,
            str(one.fields),
            f"{one.review_below:g}" if kind != ALL else "",
            str(one.accepted),
            f"{percent(one.accepted, one.fields) or 0:.1f} %",
            str(one.wrong),
            f"{100 * one.bound:.3f} %",
        )
    Console().print(table)


def _toml(kind: str, one: Acceptance) -> str:
    text = (
        f"[{kind}]\nreview_below = {one.review_below:g}\nfields = {one.fields}\n"
        f"accepted = {one.accepted}\nwrong = {one.wrong}\nbound = {one.bound:g}\n"
    )
    if one.weights:
        text += f"bias = {one.bias:g}\n" + _toml_pairs(kind, "weights", one.weights)
    if one.ranges:
        text += _toml_pairs(kind, "ranges", one.ranges)
    return text


def _toml_pairs(kind: str, name: str, pairs: Mapping[str, Pair]) -> str:
    return f"\n[{kind}.{name}]\n" + "".join(
        f"{sign} = [{one:g}, {other:g}]\n" for sign, (one, other) in pairs.items()
    )


if __name__ == "__main__":
    typer.run(main)

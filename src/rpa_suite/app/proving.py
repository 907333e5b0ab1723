"""Whether the books are whole: chains of rows, sums, signatures, versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from rpa_suite.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One check of the books."""

    check: str
    ok: bool
    detail: str


def prove(store: Store) -> Sequence[Finding]:
    """Follow every chain and add up every sum again."""
    row = store.ledger.verify()
    sums = store.ledger.differing_sums()
    signed = store.closings.verify()
    baseline = store.baselines.verify()
    return (
        Finding(
            check="台帳の連鎖",
            ok=row is None,
            detail="改ざんはありません。"
            if row is None
            else f"{row}行目が書き換えられたか、その前の行が抜かれています。",
        ),
        Finding(
            check="集計と明細行",
            ok=not sums,
            detail="集計は明細行の合計と一致します。"
            if not sums
            else f"{sums}個の集計が明細行の合計と違います。"
            "rpa-suite kpi rebuild で作り直せます。",
        ),
        Finding(
            check="年度の確定",
            ok=signed is None,
            detail="確定した値は明細行と一致します。"
            if signed is None
            else f"{signed}番目の確定が、確定したときの明細行と一致しません。",
        ),
        Finding(
            check="基準時間",
            ok=not baseline,
            detail=f"{baseline}が書き換えられています。"
            if baseline
            else "改ざんはありません。",
        ),
    )

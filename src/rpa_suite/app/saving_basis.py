"""What a row of the ledger rests on, in words."""

from collections.abc import Sequence
from decimal import Decimal

from rpa_suite.app.booking import baselines_of
from rpa_suite.jp.eras import JST
from rpa_suite.model.robots import Baseline, Robot
from rpa_suite.model.savings import LedgerRow, Saving, SavingKind
from rpa_suite.store import EvidenceRef, Store
from rpa_suite.store.ledger import milliseconds

_PER_ITEM = (SavingKind.ITEM, SavingKind.EXCEPTION)


def basis_of(store: Store, robot: Robot | None, row: LedgerRow) -> str:
    """Say in a sentence what a row rests on: its baseline and its evidence.

    Args:
        store: Where baselines and evidence lie.
        robot: Whose row it is; None where it is no longer there.
        row: The row.
    """
    saving = row.saving
    told = [_baseline_words(_baseline(store, robot, saving), saving)]
    if saving.item_id:
        told.append(_evidence_words(store.evidence.of_item(saving.item_id)))
    told.append(f"署名 {row.hash[:16]}")
    return "　".join(told)


def _baseline(store: Store, robot: Robot | None, saving: Saving) -> Baseline | None:
    versions = baselines_of(store, robot) if robot else ()
    return next(
        (b for b in versions if b.id_of(saving.robot_id) == saving.baseline_id), None
    )


def _baseline_words(baseline: Baseline | None, saving: Saving) -> str:
    if baseline is None:
        told = saving.baseline_id
        return (
            f"基準時間 {told}（いまの設定にはありません）" if told else "基準時間なし"
        )
    told = (
        f"基準時間 {_words(baseline.minutes)}分"
        f"（{baseline.items}件・{baseline.staff}人、{baseline.measured_on} 計測、"
        f"{baseline.valid_from} から、承認 {baseline.approved_by}）"
    )
    if saving.kind in _PER_ITEM and milliseconds(baseline.minutes) != milliseconds(
        saving.minutes_before
    ):
        # robot.toml is a file: whoever edits a version leaves the rows as they were.
        told += f"※計上は {_words(saving.minutes_before)}分。後で書き換えられています"
    return told


def _words(minutes: Decimal) -> str:
    """Return minutes to three places, without zeros: a stopwatch gives thirds."""
    return f"{minutes:.3f}".rstrip("0").rstrip(".")


def _evidence_words(refs: Sequence[EvidenceRef]) -> str:
    if not refs:
        return "証跡なし"
    gone = [ref for ref in refs if ref.disposed_at is not None]
    left = len(refs) - len(gone)
    told = f"証跡 {left}点" if left else ""
    if gone:
        last = gone[-1]
        assert last.disposed_at is not None
        day = last.disposed_at.astimezone(JST).date()
        told += f"廃棄済 {len(gone)}点（{day}、{last.disposed_by}、{last.rule}）"
    return told

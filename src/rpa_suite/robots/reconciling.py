"""突合: after a run, our entries are held against the business system's own list.

A system that shows 完了 and keeps nothing (F22) is found only so, and so are entries
under our staff number that no item knows of.
"""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta

from rpa_suite.errors import SiteTrouble
from rpa_suite.jp.eras import JST
from rpa_suite.model.events import Reconciled
from rpa_suite.model.reconciling import ListedEntry
from rpa_suite.robots.ports import ReconciliationLog

_COLUMNS = frozenset({"処理番号", "職員番号", "登録日時"})
# The clocks of two machines never agree quite.
_CLOCKS = timedelta(minutes=1)


def reconcile(
    log: ReconciliationLog,
    listed: Sequence[ListedEntry],
    *,
    run_id: str,
    staff: str,
    since: datetime,
    now: datetime,
) -> Reconciled:
    """Compare, store what differs, and return it.

    Args:
        log: Knows our items and keeps what was found.
        listed: The system's list.
        run_id: The run that looks.
        staff: Staff number that the robot works with.
        since: Entries of others' making count from here: the start of the run.
        now: Time of looking.
    """
    ours = log.unreconciled(run_id)
    theirs = {entry.receipt for entry in listed}
    absent = {receipt: item for receipt, item in ours.items() if receipt not in theirs}
    recent = {
        entry.receipt
        for entry in listed
        if entry.staff == staff and entry.at >= since - _CLOCKS
    }
    unknown = recent - log.known(recent)
    log.record(run_id, absent=absent, unknown=unknown, now=now)
    return Reconciled(
        run_id=run_id,
        entries=len(ours),
        absent=tuple(sorted(absent)),
        unknown=tuple(sorted(unknown)),
    )


def said(found: Reconciled) -> str:
    """Return in the clerk's words what was found; nothing where all agrees."""
    told = []
    if found.absent:
        told.append(f"業務システムに無い登録 {len(found.absent)}件")
    if found.unknown:
        told.append(f"こちらに無い登録 {len(found.unknown)}件")
    if not told:
        return ""
    return (
        f"突合: {'、'.join(told)}があります"
        f"({'、'.join((*found.absent, *found.unknown)[:3])})。"
        "rpa-suite discrepancies で確かめてください。"
    )


def read_list(content: bytes) -> list[ListedEntry]:
    """Return the entries of a 一括照会 CSV, in whichever encoding it came.

    Raises:
        SiteTrouble: It is no such CSV.
    """
    for encoding in ("utf-8-sig", "cp932"):
        try:
            rows = csv.DictReader(io.StringIO(content.decode(encoding)))
            if not _COLUMNS.issubset(rows.fieldnames or ()):
                break
            return [
                ListedEntry(
                    receipt=row["処理番号"],
                    staff=row["職員番号"],
                    at=datetime.strptime(row["登録日時"], "%Y/%m/%d %H:%M:%S").replace(
                        tzinfo=JST
                    ),
                )
                for row in rows
            ]
        except UnicodeDecodeError:
            continue
        except (KeyError, ValueError):
            break
    raise SiteTrouble(
        "一括照会の CSV を読めません。突合できませんでした。", code="LIST"
    )

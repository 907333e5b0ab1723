"""突合: after a run, our entries are held against the business system's own list.

A system that shows 完了 and keeps nothing (F22) is found only so, and so are entries
under our staff number that no item knows of.
"""

import csv
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from rpa_suite.errors import SiteTrouble
from rpa_suite.jp.eras import JST
from rpa_suite.model.events import Reconciled
from rpa_suite.model.reconciling import ListedEntry
from rpa_suite.robots.comparing import plain, same
from rpa_suite.robots.ports import ReconciliationLog
from rpa_suite.robots.procedure import Shown

_COLUMNS = frozenset({"処理番号", "職員番号", "登録日時"})
# The clocks of two machines never agree quite.
_CLOCKS = timedelta(minutes=1)


def reconcile(
    log: ReconciliationLog,
    listed: Sequence[ListedEntry],
    *,
    run_id: str,
    staff: Collection[str],
    shown_of: Callable[[str], Shown],
    now: datetime,
) -> Reconciled:
    """Compare, store what differs, and return it.

    Args:
        log: Knows our items and keeps what was found.
        listed: The system's list.
        run_id: The run that looks.
        staff: Staff numbers that the robot works with.
        shown_of: An item's id to what the system has to show of it.
        now: Time of looking.
    """
    ours, since = log.unreconciled(run_id)
    theirs = {entry.receipt: entry for entry in listed}
    absent = {receipt: item for receipt, item in ours.items() if receipt not in theirs}
    different = {
        receipt: labels
        for receipt, item in ours.items()
        if receipt in theirs
        and (labels := differing(shown_of(item), theirs[receipt].values))
    }
    recent = {
        entry.receipt
        for entry in listed
        if entry.staff in staff and entry.at >= since - _CLOCKS
    }
    unknown = recent - log.known(recent)
    log.record(
        run_id,
        absent=absent,
        different={each: (ours[each], different[each]) for each in different},
        unknown=unknown,
        now=now,
    )
    return Reconciled(
        run_id=run_id,
        entries=len(ours),
        absent=tuple(sorted(absent)),
        different=tuple(sorted(different)),
        unknown=tuple(sorted(unknown)),
    )


def differing(shown: Shown, listed: Mapping[str, str]) -> list[str]:
    """Return the labels whose values differ; columns that the list lacks are passed.

    Lists that went through Excel have lost their leading zeros: no difference.
    """
    return [
        name
        for section, values in shown.items()
        for label, value in values.items()
        if (name := f"{section}/{label}") in listed
        and not same(value, listed[name])
        and plain(value).lstrip("0") != plain(listed[name])
    ]


def said(found: Reconciled) -> str:
    """Return in the clerk's words what was found; nothing where all agrees."""
    kinds = (
        ("業務システムに無い登録", found.absent),
        ("値が違う登録", found.different),
        ("こちらに無い登録", found.unknown),
    )
    told = [f"{words} {len(receipts)}件" for words, receipts in kinds if receipts]
    if not told:
        return ""
    first = [receipt for _, receipts in kinds for receipt in receipts][:3]
    return (
        f"突合: {'、'.join(told)}があります({'、'.join(first)})。"
        "「突合の結果」で確かめてください。"
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
                    values={k: v for k, v in row.items() if k not in _COLUMNS},
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

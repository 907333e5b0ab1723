"""Destroys evidence whose time is over (廃棄); its record and its minutes stay."""

from datetime import date, datetime, time

from rpa_suite.app.permissions import Permissions
from rpa_suite.errors import InputError
from rpa_suite.jp.eras import JST
from rpa_suite.model.staff import Duty
from rpa_suite.store import Store


def dispose_evidence(
    store: Store, permissions: Permissions, *, before: date, rule: str, now: datetime
) -> int:
    """Destroy pictures and traces of attempts begun before a day.

    Args:
        store: Where they lie.
        permissions: Only a 管理者 may.
        before: That day's are kept.
        rule: The rule of retention, as the office calls it (保存期間1年).
        now: Stands in the record.

    Returns:
        How many were destroyed.

    Raises:
        InputError: No rule is named, or the day is yet to come.
        NotAllowed: He may not.
    """
    permissions.require(Duty.MANAGE)
    if not rule.strip():
        raise InputError("廃棄の根拠（例: 保存期間1年）を書いてください。")
    begin = datetime.combine(before, time(0), tzinfo=JST)
    if begin > now:
        raise InputError("先の日付は指定できません。今日までの日付にしてください。")
    gone = store.evidence.dispose(
        begin, by=permissions.account, rule=rule.strip(), now=now
    )
    store.audit.record(
        actor=permissions.account,
        action="dispose",
        subject="evidence",
        detail={"before": before.isoformat(), "rule": rule.strip(), "files": str(gone)},
        now=now,
    )
    return gone

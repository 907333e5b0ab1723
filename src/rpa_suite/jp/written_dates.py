"""Dates as people write them on forms, in 和暦 or 西暦."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from rpa_suite.jp.checked import Checked, Status
from rpa_suite.jp.digits import HYPHENS
from rpa_suite.jp.eras import Era, EraDate, to_era
from rpa_suite.jp.numerals import to_int


@dataclass(frozen=True, kw_only=True)
class CheckedDate(Checked):
    """A date that was read; ``value`` is ``2026-04-01`` with 00 for unknown parts.

    Attributes:
        date: The day; None after an error or where a part is 不詳 or not written.
        era_date: The same in its proper era; None after an error, and for a 西暦 date
            of which only the year is known.
    """

    date: dt.date | None = field(default=None, repr=False)
    era_date: EraDate | None = field(default=None, repr=False)


_ERAS = {
    name: era
    for era in Era
    for name in (era.kanji, era.letter, era.letter.lower(), era.one_kanji)
}
_ERA = "(?P<era>" + "|".join(sorted(_ERAS, key=len, reverse=True)) + ")"
_NUMBER = "[0-9]{1,2}|[〇零○一二三四五六七八九十]{1,3}"
_SEPARATOR = rf"[.・,、/{re.escape(HYPHENS)}]"
_UNKNOWN = "不詳|不明"

_WRITTEN = re.compile(
    rf"(?:{_ERA}(?P<year>元|{_NUMBER})|(?P<western>[0-9]{{4}}))"
    rf"(?:年|{_SEPARATOR}|$)"
    rf"(?:(?P<all_unknown>月?日?(?:{_UNKNOWN}))"
    rf"|(?P<month>{_NUMBER}|{_UNKNOWN})(?:月|{_SEPARATOR}|$)"
    rf"(?P<day>{_NUMBER}|日?(?:{_UNKNOWN}))?日?)?"
)
_RUN_OF_DIGITS = re.compile(
    rf"(?:{_ERA}(?P<year>[0-9]{{2}})|0?(?P<code>[1-5])(?P<coded_year>[0-9]{{2}})"
    r"|(?P<western>[12][0-9]{3}))(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
)


def parse_era_date(text: str) -> CheckedDate:
    """Read a date: R8.4.1, 令和元年五月一日, ㋿8年, 5080401, 1985/3/5, 20260401.

    A part that is simply not written (㋿8年) leaves ``date`` None with status OK; a
    part written as 00 or 不詳 is a warning, because a robot must not enter it alone.

    Reasons: ``date.blank``, ``.format``, ``.no_era``, ``.year_zero``,
    ``.no_such_day``, ``.before_era`` (errors), ``.after_era``, ``.unknown_part``
    (warnings), ``.year_only``, ``.month_only`` (status OK).
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return _error("date.blank", "日付が空です。原票を見て入力してください。")
    found = _RUN_OF_DIGITS.fullmatch(plain)
    if found is not None:
        year = found["year"] or found["coded_year"]
        era = (
            Era.from_code(int(found["code"]))
            if found["code"]
            else _ERAS.get(found["era"])
        )
        return _checked(era, year or found["western"], found["month"], found["day"])
    found = _WRITTEN.fullmatch(plain)
    if found is not None:
        month = "不詳" if found["all_unknown"] else found["month"]
        day = "不詳" if found["all_unknown"] else found["day"]
        year = found["year"] or found["western"]
        return _checked(_ERAS.get(found["era"] or ""), year, month, day)
    if re.match(rf"(?:{_NUMBER}|元)(?:年|{_SEPARATOR})", plain):
        return _error(
            "date.no_era", "元号がありません。元号を原票で確かめて補ってください。"
        )
    return _error(
        "date.format", "日付として読めません。令和8年4月1日のように直してください。"
    )


def _checked(
    era: Era | None, year_text: str, month_text: str | None, day_text: str | None
) -> CheckedDate:
    try:
        year = 1 if year_text == "元" else to_int(year_text)
        month, day = _part(month_text), _part(day_text)
    except ValueError:
        return _error(
            "date.format", "日付として読めません。令和8年4月1日のように直してください。"
        )
    if year == 0:
        return _error(
            "date.year_zero",
            "0年という年はありません。原票を見て直してください。",
        )
    western = year if era is None else era.western_year(year)
    if not month or not day:
        written = month_text is not None and (month == 0 or day_text is not None)
        return _partial(era, western, month, day, written)
    try:
        found = dt.date(western, month, day)
    except ValueError:
        return _error(
            "date.no_such_day", "存在しない日付です。原票を見て直してください。"
        )
    return _whole(era, found)


def _whole(era: Era | None, found: dt.date) -> CheckedDate:
    if found < Era.MEIJI.first:
        return _error(
            "date.before_era", "明治より前の日付です。原票を見て直してください。"
        )
    proper = to_era(found)
    if era is not None and found < era.first:
        return _error(
            "date.before_era",
            "その元号が始まる前の日付です。元号と年を原票で確かめてください。",
            suggestion=proper.short,
        )
    if era is not None and not era.holds(found):
        return CheckedDate(
            value=found.isoformat(),
            status=Status.WARN,
            reason="date.after_era",
            message="その元号が終わった後の日付です。新しい元号でよいか見てください。",
            suggestion=proper.short,
            date=found,
            era_date=proper,
        )
    return CheckedDate(
        value=found.isoformat(), status=Status.OK, date=found, era_date=proper
    )


def _partial(
    era: Era | None, western: int, month: int, day: int, written: bool
) -> CheckedDate:
    if month > 12 or (month == 0 and day):
        return _error(
            "date.no_such_day", "存在しない日付です。原票を見て直してください。"
        )
    era_date = None
    if era is not None:
        year = western - era.first.year + 1
        # A year or month may straddle a change; it is out only when wholly outside.
        if (western, month or 12) < (era.first.year, era.first.month):
            return _error(
                "date.before_era",
                "その元号が始まる前の日付です。元号と年を原票で確かめてください。",
            )
        after = era.last is not None and (western, month or 1) > (
            era.last.year,
            era.last.month,
        )
        proper = to_era(dt.date(western, month or 1, 1)) if after else None
        if proper is not None:
            era, year = proper.era, proper.year
        era_date = EraDate(
            era=era,
            year=year,
            month=month or (0 if written else None),
            day=0 if written else None,
        )
        if after:
            return CheckedDate(
                value=f"{western:04}-{month:02}-00",
                status=Status.WARN,
                reason="date.after_era",
                message="その元号が終わった後の日付です。新しい元号でよいか見てください。",
                suggestion=era_date.short,
                era_date=era_date,
            )
    if written:
        status, reason = Status.WARN, "date.unknown_part"
        message = "月日に不詳があります。担当者が確かめて入力してください。"
    else:
        status, reason = Status.OK, "date.month_only" if month else "date.year_only"
        message = ""
    return CheckedDate(
        value=f"{western:04}-{month:02}-00",
        status=status,
        reason=reason,
        message=message,
        era_date=era_date,
    )


def _part(text: str | None) -> int:
    """Return a month or day, 0 where it is unknown or not written."""
    if text is None or text.endswith(("不詳", "不明")):
        return 0
    return to_int(text)


def _error(reason: str, message: str, suggestion: str = "") -> CheckedDate:
    return CheckedDate(
        value="",
        status=Status.ERROR,
        reason=reason,
        message=message,
        suggestion=suggestion,
    )

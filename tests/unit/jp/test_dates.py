"""和暦: vectors, every day from 1868 to 2100, and dates as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.jp.checked import Status
from rpa_suite.jp.eras import JST, Era, EraDate, era_of, from_era, to_era
from rpa_suite.jp.written_dates import parse_era_date

OK, WARN, ERROR = Status.OK, Status.WARN, Status.ERROR


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("S64.1.7", dt.date(1989, 1, 7)),
        ("H31.4.30", dt.date(2019, 4, 30)),
        ("R元.5.1", dt.date(2019, 5, 1)),
        ("R01.05.01", dt.date(2019, 5, 1)),
        ("令和元年五月一日", dt.date(2019, 5, 1)),
        ("T15.12.24", dt.date(1926, 12, 24)),
        ("S1.12.25", dt.date(1926, 12, 25)),
        ("M45.7.29", dt.date(1912, 7, 29)),
        ("R08.04.01", dt.date(2026, 4, 1)),
        ("Ｒ８．４．１", dt.date(2026, 4, 1)),
        ("㋿8年4月1日", dt.date(2026, 4, 1)),
        ("㍻31年4月30日", dt.date(2019, 4, 30)),
        ("令 和 八 年 十 二 月 三 十 一 日", dt.date(2026, 12, 31)),
        ("昭六十三・一・五", dt.date(1988, 1, 5)),
        ("r8-4-1", dt.date(2026, 4, 1)),
        ("R8ー4ー1", dt.date(2026, 4, 1)),
        ("R080401", dt.date(2026, 4, 1)),
        ("5080401", dt.date(2026, 4, 1)),
        ("05080401", dt.date(2026, 4, 1)),
        ("1985/3/5", dt.date(1985, 3, 5)),
        ("1985年3月5日", dt.date(1985, 3, 5)),
        ("19850305", dt.date(1985, 3, 5)),
    ],
)
def test_a_written_date_is_read(text: str, day: dt.date) -> None:
    checked = parse_era_date(text)
    assert (checked.status, checked.reason) == (OK, "")
    assert checked.date == day
    assert checked.value == day.isoformat()
    assert checked.era_date == to_era(day)


@pytest.mark.parametrize(
    ("text", "status", "reason", "suggestion"),
    [
        ("S64.1.8", WARN, "date.after_era", "H01.01.08"),
        ("H31.5.1", WARN, "date.after_era", "R01.05.01"),
        ("S64.02.00", WARN, "date.after_era", "H01.02.00"),
        ("R1.4.30", ERROR, "date.before_era", "H31.04.30"),
        ("R8.2.29", ERROR, "date.no_such_day", ""),
        ("R8.13.1", ERROR, "date.no_such_day", ""),
        ("S0.1.1", ERROR, "date.year_zero", ""),
        ("8.4.1", ERROR, "date.no_era", ""),
        ("八年四月一日", ERROR, "date.no_era", ""),
        ("1850/1/1", ERROR, "date.before_era", ""),
        ("0000年1月1日", ERROR, "date.year_zero", ""),
        ("令和8年月日", ERROR, "date.format", ""),
        ("令和十百年一月一日", ERROR, "date.format", ""),
        ("S6315", ERROR, "date.format", ""),
        ("きのう", ERROR, "date.format", ""),
        ("", ERROR, "date.blank", ""),
    ],
)
def test_a_doubtful_or_impossible_date_says_why(
    text: str, status: Status, reason: str, suggestion: str
) -> None:
    checked = parse_era_date(text)
    assert (checked.status, checked.reason) == (status, reason)
    assert checked.suggestion == suggestion
    assert checked.message
    assert (checked.date is None) or status is WARN


@pytest.mark.parametrize(
    ("text", "reason", "value", "long"),
    [
        ("S20.00.00", "date.unknown_part", "1945-00-00", "昭和20年月日不詳"),
        ("昭和20年不詳", "date.unknown_part", "1945-00-00", "昭和20年月日不詳"),
        ("昭和20年月日不詳", "date.unknown_part", "1945-00-00", "昭和20年月日不詳"),
        ("昭和20年5月日不詳", "date.unknown_part", "1945-05-00", "昭和20年5月日不詳"),
        ("3200500", "date.unknown_part", "1945-05-00", "昭和20年5月日不詳"),
        ("㋿8年", "date.year_only", "2026-00-00", "令和8年"),
        ("令和8年4月", "date.month_only", "2026-04-00", "令和8年4月"),
    ],
)
def test_a_partial_date_keeps_what_is_known(
    text: str, reason: str, value: str, long: str
) -> None:
    checked = parse_era_date(text)
    assert (checked.reason, checked.value, checked.date) == (reason, value, None)
    assert checked.status is (WARN if reason == "date.unknown_part" else OK)
    assert checked.era_date is not None
    assert checked.era_date.long == long
    assert checked.era_date.date is None


def test_a_partial_western_date_has_no_era() -> None:
    checked = parse_era_date("1989年00月00日")
    assert (checked.value, checked.status) == ("1989-00-00", WARN)
    assert checked.era_date is None


def test_an_era_date_is_written_short_long_and_as_a_code() -> None:
    day = to_era(dt.date(2026, 4, 1))
    assert (day.short, day.long) == ("R08.04.01", "令和8年4月1日")
    assert (day.coded(), day.coded(2)) == ("5080401", "05080401")
    assert to_era(dt.date(2019, 5, 1)).long == "令和元年5月1日"
    assert EraDate(era=Era.SHOWA, year=20, month=0, day=0).short == "S20.00.00"


def test_eras_carry_code_letter_kanji_and_days() -> None:
    assert [era.code for era in Era] == [1, 2, 3, 4, 5]
    assert "".join(era.letter for era in Era) == "MTSHR"
    assert "".join(era.one_kanji for era in Era) == "明大昭平令"
    assert Era.from_code(3) is Era.SHOWA
    with pytest.raises(ValueError):
        Era.from_code(6)
    for before, after in zip(list(Era), list(Era)[1:], strict=False):
        assert before.last is not None
        assert before.last + dt.timedelta(days=1) == after.first


def test_every_day_from_1868_to_2100_comes_back_from_its_era() -> None:
    day = Era.MEIJI.first
    while day.year <= 2100:
        era_date = to_era(day)
        assert era_date.era.holds(day)
        assert era_date.month is not None and era_date.day is not None
        back = from_era(era_date.era, era_date.year, era_date.month, era_date.day)
        assert back == day
        day += dt.timedelta(days=1)


@given(st.dates(dt.date(1868, 1, 25), dt.date(2100, 12, 31)))
def test_every_way_the_suite_writes_a_date_is_read_back(day: dt.date) -> None:
    era_date = to_era(day)
    for text in (era_date.short, era_date.long, day.isoformat()):
        assert parse_era_date(text).date == day
    if era_date.year < 100:
        assert parse_era_date(era_date.coded()).date == day


@pytest.mark.parametrize(
    ("era", "year", "month", "day"),
    [
        (Era.REIWA, 1, 4, 30),
        (Era.HEISEI, 31, 5, 1),
        (Era.REIWA, 0, 6, 1),
        (Era.REIWA, 8, 2, 29),
    ],
)
def test_a_day_outside_its_era_is_refused_without_being_repeated(
    era: Era, year: int, month: int, day: int
) -> None:
    with pytest.raises(ValueError) as raised:
        from_era(era, year, month, day)
    assert not any(char.isdigit() for char in str(raised.value).replace("1(元年)", ""))


def test_a_day_before_meiji_has_no_era() -> None:
    with pytest.raises(ValueError):
        era_of(dt.date(1868, 1, 24))


def test_dates_stay_out_of_repr() -> None:
    assert "1985" not in repr(parse_era_date("1985/3/5"))


@given(st.text(max_size=16) | st.text("令和昭元RS0123456789年月日.-不詳", max_size=12))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    checked = parse_era_date(text)
    assert checked.is_ok or checked.message


def test_japan_time_is_nine_hours_ahead() -> None:
    assert JST.utcoffset(None) == dt.timedelta(hours=9)

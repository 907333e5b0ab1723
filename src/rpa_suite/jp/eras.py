"""Eras (元号): which day belongs to which year of which era."""

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum

#: 日本標準時. A fixed offset: Japan keeps no summer time, and Windows ships no tz data.
JST = dt.timezone(dt.timedelta(hours=9), "JST")


class Era(Enum):
    """One era; its value is the one-digit code of the resident-register systems.

    By law the day of a change belongs to both eras; systems write the new one, and so
    does this table. Days of 明治 before 1873 are counted in today's calendar.

    Attributes:
        code: 1 明治 to 5 令和.
        letter: M, T, S, H or R.
        kanji: Two characters; ``one_kanji`` is the first of them.
        first: First day.
        last: Last day, or None while the era runs.
    """

    MEIJI = (1, "M", "明治", dt.date(1868, 1, 25), dt.date(1912, 7, 29))
    TAISHO = (2, "T", "大正", dt.date(1912, 7, 30), dt.date(1926, 12, 24))
    SHOWA = (3, "S", "昭和", dt.date(1926, 12, 25), dt.date(1989, 1, 7))
    HEISEI = (4, "H", "平成", dt.date(1989, 1, 8), dt.date(2019, 4, 30))
    REIWA = (5, "R", "令和", dt.date(2019, 5, 1), None)

    code: int
    letter: str
    kanji: str
    one_kanji: str
    first: dt.date
    last: dt.date | None

    def __new__(
        cls, code: int, letter: str, kanji: str, first: dt.date, last: dt.date | None
    ) -> "Era":
        era = object.__new__(cls)
        era._value_ = code
        era.code = code
        era.letter = letter
        era.kanji = kanji
        era.one_kanji = kanji[0]
        era.first = first
        era.last = last
        return era

    @classmethod
    def from_code(cls, code: int) -> "Era":
        """Return the era of the register's code 1-5.

        Raises:
            ValueError: There is no such era.
        """
        for era in cls:
            if era.code == code:
                return era
        raise ValueError("元号コードは1(明治)から5(令和)までです。")

    def western_year(self, year: int) -> int:
        """Return the 西暦 year of ``year`` of this era."""
        return self.first.year + year - 1

    def holds(self, day: dt.date) -> bool:
        """True when ``day`` is a day of this era."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, kw_only=True, slots=True)
class EraDate:
    """A date in an era, whole or in part.

    Month and day are 0 where the register says 不詳 and None where nothing is written.
    ``repr`` hides the parts: a date of birth is personal data.
    """

    era: Era = field(repr=False)
    year: int = field(repr=False)
    month: int | None = field(default=None, repr=False)
    day: int | None = field(default=None, repr=False)

    @property
    def short(self) -> str:
        """``R08.04.01``; unknown parts are ``00``."""
        month, day = self.month or 0, self.day or 0
        return f"{self.era.letter}{self.year:02}.{month:02}.{day:02}"

    @property
    def long(self) -> str:
        """``令和8年4月1日``, ``令和元年5月1日``, ``昭和20年月日不詳``, ``令和8年``."""
        year = "元" if self.year == 1 else str(self.year)
        text = f"{self.era.kanji}{year}年"
        if not self.month:
            return text if self.month is None else text + "月日不詳"
        text += f"{self.month}月"
        if not self.day:
            return text if self.day is None else text + "日不詳"
        return text + f"{self.day}日"

    def coded(self, width: int = 1) -> str:
        """Return ``5080401``; the code has ``width`` digits (1, or 2 in some layouts).

        既存住基システム改造仕様書 writes one digit, 中間標準レイアウト two.
        """
        month, day = self.month or 0, self.day or 0
        code = f"{self.era.code:0{width}}"
        return f"{code}{self.year:02}{month:02}{day:02}"

    @property
    def date(self) -> dt.date | None:
        """The day in 西暦, or None where a part is unknown."""
        if not self.month or not self.day:
            return None
        return from_era(self.era, self.year, self.month, self.day)


def era_of(day: dt.date) -> Era:
    """Return the era of ``day``.

    Raises:
        ValueError: The day is before 明治.
    """
    for era in reversed(Era):
        if era.first <= day:
            return era
    raise ValueError("明治より前の日付は元号にできません。")


def to_era(day: dt.date) -> EraDate:
    """Return ``day`` in its era.

    Raises:
        ValueError: The day is before 明治.
    """
    era = era_of(day)
    return EraDate(
        era=era, year=day.year - era.first.year + 1, month=day.month, day=day.day
    )


def from_era(era: Era, year: int, month: int, day: int) -> dt.date:
    """Return the day in 西暦.

    Raises:
        ValueError: There is no such day, or it lies outside the era.
    """
    if year < 1:
        raise ValueError("元号の年は1(元年)から始まります。")
    try:
        found = dt.date(era.western_year(year), month, day)
    except ValueError:
        raise ValueError("存在しない日付です。") from None
    if not era.holds(found):
        raise ValueError("元号の期間の外の日付です。")
    return found

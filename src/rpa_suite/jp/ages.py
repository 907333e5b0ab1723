"""Ages as the law counts them, and the years and months that hang on them."""

import datetime as dt


def attainment_day(birth: dt.date, age: int) -> dt.date:
    """Return the day at whose end ``age`` is attained: the day before the birthday.

    年齢計算ニ関スル法律. Somebody born on 29 February attains on 28 February in every
    year.
    """
    year = birth.year + age
    if (birth.month, birth.day) == (2, 29):
        return dt.date(year, 2, 28)
    return dt.date(year, birth.month, birth.day) - dt.timedelta(days=1)


def age_on(birth: dt.date, day: dt.date) -> int:
    """Return the full years attained when ``day`` begins.

    Raises:
        ValueError: ``day`` is before the birth.
    """
    if day < birth:
        raise ValueError("基準日が生年月日より前です。")
    age = day.year - birth.year
    return age if attainment_day(birth, age) < day else age - 1


def fiscal_year(day: dt.date) -> int:
    """Return the 会計年度 of ``day`` in 西暦: April to March."""
    return day.year if day.month >= 4 else day.year - 1


def reiwa_fiscal_year(day: dt.date) -> int:
    """Return n of 令和n年度, which is 2018 + n.

    Raises:
        ValueError: The 年度 is before 令和元年度 (2019).
    """
    number = fiscal_year(day) - 2018
    if number < 1:
        raise ValueError("令和元年度より前の日付です。")
    return number


def tax_year(income_year: int) -> int:
    """Return the 課税年度 (賦課年度) of incomes of 年分 ``income_year``, in 西暦.

    給与支払報告書 of 令和8年分 is taxed in 令和9年度.
    """
    return income_year + 1


def income_year(tax_year: int) -> int:
    """Return the 年分 of the incomes taxed in 課税年度 ``tax_year``, in 西暦."""
    return tax_year - 1


def end_of_school_year(birth: dt.date, age: int) -> dt.date:
    """Return the 最初の3月31日 on or after the day ``age`` is attained."""
    attained = attainment_day(birth, age)
    return dt.date(fiscal_year(attained) + 1, 3, 31)


def class_age(birth: dt.date, year: int) -> int:
    """Return the クラス年齢 in 年度 ``year``: the age on 1 April, 0 for later births.

    Children born from 2 April to the next 1 April share a class.

    Raises:
        ValueError: The child is born after that 年度.
    """
    start = dt.date(year, 4, 1)
    if birth > dt.date(year + 1, 3, 31):
        raise ValueError("その年度の後に生まれています。")
    return 0 if birth > start else age_on(birth, start)

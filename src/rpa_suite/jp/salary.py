"""Income from employment after the deduction (給与所得控除後の金額), by 年分."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from rpa_suite.errors import SetupError


def salary_after_deduction(income_year: int, salary: int) -> int:
    """Return 給与所得控除後の金額 in yen of a yearly ``salary`` in yen.

    Args:
        income_year: 年分 in 西暦; 令和3年分 is 2021.
        salary: 支払金額, not negative.

    Raises:
        SetupError: No table of that year is bundled; nothing is guessed.
        ValueError: ``salary`` is negative.
    """
    if salary < 0:
        raise ValueError("支払金額が負の数です。")
    for table in _tables():
        if table["first_year"] <= income_year <= table["last_year"]:
            return _after_deduction(table["band"], salary)
    raise SetupError(
        f"{income_year}年分の給与所得控除後の金額の表が入っていません。"
        "新しい版を入れるか、手で計算してください。"
    )


def supported_years() -> range:
    """Return the 年分 (西暦) whose tables are bundled."""
    tables = _tables()
    return range(
        min(table["first_year"] for table in tables),
        max(table["last_year"] for table in tables) + 1,
    )


def _after_deduction(bands: list[dict[str, Any]], salary: int) -> int:
    band = next(b for b in bands if "up_to" not in b or salary <= b["up_to"])
    base = salary // 4000 * 1000 if band.get("stepped") else salary
    return max(0, int(base * band["tenths"] // 10 + band["plus"]))


@cache
def _tables() -> list[dict[str, Any]]:
    text = (files("rpa_suite.jp") / "data" / "salary_deduction.toml").read_text("utf-8")
    tables: list[dict[str, Any]] = tomllib.loads(text)["table"]
    return tables

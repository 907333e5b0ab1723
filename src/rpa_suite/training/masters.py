"""Code masters (コードマスタ)."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rpa_suite.training.register import Register

RETIRED = "（廃止）"
_SINCE = dt.date(2003, 4, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """One row of a master as コードマスタ shows it."""

    code: str
    name: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@cache
def banks() -> dict[str, str]:
    """Return 金融機関コード to name, of those valid today."""
    names: dict[str, str] = _load()["banks"]
    return names


@cache
def branches() -> dict[str, str]:
    """Return 支店コード to name; every bank has the same invented branches."""
    names: dict[str, str] = _load()["branches"]
    return names


def bank_name(code: str) -> str:
    """Return the bank's name, or nothing for a code that is not valid."""
    return banks().get(code, "")


def branch_name(bank: str, code: str) -> str:
    """Return the branch's name, or nothing for a code that is not valid."""
    return branches().get(code, "") if bank in banks() else ""


def retired_name(master: str, code: str) -> str:
    """Return the name of a code that is no longer valid, so marked, or nothing.

    Args:
        master: ``banks`` or ``branches``.
        code: The code.
    """
    found = _load()["expired"][master].get(code)
    return f"{found[0]}{RETIRED}" if found else ""


def listed(register: Register) -> dict[str, list[Code]]:
    """Return the masters with 適用開始 and 適用終了, in the order of codes."""
    employers = {each.number: each.name for each in register.employers.values()}
    return {
        "金融機関": _rows(banks(), "banks"),
        "支店（架空）": _rows(branches(), "branches"),
        "特別徴収義務者": _rows(employers),
    }


def _rows(names: dict[str, str], master: str = "") -> list[Code]:
    rows = [
        Code(code=code, name=name, valid_from=_SINCE, valid_to=None)
        for code, name in names.items()
    ]
    if master:
        rows += [
            Code(code=code, name=f"{name}{RETIRED}", valid_from=None, valid_to=last)
            for code, (name, last) in _load()["expired"][master].items()
        ]
    return sorted(rows, key=lambda row: row.code)


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(
        (files("rpa_suite.training") / "data" / "banks.toml").read_text("utf-8")
    )

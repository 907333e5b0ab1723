"""Code masters (コードマスタ)."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def banks() -> dict[str, str]:
    """Return 金融機関コード to name."""
    return _load()["banks"]


@cache
def branches() -> dict[str, str]:
    """Return 支店コード to name; every bank has the same invented branches."""
    return _load()["branches"]


def bank_name(code: str) -> str:
    """Return the bank's name, or nothing for a code that does not exist."""
    return banks().get(code, "")


def branch_name(bank: str, code: str) -> str:
    """Return the branch's name, or nothing for a code that does not exist."""
    return branches().get(code, "") if bank in banks() else ""


@cache
def _load() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        (files("rpa_suite.training") / "data" / "banks.toml").read_text("utf-8")
    )

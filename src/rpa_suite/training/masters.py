"""Code masters (コードマスタ)."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from rpa_suite.jp.towns import ota_towns
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Master:
    """One list of codes.

    Attributes:
        title: As コードマスタ heads it.
        shows: Label of the name that a screen shows beside the code.
        names: Code to name, of those valid today.
        retired: Code to name and last day, of those that are no longer.
    """

    title: str
    shows: str
    names: Mapping[str, str]
    retired: Mapping[str, tuple[str, dt.date]] = field(default_factory=dict)


@cache
def masters() -> dict[str, Master]:
    """Return every master by the name of its look-up."""
    banks, codes = _load("banks.toml"), _load("codes.toml")
    expired = banks["expired"]
    return {
        "bank": Master(
            title="金融機関",
            shows="金融機関名",
            names=banks["banks"],
            retired=_retired(expired["banks"]),
        ),
        "branch": Master(
            title="支店",
            shows="支店名",
            names=_of_banks(banks["branches"]),
            retired=_retired(_of_banks(expired["branches"])),
        ),
        "nursery": _nurseries(codes.pop("nursery")),
        "town": Master(
            title="町名",
            shows="町名",
            names={
                f"{place:03}": town.name for place, town in enumerate(ota_towns(), 1)
            },
        ),
        **{
            name: Master(
                title=stored["title"],
                shows=stored["shows"],
                names=stored["names"],
                retired=_retired(stored["retired"]),
            )
            for name, stored in codes.items()
        },
    }


def name_of(master: str, code: str) -> str:
    """Return the name of a code, or nothing for a code that is not valid."""
    return masters()[master].names.get(code, "")


def branch_key(bank: str, code: str) -> str:
    """Return what a branch is listed by: its bank's code and its own."""
    return f"{bank}-{code}"


def branch_name(bank: str, code: str) -> str:
    """Return the branch's name, or nothing for a code that is not valid."""
    return name_of("branch", branch_key(bank, code)) if name_of("bank", bank) else ""


def branches_of(bank: str) -> list[str]:
    """Return the codes of a bank's branches that are valid."""
    listed = (key.partition("-") for key in masters()["branch"].names)
    return sorted(code for owner, _, code in listed if owner == bank)


def retired_name(master: str, code: str) -> str:
    """Return the name of a code that is no longer valid, so marked, or nothing."""
    found = masters()[master].retired.get(code)
    return f"{found[0]}{RETIRED}" if found else ""


def nursery_ages(code: str) -> range:
    """Return the クラス年齢 that a 保育所 takes.

    Raises:
        KeyError: There is no such 保育所.
    """
    if not name_of("nursery", code):
        raise KeyError(code)
    kinds = _load("codes.toml")["nursery"]
    kind = max(
        (each for each in kinds if each["first"] <= int(code)),
        key=lambda each: int(each["first"]),
    )
    youngest, oldest = kind["ages"]
    return range(youngest, oldest + 1)


def listed(register: Register) -> dict[str, list[Code]]:
    """Return the masters with 適用開始 and 適用終了, in the order of codes."""
    employers = Master(
        title="特別徴収義務者",
        shows="事業所名",
        names={each.number: each.name for each in register.every_employer().values()},
    )
    return {each.title: _rows(each) for each in (*masters().values(), employers)}


def _rows(master: Master) -> list[Code]:
    rows = [
        Code(code=code, name=name, valid_from=_SINCE, valid_to=None)
        for code, name in master.names.items()
    ]
    rows += [
        Code(code=code, name=f"{name}{RETIRED}", valid_from=None, valid_to=last)
        for code, (name, last) in master.retired.items()
    ]
    return sorted(rows, key=lambda row: row.code)


def _nurseries(kinds: list[dict[str, Any]]) -> Master:
    names: dict[str, str] = {}
    retired: dict[str, tuple[str, dt.date]] = {}
    for kind in kinds:
        for place, town in enumerate(ota_towns()):
            code = f"{kind['first'] + 10 * place:04}"
            name = kind["name"].format(town=town.name)
            if last := kind.get("retired"):
                retired[code] = (name, last)
            else:
                names[code] = name
    return Master(title="保育所等", shows="園名", names=names, retired=retired)


def _of_banks(branches: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        branch_key(bank, code): row
        for bank, rows in branches.items()
        for code, row in rows.items()
    }


def _retired(stored: dict[str, list[Any]]) -> dict[str, tuple[str, dt.date]]:
    return {code: (name, last) for code, (name, last) in stored.items()}


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(
        (files("rpa_suite.training") / "data" / name).read_text("utf-8")
    )

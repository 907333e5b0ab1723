"""The people whom robots stumble over, written out in ``data/cases.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rpa_suite.training.register import Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One household with what is peculiar about it.

    Attributes:
        members: Of each the fields of ``Person`` that matter.
    """

    title: str
    members: tuple[dict[str, Any], ...]


@cache
def cases() -> tuple[Case, ...]:
    """Return every case, in the order of the file."""
    text = (files("rpa_suite.training") / "data" / "cases.toml").read_text("utf-8")
    return tuple(
        Case(
            title=stored["title"],
            members=tuple(_member(each) for each in stored["members"]),
        )
        for stored in tomllib.loads(text)["household"]
    )


def _member(stored: dict[str, Any]) -> dict[str, Any]:
    fields = {"relation": "世帯主"} | stored
    if "standing" in fields:
        fields["standing"] = Standing(fields["standing"])
    return fields

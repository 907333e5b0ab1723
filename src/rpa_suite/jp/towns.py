"""The towns (町名) of 大田区."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True, slots=True)
class Town:
    """One town.

    Attributes:
        kana: Full-width katakana.
        postal_code: 7 digits; empty where 日本郵便's data has none.
        has_chome: The town is divided into 丁目.
        spellings: Other ways to write the name.
        misread: What scanners make of it.
    """

    name: str
    kana: str
    postal_code: str
    has_chome: bool
    spellings: tuple[str, ...] = ()
    misread: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TownFound:
    """A town at the beginning of a text, and what follows it.

    Attributes:
        is_misread: The name stood there only as scanners misread it.
    """

    town: Town
    rest: str
    is_misread: bool


@cache
def ota_towns() -> tuple[Town, ...]:
    """Return all towns in the order of their postal codes."""
    text = (files("rpa_suite.jp") / "data" / "ota_towns.toml").read_text("utf-8")
    return tuple(
        Town(
            name=entry["name"],
            kana=entry["kana"],
            postal_code=entry["postal_code"],
            has_chome=entry["chome"],
            spellings=tuple(entry.get("spellings", ())),
            misread=tuple(entry.get("misread", ())),
        )
        for entry in tomllib.loads(text)["town"]
    )


def find_town(text: str) -> TownFound | None:
    """Return the town with the longest name that ``text`` begins with."""
    for written, town, is_misread in _by_length():
        if text.startswith(written):
            return TownFound(
                town=town, rest=text.removeprefix(written), is_misread=is_misread
            )
    return None


@cache
def _by_length() -> tuple[tuple[str, Town, bool], ...]:
    names = [
        (written, town, written in town.misread)
        for town in ota_towns()
        for written in (town.name, *town.spellings, *town.misread)
    ]
    return tuple(sorted(names, key=lambda entry: len(entry[0]), reverse=True))

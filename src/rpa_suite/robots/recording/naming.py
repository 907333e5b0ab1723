"""Names in code for the words of a screen.

What the robots here call a field already is called so again; a word that none of them
knows stays as the screen has it, which Python allows and a reader understands.
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from copy import copy
from pathlib import Path

from rpa_suite.robots.catalogue import usable_robots
from rpa_suite.robots.source import fields_in

_PEOPLE: Mapping[str, str] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text("utf-8")
)["people"]
_NUMBERED = re.compile(r"(.*?)(\d*)")


class Names:
    """Gives every value of an item a name of its own."""

    def __init__(self, robots: Path) -> None:
        """Learn the words of the robots below a folder."""
        self._taken: set[str] = set()
        used: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for portal in sorted(robots.glob("*/portal.py")):
            for each in fields_in(portal):
                # What is made of two fields, or of a person, has no name of its own.
                if len(each.attributes) == 1:
                    used[each.label].update(each.attributes)
        self._known = _most_used(used)
        headed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for robot in usable_robots(robots)[0].values():
            for header, name in (robot.table.columns if robot.table else {}).items():
                if name.isidentifier():
                    headed[header][name] += 1
        self._headed = _most_used(headed)

    def of_row(self, *taken: str) -> "Names":
        """Return names for the values of a row, which is a record of its own."""
        row = copy(self)
        row._taken = set(taken)
        return row

    def person(self, role: str) -> str:
        """Return the name of somebody: 配偶者 is spouse, 児童1 is child1."""
        word, number = _split(role)
        return self._free((_PEOPLE.get(word) or _identifier(word)) + number)

    def value(self, section: str, label: str) -> str:
        """Return the name of a value; its 欄 stands before it where it must."""
        # What a screen is opened by stands in no portal's fields, but has a column.
        name = (
            self._headed.get(section + label)
            or self._known.get(label)
            or self._headed.get(label)
            or _identifier(label)
        )
        word, number = _split(section)
        if number or name in self._taken:
            name = (_PEOPLE.get(word) or _identifier(word)) + number + "_" + name
        return self._free(name)

    def _free(self, name: str) -> str:
        found, number = name, 2
        while found in self._taken:
            found, number = f"{name}_{number}", number + 1
        self._taken.add(found)
        return found


def _most_used(used: Mapping[str, Counter[str]]) -> dict[str, str]:
    return {
        words: min(names, key=lambda name: (-names[name], len(name), name))
        for words, names in used.items()
    }


def _split(words: str) -> tuple[str, str]:
    found = _NUMBERED.fullmatch(words)
    return (found[1], found[2]) if found else (words, "")


def _identifier(words: str) -> str:
    # Python reads names in this form; written otherwise, two names would be one.
    name = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", words)).strip("_")
    return name if name.isidentifier() else f"項目_{name}"

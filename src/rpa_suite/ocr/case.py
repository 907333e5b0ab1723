"""What the rules of a template look at: the values of one filled form."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rpa_suite.model.forms import FormTemplate, Rule

_ROW = re.compile(r"^(?P<table>[a-z_]+)\[(?P<row>\d+)\]\.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What a rule may look at.

    Attributes:
        values: Field id to value; blank fields are left out.
        today: Reference date.
    """

    template: FormTemplate
    values: Mapping[str, str]
    today: dt.date

    def ids(self, name: str) -> list[str]:
        """Return the ids of ``table[].column`` in written rows, or just ``name``."""
        if "[]" not in name:
            return [name]
        table, column = name.split("[].")
        return [f"{table}[{row}].{column}" for row in self.written_rows(table)]

    def written_rows(self, table: str) -> list[int]:
        """Return the numbers of the rows in which anything stands."""
        rows = {
            int(match["row"])
            for name in self.values
            if (match := _ROW.match(name)) and match["table"] == table
        }
        return sorted(rows)

    def day(self, name: str) -> dt.date | None:
        """Return a date field's day, today for "today", None for a blank."""
        if name == "today":
            return self.today
        try:
            return dt.date.fromisoformat(self.values.get(name, ""))
        except ValueError:
            return None

    def number(self, name: str) -> int | None:
        """Return a field's number, None for a blank."""
        text = self.values.get(name, "")
        return int(text) if text.isdecimal() else None

    def fields(self, rule: Rule) -> Iterator[str]:
        """Yield the ids of all fields that a rule names."""
        for name in rule.fields:
            yield from self.ids(name)

    def applies(self, rule: Rule) -> bool:
        """Whether every ``when`` holds; ``*`` stands for anything written."""
        for name, wanted in rule.arguments.get("when", {}).items():
            value = self.values.get(name, "")
            if not value or wanted not in ("*", value):
                return False
        return True


# Yields the ids of the fields that a rule puts in doubt.
RuleCheck = Callable[[Case, Rule], Iterator[str]]

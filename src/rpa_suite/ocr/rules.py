"""Relations between fields that must hold; templates name them by ``kind``.

A rule looks at values alone.  Where it does not hold, every field it names in question
gets the rule's message as its doubt.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rpa_suite.jp.ages import age_on, end_of_school_year
from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.jp.kana import match_key
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


RuleCheck = Callable[[Case, Rule], Iterator[str]]


def broken_rules(case: Case) -> Iterator[tuple[str, str]]:
    """Yield (field id, message) for every field that a rule puts in doubt."""
    for rule in case.template.rules:
        for field_id in RULES[rule.kind](case, rule):
            yield field_id, rule.message


def _fields(case: Case, rule: Rule) -> Iterator[str]:
    for name in rule.fields:
        yield from case.ids(name)


def _applies(case: Case, rule: Rule) -> bool:
    """Whether every ``when`` holds; ``*`` stands for anything written."""
    for name, wanted in rule.arguments.get("when", {}).items():
        value = case.values.get(name, "")
        if not value or wanted not in ("*", value):
            return False
    return True


def required_when(case: Case, rule: Rule) -> Iterator[str]:
    """The fields are filled when ``when`` holds."""
    if _applies(case, rule):
        for name in _fields(case, rule):
            if not case.values.get(name):
                yield name


def different(case: Case, rule: Rule) -> Iterator[str]:
    """All written fields differ from each other."""
    yield from _repeated(case, list(_fields(case, rule)))


def _repeated(case: Case, names: list[str]) -> Iterator[str]:
    values = [case.values.get(name, "") for name in names]
    for name, value in zip(names, values, strict=True):
        if value and values.count(value) > 1:
            yield name


def exactly_one_of(case: Case, rule: Rule) -> Iterator[str]:
    """Exactly one of the groups has anything written in it."""
    groups = rule.arguments["groups"]
    written = [
        group for group in groups if any(case.values.get(name) for name in group)
    ]
    if len(written) != 1:
        for group in written or groups:
            yield next((name for name in group if case.values.get(name)), str(group[0]))


def date_not_after(case: Case, rule: Rule) -> Iterator[str]:
    """The dates are not more than ``days`` after the date ``than``.

    Either may be the one that was misread: both are put in doubt.
    """
    than = rule.arguments.get("than", "today")
    limit = case.day(than)
    if limit is None:
        return
    limit += dt.timedelta(days=int(rule.arguments.get("days", 0)))
    late = [n for n in _fields(case, rule) if (day := case.day(n)) and day > limit]
    yield from late
    if late and than != "today":
        yield than


def one_row_equals(case: Case, rule: Rule) -> Iterator[str]:
    """The first field equals exactly one of the others."""
    if not _applies(case, rule):
        return
    first, *others = _fields(case, rule)
    value = case.values.get(first, "")
    if value and sum(case.values.get(name) == value for name in others) != 1:
        yield first


def age_between(case: Case, rule: Rule) -> Iterator[str]:
    """The person is ``min`` to ``max`` years old today.

    With ``until = "school_year_end"`` both ages mean the 31 March after attaining them.
    """
    least, most = int(rule.arguments["min"]), int(rule.arguments["max"])
    by_school_year = rule.arguments.get("until") == "school_year_end"
    for name in _fields(case, rule):
        birth = case.day(name)
        if birth is None or birth > case.today:
            continue
        if by_school_year:
            too_young = least > 0 and case.today <= end_of_school_year(birth, least)
            too_old = case.today > end_of_school_year(birth, most)
        else:
            age = age_on(birth, case.today)
            too_young, too_old = age < least, age > most
        if too_young or too_old:
            yield name


def look_when(case: Case, rule: Rule) -> Iterator[str]:
    """A person looks whenever one of ``values`` is there."""
    wanted = rule.arguments["values"]
    for name in _fields(case, rule):
        value = case.values.get(name, "")
        if value and ("*" in wanted or value in wanted):
            yield name


def required_if_child_under(case: Case, rule: Rule) -> Iterator[str]:
    """The first field is filled when somebody of the other dates is under ``age``."""
    first, *others = _fields(case, rule)
    births = [case.day(name) for name in others]
    young = any(
        birth
        and birth <= case.today
        and age_on(birth, case.today) < rule.arguments["age"]
        for birth in births
    )
    if young and not case.values.get(first):
        yield first


def same_name(case: Case, rule: Rule) -> Iterator[str]:
    """Two kana name the same person, as banks write them."""
    one, other = rule.fields
    left, right = case.values.get(one, ""), case.values.get(other, "")
    if left and right and _bank_key(left) != _bank_key(right):
        yield one


def _bank_key(kana: str) -> str:
    return match_key(bank_kana(kana).value)


RULES: dict[str, RuleCheck] = {
    "required_when": required_when,
    "different": different,
    "unique": different,
    "exactly_one_of": exactly_one_of,
    "date_not_after": date_not_after,
    "one_row_equals": one_row_equals,
    "age_between": age_between,
    "look_when": look_when,
    "required_if_child_under": required_if_child_under,
    "same_name": same_name,
}

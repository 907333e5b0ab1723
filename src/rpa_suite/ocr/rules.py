"""Relations between fields that must hold; templates name them by ``kind``.

A rule looks at values alone.  Where it does not hold, every field it names in question
gets the rule's message as its doubt.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rpa_suite.jp.ages import age_on, end_of_school_year
from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.jp.kana import match_key
from rpa_suite.model.forms import Rule
from rpa_suite.ocr.case import Case, RuleCheck
from rpa_suite.ocr.number_rules import NUMBER_RULES


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken:
    """A field that a rule puts in doubt.

    Attributes:
        beside: The other fields that the rule holds it against.
    """

    field_id: str
    message: str
    beside: tuple[str, ...]


def broken_rules(case: Case) -> Iterator[tuple[str, str]]:
    """Yield (field id, message) for every field that a rule puts in doubt."""
    for broken in broken_relations(case):
        yield broken.field_id, broken.message


def broken_relations(case: Case) -> Iterator[Broken]:
    """Yield every field that a rule puts in doubt, with what it was held against.

    A rule whose ``when`` does not hold says nothing.
    """
    for rule in case.template.rules:
        if not case.applies(rule):
            continue
        others = () if rule.kind in _ALONE else tuple(_held_against(case, rule))
        for field_id in RULES[rule.kind](case, rule):
            yield Broken(
                field_id=field_id,
                message=rule.message,
                beside=tuple(each for each in others if each != field_id),
            )


def _held_against(case: Case, rule: Rule) -> Iterator[str]:
    """Yield every field of the form that a rule looks at, each once."""
    known = {field.id for field in case.template.fields}
    named = [*rule.arguments.get("when", {}), rule.arguments.get("than", "")]
    if rule.kind != "date_not_after":  # its fields are held against ``than`` alone
        named += case.fields(rule)
    yield from dict.fromkeys(name for name in named if name in known)


def required_when(case: Case, rule: Rule) -> Iterator[str]:
    """The fields are filled when ``when`` holds."""
    for name in case.fields(rule):
        if not case.values.get(name):
            yield name


def different(case: Case, rule: Rule) -> Iterator[str]:
    """All written fields differ from each other."""
    yield from _repeated(case, list(case.fields(rule)))


def _repeated(case: Case, names: list[str]) -> Iterator[str]:
    values = [case.values.get(name, "") for name in names]
    for name, value in zip(names, values, strict=True):
        if value and values.count(value) > 1:
            yield name


def exactly_one_of(case: Case, rule: Rule) -> Iterator[str]:
    """Exactly one of the groups has anything written in it."""
    groups = rule.arguments["groups"]
    written = _written(case, groups)
    if len(written) != 1:
        for group in written or groups:
            yield next((name for name in group if case.values.get(name)), str(group[0]))


def at_most_one_of(case: Case, rule: Rule) -> Iterator[str]:
    """Not more than one of the groups has anything written in it."""
    written = _written(case, rule.arguments["groups"])
    if len(written) > 1:
        for group in written:
            yield next(name for name in group if case.values.get(name))


def _written(case: Case, groups: list[list[str]]) -> list[list[str]]:
    return [group for group in groups if any(case.values.get(name) for name in group)]


def goes_with(case: Case, rule: Rule) -> Iterator[str]:
    """What is written is one of ``values``."""
    for name in case.fields(rule):
        value = case.values.get(name, "")
        if value and value not in rule.arguments["values"]:
            yield name


def any_row_is(case: Case, rule: Rule) -> Iterator[str]:
    """At least one of the fields is ``value``; else all are looked at."""
    names = list(case.fields(rule))
    if not any(case.values.get(name) == rule.arguments["value"] for name in names):
        yield from names


def no_gaps(case: Case, rule: Rule) -> Iterator[str]:
    """A table is filled from its first row on, no row in between left out."""
    (name,) = rule.fields
    table, column = name.split("[].")
    rows = case.written_rows(table)
    for row in range(1, max(rows, default=0) + 1):
        if row not in rows:
            yield f"{table}[{row}].{column}"


def date_not_after(case: Case, rule: Rule) -> Iterator[str]:
    """The dates are not more than ``days`` after the date ``than``.

    Either may be the one that was misread: both are put in doubt.
    """
    than = rule.arguments.get("than", "today")
    limit = case.day(than)
    if limit is None:
        return
    limit += dt.timedelta(days=int(rule.arguments.get("days", 0)))
    late = [n for n in case.fields(rule) if (day := case.day(n)) and day > limit]
    yield from late
    if late and than != "today":
        yield than


def one_row_equals(case: Case, rule: Rule) -> Iterator[str]:
    """The first field equals exactly one of the others."""
    first, *others = case.fields(rule)
    value = case.values.get(first, "")
    if value and sum(case.values.get(name) == value for name in others) != 1:
        yield first


def age_between(case: Case, rule: Rule) -> Iterator[str]:
    """The person is ``min`` to ``max`` years old today.

    With ``until = "school_year_end"`` both ages mean the 31 March after attaining them.
    """
    least, most = int(rule.arguments["min"]), int(rule.arguments["max"])
    by_school_year = rule.arguments.get("until") == "school_year_end"
    for name in case.fields(rule):
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
    for name in case.fields(rule):
        value = case.values.get(name, "")
        if value and ("*" in wanted or value in wanted):
            yield name


def required_if_child_under(case: Case, rule: Rule) -> Iterator[str]:
    """The first field is filled when somebody of the other dates is under ``age``."""
    first, *others = case.fields(rule)
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


# These speak of each of their fields by itself.
_ALONE = frozenset(
    {"age_between", "at_most", "goes_with", "look_when", "number_between"}
)
RULES: dict[str, RuleCheck] = {
    **NUMBER_RULES,
    "at_most_one_of": at_most_one_of,
    "goes_with": goes_with,
    "any_row_is": any_row_is,
    "no_gaps": no_gaps,
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

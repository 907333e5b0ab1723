"""Relations between numbers: sums, limits, counts.  See ``rules.py``."""

from collections.abc import Callable, Iterator

from rpa_suite.jp.salary import salary_after_deduction, supported_years
from rpa_suite.model.forms import Rule
from rpa_suite.ocr.case import Case, RuleCheck


def _is_difference(rest: int, whole: int, part: int) -> bool:
    return rest == whole - part


def _are_equal(*numbers: int) -> bool:
    return len(set(numbers)) == 1


def _is_wage_income(income: int, paid: int, era_year: int) -> bool:
    year = 2018 + era_year
    return year in supported_years() and income == salary_after_deduction(year, paid)


# What must hold between the numbers of a rule's fields, in their order; such fields
# are also read together, see ``sums.py``.
RELATIONS: dict[str, Callable[..., bool]] = {
    # The first is the second less the third (ウ=ア−イ).
    "difference": _is_difference,
    "equal": _are_equal,
    # 給与所得控除後の金額, 支払金額 and the year of 令和: what the law makes of it. A
    # blank says that no 年末調整 was made. See ``jp/salary.py``.
    "wage_income": _is_wage_income,
}


def related(case: Case, rule: Rule) -> Iterator[str]:
    """The relation holds; where it does not, any of the fields may be misread."""
    names = list(case.fields(rule))
    numbers = [number for name in names if (number := case.number(name)) is not None]
    if len(numbers) == len(names) and not RELATIONS[rule.kind](*numbers):
        yield from names


def at_least_sum(case: Case, rule: Rule) -> Iterator[str]:
    """The first field is not less than the sum of the others; blanks count as 0."""
    first, *others = case.fields(rule)
    total = case.number(first)
    if total is not None and total < sum(case.number(name) or 0 for name in others):
        yield first


def at_most(case: Case, rule: Rule) -> Iterator[str]:
    """The fields are not more than ``limit``."""
    for name in case.fields(rule):
        number = case.number(name)
        if number is not None and number > int(rule.arguments["limit"]):
            yield name


def not_more_than(case: Case, rule: Rule) -> Iterator[str]:
    """The first field is not more than the second."""
    inner, outer = case.fields(rule)
    number = case.number(inner)
    if number is not None and number > (case.number(outer) or 0):
        yield inner


def number_between(case: Case, rule: Rule) -> Iterator[str]:
    """The numbers are ``min`` to ``max``."""
    least, most = int(rule.arguments["min"]), int(rule.arguments["max"])
    for name in case.fields(rule):
        number = case.number(name)
        if number is not None and not least <= number <= most:
            yield name


def rows_counted(case: Case, rule: Rule) -> Iterator[str]:
    """The first field says how many rows of the table are written; blank is 0."""
    count, column = rule.fields
    written = [name for name in case.ids(column) if case.values.get(name)]
    if (case.number(count) or 0) != len(written):
        yield count


NUMBER_RULES: dict[str, RuleCheck] = {
    **dict.fromkeys(RELATIONS, related),
    "at_least_sum": at_least_sum,
    "at_most": at_most,
    "not_more_than": not_more_than,
    "number_between": number_between,
    "rows_counted": rows_counted,
}

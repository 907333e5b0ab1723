"""The looks that a form wants from a person, with what he sees beside each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rpa_suite.app.accepting import SPOT_CHECK
from rpa_suite.app.item_records import label_of, problems_of
from rpa_suite.app.paper_cases import PaperCase
from rpa_suite.app.unsure import Unsure, unsure_characters
from rpa_suite.model.forms import Field, FieldKind, Reading, nested
from rpa_suite.model.robots import Robot
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.rules import Broken, broken_relations
from rpa_suite.robots.catalogue import load_record

BLIND = "2人目の確認です。1人目の入力を見ずに、紙を見て入力してください。"
DIFFERS = "2人の入力が違います。紙を見て決めてください。"
SETTLED = "確認は済んでいます。Ctrl+Enter でこの票を終えてください。"
AGAIN = "差し戻された票です。違っている項目を直してください。"
FITS_NOW = (
    "ほかの項目を直したので、食い違いはなくなりました。念のため確かめてください。"
)
_MARKS = frozenset({FieldKind.CHECK, FieldKind.SIGNATURE})
_MOST_BESIDE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """Another field of the form, and what stands there now."""

    field: Field
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """One look that is wanted from one person.

    Attributes:
        number: The form's number within its import.
        reason: Why a person must look, in words.
        value: What to start from; empty where the look is blind.
        choices: Values to pick from, best first; none where the look is blind.
        stage: The how-manieth look it is, 1 to 3.
        is_wanted: Without this look the form cannot go on; else it may be passed by.
        was_put_aside: Somebody said before that the paper alone does not tell.
        is_blind: Nothing that was read or typed before may be shown.
        beside: What the field contradicts, where a rule of the form says so.
        unsure: The characters that the doubt hangs on, where it is only the hand's.
    """

    item_id: str
    number: int
    template_id: str
    field: Field
    reason: str
    value: str = ""
    choices: tuple[str, ...] = ()
    stage: int = 1
    is_wanted: bool = True
    was_put_aside: bool = False
    is_blind: bool = False
    beside: tuple[Beside, ...] = ()
    unsure: tuple[Unsure, ...] = ()


def doubts_of(case: PaperCase, *, who: str, today: date) -> Iterator[Doubt]:
    """Yield the looks that are wanted from this person, in the form's order."""
    readings = {reading.field_id: reading for reading in case.form.readings}
    values = case.values()
    broken = list(_broken(case, values, today))
    for field_id in case.open_fields():
        if case.standing(field_id).may_look(who):
            told = [each for each in broken if each.field_id == field_id]
            yield _doubt(case, readings[field_id], values, told)
    if not case.open_fields():
        # Nothing single is wanted, and yet the form stands here: sent back, or at
        # fault as a whole, or its last window died before it could end it.
        whole = "　".join(case.item.doubts.values()) or SETTLED
        yield from every_field(case, reason=AGAIN if case.again else whole)


def every_field(case: PaperCase, *, reason: str = "") -> Iterator[Doubt]:
    """Yield every field of the form with what stands there now; none is wanted."""
    readings = {reading.field_id: reading for reading in case.form.readings}
    values = case.values()
    for field in case.template.fields:
        if field.id in readings:
            yield replace(
                _first(case, field, readings[field.id], values, reason), is_wanted=False
            )


def wrong_fields(
    case: PaperCase, robot: Robot, values: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return (field id, message) of what keeps the values from being a record.

    The id is empty where the record as a whole is at fault.
    """
    record = nested({k: v for k, v in values.items() if v})
    by_label = {label_of(robot, field.id): field.id for field in case.template.fields}
    return tuple(
        (by_label.get(problem.column or "", ""), problem.message)
        for problem in problems_of(robot, load_record(robot), record)
    )


def _doubt(
    case: PaperCase,
    reading: Reading,
    values: Mapping[str, str],
    told: Sequence[Broken],
) -> Doubt:
    field = case.template.field_named(reading.field_id)
    so_far = case.standing(field.id)
    if so_far.is_put_aside and so_far.decided:
        said = f"前回「{so_far.decided.outcome.label}」としました。"
        doubt = _first(case, field, reading, values, said)
        return replace(doubt, was_put_aside=True)
    if so_far.stage == 2:
        doubt = _asked(case, field, BLIND, _options(field))
        return replace(doubt, stage=2, is_blind=True)
    if so_far.stage == 3:
        said_by_two = _once([look.value for look in so_far.looks])
        return replace(_asked(case, field, DIFFERS, said_by_two), stage=3)
    reasons = [reading.doubt or "", *(each.message for each in told)]
    if not told and any(reading.doubt == rule.message for rule in case.template.rules):
        reasons = [FITS_NOW]
    reason = "　".join(dict.fromkeys(each for each in reasons if each))
    doubt = _first(case, field, reading, values, reason)
    beside = dict.fromkeys(name for each in told for name in each.beside)
    return replace(
        doubt,
        beside=tuple(
            Beside(field=case.template.field_named(name), value=values.get(name, ""))
            for name in list(beside)[:_MOST_BESIDE]
        ),
        unsure=() if told else unsure_characters(field, reading),
    )


def _first(
    case: PaperCase,
    field: Field,
    reading: Reading,
    values: Mapping[str, str],
    reason: str,
) -> Doubt:
    value = values.get(field.id, "")
    # Who saw what was read would only agree with it.
    is_new = not case.again and field.id not in case.looks
    is_blind = is_new and reading.doubt == SPOT_CHECK
    if is_blind:
        value, reading = "", replace(reading, candidates=())
    if field.options or field.kind in _MARKS:
        choices = _options(field)
    else:
        choices = _once([value, *(c.text.strip() for c in reading.candidates)])
    doubt = _asked(case, field, reason, choices)
    return replace(doubt, value=value, is_blind=is_blind)


def _asked(
    case: PaperCase, field: Field, reason: str, choices: tuple[str, ...]
) -> Doubt:
    return Doubt(
        item_id=case.item.id,
        number=case.item.number,
        template_id=case.template.id,
        field=field,
        reason=reason,
        choices=choices,
    )


def _options(field: Field) -> tuple[str, ...]:
    if field.kind in _MARKS:
        return ("true", "")
    if field.kind is FieldKind.CHOICE:
        return tuple(option.value for option in field.options)
    return ()


def _once(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:9]


def _broken(
    case: PaperCase, values: Mapping[str, str], today: date
) -> Iterator[Broken]:
    """Yield what the form's rules say of the values as they stand now."""
    written = {name: value for name, value in values.items() if value}
    return broken_relations(Case(template=case.template, values=written, today=today))

"""An item's values between the paper, the database and the robot's record."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rpa_suite.app.records import RowProblem, Severity
from rpa_suite.model.forms import FormTemplate
from rpa_suite.model.robots import Robot

# pydantic's own words are English and carry the value; ours name the fault only.
_FAULTS = {
    "missing": "入力されていません。",
    "string_type": "文字で入力してください。",
    "date_from_datetime_parsing": "日付として読めません。",
    "date_parsing": "日付として読めません。",
    "date_type": "日付として読めません。",
    "int_parsing": "整数で入力してください。",
    "decimal_parsing": "数字で入力してください。",
    "literal_error": "決められた選択肢にありません。",
    "enum": "決められた選択肢にありません。",
    "string_pattern_mismatch": "形式が違います。",
    "string_too_long": "長すぎます。",
    "string_too_short": "短すぎます。",
}


def problems_of(
    robot: Robot, record: type[Any], values: Mapping[str, Any]
) -> tuple[RowProblem, ...]:
    """Return what keeps ``values`` from being this robot's record, in words."""
    try:
        TypeAdapter(record).validate_python(dict(values))
    except ValidationError as error:
        found = []
        for each in error.errors(include_url=False, include_input=False):
            path = _field_id(each["loc"])
            if each["type"] in ("value_error", "assertion_error"):
                message = str(each.get("ctx", {}).get("error", "値に誤りがあります。"))
            else:
                message = _FAULTS.get(each["type"], "値に誤りがあります。")
            found.append(
                RowProblem(
                    column=label_of(robot, path) if path else None,
                    message=message,
                    severity=Severity.ERROR,
                )
            )
        return tuple(found)
    return ()


def _field_id(location: tuple[int | str, ...]) -> str:
    """Return pydantic's place of a fault as forms name it: ``child[1].name``."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part + 1}]"
        else:
            path += f".{part}" if path else part
    return path


def entry_key(
    robot: Robot,
    values: Mapping[str, Any],
    keyed_hash: Callable[[str], str],
    *,
    origin: str,
) -> str:
    """Return the keyed hash of the natural key that robot.toml declares.

    Width and spaces are folded first: the same paper read twice may differ in them.

    Args:
        robot: Declares the natural key.
        values: The item's record.
        keyed_hash: Keyed, so that the database does not tell whose case it is.
        origin: File hash and row; stands in while a part of the key is unread, for
            two papers with the same gap are not the same case.
    """
    parts = [
        "".join(unicodedata.normalize("NFKC", str(values.get(name, ""))).split())
        for name in robot.entry_key
    ]
    if not all(parts):
        parts.append(origin)
    return keyed_hash(json.dumps([robot.id, *parts], ensure_ascii=False))


def flattened(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (field id, text) of nested values; rows as ``child[1].name``."""
    for name, value in values.items():
        if isinstance(value, list):
            for row, record in enumerate(value, start=1):
                for column, text in record.items():
                    yield f"{name}[{row}].{column}", str(text)
        else:
            yield name, "" if value is None else str(value)


def with_form_labels(robot: Robot, templates: Mapping[str, FormTemplate]) -> Robot:
    """Return the robot with its form's labels for what it does not name itself."""
    headers = set(robot.table.columns.values()) if robot.table else set()
    printed: dict[str, str] = {}
    for template in templates.values():
        if robot.form and template.form_id == robot.form:
            printed |= {n: t for n, t in template.labels.items() if n not in headers}
    return replace(robot, labels=printed | dict(robot.labels))


def label_of(robot: Robot, field_id: str) -> str:
    """Return the label a clerk knows the field by."""
    if field_id in robot.labels:
        return robot.labels[field_id]
    if robot.table:
        for header, name in robot.table.columns.items():
            if name == field_id:
                return header
    if "[" in field_id:
        table, rest = field_id.split("[", 1)
        row, column = rest.split("].", 1)
        label = robot.labels.get(f"{table}[].{column}", column)
        return f"{robot.labels.get(table, table)}{row} {label}"
    return field_id


def is_personal(robot: Robot, field_id: str) -> bool:
    """Whether the field is masked until somebody reveals it."""
    if "[" in field_id:
        field_id = f"{field_id.split('[', 1)[0]}[].{field_id.split('].', 1)[1]}"
    return field_id in robot.personal


def masked(text: str) -> str:
    """Return the text as screens show it before it is revealed."""
    return "＊" * min(len(text), 8) if text else ""

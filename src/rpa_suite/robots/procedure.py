"""What a robot's script hands over to the runner."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from rpa_suite.errors import Rejected
from rpa_suite.model.reconciling import ListedEntry
from rpa_suite.model.robots import Robot
from rpa_suite.robots.session import Session

P = TypeVar("P")
I = TypeVar("I")  # noqa: E741  (P and I, as in Procedure[P, I])
# 欄 to 項目 to its value, as a screen or a list of the system shows it.
Shown = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """An entry that the business system already holds.

    Attributes:
        number: 処理番号.
        note: Where it was found, without personal data.
    """

    number: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedure(Generic[P, I]):
    """One 業務 as four steps; the runner does all the rest.

    Every function may raise ``Rejected`` (a person decides), ``Held`` (支援措置) or
    ``SiteTrouble`` (later); anything else is the robot's mistake and ends the run.

    Attributes:
        system: Which kind of system it works on.
        portal: Signs in and gives the page object; signs out at the end.
        item: Frozen dataclass of the item's fields.
        find: Looks in the system's own history. The same entry gives its receipt, an
            entry of the same case with other values raises ``Rejected`` (E0201),
            None means that it is proved absent. It must never change anything.
        enter: Types the item, reads everything back and ends on the 確認画面 with every
            value compared. It may be done twice.
        shown: What the system has to show of an item once it is typed: on the 確認画面,
            in its history and on its list.
        submit: Presses 登録 once and returns the 処理番号.
        listed: Reads the system's own list of this 業務's entries (一括照会), against
            which the run holds its own at the end; None where a system has no list.
        printed: Saves a 帳票 (PDF) of the entry just made, by its name; None where the
            system has none.
    """

    portal: Callable[[Session], AbstractContextManager[P]]
    item: type[I]
    find: Callable[[P, I], Receipt | None]
    enter: Callable[[P, I], None]
    shown: Callable[[I], Shown]
    submit: Callable[[P], str]
    listed: Callable[[P], Sequence[ListedEntry]] | None = None
    printed: Callable[[P, str], bytes] | None = None
    system: str = ""


def read_record(robot: Robot, record: type[I], values: Mapping[str, Any]) -> I:
    """Build the robot's record from an item's JSON values.

    Raises:
        Rejected: A value does not fit; the message names the field, never the value.
    """
    try:
        made: I = TypeAdapter(record).validate_python(dict(values))
    except ValidationError as error:
        fields = [
            _label(robot, each["loc"])
            for each in error.errors(include_url=False, include_input=False)
        ]
        named = "、".join(dict.fromkeys(fields)) or "全体"
        # The cause would carry the value into a traceback.
        raise Rejected(
            f"項目「{named}」の値が「{robot.title}」の形に合いません。"
            "原票と見比べて直してください。",
            code="VALUE",
        ) from None
    return made


def _label(robot: Robot, path: tuple[int | str, ...]) -> str:
    """Return the label of ``("child", 0, "name")``: 児童1 氏名."""
    if not path:
        return "全体"
    name = str(path[0])
    if len(path) == 3 and isinstance(path[1], int):
        table = robot.labels.get(name, name)
        column = robot.labels.get(f"{name}[].{path[2]}", str(path[2]))
        return f"{table}{path[1] + 1} {column}"
    if name in robot.labels:
        return robot.labels[name]
    if robot.table:
        for header, field in robot.table.columns.items():
            if field == name:
                return header
    return name

"""手順書: how a person does the work of a robot on the day the robot is out.

Written from the robot's own files (manifest, procedure, portal, approved screens), so
it never says something else than the robot does.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader

from rpa_suite.model.robots import Robot
from rpa_suite.robots.approved_screens import approved_layouts
from rpa_suite.robots.source import FieldSource, Step, fields_in, steps_in

# What the shared methods of a portal mean to a person.
_CONFIRM = "confirm"
_FILL = "fill"


@dataclass(frozen=True, kw_only=True, slots=True)
class ManualStep:
    """One step with the table of what is typed in it.

    Attributes:
        condition: When it is done at all, in the words of the file's columns.
        rows: 項目 of the screen and the columns of the file it comes from.
    """

    title: str
    condition: str = ""
    rows: tuple[tuple[str, str], ...] = ()


def manual_page(robot: Robot, labels: dict[str, str]) -> str:
    """Return the 手順書 as one HTML page that prints on A4.

    Args:
        robot: Its manifest.
        labels: Field of the item to what the clerk's file or form calls it.
    """
    folder = Path(robot.folder)
    headings = list(approved_layouts(folder).items())
    keys = [
        each.split("/", 1)[1]
        for heading, layout in headings
        if heading.endswith("対象者指定")
        for each in layout.fields
    ]
    title = next((h.rsplit(" ", 1)[0] for h, _ in headings), robot.title)
    sources = fields_in(folder / "portal.py")
    steps = [
        step
        for each in steps_in(folder / "procedure.py")
        if (step := _manual_step(each, sources, labels))
    ]
    return (
        _templates()
        .get_template("manual.html")
        .render(robot=robot, title=title, keys=keys, steps=steps)
    )


def _manual_step(
    step: Step, sources: list[FieldSource], labels: dict[str, str]
) -> ManualStep | None:
    """Return a step that types something; what all robots do is in the page itself."""
    if step.method == _CONFIRM:
        return None
    condition = _in_words(step.condition, labels)
    if step.method == _FILL:
        rows = tuple(
            (each.label, _source(each, labels))
            for each in sources
            if each.section == step.section
        )
        return ManualStep(
            title=f"「{step.section.replace('*', 'n')}」欄を入力する",
            condition=condition,
            rows=rows,
        )
    if step.method not in _ENTERED:
        return None
    title, section = _ENTERED[step.method]
    rows = tuple(
        (each.label, _source(each, labels))
        for each in sources
        if each.section.startswith(section)
    )
    return ManualStep(title=title, condition=condition, rows=rows)


# Methods that find somebody on the screen: what they do, and the section they fill.
_ENTERED = {
    "enter_child": ("児童を1人ずつ入力する（宛名番号は世帯員の表から写す）", "児童"),
    "enter_spouse": ("配偶者を入力する（宛名番号は世帯員の表から写す）", "配偶者"),
    "enter_guardian": ("保護者の宛名番号を世帯員の表から写す", "保護者"),
}


def _source(field: FieldSource, labels: dict[str, str]) -> str:
    """Return which columns a value comes from; some follow from several."""
    named = [labels[each] for each in field.attributes if each in labels]
    return "・".join(dict.fromkeys(named)) or "原票の内容から"


def _in_words(condition: str, labels: dict[str, str]) -> str:
    """Say a condition of the code with the names that a clerk knows.

    ``scrapping.reason == '盗難'`` is 「廃車事由」が「盗難」のとき.
    """
    found = re.fullmatch(r"(not \()?\w+\.(\w+)(?: == '(.+)')?\)?", condition)
    if not found:
        return ""
    negated, name, value = found.groups()
    what = f"「{labels.get(name, name)}」"
    if value:
        return f"{what}が「{value}」のとき"
    return f"{what}が空のとき" if negated else f"{what}があるとき"


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("rpa_suite.robots", "pages"), autoescape=True
    )

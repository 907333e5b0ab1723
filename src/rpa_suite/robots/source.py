"""What a robot's files say it does, read as text: nothing is run."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldSource:
    """One label that ``fields`` in portal.py fills, and from what.

    Attributes:
        section: 欄; with ``*`` where the code puts a number in (第*希望).
        attributes: Names of the item's fields that the value is made of.
    """

    section: str
    label: str
    attributes: tuple[str, ...]
    line: int

    def is_in(self, place: str) -> bool:
        """Whether 「欄/項目」 lies in this section."""
        pattern = ".+".join(re.escape(part) for part in self.section.split("*"))
        return re.fullmatch(pattern, place.split("/", 1)[0]) is not None

    def matches(self, place: str) -> bool:
        """Whether 「欄/項目」 is this label."""
        return self.is_in(place) and place.split("/", 1)[1] == self.label


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One call of the procedure: a section that is filled, or a thing that is done.

    Attributes:
        method: Of the portal.
        section: What ``fill`` fills; empty for every other method.
        condition: The ``if`` or ``for`` around it, as the code says it.
    """

    method: str
    section: str
    condition: str = ""


def fields_in(portal: Path) -> list[FieldSource]:
    """Return every label of the dictionary that ``fields`` returns."""
    for node in ast.walk(ast.parse(portal.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == "fields":
            for each in ast.walk(node):
                if isinstance(each, ast.Return) and isinstance(each.value, ast.Dict):
                    return list(_sections(each.value))
    return []


def _sections(found: ast.Dict) -> Iterator[FieldSource]:
    for key, value in zip(found.keys, found.values, strict=True):
        if key is None:
            # ** of a comprehension: sections that come as often as the item has rows.
            if isinstance(value, ast.DictComp):
                yield from _labels(text_of(value.key), value.value)
            elif isinstance(value, ast.Dict):
                yield from _sections(value)
        else:
            yield from _labels(text_of(key), value)


def _labels(section: str, value: ast.expr) -> Iterator[FieldSource]:
    if not isinstance(value, ast.Dict):
        return
    for key, filled in zip(value.keys, value.values, strict=True):
        if key is None:
            continue
        yield FieldSource(
            section=section,
            label=text_of(key),
            attributes=tuple(
                each.attr
                for each in ast.walk(filled)
                if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name)
            ),
            line=key.lineno,
        )


def steps_in(procedure: Path) -> list[Step]:
    """Return what ``enter`` does with its portal, in order."""
    for node in ast.parse(procedure.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == "enter":
            portal = node.args.args[0].arg
            return list(_steps(node.body, portal, ""))
    return []


def _steps(body: list[ast.stmt], portal: str, condition: str) -> Iterator[Step]:
    for each in body:
        if isinstance(each, ast.If):
            yield from _steps(each.body, portal, ast.unparse(each.test))
            yield from _steps(each.orelse, portal, f"not ({ast.unparse(each.test)})")
        elif isinstance(each, ast.For):
            yield from _steps(each.body, portal, ast.unparse(each.iter))
        elif isinstance(each, ast.Expr) and isinstance(each.value, ast.Call):
            call = each.value.func
            if (
                isinstance(call, ast.Attribute)
                and isinstance(call.value, ast.Name)
                and call.value.id == portal
            ):
                texts = [
                    text_of(argument)
                    for argument in each.value.args
                    if isinstance(argument, ast.Constant | ast.JoinedStr)
                ]
                yield Step(
                    method=call.attr,
                    section=texts[0] if texts else "",
                    condition=condition,
                )


def docstrings_in(portal: Path) -> dict[str, str]:
    """Return the first line of what every method of the portal says of itself."""
    return {
        node.name: (ast.get_docstring(node) or "").split("\n")[0]
        for node in ast.walk(ast.parse(portal.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def text_of(node: ast.expr) -> str:
    """Return a string of the code; ``*`` stands for what is put in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "*"
            for part in node.values
        )
    return str(node.value) if isinstance(node, ast.Constant) else "*"

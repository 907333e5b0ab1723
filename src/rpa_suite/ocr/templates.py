"""Read a form's template.toml and check that the form can exist on its paper."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rpa_suite.errors import TemplateError, nearest
from rpa_suite.model.forms import Box, Field, FieldTable, FormTemplate, Rule
from rpa_suite.ocr.template_file import (
    ABOVE,
    KNOWN_KEYS,
    TableShape,
    TemplateFile,
    box_of,
)

FILE_NAME = "template.toml"
# Rounding of written tenths of a millimetre; anything larger is a real overlap.
_TOUCHING_MM = 0.05

_SAID = {
    "missing": "必要な項目がありません。",
    "extra_forbidden": "知らない項目です。",
    "string_pattern_mismatch": "使えない文字が入っています。",
    "string_too_short": "空にはできません。",
    "too_short": "数が足りません。",
    "too_long": "数が多すぎます。",
    "greater_than": "小さすぎます。",
    "greater_than_equal": "小さすぎます。",
    "less_than": "大きすぎます。",
    "less_than_equal": "大きすぎます。",
    "string_type": "文字列で書いてください。",
    "float_type": "数で書いてください。",
    "int_type": "整数で書いてください。",
    "bool_type": "true か false で書いてください。",
    "tuple_type": "[ ] で囲んで並べてください。",
    "dict_type": "[名前] の表で書いてください。",
    "model_type": "[名前] の表で書いてください。",
    "date_type": "2026-04-01 のような日付で書いてください。",
}


def load_template(folder: Path) -> FormTemplate:
    """Read and check the template in ``folder``, whose name is the form's id.

    Raises:
        TemplateError: The file is missing or malformed, places something off the
            paper or on something else, or a rule names an unknown field.
    """
    template = template_of(template_text(folder), folder)
    for problem in _problems(template):
        raise TemplateError(f"{folder / FILE_NAME}: {problem}")
    return template


def template_problems(folder: Path) -> list[str]:
    """Return everything that is wrong with the template in ``folder``, in words."""
    try:
        text = template_text(folder)
    except TemplateError as error:
        return [str(error)]
    return problems_of(text, folder)


def problems_of(text: str, folder: Path) -> list[str]:
    """Return everything that would be wrong if ``text`` were ``folder``'s template."""
    try:
        template = template_of(text, folder)
    except TemplateError as error:
        # Without a readable file there is nothing more to say.
        return [str(error)]
    return list(dict.fromkeys(_problems(template)))


def template_of(text: str, folder: Path) -> FormTemplate:
    """Return the template that ``text`` would be in ``folder``; places are not checked.

    Raises:
        TemplateError: It is no TOML, or says what a template does not have.
    """
    path = folder / FILE_NAME
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"{path}: TOML の書き方が違います（{error}）。") from error
    try:
        file = TemplateFile.model_validate(raw)
    except ValidationError as error:
        raise TemplateError(f"{path}: {problems_in(error, raw)}") from error
    return _to_template(file, folder)


def template_text(folder: Path) -> str:
    """Return the text of the template in ``folder``.

    Raises:
        TemplateError: It is missing or cannot be read.
    """
    path = folder / FILE_NAME
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise TemplateError(
            f"{path}: 帳票テンプレートがありません。フォルダー名を確かめてください。"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"{path}: 読めません。UTF-8 で保存されているか確かめてください。"
        ) from error


def load_templates(root: Path) -> dict[str, FormTemplate]:
    """Read every ``root/*/template.toml``; the key is the template's id.

    Editions of a form have folders of their own and say ``edition_of``.

    Raises:
        TemplateError: One of them is malformed, two claim the same code and edition, or
            one is the edition of a form that is not there.
    """
    templates, unusable = usable_templates(root)
    for told in unusable.values():
        raise TemplateError(told)
    return templates


def usable_templates(root: Path) -> tuple[dict[str, FormTemplate], dict[str, str]]:
    """Return the templates below ``root``, and what is wrong with every other folder.

    A template that somebody is writing does not keep the other forms from being read.
    """
    templates: dict[str, FormTemplate] = {}
    unusable: dict[str, str] = {}
    codes: dict[tuple[str, str], str] = {}
    for path in sorted(root.glob(f"*/{FILE_NAME}")):
        try:
            template = load_template(path.parent)
        except TemplateError as error:
            unusable[path.parent.name] = str(error)
            continue
        key = (template.code, template.edition)
        if key in codes:
            unusable[template.id] = (
                f"{path}: code「{template.code}」edition「{template.edition}」は"
                f"「{codes[key]}」と同じです。"
            )
            continue
        codes[key] = template.id
        templates[template.id] = template
    for template in list(templates.values()):
        first = templates.get(template.form_id)
        if first is None or first.edition_of or first.code != template.code:
            del templates[template.id]
            unusable[template.id] = (
                f"{Path(template.folder) / FILE_NAME}: edition_of には、"
                "同じ code をもつ最初の版のテンプレートの id を書きます。"
            )
    return templates, unusable


def _to_template(file: TemplateFile, folder: Path) -> FormTemplate:
    fields = [f.to_field() for f in file.field]
    for table in file.table:
        fields.extend(table_fields(table))
    return FormTemplate(
        id=file.id,
        code=file.code,
        title=file.title,
        edition=file.edition,
        pages=file.pages,
        paper_mm=file.paper_mm,
        fields=tuple(fields),
        tables=tuple(
            FieldTable(id=t.id, rows=t.rows, columns=tuple(c.id for c in t.column))
            for t in file.table
        ),
        rules=tuple(
            Rule(
                kind=r.kind,
                fields=tuple(r.fields),
                message=r.message,
                arguments=r.arguments(),
            )
            for r in file.rule
        ),
        marks={
            corner: box_of(numbers)
            for corner, numbers in file.marks.model_dump().items()
        },
        qr=box_of(file.qr.box) if file.qr else None,
        folder=str(folder),
        one_family=file.one_family,
        edition_of=file.edition_of or "",
    )


def table_fields(table: TableShape) -> Iterator[Field]:
    """Yield the fields of a table, row by row."""
    for row in range(1, table.rows + 1):
        for column in table.column:
            same_as = column.same_as
            if same_as and row > 1:
                same_as = f"{table.id}[{row - 1}].{column.id}"
            elif same_as == ABOVE:
                same_as = None
            yield column.to_field(
                down=table.top + (row - 1) * table.pitch,
                row=f"[{row}]",
                id=f"{table.id}[{row}].{column.id}",
                label=f"{table.label}{row} {column.label}",
                page=table.page,
                same_as=same_as,
            )


def _problems(template: FormTemplate) -> Iterator[str]:
    if template.id != Path(template.folder).resolve().name:
        yield f"id「{template.id}」がフォルダー名と違います。"
    seen: set[str] = set()
    known = {each.id: each for each in template.fields}
    for each in template.fields:
        if each.id in seen:
            yield f"field「{each.id}」が二度書かれています。"
        seen.add(each.id)
        if each.page > template.pages:
            yield f"field「{each.id}」の page が pages（{template.pages}）を超えます。"
        if each.same_as and each.same_as not in known:
            yield f"field「{each.id}」の same_as「{each.same_as}」はありません。"
        elif each.same_as and known[each.same_as].kind is not each.kind:
            yield f"field「{each.id}」と same_as「{each.same_as}」の kind が違います。"
    yield from _misplaced(template)
    yield from _unknown_names(template)


def _misplaced(template: FormTemplate) -> Iterator[str]:
    width, height = template.paper_mm
    printed = [(f"marks.{corner}", box) for corner, box in template.marks.items()]
    if template.qr:
        printed.append(("qr", template.qr))
    for name, box in printed:
        if box.right > width or box.bottom > height:
            yield f"{name} が用紙（{width:g}×{height:g} mm）からはみ出しています。"
    zones = [(f.id, f.page, zone) for f in template.fields for zone in f.zones]
    for name, _, zone in zones:
        if zone.right > width or zone.bottom > height:
            yield (
                f"field「{name}」が用紙（{width:g}×{height:g} mm）から"
                "はみ出しています。"
            )
        for other, box in printed:
            if _overlap(zone, box):
                yield f"field「{name}」が {other} に重なっています。"
    for name, other in _overlapping(zones):
        yield (
            f"field「{name}」の options・cells どうしが重なっています。"
            if name == other
            else f"field「{name}」と「{other}」の記入欄が重なっています。"
        )


def _overlapping(zones: Sequence[tuple[str, int, Box]]) -> Iterator[tuple[str, str]]:
    """Yield the names of every two zones that overlap, in the order of the file."""
    # Down the page, each zone only against those that begin before it ends: a form of
    # single cells has fifty thousand pairs, and every start of the program looks.
    downward = sorted(enumerate(zones), key=lambda each: (each[1][1], each[1][2].top))
    found = []
    for after, (number, (_, page, zone)) in enumerate(downward, start=1):
        bottom = zone.bottom
        for other, (_, other_page, box) in islice(downward, after, None):
            if other_page != page or box.top >= bottom:
                break
            if _overlap(zone, box):
                found.append((min(number, other), max(number, other)))
    for one, two in sorted(found):
        yield zones[one][0], zones[two][0]


def _overlap(one: Box, other: Box) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide > _TOUCHING_MM and high > _TOUCHING_MM


def _unknown_names(template: FormTemplate) -> Iterator[str]:
    known = {f.id for f in template.fields}
    known |= {re.sub(r"\[\d+\]", "[]", name) for name in known}
    for number, rule in enumerate(template.rules, start=1):
        for name in _names_in(rule):
            if name not in known:
                yield (
                    f"{number} 番目の rule（{rule.kind}）の「{name}」という"
                    "項目はありません。"
                )


def _names_in(rule: Rule) -> Iterable[str]:
    """Return every field id a rule speaks of, also in its arguments."""
    names = list(rule.fields)
    names.extend(rule.arguments.get("when", {}))
    for group in rule.arguments.get("groups", []):
        names.extend(group)
    than = rule.arguments.get("than", "today")
    if than != "today":
        names.append(than)
    return names


def problems_in(error: ValidationError, raw: dict[str, Any]) -> str:
    """Return in words everything that is wrong, and where in the file."""
    said = [f"{_key(e['loc'], raw)}: {_said(e)}" for e in error.errors()]
    return " ".join(dict.fromkeys(said))


def _said(problem: ErrorDetails) -> str:
    kind = problem["type"]
    if kind == "value_error":
        return str(problem["ctx"]["error"])
    if kind == "enum":
        options = re.findall(r"'([^']+)'", problem["ctx"]["expected"])
        near = nearest(str(problem["input"]), options)
        return f"使えるのは {'・'.join(options)} です。{near}"
    said = _SAID.get(kind, f"書き方が違います（{problem['msg']}）。")
    if kind == "extra_forbidden":
        said += nearest(str(problem["loc"][-1]), KNOWN_KEYS)
    return said


def _key(location: tuple[int | str, ...], raw: Any) -> str:
    """Return where in the file, with ids in place of positions: ``field[name].box``."""
    key = ""
    for step in location:
        if isinstance(step, int):
            try:
                raw = raw[step]
            except (IndexError, KeyError, TypeError):
                raw = None
            name = raw.get("id") if isinstance(raw, dict) else None
            key += f"[{name or step + 1}]"
        elif isinstance(raw, dict) and (step in raw or not key or raw):
            key += f".{step}" if key else step
            raw = raw.get(step)
    return key

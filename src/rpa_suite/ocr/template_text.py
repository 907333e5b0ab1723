"""A draft as the TOML that a person would have written; comments of before are kept."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rpa_suite.model.forms import MarkStyle, Mask, Verify
from rpa_suite.ocr.template_draft import Draft, Entry, draft_of
from rpa_suite.ocr.template_file import FieldShape, OptionShape, RuleShape, TableShape

_BANNER_WIDTH = 74
_START = re.compile(r"^\[\[(field|table|rule)\]\]")
_COLUMN = re.compile(r"^\[\[table\.column\]\]")
_KEY = re.compile(r"^([a-z_]+)\s*=")
_USUAL = {
    "page": 1,
    "mark": MarkStyle.CIRCLE,
    "verify": Verify.SINGLE,
    "mask": Mask.NONE,
    "lines": 1,
    "required": False,
    "large_kana": False,
    "checks": [],
    "cells": [],
    "options": {},
    "box": None,
    "person": None,
    "same_as": None,
    "review_below": None,
}
_ORDER = (
    "id", "label", "kind", "page", "box", "options", "cells", "mark", "lines",
    "checks", "person", "same_as", "verify", "mask",
    "large_kana", "required", "review_below",
)  # fmt: skip
_TABLE_ORDER = ("id", "label", "rows", "top", "pitch", "page")


def text_of(draft: Draft) -> str:
    """Return the draft as a file; what did not change stays letter by letter."""
    if not draft.text:
        return _new(draft)
    before = draft_of(draft.text)
    head, blocks = _blocks(draft.text)
    old = {entry.id: entry for entry in before.entries}
    old_text = {
        entry.id: block
        for entry, block in zip(
            before.entries, (b for b in blocks if b.kind != "rule"), strict=True
        )
    }
    parts = [_head_again(head, before, draft)]
    banners = _left_over_banners(before, draft, old_text)
    for entry in draft.entries:
        known = draft.renamed.get(entry.id, entry.id)
        if known not in old:
            parts.append(_with_banner(draft, entry) + _written(entry))
            continue
        text = old_text[known].text
        if entry != old[known]:
            text = _again(text, old[known], entry)
        parts.append(banners.get(known, "") + text)
    said = [block.text for block in blocks if block.kind == "rule"]
    for rule in draft.rules:
        there = before.rules.index(rule) if rule in before.rules else None
        parts.append(_rule(rule) if there is None else said[there])
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _left_over_banners(
    before: Draft, draft: Draft, blocks: "Mapping[str, _Block]"
) -> dict[str, str]:
    """Return the banner of each section whose first entry went, by its next entry."""
    kept = {draft.renamed.get(entry.id, entry.id) for entry in draft.entries}
    found: dict[str, str] = {}
    pending = ""
    for entry in before.entries:
        above = _comments(blocks[entry.id].text)
        if entry.id not in kept:
            pending = above if above.startswith("# ──") else pending
            continue
        if pending and not above.startswith("# ──"):
            found[entry.id] = pending
        pending = ""
    return found


# A new file.


def _new(draft: Draft) -> str:
    edition = draft.edition.removeprefix("v")
    parts = [
        f"# {draft.title} ({draft.code}), {edition} 版.\n"
        "# 長さはすべてミリメートル、用紙の左上が原点です。書き方は\n"
        "# ../child_allowance_claim/template.toml の始めにあります。",
        _head(draft),
    ]
    parts += [_with_banner(draft, entry) + _written(entry) for entry in draft.entries]
    if draft.rules:
        parts.append(_banner("項目どうしの決まり"))
        parts += [_rule(rule) for rule in draft.rules]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _head(draft: Draft) -> str:
    lines = [f"{key} = {value}" for key, value in _head_keys(draft).items()]
    return "\n".join([*lines, "", _printed(draft)])


def _printed(draft: Draft) -> str:
    """Return what is said of the marks and the QR."""
    lines = ["[marks]"]
    for corner, numbers in draft.marks.model_dump().items():
        note = "   # 中抜き: 用紙の向きが分かります" if corner == "top_right" else ""
        lines.append(f"{corner} = {_numbers(numbers)}{note}")
    if draft.qr:
        lines += ["", "[qr]", f"box = {_numbers(draft.qr.box)}"]
    return "\n".join(lines)


def _head_keys(draft: Draft) -> dict[str, str]:
    keys = {
        "id": _string(draft.id),
        "code": _string(draft.code),
        "title": _string(draft.title),
        "edition": _string(draft.edition),
        "pages": str(draft.pages),
        "paper_mm": _numbers(draft.paper_mm),
    }
    if draft.edition_of:
        keys["edition_of"] = _string(draft.edition_of)
    if draft.one_family:
        keys["one_family"] = "true"
    return keys


def _with_banner(draft: Draft, entry: Entry) -> str:
    heading = draft.headings.get(entry.id)
    return f"{_banner(heading)}\n\n" if heading else ""


def _banner(heading: str) -> str:
    # A kanji is as wide as two letters.
    width = _BANNER_WIDTH - 6 - 2 * len(heading)
    return f"# ── {heading} {'─' * max(3, width)}"


def _written(entry: Entry) -> str:
    if isinstance(entry, FieldShape):
        return "[[field]]\n" + _lines(_keys(entry))
    parts = ["[[table]]\n" + _lines(_table_keys(entry))]
    parts += ["[[table.column]]\n" + _lines(_keys(column)) for column in entry.column]
    return "\n\n".join(parts)


def _lines(keys: Mapping[str, str]) -> str:
    return "\n".join(f"{key} = {value}" for key, value in keys.items())


def _keys(field: FieldShape) -> dict[str, str]:
    """Return what is written of a field, in the order in which it is written."""
    values = {name: getattr(field, name) for name in _ORDER}
    return {
        name: _value(name, value)
        for name, value in values.items()
        if name not in _USUAL or value != _USUAL[name]
    }


def _table_keys(table: TableShape) -> dict[str, str]:
    values = {name: getattr(table, name) for name in _TABLE_ORDER}
    return {
        name: _value(name, value)
        for name, value in values.items()
        if name not in _USUAL or value != _USUAL[name]
    }


def _value(name: str, value: Any) -> str:
    if name == "cells":
        return "[" + ", ".join(_cells(run) for run in value) + "]"
    if name == "options":
        each = (f"{_string(word)} = {_option(at)}" for word, at in value.items())
        return "{ " + ", ".join(each) + " }"
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case int():
            return str(value)
        case float():
            return _number(value)
        case Mapping():
            each = (f"{_key(key)} = {_plain(one)}" for key, one in value.items())
            return "{ " + ", ".join(each) + " }"
        case _:
            return "[" + ", ".join(_plain(one) for one in value) + "]"


def _key(word: str) -> str:
    return word if re.fullmatch(r"[A-Za-z0-9_-]+", word) else _string(word)


def _option(where: "Sequence[float] | OptionShape") -> str:
    if isinstance(where, OptionShape):
        return f"{{ at = {_numbers(where.at)}, word = {_string(where.word)} }}"
    return _numbers(where)


def _cells(run: Sequence[float]) -> str:
    left, top, count, *size = run
    said = [_number(left), _number(top), str(int(count)), *map(_number, size)]
    return "[" + ", ".join(said) + "]"


def _numbers(values: Sequence[float]) -> str:
    return "[" + ", ".join(_number(value) for value in values) + "]"


def _number(value: float) -> str:
    """Return millimetres with one digit behind the point, two where they are needed."""
    rounded = round(value, 2)
    return f"{rounded:.1f}" if round(rounded, 1) == rounded else f"{rounded:.2f}"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _rule(rule: RuleShape) -> str:
    keys = {"kind": rule.kind, "fields": rule.fields, **rule.arguments()}
    keys["message"] = rule.message
    return "[[rule]]\n" + "\n".join(f"{k} = {_plain(v)}" for k, v in keys.items())


# A file that was there before.


@dataclass(frozen=True, kw_only=True, slots=True)
class _Block:
    kind: str
    text: str


def _blocks(text: str) -> tuple[str, list[_Block]]:
    """Cut a file into its head and its blocks; comments belong to what follows them."""
    parts = list(_parts(text, _START))
    return parts[0], [
        _Block(kind=_kind_of(part, _START), text=part) for part in parts[1:]
    ]


def _parts(text: str, start: re.Pattern[str]) -> Iterator[str]:
    lines = text.splitlines()
    begins = []
    for number, line in enumerate(lines):
        if start.match(line):
            first = number
            while first > 0 and (
                lines[first - 1].startswith("#") or not lines[first - 1].strip()
            ):
                first -= 1
            begins.append(first)
    begins.append(len(lines))
    yield "\n".join(lines[: begins[0]])
    for one, other in pairwise(begins):
        yield "\n".join(lines[one:other]).strip("\n")


def _kind_of(part: str, start: re.Pattern[str]) -> str:
    return next(m[1] for line in part.splitlines() if (m := start.match(line)))


def _head_again(head: str, before: Draft, draft: Draft) -> str:
    top, bracket, rest = head.partition("\n[")
    said = _merged(top, _head_keys(before), _head_keys(draft)).rstrip("\n")
    if (before.marks, before.qr) != (draft.marks, draft.qr):
        return f"{said}\n\n{_printed(draft)}"
    return f"{said}\n{bracket}{rest}"


def _again(text: str, before: Entry, entry: Entry) -> str:
    """Return a block in which only the lines that say something new are new."""
    if isinstance(before, FieldShape) and isinstance(entry, FieldShape):
        return _merged(text, _keys(before), _keys(entry))
    if isinstance(before, FieldShape) or isinstance(entry, FieldShape):
        return _comments(text) + _written(entry)
    head, *columns = _parts(text, _COLUMN)
    named = {c.id: (c, said) for c, said in zip(before.column, columns, strict=True)}
    parts = [_merged(head.rstrip("\n"), _table_keys(before), _table_keys(entry))]
    for column in entry.column:
        if column.id in named:
            old, said = named[column.id]
            parts.append(_merged(said, _keys(old), _keys(column)))
        else:
            parts.append("[[table.column]]\n" + _lines(_keys(column)))
    return "\n\n".join(part.strip("\n") for part in parts)


def _merged(text: str, before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Change the lines of keys whose value changed; keep their comments."""
    if before == now:
        return text
    lines: list[str] = []
    seen: set[str] = set()
    for line in text.splitlines():
        found = _KEY.match(line)
        if not found:
            lines.append(line)
            continue
        if not _is_whole(line):
            # A value over several lines is written anew with its block.
            return _comments(text) + _opening(text) + _lines(now)
        key = found[1]
        if key not in now:
            continue
        seen.add(key)
        lines.append(
            line
            if before.get(key) == now[key]
            else f"{key} = {now[key]}{_comment(line)}"
        )
    for key in [key for key in now if key not in seen]:
        _insert(lines, key, now)
    return "\n".join(lines)


def _insert(lines: list[str], key: str, now: Mapping[str, str]) -> None:
    """Put a new key behind the last of those that are written before it."""
    order = list(now)
    earlier = set(order[: order.index(key)])
    place = max(
        (
            number
            for number, line in enumerate(lines)
            if (found := _KEY.match(line)) and found[1] in earlier
        ),
        default=len(lines) - 1,
    )
    lines.insert(place + 1, f"{key} = {now[key]}")


def _is_whole(line: str) -> bool:
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _comment(line: str) -> str:
    """Return the comment at the end of a line, with the blanks before it."""
    for found in re.finditer(r"\s+#", line):
        if _is_whole(line[: found.start()]):
            return line[found.start() :]
    return ""


def _comments(text: str) -> str:
    above = text[: text.index("[[")] if "[[" in text else ""
    return above


def _opening(text: str) -> str:
    return next((f"{line}\n" for line in text.splitlines() if line[:2] == "[["), "")

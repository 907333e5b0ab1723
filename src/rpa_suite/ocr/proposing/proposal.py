"""Found blanks to fields of a template: kind, id, checks, rows that repeat."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Any

from rpa_suite.model.forms import Box, FieldKind, MarkStyle, Mask, Verify
from rpa_suite.ocr.proposing.choices import FoundOption
from rpa_suite.ocr.proposing.found import Found
from rpa_suite.ocr.proposing.known import ERAS, english, meaning
from rpa_suite.ocr.proposing.rows import FoundTable, moved_up
from rpa_suite.ocr.template_file import FieldShape, TableShape

_CIRCLE_MM = 6.0
_ROUND_MM = 2.8
_WORD_MM = 3.2
_CLOSEST_MM = 4.0
_CLOSE_MM = 1.0
_ROW_RIM_MM = 0.5
_NAMELESS = "（名前なし）"
_NUMBER = re.compile(r"^[(（]?[0-9０-９]{1,2}[.．、)）]\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """One field or table as proposed, and the section of the form it stands in."""

    entry: FieldShape | TableShape
    heading: str


def propose_entries(found: Sequence[Found | FoundTable]) -> list[Proposed]:
    """Return a field or table for every blank; ids are unique, people told apart."""
    taken: dict[str, int] = {}
    proposed = []
    for each in found:
        if isinstance(each, FoundTable):
            entry: FieldShape | TableShape = _table(each, taken)
        else:
            entry = _field(each, taken)
        proposed.append(Proposed(entry=entry, heading=each.heading))
    return _with_people(proposed)


def _field(each: Found, taken: dict[str, int]) -> FieldShape:
    values = _values(each)
    label = _label(each)
    name = _free_id(label, each.heading, taken, kind=values["kind"])
    return FieldShape(id=name, label=label or _NAMELESS, **values)


def _table(each: FoundTable, taken: dict[str, int]) -> TableShape:
    name = english(each.heading) or "row"
    taken[name] = taken.get(name, 0) + 1
    if taken[name] > 1:
        name = f"{name}_{taken[name]}"
    top = min(column.extent.top for column in each.columns) - _ROW_RIM_MM
    names: dict[str, int] = {}
    columns = [
        _field(replace(column, heading="", page=1), names)
        for column in moved_up(each.columns, round(top, 1))
    ]
    # Inside a table its own name says whose name it is.
    return TableShape(
        id=name,
        label=each.heading or "行",
        rows=each.rows,
        top=round(top, 1),
        pitch=round(each.pitch, 2),
        page=each.page,
        column=_column_people(columns, name),
    )


def _label(each: Found) -> str:
    label = re.sub(r"\s+", " ", each.label).strip(" ・:：〒")
    counts = [run.count for run in each.runs]
    if counts == [3, 4] and "郵便" not in label:
        label = f"{label} 郵便番号".strip()
    if len(each.runs) == 3:
        label = re.sub(r"(令和|平成|昭和)$", "", label).strip()
    return label


def _free_id(
    label: str, heading: str, taken: dict[str, int], *, kind: FieldKind
) -> str:
    name = english(label) or kind.value
    if name in taken and (of := english(heading)) and of not in name:
        name = f"{of}_{name}"
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}_{taken[name]}"


def _values(each: Found) -> dict[str, Any]:
    """Return the keys of a template's field for a blank."""
    values: dict[str, Any] = {"page": each.page}
    if each.is_tick and each.box:
        return values | {
            "kind": FieldKind.CHECK,
            "box": _place(each.box.left, each.box.top)
            + _unless_usual(each.box.width, each.box.height, usual=4.0),
        }
    if each.runs:
        values["cells"] = [
            [
                *_place(run.left, run.top),
                run.count,
                *_cell_size(run.cell_width, run.cell_height),
            ]
            for run in each.runs
        ]
        return values | _kind_of_cells(each)
    if each.options:
        return values | {
            "kind": FieldKind.CHOICE,
            "options": _options(each.options, each.mark),
            "mark": each.mark,
        }
    assert each.box is not None
    said = meaning(each.label, each.heading, cells=0)
    values["box"] = [
        round(v, 1)
        for v in (each.box.left, each.box.top, each.box.width, each.box.height)
    ]
    if each.lines > 1:
        values["lines"] = each.lines
    return values | {
        "kind": said.kind,
        "checks": list(said.checks),
        "verify": said.verify,
        "mask": said.mask,
        "large_kana": said.large_kana,
    }


def _kind_of_cells(each: Found) -> dict[str, Any]:
    counts = tuple(run.count for run in each.runs)
    total = sum(counts)
    if counts == (2, 2, 2):
        is_birth = "生年月日" in each.label or "誕生" in each.label
        eras = {
            ERAS[option.word]: option for option in each.options if option.word in ERAS
        }
        return {
            "kind": FieldKind.DATE,
            "options": {
                # A form prints 昭, the record says 昭和.
                era: _place(ring.left, ring.top)
                for era, option in eras.items()
                for ring in [_ring(option, era[0])]
            },
            "verify": Verify.DOUBLE if is_birth else Verify.SINGLE,
            "mask": Mask.FULL if is_birth else Mask.NONE,
        }
    said = meaning(_hint(each, counts), each.heading, cells=total)
    return {
        "kind": said.kind,
        "checks": list(said.checks),
        "verify": said.verify,
        "mask": said.mask,
        "large_kana": said.large_kana,
    }


def _hint(each: Found, counts: tuple[int, ...]) -> str:
    """Return the label, with what the grouping of the cells says."""
    if counts == (4, 4, 4) and "番号" in each.label:
        return f"{each.label} 個人番号"
    if counts == (3, 4):
        return f"{each.label} 郵便番号"
    return each.label


def _options(options: Sequence[FoundOption], mark: MarkStyle) -> dict[str, Any]:
    """Return the options of a choice: value to place, and the word if it differs."""
    is_usual = mark is MarkStyle.TICK or not _touch([_ring(o) for o in options])
    rooms = _rooms(options)
    named: dict[str, Any] = {}
    for option, room in zip(options, rooms, strict=True):
        value = _NUMBER.sub("", option.word).strip() or option.word
        if mark is MarkStyle.TICK:
            at = _place(option.box.left, option.box.top) + _unless_usual(
                option.box.width, option.box.height, usual=4.0
            )
        elif is_usual:
            ring = _ring(option)
            at = _place(ring.left, ring.top)
        else:
            ring = _ring(option, room=room)
            at = [*_place(ring.left, ring.top), round(ring.width, 1)]
        # The word is told where the form prints more than what is stored.
        named[value] = at if value == option.word else {"at": at, "word": option.word}
    return named


def _ring(option: FoundOption, word: str = "", *, room: float | None = None) -> Box:
    """Return where a ring around a word is looked for.

    Args:
        option: The word, as it is printed.
        word: What is ringed, where it is not all of the word.
        room: From the word to the next one, where usual rings would touch: each of
            them has half of it for the pen.
    """
    width = max(_CIRCLE_MM, len(word or option.word) * _WORD_MM + _ROUND_MM)
    if room is not None:
        closest = max(_CLOSEST_MM, option.box.width + _CLOSE_MM)
        width = max(closest, min(width, option.box.width + room))
    left = option.box.left + option.box.width / 2 - width / 2
    top = option.box.top + option.box.height / 2 - _CIRCLE_MM / 2
    return Box(left=max(0.0, left), top=max(0.0, top), width=width, height=_CIRCLE_MM)


def _rooms(options: Sequence[FoundOption]) -> list[float]:
    """Return how far each word is from the nearer of its neighbours."""
    gaps = [two.box.left - one.box.right for one, two in pairwise(options)]
    return [
        min(before, after)
        for before, after in zip([inf, *gaps], [*gaps, inf], strict=True)
    ]


def _touch(rings: Sequence[Box]) -> bool:
    return any(one.right > other.left + 0.05 for one, other in pairwise(rings))


def _place(left: float, top: float) -> list[float]:
    return [round(left, 1), round(top, 1)]


def _unless_usual(width: float, height: float, *, usual: float) -> list[float]:
    if abs(width - usual) < 0.3 and abs(height - usual) < 0.3:
        return []
    return [round(width, 1), round(height, 1)]


def _cell_size(width: float, height: float) -> list[float]:
    """Return width and height of cells, as far as they are not the usual 6×8."""
    is_usual_width, is_usual_height = abs(width - 6) < 0.1, abs(height - 8) < 0.2
    if is_usual_width and is_usual_height:
        return []
    shown = [6.0 if is_usual_width else round(width, 2)]
    return shown if is_usual_height else [*shown, round(height, 1)]


def _with_people(proposed: Sequence[Proposed]) -> list[Proposed]:
    """Say of a name and the furigana beside it that they are one person's."""
    result = list(proposed)
    places = [
        place
        for place, each in enumerate(proposed)
        if isinstance(each.entry, FieldShape)
    ]
    fields = [proposed[place].entry for place in places]
    names = [proposed[place].heading for place in places]
    paired = _paired([f for f in fields if isinstance(f, FieldShape)], names)
    for one, other in paired:
        field = result[places[one]].entry
        person = english(names[one]) or field.id.removesuffix("_name") or "person"
        for at in (places[one], places[other]):
            entry = result[at].entry.model_copy(update={"person": person})
            result[at] = replace(result[at], entry=entry)
    return result


def _column_people(columns: list[FieldShape], person: str) -> list[FieldShape]:
    """Say of the names in a table's row whose they are."""
    result = list(columns)
    pairs = _paired(columns, [""] * len(columns))
    named = {place for pair in pairs for place in pair} or {
        place for place, column in enumerate(columns) if _is_name(column)
    }
    for place in named:
        result[place] = result[place].model_copy(update={"person": person})
    return result


def _paired(
    fields: Sequence[FieldShape], headings: Sequence[str]
) -> list[tuple[int, int]]:
    """Return the places of each name in kanji and of the nearest furigana."""
    pairs: list[tuple[int, int]] = []
    for place, name in enumerate(fields):
        if not _is_name(name):
            continue
        for step in (-1, 1, -2, 2, -3, 3, -4, 4):
            other = place + step
            if (
                0 <= other < len(fields)
                and fields[other].kind is FieldKind.KANA
                and not fields[other].large_kana
                and headings[other] == headings[place]
                and all(other not in pair for pair in pairs)
            ):
                pairs.append((place, other))
                break
    return pairs


def _is_name(field: FieldShape) -> bool:
    return field.kind is FieldKind.TEXT and "氏名" in field.label

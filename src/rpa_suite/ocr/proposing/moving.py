"""Last year's template on this year's form: what moved, what is new, what is gone.

Both blank forms are looked at in the same way; what last year's template knew of a
blank (name, kind, checks, who looks) goes along to the blank that is now printed with
the same words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from rpa_suite.errors import InputError
from rpa_suite.ocr.proposing.matching import (
    Seen,
    fields_of,
    matched,
    off_by,
    seen_entry,
)
from rpa_suite.ocr.proposing.proposal import Proposed
from rpa_suite.ocr.proposing.propose import Proposal, propose
from rpa_suite.ocr.proposing.writing import blank_pdf, draft_of_proposal
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.template_draft import Draft, Entry, load_draft
from rpa_suite.ocr.template_file import FieldShape, OptionShape, RuleShape, TableShape
from rpa_suite.ocr.template_saving import BLANK_NAME, write_draft

_SAME_MM = 1.0


class Change(StrEnum):
    """What became of a field."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"  # another number of cells, other choices
    NEW = "new"
    GONE = "gone"


WORDS = {
    Change.SAME: "そのまま",
    Change.MOVED: "移動",
    Change.CHANGED: "変更",
    Change.NEW: "新しい",
    Change.GONE: "なくなった",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """One field between last year and this year; ``note`` says more in words."""

    id: str
    label: str
    what: Change
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """This year's draft and how it came about.

    Attributes:
        rules_dropped: Messages of rules that spoke of fields that are gone.
    """

    draft: Draft
    changes: tuple[FieldChange, ...]
    rules_dropped: tuple[str, ...]
    proposal: Proposal

    def save(self, blank: Path, folder: Path) -> None:
        """Write the draft and its blank form.

        Raises:
            InputError: The folder cannot be written.
        """
        write_draft(
            self.draft,
            blank_pdf(self.proposal.sheets, blank, self.draft, add_marks=False),
            folder,
        )


def move(
    now: Proposal,
    last: Path,
    recogniser: Callable[[], Recogniser],
    *,
    name: str,
    edition: str | None = None,
) -> Moved:
    """Return last year's template laid onto this year's blank form.

    Args:
        now: What was found on this year's form.
        last: Folder of last year's template.
        recogniser: Reads last year's blank form where it has no text.
        name: Id of the new template.
        edition: Of this year's form; its QR says it otherwise.

    Raises:
        TemplateError: Last year's template is malformed.
        InputError: The edition is that of last year.
    """
    old = load_draft(last)
    fresh = draft_of_proposal(now, name, code=None, edition=edition)
    new_edition = edition or (fresh.edition if now.sheets[0].qr else "")
    if not new_edition or new_edition == old.edition:
        raise InputError(
            f"今年の版が去年と同じ（{old.edition}）か、わかりません。"
            "--edition で今年の版を指定してください（例: --edition R9）。"
        )
    before = _with_printed_words(old, propose(last / BLANK_NAME, recogniser))
    after = [_seen(each) for each in now.entries]
    pairs = matched(before, after)
    entries, changes = _laid_over(before, after, pairs)
    gone = {each.id for each in changes if each.what is Change.GONE}
    rules, dropped = _rules_left(old, entries)
    draft = replace(
        old.without(frozenset(gone)),
        id=name,
        edition=new_edition,
        edition_of=old.edition_of or old.id,
        pages=fresh.pages,
        paper_mm=fresh.paper_mm,
        marks=fresh.marks,
        qr=fresh.qr or old.qr,
        entries=entries,
        rules=rules,
    )
    return Moved(
        draft=draft, changes=tuple(changes), rules_dropped=dropped, proposal=now
    )


def _seen(each: Proposed) -> Seen:
    return seen_entry(each.entry, each.entry.label, each.heading)


def _with_printed_words(old: Draft, printed: Proposal) -> list[Seen]:
    """Give last year's entries the words that their form prints at their place."""
    known = [_seen(each) for each in printed.entries]
    result = []
    for entry in old.entries:
        own = seen_entry(entry, entry.label, "")
        there = next(
            (
                each
                for each in known
                if each.page == own.page and off_by(each.extent, own.extent) < _SAME_MM
            ),
            None,
        )
        if there:
            own = replace(own, label=there.label, heading=there.heading)
        result.append(own)
    return result


def _laid_over(
    before: Sequence[Seen], after: Sequence[Seen], pairs: dict[int, int]
) -> tuple[tuple[Entry, ...], list[FieldChange]]:
    """Return this year's entries in the order of this year's form, and the changes."""
    of_after = {other: one for one, other in pairs.items()}
    taken = {before[one].entry.id for one in pairs}
    entries: list[Entry] = []
    changes: list[FieldChange] = []
    for place, each in enumerate(after):
        if place in of_after:
            old = before[of_after[place]]
            entry, found = _placed(old.entry, each.entry)
            entries.append(entry)
            changes += found
            continue
        name = each.entry.id
        number = 2
        while name in taken:
            name, number = f"{each.entry.id}_{number}", number + 1
        taken.add(name)
        entries.append(each.entry.model_copy(update={"id": name}))
        changes.append(FieldChange(id=name, label=each.entry.label, what=Change.NEW))
    changes += [
        FieldChange(id=each.entry.id, label=each.entry.label, what=Change.GONE)
        for place, each in enumerate(before)
        if place not in pairs
    ]
    return tuple(entries), changes


def _placed(old: Entry, new: Entry) -> tuple[Entry, list[FieldChange]]:
    if isinstance(old, TableShape) and isinstance(new, TableShape):
        return _placed_table(old, new)
    assert isinstance(old, FieldShape) and isinstance(new, FieldShape)
    field, note = _placed_field(old, new)
    what = Change.CHANGED if note else _distance(old, new)
    if what is Change.SAME:
        # What lies where it lay keeps its numbers to the hundredth.
        return old.model_copy(update={"page": new.page}), [
            FieldChange(id=old.id, label=old.label, what=what)
        ]
    note = note or _how_far(old, new)
    return field, [FieldChange(id=old.id, label=old.label, what=what, note=note)]


def _placed_field(old: FieldShape, new: FieldShape) -> tuple[FieldShape, str]:
    """Return last year's field at this year's place, and what else is different."""
    update: dict[str, object] = {"page": new.page, "box": new.box, "cells": new.cells}
    notes = []
    counts = [sum(int(run[2]) for run in each.cells) for each in (old, new)]
    if counts[0] != counts[1]:
        notes.append(f"マスが {counts[0]} から {counts[1]} に")
        # A 個人番号 of another length is none; what the form shows now counts.
        if old.kind != new.kind:
            update |= {"kind": new.kind, "checks": new.checks}
    if old.lines != new.lines:
        update["lines"] = new.lines
        notes.append(f"{old.lines} 行から {new.lines} 行に")
    if new.options:
        options, said = _placed_options(old, new)
        update |= {"options": options, "mark": new.mark}
        notes += said
    return old.model_copy(update=update), "、".join(notes)


def _placed_options(
    old: FieldShape, new: FieldShape
) -> tuple[dict[str, list[float] | OptionShape], list[str]]:
    """Keep the values of last year for the words that are still printed."""
    values = {_word(value, at): value for value, at in old.options.items()}
    options = {}
    for value, at in new.options.items():
        word = _word(value, at)
        known = values.pop(word, None) or (value if value in old.options else None)
        options[known or value] = at
        if known and known in values.values():
            values = {w: v for w, v in values.items() if v != known}
    added = [value for value in options if value not in old.options]
    notes = []
    if added:
        notes.append("選択肢が増えた: " + "・".join(added))
    if lost := [value for value in old.options if value not in options]:
        notes.append("選択肢が減った: " + "・".join(lost))
    return options, notes


def _word(value: str, at: list[float] | OptionShape) -> str:
    return at.word if isinstance(at, OptionShape) else value


def _placed_table(
    old: TableShape, new: TableShape
) -> tuple[TableShape, list[FieldChange]]:
    before = [seen_entry(c, c.label, "") for c in old.column]
    after = [seen_entry(c, c.label, "") for c in new.column]
    pairs = matched(before, after)
    columns, found = _laid_over(before, after, pairs)
    table = old.model_copy(
        update={
            "rows": new.rows,
            "top": new.top,
            "pitch": new.pitch,
            "page": new.page,
            "column": list(columns),
        }
    )
    notes = []
    if old.rows != new.rows:
        notes.append(f"{old.rows} 行から {new.rows} 行に")
    changes = [
        FieldChange(
            id=f"{old.id}[].{each.id}",
            label=f"{old.label} {each.label}",
            what=each.what,
            note=each.note,
        )
        for each in found
        if each.what in (Change.NEW, Change.GONE, Change.CHANGED)
    ]
    if not notes and not changes and _stays(old, new):
        return old, [FieldChange(id=old.id, label=old.label, what=Change.SAME)]
    what = Change.CHANGED if notes or changes else Change.MOVED
    note = "、".join(notes) or _how_far(old, new)
    return table, [
        FieldChange(id=old.id, label=old.label, what=what, note=note),
        *changes,
    ]


def _stays(old: TableShape, new: TableShape) -> bool:
    pairs = list(zip(fields_of(old), fields_of(new), strict=True))
    last_old = old.top + (old.rows - 1) * old.pitch
    last_new = new.top + (new.rows - 1) * new.pitch
    by_left = sorted(f.extent.left for f, _ in pairs)
    now = sorted(f.extent.left for _, f in pairs)
    return (
        old.page == new.page
        and all(abs(a - b) < _SAME_MM for a, b in zip(by_left, now, strict=True))
        and abs((last_old - old.top) - (last_new - new.top)) < _SAME_MM
        and abs(
            min(f.extent.top for f, _ in pairs) - min(f.extent.top for _, f in pairs)
        )
        < _SAME_MM
    )


def _distance(old: FieldShape, new: FieldShape) -> Change:
    one, other = old.to_field(), new.to_field()
    if old.page == new.page and off_by(one.extent, other.extent) < _SAME_MM:
        return Change.SAME
    return Change.MOVED


def _how_far(old: Entry, new: Entry) -> str:
    one = seen_entry(old, "", "").extent
    other = seen_entry(new, "", "").extent
    parts = []
    if old.page != new.page:
        parts.append(f"{new.page} ページへ")
    for value, plus, minus in (
        (other.left - one.left, "右", "左"),
        (other.top - one.top, "下", "上"),
    ):
        if abs(value) >= 0.1:
            parts.append(f"{plus if value > 0 else minus}へ {abs(value):.1f} mm")
    if abs(other.width - one.width) >= _SAME_MM:
        parts.append(f"幅 {one.width:.1f} → {other.width:.1f} mm")
    if abs(other.height - one.height) >= _SAME_MM:
        parts.append(f"高さ {one.height:.1f} → {other.height:.1f} mm")
    return "、".join(parts)


def _rules_left(
    old: Draft, entries: Sequence[Entry]
) -> tuple[tuple[RuleShape, ...], tuple[str, ...]]:
    """Return the rules whose fields are all still there, and what the others said."""
    known = set(_names(entries))
    kept: list[RuleShape] = []
    dropped: list[RuleShape] = []
    for rule in old.rules:
        (kept if set(rule.names()) <= known else dropped).append(rule)
    return tuple(kept), tuple(rule.message for rule in dropped)


def _names(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, FieldShape):
            yield entry.id
            continue
        for column in entry.column:
            yield f"{entry.id}[].{column.id}"
            for row in range(1, entry.rows + 1):
                yield f"{entry.id}[{row}].{column.id}"

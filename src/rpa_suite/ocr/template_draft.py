"""A template under work: what the editor changes and the proposals fill."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from rpa_suite.errors import TemplateError
from rpa_suite.ocr.template_file import (
    FieldShape,
    MarksShape,
    QrShape,
    RuleShape,
    TableShape,
    TemplateFile,
)
from rpa_suite.ocr.templates import FILE_NAME, problems_in, template_text

Entry = FieldShape | TableShape
_HEAD = re.compile(r"^\[\[(field|table)\]\]", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A whole template; every change makes a new one, so undo keeps the old.

    Attributes:
        entries: Fields and tables in the order of the file.
        headings: Id of an entry to the section that begins with it.
        text: The file that it was read from, comments and all; empty for a new one.
        renamed: Id of an entry to the one that it has in ``text``.
    """

    id: str
    code: str
    title: str
    edition: str
    pages: int
    marks: MarksShape
    paper_mm: tuple[float, float] = (210.0, 297.0)
    one_family: bool = False
    edition_of: str | None = None
    qr: QrShape | None = None
    entries: tuple[Entry, ...] = ()
    rules: tuple[RuleShape, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)

    def entry(self, entry_id: str) -> Entry:
        """Return the field or table of this id.

        Raises:
            KeyError: There is none.
        """
        for each in self.entries:
            if each.id == entry_id:
                return each
        raise KeyError(entry_id)

    def with_entry(self, entry_id: str, entry: Entry) -> "Draft":
        """Return the draft with one entry replaced, where it stands."""
        headings = dict(self.headings)
        renamed = dict(self.renamed)
        if entry_id != entry.id:
            renamed[entry.id] = renamed.pop(entry_id, entry_id)
            if entry_id in headings:
                headings[entry.id] = headings.pop(entry_id)
        return replace(
            self,
            headings=headings,
            renamed=renamed,
            entries=tuple(entry if e.id == entry_id else e for e in self.entries),
        )

    def without(self, entry_ids: frozenset[str]) -> "Draft":
        """Return the draft without some entries; a section passes to the next."""
        headings = dict(self.headings)
        kept: list[Entry] = []
        pending = ""
        for entry in self.entries:
            if entry.id in entry_ids:
                pending = headings.pop(entry.id, pending)
                continue
            if pending and entry.id not in headings:
                headings[entry.id] = pending
            pending = ""
            kept.append(entry)
        return replace(self, entries=tuple(kept), headings=headings)

    def free_id(self, wish: str) -> str:
        """Return an id like ``wish`` that no entry has yet."""
        taken = {entry.id for entry in self.entries}
        name, number = wish, 2
        while name in taken:
            name, number = f"{wish}_{number}", number + 1
        return name


def load_draft(folder: Path) -> Draft:
    """Read the template in ``folder`` to be changed; its places may still be wrong.

    Raises:
        TemplateError: The file is missing, or no template at all.
    """
    text = template_text(folder)
    try:
        return draft_of(text)
    except TemplateError as error:
        raise TemplateError(f"{folder / FILE_NAME}: {error}") from error


def draft_of(text: str) -> Draft:
    """Return the draft that a file's text says.

    Raises:
        TemplateError: It is no TOML, or says what a template does not have.
    """
    try:
        raw = tomllib.loads(text)
        file = TemplateFile.model_validate(raw)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"TOML の書き方が違います（{error}）。") from error
    except ValidationError as error:
        raise TemplateError(problems_in(error, raw)) from error
    fields, tables = iter(file.field), iter(file.table)
    entries: list[Entry] = [
        next(fields) if found[1] == "field" else next(tables)
        for found in _HEAD.finditer(text)
    ]
    return Draft(
        id=file.id,
        code=file.code,
        title=file.title,
        edition=file.edition,
        pages=file.pages,
        paper_mm=file.paper_mm,
        one_family=file.one_family,
        edition_of=file.edition_of,
        marks=file.marks,
        qr=file.qr,
        entries=tuple(entries),
        rules=tuple(file.rule),
        text=text,
    )

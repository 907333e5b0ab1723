"""Read one field of a flattened page: pixels to a value, with its doubt in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from rpa_suite.jp.eras import Era, from_era
from rpa_suite.jp.kana import normalise_kana
from rpa_suite.model.forms import Candidate, Field, FieldKind, Glyph, Reading
from rpa_suite.ocr import ctc
from rpa_suite.ocr.acceptance import UNCLEAR, kind_of
from rpa_suite.ocr.cell_table import (
    CellTable,
    Found,
    find_any,
    find_date,
    find_fitting,
    find_my_number,
)
from rpa_suite.ocr.charsets import charset_of
from rpa_suite.ocr.checks import first_objection
from rpa_suite.ocr.doubts import REPAIRED
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.kana_spelling import (
    large_where_needed,
    spellings_of,
    tidy_free_text,
)
from rpa_suite.ocr.limits import Limits
from rpa_suite.ocr.lines import CellLine, cell_line, free_lines
from rpa_suite.ocr.listed_lines import read_listed
from rpa_suite.ocr.listed_names import ListedRead
from rpa_suite.ocr.marks import Mark, read_check, read_choice, read_signature
from rpa_suite.ocr.name_evidence import (
    CellEvidence,
    Evidence,
    LargeKana,
    LineEvidence,
)
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.rows import Row, see_row
from rpa_suite.ocr.scored_lines import ScoredLine, scored_line
from rpa_suite.ocr.signs import Signs, of_free_line

# Below this share of a model's belief inside the field's characters, it saw others.
_LEAST_KEPT = 0.30
_MOST_SPELLINGS = 16
_LOOKS = 3  # characters that one cell is remembered to look like
_MY_NUMBER_DIGITS = 12
_FOREIGN = "この欄に使わない文字が書かれているようです。"
_LONE_STROKE = "1 か、該当なしの斜線か、原票で確かめてください。"
_LIKE_DIGITS = frozenset("IOQ")
_CONFUSED = "英字の I・O・Q と数字の 1・0・9 を見分けられません。"
_PRINTED_ERA = Era.REIWA
_AHEAD = dt.timedelta(days=366)  # forms speak of coming moves, not of later days
_FULL_LENGTH = frozenset(
    {FieldKind.MY_NUMBER, FieldKind.CORPORATE_NUMBER, FieldKind.POSTAL_CODE}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """What stands in a field, and whether something stands there that may not."""

    found: Found
    is_foreign: bool = False
    signs: Signs = field(default_factory=dict)
    glyphs: tuple[Glyph, ...] = ()


class FieldReader:
    """Reads the fields of one page, one after another."""

    def __init__(
        self,
        page: InkPage,
        recogniser: Recogniser,
        *,
        today: dt.date,
        limits: Limits | None = None,
    ) -> None:
        self.page = page
        self._limits = limits or {}
        self._recogniser = recogniser
        self._latest = today + _AHEAD

    def read(self, field: Field, *, codes: Sequence[Reading] = ()) -> Reading:
        """Return the reading of a field; whether it had to be filled is not asked.

        Args:
            field: To be read.
            codes: What stands beside it for the same, see ``codes_beside.py``.
        """
        match field.kind:
            case FieldKind.CHOICE:
                return _of_mark(field, read_choice(self.page, field))
            case FieldKind.CHECK:
                return _of_mark(field, read_check(self.page, field))
            case FieldKind.SIGNATURE:
                return _of_mark(field, read_signature(self.page, field))
            case FieldKind.DATE:
                return self._date(field)
        if field.cells:
            return self._cells(field)
        return self._free(field, codes)

    # Cells.

    def _cells(self, field: Field) -> Reading:
        cells = cell_line(self.page, field.cells)
        if cells.line is None:
            return _blank(field)
        row = self.row(field, cells)
        if row is None:
            return _unusable(field, "", UNCLEAR)
        if field.kind is FieldKind.KANA:
            found = _with_possible_kana(row.table)
            gapped = replace(found, text=cells.with_gaps(found.text))
            seen = _seen(cells, row, gapped)
            return _judged(field, seen, normalise_kana(gapped.text))
        limits = self._limits.get(field.id)
        seen = _seen(cells, row, _digits(field, row.table, limits))
        value = seen.found.text
        if limits or field.kind is FieldKind.AMOUNT:
            value = str(int(value))
        reading = _judged(field, seen, value)
        total = len(cells.written)
        if field.kind in _FULL_LENGTH and cells.count != total:
            said = f"{total}桁のうち{cells.count}桁しか書かれていません。"
            return replace(reading, doubt=said, confidence=0.0)
        if value == "1" and cells.written[0] and total > 1:
            return replace(reading, doubt=_LONE_STROKE)
        if cells.has_hole:
            return replace(reading, doubt="途中のマスが空いています。")
        return reading

    # Names.

    def can_read(self, char: str) -> bool:
        """Whether the line recogniser can output a character at all."""
        return len(self._recogniser.classes_of(char)) > 0

    def name_evidence(self, field: Field) -> Evidence | None:
        """Return what was seen in a field of a name; None where it is blank."""
        charset = charset_of(field)
        if field.cells:
            cells = cell_line(self.page, field.cells)
            if cells.line is None:
                return None
            row = self.row(field, cells)
            if row is None:
                return None
            plain = cells.with_gaps(_with_possible_kana(row.table).text)
            seen = CellEvidence(
                table=row.table,
                plain=plain,
                inside=row.least_inside,
                glyphs=glyphs_of(cells, row.table),
            )
            return LargeKana(seen=seen) if field.large_kana else seen
        assert field.box is not None
        lines = free_lines(self.page, field.box, 1)
        if not lines:
            return None
        line = scored_line(self._recogniser, lines[0], charset)
        return LineEvidence(
            scores=line.scores,
            characters=line.characters,
            plain=line.text,
            inside=line.decoded.kept,
        )

    def row(self, field: Field, cells: CellLine) -> Row | None:
        """Return what stands in the written cells of a field."""
        charset = charset_of(field)
        return see_row(cells, charset, self._recogniser, kind=kind_of(field))

    def _date(self, field: Field) -> Reading:
        era = read_choice(self.page, field) if field.options else None
        whole = cell_line(self.page, field.cells)
        if whole.line is None:
            if era and (era.value or era.doubt):
                return _unusable(field, "", "年月日が書かれていません。")
            return _blank(field)
        cells = iter(whole.written)
        year, month, day = (sum(islice(cells, run.count)) for run in field.cells)
        if not (year and month and day):
            return _unusable(field, "", "年・月・日の一部が書かれていません。")
        if era and not era.value:
            return _unusable(field, "", era.doubt or "元号に印がありません。")
        named = next(e for e in Era if e.kanji == era.value) if era else _PRINTED_ERA
        row = self.row(field, whole)
        if row is None:
            return _unusable(field, "", UNCLEAR)
        counts = (year, month, day)
        found = find_date(row.table, counts, named, latest=self._latest)
        if found is None:
            return _unusable(field, row.table.best(), "暦にない日付です。")
        # The calendar is certain: what it rules out was never written.
        found = replace(found, repaired=False)
        value = _day(named, found.text, counts).isoformat()
        reading = _judged(field, _seen(whole, row, found), value)
        days = tuple(
            replace(each, text=_day(named, each.text, counts).isoformat())
            for each in reading.candidates
        )
        reading = replace(reading, candidates=days)
        if era and era.doubt and not reading.doubt:
            return replace(reading, doubt=era.doubt, confidence=era.confidence)
        return reading

    # Free text.

    def _free(self, field: Field, codes: Sequence[Reading]) -> Reading:
        assert field.box is not None
        lines = free_lines(self.page, field.box, field.lines)
        if not lines:
            return _blank(field)
        net = self._recogniser
        if field.kind is FieldKind.CODE:
            net = net.stock
        scored = [scored_line(net, line, charset_of(field)) for line in lines]
        read = [_of_line(line) for line in scored]
        read[0] = _with_list(read[0], read_listed(field, scored[0], codes))
        texts = [part.found.text.strip() for part in read]
        whole = _Seen(
            found=Found(
                text="\u3000".join(text for text in texts if text),
                probability=min(part.found.probability for part in read),
                others=tuple(
                    ("\u3000".join((other, *texts[1:])), share)
                    for other, share in read[0].found.others
                ),
            ),
            is_foreign=any(part.is_foreign for part in read),
            signs={
                **read[0].signs,
                "inside": min(part.signs["inside"] for part in read),
                "odds": min(part.signs["odds"] for part in read),
            },
        )
        spaced = tidy_free_text("\u3000".join(whole.found.text.split()))
        match field.kind:
            case FieldKind.KANA:
                return _judged(field, whole, normalise_kana(spaced))
            case FieldKind.CODE:
                return _code(field, whole)
        return _judged(field, whole, spaced)


def _with_list(seen: _Seen, listed: ListedRead | None) -> _Seen:
    if listed is None:
        return seen
    return replace(
        seen,
        found=Found(
            text=listed.text, probability=listed.probability, others=listed.others
        ),
        signs={**seen.signs, "moved": float(listed.is_moved)},
    )


def _of_line(line: ScoredLine) -> _Seen:
    kept = line.decoded.kept
    return _Seen(
        found=Found(text=line.text, probability=line.decoded.probability),
        is_foreign=kept < _LEAST_KEPT,
        signs=of_free_line(odds=ctc.least_odds(line.scores, line.decoded), inside=kept),
    )


def _seen(cells: CellLine, row: Row, found: Found) -> _Seen:
    return _Seen(
        found=found,
        is_foreign=row.is_foreign,
        signs=row.signs_of(found.text),
        glyphs=glyphs_of(cells, row.table),
    )


def _digits(field: Field, table: CellTable, limits: tuple[int, int] | None) -> Found:
    if limits:
        least, most = limits
        return find_fitting(table, lambda text: least <= int(text) <= most)
    if "my_number" in field.checks and len(table.logs) == _MY_NUMBER_DIGITS:
        return find_my_number(table)
    if field.checks:
        return find_fitting(table, lambda text: not first_objection(field.checks, text))
    return find_any(table)


def _with_possible_kana(table: CellTable) -> Found:
    """Write ャュョッ large where no small one can stand, and add up both readings.

    Pens do not keep small and large apart; the sounds of Japanese often do.
    """
    found = find_any(table)
    large = large_where_needed(found.text)
    twins = spellings_of(large)
    if len(twins) == 1 or len(twins) > _MOST_SPELLINGS:
        return found
    together = sum(float(np.exp(table.log_of(twin))) for twin in twins)
    return replace(found, text=large, probability=min(1.0, together))


def _judged(field: Field, seen: _Seen, value: str) -> Reading:
    """Return the reading with what its confidence and its own checks say."""
    found = seen.found
    doubt: str | None = None
    if not value:
        doubt = UNCLEAR
    elif seen.is_foreign:
        doubt = _FOREIGN
    elif objection := first_objection(field.checks, value):
        doubt = objection
    elif found.repaired:
        doubt = REPAIRED
    return Reading(
        field_id=field.id,
        text=found.text,
        value=value or None,
        confidence=round(found.probability, 4),
        doubt=doubt,
        candidates=tuple(
            Candidate(text=text, probability=round(probability, 4))
            for text, probability in (
                (found.text, found.probability),
                *found.others,
            )
        ),
        signs=seen.signs,
        glyphs=seen.glyphs,
    )


def glyphs_of(cells: CellLine, table: CellTable) -> tuple[Glyph, ...]:
    """Return the written cells with what each of them looks like by itself."""
    return tuple(
        Glyph(
            box=box,
            looks_like=tuple(
                Candidate(text=char, probability=round(probability, 4))
                for char, probability in table.cell(at, _LOOKS)
            ),
        )
        for at, box in enumerate(cells.boxes)
    )


def _code(field: Field, seen: _Seen) -> Reading:
    """Return a code's reading; letters that look like digits are for a person."""
    value = "".join(seen.found.text.split())
    reading = _judged(field, seen, value)
    if reading.doubt is None and not _LIKE_DIGITS.isdisjoint(value):
        return replace(reading, doubt=_CONFUSED)
    return reading


def _of_mark(field: Field, mark: Mark) -> Reading:
    return Reading(
        field_id=field.id,
        text=mark.value,
        value=mark.value,
        confidence=mark.confidence,
        doubt=mark.doubt,
    )


def _blank(field: Field) -> Reading:
    return Reading(field_id=field.id, text="", value="", confidence=0.99)


def _unusable(field: Field, text: str, doubt: str) -> Reading:
    return Reading(
        field_id=field.id, text=text, value=None, confidence=0.0, doubt=doubt
    )


def _day(era: Era, text: str, counts: tuple[int, int, int]) -> dt.date:
    """Return the day that digits of year, month and day make."""
    year, month, _ = counts
    return from_era(
        era,
        int(text[:year]),
        int(text[year : year + month]),
        int(text[year + month :]),
    )

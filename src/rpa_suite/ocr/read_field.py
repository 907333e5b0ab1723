"""Read one field of a flattened page: pixels to a value, with its doubt in words."""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rpa_suite.jp.eras import Era, from_era
from rpa_suite.jp.kana import normalise_kana
from rpa_suite.model.forms import Candidate, Field, FieldKind, Reading
from rpa_suite.ocr import ctc
from rpa_suite.ocr.charsets import DIGITS, charset_of, kana
from rpa_suite.ocr.checks import first_objection
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.kana_spelling import large_where_needed, spellings_of
from rpa_suite.ocr.lines import CellLine, FreeLine, cell_line, free_lines
from rpa_suite.ocr.marks import Mark, read_check, read_choice, read_signature
from rpa_suite.ocr.recogniser import Line, Recogniser

# Below this share of the model's belief inside the field's characters, it saw others.
_LEAST_KEPT = 0.30
_CHECK_DIGITS = frozenset({"my_number", "corporate_number"})
_WRONG_PASSES = 1 / 11
_MOST_SPELLINGS = 16
_UNCLEAR = "文字がはっきりしません。原票と見比べてください。"
_FOREIGN = "この欄に使わない文字が書かれているようです。"
_PRINTED_ERA = Era.REIWA
_FULL_LENGTH = frozenset(
    {FieldKind.MY_NUMBER, FieldKind.CORPORATE_NUMBER, FieldKind.POSTAL_CODE}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Text:
    """Decoded characters with their probability."""

    text: str
    probability: float
    kept: float = 1.0


class FieldReader:
    """Reads the fields of one page, one after another."""

    def __init__(self, page: InkPage, recogniser: Recogniser) -> None:
        self._page = page
        self._recogniser = recogniser

    def read(self, field: Field) -> Reading:
        """Return the reading of a field; whether it had to be filled is not asked."""
        match field.kind:
            case FieldKind.CHOICE:
                return _of_mark(field, read_choice(self._page, field))
            case FieldKind.CHECK:
                return _of_mark(field, read_check(self._page, field))
            case FieldKind.SIGNATURE:
                return _of_mark(field, read_signature(self._page, field))
            case FieldKind.DATE:
                return self._date(field)
        if field.cells:
            return self._cells(field)
        return self._free(field)

    # Cells.

    def _cells(self, field: Field) -> Reading:
        cells = cell_line(self._page, field.cells)
        if cells.line is None:
            return _blank(field)
        read = self._decode_cells(cells, charset_of(field))
        if field.kind is FieldKind.KANA:
            read = self._with_possible_kana(cells, read)
            text = _with_gaps(read.text, cells.written)
            return _judged(field, replace(read, text=text), normalise_kana(text))
        reading = _judged(field, _trusting_check_digit(field, read), read.text)
        total = len(cells.written)
        if field.kind in _FULL_LENGTH and cells.count != total:
            said = f"{total}桁のうち{cells.count}桁しか書かれていません。"
            return replace(reading, doubt=said, confidence=0.0)
        if _has_hole(cells.written):
            return replace(reading, doubt="途中のマスが空いています。")
        return reading

    def _decode_cells(
        self,
        cells: CellLine,
        charset: str,
        *,
        fits: Callable[[str], bool] = lambda text: True,
    ) -> _Text:
        """Decode a row of cells; its length is known from the cells written in.

        Args:
            cells: The row.
            charset: What may stand in it.
            fits: Whether a text can be right at all (a day of the calendar).  Where the
                best does not, the best that fits and differs in one character is taken.
        """
        assert cells.line is not None
        scores, kept = self._scores(cells.line, charset)
        decoded = ctc.decode_length(scores, kept, cells.count)
        if decoded is None:
            return _Text(text="", probability=0.0)
        best = self._text(decoded.labels, charset)
        if not fits(best):
            for near, probability in ctc.neighbours(scores, decoded.labels):
                text = self._text(near, charset)
                if fits(text):
                    return _Text(text=text, probability=probability, kept=decoded.kept)
        return _Text(text=best, probability=decoded.probability, kept=decoded.kept)

    def _with_possible_kana(self, cells: CellLine, read: _Text) -> _Text:
        """Write ャュョッ large where no small one can stand, and add up both readings.

        Pens do not keep small and large apart; the sounds of Japanese often do.
        """
        large = large_where_needed(read.text)
        twins = spellings_of(large)
        if len(twins) == 1 or len(twins) > _MOST_SPELLINGS or cells.line is None:
            return read
        scores, _ = self._scores(cells.line, kana())
        numbers = {char: n for n, char in enumerate(self._known(kana()))}
        logs = [
            ctc.log_probability(scores, [numbers[char] for char in twin])
            for twin in twins
        ]
        given = ctc.log_probability(scores, [numbers[char] for char in read.text])
        together = math.exp(np.logaddexp.reduce(logs) - given) * read.probability
        return replace(read, text=large, probability=min(1.0, together))

    def _date(self, field: Field) -> Reading:
        groups = [cell_line(self._page, (run,)) for run in field.cells]
        era = read_choice(self._page, field) if field.options else None
        whole = cell_line(self._page, field.cells)
        if whole.line is None:
            if era and (era.value or era.doubt):
                return _unusable(field, "", "年月日が書かれていません。")
            return _blank(field)
        counts = tuple(group.count for group in groups)
        if not all(counts):
            return _unusable(field, "", "年・月・日の一部が書かれていません。")
        if era and not era.value:
            return _unusable(field, "", era.doubt or "元号に印がありません。")
        named = next(e for e in Era if e.kanji == era.value) if era else _PRINTED_ERA
        read = self._decode_cells(
            whole, DIGITS, fits=lambda text: _day(named, text, counts) is not None
        )
        day = _day(named, read.text, counts)
        if day is None:
            return _unusable(field, read.text, "暦にない日付です。")
        reading = _judged(field, read, day.isoformat())
        if era and era.doubt and not reading.doubt:
            return replace(reading, doubt=era.doubt, confidence=era.confidence)
        return reading

    # Free text.

    def _free(self, field: Field) -> Reading:
        assert field.box is not None
        lines = free_lines(self._page, field.box, field.lines)
        if not lines:
            return _blank(field)
        read = [self._decode_line(line, charset_of(field)) for line in lines]
        text = "\u3000".join(part.text.strip() for part in read if part.text.strip())
        whole = _Text(
            text=text,
            probability=min(part.probability for part in read),
            kept=min(part.kept for part in read),
        )
        spaced = "\u3000".join(text.split())
        value = normalise_kana(spaced) if field.kind is FieldKind.KANA else spaced
        return _judged(field, whole, value)

    def _decode_line(self, free: FreeLine, charset: str) -> _Text:
        scores, kept = self._scores(free.line, charset)
        decoded = ctc.decode(scores, kept)
        text = self._text(decoded.labels, charset)
        # Beside a narrow digit every gap is wide; only names are parted.
        if free.gap is not None and not any(char.isdigit() for char in text):
            before = sum(frame < free.gap * len(scores) for frame in decoded.frames)
            if 0 < before < len(text):
                text = f"{text[:before]}\u3000{text[before:]}"
        return _Text(
            text=text,
            probability=decoded.probability,
            kept=decoded.kept,
        )

    def _scores(self, line: Line, charset: str) -> tuple[ctc.Scores, ctc.Scores]:
        (posteriors,) = self._recogniser.posteriors([line])
        return ctc.masked(posteriors, self._recogniser.classes_of(charset))

    def _text(self, labels: tuple[int, ...], charset: str) -> str:
        known = self._known(charset)
        return "".join(known[each] for each in labels)

    def _known(self, charset: str) -> list[str]:
        """Return the characters of a set that the model can output, by label."""
        classes = self._recogniser.classes_of(charset)
        return [self._recogniser.characters[each] for each in classes]


def _judged(field: Field, read: _Text, value: str) -> Reading:
    """Return the reading with what its confidence and its own checks say."""
    doubt: str | None = None
    if not value:
        doubt = _UNCLEAR
    elif read.kept < _LEAST_KEPT:
        doubt = _FOREIGN
    elif objection := first_objection(field.checks, value):
        doubt = objection
    elif read.probability < field.review_below:
        doubt = _UNCLEAR
    return Reading(
        field_id=field.id,
        text=read.text,
        value=value or None,
        confidence=round(read.probability, 4),
        doubt=doubt,
        candidates=(Candidate(text=read.text, probability=round(read.probability, 4)),),
    )


def _trusting_check_digit(field: Field, read: _Text) -> _Text:
    """Return the reading as sure as its check digit makes it (Bayes).

    A wrong number passes one time in eleven at most.
    """
    if not _CHECK_DIGITS.intersection(field.checks):
        return read
    if first_objection(field.checks, read.text):
        return read
    right, wrong = read.probability, (1 - read.probability) * _WRONG_PASSES
    return replace(read, probability=right / (right + wrong) if right else 0.0)


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


def _day(era: Era, text: str, counts: tuple[int, ...]) -> dt.date | None:
    """Return the day that digits of year, month and day make, or None."""
    if len(text) != sum(counts):
        return None
    year, month, _ = counts
    try:
        return from_era(
            era,
            int(text[:year]),
            int(text[year : year + month]),
            int(text[year + month :]),
        )
    except ValueError:
        return None


def _has_hole(written: tuple[bool, ...]) -> bool:
    used = [place for place, here in enumerate(written) if here]
    return used[-1] - used[0] + 1 != len(used)


def _with_gaps(text: str, written: tuple[bool, ...]) -> str:
    """Put a space where a cell between two written ones was left empty."""
    if len(text) != sum(written):
        return text
    out: list[str] = []
    characters = iter(text)
    for here in written:
        if here:
            out.append(next(characters))
        elif out and out[-1] != "\u3000":
            out.append("\u3000")
    return "".join(out).rstrip("\u3000")

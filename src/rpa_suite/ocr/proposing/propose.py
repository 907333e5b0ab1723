"""From a blank form to proposed fields: the order of the steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rpa_suite.errors import PageError
from rpa_suite.model.forms import Box, around
from rpa_suite.ocr.ink import evened
from rpa_suite.ocr.proposing.blanks import find_blanks, rows_of_cells
from rpa_suite.ocr.proposing.captions import captions_of, take_headings
from rpa_suite.ocr.proposing.found import Found, find_fields
from rpa_suite.ocr.proposing.proposal import Proposed, propose_entries
from rpa_suite.ocr.proposing.rows import FoundTable, find_tables
from rpa_suite.ocr.proposing.ruling import find_ruling
from rpa_suite.ocr.proposing.sheet import DOTS_PER_MM, Sheet, load_sheets, without
from rpa_suite.ocr.proposing.turning import upright
from rpa_suite.ocr.proposing.words import Word, read_words, words_of
from rpa_suite.ocr.recogniser import Recogniser

_FEWEST_BLANKS = 2
_TITLE_SHARE = 0.2  # of the page's height
_ROUND_QR_MM = 1.0
_LETTER_MM = 8.0

OnPage = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What was found on a blank form.

    Attributes:
        title: The largest words near the top of the first page.
        entries: Fields and tables in reading order.
        sheets: The pages as they were looked at.
    """

    title: str
    entries: tuple[Proposed, ...]
    sheets: tuple[Sheet, ...]

    @property
    def sure_of_its_words(self) -> bool:
        """Whether all labels are the file's own text, none read from pixels."""
        return all(sheet.letters is not None for sheet in self.sheets)


def propose(
    path: Path,
    recogniser: Callable[[], Recogniser],
    *,
    on_page: OnPage = lambda number, total: None,
) -> Proposal:
    """Find fields on the blank form in ``path``.

    Args:
        path: PDF, TIFF, JPEG or PNG.
        recogniser: Gives the reader of words; asked only where a page has no text.
        on_page: Called after each page with its number and how many there are.

    Raises:
        PageError: The file cannot be opened, or nothing on it is a form.
    """
    sheets = [upright(sheet, recogniser) for sheet in load_sheets(path)]
    found: list[Found | FoundTable] = []
    title = ""
    for sheet in sheets:
        on_sheet, words = _fields_on(sheet, recogniser)
        found += find_tables(on_sheet)
        title = title or _title(words, sheet)
        on_page(sheet.number, len(sheets))
    if sum(
        len(each.columns) if isinstance(each, FoundTable) else 1 for each in found
    ) < (_FEWEST_BLANKS):
        raise PageError(
            f"「{path.name}」に記入欄が見つかりません。"
            "罫線や枠のある、記入前の帳票を指定してください。"
            "写真ではなく、スキャンか PDF を使ってください。"
        )
    return Proposal(
        title=title or path.stem,
        entries=tuple(propose_entries(found)),
        sheets=tuple(sheets),
    )


def _fields_on(
    sheet: Sheet, recogniser: Callable[[], Recogniser]
) -> tuple[list[Found], list[Word]]:
    if sheet.qr:
        sheet = without(sheet, sheet.qr[0].grown(_ROUND_QR_MM))
    for box in sheet.marks.values():
        sheet = without(sheet, box.grown(_ROUND_QR_MM))
    grey = evened(sheet.image, DOTS_PER_MM)
    ruling = find_ruling(grey, DOTS_PER_MM)
    if not ruling.faces:
        return [], []
    words = (
        words_of(sheet.letters)
        if sheet.letters is not None
        else read_words(grey, ruling.print_, DOTS_PER_MM, recogniser().stock)
    )
    headings, others = take_headings(words, ruling.faces)
    captions = captions_of(_inside(others, ruling.faces, ruling.regions), ruling.faces)
    blanks = find_blanks(ruling.faces, captions, words, ruling.dashed, sheet.size_mm)
    return find_fields(blanks, captions, headings, sheet.number), words


def _inside(
    words: Sequence[Word], faces: Sequence[Box], regions: Sequence[Box]
) -> list[Word]:
    """Leave out what is printed above and below the form: title, hints, footnotes.

    The line of a date or number whose cells stand above all frames is of the form.
    """
    frames = [*faces, *regions]
    # A 口 of the title is closed as well.
    large = [f for f in frames if f.width > _LETTER_MM] or frames
    levels = [box.grown(1.0) for box in (around(large), *rows_of_cells(faces))]
    return [w for w in words if any(b.top < w.middle[1] < b.bottom for b in levels)]


def _title(words: Sequence[Word], sheet: Sheet) -> str:
    top = [w for w in words if w.middle[1] < _TITLE_SHARE * sheet.size_mm[1]]
    if not top:
        return ""
    largest = max(word.size for word in top)
    line = [word for word in top if word.size > 0.85 * largest]
    return "　".join(w.text for w in sorted(line, key=lambda each: each.box.left))

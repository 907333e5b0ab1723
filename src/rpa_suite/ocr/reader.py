"""Read a whole file: pages to forms, one form at a time."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rpa_suite.errors import FormMismatch, PageError, SuiteError
from rpa_suite.model.forms import FilledForm, FormTemplate
from rpa_suite.ocr.flatten import FlatPage
from rpa_suite.ocr.identify import Placed, place
from rpa_suite.ocr.pages import is_blank, load_pages
from rpa_suite.ocr.read_form import read_form
from rpa_suite.ocr.recogniser import Recogniser

OnPage = Callable[[int, int | None], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormResult:
    """One form of a file, read or refused.

    Attributes:
        flats: Template page to flattened page.
        error: Why it could not be read; ``form`` is None then.
        page_numbers: Pages of the file that belong to it.
    """

    form: FilledForm | None
    flats: Mapping[int, FlatPage] = field(default_factory=dict)
    error: SuiteError | None = None
    page_numbers: tuple[int, ...] = ()


def read_file(
    path: Path,
    templates: Mapping[str, FormTemplate],
    recogniser: Recogniser,
    *,
    today: dt.date,
    on_page: OnPage = lambda number, total: None,
) -> Iterator[FormResult]:
    """Yield the forms of a file; a page that fits nothing does not stop the others.

    Pages of a form that has several follow each other. Blank pages, as duplex scanning
    leaves them, are passed over.

    Raises:
        PageError: The file cannot be read, or all of its pages are blank.
    """
    gathered: dict[int, Placed] = {}
    only_blanks = True
    numbers: list[int] = []
    for page in load_pages(path):
        if is_blank(page):
            on_page(page.number, page.total)
            continue
        only_blanks = False
        try:
            placed = place(page, templates)
        except FormMismatch as error:
            on_page(page.number, page.total)
            yield FormResult(form=None, error=error, page_numbers=(page.number,))
            continue
        if gathered and not _belongs(placed, gathered):
            yield _incomplete(gathered, numbers)
            gathered, numbers = {}, []
        gathered[placed.page_number] = placed
        numbers.append(page.number)
        if len(gathered) == placed.template.pages:
            flats = {number: each.flat for number, each in gathered.items()}
            form = read_form(
                flats,
                placed.template,
                recogniser,
                today=today,
                source_pages=tuple(numbers),
            )
            yield FormResult(form=form, flats=flats, page_numbers=tuple(numbers))
            gathered, numbers = {}, []
        on_page(page.number, page.total)
    if gathered:
        yield _incomplete(gathered, numbers)
    if only_blanks:
        raise PageError(
            f"「{path.name}」は白紙のページだけです。"
            "紙の裏表と、原稿の向きを確かめて、スキャンし直してください。"
        )


def _belongs(placed: Placed, gathered: Mapping[int, Placed]) -> bool:
    first = next(iter(gathered.values()))
    return (
        placed.template.id == first.template.id and placed.page_number not in gathered
    )


def _incomplete(gathered: Mapping[int, Placed], numbers: list[int]) -> FormResult:
    template = next(iter(gathered.values())).template
    missing = "、".join(
        str(number) for number in range(1, template.pages + 1) if number not in gathered
    )
    return FormResult(
        form=None,
        flats={number: each.flat for number, each in gathered.items()},
        error=FormMismatch(
            f"「{template.title}」の {missing} ページ目がありません。"
            "全部のページを続けてスキャンし直してください。"
        ),
        page_numbers=tuple(numbers),
    )

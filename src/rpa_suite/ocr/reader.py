"""Read a whole file: pages to forms, one form at a time."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rpa_suite.errors import FormMismatch, PageError, SuiteError
from rpa_suite.model.forms import FilledForm, FormTemplate
from rpa_suite.ocr import heap
from rpa_suite.ocr.flatten import FlatPage, flatten
from rpa_suite.ocr.grouping import Group, Slot, group_run
from rpa_suite.ocr.identify import Placed, place
from rpa_suite.ocr.pages import Page, is_blank, load_pages
from rpa_suite.ocr.read_form import read_form
from rpa_suite.ocr.recogniser import Recogniser
from rpa_suite.ocr.same_paper import SeenPapers

OnPage = Callable[[int, int | None], None]
_MIXED = (
    "前後のページの順が乱れているか、欠けています。"
    "どのページも同じ人のものか、原票と見比べてください。"
)
_TWICE = (
    "{page} ページ目と同じ紙のようです。二度スキャンしていないか確かめ、"
    "同じものなら取り下げてください。"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FormResult:
    """One form of a file, read or refused.

    Attributes:
        flats: Template page to flattened page.
        error: Why it could not be read; ``form`` is None then.
        page_numbers: Pages of the file that belong to it.
        template_id: Which form it is, where that is known.
        scans: Page of the file to its RGB pixels, where it was refused.
    """

    form: FilledForm | None
    flats: Mapping[int, FlatPage] = field(default_factory=dict)
    error: SuiteError | None = None
    page_numbers: tuple[int, ...] = ()
    template_id: str = ""
    scans: Mapping[int, NDArray[np.uint8]] = field(default_factory=dict)


def read_file(
    path: Path,
    templates: Mapping[str, FormTemplate],
    recogniser: Recogniser,
    *,
    today: dt.date,
    on_page: OnPage = lambda number, total: None,
) -> Iterator[FormResult]:
    """Yield the forms of a file; a page that fits nothing does not stop the others.

    Pages of a form that has several lie beside each other, in whatever order. Blank
    pages, as duplex scanning leaves them, are passed over. Few pages are held at a
    time, however long the file.

    Raises:
        PageError: The file cannot be read, or all of its pages are blank.
    """
    heap.share()
    reading = _Reading(path, templates, recogniser, today)
    only_blanks = True
    for page, placed in _placed_ahead(path, templates):
        if placed is not None:
            only_blanks = False
            if isinstance(placed, FormMismatch):
                yield from reading.end_run()
                yield _refused([page], placed)
            else:
                yield from reading.take(page, placed)
        on_page(page.number, page.total)
        heap.page_was_read()
    yield from reading.end_run()
    if only_blanks:
        raise PageError(
            f"「{path.name}」は白紙のページだけです。"
            "紙の裏表と、原稿の向きを確かめて、スキャンし直してください。"
        )


def _placed_ahead(
    path: Path, templates: Mapping[str, FormTemplate]
) -> Iterator[tuple[Page, Placed | FormMismatch | None]]:
    """Yield each page of a file and where it belongs; None for a blank one.

    The next page is laid straight while the one before is read.
    """
    pages = load_pages(path)

    def look() -> tuple[Page, Placed | FormMismatch | None] | None:
        page = next(pages, None)
        if page is None:
            return None
        try:
            return page, place(page, templates)
        except FormMismatch as error:
            return page, None if is_blank(page) else error

    with ThreadPoolExecutor(1) as ahead:
        waiting = ahead.submit(look)
        while found := waiting.result():
            waiting = ahead.submit(look)
            yield found


def read_as(
    pages: Sequence[Page],
    template: FormTemplate,
    recogniser: Recogniser,
    *,
    today: dt.date,
) -> FormResult:
    """Return the form that these pages make, whatever their QR says.

    A person has said so; each page is laid onto the template's page that it fits best.
    """
    flats: dict[int, FlatPage] = {}
    numbers = []
    try:
        for page in pages:
            number, flat = _best_fit(page, template, taken=flats)
            flats[number] = flat
            numbers.append(page.number)
    except FormMismatch as error:
        return _refused(list(pages), error, template.id)
    if len(flats) < template.pages:
        lost = sorted(set(range(1, template.pages + 1)) - set(flats))
        return _refused(list(pages), _incomplete(template, lost), template.id)
    form = read_form(
        flats, template, recogniser, today=today, source_pages=tuple(numbers)
    )
    return FormResult(form=form, flats=flats, page_numbers=tuple(numbers))


def _best_fit(
    page: Page, template: FormTemplate, *, taken: Mapping[int, FlatPage]
) -> tuple[int, FlatPage]:
    problem = FormMismatch(
        f"「{template.title}」のページより多くのページが選ばれています。"
        f"この帳票は {template.pages} ページです。"
    )
    found: dict[int, FlatPage] = {}
    for number in range(1, template.pages + 1):
        if number not in taken:
            try:
                found[number] = flatten(page, template, page_number=number)
            except FormMismatch as error:
                problem = error
    if not found:
        raise problem
    return max(found.items(), key=lambda each: each[1].found)


class _Reading:
    """The pages of one file that still wait for others of their form."""

    def __init__(
        self,
        path: Path,
        templates: Mapping[str, FormTemplate],
        recogniser: Recogniser,
        today: dt.date,
    ) -> None:
        self._path = path
        self._templates = templates
        self._recogniser = recogniser
        self._today = today
        # A form whose pages come in their order is read at once. Where they do not,
        # the rest of the run is only noted, and its pages are loaded again at its end.
        self._waiting: list[tuple[Page, Placed]] = []
        self._noted: list[Slot] = []
        self._seen = SeenPapers()

    def take(self, page: Page, placed: Placed) -> Iterator[FormResult]:
        """Take the next page of the file; yield what is whole by now."""
        template = placed.template
        if self._run_of not in ("", template.id):
            yield from self.end_run()
        if self._noted or placed.page_number != len(self._waiting) + 1:
            self._noted += [_slot(*each) for each in self._waiting]
            self._waiting = []
            self._noted.append(_slot(page, placed))
            return
        self._waiting.append((page, placed))
        if len(self._waiting) == template.pages:
            whole, self._waiting = self._waiting, []
            flats = {each.page_number: each.flat for _, each in whole}
            yield self._read(template, flats, tuple(p.number for p, _ in whole))

    def end_run(self) -> Iterator[FormResult]:
        """Yield what is left: no page that comes later belongs to it."""
        slots = self._noted or [_slot(*each) for each in self._waiting]
        self._noted, self._waiting = [], []
        if not slots:
            return
        template = self._templates[slots[0].template_id]
        for group in group_run(slots, template.pages):
            yield self._read_noted(template, group)

    @property
    def _run_of(self) -> str:
        if self._noted:
            return self._noted[0].template_id
        return self._waiting[0][1].template.id if self._waiting else ""

    def _read_noted(self, template: FormTemplate, group: Group) -> FormResult:
        numbers = tuple(slot.number for slot in group.slots)
        pages = list(load_pages(self._path, numbers))
        if group.missing:
            return _refused(pages, _incomplete(template, group.missing), template.id)
        flats = {
            slot.page: flatten(page, template, page_number=slot.page)
            for slot, page in zip(group.slots, pages, strict=True)
        }
        result = self._read(template, flats, numbers)
        if group.is_plain or result.form is None:
            return result
        form = _with_looks(result.form, template, dict.fromkeys(flats, _MIXED))
        return replace(result, form=form)

    def _read(
        self,
        template: FormTemplate,
        flats: Mapping[int, FlatPage],
        numbers: tuple[int, ...],
    ) -> FormResult:
        form = read_form(
            flats,
            template,
            self._recogniser,
            today=self._today,
            source_pages=numbers,
        )
        twins = {
            page: _TWICE.format(page=twin)
            for (page, flat), number in zip(flats.items(), numbers, strict=True)
            if (twin := self._seen.page_of_twin(flat, template, page, number=number))
        }
        form = _with_looks(form, template, twins)
        return FormResult(
            form=form, flats=flats, page_numbers=numbers, template_id=template.id
        )


def _slot(page: Page, placed: Placed) -> Slot:
    return Slot(
        number=page.number, template_id=placed.template.id, page=placed.page_number
    )


def _with_looks(
    form: FilledForm, template: FormTemplate, said: Mapping[int, str]
) -> FilledForm:
    """Doubt the first written field of pages: a person then looks at the whole page.

    Args:
        form: What was read.
        template: Its form.
        said: Template page to the reason.
    """
    page_of = {each.id: each.page for each in template.fields}
    left = dict(said)
    readings = []
    for reading in form.readings:
        if reading.value or reading.doubt:
            doubt = left.pop(page_of[reading.field_id], None) or reading.doubt
            reading = replace(reading, doubt=doubt)
        readings.append(reading)
    return replace(form, readings=tuple(readings))


def _incomplete(template: FormTemplate, missing: Sequence[int]) -> FormMismatch:
    lost = "、".join(str(number) for number in missing)
    return FormMismatch(
        f"「{template.title}」の {lost} ページ目がありません。"
        "全部のページを続けてスキャンし直してください。"
    )


def _refused(pages: list[Page], error: SuiteError, template_id: str = "") -> FormResult:
    return FormResult(
        form=None,
        error=error,
        page_numbers=tuple(page.number for page in pages),
        template_id=template_id,
        scans={page.number: page.image for page in pages},
    )

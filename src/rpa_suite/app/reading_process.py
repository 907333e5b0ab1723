"""Reads scans in a process of their own, so that no window waits and no leak lasts.

The models are loaded once; the process is replaced after ``RECYCLE_AFTER`` forms
because the inference runtime's memory grows over tens of thousands of pages
(OCR.md, complaint 4).
"""

import multiprocessing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING

from rpa_suite.errors import FormMismatch, InputError, PageError, SetupError, SuiteError
from rpa_suite.model.forms import FilledForm, FormTemplate

if TYPE_CHECKING:  # the parent never loads the models
    import numpy as np
    from numpy.typing import NDArray

    from rpa_suite.ocr.reader import FormResult
    from rpa_suite.ocr.recogniser import Recogniser
    from rpa_suite.store import Store

RECYCLE_AFTER = 500
OnPage = Callable[[int, int | None], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class ScannedForm:
    """One form of a scan: its readings, or why there are none.

    Attributes:
        number: Position in the file, from 1.
        pages: Template page to JPEG bytes of the page laid onto the template.
        problem: Japanese sentence when the form could not be read.
        template_id: Which form it is, where that is known.
        scans: Page of the file to its JPEG as scanned, where it could not be read.
    """

    number: int
    form: FilledForm | None
    pages: dict[int, bytes] = field(default_factory=dict)
    problem: str = ""
    template_id: str = ""
    scans: dict[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnKnowledge:
    """What the office's own papers and register say.

    Attributes:
        heads: What was learned of the writing on its papers; empty for nothing.
        names: Of its register, counted; empty for none.
    """

    heads: bytes = b""
    names: bytes = b""

    @classmethod
    def of(cls, store: "Store") -> "OwnKnowledge":
        """Return what is kept by now."""
        return cls(store.learning.current_content(), store.name_counts.content())


@dataclass(frozen=True, slots=True)
class _Order:
    path: Path
    form_id: str | None
    today: date
    own: OwnKnowledge


@dataclass(frozen=True, slots=True)
class _Question:
    """Which form is the first written page of this file?"""

    path: Path


@dataclass(frozen=True, slots=True)
class _Answer:
    template_id: str


@dataclass(frozen=True, slots=True)
class _PagesOrder:
    """These pages are one form, a person says: JPEGs by their number in the file."""

    pages: Mapping[int, bytes]
    template_id: str
    today: date
    own: OwnKnowledge


@dataclass(frozen=True, slots=True)
class _PageRead:
    number: int
    total: int | None


@dataclass(frozen=True, slots=True)
class _Failed:
    kind: str
    message: str


class _End:
    """The file is read to its end."""


_KINDS: dict[str, type[SuiteError]] = {
    kind.__name__: kind for kind in (PageError, FormMismatch, InputError, SetupError)
}


class ReadingProcess:
    """A worker that reads one file at a time; use as a context manager.

    Args:
        templates_dir: Forms that it knows.
        threads: How many lines it reads at a time.
        own: Asked before each file what the office itself knows by then.
    """

    def __init__(
        self,
        templates_dir: Path,
        *,
        threads: int = 2,
        own: Callable[[], OwnKnowledge] = OwnKnowledge,
    ) -> None:
        self._templates_dir = templates_dir
        self._threads = threads
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._forms = 0
        self._own = own

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self,
        path: Path,
        *,
        form_id: str | None,
        today: date,
        on_page: OnPage = lambda number, total: None,
    ) -> Iterator[ScannedForm]:
        """Read the forms of ``path`` one after another.

        Args:
            path: PDF, TIFF, JPEG or PNG.
            form_id: Accept only this form, in any edition; None takes any known one.
            today: Reference date for the rules that need one.
            on_page: Called after each page with its number and the total if known.

        Raises:
            PageError: The file cannot be read, or the reading process died.
            SetupError: The models are missing.
        """
        order = _Order(path, form_id, today, self._own())
        yield from self._answers(order, path.name, on_page)

    def read_as(
        self, pages: Mapping[int, bytes], *, template_id: str, today: date
    ) -> ScannedForm:
        """Read pages that a person says make one form.

        Args:
            pages: Number in their file to JPEG.
            template_id: Which form.
            today: Reference date for the rules that need one.

        Raises:
            PageError: The reading process died.
        """
        order = _PagesOrder(pages, template_id, today, self._own())
        (scanned,) = self._answers(order, "選んだページ", lambda number, total: None)
        return scanned

    def _answers(
        self, order: "_Order | _PagesOrder", name: str, on_page: OnPage
    ) -> Iterator[ScannedForm]:
        if self._forms >= RECYCLE_AFTER:
            self.close()
        finished = False
        try:
            connection = self._start()
            connection.send(order)
            while True:
                message = connection.recv()
                if isinstance(message, _End):
                    finished = True
                    return
                if isinstance(message, _Failed):
                    finished = True
                    raise _KINDS.get(message.kind, SuiteError)(message.message)
                if isinstance(message, _PageRead):
                    on_page(message.number, message.total)
                else:
                    self._forms += 1
                    yield message
        except (EOFError, OSError) as error:
            raise _died(name) from error
        finally:
            if not finished:  # broken, or the caller cancelled half-way
                self.close()

    def identify(self, path: Path) -> str:
        """Return the id of the form on the first written page; nothing is read.

        Raises:
            PageError: The file cannot be read, or the reading process died.
            FormMismatch: It is no known form.
        """
        try:
            connection = self._start()
            connection.send(_Question(path))
            answer = connection.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise _died(path.name) from error
        if isinstance(answer, _Failed):
            raise _KINDS.get(answer.kind, SuiteError)(answer.message)
        assert isinstance(answer, _Answer)
        return answer.template_id

    def close(self) -> None:
        """End the process; a cancelled file leaves nothing behind."""
        if self._connection:
            self._connection.close()
        if self._process:
            self._process.terminate()
            self._process.join(timeout=5)
        self._process = self._connection = None
        self._forms = 0

    def _start(self) -> Connection:
        if self._process and self._process.is_alive() and self._connection:
            return self._connection
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(theirs, self._templates_dir, self._threads),
            daemon=True,
            name="rpa-suite-reading",
        )
        process.start()
        theirs.close()
        self._process, self._connection = process, ours
        return ours


def _died(name: str) -> PageError:
    return PageError(
        f"「{name}」の読み取り中に読取処理が止まりました。"
        "もう一度取り込んでください。続くときは情報担当へ連絡してください。"
    )


def _serve(connection: Connection, templates_dir: Path, threads: int) -> None:
    """Run in the child: load the models once, then answer orders until hung up."""
    from rpa_suite.ocr.heads import unpacked
    from rpa_suite.ocr.models import find_models
    from rpa_suite.ocr.name_lists import name_lists
    from rpa_suite.ocr.recogniser import Recogniser
    from rpa_suite.ocr.templates import usable_templates

    recogniser: Recogniser | None = None
    while True:
        try:
            order: _Order | _PagesOrder | _Question = connection.recv()
        except (EOFError, OSError):
            return
        try:
            templates, _ = usable_templates(templates_dir)
            if isinstance(order, _Question):
                connection.send(_Answer(_first_form(order.path, templates)))
                continue
            recogniser = recogniser or Recogniser(find_models(), threads=threads)
            recogniser.heads = unpacked(order.own.heads, net=find_models().of_hands)
            recogniser.names = name_lists(order.own.names)
            if isinstance(order, _PagesOrder):
                template = templates[order.template_id]
                connection.send(_read_as(order, template, recogniser))
            else:
                wanted = {
                    each.id: each
                    for each in templates.values()
                    if order.form_id in (None, each.form_id)
                }
                _read(connection, order, wanted, recogniser)
        except SuiteError as error:
            connection.send(_Failed(type(error).__name__, str(error)))
        else:
            connection.send(_End())


def _first_form(path: Path, templates: Mapping[str, FormTemplate]) -> str:
    from rpa_suite.ocr.identify import place
    from rpa_suite.ocr.pages import is_blank, load_pages

    for page in load_pages(path):
        if not is_blank(page):
            return place(page, templates).template.form_id
    raise FormMismatch(f"「{path.name}」は白紙のページだけです。")


def _read(
    connection: Connection,
    order: _Order,
    templates: Mapping[str, FormTemplate],
    recogniser: "Recogniser",
) -> None:
    from rpa_suite.ocr.reader import read_file

    results = read_file(
        order.path,
        templates,
        recogniser,
        today=order.today,
        on_page=lambda number, total: connection.send(_PageRead(number, total)),
    )
    for number, result in enumerate(results, start=1):
        connection.send(_scanned(number, result))


def _read_as(
    order: _PagesOrder, template: FormTemplate, recogniser: "Recogniser"
) -> ScannedForm:
    import io

    import numpy as np
    from PIL import Image

    from rpa_suite.ocr.pages import Page, guessed_dpi
    from rpa_suite.ocr.reader import read_as

    pages = []
    for number, jpeg in order.pages.items():
        image = np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"))
        dpi = guessed_dpi(image.shape[1], image.shape[0])
        pages.append(Page(number=number, image=image, dpi=dpi, total=len(order.pages)))
    return _scanned(1, read_as(pages, template, recogniser, today=order.today))


def _scanned(number: int, result: "FormResult") -> ScannedForm:
    return ScannedForm(
        number=number,
        form=result.form,
        pages={page: _jpeg(flat.image) for page, flat in result.flats.items()},
        problem=str(result.error) if result.error else "",
        template_id=result.template_id,
        scans={page: _jpeg(image) for page, image in result.scans.items()},
    )


def _jpeg(image: "NDArray[np.uint8]") -> bytes:
    import cv2

    packed = cv2.imencode(
        ".jpg",
        cv2.cvtColor(image, cv2.COLOR_RGB2BGR),
        [cv2.IMWRITE_JPEG_QUALITY, 88],
    )[1]
    return packed.tobytes()

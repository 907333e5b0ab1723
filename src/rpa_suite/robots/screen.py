"""A screen of a business system as a clerk sees it: labels, buttons, messages.

Nothing is found by id, position or coordinate: labels of old systems stand in table
cells without any link to their field, ids change from one page to the next.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import reduce
from typing import Any

from playwright.sync_api import Error, Locator

from rpa_suite.errors import Rejected, SiteTrouble
from rpa_suite.jp.eras import to_era
from rpa_suite.robots.approved_screens import Layout, layout_of
from rpa_suite.robots.comparing import LABEL_NOISE, clean_label, plain, same
from rpa_suite.robots.messages import codes_in, error_for
from rpa_suite.robots.page_scripts import (
    ARRIVED,
    CHOOSE,
    KIND,
    LEAVE,
    PUT,
    READ_ALL,
    READ_FIELDS,
    READ_MESSAGES,
    READ_SHOWN,
    READ_TABLES,
    TYPE,
    TYPE_DATE,
)
from rpa_suite.robots.session import Session

_MESSAGE = re.compile(r"(?<![A-Za-z0-9])[EW]\d{4}(?!\d)")
_BUSY = '[aria-busy="true"]:visible'
_CONTROL = (
    "xpath=.//input[not(@type='hidden' or @type='button' or @type='submit')]"
    " | .//select | .//textarea"
)
_COUNT = re.compile(r"(?<!\d)(\d{1,3}(?:,\d{3})*|\d+)件")
# Lost characters: what a system writes for a glyph that it cannot store.
_LOST = re.compile("[〓\ufffd]")


class ReadBackDiffers(Rejected):
    """The screen shows something else than was typed; nothing was registered."""

    def __init__(self, label: str, *, lost: bool = False) -> None:
        what = (
            "使えない文字(〓)に変わりました"
            if lost
            else "入力した値と画面の値が一致しません"
        )
        super().__init__(
            f"項目「{label}」: {what}。登録せずに止めました。"
            "画面で入力できる値か確かめてください。",
            code="READ_BACK",
        )
        self.label = label


class Screen:
    """Everything inside one window, frame, section or table row."""

    def __init__(
        self,
        session: Session,
        root: Locator | None = None,
        document: Locator | None = None,
    ) -> None:
        self._session = session
        self._document = document or session.page.locator("html")
        self._root = root or self._document.locator("body")

    # Narrowing down.

    def frame(self, name: str) -> "Screen":
        """Return the frame with this name."""
        inner = self._document.frame_locator(_frame(name))
        return Screen(self._session, document=inner.locator("html"))

    def has_frame(self, name: str) -> bool:
        """True when a frame with this name lies here."""
        return self._document.locator(_frame(name)).count() > 0

    def section(self, title: str) -> "Screen":
        """Return the fieldset, section or table that carries this title."""
        own = "*[self::legend or self::caption or self::h2 or self::h3 or self::h4]"
        return self._inside(
            "xpath=.//*[self::fieldset or self::section or self::table]"
            f"[{own}[{_is(title)}]]"
        )

    def row(self, *texts: str) -> "Screen":
        """Return the one table row that has a cell for each of these texts."""
        cells = "".join(f"[*[{_is(text)}]]" for text in texts)
        return self._inside(f"xpath=.//tr{cells}")

    def _inside(self, selector: str) -> "Screen":
        return Screen(self._session, self._root.locator(selector), self._document)

    # Saying and waiting.

    def step(self, text: str) -> None:
        """Tell the clerk what is being done: 宛名を検索."""
        self._session.beat()
        self._session.on_step(text)

    def expect_heading(self, *titles: str, accept: Collection[str] = ()) -> str:
        """Wait until the screen of this title, or of one of these, is there.

        Returns:
            Its title.

        Raises:
            SuiteError: Messages stand on the screen that are not in ``accept``.
            SiteTrouble: It does not come in time.
        """
        self._session.beat()
        if there := self._arrived(titles, accept):
            return there
        headings = {
            title: self._heading(title).filter(visible=True) for title in titles
        }
        any_heading = reduce(Locator.or_, headings.values())
        message = self._root.get_by_text(_MESSAGE).filter(visible=True)
        any_heading.or_(message).first.wait_for()
        self.check_messages(accept=accept)
        if not any_heading.first.is_visible():
            # An accepted message stood there first.
            any_heading.first.wait_for()
            self.check_messages(accept=accept)
        return next(t for t in titles if headings[t].first.is_visible())

    def _arrived(self, titles: Sequence[str], accept: Collection[str]) -> str:
        """Return in one message which screen has come, or nothing."""
        for _ in range(2):
            # The screen before may go away while it is being asked.
            with suppress(Error):
                found = _asked(self._root, ARRIVED, list(titles))
                if found is None:
                    return ""
                text, is_covered, title = found
                self._heed(text, is_covered, accept)
                return str(title)
        return ""

    @contextmanager
    def replaced(self) -> Iterator[None]:
        """Wait at the end until the frame shows a new document.

        Where the next screen has the same title as this one, the title alone would be
        found on the old one, and what is typed there is lost.
        """
        _asked(self._document, "root => root.setAttribute('data-left', '')")
        yield
        fresh = self._document.locator("xpath=self::*[not(@data-left)]")
        fresh.wait_for(state="attached")

    def frames_or(self, heading: str, *, frame: str) -> bool:
        """Wait for the frames, or for a screen that stands before them.

        Returns:
            Whether it is the screen with this heading.

        Raises:
            SuiteError: Messages stand on the screen.
        """
        self._session.beat()
        # A document of frames has no body to look into.
        frames = self._document.locator(_frame(frame))
        title = self._heading(heading).filter(visible=True)
        message = self._root.get_by_text(_MESSAGE).filter(visible=True)
        frames.or_(title).or_(message).first.wait_for(state="attached")
        if frames.count():
            return False
        self.check_messages()
        return True

    def is_closed(self) -> bool:
        """True when this window is gone."""
        return self._root.page.is_closed()

    def has_heading(self, text: str) -> bool:
        """True when the screen of this title is shown now."""
        return self._heading(text).first.is_visible()

    def check_messages(self, *, accept: Collection[str] = ()) -> None:
        """Raise what the messages on the screen call for.

        Raises:
            SuiteError: See ``messages.py``; codes in ``accept`` are passed over.
        """
        self._session.beat()
        text, is_covered = _asked(self._root, READ_MESSAGES)
        self._heed(text, is_covered, accept)

    def _heed(self, text: str, is_covered: bool, accept: Collection[str]) -> None:
        error = error_for(code for code in codes_in(text) if code not in accept)
        if error:
            raise error
        if is_covered:
            raise Rejected(
                "業務システムが知らない画面を重ねて出したので止めました。"
                "画面を開いて確かめてください。",
                code="UNKNOWN_DIALOG",
            )

    def codes(self) -> list[str]:
        """Return the message codes shown."""
        return codes_in(self._root.inner_text())

    def settle(self) -> None:
        """Wait until the system has stopped recalculating."""
        self._document.locator(_BUSY).first.wait_for(state="hidden")

    # Typing.

    def type(self, label: str, value: str) -> None:
        """Type into the field and compare what stands there afterwards.

        Raises:
            ReadBackDiffers: The field shows another value.
        """
        self._session.beat()
        control = self._control(label)
        shown = _asked(control, TYPE, value)
        if shown is None:
            control.fill(value)
            shown = self._left(control)
        self._compare(label, value, shown[0])

    def type_date(self, label: str, day: date) -> None:
        """Fill 元号, 年, 月 and 日 that stand beside one label.

        Raises:
            ReadBackDiffers: The boxes show another day.
        """
        self._session.beat()
        era = to_era(day)
        cell = self._cell(label)
        parts = [str(era.year), str(era.month), str(era.day)]
        left = _asked(cell, TYPE_DATE, [era.era.kanji, *parts])
        if left is None:
            cell.locator("select").select_option(label=era.era.kanji)
            boxes = cell.locator("input:visible")
            for index, part in enumerate(parts):
                # Filling the next box leaves the one before.
                boxes.nth(index).fill(part)
            left = self._left(cell)
        shown_era, *shown = left
        if (
            not shown_era.strip().startswith(era.era.kanji)
            or [plain(text).lstrip("0") for text in shown] != parts
        ):
            raise ReadBackDiffers(label)

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a list, or the radio button beside it.

        Raises:
            ReadBackDiffers: Another option stands there afterwards.
        """
        self._session.beat()
        cell = self._cell(label)
        shown = _asked(cell, CHOOSE, option)
        if shown is not None:
            self._compare(label, option, shown[0])
            return
        chosen = cell.locator("select").or_(
            cell.get_by_role("radio", name=option, exact=True)
        )
        if _asked(chosen, "element => element.tagName") == "SELECT":
            chosen.select_option(label=option)
            self._compare(label, option, self._left(chosen)[0])
            return
        chosen.check()
        self.settle()
        if not chosen.is_checked():
            raise ReadBackDiffers(label)

    def put(self, label: str, value: str | int | date | bool) -> None:
        """Fill whatever stands beside a label: box, list, radio buttons, tick, date.

        Raises:
            ReadBackDiffers: The screen shows something else afterwards.
        """
        if isinstance(value, bool):
            self.tick(label, on=value)
            return
        if isinstance(value, date):
            self.type_date(label, value)
            return
        self._session.beat()
        text = str(value)
        cell = self._cell(label)
        shown = _asked(cell, PUT, text)
        if shown is not None:
            self._compare(label, text, shown[0])
        elif _asked(cell, KIND) in ("select-one", "radio"):
            self.choose(label, text)
        else:
            self.type(label, text)

    def tick(self, label: str, *, on: bool = True) -> None:
        """Tick or untick a box.

        Raises:
            ReadBackDiffers: The box does not keep the tick.
        """
        self._session.beat()
        box = self._root.get_by_role("checkbox", name=label, exact=True).or_(
            self._cell(label).get_by_role("checkbox")
        )
        box.set_checked(on)
        self.settle()
        if box.is_checked() is not on:
            raise ReadBackDiffers(label)

    def tick_warning(self, code: str) -> None:
        """Tick that a warning was seen, by its code.

        Raises:
            ReadBackDiffers: The box does not keep the tick.
        """
        self._session.beat()
        box = self._root.get_by_role("checkbox", name=re.compile(rf"^\s*{code}\b"))
        box.set_checked(True)
        if not box.is_checked():
            raise ReadBackDiffers(code)

    # Reading.

    def shown(self, label: str) -> str:
        """Return the text beside a label: of a cell, or of the field in it."""
        self._session.beat()
        text: str = _asked(
            self._cell(label),
            READ_SHOWN,
        )
        return text.strip()

    def text_after(self, word: str) -> str:
        """Return what follows a word in running text (画面版 1.0), or nothing."""
        self._session.beat()
        found = re.search(rf"{re.escape(word)}\s*(\S+)", self._root.inner_text())
        return found[1] if found else ""

    def has_text(self, text: str) -> bool:
        """True when a cell with exactly this text is shown now."""
        return self._root.get_by_text(text, exact=True).first.is_visible()

    def count_shown(self) -> int | None:
        """Return how many rows the system says it found (12件), if it says so."""
        self._session.beat()
        found = _COUNT.search(self._root.inner_text())
        return int(found[1].replace(",", "")) if found else None

    def all_shown(self) -> dict[str, str]:
        """Return every label and the text beside it, in one look."""
        self._session.beat()
        pairs: list[list[str]] = _asked(
            self._root,
            READ_ALL,
        )
        shown: dict[str, str] = {}
        for label, text in pairs:
            # A later table may repeat a label; the first one is the screen's own.
            shown.setdefault(clean_label(label), text)
        return shown

    def compare_all(self, expected: Mapping[str, str]) -> None:
        """Compare the texts beside labels with what the item says.

        Raises:
            ReadBackDiffers: A label is missing or shows another value.
        """
        shown = self.all_shown()
        for label, value in expected.items():
            self._compare(label, value, shown.get(clean_label(label), "\0"))

    def table(self, headers: Sequence[str]) -> list[dict[str, str]]:
        """Return the rows of the first table that has all these headers."""
        self._session.beat()
        rows: list[dict[str, str]] = self._root.locator("table").evaluate_all(
            READ_TABLES, list(headers)
        )
        return rows

    def layout(self) -> Layout:
        """Return what the screen asks for: its version and every field, with 欄.

        Only labels of fields that can be filled are taken: texts beside other texts
        may be a person's.
        """
        self._session.beat()
        fields: list[list[str]] = _asked(self._root, READ_FIELDS)
        return layout_of(self.text_after("画面版"), fields)

    # Pressing.

    def has_button(self, button: str) -> bool:
        """True when a button or link with these words is shown now."""
        return self._button(button).first.is_visible()

    def read_to_end(self, region: str) -> None:
        """Scroll a text that must be read before going on, where there is one."""
        for text in self._root.get_by_role("region", name=region, exact=True).all():
            text.evaluate("element => { element.scrollTop = element.scrollHeight; }")

    def press(self, button: str, *, confirm: str = "") -> None:
        """Press a button or link once.

        Args:
            button: Its words.
            confirm: Text of the dialog that must come and is answered OK; every other
                dialog is answered キャンセル and stops the item.

        Raises:
            SuiteError: What a dialog called for.
        """
        self._session.beat()
        if confirm:
            self._session.expect_dialog(confirm)
        self._button(button).click()
        answered = self._session.dialog_answered()
        self._session.beat()
        if not answered:
            raise SiteTrouble(
                "業務システムがいつもの確認を表示しませんでした。履歴を確かめます。",
                code="NO_DIALOG",
            )

    def press_opening(self, button: str) -> "Screen":
        """Press a button that opens a window; return that window."""
        self._session.beat()
        with self._root.page.expect_popup() as opened:
            self._button(button).click()
        self._session.beat()
        return Screen(self._session, document=opened.value.locator("html"))

    def press_downloading(self, button: str) -> bytes:
        """Press a button or link that gives a file; return what is in it."""
        self._session.beat()
        with self._root.page.expect_download() as downloading:
            self._button(button).click()
        content = downloading.value.path().read_bytes()
        self._session.beat()
        return content

    def press_closing(self, button: str) -> None:
        """Press a button that closes this window, and wait until it is gone."""
        self._session.beat()
        window = self._root.page
        with window.expect_event("close"):
            try:
                self._button(button).click()
            except Error:
                # The window often is gone before the click has come back.
                if not window.is_closed():
                    raise
        self._session.beat()

    # Finding.

    def _heading(self, text: str) -> Locator:
        return self._root.get_by_role("heading", name=text, exact=True).or_(
            self._root.get_by_text(text, exact=True)
        )

    def _button(self, name: str) -> Locator:
        return self._root.get_by_role("button", name=name, exact=True).or_(
            self._root.get_by_role("link", name=name, exact=True)
        )

    def _cell(self, label: str) -> Locator:
        """The cell to the right of the label's cell."""
        return self._root.locator(
            f"xpath=.//*[self::th or self::td or self::dt][{_is(label)}]"
            "/following-sibling::*[1]"
        )

    def _control(self, label: str) -> Locator:
        return self._root.get_by_label(label, exact=True).or_(
            self._cell(label).locator(_CONTROL)
        )

    def _left(self, place: Locator) -> list[str]:
        """Leave a field, let the system finish, and return what stands there then.

        Old systems convert width and look codes up when a field is left.
        """
        shown: list[str] = _asked(place, LEAVE)
        return shown

    def _compare(self, label: str, value: str, shown: str) -> None:
        if same(value, shown):
            return
        raise ReadBackDiffers(label, lost=bool(_LOST.search(shown)))


def _asked(place: Locator, script: str, argument: Any = None) -> Any:
    """Return what a script says of the one element that is there.

    ``evaluate`` needs three messages to the browser, this one.  Where there is no
    element yet, or more than one, ``evaluate`` waits or refuses.
    """
    found: list[Any] = place.evaluate_all(
        "async (all, argument) =>"
        f" all.length === 1 ? [await ({script})(all[0], argument)] : []",
        argument,
    )
    return found[0] if found else place.evaluate(script, argument)


def _frame(name: str) -> str:
    return f'frame[name="{name}"], iframe[name="{name}"]'


def _is(label: str) -> str:
    """Return the XPath condition that a node's text is ``label``, marks apart."""
    cleaned = clean_label(label)
    if "'" in cleaned:
        raise ValueError("labels with an apostrophe cannot be looked for")
    return f"translate(string(.), '{LABEL_NOISE}', '') = '{cleaned}'"

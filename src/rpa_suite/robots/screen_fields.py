"""The fields of a screen: typed into, left, read back; nothing is taken on trust."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from playwright.sync_api import Locator

from rpa_suite.errors import Rejected
from rpa_suite.jp.eras import to_era
from rpa_suite.robots.approved_screens import Layout, layout_of
from rpa_suite.robots.comparing import clean_label, plain, same
from rpa_suite.robots.page_scripts import (
    CHOOSE,
    KIND,
    LEAVE,
    PUT_ALL,
    READ_ALL,
    READ_LAYOUT,
    READ_LIST,
    READ_SECTIONS,
    READ_SHOWN,
    READ_TABLES,
    TYPE,
)
from rpa_suite.robots.screen_part import ScreenPart, beside, section_titled

_BUSY = '[aria-busy="true"]:visible'
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


# What can be put beside a label: text, a number, a day, a tick.
Value = str | int | date | bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPage:
    """One page of a list.

    Attributes:
        rows: Header to text.
        total: How many rows the system says there are, if it says so.
        ways: Which buttons turn the page.
    """

    rows: list[dict[str, str]]
    total: int | None
    ways: list[str]


class ScreenFields(ScreenPart):
    """What is typed and read."""

    # Typing.

    def type(self, label: str, value: str) -> None:
        """Type into the field and compare what stands there afterwards.

        Raises:
            ReadBackDiffers: The field shows another value.
        """
        control = self._control(label)
        self._about(label, control.locator)
        shown = self._ask(control, TYPE, value)
        if shown is None:
            control.locator.fill(value)
            shown = self._left(control.locator)
        self._compare(label, value, shown[0])

    def type_date(self, label: str, day: date) -> None:
        """Fill 元号, 年, 月 and 日 that stand beside one label, or its one box.

        Raises:
            ReadBackDiffers: Another day stands there afterwards.
        """
        self.put_all({label: day})

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a list, or the radio button beside it.

        Raises:
            ReadBackDiffers: Another option stands there afterwards.
        """
        cell = self._cell(label)
        self._about(label, cell.locator)
        shown = self._ask(cell, CHOOSE, option)
        if shown is not None:
            self._compare(label, option, shown[0])
            return
        chosen = cell.locator.locator("select").or_(
            cell.locator.get_by_role("radio", name=option, exact=True)
        )
        if chosen.evaluate("element => element.tagName") == "SELECT":
            chosen.select_option(label=option)
            self._compare(label, option, self._left(chosen)[0])
            return
        chosen.check()
        self.settle()
        if not chosen.is_checked():
            raise ReadBackDiffers(label)

    def put(self, label: str, value: Value) -> None:
        """Fill whatever stands beside a label: box, list, radio buttons, tick, date.

        Raises:
            ReadBackDiffers: The screen shows something else afterwards.
        """
        self.put_all({label: value})

    def put_all(self, values: Mapping[str, Value]) -> None:
        """Fill what stands beside labels, one after the other, and compare each.

        Raises:
            ReadBackDiffers: A field shows something else afterwards.
        """
        left = list(values.items())
        while left:
            label = left[0][0]
            self._about(label, self._cell(label).locator)
            # Whoever looks on sees one field after the other.
            together = left[:1] if self._session.on_act else left
            orders = [self._order(label, value) for label, value in together]
            for shown in self._ask(self._root, PUT_ALL, orders):
                label, value = left.pop(0)
                if shown is None:
                    self._put_step_by_step(label, value)
                else:
                    self._compare_left(label, value, shown)

    @staticmethod
    def _order(label: str, value: Value) -> list[object]:
        """Return where a value goes, what kind it is, and what is typed or chosen."""
        if isinstance(value, bool):
            return [beside(label), "tick", value]
        if isinstance(value, date):
            return [beside(label), "date", _date_parts(value)]
        return [beside(label), "text", str(value)]

    def _put_step_by_step(self, label: str, value: Value) -> None:
        """Let the driver do it: it waits for what comes late, or says what is wrong."""
        if isinstance(value, bool):
            self.tick(label, on=value)
            return
        cell = self._cell(label)
        if isinstance(value, date):
            whole, era, *parts = _date_parts(value)
            boxes = cell.locator.locator("input:visible")
            choice = cell.locator.locator("select")
            if self._counts(choice):
                choice.select_option(label=era)
                for index, part in enumerate(parts):
                    # Filling the next box leaves the one before.
                    boxes.nth(index).fill(part)
            else:
                boxes.fill(whole)
            self._compare_left(label, value, self._left(cell.locator))
        elif self._ask(cell, KIND) in ("select-one", "radio"):
            self.choose(label, str(value))
        else:
            self.type(label, str(value))

    def _compare_left(self, label: str, value: Value, shown: list[Any]) -> None:
        """Compare what a field shows after it was left."""
        if isinstance(value, bool):
            if shown != [value]:
                raise ReadBackDiffers(label)
        elif isinstance(value, date):
            whole, era, *parts = _date_parts(value)
            if len(shown) == 1:
                self._compare(label, whole, shown[0])
                return
            shown_era, *boxes = shown
            if (
                not shown_era.strip().startswith(era)
                or [plain(text).lstrip("0") for text in boxes] != parts
            ):
                raise ReadBackDiffers(label)
        else:
            self._compare(label, str(value), shown[0])

    def tick(self, label: str, *, on: bool = True) -> None:
        """Tick or untick a box.

        Raises:
            ReadBackDiffers: The box does not keep the tick.
        """
        box = self.place.get_by_role("checkbox", name=label, exact=True).or_(
            self._cell(label).locator.get_by_role("checkbox")
        )
        self._about(label, box)
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
        name = re.compile(rf"^\s*{code}\b")
        box = self.place.get_by_role("checkbox", name=name)
        box.set_checked(True)
        if not box.is_checked():
            raise ReadBackDiffers(code)

    def settle(self) -> None:
        """Wait until the system has stopped recalculating."""
        self._document.locator.locator(_BUSY).first.wait_for(state="hidden")

    def _left(self, place: Locator) -> list[str]:
        """Leave a field, let the system finish, and return what stands there then.

        Old systems convert width and look codes up when a field is left.
        """
        shown: list[str] | None = None
        while shown is None:
            with self._session.watchdog.asking():
                shown = place.evaluate(LEAVE)
            if shown is None:
                # It takes very long; the driver ends the wait, with what it means.
                self.settle()
        return shown

    # Reading.

    def shown(self, label: str) -> str:
        """Return the text beside a label: of a cell, or of the field in it."""
        self._session.beat()
        text: str = self._ask(self._cell(label), READ_SHOWN)
        return text.strip()

    def all_shown(self) -> dict[str, str]:
        """Return every label and the text beside it, in one look."""
        self._session.beat()
        return _by_label(self._ask(self._root, READ_ALL))

    def compare_all(self, expected: Mapping[str, str]) -> None:
        """Compare the texts beside labels with what the item says.

        Raises:
            ReadBackDiffers: A label is missing or shows another value.
        """
        self._compare_texts(expected, self.all_shown())

    def compare_sections(self, expected: Mapping[str, Mapping[str, str]]) -> None:
        """Compare the texts in several sections with what the item says, in one look.

        Raises:
            ReadBackDiffers: A label is missing or shows another value.
        """
        if not expected:
            return
        self._session.beat()
        paths = [section_titled(title) for title in expected]
        looked = self._ask(self._root, READ_SECTIONS, paths)
        for (title, texts), pairs in zip(expected.items(), looked, strict=True):
            if pairs is None:
                # Not there yet, or there twice: the driver waits, or refuses.
                self.section(title).compare_all(texts)
            else:
                self._compare_texts(texts, _by_label(pairs))

    def _compare_texts(
        self, expected: Mapping[str, str], shown: Mapping[str, str]
    ) -> None:
        for label, value in expected.items():
            self._compare(label, value, shown.get(clean_label(label), "\0"))

    def _compare(self, label: str, value: str, shown: str) -> None:
        if same(value, shown):
            return
        raise ReadBackDiffers(label, lost=bool(_LOST.search(shown)))

    def table(self, headers: Sequence[str]) -> list[dict[str, str]]:
        """Return the rows of the first table that has all these headers."""
        self._session.beat()
        found = self._ask_now(self._root, READ_TABLES, list(headers))
        rows: list[dict[str, str]] = found[0] if found else []
        return rows

    def has_text(self, text: str) -> bool:
        """True when a cell with exactly this text is shown now."""
        return self._sees(self.place.get_by_text(text, exact=True))

    def list_page(self, headers: Sequence[str], turning: Sequence[str]) -> ListPage:
        """Return the rows of a list that are shown now, and how it goes on.

        Args:
            headers: Columns of the list.
            turning: Words of the buttons that turn its pages.
        """
        self._session.beat()
        rows, text, ways = self._ask(
            self._root, READ_LIST, [list(headers), list(turning)]
        )
        return ListPage(rows=rows, total=_count_in(text), ways=ways)

    def layout(self) -> Layout:
        """Return what the screen asks for: its version and every field, with 欄.

        Only labels of fields that can be filled are taken: texts beside other texts
        may be a person's.
        """
        self._session.beat()
        text, fields = self._ask(self._root, READ_LAYOUT)
        return layout_of(_word_after("画面版", text), fields)


def _date_parts(day: date) -> list[str]:
    """Return the whole day, and era, year, month and day, as they go into boxes."""
    era = to_era(day)
    parts = [str(era.year), str(era.month), str(era.day)]
    return [day.isoformat(), era.era.kanji, *parts]


def _by_label(pairs: list[list[str]]) -> dict[str, str]:
    shown: dict[str, str] = {}
    for label, text in pairs:
        # A later table may repeat a label; the first one is the screen's own.
        shown.setdefault(clean_label(label), text)
    return shown


def _count_in(text: str) -> int | None:
    found = _COUNT.search(text)
    return int(found[1].replace(",", "")) if found else None


def _word_after(word: str, text: str) -> str:
    found = re.search(rf"{re.escape(word)}\s*(\S+)", text)
    return found[1] if found else ""

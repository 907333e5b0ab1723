"""The fields of a screen: typed into, left, read back; nothing is taken on trust."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from playwright.sync_api import Locator

from rpa_suite.errors import Rejected
from rpa_suite.jp.eras import to_era
from rpa_suite.robots.approved_screens import Layout, layout_of
from rpa_suite.robots.comparing import clean_label, plain, same
from rpa_suite.robots.page_scripts import (
    CHOOSE,
    KIND,
    LEAVE,
    PUT,
    READ_ALL,
    READ_FIELDS,
    READ_SHOWN,
    READ_TABLES,
    TYPE,
    TYPE_DATE,
)
from rpa_suite.robots.screen_part import ScreenPart, asked

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


class ScreenFields(ScreenPart):
    """What is typed and read."""

    # Typing.

    def type(self, label: str, value: str) -> None:
        """Type into the field and compare what stands there afterwards.

        Raises:
            ReadBackDiffers: The field shows another value.
        """
        control = self._about(label, self._control(label))
        shown = asked(control, TYPE, value)
        if shown is None:
            control.fill(value)
            shown = self._left(control)
        self._compare(label, value, shown[0])

    def type_date(self, label: str, day: date) -> None:
        """Fill 元号, 年, 月 and 日 that stand beside one label, or its one box.

        Raises:
            ReadBackDiffers: Another day stands there afterwards.
        """
        era = to_era(day)
        cell = self._about(label, self._cell(label))
        whole = day.isoformat()
        parts = [str(era.year), str(era.month), str(era.day)]
        left = asked(cell, TYPE_DATE, [whole, era.era.kanji, *parts])
        if left is None:
            boxes = cell.locator("input:visible")
            if cell.locator("select").count():
                cell.locator("select").select_option(label=era.era.kanji)
                for index, part in enumerate(parts):
                    # Filling the next box leaves the one before.
                    boxes.nth(index).fill(part)
            else:
                boxes.fill(whole)
            left = self._left(cell)
        if len(left) == 1:
            self._compare(label, whole, left[0])
            return
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
        cell = self._about(label, self._cell(label))
        shown = asked(cell, CHOOSE, option)
        if shown is not None:
            self._compare(label, option, shown[0])
            return
        chosen = cell.locator("select").or_(
            cell.get_by_role("radio", name=option, exact=True)
        )
        if asked(chosen, "element => element.tagName") == "SELECT":
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
        text = str(value)
        cell = self._about(label, self._cell(label))
        shown = asked(cell, PUT, text)
        if shown is not None:
            self._compare(label, text, shown[0])
        elif asked(cell, KIND) in ("select-one", "radio"):
            self.choose(label, text)
        else:
            self.type(label, text)

    def tick(self, label: str, *, on: bool = True) -> None:
        """Tick or untick a box.

        Raises:
            ReadBackDiffers: The box does not keep the tick.
        """
        box = self._root.get_by_role("checkbox", name=label, exact=True).or_(
            self._cell(label).get_by_role("checkbox")
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
        box = self._root.get_by_role("checkbox", name=re.compile(rf"^\s*{code}\b"))
        box.set_checked(True)
        if not box.is_checked():
            raise ReadBackDiffers(code)

    def settle(self) -> None:
        """Wait until the system has stopped recalculating."""
        self._document.locator(_BUSY).first.wait_for(state="hidden")

    def _left(self, place: Locator) -> list[str]:
        """Leave a field, let the system finish, and return what stands there then.

        Old systems convert width and look codes up when a field is left.
        """
        shown: list[str] = asked(place, LEAVE)
        return shown

    # Reading.

    def shown(self, label: str) -> str:
        """Return the text beside a label: of a cell, or of the field in it."""
        self._session.beat()
        text: str = asked(
            self._cell(label),
            READ_SHOWN,
        )
        return text.strip()

    def all_shown(self) -> dict[str, str]:
        """Return every label and the text beside it, in one look."""
        self._session.beat()
        pairs: list[list[str]] = asked(
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

    def _compare(self, label: str, value: str, shown: str) -> None:
        if same(value, shown):
            return
        raise ReadBackDiffers(label, lost=bool(_LOST.search(shown)))

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
        fields: list[list[str]] = asked(self._root, READ_FIELDS)
        return layout_of(self.text_after("画面版"), fields)

"""A part of a screen, and how things are found in it: by the words that stand there.

Nothing is found by id, position or coordinate: labels of old systems stand in table
cells without any link to their field, ids change from one page to the next.
"""

from typing import Any, Self

from playwright.sync_api import Locator

from rpa_suite.robots.comparing import LABEL_NOISE, clean_label
from rpa_suite.robots.page_scripts import PRESS
from rpa_suite.robots.places import Place, document_of, frame_named
from rpa_suite.robots.session import Session

_CONTROLS = (
    "*[self::input[not(@type='hidden' or @type='button' or @type='submit')]"
    " or self::select or self::textarea]"
)


class ScreenPart:
    """Everything inside one window, frame, section or table row."""

    def __init__(
        self,
        session: Session,
        document: Place | None = None,
        root: Place | None = None,
    ) -> None:
        self._session = session
        self._document = document or document_of(session.page)
        self._root = root or self._document.inside("./body")
        # Whether somebody waits for the next document.
        self._is_awaited = False

    def frame(self, name: str) -> Self:
        """Return the frame with this name."""
        return type(self)(self._session, self._document.frame_named(name))

    def has_frame(self, name: str) -> bool:
        """True when a frame with this name lies here."""
        return self._counts(self._document.locator.locator(frame_named(name))) > 0

    def section(self, title: str) -> Self:
        """Return the fieldset, section or table that carries this title."""
        return self._inside(section_titled(title))

    def row(self, *texts: str) -> Self:
        """Return the one table row that has a cell for each of these texts."""
        cells = "".join(f"[*[{_is(text)}]]" for text in texts)
        return self._inside(f".//tr{cells}")

    def _inside(self, path: str) -> Self:
        return type(self)(self._session, self._document, self._root.inside(path))

    def _ask(self, place: Place, script: str, argument: Any = None) -> Any:
        """Return what a script says of the one element that is there.

        Where there is no element yet, or more than one, the driver waits or refuses.
        """
        found = self._ask_now(place, script, argument)
        if found:
            return found[0]
        with self._session.watchdog.asking():
            return place.locator.evaluate(script, argument)

    def _ask_now(self, place: Place, script: str, argument: Any = None) -> list[Any]:
        """Return what a script says of the one element; nothing where none is yet."""
        with self._session.watchdog.asking():
            return place.ask(script, argument)

    def _sees(self, place: Locator) -> bool:
        """Whether it is shown now; the driver sets no time limit to looking."""
        with self._session.watchdog.asking():
            return place.first.is_visible()

    def _counts(self, place: Locator) -> int:
        """How many there are now."""
        with self._session.watchdog.asking():
            return place.count()

    def _pressed(self, button: str) -> bool:
        """Press a button in one message, if it can be pressed at once.

        The script ends before the page can go away, so that its answer always comes.
        Where a whole window turns and nobody waits for its next page, the driver
        presses: it goes on only when that page has begun.
        """
        if self._root.is_in_window and not self._is_awaited:
            return False
        return self._ask_now(self._root, PRESS, button) == [True]

    @property
    def place(self) -> Locator:
        """Where it is, for whoever looks on."""
        return self._root.locator

    def _about(self, words: str, place: Locator) -> Locator:
        """Say which element is next; the lease is kept, and what came up is raised."""
        self._session.beat()
        self._session.forget_cut_off()
        if self._session.on_act:
            self._session.on_act(words, place)
        return place

    # Finding.

    def _heading(self, text: str) -> Locator:
        root = self._root.locator
        return root.get_by_role("heading", name=text, exact=True).or_(
            root.get_by_text(text, exact=True)
        )

    def _button(self, name: str) -> Locator:
        root = self._root.locator
        return root.get_by_role("button", name=name, exact=True).or_(
            root.get_by_role("link", name=name, exact=True)
        )

    def _cell(self, label: str) -> Place:
        """The cell to the right of the label's cell, or what holds label and field."""
        return self._root.inside(beside(label))

    def _control(self, label: str) -> Place:
        found = self._root.inside(f"({beside(label)})//{_CONTROLS}")
        return found.or_(
            self._root.locator.get_by_label(label, exact=True),
            f".//{_CONTROLS}[@id = //label[{_is(label)}]/@for"
            f" or ancestor::label[{_is(label)}] or {_is(label, '@aria-label')}]",
        )


def section_titled(title: str) -> str:
    """Return the XPath of the fieldset, section or table that carries this title."""
    own = "*[self::legend or self::caption or self::h2 or self::h3 or self::h4]"
    return f".//*[self::fieldset or self::section or self::table][{own}[{_is(title)}]]"


def beside(label: str) -> str:
    """Return the XPath of the cell right of the label's, or of label and field."""
    return (
        f".//*[self::th or self::td or self::dt][{_is(label)}]/following-sibling::*[1]"
        f" | .//label[@for][not(ancestor::td or ancestor::dd)][{_is(label)}]/.."
    )


def _is(label: str, text: str = ".") -> str:
    """Return the XPath condition that a node's text is ``label``, marks apart."""
    cleaned = clean_label(label)
    if "'" in cleaned:
        raise ValueError("labels with an apostrophe cannot be looked for")
    return f"translate(string({text}), '{LABEL_NOISE}', '') = '{cleaned}'"

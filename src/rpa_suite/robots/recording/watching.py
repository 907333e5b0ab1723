"""What an author does in a browser, taken down in the words of the screens."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from playwright.sync_api import BrowserContext, Dialog, Error
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from rpa_suite.robots.page_scripts import READ_FIELDS

_SCRIPT = (Path(__file__).parent / "pages" / "watch.js").read_text("utf-8")
_BINDING = "rpaSuiteSeen"


class _Seen(BaseModel):
    model_config = ConfigDict(frozen=True)

    heading: str
    frame: str


class FieldSeen(BaseModel):
    """One field of a screen and what stands in it.

    Attributes:
        section: 欄; empty where there is none.
        label: 項目 as shown, with its ※ where the system insists on it.
        kind: A ``date`` is era, year, month and day, parted by blanks.
        number: Only a number can be typed.
        required: The system insists on it, though no ※ says so.
    """

    model_config = ConfigDict(frozen=True)

    section: str
    label: str
    kind: Literal["text", "date", "choice", "tick"]
    value: str
    yen: bool = False
    number: bool = False
    required: bool = False
    options: tuple[str, ...] = ()


class Arrived(_Seen):
    """A screen came up: what it asks for, what it says, and its lists by header."""

    what: Literal["arrived"]
    version: str
    fields: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str, str], ...]
    rows: tuple[dict[str, str], ...]


class Filled(_Seen):
    """The author left a field."""

    what: Literal["filled"]
    field: FieldSeen


class Pressed(_Seen):
    """The author pressed a button or link; ``all`` stood on the screen then.

    Attributes:
        box: What stood in the one text box beside the button: a search.
        secret: Label of the field for the password, where there is one.
        path: Of the page.
    """

    what: Literal["pressed"]
    words: str
    box: str = ""
    secret: str = ""
    path: str = ""
    all: tuple[FieldSeen, ...] = ()


class Asked(_Seen):
    """The system asked in a dialog."""

    what: Literal["asked"]


Act = Arrived | Filled | Pressed | Asked
_ACT: TypeAdapter[Act] = TypeAdapter(Annotated[Act, Field(discriminator="what")])


def watch(context: BrowserContext, on_act: Callable[[Act], None]) -> None:
    """Tell ``on_act`` everything that is done in this browser from now on.

    Dialogs are left to the author, who sees and answers them as always.
    """

    def seen(source: Any, told: dict[str, Any]) -> None:
        on_act(_ACT.validate_python(told))

    def asked(dialog: Dialog) -> None:
        on_act(Asked(what="asked", heading=dialog.message, frame=""))

    context.expose_binding(_BINDING, seen)
    context.add_init_script(_SCRIPT.replace("READ_FIELDS", READ_FIELDS))
    context.on("dialog", asked)


def until_closed(context: BrowserContext) -> None:
    """Wait until the author has closed every window."""
    page = context.pages[0]
    while context.pages:
        try:
            page = context.pages[0]
            page.wait_for_timeout(200)
        except Error:
            # That window went; others may be open.
            continue

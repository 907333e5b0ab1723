"""Every error the suite raises on purpose, as one tree split by what happens next.

SuiteError
├─ InputError          the file or table given is not usable; nothing was stored
│   ├─ CannotOpen      it is there, but locked or its drive is gone: try again
│   ├─ PageError       a scan that cannot be opened or has no readable page
│   ├─ FormMismatch    the paper is another form, or does not fit its template
│   └─ TableError      a CSV or Excel file that must not be believed
│       └─ ColumnsMissing  a person may say which column is meant
├─ SetupError          this PC lacks something (browser, models, fonts, database)
├─ TemplateError       an OCR field template is malformed
├─ ManifestError       a robot.toml is malformed, or the robot may not run here
│   └─ CodeError       a robot's own Python files cannot be loaded
├─ StoreError          the database refused
│   ├─ StepNotAllowed  an item cannot go from this state to that one
│   ├─ DuplicateEntry  a live item with the same entry key exists already
│   └─ LeaseLost       another worker has the item now
├─ Rejected            business exception: a person decides, never retried
│   └─ Held            支援措置: stop, keep nothing, hand to the person in charge
├─ NotAllowed          the person signed in has no role for it, or another 課
└─ SiteTrouble         the business system is in the way: retried later
    ├─ SignInRefused   ends the run: retrying would lock the account
    └─ SiteClosed      夜間バッチ or closing: ends the run, items stay READY
"""

import difflib
from collections.abc import Collection, Mapping


class SuiteError(Exception):
    """Base of all; ``str(error)`` is a Japanese sentence for the clerk.

    Attributes:
        exit_code: What the command line ends with.
    """

    exit_code = 1


class InputError(SuiteError):
    """What was given cannot be used; the message names file, row and next step."""

    exit_code = 2


class CannotOpen(InputError):
    """A file is there and cannot be read now: locked, forbidden, its drive is gone."""


class PageError(InputError):
    """A scan is missing, corrupt, encrypted, empty or too large."""


class FormMismatch(InputError):
    """The paper is not the form expected, or registration left too large a residual."""


class TableError(InputError):
    """A CSV or Excel file has the wrong encoding, columns, or lost leading zeros."""


class ColumnsMissing(TableError):
    """A table lacks required columns, at least under the names that are known.

    Attributes:
        written: The header as the file spells it.
        samples: What stands below each of these names in the first row.
    """

    def __init__(
        self, message: str, *, written: tuple[str, ...], samples: Mapping[str, str]
    ) -> None:
        super().__init__(message)
        self.written = written
        self.samples = samples


class SetupError(SuiteError):
    """Something that must be installed on this PC is missing."""

    exit_code = 3


class TemplateError(SuiteError):
    """A template.toml is missing, malformed, or places a field off the paper."""

    exit_code = 4


class ManifestError(SuiteError):
    """A robot.toml is missing or malformed, or its robot may not run here."""

    exit_code = 4


class CodeError(ManifestError):
    """A robot's own Python files are missing or cannot be loaded.

    Attributes:
        file: Its name; ``line`` is 0 for the file as a whole.
        fault: What is wrong there.
    """

    def __init__(self, title: str, *, file: str, line: int, fault: str) -> None:
        where = f"{file} の {line} 行目" if line else file
        super().__init__(
            f"「{title}」の手順を読み込めません。{where}: {fault}"
            "直すか、ロボットを作った人へ連絡してください。"
        )
        self.file, self.line, self.fault = file, line, fault


class StoreError(SuiteError):
    """The database refused; nothing was changed."""

    exit_code = 5


class StepNotAllowed(StoreError):
    """The step is not in the table of allowed state changes."""


class DuplicateEntry(StoreError):
    """A live item with the same entry key exists; ``existing_id`` names it."""

    def __init__(self, message: str, *, existing_id: str) -> None:
        super().__init__(message)
        self.existing_id = existing_id


class LeaseLost(StoreError):
    """The lease on an item ran out and somebody else holds it."""


class Rejected(SuiteError):
    """A business exception: wrong or missing facts; a person decides, never retried.

    Attributes:
        code: Stable reason code, the business system's own where it gave one (E0101).
    """

    exit_code = 6

    def __init__(self, message: str, *, code: str = "REJECTED") -> None:
        super().__init__(message)
        self.code = code


class Held(Rejected):
    """支援措置対象者: only the item number may be shown; no evidence is kept."""

    def __init__(self, code: str = "W0103") -> None:
        super().__init__("保留(抑止)。担当者へ引き継いでください。", code=code)


class NotAllowed(SuiteError):
    """The person signed in has no role for it, or it is another 課's (役割)."""

    exit_code = 8


class SiteTrouble(SuiteError):
    """The business system is slow, closed or confused; the item is tried again later.

    Attributes:
        code: Stable reason code (E0901, TIMEOUT, ...).
    """

    exit_code = 7

    def __init__(self, message: str, *, code: str = "SITE") -> None:
        super().__init__(message)
        self.code = code


class SignInRefused(SiteTrouble):
    """Staff number or password was refused; the run ends before the account locks."""


class StoppedNow(SuiteError):
    """A person ordered to stop at once (すぐ停止); nothing was being registered."""


class SiteClosed(SiteTrouble):
    """The business system takes no entries now (夜間バッチ, E0902); the run ends."""


class ScreenChanged(SiteTrouble):
    """The system's screens are not those the robot was made for (画面版); the run ends.

    Nothing was typed; IT staff compare the screens and approve the robot anew.
    """


def nearest(word: str, known: Collection[str]) -> str:
    """Return a question for the word that is most like a mistyped one, if any."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"「{near[0]}」のことですか。" if near else ""

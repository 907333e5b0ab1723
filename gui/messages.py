"""The one place for boxes: what happened, what to do next, 詳細 for IT staff."""

import logging
import re
import traceback
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.words import QT_TR_NOOP, tr
from rpa_suite.errors import SuiteError
from rpa_suite.security.redaction import REDACTION

log = logging.getLogger(__name__)
UNEXPECTED = QT_TR_NOOP(
    "予期しない問題が起きました。"
    "もう一度操作してください。続くときは「詳細」を情報担当へ知らせてください。"
)


def tell_error(parent: QWidget | None, error: Exception) -> QMessageBox:
    """Show an error of a call; ours speak for themselves, others get a sentence."""
    if isinstance(error, SuiteError):
        return tell(parent, str(error))
    trace = "".join(traceback.format_exception(error))
    log.error("unexpected error in the window\n%s", trace)
    return tell(parent, tr(UNEXPECTED), details=trace, icon=QMessageBox.Icon.Critical)


def tell(
    parent: QWidget | None,
    sentence: str,
    *,
    details: str = "",
    icon: QMessageBox.Icon = QMessageBox.Icon.Warning,
) -> QMessageBox:
    """Show ``sentence`` without blocking: its beginning large, what to do below.

    Args:
        parent: Window it belongs to.
        sentence: What happened。What to do next。
        details: Shown on demand; painted over like a log.
        icon: How grave it is.
    """
    what, next_step = _split(sentence)
    box = QMessageBox(
        icon, tr("RPAスイート"), what, QMessageBox.StandardButton.Ok, parent
    )
    box.setInformativeText(next_step)
    box.setTextFormat(Qt.TextFormat.PlainText)
    if details:
        box.setDetailedText(REDACTION.painted(details))
    return _opened(box)


def ask(
    parent: QWidget,
    question: str,
    *,
    yes: str,
    no: str,
    then: Callable[[], None],
    instead: tuple[str, Callable[[], None]] | None = None,
) -> QMessageBox:
    """Ask without blocking; ``no`` is the default and what Esc means.

    Args:
        parent: Window it belongs to.
        question: What would happen。What that means。
        yes: Word on the button that does it.
        no: Word on the button that leaves everything as it is.
        then: Called on ``yes``.
        instead: A third way: the word on its button, and what it does.
    """
    what, meaning = _split(question)
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("RPAスイート"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(what)
    box.setInformativeText(meaning)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    if instead:
        other = box.addButton(instead[0], QMessageBox.ButtonRole.ActionRole)
        other.clicked.connect(instead[1])
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    agree.clicked.connect(then)
    return _opened(box)


def _split(sentence: str) -> tuple[str, str]:
    """Part the first sentence from the others, in Japanese or in English."""
    head, stop, rest = sentence.partition("。")
    if not stop:
        head, *others = re.split(r"(?<=[.?!])\s", sentence, maxsplit=1)
        rest = "".join(others)
    return head + stop, rest.strip()


def _opened(box: QMessageBox) -> QMessageBox:
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # A box without a parent lives only as long as somebody in Python holds it.
    box.finished.connect(lambda _: box.deleteLater())
    box.open()
    return box

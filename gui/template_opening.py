"""Opens the template editor from the launcher, in a process of its own."""

import sys

from PySide6.QtCore import QProcess
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.messages import tell
from gui.words import QT_TR_NOOP, tr

_NOT_STARTED = QT_TR_NOOP(
    "テンプレートの編集画面を開けません。"
    "「rpa-suite doctor」の結果を情報担当へ知らせてください。"
)


def template_action(parent: QWidget) -> QAction:
    """Return the menu entry; the editor goes on when the launcher is closed."""
    action = QAction(tr("帳票テンプレートの編集(&T)…"), parent)

    def start() -> None:
        program = ["-m", "gui.template_editor_main"]
        started, _ = QProcess.startDetached(sys.executable, program, "")
        if not started:
            tell(parent, tr(_NOT_STARTED))

    action.triggered.connect(start)
    return action

"""What the template editor asks a person before it begins: files, names, numbers."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog

from gui.memory import Memory
from gui.messages import tell
from gui.template_dialogs import NamesDialog
from gui.words import QT_TR_NOOP, tr
from rpa_suite.ocr import template_edit as edit

if TYPE_CHECKING:
    from gui.template_editor import TemplateEditor

_FORMS = QT_TR_NOOP("帳票 (*.pdf *.png *.tif *.tiff *.jpg *.jpeg)")
_NOTHING_OPEN = QT_TR_NOOP(
    "テンプレートが開かれていません。先に開くか、新しく作ってください。"
)


class Asking:
    """Asks, and has the window do what was answered."""

    def __init__(self, window: "TemplateEditor", root: Path, memory: Memory) -> None:
        self._window = window
        self._root = root
        self._memory = memory

    def choose_folder(self) -> None:
        """Ask for a template and open it."""
        window = self._window
        chosen = QFileDialog.getExistingDirectory(
            window, tr("テンプレートのフォルダー"), str(self._root)
        )
        if chosen:
            window.unless_changed(lambda: window.open_folder(Path(chosen)))

    def begin_new(self) -> None:
        """Ask for a blank form, and for names; propose fields on it."""
        if blank := self._form(tr("記入前の帳票")):
            self._window.unless_changed(lambda: self.propose(blank))

    def propose(self, blank: Path) -> None:
        """Ask for names and propose fields on ``blank``."""
        jobs = self._window.jobs
        dialog = NamesDialog(self._window, self._root, blank)
        dialog.accepted.connect(
            lambda: jobs.propose(blank, dialog.folder, dialog.arguments())
        )
        dialog.open()

    def begin_move(self) -> None:
        """Ask for this year's blank form and move the template that is open onto it."""
        window = self._window
        if window.draft is None:
            tell(window, tr("去年のテンプレートを先に開いてください。"))
        elif blank := self._form(tr("今年の、記入前の帳票")):
            last = window.folder
            dialog = NamesDialog(window, self._root, blank, name=f"{window.draft.id}_")
            dialog.code.setEnabled(False)
            dialog.accepted.connect(
                lambda: window.jobs.move(blank, last, dialog.folder, dialog.arguments())
            )
            window.unless_changed(dialog.open)

    def choose_scans(self) -> None:
        """Ask for scans and read them with the draft as it is now."""
        window = self._window
        if window.draft is None:
            tell(window, tr(_NOTHING_OPEN))
            return
        chosen, _ = QFileDialog.getOpenFileNames(
            window, tr("記入済みの帳票"), str(self._memory.last_folder), tr(_FORMS)
        )
        if chosen:
            window.try_on([Path(each) for each in chosen])

    def number(self) -> None:
        """Ask how the chosen fields of a row are named, one after another."""
        window = self._window
        chosen = [key for key in window.canvas.chosen if not key[1]]
        if window.draft is None or len(chosen) < 2:
            tell(window, tr("連番を付ける項目を 2 つ以上選んでください。"))
            return
        first = edit.part(window.draft, chosen[0])
        words, agreed = QInputDialog.getText(
            window,
            tr("連番"),
            tr("名前と見出し（例: child_name 児童の氏名）"),
            text=f"{first.id.rstrip('_0123456789')} {first.label}",
        )
        name, _, label = words.strip().partition(" ")
        if agreed and name:
            window.number_as(name, label.strip() or first.label)

    def _form(self, title: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, title, str(self._memory.last_folder), tr(_FORMS)
        )
        if not chosen:
            return None
        self._memory.remember_folder(Path(chosen).parent)
        return Path(chosen)

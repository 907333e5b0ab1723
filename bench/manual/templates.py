"""The template editor: drawn, moved to this year's form, tried on scans, saved."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from bench.demo.job import CLAIM
from bench.forms.next_year import EDITION, FORM, draw_next_year
from bench.manual.camera import BY_DAY, BY_NIGHT, LOOK, Camera
from bench.manual.program import start_application
from bench.windows import open_window, rest, wait
from gui.template_dialogs import ChangesDialog, DiffDialog, NamesDialog, TrialDialog
from gui.template_editor import TemplateEditor
from rpa_suite.ocr.template_edit import Side

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "ocr_templates"
_MOVED = "phone"
# One of the form, with its truth beside it, and one that is of another form.
_SCANS = (f"{FORM}/samples/change-0002.jpg", "wage_report/samples/report-0002.jpg")
_SECONDS = 500.0
_CORNER = QPoint(560, 330)  # where the small window stands on the large one


def take_templates(camera: Camera) -> None:
    """Take the pictures of the template editor."""
    with tempfile.TemporaryDirectory() as name:
        start_application(camera.language, Path(name))
        root = Path(name) / "templates"
        for form in (FORM, CLAIM):
            shutil.copytree(TEMPLATES / form, root / form)
        settings = QSettings(str(Path(name) / "editor.ini"), QSettings.Format.IniFormat)
        editor = TemplateEditor(root, settings=settings, unsaved_dir=root / "unsaved")
        editor.show()
        try:
            rest(500)
            camera.shoot("template-editor-empty", editor, LOOK)
            _edit(editor, root, camera)
            _ask_names(editor, root, camera)
            _move(editor, root, camera)
            _try(editor, root, camera)
        finally:
            editor.jobs.close()
            editor.tasks.wait()


def _edit(editor: TemplateEditor, root: Path, camera: Camera) -> None:
    """Choose a field, push it over another, and look at what a save would change."""
    editor.open_folder(root / CLAIM)
    rest(2500)
    editor._choose([("claimant_my_number", "")])
    rest(500)
    camera.shoot("template-editor", editor, BY_NIGHT)
    editor._choose([("claimant_name", ""), ("claimant_kana", "")])
    editor.align(Side.LEFT)
    editor._choose([("phone", "")])
    editor._move(2.0, 0.0)
    editor.save()
    diff = open_window(DiffDialog)
    rest(500)
    camera.shoot("template-diff", diff, LOOK)
    diff.reject()
    editor._move(-20.0, 0.0)
    rest(500)
    camera.shoot("template-problems", editor, LOOK)
    while editor.undo_action.isEnabled():
        editor.undo()


def _ask_names(editor: TemplateEditor, root: Path, camera: Camera) -> None:
    editor.asking.propose(root / CLAIM / "blank.pdf")
    dialog = open_window(NamesDialog)
    dialog.name.setText("学童")
    rest(500)
    camera.shoot("template-names", dialog, LOOK)
    dialog.reject()


def _move(editor: TemplateEditor, root: Path, camera: Camera) -> None:
    """Lay last year's template on this year's form, and choose what has moved."""
    blank = root / "今年の帳票.pdf"
    draw_next_year(TEMPLATES, blank)
    editor.jobs.move(blank, root / FORM, root / f"{FORM}_r9", ["--edition", EDITION])
    changes = open_window(ChangesDialog, _SECONDS)
    rest(1500)
    (moved,) = changes.table.findItems(_MOVED, Qt.MatchFlag.MatchExactly)
    changes.table.setCurrentCell(moved.row(), 0)
    rest(800)
    camera.save("template-moved", _one_on_the_other(editor, changes), BY_DAY)
    camera.shoot("template-changes", changes, LOOK)
    changes.close()


def _try(editor: TemplateEditor, root: Path, camera: Camera) -> None:
    """Read scans with the template that is open."""
    editor.open_folder(root / FORM)
    rest(800)
    editor.try_on([TEMPLATES / each for each in _SCANS])
    trial = open_window(TrialDialog, _SECONDS)
    rest(1500)
    camera.shoot("template-trial", trial)
    trial.close()
    wait(lambda: not editor.jobs.is_running)


def _one_on_the_other(window: QWidget, dialog: QWidget) -> QPixmap:
    """Return both as they stand on a screen: the small one framed, on the large one."""
    whole, small = window.grab(), dialog.grab()
    painter = QPainter(whole)
    painter.drawPixmap(_CORNER, small)
    painter.setPen(QColor("#5a6872"))
    painter.drawRect(_CORNER.x(), _CORNER.y(), dialog.width() - 1, dialog.height() - 1)
    painter.end()
    return whole

"""The pictures of docs/template.ja.md: the template editor at work.

``python -m bench.template_pictures`` lays last year's template on this year's form and
tries it on scans, in the running editor; it writes docs/template-moved.png and
docs/template-trial.png.
"""

import os
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from bench.forms.next_year import EDITION, FORM, draw_next_year
from bench.windows import open_window, rest, save_picture, wait
from gui.application import make_application
from gui.style import Appearance, dress
from gui.template_dialogs import ChangesDialog, TrialDialog
from gui.template_editor import TemplateEditor

ROOT = Path(__file__).parents[1]
DOCS, TEMPLATES = ROOT / "docs", ROOT / "ocr_templates"
_MOVED = "phone"
# One of the form, with its truth beside it, and one that is of another form.
_SCANS = (f"{FORM}/samples/change-0002.jpg", "wage_report/samples/report-0002.jpg")
_SECONDS = 400.0
_CORNER = QPoint(560, 330)  # where the small window stands on the large one


def main() -> None:
    """Take both pictures."""
    os.chdir(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application(["template-editor"])
    dress(app, Appearance.LIGHT)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "templates"
        shutil.copytree(TEMPLATES / FORM, root / FORM)
        settings = QSettings(str(Path(name) / "editor.ini"), QSettings.Format.IniFormat)
        editor = TemplateEditor(root, settings=settings)
        editor.show()
        try:
            _move(editor, root)
            _try(editor, root)
        finally:
            editor.jobs.close()
            editor.tasks.wait()


def _move(editor: TemplateEditor, root: Path) -> None:
    """Lay last year's template on this year's form, and choose what has moved."""
    blank = root / "今年の帳票.pdf"
    draw_next_year(TEMPLATES, blank)
    editor.jobs.move(blank, root / FORM, root / f"{FORM}_r9", ["--edition", EDITION])
    changes = open_window(ChangesDialog, _SECONDS)
    rest(1500)
    (moved,) = changes.table.findItems(_MOVED, Qt.MatchFlag.MatchExactly)
    changes.table.setCurrentCell(moved.row(), 0)
    rest(800)
    save_picture(_one_on_the_other(editor, changes), DOCS / "template-moved.png")
    changes.close()


def _try(editor: TemplateEditor, root: Path) -> None:
    """Read scans with the template that is open."""
    editor.open_folder(root / FORM)
    rest(800)
    editor.try_on([TEMPLATES / each for each in _SCANS])
    trial = open_window(TrialDialog, _SECONDS)
    rest(1500)
    save_picture(trial.grab(), DOCS / "template-trial.png")
    trial.close()
    wait(lambda: not editor.jobs.is_running)


def _one_on_the_other(window: QWidget, dialog: QWidget) -> QPixmap:
    """Return both as they stand on a screen: the small one framed, on the large one."""
    whole, small = window.grab(), dialog.grab()
    painter = QPainter(whole)
    painter.drawPixmap(_CORNER, small)
    painter.setPen(QColor("#5a6872"))
    painter.drawRect(_CORNER.x(), _CORNER.y(), small.width() - 1, small.height() - 1)
    painter.end()
    return whole


if __name__ == "__main__":
    main()

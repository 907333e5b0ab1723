"""The template editor: proposals from a real child, edited, tried, saved with a diff."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMessageBox

from gui.template_dialogs import ChangesDialog, NamesDialog
from gui.template_editor import TemplateEditor
from rpa_suite.model.forms import Box, FieldKind, Verify
from rpa_suite.ocr import template_edit as edit
from rpa_suite.ocr.template_draft import load_draft
from rpa_suite.ocr.template_edit import Side
from rpa_suite.ocr.templates import load_template

ROOT = Path(__file__).parents[2] / "ocr_templates"
SLOW_MS = 120_000


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "child_allowance_change", folder / "child_allowance_change")
    return folder


@pytest.fixture
def editor(qtbot, root, tmp_path):
    settings = QSettings(str(tmp_path / "editor.ini"), QSettings.Format.IniFormat)
    window = TemplateEditor(root, settings=settings, unsaved_dir=tmp_path / "unsaved")
    qtbot.addWidget(window, before_close_func=lambda w: w.jobs.close())
    window.show()
    window.open_folder(root / "child_allowance_change")
    window.tasks.wait()
    yield window
    window._history = None  # nothing to be asked about at the end


def press_and_drag(canvas, start, end):
    """Drag with the mouse from one place on the paper to another, in millimetres."""

    def event(kind, at, buttons):
        place = canvas.mapFromScene(QPointF(*at) * 8.0)
        return QMouseEvent(
            kind,
            QPointF(place),
            canvas.viewport().mapToGlobal(QPointF(place)),
            Qt.MouseButton.LeftButton,
            buttons,
            Qt.KeyboardModifier.AltModifier,
        )

    left = Qt.MouseButton.LeftButton
    canvas.mousePressEvent(event(QMouseEvent.Type.MouseButtonPress, start, left))
    canvas.mouseMoveEvent(event(QMouseEvent.Type.MouseMove, end, left))
    canvas.mouseReleaseEvent(
        event(QMouseEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton)
    )


def boxes_asked(window):
    return [each.text() for each in window.findChildren(QMessageBox)]


def test_a_field_is_dragged_undone_and_done_again(editor):
    key = ("address", "")
    press_and_drag(editor.canvas, (120, 117), (116, 119))
    assert editor.canvas.chosen == [key]
    box = edit.extent(editor.draft, key)
    assert (box.left, box.top) == (
        pytest.approx(83.2, abs=0.3),
        pytest.approx(114.2, abs=0.3),
    )
    assert editor.windowTitle().startswith("＊")
    editor.undo()
    assert edit.extent(editor.draft, key).left == 87.2
    assert not editor.windowTitle().startswith("＊")
    editor.redo()
    assert edit.extent(editor.draft, key).left != 87.2


def test_overlapping_boxes_are_told_and_keep_it_from_being_saved(editor, qtbot):
    editor._choose([("consent", "")])
    editor.do("移動", lambda d: edit.moved(d, [("consent", "")], 60, 0))
    assert any("「consent」と「signature」" in each for each in editor._problems)
    editor.save()
    assert any("直すところが" in said for said in boxes_asked(editor))
    editor.problems.itemClicked.emit(editor.problems.item(0))
    assert editor.canvas.chosen[0][0] in ("consent", "signature")


def test_what_a_field_says_is_changed_in_the_form(editor):
    editor._choose([("certificate_number", "")])
    form = editor.form
    form.verify.setCurrentIndex(form.verify.findText("2 人が見る（二人確認）"))
    form.verify.activated.emit(form.verify.currentIndex())
    form.label.setText("認定番号（8 桁）")
    form.label.editingFinished.emit()
    form.id.setText("number")
    form.id.editingFinished.emit()
    shape = edit.part(editor.draft, ("number", ""))
    assert (shape.verify, shape.label) == (Verify.DOUBLE, "認定番号（8 桁）")
    assert type(shape.verify) is Verify
    # The form stays on the field although its id is another now.
    assert editor.canvas.chosen == [("number", "")]


def test_a_field_is_drawn_and_another_kind_given(editor):
    editor.draw(FieldKind.TEXT)
    editor._on_drawn(Box(left=120, top=60, width=60, height=8))
    (key,) = editor.canvas.chosen
    form = editor.form
    form.kind.setCurrentIndex(form.kind.findData(FieldKind.PHONE))
    form.kind.activated.emit(form.kind.currentIndex())
    shape = edit.part(editor.draft, key)
    assert (shape.kind, shape.checks, len(shape.cells)) == ("phone", ["phone"], 1)
    editor.remove()
    with pytest.raises(KeyError):
        editor.draft.entry(key[0])


def test_several_are_aligned_and_numbered(editor):
    editor._choose([("sibling_statement", ""), ("consent", "")])
    editor.align(Side.LEFT)
    assert edit.extent(editor.draft, ("consent", "")).left == 20.0
    editor.undo()
    editor.number_as("tick", "チェック")
    assert {"tick_1", "tick_2"} <= {each.id for each in editor.draft.entries}


def test_arrow_keys_move_by_a_tenth(editor, qtbot):
    editor._choose([("consent", "")])
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    box = edit.extent(editor.draft, ("consent", ""))
    assert (box.left, round(box.top, 2)) == (54.0, 264.53)


def test_saving_shows_the_difference_and_keeps_the_rest(editor, root):
    editor._choose([("consent", "")])
    editor.do("移動", lambda d: edit.moved(d, [("consent", "")], 1, 0))
    editor.save()
    assert "+box = [54.9, 263.53]" in editor.diff.text.toPlainText()
    editor.diff.accept()
    template = load_template(root / "child_allowance_change")
    assert template.field_named("consent").box.left == 54.9
    text = (root / "child_allowance_change" / "template.toml").read_text("utf-8")
    assert "既に届けてあれば書かなくてよい" in text
    assert not editor.windowTitle().startswith("＊")


def test_closing_asks_while_something_is_not_saved(editor):
    editor.do("移動", lambda d: edit.moved(d, [("consent", "")], 1, 0))
    assert not editor.close()
    assert any("保存していない変更" in said for said in boxes_asked(editor))


def test_names_are_checked_while_they_are_typed(editor, root):
    dialog = NamesDialog(editor, root, Path("認定請求書.pdf"))
    ok = dialog.buttons.buttons()[0]
    dialog.name.setText("Bad Name")
    assert not ok.isEnabled() and "英小文字" in dialog.wrong.text
    dialog.name.setText("child_allowance_change")
    assert "もうテンプレートがあります" in dialog.wrong.text
    dialog.name.setText("new_form")
    assert ok.isEnabled()


@pytest.mark.slow
def test_fields_are_proposed_by_a_child_and_nothing_is_saved_yet(editor, qtbot, root):
    blank = ROOT / "employee_transfer_notice" / "blank.pdf"
    with qtbot.waitSignal(editor.jobs.made, timeout=SLOW_MS):
        editor.jobs.propose(blank, root / "transfer", ())
        assert editor.jobs.strip.isVisibleTo(editor)
    assert len(editor.draft.entries) == 44
    assert "44 項目の案" in editor.note.text
    assert not (root / "transfer").exists()
    editor.save()
    editor.diff.accept()
    assert load_template(root / "transfer").code == "OTA-F5"


@pytest.mark.slow
def test_this_years_form_is_compared_with_last_years(editor, qtbot, root):
    blank = ROOT / "child_allowance_change" / "blank.pdf"
    with qtbot.waitSignal(editor.jobs.made, timeout=SLOW_MS):
        last = root / "child_allowance_change"
        editor.jobs.move(blank, last, root / "change_r9", ["--edition", "R9"])
    assert (editor.draft.edition, editor.draft.edition_of) == (
        "R9",
        "child_allowance_change",
    )
    dialog = editor.findChild(ChangesDialog)
    assert "違いはありません" in dialog.summary.text()
    dialog.close()


def test_a_blank_that_cannot_be_read_is_said_in_words(editor, qtbot, root, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    with qtbot.waitSignal(editor.jobs.failed, timeout=SLOW_MS) as told:
        editor.jobs.propose(broken, root / "broken", ())
    assert "壊れていて読めません" in told.args[0]
    assert any("壊れていて" in said for said in boxes_asked(editor))


def test_the_job_can_be_cancelled(editor, qtbot, root):
    blank = ROOT / "employee_transfer_notice" / "blank.pdf"
    with qtbot.waitSignal(editor.jobs.child.ended, timeout=SLOW_MS):
        editor.jobs.propose(blank, root / "transfer", ())
        qtbot.waitUntil(lambda: editor.jobs.is_running)
        editor.jobs.cancel_button.click()
    assert not editor.jobs.strip.isVisible()
    assert boxes_asked(editor) == []


_EDITS_UNTIL_KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from gui.application import make_application
from gui.template_editor import TemplateEditor
from rpa_suite.ocr import template_edit as edit

root, unsaved, ini = map(Path, sys.argv[1:])
app = make_application(["editor"])
settings = QSettings(str(ini), QSettings.Format.IniFormat)
window = TemplateEditor(root, settings=settings, unsaved_dir=unsaved)
window.show()
window.open_folder(root / "child_allowance_change")
window.canvas.choose(list(edit.parts_of(window.draft))[:1])
window.remove()

def look():
    if list(unsaved.glob("*/where.json")):
        print("kept", flush=True)

timer = QTimer(interval=100)
timer.timeout.connect(look)
timer.start()
app.exec()
"""


def test_an_editor_that_was_killed_is_gone_on_with(qtbot, editor, root, tmp_path):
    program = [sys.executable, "-c", _EDITS_UNTIL_KILLED]
    places = [str(root), str(tmp_path / "unsaved"), str(tmp_path / "killed.ini")]
    fields = len(editor.draft.entries)
    with subprocess.Popen(program + places, stdout=subprocess.PIPE) as killed:
        assert killed.stdout.readline() == b"kept\n"
        editor.keeper.offer()
        assert editor.findChild(QMessageBox) is None  # somebody still edits it
        killed.kill()

    editor.keeper.offer()
    box = editor.findChild(QMessageBox)
    assert "保存しないまま終わっていました" in box.text()
    press(box, "続きから始める")
    editor.tasks.wait()

    assert len(editor.draft.entries) == fields - 1
    assert editor.is_changed
    assert editor.folder == root / "child_allowance_change"
    # Kept again under this window's name, and nowhere else.
    assert len(list((tmp_path / "unsaved").glob("*/where.json"))) == 1
    editor.save_now()
    assert list((tmp_path / "unsaved").glob("*/where.json")) == []
    assert load_draft(root / "child_allowance_change").entries == editor.draft.entries


def press(box, words):
    (button,) = [each for each in box.buttons() if each.text().startswith(words)]
    button.click()

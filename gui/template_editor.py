"""The template editor: proposals on the blank form, put right by hand and tried."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QColor
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QMainWindow,
    QScrollArea,
    QWidget,
)

from gui.fitting import open_at
from gui.memory import Memory
from gui.messages import ask, tell, tell_error
from gui.note import Note
from gui.tasks import Tasks
from gui.template_asking import Asking
from gui.template_canvas import TemplateCanvas
from gui.template_child import Command, template_command
from gui.template_dialogs import (
    CHANGE_COLOURS,
    ChangesDialog,
    DiffDialog,
    TrialDialog,
)
from gui.template_fields import KINDS, FieldForm
from gui.template_jobs import TemplateJobs, Told, proposal_words
from gui.template_keeping import Keeper
from gui.template_layout import side_by_side
from gui.template_menus import make_menus, name_steps
from gui.template_pages import page_pictures
from gui.template_tree import FieldTree, key_in
from gui.words import QT_TR_NOOP, tr
from rpa_suite.errors import SuiteError
from rpa_suite.model.forms import Box, FieldKind
from rpa_suite.ocr import template_edit as edit
from rpa_suite.ocr.template_draft import Draft, load_draft
from rpa_suite.ocr.template_edit import History, Key, Side
from rpa_suite.ocr.template_file import FieldShape
from rpa_suite.ocr.template_saving import BLANK_NAME, difference, write_draft
from rpa_suite.ocr.template_text import text_of
from rpa_suite.ocr.templates import problems_of, template_of

_EMPTY = QT_TR_NOOP(
    "記入前の帳票を開くと、項目の案を作ります。\n\n"
    "「ファイル」の「新しく作る」で PDF かスキャンを選んでください。"
)


class TemplateEditor(QMainWindow):
    """One template at a time; every step can be undone, nothing is saved unseen."""

    def __init__(
        self,
        templates_dir: Path,
        *,
        settings: QSettings,
        unsaved_dir: Path,
        command: Command = template_command,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._memory = Memory(settings)
        self._history: History | None = None
        self.folder = templates_dir  # where the template is saved
        self.source = templates_dir  # folder of the blank.pdf that is shown
        self._problems: list[str] = []
        self._drawing = FieldKind.TEXT
        self.tasks = Tasks(self)
        self.jobs = TemplateJobs(self, command)
        self.asking = Asking(self, templates_dir, self._memory)
        self.keeper = Keeper(self, unsaved_dir)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_widgets()
        self.undo_action, self.redo_action = make_menus(self)
        open_at(self, 1320, 860, kept=self._memory.layout("template_editor"))
        self._connect()
        self._show()

    @property
    def draft(self) -> Draft | None:
        """What is being edited."""
        return self._history.draft if self._history else None

    @property
    def is_changed(self) -> bool:
        """Whether something is not saved."""
        return self._history is not None and self._history.is_changed

    def _make_widgets(self) -> None:
        self.canvas = TemplateCanvas()
        self.tree = FieldTree()
        self.form = FieldForm()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        self.empty = QLabel(tr(_EMPTY))
        self.empty.setObjectName("muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note = Note()
        self.problems = QListWidget()
        self.problems.setAccessibleName(tr("直すところ"))
        self.problems.setMaximumHeight(110)
        self.statusBar().addPermanentWidget(self.jobs.strip)
        middle = ((self.note, 0), (self.empty, 1), (self.canvas, 1), (self.problems, 0))
        self.setCentralWidget(side_by_side(self.tree, middle, scroll))

    def _connect(self) -> None:
        self.canvas.picked.connect(lambda: self._choose(self.canvas.chosen))
        self.canvas.dragged.connect(self._move)
        self.canvas.nudged.connect(self._move)
        self.canvas.stretched.connect(self._stretch)
        self.canvas.drawn.connect(self._on_drawn)
        self.form.changed.connect(self._change)
        self.form.placed.connect(self._stretch)
        self.form.table_changed.connect(
            lambda name, table: self.do(tr("表"), lambda d: d.with_entry(name, table))
        )
        self.tree.chosen.connect(self._choose)
        self.problems.itemClicked.connect(lambda item: self._go_to(item.text()))
        self.jobs.made.connect(self._on_made)
        self.jobs.tried.connect(self._on_tried)
        self.jobs.failed.connect(lambda sentence: tell(self, sentence))

    # Opening.

    def open_folder(self, folder: Path) -> None:
        """Edit the template in ``folder``."""
        try:
            draft = load_draft(folder)
        except SuiteError as error:
            tell_error(self, error)
            return
        self._begin(draft, folder, folder)

    def _on_made(self, told: Told, work: Path, folder: Path) -> None:
        try:
            draft = load_draft(work)
        except SuiteError as error:
            tell_error(self, error)
            return
        self.begin_unsaved(draft, folder, work)
        if "changes" in told:
            self._show_changes(told)
            return
        self.note.say(proposal_words(told, len(draft.entries)), tone="calm")

    def begin_unsaved(self, draft: Draft, folder: Path, source: Path) -> None:
        """Edit a draft that is not in its folder yet."""
        self._begin(draft, folder, source)
        assert self._history is not None
        self._history.forget_saved()
        self._settle()

    def _show_changes(self, told: Told) -> None:
        notes: dict[str, QColor] = {}
        for each in told["changes"]:
            if each["what"] in CHANGE_COLOURS:
                notes.setdefault(each["id"].split("[")[0], CHANGE_COLOURS[each["what"]])
        self.canvas.mark(notes)
        dialog = ChangesDialog(self, told)
        dialog.wanted.connect(self._choose_entry)
        dialog.show()

    def _tell_error(self, error: Exception) -> None:
        tell_error(self, error)

    def _begin(self, draft: Draft, folder: Path, source: Path) -> None:
        self._history = History(draft)
        self.folder, self.source = folder, source
        self.canvas.begin()
        self.note.say("")
        self.tasks.run(
            self,
            lambda: page_pictures(source, draft),
            done=self.canvas.show_pictures,
            failed=self._tell_error,
        )
        self._show()

    # Changing.

    def do(self, word: str, step: Callable[[Draft], Draft]) -> None:
        """Take one step that can be undone."""
        if self._history and self._history.do(word, step):
            self._show()

    def undo(self) -> None:
        """Take the last step back."""
        if self._history and self._history.undo():
            self._show()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._history and self._history.redo():
            self._show()

    def remove(self) -> None:
        """Remove what is chosen."""
        chosen = list(self.canvas.chosen)
        self.do(tr("削除"), lambda draft: edit.removed(draft, chosen))

    def choose_all(self) -> None:
        """Choose every part of the page."""
        if draft := self.draft:
            page = self.canvas.page
            keys = edit.parts_of(draft)
            self._choose([k for k in keys if edit.page_of(draft, k) == page])

    def number_as(self, name: str, label: str) -> None:
        """Name the chosen fields ``name_1``, ``name_2`` … in reading order."""
        chosen = list(self.canvas.chosen)
        self.do(tr("連番"), lambda draft: edit.numbered(draft, chosen, name, label))

    def align(self, side: Side) -> None:
        """Bring the chosen parts into line with the first of them."""
        chosen = list(self.canvas.chosen)
        self.do(tr("整列"), lambda draft: edit.aligned(draft, chosen, side))

    def space(self, across: bool) -> None:
        """Set the chosen parts at equal distances."""
        chosen = list(self.canvas.chosen)
        self.do(tr("間隔"), lambda draft: edit.spaced(draft, chosen, across=across))

    def draw(self, kind: FieldKind) -> None:
        """Let the next drag draw a new field."""
        if self.draft is None:
            return
        self._drawing = kind
        self.canvas.draw_next(True)
        self.statusBar().showMessage(
            tr("{kind}の欄を帳票の上でなぞってください。").format(kind=tr(KINDS[kind]))
        )

    def _on_drawn(self, box: Box) -> None:
        kind, page, made = self._drawing, self.canvas.page, list[Key]()
        self.canvas.draw_next(False)
        self.statusBar().clearMessage()

        def add(draft: Draft) -> Draft:
            draft, key = edit.added(draft, kind, page, box)
            made.append(key)
            return draft

        self.do(tr("追加"), add)
        self._choose(made)

    def _move(self, right: float, down: float) -> None:
        chosen = list(self.canvas.chosen)
        self.do(
            tr("移動", "undo"), lambda draft: edit.moved(draft, chosen, right, down)
        )

    def _stretch(self, key: Key, box: Box) -> None:
        self.do(tr("大きさ"), lambda draft: edit.resized(draft, key, box))

    def _change(self, key: Key, shape: FieldShape) -> None:
        new_key = (key[0], shape.id) if key[1] else (shape.id, "")
        self.canvas.chosen = [new_key if k == key else k for k in self.canvas.chosen]
        self.do(tr("変更", "undo"), lambda draft: edit.with_part(draft, key, shape))

    # Trying and saving.

    def try_on(self, scans: Sequence[Path]) -> None:
        """Read scans with the draft in a process of its own."""
        if self.draft and self._is_sound(tr("試せません")):
            self.jobs.try_on(self.draft, self.source, scans)

    def _on_tried(self, told: Told, pictures: Sequence[Path]) -> None:
        if self.draft is None:
            return
        template = template_of(text_of(self.draft), self.source)
        labels = {each.id: each.label for each in template.fields}
        self.trial = TrialDialog(self, told, labels, pictures)
        self.trial.open()

    def save(self) -> None:
        """Show what would change in the file, and save it when a person agrees."""
        draft = self.draft
        if draft is None or not self._is_sound(tr("保存できません")):
            return
        lines = difference(draft, self.folder)
        if not lines and (self.folder / BLANK_NAME).is_file():
            self.statusBar().showMessage(tr("変わったところはありません。"), 5000)
            return
        self.diff = DiffDialog(self, lines, self.folder)
        self.diff.accepted.connect(self.save_now)
        self.diff.open()

    def save_now(self) -> None:
        """Write the draft into its folder."""
        if self.draft is None or self._history is None:
            return
        try:
            blank = (self.source / BLANK_NAME).read_bytes()
            write_draft(self.draft, blank, self.folder)
            self._history.saved(load_draft(self.folder))
        except (SuiteError, OSError) as error:
            tell_error(self, error)
            return
        self.source = self.folder
        self._show()
        self.statusBar().showMessage(
            tr("保存しました: {folder}").format(folder=self.folder), 8000
        )

    def _is_sound(self, otherwise: str) -> bool:
        if self._problems:
            count = len(self._problems)
            first = self._problems[0]
            tell(
                self,
                tr("直すところが %n 件あるので{otherwise}。{first}", "", count).format(
                    otherwise=otherwise, first=first
                ),
            )
        return not self._problems

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first while something is not saved."""
        if self.is_changed:
            event.ignore()
            self.unless_changed(self._close_unsaved)
            return
        self._memory.remember_layout("template_editor", self.saveGeometry())
        self.keeper.close()
        self.jobs.close()
        self.tasks.wait()
        event.accept()

    def _close_unsaved(self) -> None:
        self._history = None
        self.close()

    def unless_changed(self, then: Callable[[], object]) -> None:
        """Go on, after asking where something is not saved."""
        if not self.is_changed:
            then()
            return
        ask(
            self,
            tr("保存していない変更があります。続けると失われます。"),
            yes=tr("保存せずに続ける(&D)"),
            no=tr("やめる(&C)"),
            then=lambda: (then(), None)[1],
        )

    # Showing.

    def _show(self) -> None:
        draft = self.draft
        self.empty.setVisible(draft is None)
        self.canvas.setVisible(draft is not None)
        self._problems = problems_of(text_of(draft), Path(draft.id)) if draft else []
        if draft:
            self.canvas.show_draft(draft)
            self.tree.show_draft(draft, self.canvas.chosen)
        self.problems.clear()
        self.problems.addItems(self._problems)
        self.problems.setVisible(bool(self._problems))
        self._show_form()
        self._settle()

    def _settle(self) -> None:
        history = self._history
        star = tr("＊") if self.is_changed else ""
        title = f"{self.draft.title} — " if self.draft else ""
        self.setWindowTitle(
            tr("{star}{title}テンプレートの編集").format(star=star, title=title)
        )
        undo, redo = (history.undo_word, history.redo_word) if history else ("", "")
        name_steps((self.undo_action, undo), (self.redo_action, redo))
        self.keeper.note_change()

    def _choose(self, keys: Sequence[Key]) -> None:
        self.canvas.choose(keys)
        self.tree.select(keys)
        self._show_form()

    def _choose_entry(self, entry_id: str) -> None:
        if self.draft:
            self._choose([k for k in edit.parts_of(self.draft) if k[0] == entry_id])

    def _go_to(self, problem: str) -> None:
        """Choose the field that a problem names first."""
        keys = edit.parts_of(self.draft) if self.draft else ()
        if (key := key_in(problem, keys)) is not None:
            self._choose([key])

    def _show_form(self) -> None:
        chosen = self.canvas.chosen
        if self.draft is None or len(chosen) != 1:
            self.form.show_none(len(chosen))
        else:
            self.form.show_part(self.draft, chosen[0])

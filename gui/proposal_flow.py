"""A file dropped anywhere: ask which robot it is for, the likeliest first."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.drop_zone import any_filters
from gui.fitting import open_at
from gui.messages import tell_error
from gui.reading_dialog import ReadingDialog
from gui.tasks import Task, Tasks
from gui.words import tr
from rpa_suite.app.proposing import Proposal


class ProposalDialog(QDialog):
    """Asks which robot shall take the files; Enter takes the first.

    Signals:
        taken: The id of the robot.
    """

    taken = Signal(str)

    def __init__(
        self, names: Sequence[str], proposals: Sequence[Proposal], *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("取り込むロボット"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 620, 420)
        self._proposals = proposals
        more = tr(" ほか{n}件").format(n=len(names) - 1) if len(names) > 1 else ""
        heading = QLabel(
            tr("「{file}」{more}を取り込むロボット").format(file=names[0], more=more)
        )
        heading.setObjectName("summary")
        heading.setWordWrap(True)
        told = QLabel(
            tr("合う順に並べました。次の画面で内容を確かめてから取り込みます。")
        )
        told.setObjectName("muted")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("合うロボットの一覧"))
        self.list.setObjectName("proposals")
        self.all = QCheckBox(tr("ほかのロボットも見る(&A)"))
        sure = [each for each in proposals if each.is_sure]
        self.all.setVisible(bool(sure) and len(sure) < len(proposals))
        self.take_button = QPushButton(tr("内容を確かめる(&T)"))
        self.take_button.setObjectName("primary")
        self.take_button.setDefault(True)
        cancel = QPushButton(tr("やめる(&C)"))
        cancel.setAutoDefault(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self.all)
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        bottom.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(told)
        column.addWidget(self.list, 1)
        column.addLayout(bottom)
        self.all.toggled.connect(lambda _: self._fill())
        self.list.itemActivated.connect(lambda _: self._take())
        self.take_button.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        self._fill()
        self.list.setFocus()

    def _fill(self) -> None:
        sure = [each for each in self._proposals if each.is_sure]
        shown = self._proposals if self.all.isChecked() or not sure else sure
        self.list.clear()
        for each in shown:
            robot = each.robot
            entry = QListWidgetItem(
                tr("{task}　{title}　（{section}）\n{why}").format(
                    task=robot.task,
                    title=robot.title,
                    section=robot.section,
                    why=each.why,
                )
            )
            entry.setData(Qt.ItemDataRole.UserRole, robot.id)
            self.list.addItem(entry)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        entry = self.list.currentItem()
        if entry is not None:
            self.taken.emit(entry.data(Qt.ItemDataRole.UserRole))
            self.accept()


class ProposalFlow(QObject):
    """Looks at the first file and asks.

    Signals:
        taken: The id of the robot, and the files.
    """

    taken = Signal(str, list)

    def __init__(self, *, desk: Desk, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._tasks = tasks
        self._window = window

    def choose(self, folder: Path) -> None:
        """Ask for files, then which robot they are for."""
        dialog = QFileDialog(self._window, tr("ファイルを選ぶ"), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(any_filters())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(
            lambda names: self.take([Path(name) for name in names])
        )
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Ask which robot these files are for."""
        if not paths:
            return
        looking = ReadingDialog(paths[0].name, self._window)
        task = self._tasks.run_long(
            self,
            lambda report: self._desk.importing.proposals(paths[0]),
            done=lambda proposals: self._ask(paths, proposals),
            failed=self._tell,
        )
        looking.cancel_wanted.connect(lambda: self._cancel(task))
        task.ended.connect(looking.finish)
        looking.open()

    def _cancel(self, task: Task) -> None:
        task.cancel()
        self._tasks.run(
            self,
            self._desk.importing.cancel_reading,
            done=lambda _: None,
            failed=self._tell,
        )

    def _ask(self, paths: Sequence[Path], proposals: Sequence[Proposal]) -> None:
        dialog = ProposalDialog(
            [path.name for path in paths], proposals, parent=self._window
        )
        dialog.taken.connect(lambda robot_id: self.taken.emit(robot_id, list(paths)))
        dialog.open()

    def _tell(self, error: Exception) -> None:
        tell_error(self._window, error)

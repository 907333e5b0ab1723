"""The place to drop files on, with a button that does the same."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from gui.words import tr
from rpa_suite.model.robots import Robot

_SCANS = "*.pdf *.tif *.tiff *.jpg *.jpeg *.png"
_TABLES = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls"


class DropZone(QFrame):
    """Takes any local file; whether the robot can use it is the office's to say.

    Signals:
        dropped: The paths, as a list of ``Path``.
        wanted: The button was pressed.
    """

    dropped = Signal(list)
    wanted = Signal()

    def __init__(self, robot: Robot) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        headline = QLabel(tr("ここにファイルをドロップ"))
        headline.setObjectName("section")
        kinds = QLabel(accepted_words(robot))
        kinds.setObjectName("muted")
        kinds.setWordWrap(True)
        self.button = QPushButton(tr("ファイルを選ぶ(&O)…"))
        self.button.setToolTip("Ctrl+O")
        self.button.clicked.connect(self.wanted)

        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(headline)
        words.addWidget(kinds)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files, and show it."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self._show_hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._show_hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self._show_hover(False)
        event.acceptProposedAction()
        self.dropped.emit(local_files(event.mimeData()))

    def _show_hover(self, hovered: bool) -> None:
        self.setProperty("hovered", hovered)
        self.style().unpolish(self)
        self.style().polish(self)


def local_files(data: QMimeData) -> list[Path]:
    """Return the paths of the files carried; folders and web links are left out."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in paths if not path.is_dir()]


def accepted_words(robot: Robot) -> str:
    """Return what the robot takes, in words."""
    kinds: list[str] = []
    if robot.form:
        kinds.append(tr("帳票のスキャン（PDF・TIFF・JPEG・PNG）"))
    if robot.table:
        kinds.append(tr("表（CSV・Excel）"))
    return tr("{kinds}を受け取ります。取り込む前に内容を確かめられます。").format(
        kinds=tr("、").join(kinds)
    )


def any_filters() -> list[str]:
    """Return the name filters of a file dialog for any robot."""
    return [
        tr("取り込めるファイル ({kinds})").format(kinds=f"{_SCANS} {_TABLES}"),
        tr("すべてのファイル (*)"),
    ]


def dialog_filters(robot: Robot) -> Iterable[str]:
    """Yield the name filters of the file dialog, the robot's own kinds first."""
    if robot.form:
        yield tr("帳票のスキャン ({scans})").format(scans=_SCANS)
    if robot.table:
        yield tr("CSV・Excel ({tables})").format(tables=_TABLES)
    yield tr("すべてのファイル (*)")

"""列の対応: which column of a sender's file is which of the robot's."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.fitting import open_at
from gui.note import Note
from gui.words import QT_TR_NOOP, tr
from rpa_suite.model.robots import TableInput
from rpa_suite.tables.header_row import folded

_NONE = QT_TR_NOOP("（使わない）")
_ALIKE = 0.5  # of the letters of two names; else nothing is proposed


class ColumnDialog(QDialog):
    """Asks for every column of the robot; what is likely is chosen already.

    Signals:
        named: File's column to the robot's column.
    """

    named = Signal(object)

    def __init__(
        self,
        layout: TableInput,
        written: Sequence[str],
        samples: Mapping[str, str],
        *,
        file_name: str,
        known: Mapping[str, str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("列の対応"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 680, 620)
        self._layout = layout
        self._samples = samples
        self.boxes: dict[str, QComboBox] = {}
        self._examples: dict[str, QLabel] = {}
        heading = QLabel(tr("「{file}」の列を選んでください").format(file=file_name))
        heading.setObjectName("summary")
        heading.setWordWrap(True)
        told = QLabel(tr("次からは、同じ見出しのファイルをこの対応で自動で読みます。"))
        told.setObjectName("muted")
        self.missing = Note()
        self.take_button = QPushButton(tr("この対応で読む(&T)"))
        self.take_button.setObjectName("primary")
        self.take_button.setDefault(True)
        self.take_button.clicked.connect(self._take)
        cancel = QPushButton(tr("やめる(&C)"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)

        inside = QWidget()
        inside.setObjectName("white")
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(14)
        for column, words in enumerate(
            (tr("ロボットの項目"), tr("ファイルの列"), tr("1行目の値"))
        ):
            head = QLabel(words)
            head.setObjectName("section")
            grid.addWidget(head, 0, column)
        names = [name for name in written if name]
        proposed = _proposed(layout, names, known)
        ordered = [
            *layout.required,
            *(c for c in layout.columns if c not in layout.required),
        ]
        for row, name in enumerate(ordered, start=1):
            required = name in layout.required
            label = QLabel(tr("{name}　必須").format(name=name) if required else name)
            label.setObjectName("section" if required else "")
            box = QComboBox()
            box.setAccessibleName(tr("{name}の列").format(name=name))
            box.addItem(tr(_NONE), "")
            for each in names:
                box.addItem(each, each)
            box.setCurrentIndex(max(0, box.findData(proposed.get(name, ""))))
            box.currentIndexChanged.connect(lambda _: self._settle())
            example = QLabel()
            example.setObjectName("muted")
            for column, widget in enumerate((label, box, example)):
                grid.addWidget(widget, row, column)
            self.boxes[name] = box
            self._examples[name] = example
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        bottom.addWidget(self.take_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(8)
        whole.addWidget(heading)
        whole.addWidget(told)
        whole.addWidget(area, 1)
        whole.addWidget(self.missing)
        whole.addLayout(bottom)
        self._settle()

    def _settle(self) -> None:
        chosen = {name: str(box.currentData()) for name, box in self.boxes.items()}
        for name, its in chosen.items():
            self._examples[name].setText(self._samples.get(its, "") if its else "")
        used = [its for its in chosen.values() if its]
        twice = sorted({its for its in used if used.count(its) > 1})
        lacking = [name for name in self._layout.required if not chosen[name]]
        if twice:
            self.missing.say(
                tr("列「{columns}」を2回選んでいます。").format(
                    columns=tr("」「").join(twice)
                )
            )
        elif lacking:
            self.missing.say(
                tr("必須の「{fields}」を選んでください。").format(
                    fields=tr("」「").join(lacking)
                )
            )
        else:
            self.missing.say("")
        self.take_button.setEnabled(not twice and not lacking)

    def _take(self) -> None:
        self.named.emit(
            {
                str(box.currentData()): name
                for name, box in self.boxes.items()
                if box.currentData()
            }
        )
        self.accept()


def _proposed(
    layout: TableInput, written: Sequence[str], known: Mapping[str, str]
) -> dict[str, str]:
    """Return the robot's column to the file's column that is likely meant."""
    found = {ours: its for its, ours in known.items()}
    for name in layout.columns:
        if name not in found:
            same = next((w for w in written if folded(w) == folded(name)), None)
            if same and same not in found.values():
                found[name] = same
    for name in layout.columns:
        free = [w for w in written if w not in found.values()]
        if name in found or not free:
            continue
        best = max(free, key=lambda w: _likeness(name, w))
        if _likeness(name, best) >= _ALIKE:
            found[name] = best
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other)).ratio()

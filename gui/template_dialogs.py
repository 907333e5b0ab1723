"""The small windows of the template editor: a new form, the diff, changes, a trial."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.fitting import open_at
from gui.note import Note
from gui.plain_table import PlainTable
from gui.scan_view import ScanView
from gui.shades import shade
from gui.words import QT_TR_NOOP, tr
from rpa_suite.errors import InputError
from rpa_suite.ocr.template_saving import check_names

CHANGE_COLOURS: Mapping[str, QColor] = {
    "moved": QColor("#1f5f99"),
    "changed": QColor("#9a4a00"),
    "new": QColor("#17602e"),
    "gone": QColor("#961a1a"),
}
CHANGE_WORDS: Mapping[str, str] = {
    "same": QT_TR_NOOP("そのまま"),
    "moved": QT_TR_NOOP("移動"),
    "changed": QT_TR_NOOP("変更"),
    "new": QT_TR_NOOP("新しい"),
    "gone": QT_TR_NOOP("なくなった"),
}
_WIDEST = 170  # of a column of a trial; the reasons need the rest


class NamesDialog(QDialog):
    """Asks what a new template is called; wrong names are told while typing."""

    def __init__(
        self, parent: QWidget, root: Path, source: Path, *, name: str = ""
    ) -> None:
        super().__init__(parent)
        self._root = root
        self.setWindowTitle(tr("新しいテンプレート"))
        self.setMinimumWidth(460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        guess = re.sub(r"[^a-z0-9]+", "_", source.stem.lower()).strip("_")
        self.name = QLineEdit(name or (guess if re.match(r"[a-z]", guess) else ""))
        self.name.setPlaceholderText(tr("例: child_allowance_claim"))
        self.code = QLineEdit()
        self.code.setPlaceholderText(tr("QR があれば空でかまいません（例: OTA-F7）"))
        self.edition = QLineEdit()
        self.edition.setPlaceholderText(tr("QR があれば空でかまいません（例: R8）"))
        self.wrong = Note()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(
            tr("項目を探す(&F)")
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(QLabel(tr("記入前の帳票: {file}").format(file=source.name)))
        form.addRow(tr("テンプレートの名前(&N)"), self.name)
        form.addRow(tr("帳票ID(&C)"), self.code)
        form.addRow(tr("版(&E)"), self.edition)
        form.addRow(self.wrong)
        form.addRow(self.buttons)
        for line in (self.name, self.code, self.edition):
            line.textChanged.connect(lambda _: self._check())
        self._check()

    @property
    def folder(self) -> Path:
        """Where the template shall lie."""
        return self._root / self.name.text().strip()

    def arguments(self) -> list[str]:
        """Return what the command line is told of code and edition."""
        said = []
        for option, line in (("--code", self.code), ("--edition", self.edition)):
            if text := line.text().strip():
                said += [option, text]
        return said

    def _check(self) -> None:
        problem = ""
        try:
            check_names(
                self.folder,
                code=self.code.text().strip() or None,
                edition=self.edition.text().strip() or None,
            )
        except InputError as error:
            problem = str(error)
        name = self.name.text().strip()
        self.wrong.say(problem if name else "", tone="trouble")
        if (form := self.layout()) and name:
            form.activate()
            needed = form.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problem)


class DiffDialog(QDialog):
    """Shows what saving would change in the file, and asks."""

    def __init__(self, parent: QWidget, lines: Sequence[str], folder: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("保存"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 760, 560)
        added = sum(x.startswith("+") and not x.startswith("+++") for x in lines)
        gone = sum(x.startswith("-") and not x.startswith("---") for x in lines)
        self.summary = QLabel(
            tr("{path}\n増える行 {added}、消える行 {gone}").format(
                path=folder / "template.toml", added=added, gone=gone
            )
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("保存で変わる行"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setFamilies([font.family(), "Noto Sans Mono CJK JP", "MS Gothic"])
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.text.setFont(font)
        self._fill(lines)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save
            | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)

    def _fill(self, lines: Sequence[str]) -> None:
        cursor = self.text.textCursor()
        for line in lines:
            shape = QTextCharFormat()
            if line.startswith("+"):
                shape.setBackground(shade("#dff1e3"))
            elif line.startswith("-"):
                shape.setBackground(shade("#fbe0e0"))
            elif line.startswith("@@"):
                shape.setForeground(shade("#5a6872"))
            cursor.insertText(line + "\n", shape)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


class ChangesDialog(QDialog):
    """What moved, what is new and what is gone against last year's template.

    Signals:
        wanted: Entry id of the row that was chosen.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget, told: Mapping[str, Any]) -> None:
        super().__init__(parent)
        self.setWindowTitle(
            tr("去年（{edition}）との違い").format(edition=told["from"])
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 640, 420)
        changes = [each for each in told["changes"] if each["what"] != "same"]
        same = len(told["changes"]) - len(changes)
        counts = tr("、").join(
            f"{tr(word)} {number}"
            for what, word in CHANGE_WORDS.items()
            if what != "same"
            and (number := sum(each["what"] == what for each in changes))
        )
        self.summary = QLabel(
            tr("{counts}（そのまま {same}）").format(
                counts=counts or tr("違いはありません"), same=same
            )
        )
        self.summary.setObjectName("section")
        self._whats = [each["what"] for each in changes]
        self.table = PlainTable(
            (tr("変わりかた"), tr("項目"), tr("名前"), tr("内容")),
            name=tr("去年との違い"),
            stretch=3,
            empty=tr("違いはありません"),
        )
        self.table.fill(
            [
                (tr(CHANGE_WORDS[e["what"]]), e["label"], e["id"], e["note"])
                for e in changes
            ],
            choose=False,
        )
        self._tint()
        self.table.currentCellChanged.connect(
            lambda row, *_: (
                self.wanted.emit(changes[row]["id"].split("[")[0])
                if 0 <= row < len(changes)
                else None
            )
        )
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        if told["rules_dropped"]:
            column.addWidget(
                Note(
                    tr("項目がなくなったため外した決まり: ")
                    + " / ".join(told["rules_dropped"])
                )
            )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the day or the night."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        for row, what in enumerate(self._whats):
            if cell := self.table.item(row, 0):
                cell.setForeground(shade(CHANGE_COLOURS[what].name()))


class TrialDialog(QDialog):
    """Scans read with the draft: pages with readings drawn, doubts beside them."""

    def __init__(
        self,
        parent: QWidget,
        told: Mapping[str, Any],
        labels: Mapping[str, str],
        pictures: Sequence[Path],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("スキャンで試す"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 1120, 760)
        self._forms = told["forms"]
        self._labels = labels
        self._pictures = pictures
        fields = told["fields"]
        written = sum(each["written"] for each in fields)
        doubted = sum(each["doubted"] for each in fields)
        known = sum(each["known"] for each in fields)
        right = sum(each["right"] for each in fields)
        said = tr(
            "%n 枚を読みました。記入 {written}、人が見る {doubted}", "", told["read"]
        ).format(written=written, doubted=doubted)
        if known:
            said += tr("、正解とくらべて {right}/{known} が一致").format(
                right=right, known=known
            )
        if told["unread"]:
            said += tr("。読めなかった票 {unread} 枚").format(unread=told["unread"])
        self.summary = QLabel(said)
        self.summary.setObjectName("section")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("票"))
        for number, form in enumerate(self._forms, start=1):
            doubts = sum(bool(each["doubt"]) for each in form["readings"])
            end = (
                tr("読めません")
                if form["problem"]
                else tr("人が見る {doubts}").format(doubts=doubts)
            )
            self.list.addItem(
                tr("{number}. {file}（{end}）").format(
                    number=number, file=form["file"], end=end
                )
            )
        self.note = Note()
        self.table = PlainTable(
            (tr("項目"), tr("読み取り"), tr("人が見る理由")),
            name=tr("読み取り"),
            stretch=2,
            empty=tr("読み取った項目はありません。"),
            wraps=True,
        )
        self.view = ScanView()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addWidget(self.table, 3)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.view)
        both.setSizes([520, 600])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.addWidget(self.summary)
        whole.addWidget(both, 1)
        whole.addLayout(bottom)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._forms):
            return
        form = self._forms[row]
        self.note.say(form["problem"], tone="trouble")
        shown = [r for r in form["readings"] if r.get("value") or r["doubt"]]
        # What a person would have to look at comes first.
        shown.sort(key=lambda each: not each["doubt"])
        marks = {"true": "✓", "present": tr("あり")}
        self.table.fill(
            [
                (
                    self._labels.get(each["field"], each["field"]),
                    marks.get(each.get("value"), each.get("value") or ""),
                    each["doubt"] or "",
                )
                for each in shown
            ],
            choose=False,
            widest=_WIDEST,
        )
        pages = {
            int(found[2]): QImage(str(path))
            for path in self._pictures
            if (found := re.fullmatch(r"form(\d+)-p(\d+)\.png", path.name))
            and int(found[1]) == row + 1
        }
        self.view.show_pages(pages, (), paper_width=210.0)

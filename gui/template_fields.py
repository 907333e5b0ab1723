"""What one field says: id, label, kind, rule, who looks, and where it lies."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.words import QT_TR_NOOP, tr
from rpa_suite.model.forms import Box, FieldKind, MarkStyle, Mask, Verify
from rpa_suite.ocr.template_draft import Draft
from rpa_suite.ocr.template_edit import Key, extent, part, retyped
from rpa_suite.ocr.template_file import FieldShape, OptionShape, TableShape

KINDS: Mapping[FieldKind, str] = {
    FieldKind.TEXT: QT_TR_NOOP("文字（氏名・住所など）"),
    FieldKind.KANA: QT_TR_NOOP("カナ"),
    FieldKind.DIGITS: QT_TR_NOOP("数字"),
    FieldKind.CODE: QT_TR_NOOP("英数字"),
    FieldKind.DATE: QT_TR_NOOP("日付"),
    FieldKind.AMOUNT: QT_TR_NOOP("金額"),
    FieldKind.PHONE: QT_TR_NOOP("電話番号"),
    FieldKind.POSTAL_CODE: QT_TR_NOOP("郵便番号"),
    FieldKind.MY_NUMBER: QT_TR_NOOP("個人番号"),
    FieldKind.CORPORATE_NUMBER: QT_TR_NOOP("法人番号"),
    FieldKind.CHOICE: QT_TR_NOOP("選択（丸・チェック）"),
    FieldKind.CHECK: QT_TR_NOOP("チェック"),
    FieldKind.SIGNATURE: QT_TR_NOOP("署名（有無だけ）"),
}
VERIFY: Mapping[Verify, str] = {
    Verify.NONE: QT_TR_NOOP("見ない"),
    Verify.SINGLE: QT_TR_NOOP("1 人が見る"),
    Verify.DOUBLE: QT_TR_NOOP("2 人が見る（二人確認）"),
}
MASKS: Mapping[Mask, str] = {
    Mask.NONE: QT_TR_NOOP("そのまま見せる"),
    Mask.PARTIAL: QT_TR_NOOP("一部だけ見せる"),
    Mask.FULL: QT_TR_NOOP("隠す"),
}
CHECKS: Mapping[str, str] = {
    "": QT_TR_NOOP("なし"),
    "my_number": QT_TR_NOOP("個人番号の検査数字"),
    "corporate_number": QT_TR_NOOP("法人番号の検査数字"),
    "phone": QT_TR_NOOP("電話番号の桁"),
    "postal_code": QT_TR_NOOP("郵便番号の存在"),
    "bank_code": QT_TR_NOOP("金融機関コード"),
    "branch_code": QT_TR_NOOP("支店コード"),
    "account_number": QT_TR_NOOP("口座番号"),
}
_NOTHING = QT_TR_NOOP(
    "項目を選ぶと、ここで名前・種類・確認のしかたを直せます。\n\n"
    "Ctrl か Shift を押しながら選ぶと、まとめて動かしたり、"
    "そろえたり、連番を付けたりできます。"
)


class FieldForm(QWidget):
    """Shows one part and tells what a person changed of it.

    Signals:
        changed: (key, new shape).
        placed: (key, box) where and how large the part shall be.
        table_changed: (entry id, new table).
    """

    changed = Signal(object, object)
    placed = Signal(object, object)
    table_changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._key: Key | None = None
        self._shape: FieldShape | None = None
        self._table: TableShape | None = None
        self.nothing = QLabel(tr(_NOTHING))
        self.nothing.setWordWrap(True)
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self.show_none()

    def _make_widgets(self) -> None:
        self.id = QLineEdit()
        self.label = QLineEdit()
        self.kind = _combo(KINDS)
        self.required = QCheckBox(tr("必ず書く欄"))
        self.verify = _combo(VERIFY)
        self.masking = _combo(MASKS)
        self.check = _combo(CHECKS)
        self.person = QLineEdit()
        self.person.setPlaceholderText(tr("例: claimant（氏名とフリガナを同じ人に）"))
        self.lines = QSpinBox()
        self.lines.setRange(1, 9)
        self.cells = QLineEdit()
        self.cells.setPlaceholderText(tr("マスの数（例: 4-4-4）"))
        self.ticks = QCheckBox(tr("□ にチェックする形（丸で囲まない）"))
        self.options = QPlainTextEdit()
        self.options.setFixedHeight(92)
        self.options.setPlaceholderText(
            tr("1 行に 1 つ。値と印刷がちがうときは 値=印刷")
        )
        self.left, self.top, self.width_, self.height_ = (_length() for _ in range(4))
        self.rows = QSpinBox()
        self.rows.setRange(1, 50)
        self.pitch = _length()
        self.pitch.setDecimals(2)
        for widget, name in (
            (self.id, tr("名前")),
            (self.label, tr("見出し")),
            (self.options, tr("選択肢")),
            (self.cells, tr("マスの数")),
            (self.person, tr("だれの氏名か")),
        ):
            widget.setAccessibleName(name)

    def _lay_out(self) -> None:
        self.form = QFormLayout()
        self.form.addRow(tr("見出し(&L)"), self.label)
        self.form.addRow(tr("名前(&I)"), self.id)
        self.form.addRow(tr("種類(&K)"), self.kind)
        self.form.addRow("", self.required)
        self.form.addRow(tr("確認(&V)"), self.verify)
        self.form.addRow(tr("画面での表示(&M)"), self.masking)
        self.form.addRow(tr("検査(&C)"), self.check)
        self.form.addRow(tr("だれの"), self.person)
        self.form.addRow(tr("行数"), self.lines)
        self.form.addRow(tr("マス"), self.cells)
        self.form.addRow("", self.ticks)
        self.form.addRow(tr("選択肢(&O)"), self.options)
        self.form.addRow(tr("左・上 (mm)"), _side_by_side(self.left, self.top))
        self.form.addRow(tr("幅・高さ (mm)"), _side_by_side(self.width_, self.height_))
        self.form.addRow(tr("表の行数"), self.rows)
        self.form.addRow(tr("行の間隔 (mm)"), self.pitch)
        self.fields = QWidget()
        self.fields.setLayout(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.nothing)
        column.addWidget(self.fields)
        column.addStretch(1)

    def _connect(self) -> None:
        for line in (self.id, self.label, self.person, self.cells):
            line.editingFinished.connect(self._tell)
        for combo in (self.verify, self.masking, self.check):
            combo.activated.connect(lambda _: self._tell())
        self.kind.activated.connect(lambda _: self._tell_kind())
        for box in (self.required, self.ticks):
            box.clicked.connect(lambda _: self._tell())
        self.lines.valueChanged.connect(lambda _: self._tell())
        self.options.textChanged.connect(self._tell)
        for length in (self.left, self.top, self.width_, self.height_):
            length.valueChanged.connect(lambda _: self._tell_place())
        self.rows.valueChanged.connect(lambda _: self._tell_table())
        self.pitch.valueChanged.connect(lambda _: self._tell_table())

    def show_none(self, count: int = 0) -> None:
        """Show that nothing, or more than one part, is chosen."""
        self._key = None
        self.nothing.setText(
            tr("%n 項目を選んでいます。", "", count) if count else tr(_NOTHING)
        )
        self.nothing.show()
        self.fields.hide()

    def show_part(self, draft: Draft, key: Key) -> None:
        """Show one part of a draft."""
        shape, entry, box = part(draft, key), draft.entry(key[0]), extent(draft, key)
        self._shape = shape
        is_same = key == self._key
        self._key = key
        self._table = entry if isinstance(entry, TableShape) else None
        self.nothing.hide()
        self.fields.show()
        blockers = [QSignalBlocker(widget) for widget in self._widgets()]
        self.id.setText(shape.id)
        self.label.setText(shape.label)
        self.kind.setCurrentIndex(self.kind.findData(shape.kind))
        self.required.setChecked(shape.required)
        self.verify.setCurrentIndex(self.verify.findData(shape.verify))
        self.masking.setCurrentIndex(self.masking.findData(shape.mask))
        self.check.setCurrentIndex(
            max(0, self.check.findData(shape.checks[0] if shape.checks else ""))
        )
        self.person.setText(shape.person or "")
        self.lines.setValue(shape.lines)
        self.cells.setText("-".join(str(int(run[2])) for run in shape.cells))
        self.ticks.setChecked(shape.mark is MarkStyle.TICK)
        said = "\n".join(_option_line(v, at) for v, at in shape.options.items())
        # What is being typed keeps its cursor.
        if not (is_same and self.options.hasFocus()):
            self.options.setPlainText(said)
        for spin, value in (
            (self.left, box.left),
            (self.top, box.top),
            (self.width_, box.width),
            (self.height_, box.height),
        ):
            spin.setValue(value)
        if self._table:
            self.rows.setValue(self._table.rows)
            self.pitch.setValue(self._table.pitch)
        del blockers
        self._show_rows(shape)

    def _show_rows(self, shape: FieldShape) -> None:
        is_name = shape.kind in (FieldKind.TEXT, FieldKind.KANA)
        for widget, wanted in (
            (self.person, is_name),
            (self.lines, shape.kind is FieldKind.TEXT),
            (self.cells, bool(shape.cells)),
            (self.ticks, shape.kind is FieldKind.CHOICE),
            (self.options, bool(shape.options)),
            (self.check, bool(shape.cells)),
            (self.rows, self._table is not None),
            (self.pitch, self._table is not None),
        ):
            self.form.setRowVisible(widget, wanted)
        can_stretch = bool(shape.box) or (bool(shape.cells) and not shape.options)
        self.width_.setEnabled(can_stretch)
        self.height_.setEnabled(can_stretch)

    def _widgets(self) -> tuple[QWidget, ...]:
        return (
            self.id,
            self.label,
            self.kind,
            self.required,
            self.verify,
            self.masking,
            self.check,
            self.person,
            self.lines,
            self.cells,
            self.ticks,
            self.options,
            self.left,
            self.top,
            self.width_,
            self.height_,
            self.rows,
            self.pitch,
        )

    # What a person changed.

    def _tell(self) -> None:
        if self._key is None or self._shape is None:
            return
        shape = self._shape
        check = self.check.currentData()
        update: dict[str, Any] = {
            "id": self.id.text().strip(),
            "label": self.label.text().strip() or shape.label,
            "required": self.required.isChecked(),
            "verify": Verify(self.verify.currentData()),
            "mask": Mask(self.masking.currentData()),
            "checks": [check] if check else [],
            "person": self.person.text().strip() or None,
            "lines": self.lines.value(),
            "mark": MarkStyle.TICK if self.ticks.isChecked() else MarkStyle.CIRCLE,
            "cells": _with_counts(shape.cells, self.cells.text()),
            "options": _with_words(shape.options, self.options.toPlainText()),
        }
        self._emit(shape.model_copy(update=update))

    def _tell_kind(self) -> None:
        if self._shape is not None:
            # Qt keeps of an enum of strings only the string.
            kind = FieldKind(self.kind.currentData())
            self._emit(retyped(self._shape, kind))

    def _emit(self, shape: FieldShape) -> None:
        if self._key is not None and shape != self._shape:
            self._shape = shape
            self.changed.emit(self._key, shape)

    def _tell_place(self) -> None:
        if self._key is not None:
            box = Box(
                left=self.left.value(),
                top=self.top.value(),
                width=self.width_.value(),
                height=self.height_.value(),
            )
            self.placed.emit(self._key, box)

    def _tell_table(self) -> None:
        if self._table is None:
            return
        update = {"rows": self.rows.value(), "pitch": round(self.pitch.value(), 2)}
        self.table_changed.emit(self._table.id, self._table.model_copy(update=update))


def _combo(words: Mapping[Any, str]) -> QComboBox:
    combo = QComboBox()
    for value, word in words.items():
        combo.addItem(tr(word), value)
    return combo


def _length() -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setRange(0.0, 1000.0)
    spin.setDecimals(1)
    spin.setSingleStep(0.1)
    spin.setKeyboardTracking(False)
    return spin


def _side_by_side(*widgets: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget, 1)
    return both


def _option_line(value: str, at: list[float] | OptionShape) -> str:
    if isinstance(at, OptionShape) and at.word != value:
        return f"{value}={at.word}"
    return value


def _with_words(
    options: Mapping[str, list[float] | OptionShape], text: str
) -> dict[str, list[float] | OptionShape]:
    """Name the places of the options by the lines; a new line gets a place beside."""
    places = [at.at if isinstance(at, OptionShape) else at for at in options.values()]
    if not places:
        return dict(options)
    step = places[-1][0] - places[-2][0] if len(places) > 1 else 12.0
    named: dict[str, list[float] | OptionShape] = {}
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        value, _, word = (part.strip() for part in line.partition("="))
        if number < len(places):
            at = places[number]
        else:
            beyond = number - len(places) + 1
            at = [round(places[-1][0] + beyond * step, 2), *places[-1][1:]]
        named[value] = OptionShape(at=at, word=word) if word else at
    return named


def _with_counts(cells: list[list[float]], text: str) -> list[list[float]]:
    """Give the runs other numbers of cells: ``4-4-4``; nonsense changes nothing."""
    try:
        counts = [int(part) for part in text.replace("－", "-").split("-") if part]
    except ValueError:
        return cells
    if len(counts) != len(cells) or any(count < 1 for count in counts):
        return cells
    return [
        [run[0], run[1], count, *run[3:]]
        for run, count in zip(cells, counts, strict=True)
    ]

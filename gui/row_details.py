"""What is in one previewed row and what must be looked at, the doubtful first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from gui.plain_table import Wrapping, tell_empty
from gui.scan_view import Mark
from gui.style import SEVERITY_TINTS
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.records import PreviewRow, Severity
from rpa_suite.model.forms import Field, FieldKind, FormTemplate, Reading

HEADERS = ("", QT_TR_NOOP("項目"), QT_TR_NOOP("内容"), QT_TR_NOOP("確認すること"))

_SIGNS = {Severity.ERROR: "×", Severity.WARNING: "△"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """One line.

    Attributes:
        number: As framed on the paper; None where nothing is doubtful.
        mark: Where it stands on the paper; None for files and whole-form problems.
    """

    number: int | None = None
    label: str = ""
    text: str = ""
    problem: str = ""
    severity: Severity | None = None
    mark: Mark | None = None


def details_of(
    row: PreviewRow, templates: Mapping[str, FormTemplate]
) -> tuple[Detail, ...]:
    """Return the lines of a row: all fields of a form, the problems of a file's row.

    Args:
        row: A previewed row.
        templates: Known forms; tells label and place of a field.
    """
    template = templates.get(row.form.template_id) if row.form else None
    if row.form is None or template is None:
        return _problems(row)
    readings = {each.field_id: each for each in row.form.readings}
    fields = {each.id: each for each in template.fields}
    doubtful = []
    for number, (field_id, reason) in enumerate(row.doubts.items(), start=1):
        field = fields.get(field_id)
        doubtful.append(
            Detail(
                number=number,
                label=field.label if field else "",
                text=_words(field, readings.get(field_id)) if field else "",
                problem=reason,
                severity=Severity.WARNING,
                mark=_mark(number, field) if field else None,
            )
        )
    told = set(row.doubts.values())
    rest = tuple(each for each in _problems(row) if each.problem not in told)
    sure = tuple(
        Detail(
            label=field.label,
            text=_words(field, readings.get(field.id)),
            mark=_mark(0, field),
        )
        for field in template.fields
        if field.id not in row.doubts and _words(field, readings.get(field.id))
    )
    return (*doubtful, *rest, *sure)


class RowDetails(QTableWidget):
    """Choosing a line shows its place on the paper.

    Signals:
        chosen: The ``Mark`` of the line, if it has one.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, len(HEADERS))
        self._details: Sequence[Detail] = ()
        self.setHorizontalHeaderLabels([tr(each) for each in HEADERS])
        self.setAccessibleName(tr("選んだ行の内容と確認すること"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(Wrapping(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        letter = self.fontMetrics().horizontalAdvance("国")
        for column, letters in enumerate((2, 9, 11)):
            self.setColumnWidth(column, letters * letter + 16)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.currentCellChanged.connect(lambda row, *_: self._choose(row))
        # A second click goes back to a field after looking at the whole page.
        self.cellClicked.connect(lambda row, _: self._choose(row))

    def show_details(self, details: Sequence[Detail]) -> None:
        """Replace the lines; none is chosen."""
        self._details = ()
        self.clearSelection()
        self.setCurrentCell(-1, -1)
        self.setRowCount(len(details))
        for row, detail in enumerate(details):
            for column, text in enumerate(
                (_sign(detail), detail.label, detail.text, detail.problem)
            ):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                self.setItem(row, column, cell)
        self._details = details
        self._tint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so where there is nothing to check."""
        super().paintEvent(event)
        tell_empty(self, tr("この行に確認することはありません。"))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the day or the night."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        for row, detail in enumerate(self._details):
            if detail.severity:
                tint = SEVERITY_TINTS[detail.severity]
                for column in range(len(HEADERS)):
                    if cell := self.item(row, column):
                        cell.setBackground(tint.back)
                        cell.setForeground(tint.ink)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._details):
            self.chosen.emit(self._details[row].mark)


def _sign(detail: Detail) -> str:
    """Return the number on the paper, else what the colour says too."""
    if detail.number is not None:
        return str(detail.number)
    return _SIGNS[detail.severity] if detail.severity else ""


def _problems(row: PreviewRow) -> tuple[Detail, ...]:
    ordered = sorted(row.problems, key=lambda each: each.severity is Severity.WARNING)
    return tuple(
        Detail(
            label=each.column or "",
            text=row.cells.get(each.column or "", ""),
            problem=each.message,
            severity=each.severity,
        )
        for each in ordered
    )


def _mark(number: int, field: Field) -> Mark:
    return Mark(number=number, page=field.page, box=field.extent)


def _words(field: Field, reading: Reading | None) -> str:
    """Return a reading as the paper says it: the printed word of a choice."""
    if reading is None:
        return ""
    if not reading.value:
        return reading.text
    match field.kind:
        case FieldKind.CHOICE:
            labels = {option.value: option.label for option in field.options}
            return labels.get(reading.value, reading.value)
        case FieldKind.CHECK:
            return "✓"
        case FieldKind.SIGNATURE:
            return tr("あり")
        case _:
            return reading.value

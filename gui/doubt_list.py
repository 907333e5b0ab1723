"""What must be looked at in one previewed row, numbered as on the paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from gui.preview_model import problem_lines
from gui.scan_view import Mark
from rpa_suite.app.records import PreviewRow
from rpa_suite.model.forms import FormTemplate


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubts:
    """The lines to list, and the marks for those that lie on the paper."""

    lines: tuple[str, ...]
    marks: tuple[Mark, ...]


def doubts_of(row: PreviewRow, templates: Mapping[str, FormTemplate]) -> Doubts:
    """Return what a row's list and page show.

    Args:
        row: A previewed row.
        templates: Known forms; tells label and place of a field.
    """
    template = templates.get(row.form.template_id) if row.form else None
    if template is None or not row.doubts:
        return Doubts(lines=tuple(problem_lines(row)), marks=())
    fields = {each.id: each for each in template.fields}
    lines: list[str] = []
    marks: list[Mark] = []
    for number, (field_id, reason) in enumerate(row.doubts.items(), start=1):
        field = fields.get(field_id)
        lines.append(f"{number}  {field.label if field else field_id}: {reason}")
        if field:
            marks.append(Mark(number=number, page=field.page, box=field.extent))
    told = {reason for reason in row.doubts.values()}
    lines += [each.message for each in row.problems if each.message not in told]
    return Doubts(lines=tuple(lines), marks=tuple(marks))


class DoubtList(QListWidget):
    """Choosing a line shows its place on the paper.

    Signals:
        chosen: The number of the line, from 1.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setAccessibleName("確認すること")
        self.currentRowChanged.connect(lambda row: self.chosen.emit(row + 1))
        # A second click goes back to a field after looking at the whole page.
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item) + 1))

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Replace the lines; none is chosen."""
        self.blockSignals(True)
        self.clear()
        for line in lines or ("確認することはありません。",):
            entry = QListWidgetItem(line)
            if not lines:
                entry.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(entry)
        self.setCurrentRow(-1)
        self.blockSignals(False)

"""例外 as a tree: reasons with their counts, below each the cases."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from gui.headed_model import Index
from gui.item_model import TINT_ROLE
from gui.style import STATE_TINTS
from gui.wording import moment
from gui.words import QT_TR_NOOP, tr
from rpa_suite.app.hand_cases import HandCase

CASE_ROLE = Qt.ItemDataRole.UserRole + 10
HEADERS = (QT_TR_NOOP("理由と明細"), QT_TR_NOOP("状態"))
STATE_COLUMN = 1


class ExceptionModel(QStandardItemModel):
    """Reasons in the order they were given; the cases of one reason by robot."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalHeaderLabels([tr(each) for each in HEADERS])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the tint of a state as the screen is now: by day or by night."""
        if role == TINT_ROLE and index.column() == STATE_COLUMN:
            case = index.sibling(index.row(), 0).data(CASE_ROLE)
            return STATE_TINTS[case.item.state] if case and case.item else None
        return super().data(index, role)

    def show_cases(self, cases: Sequence[HandCase]) -> None:
        """Replace everything."""
        self.removeRows(0, self.rowCount())
        by_reason: dict[str, list[HandCase]] = {}
        for case in cases:
            by_reason.setdefault(case.reason, []).append(case)
        for reason, members in by_reason.items():
            top = _cell(tr("{reason}　{n}件").format(reason=reason, n=len(members)))
            for case in sorted(members, key=lambda c: (c.robot.task, _number(c))):
                top.appendRow(_row(case))
            self.appendRow([top, _cell("")])


class ExceptionFilter(QSortFilterProxyModel):
    """Cases whose words hold what is searched for; their reasons stay above them."""

    def __init__(self, model: ExceptionModel, parent: QObject) -> None:
        super().__init__(parent)
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSourceModel(model)


def _row(case: HandCase) -> list[QStandardItem]:
    number = (
        tr("{number}番").format(number=case.item.number)
        if case.item
        else tr("明細なし")
    )
    told = f"　{case.told}" if case.told else ""
    at = case.discrepancy.found_at if case.discrepancy else None
    at = at or (case.item.updated_at if case.item else None)
    when = f"　{moment(at)}" if at else ""
    name = _cell(f"{case.robot.task}　{number}{told or when}")
    name.setToolTip(f"{case.robot.title}　{number}{told}{when}")
    name.setData(case, CASE_ROLE)
    state = _cell(tr(case.item.state.label) if case.item else tr("突合"))
    return [name, state]


def _cell(text: str) -> QStandardItem:
    cell = QStandardItem(text)
    cell.setEditable(False)
    cell.setToolTip(text)
    return cell


def _number(case: HandCase) -> int:
    return case.item.number if case.item else 0

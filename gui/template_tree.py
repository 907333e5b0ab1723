"""The list of a template's fields, tables with their columns below them."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from gui.words import QT_TR_NOOP, tr
from rpa_suite.model.forms import FieldKind
from rpa_suite.ocr.template_draft import Draft
from rpa_suite.ocr.template_edit import Key
from rpa_suite.ocr.template_file import TableShape

SHORT_KINDS = {
    FieldKind.TEXT: QT_TR_NOOP("文字"),
    FieldKind.KANA: QT_TR_NOOP("カナ"),
    FieldKind.DIGITS: QT_TR_NOOP("数字"),
    FieldKind.CODE: QT_TR_NOOP("英数字"),
    FieldKind.DATE: QT_TR_NOOP("日付"),
    FieldKind.AMOUNT: QT_TR_NOOP("金額"),
    FieldKind.PHONE: QT_TR_NOOP("電話"),
    FieldKind.POSTAL_CODE: QT_TR_NOOP("郵便番号"),
    FieldKind.MY_NUMBER: QT_TR_NOOP("個人番号"),
    FieldKind.CORPORATE_NUMBER: QT_TR_NOOP("法人番号"),
    FieldKind.CHOICE: QT_TR_NOOP("選択"),
    FieldKind.CHECK: QT_TR_NOOP("チェック"),
    FieldKind.SIGNATURE: QT_TR_NOOP("署名"),
}
_KEY_ROLE = Qt.ItemDataRole.UserRole


class FieldTree(QTreeWidget):
    """Shows the parts of a draft in the order of the file.

    Signals:
        chosen: The keys that a person selected.
    """

    chosen = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels([tr("項目"), tr("種類")])
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setAccessibleName(tr("項目の一覧"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemSelectionChanged.connect(self._tell)

    def show_draft(self, draft: Draft, chosen: Iterable[Key]) -> None:
        """Show the parts of a draft."""
        blocker = QSignalBlocker(self)
        self.clear()
        for entry in draft.entries:
            if not isinstance(entry, TableShape):
                self.addTopLevelItem(
                    _item(entry.label, entry.kind, (entry.id, ""), entry.required)
                )
                continue
            table = QTreeWidgetItem(
                [
                    tr("{label}（{rows} 行）").format(
                        label=entry.label, rows=entry.rows
                    ),
                    tr("表"),
                ]
            )
            self.addTopLevelItem(table)
            for column in entry.column:
                key = entry.id, column.id
                table.addChild(_item(column.label, column.kind, key, column.required))
            table.setExpanded(True)
        del blocker
        self.select(chosen)

    def select(self, keys: Iterable[Key]) -> None:
        """Select parts without telling it again."""
        wanted = set(keys)
        blocker = QSignalBlocker(self)
        first = None
        for item in self._items():
            key = item.data(0, _KEY_ROLE)
            is_wanted = key is not None and tuple(key) in wanted
            item.setSelected(is_wanted)
            first = first or (item if is_wanted else None)
        if first is not None:
            self.scrollToItem(first)
        del blocker

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            if top is not None:
                below = (top.child(n) for n in range(top.childCount()))
                found += [top, *(item for item in below if item is not None)]
        return found

    def _tell(self) -> None:
        keys = [item.data(0, _KEY_ROLE) for item in self.selectedItems()]
        self.chosen.emit([tuple(key) for key in keys if key is not None])


def _item(label: str, kind: FieldKind, key: Key, required: bool) -> QTreeWidgetItem:
    item = QTreeWidgetItem(
        [label, tr(SHORT_KINDS[kind]) + (tr("・必須") if required else "")]
    )
    item.setData(0, _KEY_ROLE, key)
    name = ".".join(part for part in key if part)
    item.setToolTip(0, f"{label}\n{name}")
    return item


def key_in(problem: str, keys: Iterable[Key]) -> Key | None:
    """Return the first part that a problem names, as the core writes it."""
    for key in keys:
        name = f"「{key[0]}[1].{key[1]}」" if key[1] else f"「{key[0]}」"
        if name in problem or f"[{key[0]}]" in problem:
            return key
    return None

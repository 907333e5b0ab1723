"""The list of a template's fields, tables with their columns below them."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from rpa_suite.model.forms import FieldKind
from rpa_suite.ocr.template_draft import Draft
from rpa_suite.ocr.template_edit import Key
from rpa_suite.ocr.template_file import TableShape

SHORT_KINDS = {
    FieldKind.TEXT: "文字",
    FieldKind.KANA: "カナ",
    FieldKind.DIGITS: "数字",
    FieldKind.CODE: "英数字",
    FieldKind.DATE: "日付",
    FieldKind.AMOUNT: "金額",
    FieldKind.PHONE: "電話",
    FieldKind.POSTAL_CODE: "郵便番号",
    FieldKind.MY_NUMBER: "個人番号",
    FieldKind.CORPORATE_NUMBER: "法人番号",
    FieldKind.CHOICE: "選択",
    FieldKind.CHECK: "チェック",
    FieldKind.SIGNATURE: "署名",
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
        self.setHeaderLabels(["項目", "種類"])
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setAccessibleName("項目の一覧")
        self.setColumnWidth(0, 176)
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
            table = QTreeWidgetItem([f"{entry.label}（{entry.rows} 行）", "表"])
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
    item = QTreeWidgetItem([label, SHORT_KINDS[kind] + ("・必須" if required else "")])
    item.setData(0, _KEY_ROLE, key)
    item.setToolTip(0, ".".join(part for part in key if part))
    return item

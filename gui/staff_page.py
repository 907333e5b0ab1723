"""職員と役割: who is known, what each may do, and for which 課."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.messages import ask, tell_error
from gui.note import Note
from gui.tasks import Tasks
from gui.words import QT_TR_NOOP, tr
from rpa_suite.model.staff import Duty, Role, Staff

_OPEN = QT_TR_NOOP(
    "管理者が登録されていないので、いまはだれでもすべての操作ができます。"
    "先に自分を「管理者」として登録すると、役割と課による制限が始まります。"
)
_NOT_YOURS = QT_TR_NOOP("変更できるのは管理者だけです。")
_Change = Callable[[], None]


class StaffPage(QWidget):
    """A table of people, and below it the one to add or change.

    Signals:
        changed: Somebody was registered, changed or removed.
    """

    changed = Signal()

    def __init__(self, *, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._people: list[Staff] = []
        self.note = Note()
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(
            [tr("氏名"), tr("アカウント"), tr("役割"), tr("課")]
        )
        self.table.setAccessibleName(tr("職員の一覧"))
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("例: 市川 明子"))
        self.account = QLineEdit()
        self.account.setPlaceholderText(tr("PCにサインインする名前（例: ichikawa）"))
        self.roles = {role: QCheckBox(tr(role.label)) for role in Role}
        self.sections = QListWidget()
        self.sections.setAccessibleName(tr("課（選ばなければ全部の課）"))
        self.sections.setMaximumHeight(96)
        self.save_button = QPushButton(tr("登録する(&S)"))
        self.save_button.setObjectName("primary")
        self.save_button.clicked.connect(self._save)
        self.remove_button = QPushButton(tr("登録を消す(&D)…"))
        self.remove_button.clicked.connect(self._ask_to_remove)
        self._lay_out()
        self.reload()

    def reload(self) -> None:
        """Fetch the people again."""
        permissions = self._desk.permissions
        self._tasks.run(
            self,
            lambda: (
                permissions.everybody(),
                permissions.is_open,
                permissions.may(Duty.MANAGE),
                self._desk.sections(),
            ),
            done=lambda found: self._show(*found),
            failed=self._show_error,
        )

    def _show(
        self,
        people: Sequence[Staff],
        is_open: bool,
        may_manage: bool,
        sections: Sequence[str],
    ) -> None:
        self._people = list(people)
        self.table.setRowCount(len(people))
        for row, each in enumerate(people):
            texts = (each.name, each.account, _roles(each), _sections(each))
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.note.say(tr(_OPEN) if is_open else "" if may_manage else tr(_NOT_YOURS))
        self.sections.clear()
        for section in sections:
            item = QListWidgetItem(section)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.sections.addItem(item)
        if is_open and not people:
            self.account.setText(self._desk.current_user())
            self.roles[Role.ADMIN].setChecked(True)
        for widget in (self.name, self.account, self.sections, *self.roles.values()):
            widget.setEnabled(may_manage)
        self.save_button.setEnabled(may_manage)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.table.currentRow()
        chosen = self._people[row] if 0 <= row < len(self._people) else None
        self.remove_button.setEnabled(
            chosen is not None and self.save_button.isEnabled()
        )
        if chosen is None:
            return
        self.name.setText(chosen.name)
        self.account.setText(chosen.account)
        for role, box in self.roles.items():
            box.setChecked(role in chosen.roles)
        for item in self._section_items():
            ticked = item.text() in chosen.sections
            item.setCheckState(
                Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            )

    def _save(self) -> None:
        person = Staff(
            account=self.account.text().strip(),
            name=self.name.text().strip(),
            roles=frozenset(r for r, box in self.roles.items() if box.isChecked()),
            sections=frozenset(
                item.text()
                for item in self._section_items()
                if item.checkState() is Qt.CheckState.Checked
            ),
        )
        permissions, who = self._desk.permissions, self._desk.current_user()
        self._change(lambda: permissions.register(person, who=who))

    def _ask_to_remove(self) -> None:
        person = self._people[self.table.currentRow()]
        permissions, who = self._desk.permissions, self._desk.current_user()
        ask(
            self,
            tr(
                "{name} さんの登録を消しますか。"
                "これまでの操作の記録は、そのまま残ります。"
            ).format(name=person.name),
            yes=tr("消す"),
            no=tr("消さない"),
            then=lambda: self._change(
                lambda: permissions.dismiss(person.account, who=who)
            ),
        )

    def _change(self, change: _Change) -> None:
        self._tasks.run(
            self, change, done=lambda _: self._on_changed(), failed=self._show_error
        )

    def _on_changed(self) -> None:
        self.reload()
        self.changed.emit()

    def _show_error(self, error: Exception) -> None:
        tell_error(self, error)

    def _section_items(self) -> list[QListWidgetItem]:
        return [self.sections.item(row) for row in range(self.sections.count())]

    def _lay_out(self) -> None:
        boxes = QGridLayout()
        for place, box in enumerate(self.roles.values()):
            boxes.addWidget(box, place // 4, place % 4)
        form = QFormLayout()
        form.addRow(tr("氏名(&N)"), self.name)
        form.addRow(tr("アカウント(&A)"), self.account)
        form.addRow(tr("役割"), boxes)
        form.addRow(tr("課"), self.sections)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addLayout(buttons)


def _roles(person: Staff) -> str:
    return tr("・").join(tr(role.label) for role in Role if role in person.roles)


def _sections(person: Staff) -> str:
    return tr("、").join(sorted(person.sections)) or tr("すべての課")

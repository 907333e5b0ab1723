"""The menus of the launcher and their keys; what they do is told by the window."""

from collections.abc import Collection

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from gui.rights import settle
from gui.template_opening import template_action
from gui.words import tr
from rpa_suite.model.staff import Duty


class Menus:
    """Every entry as an attribute."""

    def __init__(self, window: QMainWindow, *, sorts: bool) -> None:
        self._window = window
        self.open = self._action(tr("ファイルを開く(&O)…"), "Ctrl+O")
        self.export = self._action(tr("結果をExcelへ(&E)…"), "Ctrl+E")
        self.sort = self._action(tr("帳票の束を仕分けて取り込む(&B)…"), "Ctrl+B")
        self.tray = self._action(tr("仕分け不可トレイ(&T)…"), "Ctrl+T")
        self.leave = self._action(tr("終了(&X)"), "Ctrl+Q")
        self.verify = self._action(tr("確認する(&V)…"), "Ctrl+K")
        self.run = self._action(tr("実行(&R)"), "Ctrl+R")
        self.pause = self._action(tr("一時停止・再開(&P)"), "Ctrl+P")
        self.stop = self._action(tr("停止(&S)"), "Esc")
        self.home = self._action(tr("ホーム(&H)"), "Ctrl+H")
        self.exceptions = self._action(tr("例外(&E)"), "Ctrl+J")
        self.refresh = self._action(tr("更新(&R)"), "F5")
        self.find = self._action(tr("ロボットを探す(&F)"), "Ctrl+F")
        self.settings = self._action(tr("設定(&S)…"), "Ctrl+,")
        self.savings = self._action(tr("削減時間（管理職）(&K)…"), "Ctrl+D")
        self.templates = template_action(window)
        self.tour = self._action(tr("はじめての練習(&T)…"), "F1")
        for action in (self.sort, self.tray):
            action.setVisible(sorts)
            action.setEnabled(sorts)
        self._fill()

    def show_rights(self, may: Collection[Duty]) -> None:
        """Grey what the person signed in may not do."""
        sorts = self.sort.isVisible()
        for action, duty, ready in (
            (self.export, Duty.EXPORT, True),
            (self.sort, Duty.IMPORT, sorts),
            (self.tray, Duty.IMPORT, sorts),
            (self.verify, Duty.VERIFY, True),
            (self.run, Duty.RUN, True),
            (self.savings, Duty.SAVINGS, True),
            (self.templates, Duty.AUTHOR, True),
            (self.tour, Duty.IMPORT, True),
        ):
            settle(action, duty, may, ready=ready)

    def _fill(self) -> None:
        groups = {
            tr("ファイル(&F)"): (
                (self.open, self.export),
                (self.sort, self.tray),
                (self.leave,),
            ),
            tr("ロボット(&R)"): ((self.verify, self.run, self.pause, self.stop),),
            tr("表示(&V)"): (
                (self.home, self.exceptions),
                (self.refresh, self.find),
                (self.settings, self.savings, self.templates),
            ),
            tr("ヘルプ(&H)"): ((self.tour,),),
        }
        for title, parts in groups.items():
            menu = self._window.menuBar().addMenu(title)
            menu.setToolTipsVisible(True)
            for number, actions in enumerate(parts):
                if number:
                    menu.addSeparator()
                menu.addActions(list(actions))

    def _action(self, text: str, keys: str) -> QAction:
        action = QAction(text, self._window)
        # Without this, Qt would show the text of the entry as its tooltip.
        action.setToolTip("")
        action.setShortcut(QKeySequence(keys))
        return action

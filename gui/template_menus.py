"""The menus of the template editor, with their keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.template_fields import KINDS
from rpa_suite.ocr.template_edit import Side

if TYPE_CHECKING:
    from gui.template_editor import TemplateEditor

_Entry = tuple[str, str, Callable[[], Any]]


def make_menus(window: "TemplateEditor") -> tuple[QAction, QAction]:
    """Give the window its menus; returns the actions that undo and do again."""
    _menu(
        window,
        "ファイル(&F)",
        ("新しく作る(&N)…", "Ctrl+N", window.asking.begin_new),
        ("開く(&O)…", "Ctrl+O", window.asking.choose_folder),
        ("今年の帳票へ移す(&Y)…", "Ctrl+M", window.asking.begin_move),
        ("保存(&S)…", "Ctrl+S", window.save),
        ("閉じる(&W)", "Ctrl+W", window.close),
    )
    changing = _menu(
        window,
        "編集(&E)",
        ("元に戻す(&U)", "Ctrl+Z", window.undo),
        ("やり直す(&R)", "Ctrl+Y", window.redo),
        ("削除(&D)", "Del", window.remove),
        ("ページの項目をすべて選ぶ(&A)", "Ctrl+A", window.choose_all),
        ("連番を付ける(&N)…", "Ctrl+Shift+N", window.asking.number),
    )
    undo, redo = changing.actions()[:2]
    kinds = changing.addMenu("項目を描く(&P)")
    for kind, word in KINDS.items():
        action = kinds.addAction(word)
        action.triggered.connect(lambda _=False, k=kind: window.draw(k))
    _menu(
        window,
        "配置(&A)",
        ("左をそろえる(&L)", "Ctrl+Shift+L", lambda: window.align(Side.LEFT)),
        ("右をそろえる(&R)", "Ctrl+Shift+R", lambda: window.align(Side.RIGHT)),
        ("上をそろえる(&T)", "Ctrl+Shift+T", lambda: window.align(Side.TOP)),
        ("下をそろえる(&B)", "Ctrl+Shift+B", lambda: window.align(Side.BOTTOM)),
        ("横の間隔をそろえる(&H)", "Ctrl+Shift+H", lambda: window.space(True)),
        ("縦の間隔をそろえる(&V)", "Ctrl+Shift+V", lambda: window.space(False)),
    )
    _menu(
        window,
        "表示(&V)",
        ("ページ全体(&W)", "Ctrl+0", window.canvas.fit),
        ("大きく(&I)", "Ctrl++", lambda: window.canvas.zoom(1.25)),
        ("小さく(&O)", "Ctrl+-", lambda: window.canvas.zoom(0.8)),
        ("次のページ(&N)", "PgDown", lambda: window.turn(1)),
        ("前のページ(&P)", "PgUp", lambda: window.turn(-1)),
    )
    _menu(
        window,
        "試す(&T)",
        ("スキャンで試す(&T)…", "Ctrl+T", window.asking.choose_scans),
    )
    return undo, redo


def _menu(window: "TemplateEditor", title: str, *entries: _Entry) -> QMenu:
    menu = window.menuBar().addMenu(title)
    for text, keys, do in entries:
        action = QAction(text, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, do=do: do())
        menu.addAction(action)
    return menu

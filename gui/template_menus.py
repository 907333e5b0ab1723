"""The menus of the template editor, with their keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.template_fields import KINDS
from gui.words import tr
from rpa_suite.ocr.template_edit import Side

if TYPE_CHECKING:
    from gui.template_editor import TemplateEditor

_Entry = tuple[str, str, Callable[[], Any]]


def make_menus(window: "TemplateEditor") -> tuple[QAction, QAction]:
    """Give the window its menus; returns the actions that undo and do again."""
    _menu(
        window,
        tr("ファイル(&F)"),
        (tr("新しく作る(&N)…"), "Ctrl+N", window.asking.begin_new),
        (tr("開く(&O)…"), "Ctrl+O", window.asking.choose_folder),
        (tr("今年の帳票へ移す(&Y)…"), "Ctrl+M", window.asking.begin_move),
        (tr("保存(&S)…"), "Ctrl+S", window.save),
        (tr("閉じる(&W)"), "Ctrl+W", window.close),
    )
    changing = _menu(
        window,
        tr("編集(&E)"),
        (tr("元に戻す(&U)"), "Ctrl+Z", window.undo),
        (tr("やり直す(&R)"), "Ctrl+Y", window.redo),
        (tr("削除(&D)"), "Del", window.remove),
        (tr("ページの項目をすべて選ぶ(&A)"), "Ctrl+A", window.choose_all),
        (tr("連番を付ける(&N)…"), "Ctrl+Shift+N", window.asking.number),
    )
    undo, redo = changing.actions()[:2]
    kinds = changing.addMenu(tr("項目を描く(&P)"))
    for kind, word in KINDS.items():
        action = kinds.addAction(tr(word))
        action.triggered.connect(lambda _=False, k=kind: window.draw(k))
    _menu(
        window,
        tr("配置(&A)"),
        (tr("左をそろえる(&L)"), "Ctrl+Shift+L", lambda: window.align(Side.LEFT)),
        (tr("右をそろえる(&R)"), "Ctrl+Shift+R", lambda: window.align(Side.RIGHT)),
        (tr("上をそろえる(&T)"), "Ctrl+Shift+T", lambda: window.align(Side.TOP)),
        (tr("下をそろえる(&B)"), "Ctrl+Shift+B", lambda: window.align(Side.BOTTOM)),
        (tr("横の間隔をそろえる(&H)"), "Ctrl+Shift+H", lambda: window.space(True)),
        (tr("縦の間隔をそろえる(&V)"), "Ctrl+Shift+V", lambda: window.space(False)),
    )
    _menu(
        window,
        tr("表示(&V)"),
        (tr("ページ全体(&W)"), "Ctrl+0", window.canvas.fit),
        (tr("大きく(&I)"), "Ctrl++", lambda: window.canvas.zoom(1.25)),
        (tr("小さく(&O)"), "Ctrl+-", lambda: window.canvas.zoom(0.8)),
        (tr("次のページ(&N)"), "PgDown", lambda: _turn(window, 1)),
        (tr("前のページ(&P)"), "PgUp", lambda: _turn(window, -1)),
    )
    _menu(
        window,
        tr("試す(&T)"),
        (tr("スキャンで試す(&T)…"), "Ctrl+T", window.asking.choose_scans),
    )
    return undo, redo


def name_steps(undo: tuple[QAction, str], redo: tuple[QAction, str]) -> None:
    """Say in the menu which step would be undone, and which done again."""
    undoing, step = undo
    undoing.setEnabled(bool(step))
    undoing.setText(
        tr("元に戻す(&U)　{undo}").format(undo=step) if step else tr("元に戻す(&U)")
    )
    doing, step = redo
    doing.setEnabled(bool(step))
    doing.setText(
        tr("やり直す(&R)　{redo}").format(redo=step) if step else tr("やり直す(&R)")
    )


def _menu(window: "TemplateEditor", title: str, *entries: _Entry) -> QMenu:
    menu = window.menuBar().addMenu(title)
    for text, keys, do in entries:
        action = QAction(text, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, do=do: do())
        menu.addAction(action)
    return menu


def _turn(window: "TemplateEditor", by: int) -> None:
    """Show the next or the previous page."""
    if draft := window.draft:
        page = min(max(1, window.canvas.page + by), draft.pages)
        window.canvas.show_page(page)
        window.statusBar().showMessage(
            tr("{page} / {total} ページ").format(page=page, total=draft.pages), 4000
        )

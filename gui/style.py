"""Fonts, colours and the style sheet: calm, plain, readable at any scaling.

Colours are written once, as they are by day; ``gui.shades`` gives those of the night.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from gui.shades import Tint as Tint
from gui.shades import Tints, by_night, sheet_by_night, tint
from rpa_suite.app.records import RowFate, Severity
from rpa_suite.model.work import ItemState

# Windows first, then what Debian brings; Qt takes the first that is installed.
FAMILIES = (
    "Yu Gothic UI",
    "Meiryo UI",
    "Meiryo",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAPGothic",
)
INK = "#1f2a33"
MUTED = "#5a6872"
LINE = "#d5dce1"
PAPER = "#ffffff"
DESK = "#f3f5f7"
ACCENT = "#1f5f99"
CELL_PADDING = 6  # left and right of the words of a table, in pixels


class Appearance(StrEnum):
    """What the clerk wants to see (外観)."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_BLUE = tint("#e1edf9", "#174a80")
_AMBER = tint("#fff1cc", "#6b4700")
_TEAL = tint("#d6eff4", "#07505f")
_VIOLET = tint("#ece3f7", "#53328a")
_ORANGE = tint("#fde5d4", "#843700")
_RED = tint("#fbe0e0", "#961a1a")
_GREEN = tint("#dff1e3", "#17602e")
_GREY = tint("#e9edf0", "#3f4d57")

STATE_TINTS: Mapping[ItemState, Tint] = Tints(
    {
        ItemState.REVIEW: _AMBER,
        ItemState.READY: _BLUE,
        ItemState.ENTERING: _TEAL,
        ItemState.SUBMITTING: _TEAL,
        ItemState.IN_DOUBT: _VIOLET,
        ItemState.REJECTED: _ORANGE,
        ItemState.FAILED: _RED,
        ItemState.HELD: _GREY,
        ItemState.DONE: _GREEN,
        ItemState.ALREADY: _GREY,
        ItemState.BY_HAND: _GREY,
        ItemState.WITHDRAWN: _GREY,
    }
)
FATE_TINTS: Mapping[RowFate, Tint] = Tints(
    {
        RowFate.READY: _BLUE,
        RowFate.REVIEW: _AMBER,
        RowFate.DUPLICATE: _GREY,
        RowFate.ERROR: _RED,
    }
)
SEVERITY_TINTS: Mapping[Severity, Tint] = Tints(
    {
        Severity.WARNING: _AMBER,
        Severity.ERROR: _RED,
    }
)

_CHECK = Path(__file__).with_name("check.png").as_posix()
_CHECK_BY_NIGHT = Path(__file__).with_name("check-night.png").as_posix()
_SHEET = f"""
QWidget#page, QDialog, QMainWindow {{ background: {DESK}; }}
QMenuBar {{ background: {PAPER}; border-bottom: 1px solid {LINE}; }}
QStatusBar {{ color: {MUTED}; }}
QLabel#title {{ font-size: 15pt; font-weight: 600; }}
QLabel#bigchar {{ font-size: 26pt; font-weight: 600; background: {PAPER};
    border: 1px solid {LINE}; border-radius: 6px; padding: 2px 16px; }}
QFrame#beside {{ background: #fff4e0; border: 1px solid #e2bd7d;
    border-radius: 4px; }}
QFrame#beside QLabel {{ background: transparent; border: none; }}
QLabel#summary {{ font-size: 13pt; font-weight: 600; }}
QLabel#muted {{ color: {MUTED}; }}
QLabel#section {{ font-weight: 600; }}
QLabel#badge {{ border-radius: 4px; padding: 1px 8px; font-weight: 600;
    background: #e9edf0; color: #3f4d57; }}
QLabel#badge[production="true"] {{ background: {ACCENT}; color: {PAPER}; }}
QFrame#note {{ background: #fff8e4; border: 1px solid #ecd9a0; border-radius: 4px; }}
QFrame#note[tone="trouble"] {{ background: #fdeeee; border-color: #e8b9b9; }}
QFrame#note[tone="calm"] {{ background: #eef4fa; border-color: #c4d8ec; }}
QFrame#note QLabel {{ background: transparent; border: none; }}
QFrame#drop {{ background: {PAPER}; border: 2px dashed #a9b7c2; border-radius: 8px; }}
QFrame#drop[hovered="true"] {{ background: #e8f1fa; border-color: {ACCENT}; }}
QFrame#card {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 6px; }}
QPushButton {{ padding: 5px 14px; min-height: 20px; border: 1px solid #b9c4cc;
    border-radius: 4px; background: {PAPER}; color: {INK}; }}
QPushButton:hover {{ background: #eef3f7; }}
QPushButton:pressed {{ background: #dde6ed; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 4px 13px; }}
QPushButton:disabled {{ color: #98a4ad; background: #f0f2f4; border-color: #dbe1e5; }}
QToolButton {{ padding: 4px 10px; border: 1px solid #b9c4cc; border-radius: 4px;
    background: {PAPER}; }}
QToolButton:hover {{ background: #eef3f7; }}
QToolButton:disabled {{ color: #98a4ad; background: #f0f2f4;
    border-color: #dbe1e5; }}
QPushButton#primary {{ background: {ACCENT}; border-color: {ACCENT}; color: {PAPER};
    font-weight: 600; }}
QPushButton#primary:hover {{ background: #194f80; }}
QPushButton#primary:focus {{ border: 2px solid {INK}; }}
QPushButton#primary:disabled {{ background: #dde4e9; border-color: #dde4e9;
    color: #71808b; }}
QPushButton#place {{ text-align: left; padding: 7px 12px; border: none;
    border-left: 4px solid transparent; border-radius: 0; background: transparent;
    font-weight: 600; }}
QPushButton#place:hover {{ background: #e6ecf1; }}
QPushButton#place:checked {{ background: #cfe1f3; border-left-color: {ACCENT}; }}
QPushButton#place:focus {{ border: 1px solid {ACCENT}; border-left-width: 4px; }}
QPushButton#total {{ font-size: 13pt; font-weight: 600; padding: 8px 18px;
    border-radius: 6px; min-width: 84px; }}
QPushButton#total:focus {{ border: 2px solid {INK}; padding: 7px 17px; }}
QLabel#advice {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px;
    padding: 8px 12px; }}
QListWidget#proposals::item {{ padding: 8px 10px; border-bottom: 1px solid {LINE}; }}
QListWidget#proposals::item:selected {{ background: #cfe1f3; color: {INK}; }}
QWidget#white {{ background: {PAPER}; }}
QScrollArea#plain {{ background: transparent; border: none; }}
QPushButton#chip {{ border-radius: 12px; padding: 2px 12px; }}
QPushButton#chip:checked {{ border: 2px solid {INK}; padding: 1px 11px;
    font-weight: 600; }}
QComboBox, QAbstractSpinBox {{ min-height: 26px; }}
QLineEdit {{ padding: 4px 6px; border: 1px solid #b9c4cc; border-radius: 4px;
    background: {PAPER}; min-height: 20px; }}
QLineEdit:focus {{ border: 2px solid {ACCENT}; padding: 3px 5px; }}
QLineEdit#looked {{ font-size: 20pt; padding: 6px 8px; }}
QLineEdit#looked:focus {{ padding: 5px 7px; }}
QListWidget#choices {{ font-size: 14pt; border: none; background: transparent; }}
QListWidget#choices::item {{ padding: 3px 0; }}
QMessageBox QLabel#qt_msgbox_label {{ font-weight: 600; min-width: 400px; }}
QMessageBox QLabel#qt_msgbox_informativelabel {{ min-width: 400px; }}
QTableView, QListView, QTreeView, QScrollArea {{ background: {PAPER};
    border: 1px solid {LINE}; border-radius: 4px; gridline-color: #e8edf0; }}
QTableWidget, QTreeWidget {{ outline: 0; }}
QTableWidget:focus, QTreeWidget:focus {{ border-color: {ACCENT}; }}
QTableView::item {{ padding: 3px {CELL_PADDING}px; }}
QTreeView::item {{ padding: 4px 2px; }}
QHeaderView::section {{ background: #edf1f4; color: {INK}; padding: 5px 8px;
    border: none; border-right: 1px solid {LINE}; border-bottom: 1px solid {LINE};
    font-weight: 600; }}
QCheckBox::indicator, QListWidget::indicator {{ width: 15px; height: 15px;
    border: 1px solid #7b8993; border-radius: 3px; background: {PAPER}; }}
QCheckBox::indicator:checked, QListWidget::indicator:checked {{
    background: {ACCENT}; border-color: {ACCENT}; image: url({_CHECK}); }}
QCheckBox::indicator:focus {{ border: 2px solid {INK}; }}
QCheckBox::indicator:disabled, QListWidget::indicator:disabled {{
    background: #e1e6ea; border-color: #c3ccd3; }}
QProgressBar {{ border: 1px solid {LINE}; border-radius: 4px; background: {PAPER};
    height: 16px; text-align: center; color: {INK}; }}
QProgressBar::chunk {{ background: #9cc3e6; border-radius: 3px; }}
QSplitter::handle {{ background: {DESK}; }}
QToolTip {{ color: {INK}; background: #fffdf2; border: 1px solid {LINE};
    padding: 4px; }}
"""


def dress(app: QApplication, appearance: Appearance = Appearance.LIGHT) -> None:
    """Give the application its font, colours and style sheet; may be called again."""
    hints = app.styleHints()
    hints.setColorScheme(
        {
            Appearance.SYSTEM: Qt.ColorScheme.Unknown,
            Appearance.LIGHT: Qt.ColorScheme.Light,
            Appearance.DARK: Qt.ColorScheme.Dark,
        }[appearance]
    )
    dark = appearance is Appearance.DARK or (
        appearance is Appearance.SYSTEM and hints.colorScheme() is Qt.ColorScheme.Dark
    )
    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(10)
    app.setFont(font)
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, DESK),
        (QPalette.ColorRole.Button, DESK),
        (QPalette.ColorRole.Base, PAPER),
        (QPalette.ColorRole.AlternateBase, "#f8fafb"),
        (QPalette.ColorRole.ToolTipBase, "#fffdf2"),
        (QPalette.ColorRole.ToolTipText, INK),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Highlight, "#cfe1f3"),
        (QPalette.ColorRole.HighlightedText, INK),
        (QPalette.ColorRole.PlaceholderText, "#7b8993"),
        (QPalette.ColorRole.Link, ACCENT),
        (QPalette.ColorRole.Mid, LINE),
        (QPalette.ColorRole.Dark, "#b9c4cc"),
        (QPalette.ColorRole.Light, PAPER),
    ):
        palette.setColor(role, QColor(by_night(colour) if dark else colour))
        if role in _WRITTEN:
            dim = "#98a4ad"
            palette.setColor(
                QPalette.ColorGroup.Disabled,
                role,
                QColor(by_night(dim) if dark else dim),
            )
    app.setPalette(palette)
    if dark:
        # Fusion frames these in a shade of the window, darker: nothing to see by night.
        framed = QPalette(palette)
        frame = QColor(by_night("#b9c4cc"))
        framed.setColor(QPalette.ColorRole.Window, frame.lighter(_FRAME_DARKER))
    for kind in _FRAMED:
        # The stub asks for bytes; Qt's bindings take the name of the class.
        app.setPalette(framed if dark else palette, kind)  # type: ignore[arg-type]
    app.setStyleSheet(
        sheet_by_night(_SHEET).replace(_CHECK, _CHECK_BY_NIGHT) if dark else _SHEET
    )


_FRAMED = ("QAbstractSpinBox", "QComboBox", "QRadioButton")
_FRAME_DARKER = 140  # per cent, as Fusion has it
_WRITTEN = (
    QPalette.ColorRole.Text,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.ButtonText,
)

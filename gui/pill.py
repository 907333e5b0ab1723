"""Paints a state as a word on a coloured pill; the word alone says it as well."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.item_model import TINT_ROLE
from gui.shades import Tint


class PillDelegate(QStyledItemDelegate):
    """For columns whose model answers ``TINT_ROLE``."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint background and focus as usual, the word on its pill above."""
        tint = index.data(TINT_ROLE)
        if not isinstance(tint, Tint):
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = shown.text, ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(
            QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget
        )
        width = shown.fontMetrics.horizontalAdvance(text) + 20
        height = shown.fontMetrics.height() + 4
        area = shown.rect.adjusted(6, 0, -4, 0)
        area.setWidth(min(width, area.width()))
        area.setTop(area.center().y() - height // 2)
        area.setHeight(height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint.back)
        painter.drawRoundedRect(area, height / 2, height / 2)
        painter.setPen(tint.ink)
        painter.drawText(
            area,
            Qt.AlignmentFlag.AlignCenter,
            shown.fontMetrics.elidedText(
                text, Qt.TextElideMode.ElideRight, area.width() - 8
            ),
        )
        painter.restore()

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Leave room for the rounded ends."""
        return super().sizeHint(option, index) + QSize(24, 6)

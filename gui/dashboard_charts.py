"""Charts of the managers' window: told apart by shape and hatching, not by colour.

Colours come from the palette at the moment of painting, so that a dark desktop and a
grey print stay readable.  Every bar can be pressed, with the mouse or the keyboard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from gui.wording import month_name
from gui.words import tr
from rpa_suite.kpi.dashboard import Dashboard
from rpa_suite.kpi.figures import hours

_NAME_LENGTH = 18
_LEAST_ROWS = -9
_ROOM = 1.18  # above the tallest bar, for its number
_NAMES_FROM, _YEAR_END = 12.2, 15.2  # right of March, for the names of the lines
_APART = 0.062  # two names of lines, as a share of the height


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        title: Under or beside it.
        value: Its length.
        text: Written at its end.
        base: Where it begins; 0 but in a waterfall.
        plain: Filled; else hatched.
    """

    title: str
    value: float
    text: str
    base: float = 0.0
    plain: bool = True


class Chart(pg.PlotWidget):  # type: ignore[misc]
    """A plot that nobody zooms by accident, in the colours of the desktop."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setAccessibleName(name)
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumHeight(200)

    def sizeHint(self) -> QSize:
        """Ask for less than a picture would: the whole page fits a screen."""
        return QSize(480, 300)

    @property
    def ink(self) -> QColor:
        """Words and lines."""
        return QColor(self.palette().color(QPalette.ColorRole.WindowText))

    @property
    def accent(self) -> QColor:
        """What is counted: dark on light paper, light on dark."""
        is_dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        return QColor("#7db7e8" if is_dark else "#1f5f99")

    @property
    def warning(self) -> QColor:
        """Below zero."""
        is_dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        return QColor("#ff9d8a" if is_dark else "#a11a1a")

    def begin(self) -> None:
        """Empty the plot and dress its axes."""
        self._was_painted = True
        self.clear()
        faint = QColor(self.ink)
        faint.setAlpha(60)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(QPen(faint))
            axis.setTextPen(QPen(self.ink))
            axis.setStyle(tickFont=self.font(), tickTextOffset=6)

    def words(self, x: float, y: float, text: str, anchor: tuple[float, float]) -> None:
        """Write at a place of the plot."""
        item = pg.TextItem(text, color=self.ink, anchor=anchor)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.95)
        item.setFont(font)
        item.setPos(x, y)
        self.addItem(item)

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew when the desktop changes between light and dark."""
        super().changeEvent(event)
        # It also comes from within the constructor, before there is a plot.
        was_painted = self.__dict__.get("_was_painted", False)
        if event.type() == QEvent.Type.PaletteChange and was_painted:
            self.resetCachedContent()  # the ground behind the plot is kept
            self.paint()

    def paint(self) -> None:
        """Draw what was given last."""


class BarsChart(Chart):
    """Bars that lie (names are long) or stand (months).

    Signals:
        chosen: Number of the bar that was pressed.
    """

    chosen = Signal(int)

    def __init__(
        self, name: str, *, lying: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._lying = lying
        self._bars: Sequence[Bar] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(
            tr("棒を押すと、元になった実行を開きます（矢印キーとEnterでも）")
        )
        self.scene().sigMouseClicked.connect(self._on_click)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars; the first is at the top or at the left."""
        self._bars = tuple(bars)
        self._current = min(self._current, len(bars) - 1)
        self.setAccessibleDescription(
            tr("、").join(f"{b.title} {b.text}" for b in bars)
        )
        if self._lying:
            self.setMinimumHeight(max(150, 26 * len(bars) + 40))
        self.paint()

    @property
    def bars(self) -> Sequence[Bar]:
        """What is shown."""
        return self._bars

    def paint(self) -> None:
        """Draw the bars, their names and their numbers."""
        self.begin()
        if not self._bars:
            self.getPlotItem().hideAxis("left")
            self.getPlotItem().hideAxis("bottom")
            self.words(0, 0, tr("まだ計上がありません"), (0.5, 0.5))
            self.setXRange(-1, 1)
            self.setYRange(-1, 1)
            return
        self.getPlotItem().showAxis("left")
        self.getPlotItem().showAxis("bottom")
        places = [
            -float(n) if self._lying else float(n) for n in range(len(self._bars))
        ]
        self.addItem(self._items(places))
        ticks = [
            (place, _cut(bar.title) if self._lying else bar.title)
            for place, bar in zip(places, self._bars, strict=True)
        ]
        names, numbers = ("left", "bottom") if self._lying else ("bottom", "left")
        self.getAxis(names).setTicks([ticks])
        # Beside a short bar a tick looks like a minus.
        self.getAxis(names).setStyle(tickLength=0)
        self.getAxis(numbers).setTicks(None)
        for place, bar in zip(places, self._bars, strict=True):
            end = bar.base + bar.value
            if self._lying:
                self.words(max(end, bar.base), place, bar.text, (0, 0.5))
            else:
                self.words(place, max(end, bar.base), bar.text, (0.5, 1))
        self._frame(places)

    def _items(self, places: list[float]) -> Any:
        brushes, pens = [], []
        for n, bar in enumerate(self._bars):
            colour = self.warning if bar.value < 0 and bar.plain else self.accent
            style = (
                Qt.BrushStyle.SolidPattern
                if bar.plain and bar.value >= 0
                else Qt.BrushStyle.BDiagPattern
            )
            brushes.append(QBrush(colour, style))
            is_current = n == self._current and self.hasFocus()
            pen = QPen(self.ink if is_current else colour, 3 if is_current else 1)
            pen.setCosmetic(True)
            pens.append(pen)
        values = [bar.value for bar in self._bars]
        bases = [bar.base for bar in self._bars]
        if self._lying:
            return pg.BarGraphItem(
                x0=bases,
                y=places,
                width=values,
                height=0.66,
                brushes=brushes,
                pens=pens,
            )
        return pg.BarGraphItem(
            x=places, y0=bases, height=values, width=0.66, brushes=brushes, pens=pens
        )

    def _frame(self, places: list[float]) -> None:
        ends = [0.0, *(b.base for b in self._bars)]
        ends += [b.base + b.value for b in self._bars]
        low, high = min(ends), max(ends)
        span = (high - low) or 1.0
        low -= span * 0.06 if low < 0 else 0
        high += span * (_ROOM - 1)
        edges = (min(places) - 0.6, max(places) + 0.6)
        if self._lying:
            # One bar alone is no thicker than one of several.
            edges = (min(edges[0], _LEAST_ROWS - 0.4), edges[1])
            self.setXRange(low, high, padding=0)
            self.setYRange(*edges, padding=0)
        else:
            self.setXRange(*edges, padding=0)
            self.setYRange(low, high, padding=0)

    def _on_click(self, event: Any) -> None:
        at = self.getPlotItem().vb.mapSceneToView(event.scenePos())
        place = -at.y() if self._lying else at.x()
        self.press(round(place))

    def press(self, number: int) -> None:
        """Choose a bar, as a click on it does."""
        if 0 <= number < len(self._bars):
            self._current = number
            self.paint()
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between bars by the arrow keys; Enter opens one."""
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
        }.get(Qt.Key(event.key()))
        if step and self._bars:
            self._current = max(0, min(len(self._bars) - 1, self._current + step))
            self.paint()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.press(self._current)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: Any) -> None:
        """Take the frame off the current bar."""
        super().focusOutEvent(event)
        self.paint()

    def focusInEvent(self, event: Any) -> None:
        """Show which bar the keyboard is at."""
        super().focusInEvent(event)
        self._current = max(self._current, 0)
        self.paint()


class CurveChart(Chart):
    """The sum so far, the plan's line, and the fan of the forecast."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("純削減時間の累計と計画"), parent)
        self._shown: Dashboard | None = None

    def show_year(self, shown: Dashboard) -> None:
        """Show a 年度."""
        self._shown = shown
        self.paint()

    def paint(self) -> None:
        """Draw the curve; nothing before a year was given."""
        self.begin()
        shown = self._shown
        if shown is None:
            return
        begun = [m for m in shown.months if m.has_begun]
        ends = [float(hours(shown.start))]
        ends += [float(hours(m.cumulative)) for m in begun]
        places = [float(n) for n in range(len(ends))]
        tops = [*ends]
        names: list[tuple[float, str]] = []  # what stands at the year's end
        if shown.target is not None:
            goal = float(hours(shown.target))
            tops.append(goal)
            pen = QPen(self.ink, 1.5, Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            self.plot([0, 12], [ends[0], goal], pen=pen)
            names.append((goal, tr("計画 {goal:,.1f}").format(goal=goal)))
        found = shown.forecast
        if found is not None:
            low, high, middle = (
                float(hours(m + shown.start))
                for m in (found.low, found.high, found.expected)
            )
            tops += [low, high]
            self._draw_fan((places[-1], ends[-1]), low, high, middle)
            told = tr("見込み {middle:,.1f}").format(middle=middle)
            names.append((middle, told))
        pen = QPen(self.accent, 2.5)
        pen.setCosmetic(True)
        self.plot(
            places,
            ends,
            pen=pen,
            symbol="o",
            symbolSize=6,
            symbolBrush=self.accent,
            symbolPen=QPen(self.accent),
        )
        is_over = len(begun) == len(shown.months)
        if is_over:
            names.append((ends[-1], tr("実績 {end:,.1f}").format(end=ends[-1])))
        elif begun:
            self.words(places[-1], ends[-1], f"{ends[-1]:,.1f}", (1, 1.2))
        months = [(n + 1, month_name(m.month)) for n, m in enumerate(shown.months)]
        self.getAxis("bottom").setTicks([months])
        bottom, top = min(0.0, *tops) * 1.1, (max(0.0, *tops) or 1.0) * 1.12
        self.setXRange(0, _YEAR_END if names else 12.5, padding=0)
        self.setYRange(bottom, top, padding=0)
        for height, name in _apart(names, (top - bottom) * _APART):
            self.words(_NAMES_FROM, height, name, (0, 0.5))

    def _draw_fan(
        self, last: tuple[float, float], low: float, high: float, middle: float
    ) -> None:
        thin = QPen(self.accent, 1)
        thin.setCosmetic(True)
        upper = self.plot([last[0], 12], [last[1], high], pen=thin)
        lower = self.plot([last[0], 12], [last[1], low], pen=thin)
        self.addItem(
            pg.FillBetweenItem(
                upper, lower, brush=QBrush(self.accent, Qt.BrushStyle.Dense6Pattern)
            )
        )
        dotted = QPen(self.accent, 2, Qt.PenStyle.DotLine)
        dotted.setCosmetic(True)
        self.plot([last[0], 12], [last[1], middle], pen=dotted)


def _apart(names: list[tuple[float, str]], least: float) -> list[tuple[float, str]]:
    """Return names from below, each so far above the last that both can be read."""
    found: list[tuple[float, str]] = []
    for height, name in sorted(names):
        lowest = found[-1][0] + least if found else height
        found.append((max(height, lowest), name))
    return found


def _cut(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1]}…"

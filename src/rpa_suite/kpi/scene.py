"""Charts as plain shapes, painted alike as SVG and on a PDF; readable in grey.

Units are points, x to the right, y down from the top.  What is meant is told by shape,
hatching and words; colours only help.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Literal

from rpa_suite.kpi.dashboard import Dashboard, Group
from rpa_suite.kpi.figures import hours
from rpa_suite.kpi.labels import saved_words

WIDTH, HEIGHT = 520.0, 220.0
_PITCH = 20.0  # of bars that lie one below the other
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 12.0, 20.0, 30.0
_PLAN, _FORECAST = (7.0, 3.0), (1.5, 2.5)  # told apart in grey too
INK, GREY, BLUE, ORANGE, RED = "#1d2733", "#8fa0b0", "#2f6f9f", "#9a4f12", "#b3261e"


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "middle"
    size: float = 10.0
    bold: bool = False


Shape = Rect | Line | Words


@dataclass(frozen=True, slots=True)
class Scene:
    """One chart; ``caption`` is read aloud where pictures are not seen."""

    caption: str
    shapes: tuple[Shape, ...]
    height: float = HEIGHT


def curve(shown: Dashboard) -> Scene:
    """Draw the minutes counted so far, month by month, against the plan's line."""
    begun = [m for m in shown.months if m.has_begun]
    ends = [hours(shown.start), *(hours(m.cumulative) for m in begun)]
    amounts = [*ends]
    if shown.target is not None:
        amounts.append(hours(shown.target))
    found = shown.forecast
    if found is not None:
        amounts += [hours(m + shown.start) for m in (found.low, found.high)]
    axis = _Axis(amounts)
    shapes: list[Shape] = axis.shapes()
    legend: list[tuple[str, tuple[float, ...], str]] = []
    step = (WIDTH - _LEFT - _RIGHT) / 12
    xs = [_LEFT + step * n for n in range(13)]
    for n, month in enumerate(shown.months):
        shapes.append(Words(xs[n + 1], HEIGHT - 14, f"{month.month}月", "end", 9))
    if shown.target is not None:
        goal = hours(shown.target)
        line = ((xs[0], axis.y(hours(shown.start))), (xs[12], axis.y(goal)))
        shapes.append(Line(line, ORANGE, 1.5, _PLAN))
        legend.append((ORANGE, _PLAN, f"計画 {goal:,}"))
    if found is not None and begun:
        now = (xs[len(begun)], axis.y(ends[-1]))
        low, high, middle = (
            axis.y(hours(m + shown.start))
            for m in (found.low, found.high, found.expected)
        )
        shapes.append(Line((now, (xs[12], high)), GREY, 0.8))
        shapes.append(Line((now, (xs[12], low)), GREY, 0.8))
        shapes.append(Line(((xs[12], high), (xs[12], low)), GREY, 3))
        shapes.append(Line((now, (xs[12], middle)), BLUE, 1.8, _FORECAST))
        expected, *edges = (
            f"{hours(m + shown.start):,}"
            for m in (found.expected, found.low, found.high)
        )
        words = f"年度末の見込み {expected}（{'〜'.join(edges)}、縦の太線）"
        legend.append((BLUE, _FORECAST, words))
    points = tuple((xs[n], axis.y(amount)) for n, amount in enumerate(ends))
    if len(points) > 1:
        shapes.append(Line(points, BLUE, 2.2))
    for x, y in points[1:]:
        shapes.append(Rect(x - 2, y - 2, 4, 4, BLUE))
    if begun:
        x, y = points[-1]
        shapes.append(Words(x, y - 7, f"{ends[-1]:,}", "end", 11, bold=True))
    # Apart from the lines: beside them the words would lie on one another.
    for place, (colour, dash, words) in zip((_LEFT, 170.0), legend, strict=False):
        shapes.append(Line(((place, 9), (place + 24, 9)), colour, 1.8, dash))
        shapes.append(Words(place + 29, 12, words, "start", 9))
    return Scene("純削減時間の累計（時間）と計画の線", tuple(shapes))


def waterfall(shown: Dashboard) -> Scene:
    """Draw the steps from the gross hours to the net ones."""
    steps = [*shown.parts.steps]
    net = shown.parts.net
    levels, level = [], Decimal(0)
    for _, change in steps:
        levels.append((level, level + change))
        level += change
    axis = _Axis([hours(edge) for pair in levels for edge in pair] + [hours(net)])
    shapes: list[Shape] = axis.shapes()
    slot = (WIDTH - _LEFT - _RIGHT) / (len(steps) + 1)
    bars = [
        *zip([t for t, _ in steps], levels, [c for _, c in steps], strict=True),
        ("純削減", (Decimal(0), net), net),
    ]
    for n, (title, (start, end), change) in enumerate(bars):
        x = _LEFT + slot * n + slot * 0.15
        top, bottom = sorted((axis.y(hours(start)), axis.y(hours(end))))
        is_end = n in (0, len(bars) - 1)
        colour = RED if (is_end and change < 0) else BLUE if is_end else GREY
        shapes.append(
            Rect(x, top, slot * 0.7, max(bottom - top, 0.8), colour, not is_end)
        )
        middle = x + slot * 0.35
        sign = "" if is_end else "+" if change > 0 else ""
        shapes.append(Words(middle, top - 4, f"{sign}{hours(change):,}", size=10))
        shapes.append(Words(middle, HEIGHT - 14, title, size=9))
    return Scene("総量から純削減まで（時間）", tuple(shapes))


def bars(caption: str, groups: Sequence[Group]) -> Scene:
    """Draw one lying bar a group; below zero it is red, hatched and marked with ▼."""
    height = _PITCH * max(1, len(groups)) + 16
    amounts = [Decimal(0), *(hours(g.sums.saved) for g in groups)]
    low, high = float(min(amounts)), float(max(amounts))
    room = WIDTH - 200 - 60
    scale = room / ((high - low) or 1)
    zero = 200 - low * scale
    shapes: list[Shape] = [Line(((zero, 4), (zero, height - 6)), GREY)]
    for n, group in enumerate(groups):
        value = hours(group.sums.saved)
        y = 8 + _PITCH * n
        end = zero + float(value) * scale
        left, right = sorted((zero, end))
        bad = value < 0
        fill = RED if bad else BLUE
        shapes.append(Rect(left, y, max(right - left, 0.8), _PITCH * 0.7, fill, bad))
        name = group.title if group.title == group.key else f"{group.key} {group.title}"
        shapes.append(Words(192, y + _PITCH * 0.55, _cut(name.strip()), "end", 9))
        text = saved_words(
            group.sums.saved, unmeasured=group.sums.is_unmeasured, marked=True
        )
        shapes.append(Words(right + 4, y + _PITCH * 0.55, text, "start", 9))
    return Scene(caption, tuple(shapes), height)


def svg(scene: Scene) -> str:
    """Return a scene as a piece of SVG."""
    lines = [
        f'<svg viewBox="0 0 {WIDTH:g} {scene.height:g}" role="img" '
        f'aria-label="{escape(scene.caption)}">'
    ]
    for shape in scene.shapes:
        match shape:
            case Rect():
                fill = "url(#hatch)" if shape.hatched else shape.fill
                lines.append(
                    f'<rect x="{shape.x:.1f}" y="{shape.y:.1f}" '
                    f'width="{shape.width:.1f}" height="{shape.height:.1f}" '
                    f'fill="{fill}" stroke="{shape.fill}"/>'
                )
            case Line():
                points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
                gaps = " ".join(f"{each:g}" for each in shape.dash)
                dash = f' stroke-dasharray="{gaps}"' if gaps else ""
                lines.append(
                    f'<polyline points="{points}" fill="none" stroke="{shape.colour}" '
                    f'stroke-width="{shape.width:g}"{dash}/>'
                )
            case Words():
                weight = ' font-weight="bold"' if shape.bold else ""
                lines.append(
                    f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" fill="{INK}" '
                    f'text-anchor="{shape.anchor}" font-size="{shape.size:g}"{weight}>'
                    f"{escape(shape.text)}</text>"
                )
    return "\n".join([*lines, "</svg>"])


class _Axis:
    """Hours to y, with round numbers written at the left."""

    def __init__(self, amounts: Sequence[Decimal]) -> None:
        self._high = float(max([Decimal(0), *amounts])) * 1.08
        self._low = float(min([Decimal(0), *amounts])) * 1.08
        if self._high == self._low:
            self._high = 1.0
        self._scale = (HEIGHT - _TOP - _BOTTOM) / (self._high - self._low)

    def y(self, amount: Decimal) -> float:
        return _TOP + (self._high - float(amount)) * self._scale

    def shapes(self) -> list[Shape]:
        step = round_step(self._high - self._low)
        found: list[Shape] = []
        # Whole steps are counted: tenths added up would miss zero by a hair.
        for count in range(-int(-self._low / step), int(self._high / step) + 1):
            tick = count * step
            y = self.y(Decimal(str(tick)))
            width = 0.3 if count else 1.0
            found.append(Line(((_LEFT, y), (WIDTH - _RIGHT, y)), GREY, width))
            found.append(Words(_LEFT - 5, y + 3, f"{tick:,g}", "end", 9))
        return found


def round_step(span: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten: four to nine in the span."""
    step = 10.0
    while step * 1000 < span:
        step *= 10
    for factor in (0.001, 0.01, 0.1, 1, 10, 100):
        for first in (1, 2, 5):
            if span / (step * factor * first) <= 6:
                return step * factor * first
    return span


def _cut(name: str) -> str:
    return name if len(name) <= 20 else f"{name[:19]}…"

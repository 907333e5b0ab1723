"""The same colours by day and by night (ダーク モード): one rule, no second list.

A colour keeps its hue; its lightness is turned round within what is comfortable: paper
becomes nearly black, ink a soft white, and what stood out still stands out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

K = TypeVar("K")
_DARKEST, _SPAN = 0.10, 0.87
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Tint(NamedTuple):
    """Background and ink of a word that stands for a state; contrast is over 5:1."""

    back: QColor
    ink: QColor


def tint(back: str, ink: str) -> Tint:
    """Return a tint of two colours ``#rrggbb`` of the day."""
    return Tint(QColor(back), QColor(ink))


class Tints(Mapping[K, Tint]):
    """Tints by what they stand for, as the screen is now: by day or by night."""

    def __init__(self, by_day: Mapping[K, Tint]) -> None:
        self._by_day = dict(by_day)
        self._night = {
            key: tint(by_night(each.back.name()), by_night(each.ink.name()))
            for key, each in by_day.items()
        }

    def __getitem__(self, key: K) -> Tint:
        return self._night[key] if is_night() else self._by_day[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._by_day)

    def __len__(self) -> int:
        return len(self._by_day)


def is_night() -> bool:
    """Whether the windows are dark now."""
    return QApplication.palette().window().color().lightness() < 128


def shade(colour: str) -> QColor:
    """Return a colour as painters need it now."""
    return QColor(by_night(colour) if is_night() else colour)


def by_night(colour: str) -> str:
    """Return a colour ``#rrggbb`` of the day as it is by night."""
    day = QColor(colour)
    hue, saturation, lightness = (
        day.hslHueF(),
        day.hslSaturationF(),
        day.lightnessF(),
    )
    night = QColor.fromHslF(
        max(0.0, hue), saturation * 0.85, _DARKEST + (1.0 - lightness) * _SPAN
    )
    return night.name()


def sheet_by_night(sheet: str) -> str:
    """Return a style sheet with every colour as it is by night."""
    return _COLOUR.sub(lambda found: by_night(found.group()), sheet)

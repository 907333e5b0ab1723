"""Boxes and places on the blank form, in millimetres."""

from PySide6.QtCore import QPointF

from rpa_suite.model.forms import Box


def holds(box: Box, at: QPointF) -> bool:
    """Whether a place lies in a box, its edges included."""
    return box.left <= at.x() <= box.right and box.top <= at.y() <= box.bottom


def inside(box: Box, band: Box) -> bool:
    """Whether the whole box lies in the band drawn around it."""
    return (
        band.left <= box.left
        and box.right <= band.right
        and band.top <= box.top
        and box.bottom <= band.bottom
    )


def between(one: QPointF, other: QPointF) -> Box:
    """Return the box with two opposite corners."""
    return Box(
        left=min(one.x(), other.x()),
        top=min(one.y(), other.y()),
        width=abs(one.x() - other.x()),
        height=abs(one.y() - other.y()),
    )

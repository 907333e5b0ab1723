"""Circles around words, ticks in boxes, signatures: ink where a mark would be."""

from dataclasses import dataclass

import cv2
import numpy as np

from rpa_suite.model.forms import Box, Field, MarkStyle, around
from rpa_suite.ocr.ink import InkPage

# Square millimetres of ink. A circle around one character has 6 or more.
_CIRCLE_SURE, _CIRCLE_FAINT = 3.0, 1.0
_TICK_SURE, _TICK_FAINT = 1.1, 0.35
_SIGNED, _SIGNED_FAINT = 6.0, 1.5
_LEVEL_MM, _FLAT_MM = 6.0, 0.9  # no part of a circle: a fold along a frame
_AROUND_MM = 2.2
_TICK_MARGIN_MM = 0.4  # pens leave the box


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What was marked; ``doubt`` says why a person must look, or is None."""

    value: str
    confidence: float
    doubt: str | None = None


def read_choice(page: InkPage, field: Field) -> Mark:
    """Return which of the printed words is circled, or has its box ticked.

    What is struck out was not chosen.
    """
    if field.mark_style is MarkStyle.TICK:
        areas = [page.area_in(o.box.grown(_TICK_MARGIN_MM)) for o in field.options]
        least_sure, least = _TICK_SURE, _TICK_FAINT
    else:
        areas = _circle_areas(page, field)
        least_sure, least = _CIRCLE_SURE, _CIRCLE_FAINT
    found = [
        (option, area)
        for option, area in zip(field.options, areas, strict=True)
        if option.box not in page.struck
    ]
    sure = [option for option, area in found if area >= least_sure]
    faint = [option for option, area in found if least <= area < least_sure]
    if len(sure) > 1:
        words = "と".join(f"「{o.label}」" for o in sure)
        return Mark(value="", confidence=0.3, doubt=f"{words}の両方に印があります。")
    if sure:
        if faint:
            return Mark(
                value=sure[0].value,
                confidence=0.7,
                doubt=f"「{faint[0].label}」にも薄い印があります。",
            )
        return Mark(value=sure[0].value, confidence=0.995)
    if faint:
        return Mark(
            value=faint[0].value, confidence=0.6, doubt="印が薄くて決められません。"
        )
    return Mark(value="", confidence=0.99)


def _circle_areas(page: InkPage, field: Field) -> list[float]:
    """Return the ink that belongs to each option, in square millimetres.

    A stroke belongs to the option that its middle lies in, so a wide circle around one
    word does not count for its neighbours.
    """
    zone = around(o.box for o in field.options).grown(_AROUND_MM)
    dots = page.dots_per_mm
    ink = page.ink_in(zone).astype(np.uint8)
    joined = cv2.dilate(ink, np.ones((3, 3), np.uint8))  # a circle the pen broke off
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    areas = [0.0] * len(field.options)
    left, top = max(0.0, zone.left), max(0.0, zone.top)
    for label in range(1, count):
        x, y, wide, high = stats[label, :4] / dots
        if max(wide, high) < 1.5 or (wide > _LEVEL_MM and high < _FLAT_MM):
            continue
        area = float(ink[labels == label].sum()) / dots**2
        middle = left + x + wide / 2, top + y + high / 2
        for place, option in enumerate(field.options):
            if _holds(option.box, middle):
                areas[place] += area
    return areas


def _holds(box: Box, point: tuple[float, float]) -> bool:
    x, y = point
    return box.left - 0.6 <= x <= box.right + 0.6 and box.top - 1 <= y <= box.bottom + 1


def read_check(page: InkPage, field: Field) -> Mark:
    """Return "true" for a ticked box, "" for one that is empty or struck out."""
    assert field.box is not None
    if field.box in page.struck:
        return Mark(value="", confidence=0.99)
    area = page.area_in(field.box.grown(_TICK_MARGIN_MM))
    if area >= _TICK_SURE:
        return Mark(value="true", confidence=0.995)
    if area >= _TICK_FAINT:
        return Mark(value="true", confidence=0.6, doubt="印が薄くて決められません。")
    return Mark(value="", confidence=0.99)


def read_signature(page: InkPage, field: Field) -> Mark:
    """Return "present" where something is signed; nobody's name is read."""
    assert field.box is not None
    area = page.area_in(field.box.grown(-0.3))
    if area >= _SIGNED:
        return Mark(value="present", confidence=0.995)
    if area >= _SIGNED_FAINT:
        return Mark(
            value="present", confidence=0.6, doubt="署名があるか確かめてください。"
        )
    return Mark(value="", confidence=0.99)

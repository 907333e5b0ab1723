"""同上 and 〃: a field that says nothing of its own, but that of another one."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

import cv2
import numpy as np

from rpa_suite.model.forms import Field, FormTemplate, Reading
from rpa_suite.ocr import ctc
from rpa_suite.ocr.acceptance import UNCLEAR, UNUSUAL
from rpa_suite.ocr.ink import InkPage
from rpa_suite.ocr.lines import free_lines
from rpa_suite.ocr.recogniser import Recogniser

_WORDS = frozenset({"同上", "同じ", "上に同じ", "上と同じ"})
_WIDEST = 8.0  # of its height: four characters, well apart
_LEAST = 0.6
_STROKE_MM = (1.2, 7.0)  # height of each of the two
_APART_MM = 5.0
_NOTHING_ABOVE = "「同上」と書かれていますが、「{label}」に記入がありません。"
_DOUBT_ABOVE = "「同上」と書かれています。「{label}」と合わせて確かめてください。"


def reads_as_ditto(
    page: InkPage, field: Field, recogniser: Recogniser
) -> Reading | None:
    """Return a reading without a value yet where 同上 or 〃 stands, else None."""
    if field.same_as is None:
        return None
    lines = free_lines(page, field.extent, 1)
    if not lines:
        return None
    if _is_two_strokes(page, field):
        return _reading(field, "〃", 0.9)
    height, width = lines[0].line.shape[:2]
    if width > _WIDEST * height:
        return None
    (posteriors,) = recogniser.posteriors([lines[0].line])
    everything = np.arange(1, posteriors.shape[1])
    decoded = ctc.decode(*ctc.masked(posteriors, everything))
    text = "".join(recogniser.characters[label + 1] for label in decoded.labels)
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if plain in _WORDS:
        return _reading(field, plain, decoded.probability)
    return None


def with_dittos(
    readings: list[Reading], template: FormTemplate, dittos: Mapping[str, Reading]
) -> list[Reading]:
    """Return the readings, each 同上 with the value of the field that it means.

    Rows of a table may say it one below the other.
    """
    labels = {field.id: field.label for field in template.fields}
    means = {field.id: field.same_as for field in template.fields}
    known = {reading.field_id: reading for reading in readings}
    done = []
    for reading in readings:
        if reading.field_id in dittos:
            meant = means[reading.field_id] or ""
            reading = _copied(reading, known[meant], labels[meant])
            known[reading.field_id] = reading
        done.append(reading)
    return done


def with_ditto_doubts(
    readings: list[Reading], template: FormTemplate, dittos: Mapping[str, Reading]
) -> list[Reading]:
    """Name the field to look at where a value that was taken over is not sure enough.

    That its characters are unclear is no use to whoever sees two strokes.
    """
    labels = {field.id: field.label for field in template.fields}
    means = {field.id: field.same_as for field in template.fields}
    return [
        replace(
            reading,
            doubt=_DOUBT_ABOVE.format(label=labels[means[reading.field_id] or ""]),
        )
        if reading.field_id in dittos and reading.doubt in (UNCLEAR, UNUSUAL)
        else reading
        for reading in readings
    ]


def _copied(reading: Reading, meant: Reading, label: str) -> Reading:
    said = _DOUBT_ABOVE if meant.value else _NOTHING_ABOVE
    is_sure = meant.value and not meant.doubt and reading.confidence >= _LEAST
    return replace(
        reading,
        value=meant.value or None,
        confidence=min(reading.confidence, meant.confidence),
        doubt=None if is_sure else said.format(label=label),
        candidates=meant.candidates,
        signs=meant.signs,
    )


def _reading(field: Field, text: str, confidence: float) -> Reading:
    return Reading(
        field_id=field.id, text=text, value=None, confidence=round(confidence, 4)
    )


def _is_two_strokes(page: InkPage, field: Field) -> bool:
    """Whether nothing stands there but two short slanting strokes beside each other."""
    ink = page.ink_in(field.extent.grown(-0.2)).astype(np.uint8)
    joined = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    if count != 3:
        return False
    (x, y, wide, high), (other_x, other_y, other_wide, other_high) = (
        stats[label, :4] / page.dots_per_mm for label in (1, 2)
    )
    least, most = _STROKE_MM
    return (
        all(least <= each <= most for each in (high, other_high))
        and max(wide, other_wide) < 0.8 * max(high, other_high)
        and max(high, other_high) < 1.6 * min(high, other_high)
        and abs(y - other_y) < 0.6 * high
        and 0 < abs(x - other_x) < _APART_MM
    )

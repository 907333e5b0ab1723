"""Words that are choices: options in a line behind their label, eras before a date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rpa_suite.model.forms import Box
from rpa_suite.ocr.proposing.captions import Caption
from rpa_suite.ocr.proposing.known import ERAS, KNOWN_OPTIONS

_LARGER = 1.14  # options are often set larger than labels
_NUMBERED = re.compile(r"^[(（]?[0-9０-９][0-9]?[.．、)）・]?\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundOption:
    """A printed choice: its words and where it is marked."""

    word: str
    box: Box


def take_eras(segment: list[Caption]) -> tuple[FoundOption, ...]:
    """Take the eras before a date off its line; one alone is printed, no choice."""
    eras: list[FoundOption] = []
    while segment and (parts := _era_parts(segment[-1])):
        eras[:0] = parts
        segment.pop()
    return tuple(eras) if len(eras) > 1 else ()


def _era_parts(caption: Caption) -> list[FoundOption]:
    words = [w for w in re.split(r"[\s・／/.、]", caption.text) if w]
    if not words or any(word not in ERAS for word in words):
        return []
    step = caption.box.width / max(1, len(caption.text))
    return [
        FoundOption(
            word=word,
            box=Box(
                left=caption.box.left + step * caption.text.index(word),
                top=caption.box.top,
                width=step * len(word),
                height=caption.box.height,
            ),
        )
        for word in words
    ]


def read_choices(
    segment: Sequence[Caption], label_size: float
) -> Iterator[tuple[str, tuple[FoundOption, ...]]]:
    """Read ``label option option …`` as often as it stands in a line."""
    label = ""
    options: list[FoundOption] = []
    for caption in [*segment, None]:
        parts = option_parts(caption, label_size) if caption else []
        if parts and (label or options):
            options += parts
            continue
        if len(options) > 1:
            yield label, tuple(options)
        label, options = (caption.text if caption else ""), []


def option_parts(caption: Caption, label_size: float) -> list[FoundOption]:
    """Return the choices that a caption prints; none where it is a label."""
    text = caption.text.strip()
    bare = _NUMBERED.sub("", text)
    parts = [part for part in re.split(r"[・／/\s]+", text) if part]
    if len(parts) > 1 and all(_NUMBERED.sub("", p) in KNOWN_OPTIONS for p in parts):
        step = caption.box.width / len(text)
        return [
            FoundOption(
                word=part,
                box=replace(
                    caption.box,
                    left=caption.box.left + step * text.index(part),
                    width=step * len(part),
                ),
            )
            for part in parts
        ]
    is_option = (
        bare in KNOWN_OPTIONS
        or caption.size > _LARGER * label_size
        or (bare != text and len(bare) > 0)
    )
    return [FoundOption(word=text, box=caption.box)] if is_option else []

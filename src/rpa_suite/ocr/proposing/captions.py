"""Words to captions (labels of one or two lines) and to the headings of sections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rpa_suite.model.forms import Box, around
from rpa_suite.ocr.proposing.words import Word

_LETTER_MM = 4.6  # a letter of a heading that is written downwards is no larger
_STEP_MM = 6.5
_COLUMN_MM = 1.2
_SIZES_ALIKE = 0.25
_LEADING = 0.75


@dataclass(frozen=True, kw_only=True, slots=True)
class Caption:
    """What is printed in one place; ``size`` is that of its letters in millimetres."""

    text: str
    box: Box
    size: float

    @property
    def middle(self) -> float:
        """Height of its centre, in millimetres."""
        return self.box.top + self.box.height / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The name of a section and from where to where it reaches, in millimetres."""

    text: str
    top: float
    bottom: float
    right: float


def holder(faces: Iterable[Box], box: Box) -> Box | None:
    """Return the smallest face in which the centre of a box lies."""
    x, y = box.left + box.width / 2, box.top + box.height / 2
    around_it = [
        face
        for face in faces
        if face.left <= x <= face.right and face.top <= y <= face.bottom
    ]
    return min(around_it, key=lambda face: face.width * face.height, default=None)


def take_headings(
    words: Sequence[Word], faces: Sequence[Box]
) -> tuple[list[Heading], list[Word]]:
    """Return the headings that are written downwards, and the other words."""
    letters = [
        word
        for word in words
        if max(word.box.width, word.box.height) < _LETTER_MM and len(word.text) == 1
    ]
    stacks: list[list[Word]] = []
    for letter in sorted(letters, key=lambda each: each.box.top):
        held = holder(faces, letter.box)
        for stack in stacks:
            last = stack[-1]
            if (
                abs(last.middle[0] - letter.middle[0]) < _COLUMN_MM
                and 0 < letter.middle[1] - last.middle[1] < _STEP_MM
                and holder(faces, last.box) == held
            ):
                stack.append(letter)
                break
        else:
            stacks.append([letter])
    tall = [stack for stack in stacks if len(stack) > 1 and _stands_alone(stack, words)]
    taken = {id(word) for stack in tall for word in stack}
    return (
        _headings(tall, faces),
        [word for word in words if id(word) not in taken],
    )


def _stands_alone(stack: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether nothing is printed close to the left of a stack: it heads its row."""
    box = around(word.box for word in stack)
    return not any(
        word.box.right < box.left + 1 and word.box.right > box.left - 40
        for word in words
        if box.top < word.middle[1] < box.bottom
    )


def _headings(stacks: Sequence[list[Word]], faces: Sequence[Box]) -> list[Heading]:
    found = []
    boxes = [around(word.box for word in stack) for stack in stacks]
    for stack, box in zip(stacks, boxes, strict=True):
        face = holder(faces, box)
        if face and face.width < 3 * _LETTER_MM:
            top, bottom = face.top, face.bottom
        else:
            # Halfway to the next heading of the column.
            above = [b.bottom for b in boxes if b.bottom <= box.top]
            below = [b.top for b in boxes if b.top >= box.bottom]
            top = (max(above) + box.top) / 2 if above else box.top - box.height
            bottom = (min(below) + box.bottom) / 2 if below else box.bottom + box.height
        found.append(
            Heading(
                text="".join(word.text for word in stack),
                top=top,
                bottom=bottom,
                right=box.right,
            )
        )
    return sorted(found, key=lambda each: each.top)


def captions_of(words: Sequence[Word], faces: Sequence[Box]) -> list[Caption]:
    """Set lines that stand close above each other together, reading order kept."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.box.top, each.box.left)):
        held = holder(faces, word.box)
        for group in groups:
            if holder(faces, group[-1].box) == held and _continues(group[-1], word):
                group.append(word)
                break
        else:
            groups.append([word])
    return [
        Caption(
            text="".join(word.text for word in group),
            box=around(word.box for word in group),
            size=max(word.size for word in group),
        )
        for group in groups
    ]


def _continues(above: Word, below: Word) -> bool:
    """Whether ``below`` is the next line of the same label."""
    size = max(above.size, below.size)
    gap = below.box.top - above.box.bottom
    across = min(above.box.right, below.box.right) - max(above.box.left, below.box.left)
    return (
        abs(above.size - below.size) < _SIZES_ALIKE * size
        and -0.3 * size < gap < _LEADING * size
        and across > 0.5 * min(above.box.width, below.box.width)
    )

"""Which characters a field's doubt hangs on: those are shown as pictures (文字ごと)."""

from dataclasses import dataclass
from math import prod

from rpa_suite.model.forms import Box, Field, Reading
from rpa_suite.ocr.doubts import OF_THE_HAND


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsure:
    """One character that somebody has to look at.

    Attributes:
        place: Where it stands in the text, from 0; spaces do not count.
        box: Where it stands on its page, in millimetres.
        chance: How likely it is what was read, by itself.
    """

    place: int
    char: str
    box: Box
    chance: float


def unsure_characters(field: Field, reading: Reading) -> tuple[Unsure, ...]:
    """Return the fewest characters after which nobody need look at the field.

    Those left out are together as sure as a field that nobody looks at; so confirming
    the others is worth as much as looking at the whole field.  None where anything but
    the hand is in doubt, or where the characters do not stand in cells of their own.
    """
    if reading.doubt not in OF_THE_HAND or not reading.value:
        return ()
    seen = [
        Unsure(place=place, char=char, box=glyph.box, chance=glyph.chance_of(char))
        for place, (char, glyph) in enumerate(reading.characters)
    ]
    seen.sort(key=lambda each: each.chance)
    asked = next(
        (
            count
            for count in range(1, len(seen))
            if prod(each.chance for each in seen[count:]) >= field.review_below
        ),
        len(seen),
    )
    return tuple(sorted(seen[:asked], key=lambda each: each.place))

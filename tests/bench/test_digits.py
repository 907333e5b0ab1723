"""What nets learn from is never what forms for tuning or reporting are written with."""

from itertools import combinations

import pytest

from bench.forms.digits import Part, digit_images


def test_no_digit_is_in_two_parts() -> None:
    parts = {
        part: {ink.tobytes() for inks in digit_images(part).values() for ink in inks}
        for part in Part
    }

    assert [len(inks) for inks in parts.values()] == [54_000, 3_334, 3_334, 3_332]
    for one, other in combinations(Part, 2):
        assert not parts[one] & parts[other]


@pytest.mark.parametrize("part", Part)
def test_each_part_has_every_digit_in_many_hands(part: Part) -> None:
    images = digit_images(part)

    assert list(images) == list(range(10))
    for inks in images.values():
        assert inks.shape[1:] == (28, 28)
        assert inks.max() == 255
        assert len(inks) > 250

"""Free boxes of two ruled lines, filled as people do: one by one, or across both."""

import pytest

from rpa_suite.model.forms import Box
from rpa_suite.ocr.lines import free_lines

pytestmark = pytest.mark.ocr
ADDRESS = "蒲田五丁目13番14号"


@pytest.fixture
def box(template):
    return template.field_named("address").box


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("shift_mm", [-1.5, 0.0, 1.5])
def test_one_line_across_the_rule_between_is_one_line(write, box, seed, shift_mm):
    moved = Box(
        left=box.left, top=box.top + shift_mm, width=box.width, height=box.height
    )
    page = write(lambda hand: hand.write_line(ADDRESS, moved), seed)

    (line,) = free_lines(page, box, 2)

    # As high as a character, not cut in halves.
    assert line.line.shape[0] > 0.8 * 4.5 * page.dots_per_mm


@pytest.mark.parametrize("seed", range(4))
def test_two_lines_are_two(write, box, seed):
    def scribble(hand):
        for at, text in ((0, ADDRESS), (1, "コーポ蒲田203")):
            half = Box(
                left=box.left,
                top=box.top + at * box.height / 2,
                width=box.width,
                height=box.height / 2,
            )
            hand.write_line(text, half)

    page = write(scribble, seed)

    assert len(free_lines(page, box, 2)) == 2


def test_one_line_above_the_rule_is_one(write, box):
    half = Box(left=box.left, top=box.top, width=box.width, height=box.height / 2)
    page = write(lambda hand: hand.write_line(ADDRESS, half))

    assert len(free_lines(page, box, 2)) == 1

"""A recorded value is called what the other robots call it."""

import pytest

from rpa_suite.robots.recording.naming import Names
from tests.support.rehearsal import ROBOTS


@pytest.mark.parametrize(
    ("section", "label", "name"),
    [
        ("廃車内容", "廃車事由", "reason"),
        # In no portal's fields: the screen is opened by it, or it is a person's.
        ("", "標識番号", "plate"),
        ("保護者", "宛名番号", "guardian_number"),
        ("自転車", "防犯登録番号", "防犯登録番号"),
    ],
)
def test_words_that_other_robots_know_have_their_names(section, label, name):
    assert Names(ROBOTS).value(section, label) == name

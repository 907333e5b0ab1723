"""画面の控え: what is taken down is what is allowed later, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.errors import ManifestError, ScreenChanged
from rpa_suite.robots.approved_screens import FILE, ApprovedScreens, Layout, differences

HEADING = "特別徴収 異動届入力 入力"
SEEN = Layout(version="1.0", fields=("異動内容/異動事由", "異動内容/異動年月日"))
texts = st.text(min_size=1, max_size=12)


def recorded(folder, heading=HEADING, seen=SEEN):
    screens = ApprovedScreens(folder, recording=True)
    screens.check(heading, seen)
    screens.save()
    return ApprovedScreens(folder)


@given(heading=texts, version=st.text(max_size=5), fields=st.lists(texts, unique=True))
def test_every_screen_that_was_taken_down_is_allowed(
    tmp_path_factory, heading, version, fields
):
    seen = Layout(version=version, fields=tuple(fields))
    recorded(tmp_path_factory.mktemp("robot"), heading, seen).check(heading, seen)


def test_the_order_of_fields_is_no_change(tmp_path):
    recorded(tmp_path).check(HEADING, replace(SEEN, fields=SEEN.fields[::-1]))


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (replace(SEEN, version="1.1"), "画面版 1.0→1.1"),
        (
            replace(SEEN, fields=(*SEEN.fields, "異動内容/備考")),
            "増えた項目 「異動内容/備考」",
        ),
        (
            replace(SEEN, fields=SEEN.fields[:1]),
            "無くなった項目 「異動内容/異動年月日」",
        ),
    ],
)
def test_what_differs_is_named(tmp_path, seen, told):
    assert told in differences(SEEN, seen)
    with pytest.raises(ScreenChanged, match=told):
        recorded(tmp_path).check(HEADING, seen)


def test_a_screen_that_was_never_taken_down_is_refused(tmp_path):
    with pytest.raises(ScreenChanged, match="--record-screens"):
        recorded(tmp_path).check("別の画面", SEEN)


def test_a_screen_that_changes_while_it_is_taken_down_is_refused(tmp_path):
    screens = ApprovedScreens(tmp_path, recording=True)
    screens.check(HEADING, SEEN)
    with pytest.raises(ScreenChanged):
        screens.check(HEADING, replace(SEEN, version="2.0"))


def test_without_recording_nothing_is_written(tmp_path):
    ApprovedScreens(tmp_path).save()
    ApprovedScreens(tmp_path, recording=True).save()
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("text", ["[", "a = 1", "[a]\nfields = 3"])
def test_a_malformed_file_is_named(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match=FILE):
        ApprovedScreens(tmp_path)

"""Counting the office's register: how many bear a name, never who."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.jp.office_names import OfficeNames, count_names, mixed, unpacked
from rpa_suite.jp.person_names import NameWord, surnames

PEOPLE = [
    ("佐藤　花子", "サトウ　ハナコ"),
    ("佐藤 太郎", "ｻﾄｳ ﾀﾛｳ"),
    ("琵琶　太郎", "びわ　たろう"),
]
LETTERS = st.text("佐藤鈴木琵琶湖", min_size=1, max_size=3)
SOUNDS = st.text("アイウエオ", min_size=1, max_size=3)
COUNTS = st.dictionaries(st.tuples(LETTERS, SOUNDS), st.integers(1, 500))


def test_names_are_counted_by_spelling_and_reading():
    found = count_names(PEOPLE)
    assert found.surnames == {("佐藤", "サトウ"): 2, ("琵琶", "ビワ"): 1}
    assert found.given_names == {("花子", "ハナコ"): 1, ("太郎", "タロウ"): 2}
    assert found.people == 3


@pytest.mark.parametrize(
    ("written", "kana"),
    [
        ("佐藤花子", "サトウ　ハナコ"),  # not told apart
        ("佐藤　花子", "サトウハナコ"),
        ("佐藤　花子　エマ", "サトウ　ハナコ　エマ"),
        ("SMITH　JOHN", "スミス　ジョン"),
        ("佐\ue000　花子", "サトウ　ハナコ"),  # 外字
        ("佐藤　花子", ""),
        ("", "サトウ　ハナコ"),
    ],
)
def test_what_is_no_surname_and_given_name_is_left_out(written, kana):
    assert count_names([(written, kana)]).people == 0


@given(COUNTS, COUNTS)
def test_what_is_packed_comes_out_the_same(first, second):
    names = OfficeNames(surnames=first, given_names=second)
    assert unpacked(names.packed()) == names


@given(COUNTS.filter(bool))
def test_shares_stay_shares_and_nothing_of_the_general_list_is_lost(counts):
    general = [
        NameWord(written="佐", kana="ア", log_share=log(0.4)),
        NameWord(written="高", kana="タ", log_share=log(0.6)),
    ]
    words = mixed(counts, general)
    assert sum(exp(word.log_share) for word in words) == pytest.approx(1)
    assert {(w.written, w.kana) for w in words} == set(counts) | {
        ("佐", "ア"),
        ("高", "タ"),
    }


def test_the_larger_a_register_is_the_more_it_counts():
    small = {("佐藤", "サトウ"): 2, ("琵琶", "ビワ"): 1}
    large = {name: 1000 * count for name, count in small.items()}
    shares = [
        {word.written: exp(word.log_share) for word in mixed(counts, surnames())}
        for counts in ({}, small, large)
    ]
    assert "琵琶" not in shares[0]
    assert shares[1]["琵琶"] == pytest.approx(1 / 5)
    assert shares[2]["琵琶"] == pytest.approx(1 / 3, rel=0.01)
    assert shares[0]["鈴木"] > shares[1]["鈴木"] > shares[2]["鈴木"] > 0


def test_without_a_register_the_general_list_counts_as_before():
    words = mixed({}, surnames())
    assert {word.written for word in words} == {word.written for word in surnames()}
    assert words[0].log_share == pytest.approx(surnames()[0].log_share)
    # Two spellings may have the same rare variant: it counts for both, once.
    assert len({(word.written, word.kana) for word in words}) == len(words)

"""Kana as stored, as compared, and as banks write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.jp.bank_kana import abbreviate_corporation, bank_kana
from rpa_suite.jp.checked import Status
from rpa_suite.jp.kana import loose_key, match_key, normalise_kana
from rpa_suite.jp.look_alikes import look_alikes, suggestions

kana_text = st.text(
    "アイウカガキギグサシジスズタチヂッツテパァャュョヲンヴーｱｶﾞﾊﾟｰ-　 ・がゃ゛゜ゝ",
    max_size=20,
)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("ﾜﾀﾅﾍﾞ ｼﾞｭﾝ", "ワタナベ　ジュン"),
        ("ｶﾞｯｺｳ", "ガッコウ"),
        ("わたなべ　　じゅん", "ワタナベ　ジュン"),
        ("カ゛ッコウ", "ガッコウ"),
        ("オ-ノ", "オーノ"),
        ("オ－ノ", "オーノ"),
        ("ｵｰﾉ", "オーノ"),
        ("オ―ノ", "オーノ"),
        ("オ‐ノ", "オーノ"),
        ("ﾏｲｹﾙ･ﾄﾞｳ", "マイケル・ドウ"),
        (" ヤマダ ", "ヤマダ"),
        ("リョウヘイ", "リョウヘイ"),
    ],
)
def test_kana_are_stored_full_width(text: str, stored: str) -> None:
    assert normalise_kana(text) == stored


@given(kana_text | st.text(max_size=20))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_kana(text)
    assert normalise_kana(once) == once


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("キョウコ", "キヨウコ"),
        ("ヅカ", "ズカ"),
        ("チヂミ", "チジミ"),
        ("カヲル", "カオル"),
        ("ヰノウエ", "イノウエ"),
        ("ヱミ", "エミ"),
        ("ヴィクトル", "ビクトル"),
        ("ヴァイオラ", "バイオラ"),
        ("ﾜﾀﾅﾍﾞ ｼﾞｭﾝ", "ワタナベジユン"),
        ("マイケル・ドウ", "マイケル　ドウ"),
    ],
)
def test_readings_that_sound_alike_share_a_key(left: str, right: str) -> None:
    assert match_key(left) == match_key(right)


def test_long_vowels_differ_by_key_but_are_found_as_candidates() -> None:
    assert match_key("オオノ") == "オオノ"
    assert match_key("オーノ") == "オノ"
    assert loose_key("オオノ") == loose_key("オーノ") == loose_key("オノ")
    assert loose_key("ユウキ") == loose_key("ユーキ")
    assert loose_key("イノウエ") != loose_key("イナバ")


@given(kana_text)
def test_a_key_is_its_own_key(text: str) -> None:
    for key in (match_key, loose_key):
        assert key(key(text)) == key(text)


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        ("ワタナベ　ジュン", "ﾜﾀﾅﾍﾞ ｼﾞﾕﾝ"),
        ("わたなべ じゅん", "ﾜﾀﾅﾍﾞ ｼﾞﾕﾝ"),
        ("カヲル", "ｶｵﾙ"),
        ("オーノ", "ｵ-ﾉ"),
        ("ヴィクトル", "ｳﾞｲｸﾄﾙ"),
        ("ガッコウ", "ｶﾞﾂｺｳ"),
        ("smith john", "SMITH JOHN"),
        ("ＳＭＩＴＨ　１２", "SMITH 12"),
        ("カ）オオタ", "ｶ)ｵｵﾀ"),
    ],
)
def test_bank_kana_are_half_width_and_large(text: str, bank: str) -> None:
    checked = bank_kana(text)
    assert (checked.value, checked.status) == (bank, Status.OK)


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("渡辺 純", Status.ERROR, "bank_kana.characters"),
        ("ワタナベ＆ジュン", Status.ERROR, "bank_kana.characters"),
        ("ガ" * 15, Status.OK, ""),
        ("ガ" * 16, Status.ERROR, "bank_kana.length"),
        ("マイケル・ドウ", Status.WARN, "bank_kana.middle_dot"),
        ("", Status.ERROR, "bank_kana.blank"),
    ],
)
def test_bank_kana_refuse_what_a_transfer_cannot_carry(
    text: str, status: Status, reason: str
) -> None:
    checked = bank_kana(text)
    assert (checked.status, checked.reason) == (status, reason)


@given(st.text(max_size=30) | kana_text)
def test_accepted_bank_kana_fit_the_record_and_stay_as_they_are(text: str) -> None:
    checked = bank_kana(text)
    if checked.is_ok:
        assert len(checked.value) <= 30
        assert len(checked.value.encode("shift_jis")) == len(checked.value)
        assert bank_kana(checked.value).value == checked.value


@pytest.mark.parametrize(
    ("kana", "bank"),
    [
        ("カブシキガイシャ　オオタ", "ｶ)ｵｵﾀ"),
        ("オオタ　カブシキガイシャ", "ｵｵﾀ(ｶ"),
        ("オオタカブシキガイシャトウキョウ", "ｵｵﾀ(ｶ)ﾄｳｷﾖｳ"),
        ("シャカイフクシホウジン　ミドリ", "ﾌｸ)ﾐﾄﾞﾘ"),
        ("ユウゲンガイシャオオタ", "ﾕ)ｵｵﾀ"),
        ("オオタ", "ｵｵﾀ"),
    ],
)
def test_kinds_of_corporations_are_abbreviated(kana: str, bank: str) -> None:
    assert bank_kana(abbreviate_corporation(kana)).value == bank


def test_look_alikes_are_suggested_in_both_directions() -> None:
    assert look_alikes("ソ") == "ン"
    assert look_alikes("タ") == "クワ"
    assert look_alikes("口") == "ロ"
    assert look_alikes("I") == "1l"
    assert look_alikes("ア") == ""
    assert suggestions("シン") == ("ツン", "シソ")

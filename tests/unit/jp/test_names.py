"""Names: tiers of agreement, variants, gaiji."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.jp.checked import Status
from rpa_suite.jp.glyphs import has_gaiji, outside_encoding, utf16_units
from rpa_suite.jp.names import Tier, fold_variants, match_names, plain_name, variants

OK, WARN, ERROR = Status.OK, Status.WARN, Status.ERROR


@pytest.mark.parametrize(
    ("form", "register"),
    [
        ("髙橋 一郎", "高橋一郎"),
        ("吉田", "𠮷田"),
        ("神﨑", "神崎"),
        ("\ufa19﨑", "神崎"),
        ("渡邉 花", "渡辺 花"),
        ("嵜山", "崎山"),
        ("\ufa10本", "塚本"),
        ("\uf9dc 祐", "隆 \ufa4f"),
        ("齊藤", "斉藤"),
        ("齋藤", "斎藤"),
        ("麴町", "麹町"),
    ],
)
def test_a_variant_spelling_is_accepted_with_birth_date_and_one_more_fact(
    form: str, register: str
) -> None:
    bare = match_names(form, register)
    assert (bare.tier, bare.status) == (Tier.VARIANT, WARN)
    assert bare.reason == "name.variant_unproved"
    by_number = match_names(form, register, same_birth_date=True, same_number=True)
    by_address = match_names(form, register, same_birth_date=True, same_address=True)
    assert (by_number.tier, by_number.status) == (Tier.VARIANT, OK)
    assert by_address == by_number
    by_kana = match_names(
        form,
        register,
        same_birth_date=True,
        form_kana="ﾔﾏ ｼﾞｭﾝ",
        register_kana="ヤマジユン",
    )
    assert by_kana.status is OK


def test_a_variant_spelling_with_another_birth_date_is_for_a_person() -> None:
    found = match_names("渡邉 花", "渡辺 花", same_number=True, same_address=True)
    assert (found.tier, found.status) == (Tier.VARIANT, WARN)


def test_a_birth_date_alone_does_not_prove_a_variant() -> None:
    assert match_names("髙橋", "高橋", same_birth_date=True).status is WARN


@pytest.mark.parametrize(
    ("form", "register"),
    [
        ("葛\U000e0100西", "葛西"),
        ("山田 太郎", "山田　太郎"),
        ("山田太郎", "山田　太郎"),
        ("SMITH JOHN", "ＳＭＩＴＨ　ＪＯＨＮ"),
    ],
)
def test_spaces_selectors_and_width_do_not_matter(form: str, register: str) -> None:
    found = match_names(form, register)
    assert (found.tier, found.status) == (Tier.SPACING, OK)


def test_the_same_code_points_need_no_remark() -> None:
    found = match_names("山田　太郎", "山田　太郎")
    assert (found.tier, found.status, found.reason) == (Tier.EXACT, OK, "")


@pytest.mark.parametrize(
    ("form", "register", "reason"),
    [
        ("斎藤", "斉藤", "name.candidate"),
        ("山碕", "山崎", "name.candidate"),
        ("龍田", "竜田", "name.candidate"),
        ("伊東", "伊藤", "name.reading"),
    ],
)
def test_another_character_with_the_same_reading_is_for_a_person(
    form: str, register: str, reason: str
) -> None:
    found = match_names(
        form,
        register,
        same_birth_date=True,
        same_number=True,
        form_kana="ヨミ",
        register_kana="ﾖﾐ",
    )
    assert (found.tier, found.status) == (Tier.READING, WARN)
    assert found.reason == reason


def test_names_that_differ_are_for_a_person() -> None:
    found = match_names("田中", "田仲", same_birth_date=True)
    assert (found.tier, found.status) == (Tier.NONE, ERROR)
    assert match_names("", "田中").reason == "name.blank"


@pytest.mark.parametrize("mark", ["\ue000", "\U000f0001", "〓", "●", "?", "？", "□"])
def test_a_name_with_gaiji_is_never_accepted(mark: str) -> None:
    assert has_gaiji(f"山{mark}")
    same = match_names(f"山{mark}", f"山{mark}", same_birth_date=True, same_number=True)
    assert (same.status, same.reason) == (WARN, "name.gaiji")


def test_a_match_shows_neither_name() -> None:
    assert "髙" not in repr(match_names("髙橋", "高橋"))


def test_no_representative_is_itself_a_variant() -> None:
    for variant, representative in variants()["fold"].items():
        assert len(variant) == len(representative) == 1
        assert representative not in variants()["fold"]
        assert unicodedata.normalize("NFC", variant) == variant


@given(st.text("髙高﨑崎邊辺齊斎龍𠮷葛\U000e0100 　山田ａA", max_size=10))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_variants(fold_variants(name)) == fold_variants(name)
    assert plain_name(plain_name(name)) == plain_name(name)


@given(st.text(max_size=8), st.text(max_size=8), st.booleans())
def test_matching_is_symmetric(left: str, right: str, same: bool) -> None:
    assert match_names(
        left, right, same_birth_date=same, same_number=same
    ) == match_names(right, left, same_birth_date=same, same_number=same)


def test_lengths_and_encodings_of_rare_characters() -> None:
    assert utf16_units("𠮷田") == 3
    assert outside_encoding("髙﨑德濵栁㈱①") == ()
    assert outside_encoding("髙﨑①", "shift_jis") == ("髙", "﨑", "①")
    assert outside_encoding("𠮷㋿") == ("𠮷", "㋿")

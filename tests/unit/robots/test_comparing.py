"""When a screen shows what was typed."""

import pytest

from rpa_suite.robots.comparing import same


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ　タロウ"),
        ("山田 太郎", "山田　太郎  "),
        ("ABC-12", "ＡＢＣ－１２"),
        ("1234567", "1,234,567"),
        ("1234567", "￥1,234,567円"),
        ("0", "0円"),
        ("2026-04-01", "令和8年4月1日"),
        ("2026-04-01", "R08.04.01"),
        ("2019-05-01", "令和元年5月1日"),
        ("1985-03-05", "昭和60年03月05日"),
        ("", " "),
    ],
)
def test_another_dress_is_the_same_value(typed, shown):
    assert same(typed, shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("髙橋 一郎", "高橋 一郎"),  # the system replaced a glyph
        ("神田", "神田"),  # U+795E against U+FA19
        ("𠮷田 花", "〓田 花"),
        ("0012345", "12345"),
        ("1234", "12345"),
        ("2026-04-01", "令和8年4月2日"),
        ("1989-01-07", "平成1年1月7日"),
        ("オオノ", "オーノ"),
    ],
)
def test_another_value_is_never_taken_for_the_same(typed, shown):
    typed = typed.replace("神", "\ufa19") if typed == "神田" else typed
    assert not same(typed, shown)

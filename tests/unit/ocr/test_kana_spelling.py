"""Free text with what only looks like words put right."""

import pytest

from rpa_suite.ocr.kana_spelling import tidy_free_text


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("コ一ポ蒲田", "コーポ蒲田"),
        ("蒲田5丁月13番", "蒲田5丁目13番"),
        ("サンプルマンション5ロ4", "サンプルマンション504"),
        ("コーポ2O1号", "コーポ201号"),
        ("メゾンロワール101", "メゾンロワール101"),
        ("ロ3番", "ロ3番"),
        ("一口坂2-1", "一口坂2-1"),
    ],
)
def test_what_cannot_be_a_word_is_put_right(seen, meant):
    assert tidy_free_text(seen) == meant

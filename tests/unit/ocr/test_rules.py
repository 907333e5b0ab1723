import datetime as dt
from pathlib import Path

import pytest

from rpa_suite.model.forms import Rule
from rpa_suite.ocr.case import Case
from rpa_suite.ocr.checks import CHECKS, first_objection
from rpa_suite.ocr.kana_spelling import large_where_needed, spellings_of
from rpa_suite.ocr.rules import RULES, broken_rules
from rpa_suite.ocr.templates import load_template

TEMPLATE = load_template(
    Path(__file__).parents[3] / "ocr_templates" / "child_allowance_claim"
)
TODAY = dt.date(2026, 6, 30)
# A claim with nothing to object to.
GOOD = {
    "claim_date": "2026-05-20",
    "reason": "出生",
    "event_date": "2026-05-10",
    "claimant_kana": "オオタ　タロウ",
    "claimant_birth_date": "1990-01-01",
    "claimant_my_number": "999000000001",
    "address_on_jan1_same": "true",
    "occupation": "会社員",
    "pension": "厚生年金",
    "has_spouse": "無",
    "child[1].name": "大田　花",
    "child[1].birth_date": "2026-05-10",
    "child[1].my_number": "999000000002",
    "use_public_account": "true",
}


def broken(**changes):
    values = {k: v for k, v in (GOOD | changes).items() if v}
    said = {}
    for field_id, message in broken_rules(
        Case(template=TEMPLATE, values=values, today=TODAY)
    ):
        said.setdefault(field_id, message)
    return said


def test_a_good_claim_breaks_no_rule():
    assert broken() == {}


@pytest.mark.parametrize(
    ("changes", "field_id", "said"),
    [
        ({"claim_date": "2026-07-01"}, "claim_date", "今日より後"),
        ({"claim_date": "2026-05-26"}, "claim_date", "15日"),
        ({"event_date": "2026-05-11"}, "event_date", "ちょうど1人"),
        ({"claimant_birth_date": "2020-01-01"}, "claimant_birth_date", "15歳"),
        ({"child[1].birth_date": "2007-04-01"}, "child[1].birth_date", "高校生年代"),
        (
            {"child[1].my_number": "999000000001"},
            "claimant_my_number",
            "二度書かれて",
        ),
        ({"has_spouse": "有"}, "spouse_name", "配偶者が「有」"),
        ({"address_on_jan1_same": ""}, "address_on_jan1_same", "どちらか一方"),
        ({"child[1].name": ""}, "child[1].name", "1人も"),
        ({"pension": ""}, "pension", "3歳未満"),
        ({"use_public_account": ""}, "use_public_account", "1つだけ"),
        ({"account_number": "1234567"}, "account_number", "1つだけ"),
        ({"occupation": "公務員"}, "occupation", "所属庁"),
        ({"child[1].custody": "無"}, "child[1].custody", "監護していない"),
        ({"child[1].lives_together": "別居"}, "child[1].lives_together", "別居"),
        (
            {"account_holder_kana": "オオタ　ハナコ"},
            "account_holder_kana",
            "口座名義が",
        ),
        ({"sibling[1].birth_date": "2020-04-01"}, "sibling[1].birth_date", "兄姉等"),
    ],
)
def test_a_broken_rule_puts_its_field_in_doubt(changes, field_id, said):
    assert said in broken(**changes)[field_id]


def test_a_bank_account_in_part_is_asked_for_as_a_whole():
    said = broken(use_public_account="", account_number="1234567")
    assert {"bank_name", "bank_code", "branch_code", "account_type"} <= set(said)


def test_long_and_short_vowels_of_banks_do_not_part_a_name():
    assert "account_holder_kana" not in broken(account_holder_kana="オオタ　タロウ")


def test_every_rule_and_check_of_the_template_exists():
    assert {rule.kind for rule in TEMPLATE.rules} <= set(RULES)
    assert {name for field in TEMPLATE.fields for name in field.checks} <= set(CHECKS)


def test_rows_without_writing_are_not_rows():
    rule = Rule(kind="look_when", fields=("child[].custody",), message="x")
    case = Case(template=TEMPLATE, values={"child[3].name": "x"}, today=TODAY)
    assert case.ids("child[].custody") == ["child[3].custody"]
    assert rule.fields


def test_the_first_failing_check_speaks():
    assert first_objection(("my_number",), "123456789018") is None
    assert "検査" in first_objection(("my_number",), "123456789010")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("カズャ", "カズヤ"),
        ("シュンスケ", "シュンスケ"),
        ("ミッコ", "ミッコ"),
        ("ナツミ", "ナツミ"),
        ("ナッミ", "ナツミ"),
        ("ョウコ", "ヨウコ"),
    ],
)
def test_small_kana_stand_only_where_they_can(read, meant):
    assert large_where_needed(read) == meant


def test_a_large_kana_may_look_small_only_where_no_small_one_can_be():
    assert spellings_of("カズヤ") == ["カズヤ", "カズャ"]
    assert spellings_of("ミヤコ") == ["ミヤコ"]

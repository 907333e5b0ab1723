"""郵便番号 beside 住所: what agrees is surer, what does not is looked at."""

import pytest

from rpa_suite.model.forms import Candidate, Reading
from rpa_suite.ocr.agreement import with_agreements
from rpa_suite.ocr.doubts import REPAIRED


def agreed(code, address, *, confidence=0.8, doubt=None):
    readings = [
        Reading(
            field_id="postal_code",
            text=code,
            value=code,
            confidence=confidence,
            doubt=doubt,
        ),
        Reading(field_id="address", text=address, value=address, confidence=0.9),
    ]
    return {r.field_id: r for r in with_agreements(readings)}


def test_the_town_written_beside_makes_an_unclear_code_sure():
    found = agreed("1440052", "蒲田5丁目13番14号")
    assert found["postal_code"].doubt is None
    assert found["postal_code"].confidence > 0.99
    assert found["postal_code"].signs["agreed"] == 1


def test_another_town_of_the_ward_puts_both_in_doubt():
    found = agreed("1440052", "山王1丁目1番1号", confidence=0.999, doubt=None)
    assert "町名が合いません" in found["postal_code"].doubt
    assert "町名が合いません" in found["address"].doubt


def test_a_code_from_elsewhere_beside_a_town_of_the_ward_is_in_doubt():
    found = agreed("7450061", "蒲田5丁目13番14号", confidence=0.99, doubt=None)
    assert found["postal_code"].doubt


def test_a_misread_town_beside_a_code_of_the_ward_is_in_doubt():
    found = agreed("1460091", "鵜0木1丁目9番14号", confidence=0.99, doubt=None)
    assert found["address"].doubt


def test_an_address_elsewhere_with_its_code_is_left_alone():
    found = agreed("2300051", "横浜市鶴見区鶴見中央1丁目", confidence=0.99, doubt=None)
    assert found["postal_code"].doubt is None
    assert found["address"].doubt is None


def with_candidates(code, address, *candidates, prefix=""):
    readings = [
        Reading(
            field_id=f"{prefix}postal_code",
            text=code,
            value=code,
            confidence=candidates[0],
            candidates=tuple(
                Candidate(text=text, probability=share)
                for text, share in zip((code, "1450071"), candidates, strict=True)
            ),
        ),
        Reading(
            field_id=f"{prefix}address", text=address, value=address, confidence=0.9
        ),
    ]
    return {r.field_id: r for r in with_agreements(readings)}[f"{prefix}postal_code"]


@pytest.mark.parametrize("prefix", ["", "owner_", "employer_"])
def test_a_code_misread_by_a_digit_becomes_that_of_the_town_and_is_looked_at(prefix):
    found = with_candidates("7450071", "田園調布1丁目5番1号", 0.6, 0.3, prefix=prefix)
    assert found.value == "1450071"
    assert found.doubt == REPAIRED


def test_a_code_that_can_hardly_be_another_stays_and_is_in_doubt():
    found = with_candidates("7450071", "田園調布1丁目5番1号", 0.97, 0.01)
    assert found.value == "7450071"
    assert found.doubt


def with_bank(code, name, *, confidence=0.8):
    readings = [
        Reading(field_id=field_id, text=text, value=text, confidence=confidence)
        for field_id, text in (("bank_code", code), ("bank_name", name))
    ]
    return {r.field_id: r for r in with_agreements(readings)}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("0001", "みずほ銀行"),
        ("0005", "三菱ＵＦＪ銀行"),
        ("0005", "三菱UFJ"),
        ("1344", "城南信用金庫"),
    ],
)
def test_a_bank_and_its_code_make_each_other_sure(code, name):
    found = with_bank(code, name)
    assert [r.confidence > 0.99 for r in found.values()] == [True, True]
    assert not any(r.doubt for r in found.values())


def test_another_bank_than_the_codes_is_looked_at_with_the_codes_bank_named():
    found = with_bank("0001", "三井住友銀行")
    assert all("みずほ" in r.doubt for r in found.values())


def test_a_bank_that_merged_away_is_told_before_the_system_refuses_it():
    found = with_bank("0002", "第一勧業銀行")
    assert "統廃合" in found["bank_code"].doubt


def test_a_code_that_is_hardly_read_says_nothing_of_the_bank():
    found = with_bank("0002", "みずほ銀行", confidence=0.3)
    assert not any(r.doubt for r in found.values())


def with_branch(code, name, *, bank="0001", prefix="", moved=0.0):
    values = (("bank_code", bank), ("branch_code", code), ("branch_name", name))
    readings = [
        Reading(
            field_id=prefix + field_id,
            text=text,
            value=text,
            confidence=0.9,
            signs={"moved": moved},
            candidates=tuple(
                Candidate(text=each, probability=share)
                for each, share in ((text, 0.9), ("197", 0.08))
            ),
        )
        for field_id, text in values
    ]
    found = {r.field_id: r for r in with_agreements(readings)}
    return found[f"{prefix}branch_code"], found[f"{prefix}branch_name"]


@pytest.mark.parametrize("prefix", ["", "refund_"])
@pytest.mark.parametrize("name", ["蒲田", "蒲田支店"])
def test_a_branch_and_its_code_make_each_other_sure(name, prefix):
    code, written = with_branch("197", name, prefix=prefix)
    assert code.confidence > 0.99
    assert written.confidence > 0.99
    assert not code.doubt


def test_a_branch_code_misread_by_a_digit_becomes_that_of_the_name():
    code, written = with_branch("191", "蒲田")
    assert (code.value, code.doubt) == ("197", REPAIRED)
    assert not written.doubt


def test_another_branch_than_the_codes_is_looked_at():
    code, written = with_branch("196", "羽田")
    assert "大森" in code.doubt
    assert "大森" in written.doubt


def test_a_branch_of_another_bank_is_looked_at():
    code, _ = with_branch("196", "大森", bank="0010")
    assert "一覧にありません" in code.doubt


def test_a_name_that_the_code_has_put_right_does_not_make_the_code_sure():
    code, written = with_branch("197", "蒲田", moved=1.0)
    assert (code.confidence, written.confidence) == (0.9, 0.9)

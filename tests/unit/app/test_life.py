"""履歴: everything that happened to an item, in one list."""

import pytest

from rpa_suite.app.hand_actions import HandAction
from rpa_suite.app.office import Office
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.settings import Settings
from tests.support.paper import CLAIM, add_claims


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield office
    office.close()


def test_a_paper_is_followed_from_the_scan_to_who_confirmed_what(office):
    (item,) = add_claims(office, {"claimant_name": "文字がはっきりしません。"})
    doubt = office.verifying.doubts(CLAIM, who="a")[0]
    office.verifying.look(doubt, LookOutcome.VALUE, "練習　次郎", who="a", seconds=3.24)
    office.verifying.finish_form(item.id, who="a")
    life = office.items.life(item.id)
    told = [(m.actor, m.what, m.told) for m in life.moments]
    assert told[0] == ("test", "取込", "スキャンの1番")
    assert told[1][1] == "読み取り"
    assert told[1][2].endswith("1項目に迷い")
    assert ("a", "確認　氏名", "読み取りを直した（3.2秒）") in told
    assert told[-1][:2] == ("a", "確認待ち → 実行待ち")
    assert life.template_id == CLAIM


def test_values_are_masked_until_revealed_and_that_is_recorded(office):
    (item,) = add_claims(office, {"claimant_name": "文字がはっきりしません。"})
    fields = {f.field_id: f for f in office.items.life(item.id).fields}
    assert set(fields["claimant_name"].text) == {"＊"}
    assert set(fields["claimant_name"].read) == {"＊"}
    assert fields["reason"].text == "出生"
    assert fields["claimant_name"].said == "文字がはっきりしません。"
    shown = {f.field_id: f for f in office.items.life(item.id, reveal=True).fields}
    assert shown["claimant_name"].text == "練習　太郎"
    assert [e.action for e in office.store.audit.recent()][:1] == ["reveal"]


def test_what_a_person_did_by_hand_ends_the_list_with_its_receipt(office):
    (item,) = add_claims(office, {"claimant_name": "文字がはっきりしません。"})
    office.exceptions.act(item.id, HandAction.WITHDRAW, who="係長", told="届出の取消")
    last = office.items.life(item.id).moments[-1]
    assert (last.actor, last.told) == ("係長", "届出の取消")

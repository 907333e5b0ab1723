"""履歴: everything that happened to an item, in one list."""

from pathlib import Path

import pytest

from rpa_suite.app.hand_actions import HandAction
from rpa_suite.app.office import Office
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.model.work import (
    NO_PAPER,
    PAPER,
    Attempt,
    Environment,
    ItemState,
    Run,
)
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


def _attempted(office, reason_code=""):
    """One attempt at an item, that entered it."""
    (item,) = add_claims(office, {"claimant_name": "文字がはっきりしません。"})
    now = office.now()
    office.store.runs.start(
        Run(
            id="run",
            robot_id=CLAIM,
            robot_hash="0" * 64,
            environment=Environment.TRAINING,
            operator="test",
            worker="pc:1:1",
            started_at=now,
        )
    )
    office.store.runs.begin_attempt(
        Attempt(id="attempt", item_id=item.id, run_id="run", started_at=now)
    )
    office.store.runs.end_attempt("attempt", ItemState.DONE, reason_code, now)
    return item


def test_a_notice_is_shown_only_with_what_is_personal(office):
    item = _attempted(office)
    pdf = Path(office.templates[CLAIM].folder) / "blank.pdf"
    office.store.evidence.keep(
        "attempt", kind=PAPER, name="HK1.pdf", content=pdf.read_bytes()
    )
    (covered,) = [
        m for m in office.items.life(item.id).moments if m.what.startswith("帳票")
    ]
    assert covered.picture is None
    assert "個人情報を表示する" in covered.told
    (open_one,) = [
        m
        for m in office.items.life(item.id, reveal=True).moments
        if m.what.startswith("帳票")
    ]
    assert open_one.picture
    picture = office.items.picture(item.id, open_one.picture)
    assert picture.startswith(b"\x89PNG")


def test_an_entry_without_its_notice_says_so(office):
    item = _attempted(office, NO_PAPER)
    (missing,) = [m for m in office.items.life(item.id).moments if m.what == "帳票なし"]
    assert "業務システムで作ってください" in missing.told

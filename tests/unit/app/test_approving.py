"""二人確認: nothing of such a robot runs before another person has approved it."""

import pytest

from rpa_suite.app.office import Office
from rpa_suite.app.running import RunRequest, run
from rpa_suite.errors import InputError
from rpa_suite.model.work import ItemState
from rpa_suite.robots.orders import Orders
from rpa_suite.settings import Settings
from tests.support.rehearsal import ROBOTS

ROBOT = "placement_result"
SAMPLE = ROBOTS / ROBOT / "samples" / "rows.csv"


@pytest.fixture
def office(tmp_path):
    office = Office.open(
        Settings(data_dir=tmp_path, use_keyring=False, browser="/nowhere/browser")
    )
    yield office
    office.close()


@pytest.fixture
def batch(office):
    preview = office.importing.preview(ROBOT, SAMPLE)
    return office.importing.import_preview(preview, operator="tanaka").batch


def waiting(office):
    (card,) = (each for each in office.cards() if each.robot.id == ROBOT)
    return [each.id for each in card.to_approve]


def test_the_run_is_refused_until_somebody_else_has_approved(office, batch):
    request = RunRequest(robot_id=ROBOT, operator="tanaka")
    assert waiting(office) == [batch.id]
    with pytest.raises(InputError, match=f"承認待ちの取込が1件.*approve {batch.id}"):
        run(office, request, on_event=lambda event: None, orders=Orders())
    with pytest.raises(InputError, match="取り込んだ人は承認できません"):
        office.importing.approve(batch.id, who="tanaka")
    assert waiting(office) == [batch.id]

    approved = office.importing.approve(batch.id, who="suzuki")
    assert approved.approved_by == "suzuki"
    assert waiting(office) == []
    assert {item.state for item in office.items.find()} == {ItemState.READY}


def change_points(office):
    """Let a person correct a value of the first item, as after a 要確認."""
    now = office.now()
    item = office.store.items.take(ROBOT, worker="w", now=now, lease_seconds=60)
    office.store.items.move(
        item.id, ItemState.REJECTED, actor="w", worker="w", reason="x", now=now
    )
    office.exceptions.send_back(item.id, who="tanaka")
    values = dict(item.values) | {"points": "1"}
    office.verifying.confirm(item.id, values, who="tanaka", seconds=1.0)


def test_a_value_changed_after_the_approval_voids_it(office, batch):
    office.importing.approve(batch.id, who="suzuki")
    assert waiting(office) == []
    change_points(office)
    assert waiting(office) == [batch.id]


def test_all_of_an_import_is_shown_and_that_is_recorded(office, batch):
    sheet = office.importing.to_approve(batch.id)
    items = office.items.find(batch_id=batch.id)
    assert [number for number, _ in sheet.rows] == [item.number for item in items]
    first = dict(zip(sheet.columns, sheet.rows[0][1], strict=True))
    assert set(office.items.shown(items[0], reveal=True).items()) <= set(first.items())
    told = office.store.audit.recent()
    assert ("reveal", batch.id) in {(each.action, each.subject) for each in told}


def test_what_changed_while_somebody_looked_is_not_approved(office, batch):
    sheet = office.importing.to_approve(batch.id)
    change_points(office)
    with pytest.raises(InputError, match="もう一度開いて"):
        office.importing.approve(batch.id, who="suzuki", seen=sheet.payload_hash)
    assert waiting(office) == [batch.id]


def test_other_robots_need_nobody(office):
    preview = office.importing.preview(
        "moped_scrapping", ROBOTS / "moped_scrapping" / "samples" / "rows.csv"
    )
    office.importing.import_preview(preview, operator="tanaka")
    assert not any(card.to_approve for card in office.cards())

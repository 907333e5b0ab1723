"""抜取り: in production a robot waits until a person has compared its samples."""

from dataclasses import replace

import pytest

from rpa_suite.app.office import Office
from rpa_suite.app.running import RunRequest, run
from rpa_suite.app.sampling import check_sample, waiting_samples
from rpa_suite.errors import InputError
from rpa_suite.model.work import Environment, ItemState
from rpa_suite.robots.catalogue import robot_hash
from rpa_suite.robots.orders import Orders
from rpa_suite.settings import Settings
from tests.support.rehearsal import ROBOTS

ROBOT = "placement_result"


@pytest.fixture
def office(tmp_path):
    office = Office.open(
        Settings(data_dir=tmp_path, use_keyring=False, browser="/nowhere/browser")
    )
    yield office
    office.close()


@pytest.fixture
def robot(office):
    """Its whole sample is entered."""
    preview = office.importing.preview(ROBOT, ROBOTS / ROBOT / "samples" / "rows.csv")
    office.importing.import_preview(preview, operator="tanaka")
    items, now = office.store.items, office.now()
    while item := items.take(ROBOT, worker="w", now=now, lease_seconds=60):
        for state in (ItemState.SUBMITTING, ItemState.DONE):
            receipt = f"HR08-{item.number:08}-1" if state is ItemState.DONE else None
            items.move(item.id, state, actor="w", worker="w", receipt=receipt, now=now)
    return office.robot(ROBOT)


def press_run(office):
    request = RunRequest(robot_id=ROBOT, operator="tanaka")
    return run(office, request, on_event=lambda event: None, orders=Orders())


def in_production(office, robot):
    site = replace(office.sites[robot.site], environment=Environment.PRODUCTION)
    office.sites.update({robot.site: site})
    office.store.robot_approvals.approve(
        ROBOT, robot_hash=robot_hash(robot), by="x", tested_runs=1, now=office.now()
    )


def test_the_next_run_is_refused_until_a_person_has_compared_every_sample(
    office, robot
):
    samples = waiting_samples(office, robot)
    assert 1 <= len(samples) < 8
    assert samples == waiting_samples(office, robot)
    in_production(office, robot)
    with pytest.raises(InputError, match="通知書の抜取り確認を待つ登録が"):
        press_run(office)

    for item in samples:
        check_sample(office, item, who="suzuki", is_right=True)

    assert waiting_samples(office, robot) == []
    assert press_run(office).message == "実行待ちの明細はありません。"


def test_a_sample_is_settled_once_and_a_wrong_one_with_a_word(office, robot):
    first = waiting_samples(office, robot)[0]
    with pytest.raises(InputError, match="--note"):
        check_sample(office, first, who="suzuki", is_right=False)
    check_sample(office, first, who="suzuki", is_right=False, note="園を直した")
    with pytest.raises(InputError, match="待っていません"):
        check_sample(office, first, who="suzuki", is_right=True)

    assert office.store.audit.recent(limit=1)[0].detail["note"] == "園を直した"


def test_a_robot_without_samples_waits_for_nobody(office):
    assert waiting_samples(office, office.robot("collection_switch")) == []

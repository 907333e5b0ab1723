"""ロボットの承認: only approved files work on a production system."""

import re
import shutil
import uuid
from contextlib import closing
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from rpa_suite.app.office import Office
from rpa_suite.app.running import RunRequest, run
from rpa_suite.app.workbench import approve_robot, robot_records
from rpa_suite.cli.workbench import robot
from rpa_suite.errors import InputError, ManifestError
from rpa_suite.model.work import Environment, Run, RunState
from rpa_suite.robots.catalogue import robot_hash
from rpa_suite.robots.orders import Orders
from rpa_suite.settings import Settings
from tests.support.rehearsal import ROBOTS

ROBOT = "moped_scrapping"


@pytest.fixture
def office(tmp_path):
    robots = tmp_path / "robots"
    shutil.copytree(ROBOTS / ROBOT, robots / ROBOT)
    shutil.copy(ROBOTS / "sites.toml", robots / "sites.toml")
    office = Office.open(
        Settings(
            data_dir=tmp_path / "data",
            robots_dir=robots,
            use_keyring=False,
            browser="/nowhere/browser",
        )
    )
    yield office
    office.close()


def rehearse(office):
    run_id = uuid.uuid4().hex
    office.store.runs.start(
        Run(
            id=run_id,
            robot_id=ROBOT,
            robot_hash=robot_hash(office.robot(ROBOT)),
            environment=Environment.TRAINING,
            operator="test",
            worker="test",
            started_at=office.now(),
        )
    )
    office.store.runs.finish(run_id, RunState.FINISHED, "", now=office.now())


def start_on_production(office):
    production = {
        name: replace(site, environment=Environment.PRODUCTION)
        for name, site in office.sites.items()
    }
    office.sites.update(production)
    request = RunRequest(robot_id=ROBOT, operator="test")
    return run(office, request, on_event=lambda event: None, orders=Orders())


def test_what_never_ran_on_the_training_system_is_not_approved(office):
    with pytest.raises(InputError, match="まだ実行していません"):
        approve_robot(office, ROBOT, who="係長")


def test_what_a_recording_left_open_is_written_before_anybody_approves(office):
    manifest = office.settings.robots_dir / ROBOT / "robot.toml"
    text = manifest.read_text("utf-8")
    manifest.write_text(
        re.sub(r"(?m)^why_not_bulk = .*$", 'why_not_bulk = "未記入（…）"', text),
        "utf-8",
    )
    with closing(Office.open(office.settings)) as reopened:
        rehearse(reopened)
        with pytest.raises(InputError, match="why_not_bulk が「未記入（…）」のまま"):
            approve_robot(reopened, ROBOT, who="係長")


def test_one_untested_robot_keeps_all_from_being_approved(office, monkeypatch):
    for name in (ROBOT, "light_vehicle_change"):
        shutil.copytree(
            ROBOTS / name, office.settings.robots_dir / name, dirs_exist_ok=True
        )
    with closing(Office.open(office.settings)) as reopened:
        rehearse(reopened)
        monkeypatch.setattr(Office, "open", lambda *_: reopened)
        done = CliRunner().invoke(robot, ["approve", "--all"])
        assert "まだ実行していません" in str(done.exception)
        assert {each.approval for each in robot_records(reopened)} == {"未承認"}


def test_only_the_approved_files_run_on_production(office):
    with pytest.raises(ManifestError, match="承認されていない"):
        start_on_production(office)
    rehearse(office)
    approved = approve_robot(office, ROBOT, who="係長")
    assert approved.version == 1
    assert start_on_production(office).message == "実行待ちの明細はありません。"

    procedure = office.settings.robots_dir / ROBOT / "procedure.py"
    procedure.write_text(procedure.read_text("utf-8") + "\n# changed\n", "utf-8")
    with pytest.raises(ManifestError, match="承認されていない"):
        start_on_production(office)
    assert [each.approval for each in robot_records(office)] == ["未承認"]
    rehearse(office)
    assert approve_robot(office, ROBOT, who="係長").version == 2
    assert approve_robot(office, ROBOT, who="係長").version == 2

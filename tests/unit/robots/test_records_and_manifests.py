"""Items become records, folders become robots, or the fault is named."""

from dataclasses import dataclass
from datetime import date

import pytest

from rpa_suite.errors import ManifestError, Rejected
from rpa_suite.model.robots import Robot, TableInput
from rpa_suite.model.work import Environment
from rpa_suite.robots.catalogue import (
    load_procedure,
    load_robots,
    load_sites,
    robot_hash,
    usable_robots,
)
from rpa_suite.robots.procedure import read_record

MANIFEST = """
title = "見本"
task = "T1"
section = "課税課"
owner = "係長"
site = "training"
entry_key = ["number"]
why_not_bulk = "取込機能がないため"

[table.columns]
"番号" = "number"
"""

PROCEDURE = """
from dataclasses import dataclass
from rpa_suite.robots.procedure import Procedure
from .item import Row

PROCEDURE = Procedure(
    portal=lambda session: None,
    item=Row,
    find=lambda portal, row: None,
    enter=lambda portal, row: None,
    shown=lambda row: {},
    submit=lambda portal: "JT08-00000001-0",
)
"""
ITEM = """
from dataclasses import dataclass

@dataclass(frozen=True, kw_only=True)
class Row:
    number: str
"""


@dataclass(frozen=True, kw_only=True)
class Child:
    name: str
    birth: date


@dataclass(frozen=True, kw_only=True)
class Claim:
    number: str
    child: tuple[Child, ...] = ()


ROBOT = Robot(
    id="sample",
    title="見本",
    task="T1",
    section="課税課",
    owner="係長",
    site="training",
    entry_key=("number",),
    labels={"child": "児童", "child[].birth": "生年月日"},
    table=TableInput(columns={"整理番号": "number"}),
)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "robots" / "sample"
    folder.mkdir(parents=True)
    (folder / "robot.toml").write_text(MANIFEST, encoding="utf-8")
    (folder / "procedure.py").write_text(PROCEDURE, encoding="utf-8")
    (folder / "item.py").write_text(ITEM, encoding="utf-8")
    return folder


def test_json_values_become_a_record_with_dates():
    values = {"number": "1", "child": [{"name": "花", "birth": "2020-02-29"}]}

    claim = read_record(ROBOT, Claim, values)

    assert claim.child[0].birth == date(2020, 2, 29)


def test_a_value_that_does_not_fit_is_rejected_by_its_label_and_not_shown():
    values = {"number": "1", "child": [{"name": "花", "birth": "令和の秘密"}]}

    with pytest.raises(Rejected, match="児童1 生年月日") as caught:
        read_record(ROBOT, Claim, values)

    assert "秘密" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_missing_field_is_named_by_its_header():
    with pytest.raises(Rejected, match="整理番号"):
        read_record(ROBOT, Claim, {})


def test_a_half_written_manifest_leaves_the_other_robots_usable(folder):
    broken = folder.parent / "broken"
    broken.mkdir()
    (broken / "robot.toml").write_text('title = "見本"\n', encoding="utf-8")

    robots, unusable = usable_robots(folder.parent)

    assert list(robots) == ["sample"]
    assert "「task」が書かれていません" in unusable["broken"]


def test_a_folder_is_a_robot_and_its_name_the_id(folder):
    robot = load_robots(folder.parent)["sample"]

    assert robot.title == "見本"
    assert robot.table is not None
    assert robot.table.columns == {"番号": "number"}


def test_a_manifest_is_read_without_running_the_robots_code(folder):
    (folder / "procedure.py").write_text("raise SystemExit", encoding="utf-8")

    assert load_robots(folder.parent)


def test_a_procedure_is_loaded_with_its_own_neighbours(folder):
    procedure = load_procedure(load_robots(folder.parent)["sample"])

    assert procedure.item.__name__ == "Row"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('owner = "係長"', "", "「owner」が書かれていません"),
        ('site = "training"', 'site = "training"\nsitte = "x"', "「sitte」は知らない"),
        ('task = "T1"', 'task = "一番"', "「task」は T9 のように"),
        ('title = "見本"', 'title = "見本', "書き方を直してください"),
    ],
)
def test_a_malformed_manifest_is_named_with_its_fault(folder, old, new, told):
    (folder / "robot.toml").write_text(MANIFEST.replace(old, new), encoding="utf-8")

    with pytest.raises(ManifestError, match=told):
        load_robots(folder.parent)


@pytest.mark.parametrize("code", ["W0103", "W0203", "W0001", "E2101", "x"])
def test_what_no_robot_may_tick_cannot_be_allowed(folder, code):
    allowing = f'accept_warnings = ["{code}"]\n'
    (folder / "robot.toml").write_text(allowing + MANIFEST, encoding="utf-8")
    with pytest.raises(ManifestError, match="許可できません"):
        load_robots(folder.parent)


def test_a_warning_that_a_person_would_decide_can_be_allowed(folder):
    allowing = 'accept_warnings = ["W0401"]\n'
    (folder / "robot.toml").write_text(allowing + MANIFEST, encoding="utf-8")
    assert load_robots(folder.parent)["sample"].accept_warnings == ("W0401",)


def test_a_procedure_that_cannot_be_imported_is_a_manifest_error(folder):
    (folder / "procedure.py").write_text("import no_such_thing", encoding="utf-8")

    with pytest.raises(ManifestError, match="手順を読み込めません"):
        load_procedure(load_robots(folder.parent)["sample"])


def test_the_hash_follows_the_code_and_not_the_samples(folder):
    robot = load_robots(folder.parent)["sample"]
    before = robot_hash(robot)

    (folder / "samples").mkdir()
    (folder / "samples" / "rows.csv").write_text("x", encoding="utf-8")
    with_samples = robot_hash(robot)
    (folder / "item.py").write_text(ITEM + "\n", encoding="utf-8")

    assert with_samples == before
    assert robot_hash(robot) != before


def test_sites_carry_the_name_of_their_secret_and_nothing_more(tmp_path):
    path = tmp_path / "sites.toml"
    path.write_text(
        '[site.training]\ntitle = "練習"\norigin = "http://127.0.0.1:8700/"\n'
        'secret = "training"\nenvironment = "training"\n',
        encoding="utf-8",
    )

    site = load_sites(path)["training"]

    assert site.origin == "http://127.0.0.1:8700"
    assert site.environment is Environment.TRAINING


@pytest.mark.parametrize("origin", ["ftp://x", "http://x/path", "127.0.0.1:80", ""])
def test_an_origin_that_is_more_or_less_than_one_is_refused(tmp_path, origin):
    path = tmp_path / "sites.toml"
    path.write_text(
        f'[site.a]\ntitle = "a"\norigin = "{origin}"\nsecret = "a"\n'
        'environment = "training"\n',
        encoding="utf-8",
    )

    with pytest.raises(ManifestError, match="origin"):
        load_sites(path)

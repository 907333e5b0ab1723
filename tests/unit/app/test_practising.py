"""The colleague of はじめての練習 looks at the practice sheet, and at nothing else."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from rpa_suite.app.office import Office
from rpa_suite.model.verifying import LookOutcome
from rpa_suite.model.work import ItemState
from rpa_suite.settings import Settings
from tests.support.paper import CLAIM, add_paper

NUMBER = "child[1].my_number"
DOUBT = {NUMBER: "検査数字に合うように読み替えました。"}


@pytest.fixture
def office(tmp_path, monkeypatch):
    sites = tmp_path / "sites.toml"
    sites.write_text(
        '[site.training]\ntitle = "練習用"\norigin = "http://127.0.0.1:9"\n'
        'secret = "training"\nenvironment = "training"\n',
        encoding="utf-8",
    )
    settings = Settings(data_dir=tmp_path, sites_file=sites, use_keyring=False)
    office = Office.open(settings)
    yield office
    office.close()


@pytest.fixture
def practice(office):
    found = office.practising.find()
    assert found is not None and found.paper is not None
    assert found.robot.id == CLAIM
    return found


def _sheet(office, practice, *, own):
    says = json.loads(practice.paper.with_suffix(".json").read_text(encoding="utf-8"))
    told = sha256(practice.paper.read_bytes()).hexdigest() if own else "0" * 64
    return add_paper(office, CLAIM, says, DOUBT, sha256=told), says[NUMBER]


def _look(office, value):
    (doubt,) = office.verifying.doubts(CLAIM, who="a")
    office.verifying.look(doubt, LookOutcome.VALUE, value, who="a", seconds=1.0)


def test_the_colleague_types_what_two_people_have_to(office, practice):
    item, number = _sheet(office, practice, own=True)
    assert office.practising.help(practice, who="a") == 0  # the newcomer first

    _look(office, number)

    assert office.practising.help(practice, who="a") == 1
    assert office.items.one(item.id).state is ItemState.READY


def test_where_the_newcomer_errs_the_sheet_decides(office, practice):
    item, number = _sheet(office, practice, own=True)

    _look(office, "123456789018")

    assert office.practising.help(practice, who="a") == 1
    assert office.items.one(item.id).values["child"][0]["my_number"] == number


def test_no_other_paper_gets_a_colleague(office, practice):
    item, number = _sheet(office, practice, own=False)

    _look(office, number)

    assert office.practising.help(practice, who="a") == 0
    assert office.items.one(item.id).state is ItemState.REVIEW


def test_without_paper_a_table_is_the_sample(office, practice):
    sample = office.practising.sample(replace(practice, paper=None))

    assert sample.suffix == ".csv"
    assert len(sample.read_bytes().splitlines()) == 6

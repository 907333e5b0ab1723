"""Every robot keeps the same promises on the training system."""

import datetime as dt

import pytest

from bench.robots.rows import MAKERS, rows_of
from rpa_suite.app.item_records import problems_of
from rpa_suite.app.rehearsing import is_about
from rpa_suite.jp.eras import JST
from rpa_suite.model.forms import nested
from rpa_suite.model.robots import plan_task
from rpa_suite.model.work import ItemState
from rpa_suite.robots.catalogue import load_procedure, load_robots
from rpa_suite.robots.comparing import same
from rpa_suite.robots.procedure import read_record
from rpa_suite.tables import read_table
from tests.support.rehearsal import ROBOTS

EVERY = load_robots(ROBOTS)
TODAY = dt.datetime.now(JST).date()


def records(robot, count):
    """Values of items as an import makes them."""
    columns = robot.table.columns
    return [
        nested({columns[header]: text for header, text in row.items() if text})
        for row in rows_of(robot.id, count, seed=1, today=TODAY)
    ]


def test_there_are_the_sixteen_tasks_of_the_plan():
    tasks = {plan_task(robot.task) for robot in EVERY.values()}
    assert sorted(tasks) == sorted(
        [f"T{n}" for n in range(1, 9)] + [f"C{n}" for n in range(1, 9)]
    )


@pytest.mark.parametrize("robot", EVERY.values(), ids=lambda robot: robot.id)
def test_what_is_masked_and_what_makes_a_case_are_fields_of_the_item(robot):
    fields = set(load_procedure(robot).item.__dataclass_fields__)
    assert {name.split("[")[0] for name in robot.entry_key} <= fields
    assert robot.baseline
    assert robot.baseline.items >= 30
    assert robot.baseline.staff >= 2


@pytest.mark.parametrize("robot_id", MAKERS)
def test_the_samples_of_a_robot_can_be_imported_as_they_are(robot_id):
    robot = EVERY[robot_id]
    table = read_table(ROBOTS / robot_id / "samples" / "rows.csv", robot.table)
    assert len(table.rows) == 8
    for row in table.rows:
        assert not row.problems
        values = nested(
            {
                name: row.cells[header]
                for header, name in robot.table.columns.items()
                if row.cells.get(header)
            }
        )
        assert problems_of(robot, load_procedure(robot).item, values) == ()


@pytest.mark.parametrize("robot_id", MAKERS)
def test_the_procedure_can_be_read_in_one_look(robot_id):
    text = (ROBOTS / robot_id / "procedure.py").read_text("utf-8")
    assert len(text.splitlines()) <= 40


@pytest.mark.browser
@pytest.mark.parametrize("robot_id", MAKERS)
def test_a_robot_enters_once_what_its_file_says(rehearse, robot_id):
    rehearsal = rehearse(robot_id)
    robot, procedure = rehearsal.robot, load_procedure(rehearsal.robot)
    rehearsal.queue(records(robot, 4))
    rehearsal.run()
    items = rehearsal.store.items.find()
    done = [item for item in items if item.state is ItemState.DONE]
    assert {item.state for item in items} <= {
        ItemState.DONE,
        ItemState.REJECTED,
        ItemState.HELD,
    }
    assert len(done) >= 2, [(item.state, item.reason) for item in items]
    stored = {row["receipt"]: row for row in rehearsal.rows()}
    rows = {receipt: row["values"] for receipt, row in stored.items()}
    assert sorted(rows) == sorted(item.receipt for item in done)
    for item in done:
        own = stored[item.receipt]
        for row in stored.values():
            is_own = row["subject"] == own["subject"]
            assert is_about(item, robot, row) is is_own
        shown = procedure.shown(read_record(robot, procedure.item, item.values))
        for section, expected in shown.items():
            for label, value in expected.items():
                assert same(value, rows[item.receipt][f"{section}/{label}"]), label

    rehearsal.queue([item.values for item in done])
    rehearsal.run()
    again = rehearsal.store.items.find()[len(items) :]
    assert {item.state for item in again} == {ItemState.ALREADY}
    assert {item.receipt for item in again} == set(rows)
    assert len(rehearsal.rows()) == len(rows)

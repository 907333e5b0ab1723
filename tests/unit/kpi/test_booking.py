from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rpa_suite.kpi.booking import (
    baseline_on,
    exception_saving,
    item_saving,
    looks_saving,
    run_saving,
    supervision_saving,
)
from rpa_suite.model.robots import Baseline, Robot
from rpa_suite.model.savings import SavingKind
from rpa_suite.model.work import Environment, ItemState, Run, RunState, WorkItem

BASELINE = Baseline(
    minutes=Decimal(8),
    exception_minutes=Decimal(1),
    items=30,
    staff=2,
    measured_on=date(2020, 2, 1),
    measured_by="x",
    approved_by="y",
    valid_from=date(2020, 4, 1),
    preparation_minutes=Decimal(5),
    supervision_minutes=Decimal(10),
)
VERSIONS = [BASELINE]
ROBOT = Robot(
    id="claim",
    title="t",
    task="C1",
    section="子育て支援課",
    owner="o",
    site="s",
    entry_key=("a",),
    baseline=BASELINE,
)
# 2021-03-31 23:59 in Japan.
LAST_MINUTE = datetime(2021, 3, 31, 14, 59, tzinfo=UTC)
RUN = Run(
    id="r",
    robot_id="claim",
    robot_hash="0",
    environment=Environment.PRODUCTION,
    operator="o",
    worker="w",
    started_at=LAST_MINUTE,
    ended_at=LAST_MINUTE,
    state=RunState.FINISHED,
)
ITEM = WorkItem(
    id="i",
    batch_id="b",
    robot_id="claim",
    number=1,
    state=ItemState.DONE,
    values={},
    entry_key="k",
    created_at=LAST_MINUTE,
    updated_at=LAST_MINUTE,
    review_seconds=90.0,
)


def test_an_item_of_the_robot_saves_its_baseline_less_the_look():
    saving = item_saving(ITEM, ROBOT, RUN, VERSIONS)
    assert (saving.minutes_before, saving.minutes_after) == (8, Decimal("1.5"))
    assert saving.baseline_id == "claim@2020-04-01"
    assert (saving.item_id, saving.run_id, saving.items) == ("i", "r", 1)


def test_an_item_finished_by_hand_costs_more_than_before():
    saving = exception_saving(replace(ITEM, review_seconds=0.0), ROBOT, RUN, VERSIONS)
    assert saving.kind is SavingKind.EXCEPTION
    assert saving.saved == -1


def test_a_run_costs_its_preparation_and_watching():
    saving = run_saving(RUN, ROBOT, VERSIONS, is_watched=False)
    assert (saving.saved, saving.items, saving.item_id) == (-15, 0, None)
    assert (saving.kind, saving.run_id) == (SavingKind.RUN, "r")
    assert saving.minutes_before == 0


def test_a_run_that_has_no_end_is_booked_where_it_began():
    saving = run_saving(replace(RUN, ended_at=None), ROBOT, VERSIONS, is_watched=False)
    assert (saving.at, saving.fiscal_year) == (LAST_MINUTE, 2020)


def test_looking_at_an_exception_comes_on_top_of_the_work_by_hand():
    saving = exception_saving(ITEM, ROBOT, RUN, VERSIONS)
    assert (saving.minutes_before, saving.minutes_after) == (8, Decimal("10.5"))
    assert (saving.item_id, saving.run_id, saving.items) == ("i", "r", 1)


def test_looks_at_what_was_not_entered_are_spent_and_save_nothing():
    already = replace(ITEM, state=ItemState.ALREADY, review_seconds=90.0)
    row = looks_saving(already, ROBOT, VERSIONS, environment=Environment.PRODUCTION)
    assert (row.items, row.minutes_before, row.saved) == (0, 0, Decimal("-1.5"))
    assert row.note == "登録しなかった明細の確認"


def test_a_long_look_makes_the_saving_negative():
    saving = item_saving(replace(ITEM, review_seconds=1356.0), ROBOT, RUN, VERSIONS)
    assert saving.saved == Decimal("-14.6")


def test_seconds_become_minutes_by_their_milliseconds():
    # 0.1 + 0.2 is not 0.3 in binary; the row must not show it.
    saving = item_saving(replace(ITEM, review_seconds=0.1 + 0.2), ROBOT, RUN, VERSIONS)
    assert saving.minutes_after == Decimal("0.005")


def test_a_baseline_counts_from_the_first_minute_of_its_day_in_japan():
    robot = replace(ROBOT, baseline=replace(BASELINE, valid_from=date(2021, 4, 1)))
    midnight = datetime(2021, 3, 31, 15, 0, tzinfo=UTC)
    first = item_saving(
        replace(ITEM, updated_at=midnight), robot, RUN, [robot.baseline]
    )
    before = item_saving(ITEM, robot, RUN, [robot.baseline])
    assert first.baseline_id == "claim@2021-04-01"
    assert before.baseline_id is None


@pytest.mark.parametrize(
    ("at", "fiscal_year"),
    [(LAST_MINUTE, 2020), (datetime(2021, 3, 31, 15, 0, tzinfo=UTC), 2021)],
)
def test_the_fiscal_year_turns_at_midnight_in_japan(at, fiscal_year):
    assert (
        item_saving(replace(ITEM, updated_at=at), ROBOT, RUN, VERSIONS).fiscal_year
        == fiscal_year
    )


@pytest.mark.parametrize(
    "robot",
    [
        replace(ROBOT, baseline=None),
        replace(ROBOT, baseline=replace(BASELINE, valid_from=date(2021, 4, 1))),
    ],
)
def test_without_a_valid_baseline_nothing_is_saved(robot):
    versions = [robot.baseline] if robot.baseline else []
    for saving in (
        item_saving(ITEM, robot, RUN, versions),
        exception_saving(ITEM, robot, RUN, versions),
        run_saving(RUN, robot, versions, is_watched=False),
        supervision_saving(RUN, robot, versions, Decimal(3)),
    ):
        assert (saving.minutes_before, saving.minutes_after) == (0, 0)
        assert saving.baseline_id is None
        assert "未計測" in saving.note


def test_rehearsals_keep_their_environment():
    saving = item_saving(
        ITEM, ROBOT, replace(RUN, environment=Environment.TRAINING), VERSIONS
    )
    assert saving.environment is Environment.TRAINING


def test_the_version_whose_day_has_come_last_is_in_force():
    second = replace(BASELINE, valid_from=date(2021, 4, 1), version=1)
    third = replace(second, version=2)
    versions = [third, BASELINE, second]

    assert baseline_on(versions, date(2020, 3, 31)) is None
    assert baseline_on(versions, date(2021, 3, 31)) is BASELINE
    assert baseline_on(versions, date(2021, 4, 1)) is third
    booked = item_saving(
        replace(ITEM, updated_at=datetime(2021, 4, 2, tzinfo=UTC)), ROBOT, RUN, versions
    )
    assert booked.baseline_id == "claim#2"


def test_what_the_program_measured_stands_in_the_place_of_the_baselines_minutes():
    assert run_saving(RUN, ROBOT, VERSIONS, is_watched=True).minutes_after == 5
    watched = supervision_saving(RUN, ROBOT, VERSIONS, Decimal("2.5"))
    assert (watched.kind, watched.saved) == (SavingKind.SUPERVISION, Decimal("-2.5"))
    assert watched.items == 0


def test_a_clock_that_ran_behind_does_not_decide_the_year():
    created = datetime(2021, 4, 1, 0, 5, tzinfo=UTC)
    saving = item_saving(replace(ITEM, created_at=created), ROBOT, RUN, VERSIONS)
    assert (saving.at, saving.fiscal_year) == (created, 2021)
    assert "時計" in saving.note
    assert saving.saved == Decimal("6.5")

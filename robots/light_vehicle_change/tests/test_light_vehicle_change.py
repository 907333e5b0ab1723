"""Whose vehicle it is: the weekly data have no birth date."""

import datetime as dt

import pytest

from bench.robots.rows import rows_of
from rpa_suite.jp.eras import JST
from rpa_suite.model.work import ItemState
from rpa_suite.robots.catalogue import load_robot
from tests.support.rehearsal import ROBOTS

pytestmark = pytest.mark.browser
COLUMNS = load_robot(ROBOTS / "light_vehicle_change").table.columns


def records(count):
    today = dt.datetime.now(JST).date()
    rows = rows_of("light_vehicle_change", count, seed=1, today=today)
    return [{COLUMNS[header]: text for header, text in row.items()} for row in rows]


@pytest.mark.parametrize(
    "field, label", [("user_name", "氏名"), ("frame_number", "車台番号")]
)
def test_nothing_is_typed_on_the_screen_of_another_user_or_vehicle(
    rehearse, field, label
):
    one, other, *_ = records(3)
    rehearsal = rehearse("light_vehicle_change")

    rehearsal.queue([{**one, field: other[field]}])
    rehearsal.run()

    (item,) = rehearsal.store.items.find()
    assert (item.state, item.reason_code) == (ItemState.REJECTED, "PERSON")
    assert f"「{label}」" in item.reason
    assert "入力せず" in item.reason
    assert rehearsal.rows() == []

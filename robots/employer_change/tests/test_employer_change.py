"""基本情報変更: the employer is told by number and name, the day is the case."""

import datetime as dt

import pytest
from pydantic import ValidationError

from bench.robots.rows import rows_of
from rpa_suite.jp.eras import JST
from rpa_suite.model.work import ItemState
from rpa_suite.robots.catalogue import load_procedure, load_robot
from rpa_suite.robots.procedure import read_record
from tests.support.rehearsal import ROBOTS

ROBOT = load_robot(ROBOTS / "employer_change")
COLUMNS = ROBOT.table.columns


def records(count):
    today = dt.datetime.now(JST).date()
    rows = rows_of("employer_change", count, seed=1, today=today)
    return [{COLUMNS[header]: text for header, text in row.items()} for row in rows]


@pytest.mark.parametrize(
    "change, told",
    [
        ({"new_name": "株式会社別", "new_kana": "ベツ"}, "変更区分と、変更後の名称"),
        ({"new_address": ""}, "変更区分と、変更後の郵便番号"),
        ({"what": "合併"}, "what"),
    ],
)
def test_a_notice_that_contradicts_itself_is_for_a_person(change, told):
    moved = next(each for each in records(8) if each["what"] == "所在地")
    item = load_procedure(ROBOT).item
    read_record(ROBOT, item, moved)
    with pytest.raises(ValidationError, match=told):
        item(**{**moved, **change})


@pytest.mark.browser
def test_the_screen_of_a_similar_employer_is_left_as_it_is(rehearse):
    rehearsal = rehearse("employer_change")
    rehearsal.misbehave(F23={"every": 1, "way": "open"})

    rehearsal.queue(records(1))
    rehearsal.run()

    (item,) = rehearsal.store.items.find()
    assert (item.state, item.reason_code) == (ItemState.REJECTED, "PERSON")
    assert rehearsal.rows() == []


@pytest.mark.browser
def test_another_change_on_the_same_day_is_for_a_person(rehearse):
    one = next(each for each in records(8) if each["what"] == "所在地")
    rehearsal = rehearse("employer_change")

    rehearsal.queue([one, {**one, "new_address": "大田区大森北1丁目999番99号"}])
    rehearsal.run()

    first, second = rehearsal.store.items.find()
    assert first.state is ItemState.DONE
    assert (second.state, second.reason_code) == (ItemState.REJECTED, "E0201")
    assert len(rehearsal.rows()) == 1

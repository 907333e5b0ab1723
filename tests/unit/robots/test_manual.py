"""手順書: what the robot does, for the day it is out."""

import pytest

from rpa_suite.robots.catalogue import load_robot
from rpa_suite.robots.manual import manual_page
from tests.support.rehearsal import ROBOTS

EVERY = sorted(path.parent.name for path in ROBOTS.glob("*/robot.toml"))


def page(robot_id):
    robot = load_robot(ROBOTS / robot_id)
    columns = robot.table.columns if robot.table else {}
    return manual_page(robot, {name: header for header, name in columns.items()})


def test_every_field_stands_there_with_the_column_it_comes_from():
    text = page("moped_scrapping")
    assert "<th>届出者</th><td>届出者</td>" in text
    assert "「廃車事由」が「盗難」のとき" in text
    assert "業務メニューから「軽自動車税 廃車入力」を開く" in text
    assert "「標識番号」を入力します" in text


def test_the_second_person_is_asked_for_where_the_robot_needs_one():
    assert "二人確認" in page("placement_result")
    assert "二人確認" not in page("moped_scrapping")


@pytest.mark.parametrize("robot_id", EVERY)
def test_every_robot_has_one(robot_id):
    text = page(robot_id)
    assert "「登録」を一度だけ押し" in text
    assert "<table>" in text

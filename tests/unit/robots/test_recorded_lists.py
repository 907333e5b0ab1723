"""欄 that repeat: what of a screen becomes a list, and how it is written."""

import subprocess
import sys

import pytest

from rpa_suite.errors import Rejected
from rpa_suite.robots.catalogue import load_procedure, load_robot
from rpa_suite.robots.checking import check_robot
from rpa_suite.robots.procedure import read_record
from rpa_suite.robots.recording.understanding import (
    Arrived,
    Filled,
    Pressed,
    Repeated,
    understand,
)
from rpa_suite.robots.recording.watching import FieldSeen
from rpa_suite.robots.recording.writing import Origin, write_robot

TITLE = "保育 入所申込"
ROW = {
    "宛名番号": "0000000001",
    "氏名": "練習　花子",
    "カナ氏名": "レンシュウ　ハナコ",
    "生年月日": "平成2年4月1日",
}


def seen(section, label, value="", kind="text", options=()):
    return FieldSeen(
        section=section, label=label, kind=kind, value=value, options=options
    )


def arrived(ending, fields=(), rows=()):
    return Arrived(
        what="arrived",
        heading=TITLE + ending,
        frame="main",
        version="1.0",
        fields=tuple((each.section, each.label) for each in fields),
        texts=(),
        rows=rows,
    )


def pressed(ending, fields=(), frame="main", words="確認"):
    return Pressed(
        what="pressed",
        heading=TITLE + ending if ending else "",
        frame=frame,
        words=words,
        all=tuple(fields),
    )


def recording(fields):
    """Acts of one case whose 入力 screen had these fields when it was left."""
    key = [seen("対象者", "宛名番号※", ROW["宛名番号"])]
    return [
        pressed("", frame="menu", words="新規申込"),
        arrived(" 対象者指定", key, rows=(ROW,)),
        pressed(" 対象者指定", key, words="照会"),
        arrived(" 入力", fields),
        *(
            Filled(what="filled", heading=f"{TITLE} 入力", frame="main", field=each)
            for each in fields
            if each.value
        ),
        pressed(" 入力", fields),
        arrived(" 確認"),
        arrived(" 完了"),
    ]


WISHES = [
    seen("申込内容", "申込区分※", "新規", "choice", ("新規", "転園")),
    seen("第1希望", "園コード※", "0101"),
    seen("第1希望", "見学", "有", "tick"),
    seen("第2希望", "園コード", "0102"),
    seen("第2希望", "見学", "", "tick"),
    seen("第3希望", "園コード"),
    seen("第3希望", "見学", "", "tick"),
]


def test_numbered_sections_with_the_same_fields_are_rows_of_one_list():
    case = understand(recording(WISHES))
    title, wishes = case.sections
    assert title.title == "申込内容"
    assert isinstance(wishes, Repeated)
    assert (wishes.role, wishes.most, len(wishes.rows)) == ("希望", 3, 2)
    assert wishes.required == {"園コード"}


@pytest.mark.parametrize(
    "fields",
    [
        # Other fields: two different things.
        [*WISHES[1:5], seen("第2希望", "備考")],
        # One alone is no list.
        WISHES[1:3],
        # Two numbers in a title: none of them counts.
        [seen("第1期1回", "額", "1"), seen("第1期2回", "額", "2")],
    ],
)
def test_what_only_looks_alike_stays_apart(fields):
    case = understand(recording(fields))
    assert not any(isinstance(each, Repeated) for each in case.sections)


@pytest.fixture
def folder(tmp_path):
    case = understand(recording(WISHES))
    return write_robot(
        tmp_path,
        case,
        Origin(
            name="recorded",
            task="T9",
            title="入所申込 入力",
            section="保育サービス課",
            site="training",
            keep_sample=True,
        ),
    )


def test_the_list_is_written_as_people_write_it(folder):
    portal = (folder / "portal.py").read_text("utf-8")
    procedure = (folder / "procedure.py").read_text("utf-8")
    manifest = (folder / "robot.toml").read_text("utf-8")
    assert 'f"第{row}希望": {' in portal
    assert 'portal.fill(entry, f"第{row}希望")' in procedure
    assert '"第3希望園コード" = "希望[3].' in manifest
    assert "第1希望園コード,第1希望見学,第2希望園コード" in (
        folder / "samples" / "rows.csv"
    ).read_text("utf-8")
    for arguments in (["format", "--check"], ["check"]):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "ruff", *arguments),
                *("--config", "pyproject.toml", str(folder)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_the_written_robot_takes_as_many_rows_as_the_screen_has(folder):
    robot = load_robot(folder)
    found = [each.message[:12] for each in check_robot(folder)]
    assert found == ["why_not_bulk", "[baseline] が"]
    procedure = load_procedure(robot)
    code = robot.table.columns["第1希望園コード"].split(".")[1]
    values = {
        "subject_name": ROW["氏名"],
        "subject_kana": ROW["カナ氏名"],
        "subject_birth_date": "1990-04-01",
        "申込区分": "新規",
    }
    for count in (1, 2, 3):
        rows = [{code: f"010{n}"} for n in range(count)]
        item = read_record(robot, procedure.item, {**values, "希望": rows})
        shown = procedure.shown(item)
        assert [f"第{n}希望" in shown for n in (1, 2, 3)] == [
            n <= count for n in (1, 2, 3)
        ]
    with pytest.raises(Rejected, match="希望"):
        read_record(robot, procedure.item, {**values, "希望": []})
    with pytest.raises(Rejected, match="希望"):
        read_record(robot, procedure.item, {**values, "希望": [{code: "1"}] * 4})

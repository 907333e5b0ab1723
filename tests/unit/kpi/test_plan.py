import pytest

from rpa_suite.errors import SetupError
from rpa_suite.kpi.plan import load_plan

PLAN = """\
title = "計画"
mode = "cumulative"
note = "注"
[[year]]
fiscal_year = 2021
kind = "target"
tasks = 16
hours = 600.5
"""


def test_the_plan_of_the_suite_holds_two_years_and_three_without_figures():
    plan = load_plan()
    found = [(y.fiscal_year, y.kind, y.tasks, y.hours) for y in plan.year]
    assert found == [
        (2020, "actual", 12, 493),
        (2021, "target", 16, 600),
        (2022, "target", None, None),
        (2023, "target", None, None),
        (2024, "target", None, None),
    ]
    assert plan.mode == "annual"
    assert plan.note == "計画の『積算』の解釈は所管課に要確認"
    assert plan.of(2030) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_another_plan_is_read_also_as_notepad_saves_it(tmp_path, encoding):
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding=encoding)
    plan = load_plan(path)
    assert plan.mode == "cumulative"
    assert str(plan.of(2021).hours) == "600.5"


@pytest.mark.parametrize(
    "content",
    [
        PLAN.encode("cp932"),
        b"title = ",
        PLAN.replace("cumulative", "monthly").encode(),
        PLAN.replace("600.5", "-1").encode(),
        (PLAN + PLAN[PLAN.index("[[year]]") :]).encode(),
        b"",
    ],
    ids=["Shift_JIS", "not TOML", "mode", "negative", "year twice", "empty"],
)
def test_a_plan_that_cannot_be_read_names_its_file(tmp_path, content):
    path = tmp_path / "plan.toml"
    path.write_bytes(content)
    with pytest.raises(SetupError, match="plan.toml"):
        load_plan(path)


def test_a_plan_that_is_not_there_names_its_file(tmp_path):
    with pytest.raises(SetupError, match="plan.toml"):
        load_plan(tmp_path / "plan.toml")

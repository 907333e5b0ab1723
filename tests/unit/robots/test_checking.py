"""rpa-suite robot check: faults are named with file and line, in plain words."""

import shutil

import pytest

from rpa_suite.errors import InputError
from rpa_suite.robots.beginning import new_robot
from rpa_suite.robots.catalogue import load_robot
from rpa_suite.robots.checking import check_robot
from rpa_suite.robots.source import fields_in, steps_in
from tests.support.rehearsal import ROBOTS

EVERY = sorted(path.parent.name for path in ROBOTS.glob("*/robot.toml"))


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(ROBOTS / "moped_scrapping", tmp_path / "moped_scrapping")


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def said(folder):
    return [(each.file, each.line, each.message) for each in check_robot(folder)]


@pytest.mark.parametrize("robot_id", EVERY)
def test_the_robots_that_are_shipped_have_no_fault(robot_id):
    assert check_robot(ROBOTS / robot_id) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("import time; time.sleep(3)", "時間で待っています"),
        ('self.main.goto("x")', "URL を直接開いています"),
        ('where = "https://example.test/"', "接続先が書かれています"),
        ('password = "renshu-1"', "パスワードらしい値"),
        ("self.page.mouse.click(10, 20)", "座標を使っています"),
    ],
)
def test_forbidden_things_are_named_with_their_line(folder, line, words):
    portal = folder / "portal.py"
    edit(
        portal,
        '        self.open_entry_screen({"標識番号": scrapping.plate})\n',
        f'        {line}\n        self.open_entry_screen({{"標識番号": "x"}})\n',
    )
    number = portal.read_text("utf-8").splitlines().index(f"        {line}") + 1
    (found,) = said(folder)
    assert found[:2] == ("portal.py", number)
    assert words in found[2]


def retyped(folder, file, old, new):
    """Mistype something; return its line."""
    lines = (folder / file).read_text("utf-8").splitlines()
    edit(folder / file, old, new)
    return next(n for n, line in enumerate(lines, start=1) if old in line)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("portal.py", "item.reason", "item.resaon", "「reason」のことですか"),
        ("procedure.py", "scrapping.reason", "scrapping.reasn", "Scrapping に"),
        (
            "procedure.py",
            "portal.confirm(",
            "portal.confrim(",
            "「confirm」のことですか",
        ),
        (
            "procedure.py",
            'fill(scrapping, "標識の返納")',
            'fill(scrapping, "標識の変納")',
            "欄「標識の変納」が portal.py の fields にありません。「標識の返納」",
        ),
    ],
)
def test_a_mistyped_name_in_the_code_has_its_line(folder, file, old, new, words):
    line = retyped(folder, file, old, new)
    (found,) = said(folder)
    assert found[:2] == (file, line)
    assert words in found[2]


def test_code_that_python_cannot_read_is_named_with_file_and_line(folder):
    line = retyped(folder, "portal.py", "return {", "retrun {")
    (found,) = said(folder)
    assert found[:2] == ("portal.py", line)
    assert "Python として読めません" in found[2]


def test_code_that_raises_when_it_is_loaded_is_named_with_file_and_line(folder):
    line = retyped(folder, "item.py", "notified_by: Text", "notified_by: Txet")
    (found,) = said(folder)
    assert found == ("item.py", line, "NameError: name 'Txet' is not defined")


@pytest.mark.parametrize("file", ["item.py", "portal.py", "procedure.py"])
def test_a_file_that_is_missing_or_in_another_encoding_is_named(folder, file):
    text = (folder / file).read_text("utf-8")
    (folder / file).write_text(text, "cp932")
    (found,) = said(folder)
    assert found[0] == file
    assert "UTF-8 で保存し直してください" in found[2]

    (folder / file).unlink()
    assert said(folder) == [(file, 0, "このファイルがありません。")]


def test_a_manifest_in_another_encoding_says_how_to_save_it(folder):
    text = (folder / "robot.toml").read_text("utf-8")
    (folder / "robot.toml").write_text(text, "cp932")
    (found,) = said(folder)
    assert "UTF-8 で保存し直してください" in found[2]


def test_screens_that_cannot_be_read_are_a_fault_of_this_robot_alone(folder):
    with (folder / "screens.toml").open("a", encoding="utf-8") as file:
        file.write("x = [\n")
    (found,) = said(folder)
    assert found[0] == "screens.toml"
    assert "--record-screens" in found[2]


def test_a_label_that_the_screens_do_not_have_is_named_with_those_they_have(folder):
    edit(folder / "portal.py", '"廃車事由": item', '"廃車の事由": item')
    (found,) = said(folder)
    assert found[0] == "portal.py"
    assert "「廃車内容/廃車の事由」が画面の控えにありません" in found[2]
    assert "廃車年月日・廃車事由" in found[2]


def test_a_manifest_that_names_no_field_of_the_item_is_a_fault(folder):
    edit(folder / "robot.toml", 'entry_key = ["plate"', 'entry_key = ["plaet"')
    (found,) = said(folder)
    assert found[0] == "robot.toml"
    assert "「plaet」は item.py にありません" in found[2]


def test_a_mistyped_key_of_the_manifest_comes_with_a_suggestion(folder):
    edit(folder / "robot.toml", "attempts = 3", "atempts = 3")
    (found,) = said(folder)
    assert "「atempts」は知らない項目です" in found[2]
    assert "attempts" in found[2].split("知らない項目です")[1]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("measured_by =", "mesured_by =", "「measured_by」のことですか"),
        ("required = [", "requierd = [", "「required」のことですか"),
        (
            "attempts = 3",
            'evidence = "mask"',
            "「evidence」は masked・none のどれかです。「masked」のことですか",
        ),
        ("attempts = 3", 'attempts = "three"', "「attempts」は整数で書いてください"),
        ("attempts = 3", "attempts = 0", "「attempts」は 1 以上の数です"),
        ('title = "', 'title = 5 # "', "引用符で囲んでください"),
        (
            "measured_on = 2026",
            'measured_on = "いつか" # 2026',
            "2026-04-01 のような日付",
        ),
        ('never_accept = ["', 'never_accept = ["W1", "', "W1234 のように"),
        ("entry_key = [", "entry_key = [] # [", "1つ以上書いてください"),
        ("attempts = 3", 'accept_warnings = ["W1603"]', "W1603 は人が決める警告"),
        ('task = "T6"', 'task = "t6"', "「task」は T9 のように"),
    ],
)
def test_every_mistake_in_a_manifest_says_what_may_stand_there(folder, old, new, words):
    edit(folder / "robot.toml", old, new)
    (found,) = said(folder)
    assert words in found[2]
    lines = (folder / "robot.toml").read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if new in line)
    assert f"{number}行目: " in found[2] or "警告" in found[2] or "書かれて" in found[2]


def test_a_file_that_is_no_toml_says_which_line(folder):
    edit(folder / "robot.toml", "section = ", "section ")
    (found,) = said(folder)
    assert "3行目の" in found[2]


def test_a_site_and_a_form_that_nobody_knows_are_faults(folder):
    edit(folder / "robot.toml", 'site = "training"', 'site = "trainig"\nform = "moped"')
    found = check_robot(folder, sites=["training"], forms=["moped_registration"])
    assert [(each.line, each.message) for each in found] == [
        (5, "接続先「trainig」は sites.toml にありません。「training」のことですか。"),
        (6, "帳票「moped」のテンプレートがありません。"),
    ]


def test_a_number_that_another_robot_has_is_refused_from_the_start(tmp_path):
    root = shutil.copytree(ROBOTS, tmp_path / "robots")
    with pytest.raises(InputError, match="「moped_scrapping」.*T6b"):
        new_robot(root, "bicycles", like="moped_scrapping", task="T6", title="廃棄")
    assert not (root / "bicycles").exists()


def test_a_name_that_is_nearly_a_field_comes_with_the_field_and_the_line(folder):
    edit(folder / "robot.toml", '= "scrapped_on"', '= "scraped_on"')
    (found,) = said(folder)
    line = (folder / "robot.toml").read_text("utf-8").splitlines()[found[1] - 1]
    assert '"scraped_on"' in line
    assert "「scrapped_on」のことですか" in found[2]


def test_two_robots_with_one_number_name_each_other(folder):
    shutil.copytree(folder, folder.parent / "another")
    (found,) = said(folder)
    assert "業務の番号 T6 は「another」" in found[2]


def test_a_robot_without_approved_screens_is_told_how_to_take_them_down(folder):
    (folder / "screens.toml").unlink()
    (found,) = said(folder)
    assert found[0] == "screens.toml"
    assert "--record-screens" in found[2]


def test_what_the_code_fills_and_in_which_order_can_be_read_from_its_text(folder):
    steps = steps_in(folder / "procedure.py")
    assert [step.section for step in steps] == [
        "",
        "廃車内容",
        "標識の返納",
        "盗難の届出",
        "",
    ]
    assert steps[3].condition == "scrapping.reason == '盗難'"
    named = {each.label: each.attributes for each in fields_in(folder / "portal.py")}
    assert named["廃車年月日"] == ("scrapped_on",)


def test_a_new_robot_runs_as_the_one_it_was_copied_from(tmp_path):
    root = shutil.copytree(ROBOTS, tmp_path / "robots")
    folder = new_robot(
        root, "bicycles", like="moped_scrapping", task="T9", title="廃棄"
    )
    robot = load_robot(folder)
    assert (robot.id, robot.task, robot.title) == ("bicycles", "T9", "廃棄")
    assert robot.baseline is None
    (found,) = check_robot(folder)
    assert found.message.startswith("[baseline] がありません。")


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("items = 40", "items = 12", "12件・2人"),
        ("staff = 2", "staff = 1", "40件・1人"),
    ],
)
def test_a_baseline_of_too_few_items_or_people_is_named(tmp_path, was, now, words):
    folder = shutil.copytree(ROBOTS / "moped_scrapping", tmp_path / "moped_scrapping")
    edit(folder / "robot.toml", was, now)
    ((_, _, message),) = said(folder)
    assert words in message


@pytest.mark.parametrize(
    ("name", "task", "words"),
    [
        ("Bicycles", "T9", "英小文字"),
        ("../x", "T9", "英小文字"),
        ("bicycles", "九", "業務の番号"),
        ("account_transfer", "T9", "もうあります"),
    ],
)
def test_a_name_that_will_not_do_is_refused_and_nothing_is_made(name, task, words):
    before = sorted(ROBOTS.iterdir())
    with pytest.raises(InputError, match=words):
        new_robot(ROBOTS, name, like="moped_scrapping", task=task, title="x")
    assert sorted(ROBOTS.iterdir()) == before

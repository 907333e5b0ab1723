"""The command line as IT staff use it: words for people, ``--json`` for programs."""

import json
import re

import pytest
from typer.testing import CliRunner

from rpa_suite import __version__
from rpa_suite.app.office import Office
from rpa_suite.cli.main import app
from rpa_suite.cli.output import console
from rpa_suite.jp.person_names import surnames
from rpa_suite.model.work import Environment, Run
from rpa_suite.settings import Settings
from tests.store.samples import a_run, a_saving, add_one
from tests.support.rehearsal import ROBOTS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("RPA_SUITE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("RPA_SUITE_USE_KEYRING", "false")
    # The console asks for its width once, when it is first imported.
    monkeypatch.setattr(console, "width", 200)
    return tmp_path


def say(*words):
    return CliRunner().invoke(app, list(words))


def answer(*words):
    said = say(*words, "--json")
    assert said.exit_code == 0, said.output
    return json.loads(said.stdout)


def test_the_doctor_tells_programs_the_same_as_people(folder):
    told = answer("doctor")
    assert told["ok"] is True
    checks = {each["check"] for each in told["findings"]}
    assert {
        "データベース",
        "ブラウザ",
        "読取モデル",
        "OpenCV",
        "ネットワーク",
    } <= checks
    assert all(check in say("doctor").stdout for check in checks)


def test_the_doctor_says_what_to_do_where_something_is_missing(folder, monkeypatch):
    monkeypatch.setenv("RPA_SUITE_BROWSER", str(folder / "none"))
    said = say("doctor", "--json")
    assert said.exit_code == 3
    (bad,) = [each for each in json.loads(said.stdout)["findings"] if not each["ok"]]
    assert bad["check"] == "ブラウザ"
    assert "RPA_SUITE_BROWSER" in bad["detail"] + bad["advice"]


def test_a_preview_stores_nothing_and_an_import_stores_it_once(folder, notices):
    shown = answer("preview", "employee_transfer", notices)
    assert answer("items") == []
    answer("import", "employee_transfer", notices)
    stored = answer("items")
    assert len(stored) == len(shown["rows"])
    again = say("import", "employee_transfer", notices)
    assert "取込済み" in again.output or "重複" in again.output
    assert len(answer("items")) == len(stored)


@pytest.fixture
def notices(folder):
    from bench.transfers.__main__ import HEADERS, make_rows

    path = folder / "異動届.csv"
    rows = [",".join(f'"{row[h]}"' for h in HEADERS) for row in make_rows(3, seed=2)]
    path.write_text("\n".join([",".join(HEADERS), *rows]), encoding="utf-8-sig")
    return str(path)


@pytest.fixture
def unknown_entry(folder):
    """A run found an entry that no item knows."""
    office = Office.open(Settings(data_dir=folder, use_keyring=False))
    now = office.now()
    run = Run(
        id="r" * 32,
        robot_id="employee_transfer",
        robot_hash="0" * 64,
        environment=Environment.TRAINING,
        operator="test",
        worker="test",
        started_at=now,
    )
    office.store.runs.start(run)
    office.store.discrepancies.record(
        run.id, absent={}, different={}, unknown={"TI08-00001234-5"}, now=now
    )
    office.close()
    return "TI08-00001234-5"


def test_differences_wait_until_a_person_says_what_was_done(folder, unknown_entry):
    (told,) = answer("discrepancies")
    assert (told["kind"], told["receipt"]) == ("unknown", unknown_entry)
    assert "こちらに無い" in say("discrepancies").stdout

    said = say("settle", unknown_entry, "--note", "窓口の入力でした")
    assert said.exit_code == 0
    assert "合わない登録はありません" in say("discrepancies").stdout
    (kept,) = answer("discrepancies", "--all")
    assert kept["note"] == "窓口の入力でした"
    assert "窓口の入力でした" in say("discrepancies", "--all").stdout


@pytest.mark.parametrize("note", ["", "  "])
def test_nothing_is_settled_without_a_word(folder, unknown_entry, note):
    said = say("settle", unknown_entry, "--note", note)
    assert "どう対応したか" in str(said.exception)
    assert len(answer("discrepancies")) == 1


def test_a_run_is_asked_for_its_rows_by_the_number_that_the_list_shows(folder):
    office = Office.open(Settings(data_dir=folder, use_keyring=False))
    run = a_run(office.store, started_at=office.now())
    year = office.savings.this_year()
    office.store.ledger.book(
        a_saving(
            run_id=run.id,
            item_id=add_one(office.store).id,
            fiscal_year=year,
            baseline_id=f"{run.robot_id}#2",
        ),
        now=office.now(),
    )
    office.close()

    shown = say("kpi", "runs").stdout
    (number,) = re.findall(r"^│ ([0-9a-f]+) +│", shown, re.MULTILINE)

    assert run.id.startswith(number)
    rows = say("kpi", "rows", number).stdout
    for words in ("ロボット", "12.50→0.10", "│ 2 "):
        assert words in rows
    assert "実行はありません" in str(say("kpi", "rows", "nobody").exception)


def test_an_audit_of_nothing_is_whole(folder):
    assert say("audit").exit_code == 0


def test_what_may_be_accepted_unseen_says_what_it_promises(folder):
    told = answer("template", "acceptance")
    for one in told.values():
        assert one["wrong"] <= one["accepted"]
        assert one["is_guaranteed"] is (one["bound"] <= 0.001)
    said = say("template", "acceptance")
    assert said.exit_code == 0
    for word in ("氏名", "まだ保証できません", "庁内の実際の手書き"):
        assert word in said.output


def test_a_folder_is_taken_in_once_and_refusals_are_told(folder, tmp_path):
    inbox = tmp_path / "受付"
    inbox.mkdir()
    (inbox / "壊れた.csv").write_bytes(b"\x00\x01")
    said = say("watch", "employee_transfer", str(inbox), "--once")
    assert said.exit_code != 0
    assert "壊れた.csv" in said.output
    assert (inbox / "取込不可" / "壊れた.csv.結果.txt").is_file()


def test_whoever_approves_may_see_the_list_first(folder):
    rows = ROBOTS / "placement_result" / "samples" / "rows.csv"
    batch = answer("import", "placement_result", str(rows))["batch"]
    shown = say("approve", batch, "--show")
    assert shown.exit_code == 0
    assert "20260001" in shown.output
    assert "取り込んだ人は承認できません" in str(say("approve", batch).exception)


def test_the_version_is_told_without_a_command(folder):
    said = say("--version")

    assert said.exit_code == 0
    assert said.stdout == f"rpa-suite {__version__}\n"


def test_names_of_the_register_are_counted_shown_and_removed(folder):
    assert "登録されていません" in say("names").stdout
    listed = folder / "宛名.csv"
    rows = [
        f"0000{n:06},{name.written}　太郎,{name.kana}　タロウ,東京都"
        for n, name in enumerate(surnames()[:150])
    ]
    rows += ["9,SMITH　JOHN,スミス　ジョン,東京都", "10,名無し,,東京都"]
    text = "\n".join(["宛名番号,漢字氏名,カナ氏名,住所", *rows])
    listed.write_text(text, encoding="cp932")

    told = say("names", str(listed)).stdout
    assert "150人分" in told
    assert "数えなかった行 2件" in told
    assert answer("names")["given_names"] == 1
    shown = {each["check"]: each["detail"] for each in answer("doctor")["findings"]}
    assert "150人分" in shown["宛名台帳の氏名"]
    kept = b"".join(
        p.read_bytes() for p in folder.rglob("*") if p.is_file() and p != listed
    )
    assert "太郎".encode() not in kept

    assert "登録されていません" in say("names", "--remove").stdout
    assert answer("names") == {"people": 0}


def test_a_file_without_names_says_which_columns_are_wanted(folder):
    listed = folder / "a.csv"
    listed.write_text("番号,住所\n1,東京都\n", encoding="utf-8")
    said = say("names", str(listed))
    assert said.exit_code != 0
    listed.write_text("氏名,フリガナ\n佐藤花子,サトウハナコ\n", encoding="utf-8")
    assert say("names", str(listed)).exit_code != 0
    assert answer("names") == {"people": 0}

"""An author enters one claim by hand; the robot that comes out enters twenty others."""

import csv
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from itertools import islice

import pytest

from bench.forms.papers.claims import make_claims
from bench.robots.rows import rows_of
from rpa_suite.app.recording import RecordRequest, record
from rpa_suite.errors import InputError, SiteTrouble
from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.jp.eras import JST
from rpa_suite.model.forms import nested
from rpa_suite.model.work import ItemState
from rpa_suite.robots.checking import check_robot
from rpa_suite.robots.recording.understanding import NotRecorded
from rpa_suite.training.server import free_port
from tests.support.authors import ClaimAuthor, ScrappingAuthor
from tests.support.rehearsal import Rehearsal

pytestmark = pytest.mark.browser
CLAIMS = make_claims(120, seed=1)


def is_whole(claim):
    """Two children, a spouse and a bank account: everything that is recorded."""
    return (
        "child[2].name" in claim
        and "child[3].name" not in claim
        and claim["has_spouse"] == "有"
        and "bank_code" in claim
        and "pension" in claim
    )


FIRST = next(claim for claim in CLAIMS if is_whole(claim))


def request(url, name="recorded"):
    return RecordRequest(url=url, name=name, task="T9", title="", section="手当係")


def record_claim(office, url, claim, **how):
    return record(
        office, request(f"{url}/login"), author=ClaimAuthor(claim, **how), headless=True
    )


def as_row(claim):
    """A claim under the headers that the recording chose."""
    row = {
        "請求年月日": "claim_date",
        "請求事由": "reason",
        "事由発生日": "event_date",
        "職業": "occupation",
        "加入年金": "pension",
        "電話番号": "phone",
        "請求者カナ": "claimant_kana",
        "請求者氏名": "claimant_name",
        "請求者生年月日": "claimant_birth_date",
        "配偶者カナ": "spouse_kana",
        "配偶者氏名": "spouse_name",
        "配偶者生年月日": "spouse_birth_date",
        "配偶者の有無": "has_spouse",
        "配偶者同居・別居": "spouse_lives_together",
        "公金受取口座を利用": "use_public_account",
        "金融機関コード": "bank_code",
        "支店コード": "branch_code",
        "預金種別": "account_type",
        "口座番号": "account_number",
        "ゆうちょ記号": "yucho_symbol",
        "ゆうちょ番号": "yucho_number",
        **{
            f"児童{row}{word}": f"child[{row}].{name}"
            for row in (1, 2, 3, 4)
            for word, name in (
                ("カナ", "kana"),
                ("氏名", "name"),
                ("生年月日", "birth_date"),
                ("続柄", "relationship"),
                ("同居・別居", "lives_together"),
                ("監護", "custody"),
                ("生計", "livelihood"),
            )
        },
    }
    found = {header: claim[name] for header, name in row.items() if claim.get(name)}
    if claim.get("has_spouse") == "有":
        found["所得が高い方"] = claim["higher_income"].removesuffix("が高い")
    if claim.get("account_holder_kana"):
        found["口座名義カナ"] = bank_kana(claim["account_holder_kana"]).value
    return found


def children_in(claim):
    return sum(f"child[{row}].name" in claim for row in (1, 2, 3, 4))


def items_of(rehearsal, claims):
    """Values of items as an import of the recorded columns makes them."""
    columns = rehearsal.robot.table.columns
    return [
        nested({columns[header]: text for header, text in as_row(claim).items()})
        for claim in claims
    ]


def test_the_recorded_robot_enters_twenty_other_claims(
    office, rehearse, training_url, tmp_path
):
    rehearse("child_allowance_claim")  # A fresh system.
    folder = record_claim(office, training_url, FIRST)
    assert len((folder / "procedure.py").read_text("utf-8").splitlines()) <= 40
    found = [each.message[:12] for each in check_robot(folder)]
    assert found == ["why_not_bulk", "[baseline] が"]
    text = (folder / "item.py").read_text("utf-8")
    assert "renshu-1" not in text
    with (folder / "samples" / "rows.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {
        header: value for header, value in rows[0].items() if value
    }.keys() == as_row(FIRST).keys()

    others = [c for c in CLAIMS if c != FIRST]
    rehearsal = Rehearsal.of(folder, url=training_url, folder=tmp_path)
    rehearsal.queue(items_of(rehearsal, islice(others, 20)))
    rehearsal.run()
    items = rehearsal.store.items.find()
    done = [item for item in items if item.state is ItemState.DONE]
    rows = rehearsal.rows()
    rehearsal.close()
    assert len({row["receipt"] for row in rows}) == 1 + len(done)
    assert len(done) >= 12
    # Whatever was not entered, the system itself had a word to say about.
    rest = [item for item in items if item not in done]
    assert {item.reason_code for item in rest} <= {"W0103", "W0104", "W2106"}


def test_sections_that_repeat_become_a_list_and_a_loop(
    office, rehearse, training_url, tmp_path
):
    rehearse("child_allowance_claim")
    folder = record_claim(office, training_url, FIRST)
    item, portal, procedure = (
        (folder / f"{name}.py").read_text("utf-8")
        for name in ("item", "portal", "procedure")
    )
    assert "child: Annotated[tuple[Child, ...], Field(min_length=1, max_length=4)]" in (
        item
    )
    assert "for row, child in enumerate(item.child, start=1)" in portal
    assert "for row in range(1, len(entry.child) + 1):" in procedure
    assert "児童2" not in item + portal + procedure
    assert 'portal.fill(entry, f"児童{row}")' in procedure
    assert '"児童4氏名" = "child[4].name"' in (folder / "robot.toml").read_text("utf-8")

    chosen = [
        claim
        for count in (1, 2, 3)
        for claim in islice((c for c in CLAIMS if children_in(c) == count), 3)
        if claim != FIRST
    ]
    rehearsal = Rehearsal.of(folder, url=training_url, folder=tmp_path)
    rehearsal.queue(items_of(rehearsal, chosen))
    rehearsal.run()
    done = {
        item.receipt: len(item.values["child"])
        for item in rehearsal.store.items.find()
        if item.state is ItemState.DONE
    }
    entered = {row["receipt"]: row["values"] for row in rehearsal.rows()}
    rehearsal.close()
    assert set(done.values()) == {1, 2, 3}
    for receipt, count in done.items():
        numbers = [entered[receipt].get(f"児童{row}/宛名番号") for row in (1, 2, 3, 4)]
        assert [bool(number) for number in numbers] == [
            row <= count for row in (1, 2, 3, 4)
        ]


def test_a_screen_that_is_opened_by_a_plate_is_recorded_with_its_owner(
    office, rehearse, training_url, tmp_path
):
    rehearse("moped_scrapping")
    today = datetime.now(JST).date()
    first, *others = [
        row
        for row in rows_of("moped_scrapping", 12, seed=1, today=today)
        if row["廃車事由"] != "盗難"
    ]
    folder = record(
        office,
        request(f"{training_url}/login"),
        author=ScrappingAuthor(first),
        headless=True,
    )
    portal = (folder / "portal.py").read_text("utf-8")
    assert 'self.check_person("納税義務者", item.taxpayer)' in portal
    assert '"標識番号": item.plate' in portal

    rehearsal = Rehearsal.of(folder, url=training_url, folder=tmp_path)
    columns = rehearsal.robot.table.columns
    rehearsal.queue(
        [
            {columns[h]: text for h, text in row.items() if text and h in columns}
            for row in others
        ]
    )
    rehearsal.run()
    items = rehearsal.store.items.find()
    rows = rehearsal.rows()
    rehearsal.close()
    done = [item for item in items if item.state is ItemState.DONE]
    assert len({row["receipt"] for row in rows}) == 1 + len(done)
    assert len(done) >= 4


def test_what_is_written_passes_the_formatter_and_the_linter(
    office, rehearse, training_url
):
    rehearse("child_allowance_claim")
    folder = record_claim(office, training_url, FIRST)
    for arguments in (["format", "--check"], ["check"]):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "ruff",
                *arguments,
                "--config",
                "pyproject.toml",
                folder,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "until, told",
    [("確認", "完了まで進んでいない"), ("sign-in", "入力された案件がありません")],
)
def test_a_recording_that_stops_half_way_writes_nothing(
    office, rehearse, training_url, until, told
):
    rehearse("child_allowance_claim")
    before = sorted(office.settings.robots_dir.iterdir())
    with pytest.raises(NotRecorded, match=told):
        record_claim(office, training_url, FIRST, until=until)
    assert sorted(office.settings.robots_dir.iterdir()) == before


def test_a_recording_that_is_interrupted_writes_nothing(office, rehearse, training_url):
    def interrupted(context):
        raise KeyboardInterrupt

    rehearse("child_allowance_claim")
    before = sorted(office.settings.robots_dir.iterdir())
    url = f"{training_url}/login"
    with pytest.raises(NotRecorded, match="記録を中断した"):
        record(office, request(url), author=interrupted, headless=True)
    assert sorted(office.settings.robots_dir.iterdir()) == before


def test_a_system_that_does_not_answer_is_said_to_be_off(office, monkeypatch):
    site = next(iter(office.sites.values()))
    off = replace(site, id="off", origin=f"http://127.0.0.1:{free_port()}")
    monkeypatch.setitem(office.sites, "off", off)
    with pytest.raises(SiteTrouble, match=r"つながりません.*rpa-suite training serve"):
        record(office, request(f"{off.origin}/login"), headless=True)


def test_only_registered_systems_and_free_names(office, training_url):
    with pytest.raises(InputError, match="登録されていない接続先"):
        record(office, request("https://elsewhere.example/"), headless=True)
    with pytest.raises(InputError, match="もうあります"):
        record(office, request(training_url, "wage_report"), headless=True)

"""Whatever a clerk may drop by mistake: a sentence, a code, and nothing lost."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from rpa_suite.training.__main__ import refusal
from rpa_suite.training.server import free_port

ROOT = Path(__file__).parents[2]
CLAIM = "child_allowance_claim"
TRANSFER = "employee_transfer"
SAMPLES = ROOT / "robots" / TRANSFER / "samples"


@pytest.fixture
def suite(tmp_path):
    """Run the command line as a clerk's PC does, in a data folder of its own."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "rpa_suite.cli", *arguments],
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            env={
                **os.environ,
                "RPA_SUITE_DATA_DIR": str(tmp_path / "data"),
                "RPA_SUITE_USE_KEYRING": "false",
                **environment,
            },
            timeout=240,
            check=False,
        )

    return run


def refused(answer: subprocess.CompletedProcess[str], *words: str) -> None:
    assert answer.returncode not in (0, 1), answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stderr.startswith("エラー: ")
    for word in words:
        assert word in answer.stderr


def transfers() -> bytes:
    return (SAMPLES / "transfers.csv").read_bytes()


# The training system.


def test_a_port_in_use_and_a_mistyped_profile_say_what_to_do(suite):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused(suite("training", "serve", "--port", port), port, "使用中", "--port")
    told = suite("training", "serve", "--profile", "clam")
    refused(told, "calm・realistic・hostile")


def test_a_port_that_none_is_and_a_folder_that_is_not_there_are_refused(tmp_path):
    assert "1 から 65535" in refusal(77777, None)
    assert "--db" in refusal(free_port(), tmp_path / "missing" / "x.db")
    assert refusal(free_port(), tmp_path / "x.db") == ""


# Robots.


@pytest.fixture
def robots(tmp_path):
    """A folder of robots with one that an author is writing."""
    folder = tmp_path / "robots"
    for name in (TRANSFER, "moped_scrapping"):
        shutil.copytree(ROOT / "robots" / name, folder / name)
    shutil.copy(ROOT / "robots" / "sites.toml", folder)
    return folder


def test_a_mistyped_manifest_stops_its_own_robot_and_no_other(suite, robots):
    manifest = robots / "moped_scrapping" / "robot.toml"
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace("section = ", "secton = "), "utf-8")
    where = {"RPA_SUITE_ROBOTS_DIR": str(robots)}

    listed = suite("robot", "list", **where)
    assert listed.returncode == 0, listed.stderr
    assert TRANSFER in listed.stdout
    assert "3行目: 「secton」" in listed.stderr
    refused(suite("run", "moped_scrapping", **where), "「section」のことですか")
    refused(suite("robot", "check", "moped_scraping", **where), "「moped_scrapping」の")


def test_a_template_off_the_paper_stops_its_own_robot_and_no_other(suite, tmp_path):
    templates = tmp_path / "ocr_templates"
    for name in (CLAIM, "moped_registration"):
        shutil.copytree(ROOT / "ocr_templates" / name, templates / name)
    path = templates / CLAIM / "template.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("paper_mm = [210", "paper_mm = [110"), "utf-8")
    assert path.read_text("utf-8") != text
    where = {"RPA_SUITE_TEMPLATES_DIR": str(templates)}

    listed = suite("robot", "list", **where)
    assert listed.returncode == 0, listed.stderr
    assert "moped_registration" in listed.stdout
    assert "はみ出しています" in listed.stderr
    scan = ROOT / "ocr_templates" / CLAIM / "samples" / "claim-0002.jpg"
    refused(suite("import", CLAIM, str(scan), **where), "はみ出しています")


def test_without_any_template_the_folder_is_named_that_was_looked_in(suite, tmp_path):
    where = {"RPA_SUITE_TEMPLATES_DIR": str(tmp_path / "nothing")}
    scan = ROOT / "ocr_templates" / CLAIM / "samples" / "claim-0002.jpg"
    for command in (
        ("read", str(scan)),
        ("template", "list"),
        ("template", "blank", CLAIM, "--out", str(tmp_path / "blank.png")),
    ):
        refused(suite(*command, **where), "1つもありません", str(tmp_path / "nothing"))


@pytest.mark.browser
def test_a_procedure_that_raises_is_named_by_file_and_line(suite, robots):
    procedure = robots / "moped_scrapping" / "procedure.py"
    text = procedure.read_text("utf-8")
    line = '    portal.fill(scrapping, "標識の返納")\n'
    procedure.write_text(text.replace(line, "    1 / 0\n"), "utf-8")

    answer = suite(
        *("robot", "test", "moped_scrapping", "--profile", "calm"),
        RPA_SUITE_ROBOTS_DIR=str(robots),
    )
    number = text.splitlines().index(line.rstrip()) + 1
    refused(answer, f"procedure.py の {number} 行目: ZeroDivisionError")


# Scans.


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("壊れた.pdf", b"%PDF-1.4\n%%EOF", "壊れ"),
        ("空.pdf", b"", "空"),
        ("壊れた.jpg", b"\xff\xd8\xff\xe0oops", "壊れ"),
        ("壊れた.tif", b"II*\0garbage", "開けません"),
        ("文書.docx", b"PK", "種類"),
    ],
)
def test_a_scan_that_is_none(suite, tmp_path, name, content, word):
    scan = tmp_path / name
    scan.write_bytes(content)

    refused(suite("import", CLAIM, str(scan)), name, word)


def test_a_scan_that_is_not_there(suite, tmp_path):
    refused(
        suite("import", CLAIM, str(tmp_path / "無い.pdf")), "無い.pdf", "見つかりません"
    )


@pytest.mark.ocr
def test_an_image_of_ten_thousand_pixels(suite, tmp_path):
    scan = tmp_path / "巨大.png"
    Image.new("L", (10_001, 40), 255).save(scan)

    refused(suite("import", CLAIM, str(scan)), "巨大.png")


@pytest.mark.ocr
def test_a_page_that_is_another_form(suite, tmp_path):
    scan = tmp_path / "別の紙.png"
    page = Image.new("RGB", (1654, 2339), "white")
    ImageDraw.Draw(page).text((300, 300), "MEMO", fill="black", font_size=80)
    page.save(scan, dpi=(200, 200))

    answer = suite("import", CLAIM, str(scan))

    assert answer.returncode not in (0, 1)
    assert "取り込める行がありません" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_nothing_but_blank_pages(suite, tmp_path):
    scan = tmp_path / "裏面.png"
    Image.new("L", (827, 1169), 255).save(scan)

    refused(suite("import", TRANSFER, str(scan)), "裏面.png", "白紙")


# Tables.


def test_a_table_in_an_unreadable_encoding(suite, tmp_path):
    table = tmp_path / "文字化け.csv"
    table.write_bytes(transfers().decode("cp932").encode("utf-16-le"))

    refused(suite("import", TRANSFER, str(table)), "文字化け.csv")


def test_lost_leading_zeros_are_named_with_their_row(suite, tmp_path):
    lines = transfers().decode("cp932").splitlines()
    header = lines[0].split(",")
    column = header.index('"指定番号"' if '"指定番号"' in header else "指定番号")
    cells = lines[1].split(",")
    cells[column] = cells[column].strip('"').lstrip("0")[:6]
    table = tmp_path / "ゼロ落ち.csv"
    table.write_bytes("\r\n".join([lines[0], ",".join(cells)]).encode("cp932"))

    answer = suite("preview", TRANSFER, str(table))

    assert answer.returncode == 2
    assert "先頭の0" in answer.stdout.replace("\n", "")


def test_a_table_without_a_required_column(suite, tmp_path):
    table = tmp_path / "列不足.csv"
    table.write_bytes("氏名,メモ\r\n大田,x\r\n".encode("cp932"))

    refused(suite("import", TRANSFER, str(table)), "列不足.csv", "指定番号")


def test_a_row_twice_is_imported_once(suite, tmp_path):
    lines = transfers().decode("cp932").splitlines()
    table = tmp_path / "重複.csv"
    table.write_bytes("\r\n".join([*lines[:2], lines[1]]).encode("cp932"))

    answer = suite("import", TRANSFER, str(table))

    assert answer.returncode == 0, answer.stderr
    assert "取り込みました: 1 件" in answer.stdout


# Runs.


def site_file(tmp_path: Path, origin: str) -> str:
    sites = tmp_path / "sites.toml"
    sites.write_text(
        f'[site.training]\ntitle = "練習用業務システム"\norigin = "{origin}"\n'
        'secret = "training"\nenvironment = "training"\n',
        encoding="utf-8",
    )
    return str(sites)


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.browser
def test_a_dead_business_system_loses_nothing(suite, tmp_path):
    environment = {
        "RPA_SUITE_SITES_FILE": site_file(
            tmp_path, f"http://127.0.0.1:{closed_port()}"
        ),
        "RPA_SUITE_CREDENTIAL_TRAINING": "1000001:renshu-1",
    }
    suite("import", TRANSFER, str(SAMPLES / "transfers.csv"), **environment)

    answer = suite("run", TRANSFER, "--limit", "1", **environment)

    refused(answer, "練習用業務システム")
    left = suite("items", "--json", **environment).stdout
    assert '"READY"' in left
    assert '"ENTERING"' not in left


@pytest.mark.browser
def test_a_wrong_password_ends_the_run_before_the_account_locks(suite, tmp_path):
    from rpa_suite.training.server import running_training_system

    with running_training_system(seed=1) as url:
        environment = {
            "RPA_SUITE_SITES_FILE": site_file(tmp_path, url),
            "RPA_SUITE_CREDENTIAL_TRAINING": "1000001:wrong",
        }
        suite("import", TRANSFER, str(SAMPLES / "transfers.csv"), **environment)

        answer = suite("run", TRANSFER, **environment)

        refused(answer, "パスワード")
        assert '"ENTERING"' not in suite("items", "--json", **environment).stdout


def test_a_run_without_a_stored_password_says_how_to_store_one(suite, tmp_path):
    environment = {
        "RPA_SUITE_SITES_FILE": site_file(tmp_path, f"http://127.0.0.1:{closed_port()}")
    }
    suite("import", TRANSFER, str(SAMPLES / "transfers.csv"), **environment)

    refused(suite("run", TRANSFER, **environment), "credential")


def test_an_unknown_robot_names_the_known_ones(suite, tmp_path):
    refused(suite("run", "nobody"), "nobody", CLAIM)

"""docs/author.ja.md: every command of the guide is run as it stands there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.rehearsal import ROBOTS

GUIDE = Path(__file__).parents[2] / "docs" / "author.ja.md"
TEXT = GUIDE.read_text("utf-8")
COMMANDS = re.findall(r"(?m)^\$ rpa-suite (.+)$", TEXT)
# Before the time by hand was measured, robot check says so and ends with 2.
UNMEASURED = "robot check bicycle_scrapping"
(BASELINE,) = re.findall(r"(?ms)^```toml\n(\[baseline\].*?)^```", TEXT)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Run all commands in order; return what each said and its exit code."""
    folder = tmp_path_factory.mktemp("author")
    shutil.copytree(
        ROBOTS, folder / "robots", ignore=shutil.ignore_patterns("__pycache__")
    )
    environment = {
        **os.environ,
        "RPA_SUITE_DATA_DIR": str(folder / "data"),
        "RPA_SUITE_ROBOTS_DIR": str(folder / "robots"),
        "RPA_SUITE_TEMPLATES_DIR": str(GUIDE.parents[1] / "ocr_templates"),
        "RPA_SUITE_SITES_FILE": str(folder / "robots" / "sites.toml"),
        "RPA_SUITE_USE_KEYRING": "false",
        "PYTHONPATH": str(GUIDE.parents[1] / "src"),
    }
    found = {}
    for command in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "rpa_suite.cli", *shlex.split(command)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        found[command] = (done.returncode, done.stdout + done.stderr)
        if command == UNMEASURED:
            manifest = folder / "robots" / "bicycle_scrapping" / "robot.toml"
            with manifest.open("a", encoding="utf-8") as file:
                file.write(f"\n{BASELINE}")
    found["folder"] = folder
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_guide_does_what_it_says(told, command):
    code, text = told[command]
    if command == UNMEASURED:
        assert code == 2
        assert "bicycle_scrapping: 1件" in text
        assert "[baseline] がありません" in text
    else:
        assert code == 0, text


def test_the_approved_robot_stands_in_the_list_and_the_manual_on_disk(told):
    approved = told["robot approve bicycle_scrapping"][1]
    assert "承認しました: bicycle_scrapping 第1版" in approved
    assert "第1版" in told["robot list"][1]
    assert "盗難の届出" in (told["folder"] / "手順書.html").read_text("utf-8")


def test_debugging_stops_before_the_first_step_and_registers_nothing(told):
    text = told["robot debug bicycle_scrapping --headless"][1]
    assert "履歴: まだ登録はありません。" in text
    assert "[1] 9行  open_vehicle" in text
    assert text.rstrip().endswith("終わります。")

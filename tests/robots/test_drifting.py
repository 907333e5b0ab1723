"""rpa-suite robot drift: a label that changed is found and its patch proposed."""

import os
import shutil
import subprocess
import sys

import pytest

from rpa_suite.robots.approved_screens import Layout, approved_layouts, write_layouts
from rpa_suite.robots.drifting import drifts, proposal
from tests.support.rehearsal import ROBOTS

ENTRY = "軽自動車税 廃車入力 入力"


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(
        ROBOTS / "moped_scrapping", tmp_path / "robots" / "moped_scrapping"
    )


def today(folder, change):
    """The approved screens with some fields of 入力 changed."""
    layouts = approved_layouts(folder)
    known = layouts[ENTRY]
    return layouts | {
        ENTRY: Layout(
            version=known.version,
            fields=tuple(found for each in known.fields for found in change(each)),
        )
    }


def test_screens_as_approved_have_no_drift(folder):
    assert drifts(folder, approved_layouts(folder)) == []


def test_what_looks_like_the_same_field_is_a_new_name_and_its_line_is_patched(folder):
    def rename(each):
        return ["廃車内容/届出人"] if each == "廃車内容/届出者" else [each]

    (found,) = drifts(folder, today(folder, rename))
    assert found.renamed == {"廃車内容/届出者": "廃車内容/届出人"}
    assert not found.new
    assert not found.gone
    patch = proposal(folder, [found])
    assert '-                "届出者": item.notified_by,' in patch
    assert '+                "届出人": item.notified_by,' in patch
    assert '+  "廃車内容/届出人",' in patch


def test_what_has_no_likeness_came_or_went(folder):
    def change(each):
        return ["窓口/受付"] if each == "盗難の届出/受理番号" else [each]

    (found,) = drifts(folder, today(folder, change))
    assert found.new == ("窓口/受付",)
    assert found.gone == ("盗難の届出/受理番号",)
    assert "portal.py" not in proposal(folder, [found])


def test_two_renamed_fields_are_not_mixed_up(folder):
    names = {
        "廃車内容/届出年月日": "廃車内容/届出日",
        "廃車内容/廃車年月日": "廃車内容/廃車日",
    }
    (found,) = drifts(folder, today(folder, lambda each: [names.get(each, each)]))
    assert found.renamed == names


@pytest.mark.browser
def test_the_command_looks_without_entering_and_says_what_to_change(
    rehearse, training_url, folder, tmp_path
):
    rehearsal = rehearse("moped_scrapping")
    sites = shutil.copy(ROBOTS / "sites.toml", tmp_path / "robots" / "sites.toml")
    edit(tmp_path / "robots" / "sites.toml", "http://127.0.0.1:8400", training_url)

    def drift():
        return subprocess.run(
            [
                *(sys.executable, "-m", "rpa_suite.cli", "robot", "drift"),
                *("moped_scrapping", "--out", "drift.diff"),
            ],
            cwd=tmp_path,
            env={
                **os.environ,
                "RPA_SUITE_DATA_DIR": str(tmp_path / "data"),
                "RPA_SUITE_ROBOTS_DIR": str(tmp_path / "robots"),
                "RPA_SUITE_SITES_FILE": str(sites),
                "RPA_SUITE_USE_KEYRING": "false",
                "RPA_SUITE_CREDENTIAL_TRAINING": "1000001:renshu-1",
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    done = drift()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "画面は控えのとおりです" in done.stdout

    # As if the system had said 届出人 on the day of the approval.
    edit(folder / "portal.py", '"届出者"', '"届出人"')
    layouts = approved_layouts(folder)
    known = layouts[ENTRY]
    old = tuple(each.replace("届出者", "届出人") for each in known.fields)
    write_layouts(folder, layouts | {ENTRY: Layout(version=known.version, fields=old)})
    done = drift()
    assert done.returncode == 2
    assert "「廃車内容/届出人」は「廃車内容/届出者」に変わったようです" in done.stdout
    patch = tmp_path / "drift.diff"
    assert '+                "届出者": item.notified_by,' in patch.read_text("utf-8")
    assert rehearsal.rows() == []

    subprocess.run(
        ["git", "apply", "--unsafe-paths", "-p1", str(patch)],
        cwd=tmp_path / "robots",
        check=True,
    )
    assert drift().returncode == 0

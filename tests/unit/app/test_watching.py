"""監視フォルダー: taken in once it is whole, laid aside with its outcome."""

import sys

import pytest

from bench.transfers.__main__ import HEADERS, make_rows
from rpa_suite.app.office import Office
from rpa_suite.app.watching import DONE, REFUSED, WatchedFolder
from rpa_suite.errors import InputError
from rpa_suite.settings import Settings

ROBOT = "employee_transfer"


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path / "data", use_keyring=False))
    yield office
    office.close()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "受付"
    folder.mkdir()
    return folder


@pytest.fixture
def watched(office, folder):
    return WatchedFolder(office, ROBOT, folder, operator="watch")


def put(path, *, rows=2, first=0):
    chosen = make_rows(12, seed=1)[first : first + rows]
    lines = [",".join(f'"{row[name]}"' for name in HEADERS) for row in chosen]
    path.write_text("\n".join([",".join(HEADERS), *lines]), encoding="utf-8")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_taken_in_when_it_has_stopped_growing(office, watched, folder):
    put(folder / "a.csv", rows=1)
    assert list(watched.look()) == []
    put(folder / "a.csv", rows=2)  # still being copied at the first look
    assert list(watched.look()) == []
    (taken,) = watched.look()
    assert (taken.items, taken.left_out, taken.problem) == (2, 0, "")
    assert names(folder / DONE) == ["a.csv", "a.csv.結果.txt"]
    assert names(folder) == [REFUSED, DONE]
    assert len(office.items.find(robot_id=ROBOT)) == 2


def test_what_cannot_be_taken_in_says_why_and_stops_nothing(office, watched, folder):
    (folder / "壊れた.csv").write_bytes(b"\x00\x01\x02")
    put(folder / "よい.csv")
    taken = {each.path.name: each for each in watched.look(at_once=True)}
    assert taken["壊れた.csv"].problem
    assert taken["よい.csv"].items == 2
    report = (folder / REFUSED / "壊れた.csv.結果.txt").read_text("utf-8-sig")
    assert taken["壊れた.csv"].problem in report


def test_the_same_file_again_is_refused_and_both_are_kept(office, watched, folder):
    put(folder / "a.csv")
    assert [each.items for each in watched.look(at_once=True)] == [2]
    put(folder / "a.csv")
    (again,) = watched.look(at_once=True)
    report = (again.path.parent / f"{again.path.name}.結果.txt").read_text("utf-8-sig")
    assert "二重登録を防ぐ" in report
    assert len(office.items.find(robot_id=ROBOT)) == 2
    put(folder / "a.csv", first=2)
    (third,) = watched.look(at_once=True)
    assert third.items == 2
    assert third.path.name != "a.csv"
    assert (folder / DONE / "a.csv").is_file()


def test_half_written_and_hidden_files_are_left_alone(watched, folder):
    for name in ("~$a.xlsx", ".a.csv.swp", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    assert list(watched.look(at_once=True)) == []


def test_a_folder_that_is_not_there_is_said(office, folder):
    with pytest.raises(InputError, match="場所と権限"):
        WatchedFolder(office, ROBOT, folder / "ない", operator="watch")


def test_a_folder_that_goes_away_is_said(watched, folder):
    for path in sorted(folder.iterdir()):
        path.rmdir()
    folder.rmdir()
    with pytest.raises(InputError, match="ネットワークドライブ"):
        list(watched.look())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /proc")
def test_a_file_that_cannot_be_read_now_is_said_once_and_tried_again(
    office, watched, folder
):
    # A read of this one fails as on a drive that is gone: input/output error.
    (folder / "a.csv").symlink_to("/proc/self/mem")
    (told,) = watched.look(at_once=True)
    assert "ネットワークドライブ" in told.problem
    assert told.stays
    assert list(watched.look(at_once=True)) == []
    (folder / "a.csv").unlink()
    put(folder / "a.csv")
    assert [each.items for each in watched.look(at_once=True)] == [2]


def test_what_cannot_be_laid_aside_is_taken_in_once_and_moved_later(
    office, watched, folder
):
    put(folder / "a.csv")
    (folder / DONE).rmdir()
    (taken,) = watched.look(at_once=True)
    assert (taken.items, taken.stays) == (2, "「取込済」へ移せません。後で移します。")
    assert list(watched.look(at_once=True)) == []
    assert names(folder) == ["a.csv", REFUSED]
    (folder / DONE).mkdir()
    assert list(watched.look(at_once=True)) == []
    assert names(folder / DONE) == ["a.csv", "a.csv.結果.txt"]
    put(folder / "a.csv", first=2)
    assert [each.items for each in watched.look(at_once=True)] == [2]
    assert len(office.items.find(robot_id=ROBOT)) == 4

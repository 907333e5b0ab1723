"""Folders that take nothing: each deed says so, in words, and changes nothing."""

import sys
from pathlib import Path

import pytest

from rpa_suite.app.office import Office
from rpa_suite.app.reporting import write_reports
from rpa_suite.app.watching import WatchedFolder
from rpa_suite.errors import InputError, SetupError
from rpa_suite.security import credentials
from rpa_suite.settings import Settings

ROBOT = "employee_transfer"


@pytest.fixture(params=["a file in its place", "read only"])
def place(request, tmp_path):
    """A folder that nobody can write into, not even root."""
    if request.param == "read only":
        if sys.platform == "win32":
            pytest.skip("Windows has no folder that refuses everybody")
        return Path("/proc/self/共有")
    (tmp_path / "共有").write_text("no folder", encoding="utf-8")
    return tmp_path / "共有"


def test_the_data_cannot_be_kept_there(place):
    with pytest.raises(SetupError, match="data_dir"):
        Office.open(Settings(data_dir=place / "data", use_keyring=False))


@pytest.mark.parametrize(
    "deed",
    [
        lambda office, place: write_reports(office.savings, place),
        lambda office, place: office.bpr.export_csv(place / "台帳.csv"),
        lambda office, place: WatchedFolder(office, ROBOT, place, operator="a"),
        lambda office, place: office.importing.preview(ROBOT, place / "異動届.csv"),
    ],
    ids=["reports", "register", "watched folder", "preview"],
)
def test_it_is_said_which_place_and_what_to_do(office, sign_in, place, deed):
    with pytest.raises(InputError, match="ください"):
        deed(office, place)
    assert office.items.find(robot_id=ROBOT) == []


def test_an_account_that_cannot_be_kept_is_said(office, place):
    with pytest.raises(SetupError, match="権限を確かめて"):
        credentials.save(
            "training",
            credentials.Credential("1000001", "renshu-1"),
            data_dir=place,
            vault=office.vault,
            use_keyring=False,
        )

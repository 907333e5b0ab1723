"""Which robot a file is for, by its columns."""

from pathlib import Path

import pytest

from rpa_suite.app.office import Office
from rpa_suite.errors import InputError
from rpa_suite.robots.catalogue import load_robots
from rpa_suite.settings import Settings

ROBOTS = Path(__file__).parents[3] / "robots"
SAMPLES = sorted(
    path
    for path in ROBOTS.glob("*/samples/*")
    if path.suffix in (".csv", ".xlsx") and load_robots(ROBOTS)[path.parts[-3]].table
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), use_keyring=False)
    office = Office.open(settings)
    yield office
    office.close()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parts[-3]}")
def test_every_sample_finds_its_own_robot_first(office, path):
    first = office.importing.proposals(path)[0]
    assert first.robot.id == path.parts[-3]
    assert first.is_sure


def test_a_file_with_strange_columns_names_what_is_missing(office, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("氏名,電話\n練習 花子,03\n", encoding="utf-8")
    found = office.importing.proposals(path)
    assert not any(each.is_sure for each in found)
    assert "がありません" in found[0].why
    assert found[-1].why == "合う見出しがありません。"


def test_an_empty_file_is_refused(office, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"")
    with pytest.raises(InputError, match="空のファイル"):
        office.importing.proposals(path)


def test_a_scan_is_known_by_the_form_on_its_first_page(office):
    scan = (
        Path(__file__).parents[3]
        / "ocr_templates/child_allowance_claim/samples/claim-0001.tif"
    )
    first, *rest = office.importing.proposals(scan)
    assert first.robot.form == "child_allowance_claim"
    assert first.is_sure
    assert "認定請求書" in first.why
    assert not any(each.is_sure for each in rest if each.robot.form != first.robot.form)

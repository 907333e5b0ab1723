"""A paper 異動届 goes the same way as a row of an employer's file."""

import json
from pathlib import Path

import pytest

from bench.entry.ours import open_office, run_robot
from rpa_suite.app.records import RowFate
from rpa_suite.model.work import ItemState
from rpa_suite.training.server import running_training_system
from tests.end_to_end.rows import registered_rows

pytestmark = [pytest.mark.browser, pytest.mark.ocr]
ROBOT = "employee_transfer"
(SCAN,) = (
    Path(__file__).parents[2] / "ocr_templates" / "employee_transfer_notice" / "samples"
).glob("*.jpg")


def test_a_paper_notice_is_read_and_entered():
    truth = json.loads(SCAN.with_suffix(".json").read_text(encoding="utf-8"))
    with running_training_system(seed=1) as url, open_office(url) as office:
        preview = office.importing.preview(ROBOT, SCAN)
        (row,) = preview.rows
        assert row.fate in (RowFate.READY, RowFate.REVIEW)
        imported = office.importing.import_preview(preview, operator="test")
        if row.doubts:
            # A clerk looks at the doubtful fields.
            office.verifying.confirm(
                imported.items[0].id, truth, who="test", seconds=9.0
            )
        run_robot(office, lambda event: None)
        (item,) = office.items.find(robot_id=ROBOT)
        (row,) = registered_rows(url)
    assert item.state is ItemState.DONE, (item.reason_code, item.reason)
    assert imported.items[0].id == item.id
    assert row["receipt"] == item.receipt
    shown = row["values"]["異動内容/未徴収税額"]
    assert shown.replace(",", "") == f"{truth['unpaid']}円"
    # What only the paper has is named as it is printed there.
    labels = office.robot(ROBOT).labels
    assert (labels["jan1_address"], "kana" in labels) == ("1月1日の住所", False)

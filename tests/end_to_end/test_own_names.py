"""What the office itself knows reaches both ways of reading: files, and sorted pages."""

import datetime as dt
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from rpa_suite.app.reading_process import OwnKnowledge, ReadingProcess
from rpa_suite.jp.office_names import count_names

pytestmark = pytest.mark.ocr
TEMPLATES = Path(__file__).parents[2] / "ocr_templates"
CLAIM = "child_allowance_claim"
SCAN = TEMPLATES / CLAIM / "samples" / "claim-0002.jpg"
TODAY = dt.date(2026, 6, 30)


def test_a_register_counts_for_files_and_for_pages_that_a_person_sorted(tmp_path):
    """菅原 is read from a page out of focus; スガハラ lives here, スガワラ does not."""
    scan = tmp_path / "claim.jpg"
    page = Image.open(SCAN)
    page.filter(ImageFilter.GaussianBlur(2.0)).save(scan, dpi=page.info["dpi"])
    registered = count_names([("菅原　俊介", "スガハラ　シュンスケ")] * 5000).packed()
    known = OwnKnowledge()

    def signs(form):
        return {
            reading.field_id: dict(reading.signs)
            for reading in form.readings
            if reading.field_id in ("claimant_name", "claimant_kana")
        }

    with ReadingProcess(TEMPLATES, own=lambda: known) as reading:

        def both_ways():
            (scanned,) = reading.read(scan, form_id=None, today=TODAY)
            by_hand = reading.read_as(
                {1: scan.read_bytes()}, template_id=CLAIM, today=TODAY
            )
            return signs(scanned.form), signs(by_hand.form)

        before = both_ways()
        known = OwnKnowledge(names=registered)
        after = both_ways()

    assert before[0] != after[0]
    assert before[1] != after[1]

"""One sheet scanned twice is noticed; two families' sheets are not taken for one."""

import random

import numpy as np
import pytest

from bench.forms.papers import PAPERS
from bench.forms.scanner import scan
from bench.forms.writing import PAPER_DPI, fill
from rpa_suite.ocr.identify import place
from rpa_suite.ocr.pages import Page
from rpa_suite.ocr.same_paper import SeenPapers

CLAIM = "child_allowance_claim"


@pytest.fixture(scope="module")
def papers(template):
    """Two filled-in sheets."""
    written = PAPERS[CLAIM](2, seed=1000)
    return [fill(template, each, random.Random(n))[0] for n, each in enumerate(written)]


def flat(paper, template, seed):
    image = scan(paper, PAPER_DPI, random.Random(seed))
    dpi = float(image.info["dpi"][0])
    page = Page(image=np.asarray(image.convert("RGB")), dpi=dpi, number=1, total=1)
    return place(page, {template.id: template}).flat


def test_the_second_scan_of_a_sheet_is_its_twin_and_another_sheet_is_not(
    papers, template
):
    seen = SeenPapers()
    scans = [(papers[0], 1), (papers[1], 2), (papers[0], 3)]
    twins = [
        seen.page_of_twin(flat(paper, template, seed), template, 1, number=number)
        for number, (paper, seed) in enumerate(scans, start=1)
    ]
    assert twins == [None, None, 1]

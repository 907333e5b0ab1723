"""What speaks for a row of cells besides its probability."""

import numpy as np
import pytest

from rpa_suite.ocr.cell_table import CellTable
from rpa_suite.ocr.rows import Row
from rpa_suite.ocr.signs import MEANINGS

CHARSET = "0123456789"


def logs(*sure):
    """Return cells that hold 3, each as sure as said, the rest of it on 8."""
    table = np.full((len(sure), 10), -30.0)
    for cell, share in enumerate(sure):
        table[cell, 3], table[cell, 8] = np.log(share), np.log1p(-share)
    return table


def row(*, together, line, cell, inside=1.0):
    return Row(
        CellTable(logs(*together), CHARSET),
        (logs(*line), logs(*cell)),
        inside=np.full(len(together), inside),
        whole=logs(*cell),
    )


def test_each_view_says_how_far_its_weakest_cell_is_from_anything_else():
    seen = row(together=(0.999, 0.9), line=(0.6, 0.99), cell=(0.999, 0.99))
    signs = seen.signs_of("33")
    assert signs["weakest"] == pytest.approx(np.log(0.9))
    assert signs["odds"] == pytest.approx(np.log(9))
    assert signs["line"] == pytest.approx(np.log(1.5))
    assert signs["cell"] == pytest.approx(np.log(99))
    assert set(signs) <= set(MEANINGS)


def test_odds_tell_apart_what_probabilities_do_not():
    sure, surer = (
        row(together=(share,), line=(share,), cell=(share,)).signs_of("3")
        for share in (0.9999, 0.9999999)
    )
    assert round(sure["weakest"], 3) == round(surer["weakest"], 3)
    assert surer["odds"] - sure["odds"] > 6


def test_a_text_that_a_view_speaks_against_has_odds_below_zero():
    seen = row(together=(0.7,), line=(0.9,), cell=(0.2,))
    assert seen.signs_of("3")["cell"] < 0 < seen.signs_of("3")["line"]
    assert seen.signs_of("8")["cell"] > 0


def test_gaps_are_passed_over_and_another_length_has_no_signs():
    seen = row(together=(0.9, 0.9), line=(0.9, 0.9), cell=(0.9, 0.9))
    assert seen.signs_of("3 3") == seen.signs_of("33")
    assert seen.signs_of("333") == {}
    assert seen.signs_of("3x") == {}

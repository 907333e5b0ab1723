"""Sheets of cells to train on go through the product's own scanner and registration."""

import random
from pathlib import Path

import numpy as np
import pytest

from bench.hands import sheets
from bench.hands.sheets import CHARACTERS, cells_of, sheet_template
from rpa_suite.errors import FormMismatch


@pytest.mark.slow
def test_sheets_are_found_and_cut_into_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Strokes come with the dependency group ``train``: here all letters are of fonts.
    monkeypatch.setattr(sheets, "draw_letter", lambda *_: None)
    template = sheet_template(tmp_path)
    cut = []
    for number in range(2):
        try:
            draw = random.Random(f"sheet/{number}")
            cut.append(cells_of(template, draw, hard=number % 2 == 1))
        except FormMismatch:
            continue

    assert len(cut) == 2
    for images, labels in cut:
        assert images.shape[1:] == (2, 32, 32)
        assert len(labels) == len(images) > 350
        assert images[:, 0].max(axis=(1, 2)).min() > 50, "a cell without ink"
        assert set(np.unique(labels)) <= set(range(len(CHARACTERS) + 1))
        assert len(np.unique(labels)) > 60

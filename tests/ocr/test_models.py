"""The nets that ship are those of their model cards, and know what is said of them."""

import re

import numpy as np
import pytest

from rpa_suite.ocr.charsets import written_japanese
from rpa_suite.ocr.models import find_models
from rpa_suite.ocr.recogniser import Recogniser


@pytest.mark.parametrize("name", ["lines", "cells"])
def test_a_model_card_names_the_file_that_ships(name):
    model = getattr(find_models(), name)
    card = model.path.with_suffix(".md").read_text(encoding="utf-8")
    assert re.findall(r"`([0-9a-f]{64})`", card) == [model.sha256]


def test_letters_of_names_that_the_stock_net_lacks_were_learned(recogniser: Recogniser):
    for char in "濵﨑𠮷穐":
        assert len(recogniser.classes_of(char)) == 1
        assert len(recogniser.stock.classes_of(char)) == 0


def test_letters_without_a_column_are_known_to_be_unreadable(recogniser: Recogniser):
    unreadable = [c for c in written_japanese() if not len(recogniser.classes_of(c))]
    assert "曻" in unreadable
    assert 100 < len(unreadable) < 200


def test_every_posterior_row_is_a_distribution(recogniser: Recogniser):
    line = np.full((48, 320, 3), 255, np.uint8)
    for net in (recogniser, recogniser.stock):
        (rows,) = net.posteriors([line])
        assert rows.shape[1] == len(net.characters)
        assert rows.sum(axis=1) == pytest.approx(1.0, abs=1e-3)

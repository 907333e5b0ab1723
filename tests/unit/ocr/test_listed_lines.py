"""金融機関 and 支店 are read against their lists; what no list holds stays possible."""

import numpy as np
import pytest

from rpa_suite.model.forms import Candidate, Field, FieldKind, Reading
from rpa_suite.ocr import ctc
from rpa_suite.ocr.listed_lines import read_listed
from rpa_suite.ocr.scored_lines import ScoredLine

CHARACTERS = tuple("みすずほ手銀行三菱ひ下丁UFJ蒲田大森羽支店川西")


def line(text, *, unsure=()):
    """Return a line that looks like a text, some places as much like another letter."""
    scores = np.full((2 * len(text) + 1, 1 + len(CHARACTERS)), 1e-7)
    scores[::2, 0] = 1.0
    for place, char in enumerate(text):
        scores[2 * place + 1, 1 + CHARACTERS.index(char)] = 1.0
    for place, char in unsure:
        scores[2 * place + 1, 1 + CHARACTERS.index(char)] = 0.6
    scores = np.log(scores / scores.sum(axis=1, keepdims=True))
    return ScoredLine(
        gap=None,
        scores=scores,
        characters=CHARACTERS,
        decoded=ctc.decode(scores, np.ones(len(scores))),
    )


def written(field_id):
    return Field(id=field_id, label="", kind=FieldKind.TEXT)


def code(field_id, *candidates):
    text = candidates[0][0]
    return Reading(
        field_id=field_id,
        text=text,
        value=text,
        confidence=candidates[0][1],
        candidates=tuple(Candidate(text=t, probability=p) for t, p in candidates),
    )


def test_an_unclear_letter_becomes_that_of_the_bank_in_the_list():
    read = read_listed(written("bank_name"), line("みず手銀行", unsure=[(2, "ほ")]), [])
    assert read.text == "みずほ銀行"
    assert read.is_moved


def test_the_letters_of_a_bank_that_have_no_place_in_japanese_text():
    seen = line("三菱ひ下丁銀行", unsure=[(2, "U"), (3, "F"), (4, "J")])
    read = read_listed(written("bank_name"), seen, [code("bank_code", ("0005", 0.9))])
    assert read.text == "三菱UFJ銀行"


def test_a_bank_that_no_list_holds_stays_as_it_is_written():
    read = read_listed(written("bank_name"), line("川西森田銀行"), [])
    assert read.text == "川西森田銀行"
    assert not read.is_moved


@pytest.mark.parametrize("bank", ["0001", "0009"])
def test_a_branch_is_one_of_the_bank_that_the_code_names(bank):
    seen = line("蒲川", unsure=[(1, "田")])
    codes = [code("bank_code", (bank, 0.9)), code("branch_code", ("197", 0.6))]
    assert read_listed(written("branch_name"), seen, codes).text == "蒲田"


def test_a_branch_without_a_bank_is_left_as_it_looks():
    codes = [code("bank_code", ("0002", 0.9)), code("branch_code", ("197", 0.6))]
    assert read_listed(written("branch_name"), line("蒲田"), codes) is None
    assert read_listed(written("branch_name"), line("蒲田"), codes[:1]) is None


def test_other_text_is_in_no_list():
    assert read_listed(written("remarks"), line("蒲田"), []) is None

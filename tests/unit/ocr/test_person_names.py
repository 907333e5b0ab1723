"""Names in two scripts: what agrees decides, what no list knows stays possible."""

import numpy as np
import pytest

from rpa_suite.jp.person_names import given_names, surnames
from rpa_suite.ocr.cell_table import CellTable
from rpa_suite.ocr.charsets import kana
from rpa_suite.ocr.name_evidence import CellEvidence, LargeKana, LineEvidence
from rpa_suite.ocr.person_names import read_person

KANA = kana()
KANJI = "山田太郎中村咲美﨑崎川佐藤鈴木陽翔大田琵琶湖"


def cells(text, *, unclear=(), share=0.97):
    """Return a row of cells; at ``unclear`` places another character is likelier."""
    letters = text.replace("\u3000", "")
    shares = np.full((len(letters), len(KANA)), (1 - share) / len(KANA))
    for place, char in enumerate(letters):
        shares[place, KANA.index(char)] = share
    for place, other in unclear:
        shares[place, KANA.index(letters[place])] = 0.3
        shares[place, KANA.index(other)] = 0.68
    shares /= shares.sum(axis=1, keepdims=True)
    table = CellTable(np.log(shares), KANA)
    gap = text.find("\u3000")
    plain = table.best()
    return CellEvidence(
        table=table,
        plain=f"{plain[:gap]}\u3000{plain[gap:]}" if gap > 0 else plain,
        inside=1.0,
    )


def line(text, *, instead=None, share=0.9):
    """Return a line as a recogniser sees it, each character one frame, blanks between."""
    letters = text.replace("\u3000", "")
    rows = []
    for place, char in enumerate(letters):
        row = np.full(len(KANJI) + 1, (1 - share) / len(KANJI))
        row[KANJI.index(char) + 1] = share
        if instead and instead[0] == place:
            row[KANJI.index(char) + 1] = 0.25
            row[KANJI.index(instead[1]) + 1] = 0.7
        blank = np.full(len(KANJI) + 1, 0.001)
        blank[0] = 1.0
        rows += [row / row.sum(), blank / blank.sum()]
    plain = "".join(KANJI[int(row[1:].argmax())] for row in rows[::2])
    gap = text.find("\u3000")
    return LineEvidence(
        scores=np.log(np.array(rows)),
        characters=KANJI,
        plain=f"{plain[:gap]}\u3000{plain[gap:]}" if gap > 0 else plain,
        inside=1.0,
    )


def test_the_lists_hold_the_commonest_names_with_their_readings():
    assert (surnames()[0].written, surnames()[0].kana) == ("佐藤", "サトウ")
    assert ("太郎", "タロウ") in {(w.written, w.kana) for w in given_names()}


def test_shares_of_a_list_are_shares():
    assert sum(np.exp(word.log_share) for word in given_names()) == pytest.approx(1)
    assert sum(np.exp(word.log_share) for word in surnames()) < 1


def test_a_misread_kana_is_put_right_by_the_name_in_kanji():
    person = read_person(
        line("山田　太郎"), cells("ヤマダ　タロウ", unclear=[(4, "コ")])
    )
    assert (person.written, person.kana) == ("山田　太郎", "ヤマダ　タロウ")
    assert person.kana_probability > 0.9


def test_a_misread_kanji_is_put_right_by_the_furigana():
    person = read_person(line("山田　太郎", instead=(3, "藤")), cells("ヤマダ　タロウ"))
    assert person.written == "山田　太郎"


def test_a_name_that_no_list_holds_is_read_as_it_stands():
    person = read_person(
        line("琵琶　湖美", share=0.995), cells("ビワ　コミ", share=0.995)
    )
    assert (person.written, person.kana) == ("琵琶　湖美", "ビワ　コミ")


def test_a_gap_that_was_not_seen_is_set_where_the_names_part():
    person = read_person(line("山田太郎"), cells("ヤマダタロウ"))
    assert (person.written, person.kana) == ("山田　太郎", "ヤマダ　タロウ")


def test_the_family_name_speaks_for_an_unclear_one():
    unclear = cells("スズキ　タロウ", unclear=[(0, "サ"), (1, "ト"), (2, "ウ")])
    alone = read_person(None, unclear)
    family = read_person(line("鈴木　太郎"), cells("スズキ　タロウ")).surnames
    together = read_person(None, unclear, family=family)
    assert together.kana == "スズキ　タロウ"
    assert together.kana_probability > alone.kana_probability


def test_a_field_meant_in_large_kana_is_compared_as_such():
    person = read_person(None, LargeKana(seen=cells("サトウ　キヨウコ")))
    assert person.kana in {"サトウ　キョウコ", "サトウ　キヨウコ"}
    assert person.kana_probability > 0.5


def test_nothing_written_is_nobody():
    assert read_person(None, None) is None

"""Names in two scripts: what agrees decides, what no list knows stays possible."""

import numpy as np
import pytest

from rpa_suite.jp.office_names import count_names
from rpa_suite.jp.person_names import given_names, surnames
from rpa_suite.ocr.cell_table import CellTable
from rpa_suite.ocr.charsets import kana
from rpa_suite.ocr.name_evidence import CellEvidence, LargeKana, LineEvidence
from rpa_suite.ocr.name_lists import lists_of, name_lists
from rpa_suite.ocr.person_names import read_person

KANA = kana()
CLEAR = 1 - 1e-8  # as nets are sure of what is written well
KANJI = "".join(
    sorted(
        {char for w in (*surnames(), *given_names()) for char in w.written}
        | set("琵琶")
    )
)


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


def test_a_name_of_the_offices_register_is_told_where_the_general_list_cannot():
    own = count_names(
        [("琵琶　湖美", "ビワ　コミ")] * 200 + [("佐藤　太郎", "サトウ　タロウ")]
    )
    unclear = cells("ビワ　コミ", unclear=[(0, "ヒ"), (3, "ニ")])
    seen = line("琵琶　湖美", instead=(2, "翔"))
    assert read_person(seen, unclear).written != "琵琶　湖美"
    person = read_person(seen, unclear, lists=name_lists(own.packed()))
    assert (person.written, person.kana) == ("琵琶　湖美", "ビワ　コミ")
    assert person.written_probability > 0.9


def test_a_register_does_not_shut_out_those_who_are_not_in_it():
    people = [(f"{s.written}　太郎", f"{s.kana}　タロウ") for s in surnames()[:300]]
    own = count_names(3 * people)
    lists = name_lists(own.packed())
    listed = read_person(line("山田　咲美"), cells("ヤマダ　サキミ"), lists=lists)
    assert (listed.written, listed.kana) == ("山田　咲美", "ヤマダ　サキミ")
    new = read_person(
        line("琵琶　湖美", share=0.995), cells("ビワ　コミ", share=0.995), lists=lists
    )
    assert (new.written, new.kana) == ("琵琶　湖美", "ビワ　コミ")


def without(*names):
    """Return the general lists less these surnames and given names."""
    return lists_of(
        [word for word in surnames() if word.written not in names],
        [word for word in given_names() if word.written not in names],
    )


@pytest.mark.parametrize(
    ("written", "kana"),
    [
        ("大川　太郎", "オオカワ　タロウ"),  # 中川, 大田 are listed
        ("山田　咲美", "ヤマダ　サキミ"),
        ("中村　翔太", "ナカムラ　ショウタ"),
    ],
)
def test_a_clear_name_gives_way_to_none_that_looks_alike(written, kana):
    lists = without(*written.split())
    person = read_person(
        line(written, share=CLEAR), cells(kana, share=CLEAR), lists=lists
    )
    assert (person.written, person.kana) == (written, kana)
    assert person.written_probability > 0.9


def test_names_part_where_a_gap_was_seen():
    lists = without("大田", "太")
    person = read_person(line("大田　太", share=CLEAR), None, lists=lists)
    assert person.written == "大田　太"


@pytest.mark.parametrize(
    ("written", "kana"),
    [
        ("中山淳", "ナカヤマ　ジュン"),
        ("中山　淳", "ナカヤマジュン"),
        ("中山淳", "ナカヤマジュン"),
    ],
)
def test_a_surname_that_no_list_holds_may_end_where_no_gap_was_seen(written, kana):
    lists = without("中山")  # 中 is listed
    person = read_person(
        line(written, share=CLEAR), cells(kana, share=CLEAR), lists=lists
    )
    assert (person.written, person.kana) == ("中山　淳", "ナカヤマ　ジュン")


def test_a_given_name_is_found_in_the_list_where_a_gap_was_seen_before_it():
    # Of its letters alone four hundred others could be made rather.
    lists = without("中山", "仲山", "長山")
    person = read_person(None, cells("ナカヤマ　ヒデアキ", share=CLEAR), lists=lists)
    assert person.kana == "ナカヤマ　ヒデアキ"
    assert person.kana_probability > 0.9


def test_a_glyph_that_the_recogniser_cannot_output_stands_for_one_character():
    seen = line("山田　太郎")
    right, long, short = seen.logs_of(["山田太\ue000", "山田太郎\ue000", "\ue000"])
    assert right > long > short
    assert right > seen.logs_of(["中村太\ue000"])[0]

"""A last layer learned at the office: better for its hands, no worse for others."""

from dataclasses import replace

import numpy as np
import pytest

from rpa_suite.ocr import heads as heads_file
from rpa_suite.ocr.fitting import SeenRow, fit
from rpa_suite.ocr.judging import choose, is_better, is_worse, score
from rpa_suite.ocr.verified_rows import packed, stock_rows, unpacked

CHARSET = "0123456789"
CLASSES = 12  # the digits, a kana, anything else
FLAG = 10  # what a 1 with a flag looks like besides a 7


def rows(count, *, odd, kind="phone", seed=1):
    """Rows of cells; an odd writer's 1 looks like 7, and a little like a kana."""
    draw = np.random.default_rng(seed)
    for _ in range(count):
        truth = draw.integers(0, 10, 8)
        whole = draw.normal(-8, 0.5, (8, CLASSES))
        whole[np.arange(8), truth] = draw.normal(-0.2, 0.1, 8)
        if odd:
            for cell in np.flatnonzero(truth == 1):
                whole[cell, [1, 7, FLAG]] = draw.normal((-2.0, -0.3, -2.5), 0.2)
        logs = whole[:, :10]
        logs = logs - np.logaddexp.reduce(logs, axis=1, keepdims=True)
        yield SeenRow(kind, CHARSET, "".join(map(str, truth)), logs, whole)


@pytest.fixture(scope="module")
def head():
    return fitted(of_stock=0.5)


def fitted(*, of_stock):
    office, stock = rows(40, odd=True), rows(40, odd=False, seed=2)
    return fit(list(office), list(stock), CHARSET, of_stock=of_stock)


def test_other_rows_of_the_same_writer_are_read_better(head):
    other = list(rows(40, odd=True, seed=3))
    before, after = score(other, {})["phone"], score(other, {"phone": head})["phone"]
    assert before.right < 25
    assert after.right > 38
    assert is_better(before, after)


def test_rows_of_everybody_are_not_read_worse(head):
    stock = list(rows(40, odd=False, seed=4))
    before, after = score(stock, {})["phone"], score(stock, {"phone": head})["phone"]
    assert not is_worse(before, after)
    assert not is_better(after, before)


def test_too_few_rows_judge_nothing(head):
    few = list(rows(5, odd=True, seed=3))
    assert not is_better(score(few, {})["phone"], score(few, {"phone": head})["phone"])


def sevens_as_ones():
    """What a head forgets that has seen nobody but the odd writer."""
    learned = fitted(of_stock=0.5)
    bias = learned.bias.copy()
    bias[1] += 20
    return replace(learned, bias=bias)


def test_a_kind_takes_the_boldest_head_that_costs_nobody_anything(head):
    held, stock = list(rows(40, odd=True, seed=3)), list(rows(40, odd=False, seed=4))
    careful = fitted(of_stock=0.8)
    made = {
        0.1: {"phone": sevens_as_ones()},
        0.5: {"phone": head},
        0.8: {"phone": careful},
    }
    adopted, verdicts = choose(held, stock, {}, made)
    assert adopted["phone"] is head
    assert verdicts["phone"].adopted
    assert verdicts["phone"].of_stock == 0.5
    before, after = verdicts["phone"].stock
    assert after.right >= before.right


def test_no_head_is_taken_where_each_costs_others_something():
    held, stock = list(rows(40, odd=True, seed=3)), list(rows(40, odd=False, seed=4))
    made = {0.1: {"phone": sevens_as_ones()}}
    adopted, verdicts = choose(held, stock, {}, made)
    assert adopted == {}
    assert not verdicts["phone"].adopted


def test_a_kind_without_held_out_rows_takes_none(head):
    stock = list(rows(40, odd=False, seed=4))
    adopted, verdicts = choose([], stock, {}, {0.5: {"phone": head}})
    assert adopted == {}
    assert verdicts["phone"].office == ()


def test_a_head_is_kept_and_void_for_another_net(head):
    content = heads_file.packed({"phone": head, "date": head}, net="a")
    again = heads_file.unpacked(content, net="a")
    assert again["phone"] is again["date"]
    row = next(rows(1, odd=True, seed=5))
    np.testing.assert_allclose(
        row.logs_with(again["phone"]), row.logs_with(head), atol=1e-4
    )
    assert heads_file.unpacked(content, net="b") == {}
    assert heads_file.unpacked(b"", net="a") == {}


def test_a_head_for_more_characters_serves_a_part_of_them(head):
    row = next(rows(1, odd=True, seed=6))
    part = head.corrected(row.logs[:, 1:], row.whole, CHARSET[1:])
    assert part.shape == (8, 9)
    np.testing.assert_allclose(np.exp(part).sum(axis=1), 1)


def test_the_rows_that_come_with_the_program_name_one_character_a_cell():
    stock = stock_rows()
    assert {"kana", "date", "amount", "phone", "my_number"} <= {r.kind for r in stock}
    for row in stock:
        assert len(row.truth) == len(row.pieces)
        assert set(row.truth) <= set(row.charset)
    again = unpacked(packed(stock[:2]))
    assert [row.truth for row in again] == [row.truth for row in stock[:2]]
    np.testing.assert_array_equal(again[1].pieces[0], stock[1].pieces[0])

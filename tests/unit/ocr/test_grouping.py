"""Which pages make a form: whatever the feeder did, nobody's pages are mixed unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rpa_suite.ocr.grouping import Slot, group_run


def cut(*pages, of=2):
    run = [
        Slot(number=number, template_id="form", page=page)
        for number, page in enumerate(pages, start=1)
    ]
    groups = group_run(run, of)
    return [tuple(slot.page for slot in group.slots) for group in groups], groups


@pytest.mark.parametrize(
    ("pages", "forms"),
    [
        ((1, 2, 1, 2), [(1, 2), (1, 2)]),
        ((2, 1, 2, 1), [(2, 1), (2, 1)]),  # the pile lay face up
        ((1, 2, 2, 1, 1, 2), [(1, 2), (2, 1), (1, 2)]),
        ((1, 2, 2, 1, 2), [(1, 2), (2,), (1, 2)]),  # the first page of one was lost
        ((1, 1, 2), [(1,), (1, 2)]),
        ((1, 2, 1), [(1, 2), (1,)]),
        ((2,), [(2,)]),
    ],
)
def test_pages_that_lie_together_make_a_form(pages, forms):
    assert cut(*pages)[0] == forms


def test_a_plain_run_needs_no_look_and_any_other_does():
    assert all(group.is_plain for group in cut(1, 2, 1, 2)[1])
    assert not any(group.is_plain for group in cut(1, 2, 2, 1, 2)[1])


def test_what_is_missing_is_named():
    (group,) = cut(2, of=3)[1]
    assert group.missing == (1, 3)


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.integers(1, n)))
    )
)
def test_no_page_is_lost_or_used_twice(case):
    pages, run = case
    forms, groups = cut(*run, of=pages)
    assert [page for form in forms for page in form] == run
    assert all(len(set(form)) == len(form) for form in forms)
    assert all(
        len(form) + len(group.missing) == pages
        for form, group in zip(forms, groups, strict=True)
    )

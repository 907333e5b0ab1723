"""例外: what people may do with an item, and that each way is allowed."""

from decimal import Decimal

import pytest

from rpa_suite.app.hand_actions import HandAction, actions_for, meaning
from rpa_suite.app.office import Office
from rpa_suite.errors import InputError
from rpa_suite.model.work import Environment, ItemState
from rpa_suite.settings import Settings
from tests.support.paper import CLAIM, add_claims

A = HandAction
S = ItemState


@pytest.fixture
def office(tmp_path):
    office = Office.open(Settings(data_dir=tmp_path, use_keyring=False))
    yield office
    office.close()


@pytest.fixture
def item_in(office):
    """Bring a claim into a state as its robot does."""

    def bring(*states):
        (item,) = add_claims(office, {"phone": "?"})
        doubt = office.verifying.doubts(CLAIM, who="a")[0]
        from rpa_suite.model.verifying import LookOutcome

        office.verifying.look(
            doubt, LookOutcome.VALUE, "0312345678", who="a", seconds=1.0
        )
        item = office.verifying.finish_form(item.id, who="a").item
        if states:
            office.store.items.take(
                CLAIM, worker="w", now=office.now(), lease_seconds=600
            )
        for state in states:
            item = office.store.items.move(
                item.id, state, actor="w", worker="w", now=office.now()
            )
        return item

    return bring


REJECTED, FAILED, HELD = (S.REJECTED,), (S.FAILED,), (S.HELD,)
IN_DOUBT = (S.SUBMITTING, S.IN_DOUBT)


@pytest.mark.parametrize(
    ("states", "action", "told", "ends"),
    [
        ((), A.WITHDRAW, "二重の届出", S.WITHDRAWN),
        (REJECTED, A.VERIFY_AGAIN, "", S.REVIEW),
        (REJECTED, A.RUN_AGAIN, "", S.READY),
        (REJECTED, A.BY_HAND, "JT08-00001234-5", S.BY_HAND),
        (REJECTED, A.WITHDRAW, "本人の申出", S.WITHDRAWN),
        (FAILED, A.RUN_AGAIN, "", S.READY),
        (FAILED, A.BY_HAND, "JT08-00001234-5", S.BY_HAND),
        (HELD, A.BY_HAND, "JT08-00001234-5", S.BY_HAND),
        (IN_DOUBT, A.RUN_AGAIN, "", S.READY),
        (IN_DOUBT, A.BY_HAND, "JT08-00001234-5", S.BY_HAND),
    ],
)
def test_every_way_on_is_offered_and_goes_there(
    office, item_in, states, action, told, ends
):
    item = item_in(*states)
    assert action in office.exceptions.actions(item)
    moved = office.exceptions.act(item.id, action, who="係長", told=told)
    assert moved.state is ends
    assert office.items.history(item.id)[-1].actor == "係長"
    if action is A.BY_HAND:
        assert moved.receipt == told


@pytest.mark.parametrize("action", [A.BY_HAND, A.WITHDRAW])
def test_nothing_is_done_without_a_word(office, item_in, action):
    item = item_in(S.REJECTED)
    with pytest.raises(InputError):
        office.exceptions.act(item.id, action, who="係長", told=" ")
    assert office.store.items.get(item.id).state is S.REJECTED


def test_a_row_of_a_table_has_no_paper_to_look_at(item_in):
    item = item_in(S.REJECTED)
    assert A.VERIFY_AGAIN not in actions_for(item, on_paper=False)


def test_finished_items_offer_nothing(office, item_in):
    item = item_in(S.ALREADY)
    assert office.exceptions.actions(item) == ()


def test_a_doubtful_entry_is_not_repeated_without_a_look(item_in):
    item = item_in(*IN_DOUBT)
    assert "履歴に" in meaning(A.RUN_AGAIN, item)


def test_looks_at_what_was_withdrawn_before_any_run_are_spent(office, item_in):
    item = item_in()
    office.exceptions.act(item.id, A.WITHDRAW, who="係長", told="二重の届出")
    (row,) = office.store.ledger.of_item(item.id)
    assert (row.items, row.run_id, row.environment) == (0, None, Environment.TRAINING)
    assert row.saved == -Decimal(item.review_seconds) / 60 < 0

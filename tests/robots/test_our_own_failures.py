"""Our own database and disk fail in the middle of an item: nothing is lost or doubled."""

from dataclasses import replace

import pytest

from rpa_suite.errors import StoreError
from rpa_suite.model.work import ItemState
from tests.robots.test_misbehaving_systems import both_once, records

pytestmark = pytest.mark.browser


class Failing:
    """Passes calls on and fails the first one that ``when`` picks."""

    def __init__(self, real, method, when):
        self._real, self._method, self._when = real, method, when

    def __getattr__(self, name):
        method = getattr(self._real, name)
        if name != self._method:
            return method

        def failing(*args, **named):
            if self._when and self._when(*args, **named):
                self._when = None
                raise StoreError("ディスクがいっぱいです。")
            return method(*args, **named)

        return failing


def moving_to(state):
    return lambda item_id, to, **named: to is state


def of_kind(kind):
    return lambda attempt_id, **named: named["kind"] == kind


@pytest.mark.parametrize(
    ("part", "method", "when"),
    [
        ("evidence", "keep", of_kind("confirm")),
        ("items", "move", moving_to(ItemState.SUBMITTING)),
        ("runs", "mark_submitted", lambda *args: True),
        ("items", "move", moving_to(ItemState.DONE)),
        ("evidence", "keep", of_kind("completed")),
    ],
    ids=["picture", "intent", "submitting", "receipt", "completion"],
)
def test_the_run_ends_and_the_next_one_goes_on(
    rehearse, monkeypatch, part, method, when
):
    rehearsal = rehearse("employee_transfer")
    rehearsal.robot = replace(rehearsal.robot, retry_after_seconds=0)
    rehearsal.queue(records(2))
    real = getattr(rehearsal.store, part)
    monkeypatch.setattr(rehearsal.store, part, Failing(real, method, when))

    with pytest.raises(StoreError, match="ディスク"):
        rehearsal.run()
    rehearsal.store.items.recover(dead_worker="test", now=rehearsal.now())
    assert set(rehearsal.states()) <= {
        ItemState.READY,
        ItemState.IN_DOUBT,
        ItemState.DONE,
    }

    rehearsal.run()
    assert both_once(rehearsal)

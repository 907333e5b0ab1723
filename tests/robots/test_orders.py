"""What people order while a run works: pause, stop, stop at once; windows side by side."""

import threading
import time

import pytest

from rpa_suite.errors import SiteClosed
from rpa_suite.model.events import ItemFinished, ItemStarted, RunPaused, StepTaken
from rpa_suite.model.work import ItemState
from rpa_suite.robots import runner, worker
from rpa_suite.robots.orders import Orders
from tests.robots.test_misbehaving_systems import both_once, records

pytestmark = pytest.mark.browser


@pytest.fixture
def orders():
    return Orders()


@pytest.fixture
def two(rehearse):
    rehearsal = rehearse("employee_transfer")
    rehearsal.queue(records(2))
    return rehearsal


def when(kind, do, *, text=""):
    """Return a listener that does something at the first event of a kind."""
    done = []

    def hear(event):
        if isinstance(event, kind) and not done and text in getattr(event, "text", ""):
            done.append(event)
            do()

    return hear


def test_a_stop_comes_between_two_items(two, orders):
    finished = two.run(orders=orders, hear=when(ItemStarted, orders.stop))
    assert finished.state == "STOPPED"
    assert two.states() == [ItemState.DONE, ItemState.READY]


def test_a_stop_at_once_leaves_the_item_ready_and_nothing_registered(two, orders):
    hear = when(StepTaken, orders.stop_now, text="異動内容を入力")
    finished = two.run(orders=orders, hear=hear)
    assert finished.state == "STOPPED"
    assert two.states() == [ItemState.READY] * 2
    assert two.store.items.find()[0].reason_code == "STOPPED"
    assert two.rows() == []

    two.run()
    assert both_once(two)


def test_what_is_being_registered_is_finished_before_a_stop_at_once(
    two, orders, monkeypatch
):
    move = two.store.items.move

    def ordering(item_id, to, **named):
        if to is ItemState.SUBMITTING:
            orders.stop_now()
        return move(item_id, to, **named)

    monkeypatch.setattr(two.store.items, "move", ordering)
    two.run(orders=orders)
    assert two.states() == [ItemState.DONE, ItemState.READY]
    assert len(two.rows()) == 1


def test_a_stop_at_once_while_signing_in_touches_no_item(two, orders):
    orders.stop_now()
    assert two.run(orders=orders).state == "STOPPED"
    assert two.states() == [ItemState.READY] * 2


def test_a_pause_signs_out_and_goes_on_with_the_next_item(two, orders):
    paused = threading.Event()

    def hear(event):
        if isinstance(event, ItemFinished) and not paused.is_set():
            orders.pause()
        if isinstance(event, RunPaused) and event.paused:
            paused.set()

    run = threading.Thread(target=two.run, kwargs={"orders": orders, "hear": hear})
    run.start()
    assert paused.wait(timeout=60)
    time.sleep(0.5)
    assert two.states() == [ItemState.DONE, ItemState.READY]
    orders.go_on()
    run.join(timeout=60)
    assert [e.paused for e in two.events if isinstance(e, RunPaused)] == [True, False]
    assert both_once(two)


def test_a_pause_ends_when_the_run_is_to_stop(orders):
    orders.pause()
    assert orders.to_pause
    threading.Timer(0.1, orders.stop).start()
    orders.wait()
    assert not orders.to_pause


def test_two_windows_side_by_side_enter_every_item_once(rehearse):
    rehearsal = rehearse("employee_transfer")
    rehearsal.queue(records(6))
    finished = rehearsal.run(parallel=2)
    items = rehearsal.store.items.find()
    assert {item.state for item in items} <= {ItemState.DONE, ItemState.REJECTED}
    done = sorted(item.receipt for item in items if item.state is ItemState.DONE)
    assert len(done) >= 4
    assert sorted(row["receipt"] for row in rehearsal.rows()) == done
    assert sum(finished.counts.values()) == 6
    # Both were at work at once.
    kinds = [type(e) for e in rehearsal.events if not isinstance(e, StepTaken)]
    assert kinds[1:3] == [ItemStarted, ItemStarted]


def test_where_one_window_ends_in_trouble_the_others_finish_and_stop(rehearse):
    rehearsal = rehearse("employee_transfer")
    rehearsal.queue(records(6))
    rehearsal.misbehave(F20={"at": [2]})
    with pytest.raises(SiteClosed):
        rehearsal.run(parallel=2)
    states = rehearsal.states()
    assert set(states) <= {ItemState.DONE, ItemState.READY, ItemState.IN_DOUBT}
    assert ItemState.READY in states
    receipts = {item.receipt for item in rehearsal.store.items.find() if item.receipt}
    assert {row["receipt"] for row in rehearsal.rows()} == receipts


def test_a_long_run_goes_on_in_a_new_browser_between_two_items(rehearse, monkeypatch):
    opened = []
    begin = runner.open_session

    def counted(*args, **named):
        opened.append(args)
        return begin(*args, **named)

    monkeypatch.setattr(worker, "ITEMS_A_BROWSER", 2)
    monkeypatch.setattr(runner, "open_session", counted)
    rehearsal = rehearse("employee_transfer")
    rehearsal.queue(records(3))

    finished = rehearsal.run()

    assert finished.state == "FINISHED"
    assert rehearsal.states() == [ItemState.DONE] * 3
    assert len(rehearsal.rows()) == 3
    assert len(opened) == 2

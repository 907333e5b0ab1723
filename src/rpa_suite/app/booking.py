"""Books the minutes of finished items and runs, once each, also after a crash."""

from collections.abc import Iterator
from datetime import datetime

from rpa_suite.kpi.booking import exception_saving, item_saving, run_saving
from rpa_suite.model.robots import Robot
from rpa_suite.model.savings import Saving
from rpa_suite.model.work import ItemState, RunState
from rpa_suite.store import Store


def book_finished(store: Store, robot: Robot, *, now: datetime) -> int:
    """Book every finished item and run of the robot that has no ledger row yet.

    The ledger refuses a second row for the same item or run, so this may run as often
    as it likes; it catches up what a crash left unbooked.

    Returns:
        How many rows were new.
    """
    new = 0
    for saving in _unbooked(store, robot):
        new += store.ledger.book(saving, now=now)
    return new


def _unbooked(store: Store, robot: Robot) -> Iterator[Saving]:
    for item, run in store.items.unbooked(robot.id):
        if item.state is ItemState.DONE:
            yield item_saving(item, robot, run)
        else:
            yield exception_saving(item, robot, run)
    for run in store.runs.unbooked(robot.id):
        if run.state is not RunState.RUNNING:
            yield run_saving(run, robot)

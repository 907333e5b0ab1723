"""Books the minutes of finished items and runs, once each, also after a crash."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from rpa_suite.kpi.booking import (
    exception_saving,
    item_saving,
    looks_saving,
    run_saving,
    supervision_saving,
)
from rpa_suite.kpi.reading_count import count_reading
from rpa_suite.model.robots import Baseline, Robot, Site
from rpa_suite.model.savings import ReadingCount, Saving
from rpa_suite.model.work import ItemState, RunState, WorkItem
from rpa_suite.store import Store


def baselines_of(store: Store, robot: Robot) -> tuple[Baseline, ...]:
    """Return what was measured by hand: robot.toml's, then the approved versions."""
    declared = (robot.baseline,) if robot.baseline else ()
    return (*declared, *store.baselines.approved(robot.id))


class Booking:
    """Books what was finished and has no ledger row yet."""

    def __init__(
        self, store: Store, sites: Mapping[str, Site], *, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._sites = sites
        self._now = now

    def of(self, robot: Robot) -> int:
        """Book every finished item and run of the robot that has no ledger row yet.

        The ledger refuses a second row for the same item or run, so this may run as
        often as it likes; it catches up what a crash left unbooked.

        Returns:
            How many rows were new.
        """
        new = 0
        versions = baselines_of(self._store, robot)
        for saving, reading in self._unbooked(robot, versions):
            new += self._store.ledger.book(saving, now=self._now(), reading=reading)
        return new

    def _unbooked(
        self, robot: Robot, versions: Sequence[Baseline]
    ) -> Iterator[tuple[Saving, ReadingCount | None]]:
        store = self._store
        for item, run in store.items.unbooked(robot.id):
            reading = _reading(store, item)
            if item.state is ItemState.DONE:
                yield item_saving(item, robot, run, versions), reading
            elif item.state is ItemState.BY_HAND:
                yield exception_saving(item, robot, run, versions), reading
            else:
                looked = looks_saving(
                    item, robot, versions, environment=run.environment, run_id=run.id
                )
                yield looked, None
        if site := self._sites.get(robot.site):
            # No run says whether this was practice; the site of the robot does.
            for item in store.items.unbooked_unopened(robot.id):
                looked = looks_saving(
                    item, robot, versions, environment=site.environment
                )
                yield looked, None
        for run in store.runs.unbooked(robot.id):
            if run.state is not RunState.RUNNING:
                is_watched = store.watches.of_run(run.id) is not None
                yield run_saving(run, robot, versions, is_watched=is_watched), None
        for run, watched in store.watches.unbooked(robot.id):
            if run.state is not RunState.RUNNING:
                yield supervision_saving(run, robot, versions, watched), None


def _reading(store: Store, item: WorkItem) -> ReadingCount | None:
    form = store.forms.readings_of(item.id)
    if form is None:
        return None
    return count_reading(form, store.looks.of_items([item.id]).get(item.id, {}))

"""突合: where the business system's own list differs from our entries."""

from collections.abc import Callable, Mapping
from datetime import datetime

from rpa_suite.app.access import Access
from rpa_suite.errors import InputError
from rpa_suite.model.reconciling import Discrepancy
from rpa_suite.model.robots import Robot
from rpa_suite.model.staff import Duty
from rpa_suite.store import Store


class Reconciling:
    """Shows the differences, and records what a person did about one."""

    def __init__(
        self,
        store: Store,
        robots: Mapping[str, Robot],
        access: Access,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._robots = robots
        self._access = access
        self._now = now

    def of_robot(self, robot_id: str) -> list[tuple[Discrepancy, int | None]]:
        """Return the open differences of a robot's entries, with items' numbers."""
        self._access.seen_robot(robot_id)
        found = self._store.discrepancies.find(robot_id=robot_id, settled=False)
        items = self._store.items
        return [
            (each, items.get(each.item_id).number if each.item_id else None)
            for each in found
        ]

    def find(self, *, settled: bool | None = False) -> list[Discrepancy]:
        """Return the differences of every robot one may see, oldest first."""
        if self._access.permissions.is_open:
            return self._store.discrepancies.find(settled=settled)
        found = [
            each
            for robot_id in self._access.seen()
            for each in self._store.discrepancies.find(
                robot_id=robot_id, settled=settled
            )
        ]
        return sorted(found, key=lambda each: (each.found_at, each.receipt))

    def settle(self, receipt: str, *, who: str, note: str) -> None:
        """Record what a person did about a difference.

        Raises:
            InputError: Nothing is said about what was done.
            StoreError: No open difference has this receipt.
        """
        if not note.strip():
            raise InputError(
                "どう対応したかを書いてください（例: 画面で登録し直した）。"
            )
        now = self._now()
        robot = self._robot_of_entry(receipt)
        self._access.permissions.require(Duty.SETTLE, robot, who=who)
        with self._store.together():
            self._store.discrepancies.settle(receipt, who=who, note=note, now=now)
            self._store.audit.record(
                actor=who,
                action="settle",
                subject=receipt,
                detail={"note": note},
                now=now,
            )

    def _robot_of_entry(self, receipt: str) -> Robot | None:
        """Return whose list shows the open difference of this receipt."""
        for robot in self._robots.values():
            found = self._store.discrepancies.find(robot_id=robot.id, settled=False)
            if any(each.receipt == receipt for each in found):
                return robot
        return None

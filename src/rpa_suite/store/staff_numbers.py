"""職員番号 that a run works with: each belongs to one run at a time.

A business system ends a session when its number signs in elsewhere, so two runs with
one number would throw each other out for ever.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from rpa_suite.errors import StoreError
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables

# The night's batch ends every session; what is older was left by a PC that is gone.
_LONGEST_RUN = timedelta(hours=14)


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """The run that works with a number.

    Attributes:
        number: Name of the credential, never the number itself.
        worker: The process, as in leases.
    """

    number: str
    run_id: str
    robot_id: str
    worker: str


class StaffNumbers:
    """Who works with which number."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def take(
        self,
        names: Sequence[str],
        *,
        run_id: str,
        robot_id: str,
        worker: str,
        wanted: int,
        is_alive: Callable[[str], bool],
        now: datetime,
    ) -> list[str] | Holder:
        """Take as many free numbers as are wanted, or none.

        Args:
            names: Names of the credentials, the best first.
            run_id: Of the run that works with them.
            robot_id: Its robot.
            worker: Its process.
            wanted: How many windows it opens.
            is_alive: Tells whether a worker may still work.
            now: For dating the claim.

        Returns:
            The numbers taken; or, where too few are free, a run that has one.
        """
        used = self._t.staff_number
        try:
            with self._database.writing() as connection:
                held = []
                for holder, since in self._holders(connection, names):
                    if now - since < _LONGEST_RUN and is_alive(holder.worker):
                        held.append(holder)
                        continue
                    connection.execute(
                        used.delete().where(
                            used.c.number == holder.number,
                            used.c.run_id == holder.run_id,
                        )
                    )
                in_use = {each.number for each in held}
                free = [name for name in names if name not in in_use][:wanted]
                if len(free) < wanted:
                    return held[0]
                claim = {
                    "run_id": run_id,
                    "robot_id": robot_id,
                    "worker": worker,
                    "taken_at": now,
                }
                connection.execute(
                    used.insert(), [{"number": name, **claim} for name in free]
                )
        except StoreError:
            with self._database.reading() as connection:
                held = [each for each, _ in self._holders(connection, names)]
            if not held:
                raise
            # Somebody else took one between our look and our claim.
            return held[0]
        return free

    def give_back(self, run_id: str) -> None:
        """Free the numbers of a run that has ended."""
        used = self._t.staff_number
        with self._database.writing() as connection:
            connection.execute(used.delete().where(used.c.run_id == run_id))

    def _holders(
        self, connection: Connection, names: Sequence[str]
    ) -> list[tuple[Holder, datetime]]:
        used = self._t.staff_number
        rows = connection.execute(select(used).where(used.c.number.in_(names)))
        return [
            (
                Holder(
                    number=row.number,
                    run_id=row.run_id,
                    robot_id=row.robot_id,
                    worker=row.worker,
                ),
                row.taken_at,
            )
            for row in rows
        ]

"""Which version of a robot was approved, by whom (ロボットの承認)."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import func, insert, select

from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


@dataclass(frozen=True, kw_only=True, slots=True)
class RobotApproval:
    """One approved version.

    Attributes:
        version: From 1, one more with every approval of another hash.
        hash: SHA-256 over the robot's files.
        tested_runs: Runs of exactly these files on the training system before it.
    """

    robot_id: str
    version: int
    hash: str
    approved_by: str
    approved_at: datetime
    tested_runs: int


class RobotApprovals:
    """Appends approvals and finds them."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def approve(
        self,
        robot_id: str,
        *,
        robot_hash: str,
        by: str,
        tested_runs: int,
        now: datetime,
    ) -> RobotApproval:
        """Store the next version and return it; the same files keep their version."""
        if there := self.of(robot_id, robot_hash):
            return there
        table = self._t.robot_approval
        with self._database.writing() as connection:
            last = connection.execute(
                select(func.max(table.c.version)).where(table.c.robot_id == robot_id)
            ).scalar()
            made = RobotApproval(
                robot_id=robot_id,
                version=(last or 0) + 1,
                hash=robot_hash,
                approved_by=by,
                approved_at=now,
                tested_runs=tested_runs,
            )
            connection.execute(
                insert(table).values(
                    {each.name: getattr(made, each.name) for each in fields(made)}
                )
            )
        return made

    def of(self, robot_id: str, robot_hash: str) -> RobotApproval | None:
        """Return the approval of exactly these files, if there is one."""
        table = self._t.robot_approval
        with self._database.reading() as connection:
            row = connection.execute(
                select(table).where(
                    table.c.robot_id == robot_id, table.c.hash == robot_hash
                )
            ).one_or_none()
        if row is None:
            return None
        return RobotApproval(
            **{each.name: getattr(row, each.name) for each in fields(RobotApproval)}
        )

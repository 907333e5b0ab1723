"""Runs and attempts: who entered what, when, with which version of a robot."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, select

from rpa_suite.errors import StoreError
from rpa_suite.model.work import Attempt, Environment, ItemState, Run, RunState
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


class Runs:
    """Stores runs and the attempts at items within them."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def start(self, run: Run) -> None:
        """Store a run that begins."""
        row = {each.name: getattr(run, each.name) for each in fields(Run)}
        with self._database.writing() as connection:
            connection.execute(self._t.run.insert().values(**row))

    def finish(
        self, run_id: str, state: RunState, message: str, *, now: datetime
    ) -> None:
        """Store how a run ended."""
        run = self._t.run
        with self._database.writing() as connection:
            connection.execute(
                run.update()
                .where(run.c.id == run_id)
                .values(state=state, message=message, ended_at=now)
            )

    def get(self, run_id: str) -> Run:
        """Return one run.

        Raises:
            StoreError: There is none with this id.
        """
        run = self._t.run
        with self._database.reading() as connection:
            row = connection.execute(
                select(run).where(run.c.id == run_id)
            ).one_or_none()
        if row is None:
            raise StoreError(f"実行 {run_id} はありません。")
        return run_of(row)

    def last(self) -> dict[str, Run]:
        """Return the newest run of every robot that ever ran, by robot."""
        run = self._t.run
        newest = (
            select(run.c.robot_id, func.max(run.c.started_at).label("started_at"))
            .group_by(run.c.robot_id)
            .subquery()
        )
        query = select(run).join(
            newest,
            and_(
                newest.c.robot_id == run.c.robot_id,
                newest.c.started_at == run.c.started_at,
            ),
        )
        with self._database.reading() as connection:
            return {row.robot_id: run_of(row) for row in connection.execute(query)}

    def unfinished(self, robot_id: str) -> list[Run]:
        """Return the runs of a robot that go on, or that died without a word."""
        run = self._t.run
        query = select(run).where(
            run.c.robot_id == robot_id, run.c.state == RunState.RUNNING
        )
        with self._database.reading() as connection:
            return [run_of(row) for row in connection.execute(query)]

    def finished_with(
        self, robot_id: str, robot_hash: str, *, environment: Environment
    ) -> int:
        """Return how many runs of exactly these files came to their end there."""
        run = self._t.run
        query = select(func.count()).where(
            run.c.robot_id == robot_id,
            run.c.robot_hash == robot_hash,
            run.c.environment == environment,
            run.c.state == RunState.FINISHED,
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def numbers(self, start: str) -> list[str]:
        """Return the numbers of runs that begin so; two are enough to tell apart."""
        run = self._t.run
        query = (
            select(run.c.id)
            .where(run.c.id.startswith(start, autoescape=True))
            .order_by(run.c.id)
            .limit(2)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def unbooked(self, robot_id: str) -> list[Run]:
        """Return ended runs whose overhead no ledger row counts."""
        run, ledger = self._t.run, self._t.ledger
        booked = (
            select(ledger.c.sequence)
            .where(ledger.c.run_id == run.c.id)
            .where(ledger.c.kind == "run")
        )
        query = (
            select(run)
            .where(run.c.robot_id == robot_id, run.c.state != RunState.RUNNING)
            .where(~booked.exists())
            .order_by(run.c.started_at)
        )
        with self._database.reading() as connection:
            return [run_of(row) for row in connection.execute(query)]

    # Attempts.

    def begin_attempt(self, attempt: Attempt) -> None:
        """Store a new attempt."""
        row = {each.name: getattr(attempt, each.name) for each in fields(Attempt)}
        with self._database.writing() as connection:
            connection.execute(self._t.attempt.insert().values(**row))

    def mark_submitted(self, attempt_id: str, now: datetime) -> None:
        """Store that 登録 is pressed next."""
        attempt = self._t.attempt
        with self._database.writing() as connection:
            connection.execute(
                attempt.update()
                .where(attempt.c.id == attempt_id)
                .values(submitted_at=now)
            )

    def end_attempt(
        self, attempt_id: str, outcome: ItemState, reason_code: str, now: datetime
    ) -> None:
        """Store how the attempt ended."""
        attempt = self._t.attempt
        with self._database.writing() as connection:
            connection.execute(
                attempt.update()
                .where(attempt.c.id == attempt_id)
                .values(outcome=outcome, reason_code=reason_code, ended_at=now)
            )

    def attempts_of(self, item_id: str) -> list[Attempt]:
        """Return every attempt at an item, oldest first."""
        attempt = self._t.attempt
        query = (
            select(attempt)
            .where(attempt.c.item_id == item_id)
            .order_by(attempt.c.started_at)
        )
        with self._database.reading() as connection:
            return [_attempt(row) for row in connection.execute(query)]


def run_of(row: Row[Any]) -> Run:
    """Return a row's run; further columns beside it do no harm."""
    plain = {each.name: getattr(row, each.name) for each in fields(Run)}
    plain["environment"] = Environment(plain["environment"])
    plain["state"] = RunState(plain["state"])
    return Run(**plain)


def _attempt(row: Row[Any]) -> Attempt:
    plain = {each.name: getattr(row, each.name) for each in fields(Attempt)}
    plain["outcome"] = ItemState(plain["outcome"]) if plain["outcome"] else None
    return Attempt(**plain)

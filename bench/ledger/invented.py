"""Years of an office's work, invented: items, runs, attempts, rows of the ledger.

Everything is made by one seed.  Rows go in as the suite writes them (the hash chain is
real), only many at a time; the sums beside the ledger are made by the store itself.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import sqlite

from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.model.robots import Robot
from rpa_suite.model.savings import ReadingCount, Saving, SavingKind
from rpa_suite.model.work import Environment
from rpa_suite.store import Store, chain, ledger_sums
from rpa_suite.store.ledger import milliseconds
from rpa_suite.store.schema import Tables
from rpa_suite.store.types import Sealed

_PER_RUN = 40
_CHUNK = 20_000
_REASONS = ("E0101", "W0104", "W0102", "E0301", "W0401", "E0201")
# A year in an office: April and March are long, August is short.
_SEASON = (9, 8, 12, 14, 13, 9, 7, 5, 7, 8, 9, 8)
_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Invented:
    """What was made, for the peers that measure the same rows."""

    rows: list[dict[str, Any]]
    sources: list[str]


def fill(store: Store, robots: Sequence[Robot], *, rows: int, today: date) -> Invented:
    """Put so many rows of the ledger into an empty store, ending today.

    Args:
        store: Without any row.
        robots: Whose work it is; each has a baseline.
        rows: Of the ledger; items, runs and attempts follow from it.
        today: Nothing is later.
    """
    maker = _Maker(store, robots, random.Random(6), today)
    return maker.make(rows)


class _Maker:
    def __init__(
        self, store: Store, robots: Sequence[Robot], dice: random.Random, today: date
    ) -> None:
        self._store = store
        self._robots = robots
        self._dice = dice
        self._today = today
        self._first = date(fiscal_year(today) - 2, 4, 1)
        self._pending: dict[str, list[dict[str, Any]]] = {}
        self._ledger: list[dict[str, Any]] = []
        self._sources: list[str] = []
        self._sealed: dict[str, bytes | None] = {}
        self._previous = chain.BEFORE_THE_FIRST
        self._items = self._runs = 0

    def make(self, rows: int) -> Invented:
        tables = self._store.ledger._t
        self._seal(tables)
        runs = rows // (_PER_RUN + 1) + 1
        days = sorted(self._day() for _ in range(runs))
        with self._store.ledger._database.writing() as connection:

            def put(table: Table, row: dict[str, Any]) -> None:
                self._pending.setdefault(table.name, []).append(row)

            def flush() -> None:
                # Parents before children.
                for name in (
                    "batch", "run", "item", "item_event", "attempt", "ledger"
                ):  # fmt: skip
                    if waiting := self._pending.pop(name, []):
                        put_many(connection, name, waiting)

            for n, day in enumerate(days):
                robot = self._robots[self._dice.randrange(len(self._robots))]
                left = rows - len(self._ledger)
                if left < 2:
                    break
                self._one_run(tables, put, robot, day, min(_PER_RUN, left - 1))
                if n % (_CHUNK // _PER_RUN) == 0:
                    flush()
            flush()
            ledger_sums.rebuild(connection, tables)
            self._read_papers(connection)
        return Invented(rows=self._ledger, sources=self._sources)

    def _seal(self, tables: Tables) -> None:
        """Seal one empty record of each kind; a million of the same serve as well."""
        dialect = sqlite.dialect()
        self._sealed = {
            name: column.type.process_bind_param({}, dialect)
            for name, column in (
                ("values", tables.item.c["values"]),
                ("doubts", tables.item.c.doubts),
                ("source_name", tables.batch.c.source_name),
            )
            if isinstance(column.type, Sealed)
        }

    def _day(self) -> date:
        while True:
            span = (self._today - self._first).days
            day = self._first + timedelta(days=self._dice.randrange(span + 1))
            weight = _SEASON[day.month - 1]
            if day.weekday() < 5 and self._dice.random() * max(_SEASON) < weight:
                return day

    def _one_run(
        self,
        t: Any,
        put: Callable[[Table, dict[str, Any]], None],
        robot: Robot,
        day: date,
        items: int,
    ) -> None:
        dice = self._dice
        begin = datetime(day.year, day.month, day.day, 9, tzinfo=JST) + timedelta(
            minutes=dice.randrange(420)
        )
        begin = begin.astimezone(UTC)
        self._runs += 1
        run_id, batch_id = f"{self._runs:032x}", f"b{self._runs:031x}"
        source = "scan" if robot.form and dice.random() < 0.6 else "csv"
        name = self._sealed["source_name"]
        put(t.batch, _batch(batch_id, robot.id, source, begin, name))
        at = begin
        assert robot.baseline is not None
        for number in range(1, items + 1):
            self._items += 1
            item_id = f"{self._items:032x}"
            done = dice.random() > 0.06
            lasted = timedelta(milliseconds=dice.randrange(900, 9000))
            review = dice.randrange(5, 60) if source == "scan" else dice.randrange(0, 8)
            end = at + lasted
            row = _item(item_id, batch_id, robot.id, number, done, end, review)
            put(t.item, row | {n: self._sealed[n] for n in ("values", "doubts")})
            reason = "" if done else dice.choice(_REASONS)
            outcome = "DONE" if done else "REJECTED"
            put(t.attempt, _attempt(item_id, run_id, at, end, outcome, reason))
            if not done:
                put(t.item_event, _event(item_id, end, reason))
            looked = Decimal(review) / 60
            b, x = robot.baseline.minutes, robot.baseline.exception_minutes
            self._book(
                t,
                put,
                robot,
                kind=SavingKind.ITEM if done else SavingKind.EXCEPTION,
                at=end,
                before=b,
                after=looked if done else b + x + looked,
                items=1,
                item_id=item_id,
                run_id=run_id,
                source=source,
            )
            at = end
        put(t.run, _run(run_id, robot.id, begin, at))
        base = robot.baseline
        self._book(
            t,
            put,
            robot,
            kind=SavingKind.RUN,
            at=at,
            before=_ZERO,
            after=base.preparation_minutes + base.supervision_minutes,
            items=0,
            item_id=None,
            run_id=run_id,
            source="",
        )

    def _book(
        self,
        t: Any,
        put: Callable[[Table, dict[str, Any]], None],
        robot: Robot,
        *,
        kind: SavingKind,
        at: datetime,
        before: Decimal,
        after: Decimal,
        items: int,
        item_id: str | None,
        run_id: str,
        source: str,
    ) -> None:
        row: dict[str, Any] = {
            "kind": kind.value,
            "robot_id": robot.id,
            "task": robot.task,
            "section": robot.section,
            "at": at,
            "fiscal_year": fiscal_year(at.astimezone(JST).date()),
            "before_ms": milliseconds(before),
            "after_ms": milliseconds(after),
            "items": items,
            "environment": Environment.PRODUCTION.value,
            "item_id": item_id,
            "run_id": run_id,
            "baseline_id": robot.baseline.id_of(robot.id) if robot.baseline else None,
            "note": "",
            "booked_at": at,
        }
        link = chain.link(self._previous, row)
        put(t.ledger, row | {"previous_hash": self._previous, "hash": link})
        self._previous = link
        self._ledger.append(row)
        self._sources.append(source)

    def _read_papers(self, connection: Any) -> None:
        """Count the readings of the papers, as booking would have."""
        t = self._store.ledger._t
        sums = t.ledger_sum
        n = sums.c["items"]
        query = select(
            sums.c.fiscal_year, sums.c.month, sums.c.section, sums.c.task,
            sums.c.robot_id, n,
        ).where(sums.c.source == "scan")  # fmt: skip
        for year, month, section, task, robot_id, forms in connection.execute(
            query
        ).all():
            fields = 30 * forms
            right = fields - round(forms * 0.9)
            saving = Saving(
                kind=SavingKind.ITEM,
                robot_id=robot_id,
                task=task,
                section=section,
                at=datetime(year + (month < 4), month, 15, tzinfo=UTC),
                fiscal_year=year,
                minutes_before=_ZERO,
                minutes_after=_ZERO,
                environment=Environment.PRODUCTION,
            )
            count = ReadingCount(
                forms=forms,
                fields=fields,
                accepted=round(fields * 0.86),
                right=right,
                accepted_right=round(fields * 0.859),
                characters=fields * 8,
                right_characters=right * 8 + (fields - right) * 6,
            )
            ledger_sums.add_reading(connection, saving, count)


def _batch(
    batch_id: str, robot_id: str, kind: str, at: datetime, name: bytes | None
) -> dict[str, Any]:
    return {
        "id": batch_id,
        "robot_id": robot_id,
        "kind": kind,
        "source_name": name,
        "source_sha256": "0" * 64,
        "imported_by": "clerk",
        "imported_at": at,
    }


def _run(run_id: str, robot_id: str, begin: datetime, end: datetime) -> dict[str, Any]:
    return {
        "id": run_id,
        "robot_id": robot_id,
        "robot_hash": "0" * 64,
        "environment": Environment.PRODUCTION.value,
        "operator": "clerk",
        "worker": "pc-01:1",
        "started_at": begin,
        "state": "FINISHED",
        "ended_at": end,
        "message": "終了しました。",
    }


def _item(
    item_id: str,
    batch_id: str,
    robot_id: str,
    number: int,
    done: bool,
    at: datetime,
    review: float,
) -> dict[str, Any]:
    return {
        "id": item_id,
        "batch_id": batch_id,
        "robot_id": robot_id,
        "number": number,
        "state": "DONE" if done else "BY_HAND",
        "entry_key": item_id,
        "attempts": 1,
        "reason_code": "",
        "reason": "",
        "receipt": f"KK08-{item_id[-8:]}-0",
        "review_seconds": float(review),
        "created_at": at,
        "updated_at": at,
    }


def _attempt(
    item_id: str, run_id: str, begin: datetime, end: datetime, outcome: str, code: str
) -> dict[str, Any]:
    return {
        "id": f"a{item_id[1:]}",
        "item_id": item_id,
        "run_id": run_id,
        "started_at": begin,
        "submitted_at": end,
        "ended_at": end,
        "outcome": outcome,
        "reason_code": code,
    }


def _event(item_id: str, at: datetime, code: str) -> dict[str, Any]:
    return {
        "item_id": item_id,
        "at": at,
        "actor": "pc-01:1",
        "from_state": "ENTERING",
        "to_state": "REJECTED",
        "reason_code": code,
        "reason": "",
    }


def put_many(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert many rows at the speed of the driver."""
    names = list(rows[0])
    quoted = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" for _ in names)
        connection.exec_driver_sql(
            f'INSERT INTO "{table}" ({quoted}) VALUES ({places})',
            [tuple(_as_sqlite(row[name]) for name in names) for row in rows],
        )
        return
    driver = connection.connection.cursor()
    with driver.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def _as_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value


def filters(rows: Sequence[dict[str, Any]], year: int) -> Iterator[dict[str, Any]]:
    """Yield every bar of a year as the window would ask for it."""
    of_year = [row for row in rows if row["fiscal_year"] == year]
    for name in ("section", "task"):
        for value in sorted({row[name] for row in of_year}):
            yield {name: value}
    for month in range(1, 13):
        yield {"month": month}
    for source in ("scan", "csv", ""):
        yield {"source": source}
    for code in _REASONS:
        yield {"reason": code, "kinds": (SavingKind.EXCEPTION,)}
    yield {}

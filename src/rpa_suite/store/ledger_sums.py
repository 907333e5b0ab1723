"""Sums of the ledger kept beside it, in the same transaction: a year is read at once.

They hold nothing of their own: ``differing`` adds up the rows again and compares,
``rebuild`` makes them anew.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    case,
    cast,
    extract,
    func,
    literal,
    select,
    text,
)

from rpa_suite.jp.eras import JST
from rpa_suite.model.savings import ReadingCount, Saving, SavingKind
from rpa_suite.model.work import ItemState
from rpa_suite.store.schema import Tables

KEYS = (
    "environment",
    "fiscal_year",
    "month",
    "section",
    "task",
    "robot_id",
    "kind",
    "source",
    "reason",
    "run_id",
)
COUNTS = ("rows", "items", "before_ms", "after_ms")
READING_KEYS = KEYS[:6]
READING_COUNTS = tuple(ReadingCount.__dataclass_fields__)
# Where an item stood when it became a person's: the reason given there counts.
_STOPPED = (
    ItemState.REJECTED,
    ItemState.FAILED,
    ItemState.HELD,
    ItemState.IN_DOUBT,
)


def add(
    connection: Connection, tables: Tables, saving: Saving, amounts: Mapping[str, int]
) -> None:
    """Add one row of the ledger to its sum."""
    key = {
        "environment": saving.environment.value,
        "fiscal_year": saving.fiscal_year,
        "month": saving.at.astimezone(JST).month,
        "section": saving.section,
        "task": saving.task,
        "robot_id": saving.robot_id,
        "kind": saving.kind.value,
        "source": _source(connection, tables, saving.item_id),
        "reason": _reason(connection, tables, saving),
        "run_id": saving.run_id or "",
    }
    connection.execute(_ADD, {**key, "rows": 1, **amounts})


def add_reading(connection: Connection, saving: Saving, count: ReadingCount) -> None:
    """Add what was counted on one paper to the sum of its robot and month."""
    connection.execute(
        _ADD_READING,
        {
            "environment": saving.environment.value,
            "fiscal_year": saving.fiscal_year,
            "month": saving.at.astimezone(JST).month,
            "section": saving.section,
            "task": saving.task,
            "robot_id": saving.robot_id,
            **{name: getattr(count, name) for name in READING_COUNTS},
        },
    )


def differing(connection: Connection, tables: Tables) -> int:
    """Return how many sums are not those of the ledger's rows."""
    kept = select(*(tables.ledger_sum.c[name] for name in (*KEYS, *COUNTS)))
    raw = from_rows(connection, tables)
    found: set[tuple[Any, ...]] = {tuple(row) for row in connection.execute(kept)}
    again: set[tuple[Any, ...]] = set()
    for row in connection.execute(raw):
        *key, rows, items, before, after = row
        again.add((*key, int(rows), int(items), int(before), int(after)))
    return len({each[: len(KEYS)] for each in found ^ again})


def rebuild(connection: Connection, tables: Tables) -> None:
    """Make the sums anew from the rows of the ledger."""
    connection.execute(tables.ledger_sum.delete())
    connection.execute(
        tables.ledger_sum.insert().from_select(
            [*KEYS, *COUNTS], from_rows(connection, tables)
        )
    )


def from_rows(connection: Connection, tables: Tables) -> Select[Any]:
    """Return the query that sums the ledger's rows as ``ledger_sum`` holds them."""
    ledger = tables.ledger
    told = told_apart(connection, tables)
    rows = (
        select(
            ledger.c.environment,
            ledger.c.fiscal_year,
            told["month"].label("month"),
            ledger.c.section,
            ledger.c.task,
            ledger.c.robot_id,
            ledger.c.kind,
            told["source"].label("source"),
            told["reason"].label("reason"),
            func.coalesce(ledger.c.run_id, "").label("run_id"),
            ledger.c["items"].label("n"),
            ledger.c.before_ms,
            ledger.c.after_ms,
        )
        .select_from(with_import(tables))
        .subquery()
    )
    keys = [rows.c[name] for name in KEYS]
    return select(
        *keys,
        func.count().label("rows"),
        func.sum(rows.c.n).label("items"),
        func.sum(rows.c.before_ms).label("before_ms"),
        func.sum(rows.c.after_ms).label("after_ms"),
    ).group_by(*keys)


def with_import(tables: Tables) -> FromClause:
    """Return the ledger's rows beside their item and import, where they have any."""
    ledger, item, batch = tables.ledger, tables.item, tables.batch
    return ledger.outerjoin(item, item.c.id == ledger.c.item_id).outerjoin(
        batch, batch.c.id == item.c.batch_id
    )


def told_apart(connection: Connection, tables: Tables) -> dict[str, ColumnElement[Any]]:
    """Return what a sum is told apart by and a row does not hold itself, by name.

    For queries ``with_import``; a bar's rows are found by the same words as its sum.
    """
    ledger, batch = tables.ledger, tables.batch
    is_sqlite = connection.dialect.name == "sqlite"
    return {
        # The month of 完了 in Japan, whatever the zone of the database.
        "month": cast(func.strftime("%m", ledger.c.at, "+9 hours"), Integer)
        if is_sqlite
        else cast(extract("month", func.timezone("Asia/Tokyo", ledger.c.at)), Integer),
        "source": func.coalesce(batch.c.kind, ""),
        "reason": case(
            (
                ledger.c.kind == SavingKind.EXCEPTION.value,
                func.coalesce(
                    _last_stop(tables, ledger.c.item_id).scalar_subquery(), ""
                ),
            ),
            else_=literal(""),
        ),
    }


def _last_stop(tables: Tables, item_id: Any) -> Select[Any]:
    event = tables.item_event
    return (
        select(event.c.reason_code)
        .where(event.c.item_id == item_id, event.c.to_state.in_(_STOPPED))
        .order_by(event.c.sequence.desc())
        .limit(1)
    )


def _source(connection: Connection, tables: Tables, item_id: str | None) -> str:
    if item_id is None:
        return ""
    item, batch = tables.item, tables.batch
    query = (
        select(batch.c.kind)
        .join(item, item.c.batch_id == batch.c.id)
        .where(item.c.id == item_id)
    )
    return str(connection.execute(query).scalar() or "")


def _reason(connection: Connection, tables: Tables, saving: Saving) -> str:
    if saving.kind is not SavingKind.EXCEPTION:
        return ""
    return connection.execute(_last_stop(tables, saving.item_id)).scalar() or ""


def _upsert(table: str, keys: tuple[str, ...], counts: tuple[str, ...]) -> Any:
    names = (*keys, *counts)
    quoted = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f":{name}" for name in names)
    added = ", ".join(f'"{n}" = {table}."{n}" + excluded."{n}"' for n in counts)
    return text(
        f"INSERT INTO {table} ({quoted}) VALUES ({values}) "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}"
    )


_ADD = _upsert("ledger_sum", KEYS, COUNTS)
_ADD_READING = _upsert("reading_sum", READING_KEYS, READING_COUNTS)

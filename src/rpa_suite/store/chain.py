"""Hash chains: a row changed, added or left out inside is noticed (改ざん検知)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select, text

BEFORE_THE_FIRST = "0" * 64
_OWN = frozenset({"sequence", "previous_hash", "hash"})


def append(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Add a row with its links and return its sequence number.

    Must run inside a writing transaction; appenders wait for each other.
    """
    lock(connection, table)
    previous = connection.execute(
        select(table.c.hash).order_by(table.c.sequence.desc()).limit(1)
    ).scalar()
    previous = previous or BEFORE_THE_FIRST
    result = connection.execute(
        table.insert().values(**row, previous_hash=previous, hash=link(previous, row))
    )
    (sequence,) = result.inserted_primary_key or (0,)
    return int(sequence)


def lock(connection: Connection, table: Table) -> None:
    """Let no other appender in until the transaction ends.

    SQLite has one writer at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f'LOCK TABLE "{table.name}" IN EXCLUSIVE MODE'))


def first_broken(rows: Iterable[RowMapping | Mapping[str, Any]]) -> int | None:
    """Return the sequence number of the first row that does not fit, or None."""
    previous = BEFORE_THE_FIRST
    for row in rows:
        plain = {name: value for name, value in row.items() if name not in _OWN}
        if row["previous_hash"] != previous or row["hash"] != link(previous, plain):
            return int(row["sequence"])
        previous = row["hash"]
    return None


def link(previous: str, row: Mapping[str, Any]) -> str:
    """Return the SHA-256 over the previous link and the row as canonical JSON."""
    text = json.dumps(
        {"previous": previous, **row},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        default=_plain,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"{type(value).__name__} cannot be a part of a chain")

"""Every look of a person at a doubtful field; never changed, taken back by another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Row, select

from rpa_suite.model.verifying import FieldLook, LookOutcome
from rpa_suite.model.work import ItemState
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


class Looks:
    """Keeps looks and gives them back, field by field."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def add(self, look: FieldLook) -> None:
        """Store one look."""
        row = {each.name: getattr(look, each.name) for each in fields(FieldLook)}
        with self._database.writing() as connection:
            connection.execute(self._t.field_look.insert().values(**row))

    def of_items(
        self, item_ids: Sequence[str]
    ) -> dict[str, dict[str, list[FieldLook]]]:
        """Return item id to field id to its looks, oldest first."""
        table = self._t.field_look
        query = (
            select(table)
            .where(table.c.item_id.in_(item_ids))
            .order_by(table.c.sequence)
        )
        found: dict[str, dict[str, list[FieldLook]]] = defaultdict(
            lambda: defaultdict(list)
        )
        with self._database.reading() as connection:
            for row in connection.execute(query):
                look = _look(row)
                found[look.item_id][look.field_id].append(look)
        return found

    def put_aside(self) -> list[str]:
        """Return the items in REVIEW of which somebody said they do not tell."""
        look, item = self._t.field_look, self._t.item
        query = (
            select(look.c.item_id)
            .join(item, item.c.id == look.c.item_id)
            .where(item.c.state == ItemState.REVIEW)
            .where(look.c.outcome.in_((LookOutcome.ASK, LookOutcome.UNREADABLE)))
            .distinct()
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())


def _look(row: Row[Any]) -> FieldLook:
    plain = {each.name: getattr(row, each.name) for each in fields(FieldLook)}
    plain["outcome"] = LookOutcome(plain["outcome"])
    return FieldLook(**plain)

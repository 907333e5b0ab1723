"""抜き取り確認: accepted fields shown to a person anyway, and what was switched off."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import case, func, select, true

from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


@dataclass(frozen=True, kw_only=True, slots=True)
class SpotCheck:
    """One accepted field that chance chose for a look.

    Attributes:
        kind: What the field counts as: name, amount, ...
        calibration: What told the thresholds of that day from others.
        is_right: What the person wrote is what was read; None before the look.
    """

    item_id: str
    field_id: str
    kind: str
    calibration: str
    drawn_at: datetime
    looked_at: datetime | None = None
    is_right: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AcceptanceSwitch:
    """Acceptance of one kind of field switched off, or on again."""

    kind: str
    at: datetime
    is_on: bool
    who: str
    reason: str
    calibration: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SpotCount:
    """Looks at accepted fields of one kind since its acceptance began."""

    waiting: int
    looked: int
    wrong: int


class SpotChecks:
    """Keeps spot checks and switches."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def draw(self, checks: Sequence[SpotCheck]) -> None:
        """Store the fields that chance chose."""
        if not checks:
            return
        rows = [
            {each.name: getattr(check, each.name) for each in fields(SpotCheck)}
            for check in checks
        ]
        with self._database.writing() as connection:
            connection.execute(self._t.spot_check.insert(), rows)

    def of_item(self, item_id: str) -> list[SpotCheck]:
        """Return the spot checks of an item."""
        table = self._t.spot_check
        query = select(table).where(table.c.item_id == item_id)
        with self._database.reading() as connection:
            return [SpotCheck(**row._mapping) for row in connection.execute(query)]

    def settle(
        self, item_id: str, field_id: str, *, is_right: bool, now: datetime
    ) -> None:
        """Store what a look at a chosen field showed; the first time counts."""
        table = self._t.spot_check
        with self._database.writing() as connection:
            connection.execute(
                table.update()
                .where(
                    table.c.item_id == item_id,
                    table.c.field_id == field_id,
                    table.c.looked_at.is_(None),
                )
                .values(is_right=is_right, looked_at=now)
            )

    def counts(self) -> dict[str, SpotCount]:
        """Return what looks showed, by kind, since each kind was last switched on."""
        since = {each.kind: each.at for each in self.switches() if each.is_on}
        table = self._t.spot_check
        right = func.sum(case((table.c.is_right, 1), else_=0))
        with self._database.reading() as connection:
            kinds = connection.execute(select(table.c.kind).distinct()).scalars().all()
            found = {}
            for kind in kinds:
                after = table.c.drawn_at >= since[kind] if kind in since else true()
                whole, looked, good = connection.execute(
                    select(
                        func.count(),
                        func.count(table.c.looked_at),
                        func.coalesce(right, 0),
                    ).where(table.c.kind == kind, after)
                ).one()
                found[kind] = SpotCount(
                    waiting=whole - looked, looked=looked, wrong=looked - int(good)
                )
        return found

    def switch(self, change: AcceptanceSwitch) -> None:
        """Append a switch."""
        row = {each.name: getattr(change, each.name) for each in fields(change)}
        with self._database.writing() as connection:
            connection.execute(self._t.acceptance_switch.insert().values(**row))

    def switches(self) -> list[AcceptanceSwitch]:
        """Return every switch, oldest first."""
        table = self._t.acceptance_switch
        query = select(*[c for c in table.c if c.name != "sequence"]).order_by(
            table.c.sequence
        )
        with self._database.reading() as connection:
            return [
                AcceptanceSwitch(**row._mapping) for row in connection.execute(query)
            ]

    def stopped(self) -> dict[str, AcceptanceSwitch]:
        """Return the kinds that are switched off now, with the switch."""
        last = {each.kind: each for each in self.switches()}
        return {kind: each for kind, each in last.items() if not each.is_on}

"""The people at the desk (職員), their roles and 課."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from rpa_suite.model.staff import Role, Staff
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables


class StaffList:
    """Stores people by their OS account."""

    def __init__(self, database: Database, tables: Tables) -> None:
        self._database = database
        self._t = tables

    def everybody(self) -> list[Staff]:
        """Return all, by account."""
        staff = self._t.staff
        with self._database.reading() as connection:
            rows = connection.execute(select(staff).order_by(staff.c.account))
            return [_staff(row) for row in rows]

    def get(self, account: str) -> Staff | None:
        """Return one person."""
        staff = self._t.staff
        with self._database.reading() as connection:
            row = connection.execute(
                select(staff).where(staff.c.account == account)
            ).one_or_none()
        return _staff(row) if row else None

    def save(self, person: Staff, *, by: str, now: datetime) -> None:
        """Store a person, in place of what was known of the account."""
        staff = self._t.staff
        with self._database.writing() as connection:
            connection.execute(staff.delete().where(staff.c.account == person.account))
            connection.execute(
                staff.insert().values(
                    account=person.account,
                    name=person.name,
                    roles=",".join(sorted(person.roles)),
                    sections="\n".join(sorted(person.sections)),
                    changed_by=by,
                    changed_at=now,
                )
            )

    def remove(self, account: str) -> None:
        """Forget a person."""
        staff = self._t.staff
        with self._database.writing() as connection:
            connection.execute(staff.delete().where(staff.c.account == account))


def _staff(row: Row[Any]) -> Staff:
    return Staff(
        account=row.account,
        name=row.name,
        roles=frozenset(Role(each) for each in row.roles.split(",") if each),
        sections=frozenset(each for each in row.sections.split("\n") if each),
    )

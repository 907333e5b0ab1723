"""The counted names of the office's register (宛名): the newest, in a sealed file."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptNames:
    """What is kept of a register.

    Attributes:
        path: Inside the folder of sealed files.
        people: How many were counted.
        surnames: How many different ones; ``given_names`` likewise.
    """

    path: str
    people: int
    surnames: int
    given_names: int
    taken_at: datetime
    taken_by: str


class NameCounts:
    """Keeps one count at a time: a newer one takes the older one's place."""

    def __init__(self, database: Database, tables: Tables, files: SealedFiles) -> None:
        self._database = database
        self._t = tables
        self._files = files

    def current(self) -> KeptNames | None:
        """Return what is kept; None where no register was given."""
        with self._database.reading() as connection:
            row = connection.execute(select(self._t.office_names)).one_or_none()
        return KeptNames(**row._mapping) if row else None

    def content(self) -> bytes:
        """Return the count itself; empty where there is none."""
        kept = self.current()
        return self._files.read(kept.path) if kept else b""

    def replace(
        self,
        content: bytes,
        *,
        people: int,
        surnames: int,
        given_names: int,
        who: str,
        now: datetime,
    ) -> KeptNames:
        """Keep a count instead of the one before."""
        with self._files.together():
            self.remove()
            kept = KeptNames(
                path=self._files.write(content),
                people=people,
                surnames=surnames,
                given_names=given_names,
                taken_at=now,
                taken_by=who,
            )
            with self._database.writing() as connection:
                connection.execute(
                    self._t.office_names.insert().values(
                        path=kept.path,
                        people=kept.people,
                        surnames=kept.surnames,
                        given_names=kept.given_names,
                        taken_at=kept.taken_at,
                        taken_by=kept.taken_by,
                    )
                )
        return kept

    def remove(self) -> None:
        """Delete what is kept, if anything is."""
        kept = self.current()
        if kept is None:
            return
        with self._database.writing() as connection:
            connection.execute(self._t.office_names.delete())
        self._files.remove(kept.path)

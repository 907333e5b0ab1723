"""The tray of pages that could not be sorted (仕分け不可); pictures sealed."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from rpa_suite.errors import InputError
from rpa_suite.model.tray import TrayPage
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class TrayDraft:
    """A page to lay into the tray; ``picture`` is a JPEG of it as scanned."""

    page: int
    template_id: str
    reason: str
    picture: bytes


class Tray:
    """Keeps pages until a person has placed them or thrown them away."""

    def __init__(self, database: Database, tables: Tables, files: SealedFiles) -> None:
        self._database = database
        self._t = tables
        self._files = files

    def add(
        self,
        drafts: Sequence[TrayDraft],
        *,
        source_name: str,
        source_sha256: str,
        who: str,
        now: datetime,
    ) -> list[TrayPage]:
        """Lay pages of a file into the tray; those of a file that lie there stay once.

        Raises:
            StoreError: A picture cannot be written.
        """
        table = self._t.tray_page
        there = select(table.c.page).where(
            table.c.source_sha256 == source_sha256, table.c.settled_at.is_(None)
        )
        added: list[TrayPage] = []
        with self._files.together(), self._database.writing() as connection:
            known = {row.page for row in connection.execute(there)}
            for draft in drafts:
                if draft.page in known:
                    continue
                page = TrayPage(
                    id=uuid.uuid4().hex,
                    source_name=source_name,
                    source_sha256=source_sha256,
                    page=draft.page,
                    template_id=draft.template_id,
                    reason=draft.reason,
                    found_at=now,
                    found_by=who,
                )
                plain = {each.name: getattr(page, each.name) for each in fields(page)}
                path = self._files.write(draft.picture)
                connection.execute(table.insert().values(**plain, path=path))
                added.append(page)
        return added

    def find(self, *, settled: bool = False) -> list[TrayPage]:
        """Return the pages that wait, oldest first; with ``settled`` the others."""
        table = self._t.tray_page
        is_open = table.c.settled_at.is_(None)
        query = select(table).where(~is_open if settled else is_open)
        query = query.order_by(table.c.found_at, table.c.source_sha256, table.c.page)
        with self._database.reading() as connection:
            return [_page(row) for row in connection.execute(query)]

    def pictures(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        """Return id to JPEG of pages that wait, in the order asked for.

        Raises:
            InputError: One of them does not wait any more.
        """
        table = self._t.tray_page
        query = select(table.c.id, table.c.path).where(
            table.c.id.in_(list(ids)), table.c.settled_at.is_(None)
        )
        with self._database.reading() as connection:
            paths = {row.id: row.path for row in connection.execute(query)}
        if len(paths) != len(set(ids)):
            raise _not_there()
        return {each: self._files.read(paths[each]) for each in ids}

    def settle(self, ids: Sequence[str], *, who: str, note: str, now: datetime) -> None:
        """Store what a person did with the pages, and remove their pictures.

        Raises:
            InputError: One of them does not wait any more.
        """
        table = self._t.tray_page
        mine = table.c.id.in_(list(ids)) & table.c.settled_at.is_(None)
        with self._database.writing() as connection:
            found = connection.execute(select(table.c.path).where(mine))
            paths = [row.path for row in found]
            if len(paths) != len(set(ids)):
                raise _not_there()
            connection.execute(
                table.update()
                .where(mine)
                .values(settled_at=now, settled_by=who, note=note, path="")
            )
        for path in paths:
            self._files.remove(path)


def _not_there() -> InputError:
    return InputError(
        "仕分け不可トレイに、もう無いページがあります。"
        "ほかの人が片付けたようです。一覧を見直してください。"
    )


def _page(row: Row[Any]) -> TrayPage:
    return TrayPage(**{each.name: getattr(row, each.name) for each in fields(TrayPage)})

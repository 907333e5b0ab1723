"""What was read from paper, with its pages; both sealed."""

from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from rpa_suite.model.forms import FilledForm
from rpa_suite.store.database import Database
from rpa_suite.store.schema import Tables
from rpa_suite.store.sealed_files import SealedFiles


@cache
def _stored() -> TypeAdapter[FilledForm]:
    """Return what turns a form into JSON and back; building it takes a while."""
    return TypeAdapter(FilledForm)


class Forms:
    """Gives back the paper of an item; ``Items.add`` stores it with the item."""

    def __init__(self, database: Database, tables: Tables, files: SealedFiles) -> None:
        self._database = database
        self._t = tables
        self._files = files

    def of_item(self, item_id: str) -> tuple[FilledForm, dict[int, bytes]] | None:
        """Return the readings of an item's paper and its pages, if it has one."""
        page = self._t.form_page
        form = self.readings_of(item_id)
        with self._database.reading() as connection:
            pages = connection.execute(
                select(page.c.page, page.c.path)
                .where(page.c.item_id == item_id)
                .order_by(page.c.page)
            ).all()
        if form is None:
            return None
        return form, {number: self._files.read(path) for number, path in pages}

    def readings_of(self, item_id: str) -> FilledForm | None:
        """Return the readings of an item's paper without its pages, if it has one."""
        form = self._t.form
        query = select(form.c.readings).where(form.c.item_id == item_id)
        with self._database.reading() as connection:
            readings = connection.execute(query).scalar()
        return None if readings is None else _stored().validate_python(readings)


def form_rows(
    connection: Connection,
    tables: Tables,
    item_id: str,
    form: FilledForm,
    paths: Mapping[int, str],
) -> None:
    """Insert the readings of an item, and where its sealed pages lie."""
    connection.execute(
        tables.form.insert().values(
            item_id=item_id, readings=_stored().dump_python(form, mode="json")
        )
    )
    for number, path in paths.items():
        connection.execute(
            tables.form_page.insert().values(item_id=item_id, page=number, path=path)
        )

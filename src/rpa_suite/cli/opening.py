"""Opens the office for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from rpa_suite.app.office import Office


@contextmanager
def opened_office() -> Iterator[Office]:
    """Give the office and close it whatever happens."""
    office = Office.open()
    try:
        yield office
    finally:
        office.close()

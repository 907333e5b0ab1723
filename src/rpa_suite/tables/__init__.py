"""CSV and Excel files as clerks have them."""

from rpa_suite.tables.header_row import find_header
from rpa_suite.tables.reading import MOST_ROWS, grid_of, is_form, read_table
from rpa_suite.tables.records import Problem, Row, Severity, Table

__all__ = [
    "MOST_ROWS",
    "Problem",
    "Row",
    "Severity",
    "Table",
    "find_header",
    "grid_of",
    "is_form",
    "read_table",
]

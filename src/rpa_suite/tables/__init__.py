"""CSV and Excel files as clerks have them."""

from rpa_suite.tables.reading import MOST_ROWS, find_header, grid_of, read_table
from rpa_suite.tables.records import Problem, Row, Severity, Table

__all__ = [
    "MOST_ROWS",
    "Problem",
    "Row",
    "Severity",
    "Table",
    "find_header",
    "grid_of",
    "read_table",
]

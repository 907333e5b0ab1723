"""How commands speak: tables for people, JSON for scripts, one sentence for errors."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from rpa_suite.errors import SuiteError
from rpa_suite.model.events import Problem, to_json

AsJson = Annotated[bool, typer.Option("--json", help="JSON で出力する")]

console = Console()
_LONGEST_NAME = 30


def print_json(value: Any) -> None:
    """Print ``value`` as JSON; dates and decimals as text."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(
    title: str, headers: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Print a table that a person reads; names and numbers stay whole, to be copied."""
    cells = [tuple(row) for row in rows]
    table = Table(title=title, title_justify="left", header_style="bold")
    columns = list(zip(*cells, strict=True)) or [()] * len(headers)
    for header, column in zip(headers, columns, strict=True):
        is_name = all(cell.isascii() and len(cell) <= _LONGEST_NAME for cell in column)
        table.add_column(header, overflow="fold", no_wrap=is_name)
    for row in cells:
        table.add_row(*row)
    console.print(table)


def print_pairs(title: str, pairs: Mapping[str, str]) -> None:
    """Print label and value, one a line."""
    print_table(title, ("項目", "内容"), [(k, v) for k, v in pairs.items()])


def print_line(value: Mapping[str, Any]) -> None:
    """Print one JSON object on one line and let it go out at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def complain(error: SuiteError) -> None:
    """Say what happened; as an event too when the reader is a program."""
    if "--events" in sys.argv:
        print_line(to_json(Problem(message=str(error), exit_code=error.exit_code)))
    elif "--json" in sys.argv:
        print_json({"error": str(error), "exit_code": error.exit_code})
    print(f"エラー: {error}", file=sys.stderr)

"""``python -m bench.ledger --json``: a million ledger rows, asked as managers ask.

On SQLite and on PostgreSQL: opening the managers' window, the way down from each bar,
the reports; the same aggregation by DuckDB over the same rows in the same run.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import duckdb
import numpy as np
import typer
from sqlalchemy import func, select, text

from bench.ledger.invented import Invented, fill, filters
from rpa_suite.app.office import Office
from rpa_suite.app.reporting import write_reports
from rpa_suite.cli.output import print_json, print_table
from rpa_suite.jp.ages import fiscal_year
from rpa_suite.jp.eras import JST
from rpa_suite.model.savings import SavingFilter
from rpa_suite.model.work import Environment
from rpa_suite.settings import Settings
from rpa_suite.store.ledger import milliseconds

_TODAY = date(2026, 11, 20)
_NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
_TRIES = 5
_AIM = {"dashboard_s": 1.0, "drilldown_ms": 300.0, "report_s": 10.0}


class _OfficeThen(Office):
    """The office on the day on which the invented rows end."""

    def now(self) -> datetime:
        return _NOW


def main(
    rows: Annotated[int, typer.Option(help="ledger rows")] = 1_000_000,
    postgres: Annotated[bool, typer.Option(help="measure PostgreSQL too")] = True,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Fill, measure, compare."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: dict[str, Any] = {"rows": rows, "aim": _AIM}
    with tempfile.TemporaryDirectory() as folder:
        found["sqlite"] = measure(Path(folder), "", rows)
    if postgres:
        with _server() as url, tempfile.TemporaryDirectory() as folder:
            found["postgresql"] = measure(Path(folder), url, rows)
    engines = [found[name] for name in ("sqlite", "postgresql") if name in found]
    for name in (*_AIM, "ratio_vs_duckdb"):
        found[name] = max(engine[name] for engine in engines)
    if as_json:
        print_json(found)
        return
    print_table(
        f"台帳 {rows:,} 行",
        ("項目", *(name for name in ("sqlite", "postgresql") if name in found)),
        [(name, *(str(engine[name]) for engine in engines)) for name in engines[0]],
    )


def measure(folder: Path, url: str, rows: int) -> dict[str, Any]:
    """Fill a store at ``url`` (empty: SQLite in the folder) and measure it."""
    settings = Settings(data_dir=folder, use_keyring=False, database_url=url)
    office = _OfficeThen.open(settings)
    try:
        robots = [robot for robot in office.robots.values() if robot.baseline]
        begin = time.perf_counter()
        made = fill(office.store, robots, rows=rows, today=_TODAY)
        filled = time.perf_counter() - begin
        with office.store.ledger._database.writing() as connection:
            connection.execute(text("ANALYZE"))
        year = fiscal_year(_TODAY)
        environment = Environment.PRODUCTION
        figures_s = _best(lambda: office.savings.dashboard(environment, year))
        totals_s = _best(lambda: office.store.ledger.totals(environment=environment))
        down = [_way_down(office, part, year) for part in filters(made.rows, year)]
        report_s = _best(lambda: write_reports(office.savings, folder / "out"), tries=2)
        duckdb_s, minutes = _duckdb(made)
        total = sum(
            milliseconds(t.minutes_before) - milliseconds(t.minutes_after)
            for t in office.store.ledger.totals(environment=environment)
        )
        return {
            "dashboard_s": round(_window(office), 3),
            "figures_s": round(figures_s, 3),
            "drilldown_ms": round(1000 * max(max(pair) for pair in down), 1),
            "drilldown_median_ms": round(
                1000 * float(np.median([max(pair) for pair in down])), 1
            ),
            "report_s": round(report_s, 2),
            "totals_ms": round(1000 * totals_s, 1),
            "raw_rows_ms": round(1000 * _raw(office), 1),
            "duckdb_ms": round(1000 * duckdb_s, 1),
            "ratio_vs_duckdb": round(totals_s / duckdb_s, 2),
            "same_minutes": total == minutes,
            "fill_s": round(filled, 1),
        }
    finally:
        office.close()


def _way_down(office: Office, part: dict[str, Any], year: int) -> tuple[float, float]:
    """Return the seconds for a bar's runs, and for a run's rows with their basis."""
    within = SavingFilter(environment=Environment.PRODUCTION, fiscal_year=year, **part)
    runs = office.savings.runs(within)
    runs_s = _best(lambda: office.savings.runs(within), tries=3)
    if not runs:
        return runs_s, 0.0
    run_id = runs[len(runs) // 2].run_id

    def rows() -> None:
        found = office.savings.rows(within, run_id)
        if found:
            office.savings.basis_of(found[0])

    return runs_s, _best(rows, tries=3)


def _window(office: Office) -> float:
    """Return the seconds from the wish to see the window to its figures on it."""
    from PySide6.QtCore import QEventLoop, QSettings  # noqa: TID251
    from PySide6.QtWidgets import QApplication  # noqa: TID251

    from gui.application import make_application
    from gui.dashboard_window import DashboardWindow
    from gui.memory import Memory

    app = QApplication.instance() or make_application(["bench"])
    place = office.settings.data_dir / "bench.ini"
    best = float("inf")
    for _ in range(_TRIES):
        begin = time.perf_counter()
        window = DashboardWindow(
            office, memory=Memory(QSettings(str(place), QSettings.Format.IniFormat))
        )
        window.resize(1280, 860)
        window.show()
        while window.shown is None:
            # As the launcher's loop does: asleep, so that the thread that adds up runs.
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        window.grab()
        best = min(best, time.perf_counter() - begin)
        window.close()
        app.processEvents()
    return best


def _raw(office: Office) -> float:
    """Return the seconds in which the database adds up the rows without our sums."""
    ledger = office.store.ledger._t.ledger
    query = select(
        ledger.c.fiscal_year,
        ledger.c.section,
        ledger.c.task,
        ledger.c.kind,
        func.sum(ledger.c.before_ms - ledger.c.after_ms),
    ).group_by(ledger.c.fiscal_year, ledger.c.section, ledger.c.task, ledger.c.kind)

    def ask() -> None:
        with office.store.ledger._database.reading() as connection:
            connection.execute(query).all()

    return _best(ask, tries=3)


def _duckdb(made: Invented) -> tuple[float, int]:
    """Return DuckDB's seconds for the same sums over the rows, and the net minutes."""
    rows = made.rows
    columns = {
        name: np.array([row[name] for row in rows], dtype=object)
        for name in ("section", "task", "robot_id", "kind")
    }
    columns |= {
        name: np.array([row[name] for row in rows], dtype=np.int64)
        for name in ("fiscal_year", "before_ms", "after_ms", "items")
    }
    columns["month"] = np.array(
        [row["at"].astimezone(JST).month for row in rows], dtype=np.int64
    )
    columns["source"] = np.array(made.sources, dtype=object)
    peer = duckdb.connect()
    peer.execute("SET threads TO 2")
    peer.register("arrays", columns)
    peer.execute("CREATE TABLE ledger AS SELECT * FROM arrays")
    query = (
        "SELECT fiscal_year, section, task, robot_id, kind, month, source, "
        "sum(items), sum(before_ms), sum(after_ms) FROM ledger GROUP BY ALL"
    )
    seconds = _best(lambda: peer.execute(query).fetchall())
    (net,) = peer.execute(
        "SELECT sum(before_ms - after_ms) FROM ledger"
    ).fetchone() or (0,)
    return seconds, int(net)


def _best(work: Callable[[], object], *, tries: int = _TRIES) -> float:
    """Return the shortest of a few tries: the rest is other people's work."""
    best = float("inf")
    for _ in range(tries):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


@contextmanager
def _server() -> Iterator[str]:
    """Start a PostgreSQL server of the bench's own and give an empty database."""
    from tests.store.postgres_server import find_binaries, running_server

    binaries = find_binaries()
    if binaries is None:
        raise SystemExit("PostgreSQL is not installed (apt-get install postgresql)")
    with running_server(binaries) as server:
        yield server.create_database("ledger")


if __name__ == "__main__":
    typer.run(main)

"""The file that each robot's clerk brings: ``write_rows`` for any robot."""

import csv
import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench.forms.papers.claims import make_claims
from bench.robots import child_rows, tax_rows
from bench.robots.tax_rows import Row
from bench.transfers.__main__ import make_rows
from rpa_suite.training.holdings import Holdings, invent_holdings
from rpa_suite.training.people import make_people
from rpa_suite.training.register import Register

Maker = Callable[[Register, Holdings, dt.date, random.Random], Iterator[Row]]

MAKERS: dict[str, Maker] = {
    "wage_report": tax_rows.wage_reports,
    "collection_switch": tax_rows.collection_switches,
    "employer_change": tax_rows.employer_changes,
    "resident_tax_return": tax_rows.tax_returns,
    "moped_registration": tax_rows.moped_registrations,
    "moped_scrapping": tax_rows.moped_scrappings,
    "light_vehicle_change": tax_rows.light_vehicle_changes,
    "account_transfer": tax_rows.account_orders,
    "child_allowance_change": child_rows.allowance_changes,
    "child_rearing_status": child_rows.rearing_statuses,
    "nursery_application": child_rows.nursery_applications,
    "work_certificate": child_rows.work_certificates,
    "placement_result": child_rows.placement_results,
    "medical_certificate": child_rows.medical_certificates,
    "after_school": child_rows.after_school_applications,
}

# Their rows are what a form says, field by field, and not lines of a file.
AS_READ = frozenset({"child_allowance_claim"})


def rows_of(
    robot_id: str, count: int, *, seed: int, today: dt.date
) -> list[dict[str, str]]:
    """Return ``count`` rows by header (``AS_READ``: by field), of a seed's people.

    Among them are cases that a person has to decide, people under 支援措置 and cases
    that are entered already.

    Raises:
        ValueError: The seed's people do not have so many cases.
    """
    if robot_id == "employee_transfer":
        rows: Sequence[Row] = make_rows(count, seed=seed)
    elif robot_id == "child_allowance_claim":
        rows = make_claims(count, seed=seed)
    else:
        register = make_people(seed)
        holdings = invent_holdings(register, seed)
        draw = random.Random(f"rows/{robot_id}/{seed}")
        made = MAKERS[robot_id](register, holdings, today, draw)
        rows = list(islice(made, count))
    if len(rows) < count:
        raise ValueError(f"{robot_id}: {len(rows)} cases, not {count}")
    return [dict(row) for row in rows]


def write_rows(rows: Sequence[Row], headers: Sequence[str], path: Path) -> None:
    """Write the file as Excel saves CSV in UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, headers, restval="")
        writer.writeheader()
        writer.writerows(rows)

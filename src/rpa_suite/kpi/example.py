"""The plan's figures worked out row by row (計算例): inputs invented, sums exact."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from rpa_suite.kpi.figures import KpiFigures, figures, hours
from rpa_suite.kpi.forecast import MONTHS
from rpa_suite.kpi.plan import Plan, load_plan
from rpa_suite.model.savings import SavingKind, SavingTotal

YEARS = (2020, 2021)


class ExampleTask(BaseModel):
    """One 業務 of the example; letters as in the formula of ``booking``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    section: str
    since: int
    n: int
    ne: int
    b: Decimal
    v: Decimal
    x: Decimal
    runs: int
    per_run: Decimal
    maint: Decimal
    source: str = "csv"

    def totals(self, fiscal_year: int) -> Iterator[SavingTotal]:
        """Yield the ledger's sums for this 業務 in one 年度, month by month.

        Only the year's numbers are in the example; they are spread evenly over the
        months, what does not divide comes first.
        """
        for place, month in enumerate(MONTHS):
            ne = _share(self.ne, place)
            done = _share(self.n - self.ne, place)
            runs = _share(self.runs, place)
            per_kind = (
                (SavingKind.ITEM, done, done * self.b, done * self.v),
                (SavingKind.EXCEPTION, ne, ne * self.b, ne * (self.b + self.x)),
                (SavingKind.RUN, 0, Decimal(0), runs * self.per_run),
                (SavingKind.MAINTENANCE, 0, Decimal(0), self.maint / 12),
            )
            for kind, items, before, after in per_kind:
                yield SavingTotal(
                    fiscal_year=fiscal_year,
                    month=month,
                    section=self.section,
                    task=self.id,
                    robot_id=self.id,
                    kind=kind,
                    items=items,
                    minutes_before=before,
                    minutes_after=after,
                    source=self.source if items else "",
                )


def _share(whole: int, place: int) -> int:
    return whole // 12 + (place < whole % 12)


def example_tasks() -> list[ExampleTask]:
    """Return the sixteen 業務 of the example."""
    text = (files("rpa_suite.kpi") / "example.toml").read_text(encoding="utf-8")
    return [ExampleTask.model_validate(task) for task in tomllib.loads(text)["task"]]


def example_totals() -> list[SavingTotal]:
    """Return the ledger's sums of both years."""
    return [
        total
        for year in YEARS
        for task in example_tasks()
        if task.since <= year
        for total in task.totals(year)
    ]


def example_titles() -> dict[str, str]:
    """Return 業務 number to its name."""
    return {task.id: task.title for task in example_tasks()}


def example_figures(plan: Plan | None = None) -> KpiFigures:
    """Return 12 業務 with 493.0 hours in 令和2年度 and 16 with 600.0 in 令和3年度."""
    return figures(example_totals(), plan or load_plan(), titles=example_titles())


def example_since_introduction() -> KpiFigures:
    """Return the other reading of 積算: 493.0 hours since introduction, then 600.0.

    181.0 hours until 令和元年度 , 312.0 in 令和2年度, 107.0 in
    令和3年度; only the sums of the years are given there, so there are no 業務.
    """
    years = ((2019, "181.0"), (2020, "312.0"), (2021, "107.0"))
    totals = [
        SavingTotal(
            fiscal_year=year,
            section="全庁",
            task="計",
            robot_id="",
            kind=SavingKind.CORRECTION,
            items=0,
            minutes_before=Decimal(saved) * 60,
            minutes_after=Decimal(0),
        )
        for year, saved in years
    ]
    return figures(totals, load_plan().model_copy(update={"mode": "cumulative"}))


def since_introduction_text() -> str:
    """Return the other reading as a sum: what each year adds, and where it ends."""
    years = [year for year in example_since_introduction().years if year.booked]
    steps = "＋".join(str(hours(year.sums.saved)) for year in years)
    return f"{steps}＝{hours(years[-1].cumulative)}"

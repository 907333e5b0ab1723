"""The plan's figures worked out row by row (計算例): inputs invented, sums exact."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from rpa_suite.kpi.figures import KpiFigures, figures
from rpa_suite.kpi.plan import load_plan
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

    def totals(self, fiscal_year: int) -> Iterator[SavingTotal]:
        """Yield the ledger's sums for this 業務 in one 年度."""
        done = self.n - self.ne
        per_kind = (
            (SavingKind.ITEM, done, done * self.b, done * self.v),
            (
                SavingKind.EXCEPTION,
                self.ne,
                self.ne * self.b,
                self.ne * (self.b + self.x),
            ),
            (SavingKind.RUN, 0, Decimal(0), self.runs * self.per_run),
            (SavingKind.MAINTENANCE, 0, Decimal(0), self.maint),
        )
        for kind, items, before, after in per_kind:
            yield SavingTotal(
                fiscal_year=fiscal_year,
                section=self.section,
                task=self.id,
                robot_id=self.id,
                kind=kind,
                items=items,
                minutes_before=before,
                minutes_after=after,
            )


def example_tasks() -> list[ExampleTask]:
    """Return the sixteen 業務 of the example."""
    text = (files("rpa_suite.kpi") / "example.toml").read_text(encoding="utf-8")
    return [ExampleTask.model_validate(task) for task in tomllib.loads(text)["task"]]


def example_figures() -> KpiFigures:
    """Return 12 業務 with 493.0 hours in 令和2年度 and 16 with 600.0 in 令和3年度."""
    tasks = example_tasks()
    totals = [
        total
        for year in YEARS
        for task in tasks
        if task.since <= year
        for total in task.totals(year)
    ]
    return figures(totals, load_plan(), titles={task.id: task.title for task in tasks})

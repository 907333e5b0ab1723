"""The plan's own figures: history and targets, as configured."""

import tomllib
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from rpa_suite.errors import SetupError


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlanYear(_Shape):
    """What the plan says of one 年度; None where it says nothing."""

    fiscal_year: int
    kind: Literal["actual", "target"]
    tasks: int | None = None
    hours: Decimal | None = None


class Plan(_Shape):
    """The whole of plan.toml."""

    title: str
    mode: Literal["annual", "cumulative"]
    note: str
    year: tuple[PlanYear, ...]

    def of(self, fiscal_year: int) -> PlanYear | None:
        """Return the plan's entry for a 年度."""
        return next((y for y in self.year if y.fiscal_year == fiscal_year), None)


def load_plan(path: Path | None = None) -> Plan:
    """Read the plan; without a path the one that comes with the suite.

    Raises:
        SetupError: The file is missing or malformed.
    """
    source = path or files("rpa_suite.kpi") / "plan.toml"
    try:
        return Plan.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise SetupError(
            f"計画の指標 {source} を読めません。書き方を直してください。"
        ) from error

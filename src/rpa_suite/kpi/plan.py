"""The plan's own figures: history and targets, as configured."""

import tomllib
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from rpa_suite.errors import SetupError


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlanYear(_Shape):
    """What the plan says of one 年度; None where it says nothing."""

    fiscal_year: int
    kind: Literal["actual", "target"]
    tasks: int | None = Field(default=None, ge=0)
    hours: Decimal | None = Field(default=None, ge=0)


class Survey(_Shape):
    """What the national survey (総務省) asks besides figures."""

    city_code: str = ""
    network: str = ""
    tool: str = "RPAスイート"
    stage: str = "本格導入"
    field: dict[str, str] = {}  # 課 to 分野


class Plan(_Shape):
    """The whole of plan.toml.

    Attributes:
        mode: What the KPI card holds against the plan: 年間合計 or 累計.
        yen_per_hour: What an hour of staff costs; ``yen_note`` says where it is from.
    """

    title: str
    mode: Literal["annual", "cumulative"]
    note: str
    yen_per_hour: Decimal = Field(default=Decimal(0), ge=0)
    yen_note: str = ""
    survey: Survey = Survey()
    year: tuple[PlanYear, ...]

    @field_validator("year")
    @classmethod
    def _once_each(cls, years: tuple[PlanYear, ...]) -> tuple[PlanYear, ...]:
        if len({y.fiscal_year for y in years}) < len(years):
            raise ValueError("同じ年度が二度書かれています。")
        return years

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
        # Notepad puts a byte order mark before UTF-8; TOML does not know it.
        text = source.read_bytes().decode("utf-8-sig")
        return Plan.model_validate(tomllib.loads(text))
    # ValueError: not UTF-8, not TOML, or not what the plan holds.
    except (OSError, ValueError) as error:
        raise SetupError(
            f"計画の指標 {source} を読めません。"
            "UTF-8で保存されているか、年度・件数・時間の書き方が正しいかを確かめてください。"
        ) from error

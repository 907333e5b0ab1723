"""robot.toml and sites.toml as pydantic checks them, and as records."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from rpa_suite.model.robots import (
    Baseline,
    EvidencePolicy,
    HumanChecks,
    Robot,
    SheetForm,
    Site,
    TableInput,
)
from rpa_suite.model.work import Environment
from rpa_suite.robots.messages import Effect, meaning


def _only_origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("http:// か https:// で始まる接続先を書いてください。")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise ValueError("接続先は https://名前:番号 までを書いてください。")
    return text.rstrip("/")


def _for_a_person(code: str) -> str:
    """Allow only what a person would decide: never 支援措置 or the system's state."""
    if not code.startswith("W") or meaning(code).effect is not Effect.PERSON:
        raise ValueError(f"{code} はロボットに許可できません。")
    return code


class _Toml(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BaselineToml(_Toml):
    """``[baseline]``: minutes by hand, and how they were measured."""

    minutes: Annotated[Decimal, Field(gt=0)]
    exception_minutes: Annotated[Decimal, Field(ge=0)]
    items: Annotated[int, Field(ge=0)]
    staff: Annotated[int, Field(ge=0)]
    measured_on: date
    measured_by: Annotated[str, Field(min_length=1)]
    approved_by: Annotated[str, Field(min_length=1)]
    valid_from: date
    preparation_minutes: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    supervision_minutes: Annotated[Decimal, Field(ge=0)] = Decimal(0)


_Cell = Annotated[str, Field(pattern=r"^[A-Z]{1,2}[1-9]\d{0,3}$")]


class SheetFormToml(_Toml):
    """``[table.form]``: a form filled in in Excel."""

    title: Annotated[str, Field(min_length=1)]
    title_cell: _Cell
    cells: dict[str, str | dict[str, _Cell]]


class TableToml(_Toml):
    """``[table]``: how a CSV or Excel file becomes items."""

    columns: dict[str, str]
    required: tuple[str, ...] = ()
    digits: dict[str, int] = {}
    sheet: str | None = None
    form: SheetFormToml | None = None

    def to_table(self) -> TableInput:
        """Return the record."""
        plain = self.model_dump()
        plain["form"] = SheetForm(**plain["form"]) if plain["form"] else None
        return TableInput(**plain)


class HumanChecksToml(_Toml):
    """``[human_checks]``: what stays with people."""

    decision: str = ""
    never_accept: tuple[Annotated[str, Field(pattern=r"^W\d{4}$")], ...] = ()
    sample: str = ""
    sample_percent: Annotated[int, Field(ge=0, le=100)] = 0

    @model_validator(mode="after")
    def _sample_is_whole(self) -> Self:
        if bool(self.sample) != bool(self.sample_percent):
            raise ValueError("sample（何を）と sample_percent（何%）は両方書きます。")
        return self


class Manifest(_Toml):
    """The whole of robot.toml."""

    title: Annotated[str, Field(min_length=1)]
    task: Annotated[str, Field(pattern=r"^[A-Z]\d{1,2}[a-z]?$")]
    section: Annotated[str, Field(min_length=1)]
    owner: Annotated[str, Field(min_length=1)]
    site: Annotated[str, Field(min_length=1)]
    entry_key: Annotated[tuple[str, ...], Field(min_length=1)]
    form: str | None = None
    table: TableToml | None = None
    personal: tuple[str, ...] = ()
    labels: dict[str, str] = {}
    baseline: BaselineToml | None = None
    evidence: EvidencePolicy = EvidencePolicy.MASKED
    attempts: Annotated[int, Field(ge=1, le=10)] = 3
    retry_after_seconds: Annotated[float, Field(ge=0)] = 60.0
    needs_approval: bool = False
    accept_warnings: tuple[Annotated[str, AfterValidator(_for_a_person)], ...] = ()
    paper: str = ""
    human_checks: HumanChecksToml = HumanChecksToml()
    why_not_bulk: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _people_decide(self) -> Self:
        both = set(self.accept_warnings) & set(self.human_checks.never_accept)
        if both:
            raise ValueError(
                f"{'・'.join(sorted(both))} は人が決める警告（human_checks の"
                "never_accept）なので、accept_warnings に書けません。"
            )
        return self

    def to_robot(self, folder: Path) -> Robot:
        """Return the record; the folder's name is the robot's id."""
        plain = {name: getattr(self, name) for name in type(self).model_fields}
        plain["table"] = self.table.to_table() if self.table else None
        plain["baseline"] = (
            Baseline(**self.baseline.model_dump()) if self.baseline else None
        )
        plain["human_checks"] = HumanChecks(**self.human_checks.model_dump())
        return Robot(id=folder.name, folder=str(folder), **plain)


class SiteToml(_Toml):
    """``[site.<id>]`` of sites.toml."""

    title: Annotated[str, Field(min_length=1)]
    origin: Annotated[str, AfterValidator(_only_origin)]
    secret: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    environment: Environment
    more_secrets: tuple[Annotated[str, Field(pattern=r"^[a-z0-9-]+$")], ...] = ()
    robot_only: bool = False


class SitesFile(_Toml):
    """The whole of sites.toml."""

    site: dict[str, SiteToml] = {}

    def to_sites(self) -> dict[str, Site]:
        """Return the records by id."""
        return {
            name: Site(id=name, **each.model_dump()) for name, each in self.site.items()
        }


# What may stand in the two files, for whoever mistyped it.
KNOWN_KEYS = sorted(
    {
        name
        for each in (
            Manifest,
            BaselineToml,
            HumanChecksToml,
            TableToml,
            SitesFile,
            SiteToml,
        )
        for name in each.model_fields
    }
)

"""Every setting of the suite, read once from the environment or settings.toml."""

from pathlib import Path
from typing import Any, Literal, Self

from platformdirs import user_data_path
from pydantic import Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from rpa_suite.errors import SetupError, nearest

_FILE = Path("settings.toml")
_PREFIX = "RPA_SUITE_"


def _default_data_dir() -> Path:
    return user_data_path("rpa-suite", appauthor=False)


class Settings(BaseSettings):
    """Where things lie on this PC (設定).

    Environment variables carry the prefix ``RPA_SUITE_``; ``settings.toml`` in the
    working folder comes after them.

    Attributes:
        data_dir: Database, sealed files, logs; one folder a PC.
        database_url: Empty means SQLite in ``data_dir``; PostgreSQL by URL.
        robots_dir: Folder of robots.
        templates_dir: Folder of OCR field templates.
        use_keyring: Keep the sealing key in the OS keyring (off: a key file).
        sites_file: Registered business systems; None means robots_dir/sites.toml.
        browser: Path of a browser; empty means Edge, Chrome or Chromium as found.
        reader_threads: Threads of the recogniser; the office PC has two cores.
        plan_file: The office's own plan.toml; None means the one of the suite.
        kpi_mode: What the KPI card shows: annual (年間合計) or cumulative (累計);
            empty means what the plan says.
        spot_check_share: Of the fields accepted without a look, so many are shown to a
            person all the same (抜き取り確認).
        training_days: Verified crops are kept so long for learning.
        min_free_mb: A run does not start with less room left for data and evidence.

    Raises:
        SetupError: A name or a value is wrong, or settings.toml cannot be read.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, frozen=True, toml_file=_FILE, extra="forbid"
    )

    data_dir: Path = Field(default_factory=_default_data_dir)
    database_url: str = ""
    robots_dir: Path = Path("robots")
    templates_dir: Path = Path("ocr_templates")
    use_keyring: bool = True
    browser: str = ""
    sites_file: Path | None = None
    headless: bool = True
    reader_threads: int = 2
    lease_seconds: float = 120.0
    min_free_mb: int = 500
    plan_file: Path | None = None
    kpi_mode: Literal["", "annual", "cumulative"] = ""
    spot_check_share: float = Field(default=0.01, ge=0, le=1)
    training_days: int = Field(default=365, ge=1)

    @property
    def store_url(self) -> str:
        """The SQLAlchemy URL of the database."""
        if self.database_url:
            return self.database_url
        return f"sqlite:///{(self.data_dir / 'rpa-suite.db').as_posix()}"

    @property
    def sites(self) -> Path:
        """The file of registered business systems."""
        return self.sites_file or self.robots_dir / "sites.toml"

    def told(self) -> dict[str, str]:
        """Return what a person may want to know of them, in words."""
        database = self.database_url.rpartition("@")[2] or str(
            self.data_dir / "rpa-suite.db"
        )
        return {
            "データの場所": str(self.data_dir),
            "データベース": database,
            "ロボットの場所": str(self.robots_dir.resolve()),
            "帳票テンプレート": str(self.templates_dir.resolve()),
            "業務システムの登録": str(self.sites.resolve()),
            "ブラウザー": self.browser or "自動で探す（Edge・Chrome・Chromium）",
        }

    @model_validator(mode="wrap")
    @classmethod
    def _in_words(
        cls, given: dict[str, Any], check: ModelWrapValidatorHandler[Self]
    ) -> Self:
        try:
            return check(given)
        except ValidationError as error:
            wrong = [str(each["loc"][0]) for each in error.errors()]
            raise SetupError(
                "".join(_said(each, tuple(cls.model_fields)) for each in wrong)
                + f"{_FILE} と環境変数 {_PREFIX}… を確かめてください。"
            ) from error

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments first, then the environment, then settings.toml."""
        try:
            written = TomlConfigSettingsSource(settings_cls)
        except (OSError, ValueError) as error:
            raise SetupError(f"{_FILE} を読めません。{error}") from error
        return init_settings, env_settings, written


def _said(name: str, known: tuple[str, ...]) -> str:
    if name in known:
        return f"設定「{name}」の値が正しくありません。"
    return f"設定「{name}」はありません。{nearest(name, known)}"

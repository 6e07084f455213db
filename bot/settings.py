"""The host's settings, from the environment and `.env`. `.env.example` explains each one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from nst.errors import UserError
from nst.images import Limits
from nst.params import MAX_SIZE, MIN_SIZE
from nst.recipes import RECIPES

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_SECRET = {"discord_token", "database_url"}


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Settings(BaseSettings):
    """All settings with their defaults. An empty value counts as not set."""

    model_config = SettingsConfigDict(env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True)

    discord_token: SecretStr | None = None
    test_guild_id: int | None = None

    data_dir: Path = Path("data")
    database_url: SecretStr | None = None
    retention_days: int = Field(30, ge=0, le=36500)

    devices: str = Field("auto", pattern=r"^(auto|(cpu|mps|cuda(:\d+)?)(,(cpu|mps|cuda(:\d+)?))*)$")
    encoder: Literal["auto", "vgg19", "vgg16", "pocket"] = "auto"
    weights_dir: Path | None = None
    threads: int = Field(0, ge=0, le=1024)

    default_recipe: str = "standard"
    max_size: int = Field(1024, ge=MIN_SIZE, le=MAX_SIZE)
    max_upload_mb: int = Field(25, ge=1, le=500)
    max_megapixels: int = Field(64, ge=1, le=178)
    jobs_per_user: int = Field(5, ge=1)
    jobs_per_day: int = Field(0, ge=0)
    owner_ids: str = Field("", pattern=r"^(\d+(,\d+)*)?$")
    styles_per_user: int = Field(25, ge=0, le=1000)
    styles_per_server: int = Field(100, ge=0, le=1000)

    progress_seconds: float = Field(2.5, gt=0, le=60)
    preview_size: int = Field(320, ge=MIN_SIZE, le=MAX_SIZE)

    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"
    log_format: Literal["text", "json"] = "text"
    health_port: int = Field(0, ge=0, le=65535)
    health_host: str = "127.0.0.1"
    exit_when_stuck: bool = True
    sandbox_port: int = Field(8765, ge=0, le=65535)

    @field_validator("devices", "owner_ids", mode="before")
    @classmethod
    def _no_spaces(cls, value: object) -> object:
        return value.replace(" ", "").lower() if isinstance(value, str) else value

    @field_validator("default_recipe")
    @classmethod
    def _known_recipe(cls, value: str) -> str:
        if value not in RECIPES:
            raise ValueError(f"choose from {', '.join(RECIPES)}")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            scheme, separator, rest = value.get_secret_value().partition("://")
            if not separator or scheme not in _DRIVERS:
                raise ValueError("it must begin with sqlite:/// or postgresql://")
            if rest.startswith("/file:"):
                raise ValueError("write sqlite:/// and the path of the file, without file:")
            return SecretStr(f"{_DRIVERS[scheme]}://{rest}")
        return None

    @classmethod
    def load(cls, env_file: Path | str | None = ".env", **values: Any) -> Settings:  # noqa: ANN401  any setting
        """Read the environment and `env_file`; `values` override both.

        Raises:
            UserError: a value is invalid. The text names the setting, and shows the value unless it is a secret.
        """
        try:
            return cls(_env_file=env_file, **values)
        except ValidationError as error:
            raise _plain(error) from None

    @property
    def database(self) -> str:
        """URL of the database, with its driver; a file in `data_dir` by default."""
        if self.database_url is None:
            return f"sqlite+aiosqlite:///{self.data_dir / 'chameleon.db'}"
        return self.database_url.get_secret_value()

    @property
    def files_dir(self) -> Path:
        """Folder of the pictures of jobs."""
        return self.data_dir / "files"

    @property
    def styles_dir(self) -> Path:
        """Folder of the pictures of saved styles."""
        return self.data_dir / "styles"

    @property
    def challenges_dir(self) -> Path:
        """Folder of the pictures of challenges."""
        return self.data_dir / "challenges"

    @property
    def device_names(self) -> tuple[str, ...]:
        """Devices to paint on, one job at a time on each; ``("auto",)`` leaves the choice to the worker."""
        return tuple(self.devices.split(","))

    @property
    def retention(self) -> timedelta | None:
        """How long finished jobs are kept; None keeps them forever."""
        return timedelta(days=self.retention_days) if self.retention_days else None

    @property
    def owners(self) -> frozenset[int]:
        """Ids of the people who may use /admin, besides the application's owners on Discord."""
        return frozenset(int(part) for part in self.owner_ids.split(",") if part)

    @property
    def limits(self) -> Limits:
        """The limits for uploaded pictures."""
        return Limits(max_bytes=self.max_upload_mb * 2**20, max_pixels=self.max_megapixels * 1_000_000)


def _plain(error: ValidationError) -> UserError:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "settings"
    reason = first["msg"].removeprefix("Value error, ").rstrip(".")
    if name == "devices":
        reason = "write auto, or names such as cpu or cuda:0,cuda:1"
    if name == "owner_ids":
        reason = "write the ids of people, such as 80351110224678912, with commas between them"
    shown = "" if name in _SECRET else f" “{first['input']}”"
    return UserError(
        f"The setting {name.upper()}{shown} cannot be used: {reason[:1].lower()}{reason[1:]}.",
        hint="Correct it in the environment or in .env; .env.example explains every setting.",
    )

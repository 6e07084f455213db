"""The host's settings, from the environment and `.env`.

``python -m docs.settings`` writes `.env.example` and `docs/settings.md` from the descriptions here. The module is long
because it is the one list of all settings.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL

from nst.errors import UserError
from nst.images import Limits
from nst.motion.reading import ClipLimits
from nst.params import MAX_SIZE, MIN_SIZE
from nst.recipes import RECIPES

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
DATABASE_NAME = "chameleon.db"  # in DATA_DIR
_SECRET = {"discord_token", "database_url"}


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Settings(BaseSettings):
    """All settings with their defaults. An empty value counts as not set."""

    model_config = SettingsConfigDict(env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True)

    discord_token: SecretStr | None = Field(
        None,
        description="The bot's token: https://discord.com/developers/applications > your application > Bot > "
        "Reset Token. Without one, the bot runs in a simulated Discord in your browser.",
    )
    test_guild_id: int | None = Field(
        None,
        description="For developing: commands exist in the server with this id only. Elsewhere and in direct messages "
        "they are taken away, until this is empty again.",
    )

    data_dir: Path = Field(Path("data"), description="Folder of the database and the pictures.")
    database_url: SecretStr | None = Field(
        None,
        description="Another database, such as postgresql://user:password@host/name, which needs: pip install "
        "'.[postgres]'. By default a file in DATA_DIR.",
    )
    retention_days: int = Field(
        30,
        ge=0,
        le=36500,
        description="Jobs and their pictures are deleted so many days after they ended; 0 keeps them.",
    )

    backup_hours: int = Field(
        0,
        ge=0,
        le=8760,
        description="Hours between two backups that the bot makes by itself; 0 makes none. Not with PostgreSQL.",
    )
    backup_dir: Path | None = Field(
        None, description="Folder of the backups, best on another disk. By default backups in DATA_DIR."
    )
    backup_keep: int = Field(7, ge=1, le=1000, description="Backups that are kept; older ones are deleted.")

    devices: str = Field(
        "auto",
        pattern=r"^(auto|(cpu|mps|cuda(:\d+)?)(,(cpu|mps|cuda(:\d+)?))*)$",
        description="Where to paint: auto (the first GPU, else the CPU), or names such as cpu or cuda:0,cuda:1; one "
        "job at a time on each.",
    )
    encoder: Literal["auto", "vgg19", "vgg16", "pocket"] = Field(
        "auto",
        description="The network that looks at the pictures. auto is vgg19 on a GPU, else pocket, which is small and "
        "needs no download.",
    )
    weights_dir: Path | None = Field(
        None, description="Folder of downloaded weights. By default the one that PyTorch uses."
    )
    threads: int = Field(
        0, ge=0, le=1024, description="CPU threads of a job. 0 leaves it to PyTorch, which takes all cores."
    )
    preload: bool = Field(
        default=False,
        description="Load PyTorch at the start, so that the first picture comes some seconds sooner. It takes memory "
        "even if nobody asks for a picture.",
    )
    default_recipe: str = Field("standard", description=f"The recipe when none is chosen: {', '.join(RECIPES)}.")
    instant: bool = Field(
        default=True,
        description="Paint in tenths of a second, with the recipe instant, when no recipe is chosen and the style has "
        "been learned: the house styles, and saved ones after a while. A button below such a picture paints it "
        "properly.",
    )

    follow_up: bool = Field(
        default=True,
        description="Paint an instant picture properly, too, and show that in the same reply, while the line is "
        "shorter than a minute. With false only the button does so.",
    )

    learning: bool = Field(
        default=True,
        description="Learn saved styles, whenever there is nothing to paint: some minutes of all cores for each. Then "
        "they are painted instantly, too.",
    )
    learning_hours: str = Field(
        "",
        pattern=r"^(([01]?\d|2[0-3])-([01]?\d|2[0-3]))?$",
        description="Hours of the day in which styles are learned, in the time of this machine, such as 1-7 or 22-6. "
        "By default all.",
    )
    learned_per_user: int = Field(5, ge=0, le=1000, description="Most styles of one person that are learned.")
    learned_per_server: int = Field(25, ge=0, le=1000, description="Most styles of one server that are learned.")
    learned_mb: int = Field(
        500, ge=0, description="Most space for all learned styles, in MiB; one takes about half of one."
    )

    max_size: int = Field(1024, ge=MIN_SIZE, le=MAX_SIZE, description="Longest side of a result in pixels.")
    max_upload_mb: int = Field(25, ge=1, le=500, description="Largest file of a picture that is accepted, in MiB.")
    max_megapixels: int = Field(
        64, ge=1, le=178, description="Largest area of a picture that is accepted, in megapixels."
    )
    clip_seconds: int = Field(
        10,
        ge=0,
        le=60,
        description="Longest animation that is painted whole, in seconds; it has 300 frames at most. With 0 only the "
        "first frame of an animation is painted.",
    )
    clip_size: int = Field(480, ge=MIN_SIZE, le=1024, description="Longest side of a painted animation in pixels.")
    jobs_per_user: int = Field(5, ge=1, description="Unfinished jobs that one person may have.")
    jobs_per_day: int = Field(
        0,
        ge=0,
        description="Pictures that one person may ask for within 24 hours, over all servers; 0 is no limit. Servers "
        "can set their own, too. An animation counts as one picture for each 25 frames begun.",
    )
    owner_ids: str = Field(
        "",
        pattern=r"^(\d+(,\d+)*)?$",
        description="Ids of people who may use /admin besides the application's owner or team, with commas between "
        "them.",
    )
    styles_per_user: int = Field(25, ge=0, le=1000, description="Styles that one person may save for themselves.")
    styles_per_server: int = Field(100, ge=0, le=1000, description="Styles that may be saved for one server.")

    progress_seconds: float = Field(
        2.5,
        gt=0,
        le=60,
        description="Seconds between two updates of a running job's message. Below 2, Discord slows the bot down.",
    )
    preview_size: int = Field(320, ge=MIN_SIZE, le=MAX_SIZE, description="Longest side of the preview in pixels.")

    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = Field(
        "INFO", description="The least important messages that are logged."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="text for people, or json for machines: one object a line."
    )
    health_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="/healthz and Prometheus /metrics are served here; 0 is off. /healthz says which part is not well: "
        "the connection to Discord (away for more than a minute), the database, the devices, the event loop or the "
        "housekeeping.",
    )
    health_host: str = Field("127.0.0.1", description="Address of these pages; 0.0.0.0 is every one of the machine.")
    exit_when_stuck: bool = Field(
        default=True,
        description="Whether the bot ends when no device comes back from its work, so that whatever supervises it "
        "starts it again: a thread that hangs cannot be helped otherwise. With false it stays, takes pictures in and "
        "paints none.",
    )
    sandbox_port: int = Field(
        8765, ge=0, le=65535, description="Port of the simulated Discord's page; 0 takes a free one."
    )

    @field_validator("devices", "owner_ids", "learning_hours", mode="before")
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

    @field_validator("backup_hours")
    @classmethod
    def _database_in_a_file(cls, value: int, info: ValidationInfo) -> int:
        database = info.data.get("database_url")
        if value and database is not None and not database.get_secret_value().startswith("sqlite"):
            raise ValueError("set it to 0, because PostgreSQL is backed up with pg_dump")
        return value

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
            url = URL.create("sqlite+aiosqlite", database=str(self.data_dir / DATABASE_NAME))
            return url.render_as_string()  # what means something in an address is escaped, such as “?”
        return self.database_url.get_secret_value()

    def make_data_dir(self) -> None:
        """Make the folder of the database and the pictures, if it is not there.

        Raises:
            UserError: it cannot be made.
        """
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UserError(
                f"The folder “{self.data_dir}” for data cannot be made: {reason}.",
                hint="Set DATA_DIR to a folder that this user may write to.",
            ) from None

    @property
    def files_dir(self) -> Path:
        """Folder of the pictures of jobs."""
        return self.data_dir / "files"

    @property
    def styles_dir(self) -> Path:
        """Folder of the pictures of saved styles."""
        return self.data_dir / "styles"

    @property
    def networks_dir(self) -> Path:
        """Folder of the networks that have learned saved styles."""
        return self.data_dir / "networks"

    @property
    def learning_dir(self) -> Path:
        """Folder of what was learned of a style before a break."""
        return self.data_dir / "learning"

    @property
    def challenges_dir(self) -> Path:
        """Folder of the pictures of challenges."""
        return self.data_dir / "challenges"

    @property
    def backups_dir(self) -> Path:
        """Folder of the backups."""
        return self.backup_dir or self.data_dir / "backups"

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
        return Limits(
            max_bytes=self.max_upload_mb * 2**20, max_pixels=self.max_megapixels * 1_000_000, min_side=MIN_SIZE
        )

    @property
    def clip_limits(self) -> ClipLimits:
        """The limits for uploaded animations."""
        return ClipLimits(self.limits, max_seconds=self.clip_seconds)


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

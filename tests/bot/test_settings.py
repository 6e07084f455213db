"""The host's settings."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from bot.settings import Settings
from docs.settings import env_example, page, values
from nst.errors import UserError
from nst.params import MAX_SIZE, MIN_SIZE
from nst.recipes import RECIPES

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def load(monkeypatch: pytest.MonkeyPatch, **environment: Any) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings.load(None)


def test_the_defaults_need_nothing() -> None:
    settings = Settings.load(None)
    assert settings.discord_token is None
    assert settings.database == f"sqlite+aiosqlite:///{Path('data/chameleon.db')}"
    assert settings.files_dir == Path("data/files")
    assert settings.device_names == ("auto",)
    assert settings.retention == timedelta(days=30)
    assert (settings.limits.max_bytes, settings.limits.max_pixels) == (25 * 2**20, 64_000_000)


def test_the_example_and_the_page_say_what_the_settings_say() -> None:
    """Name, default, values and explanation; after a change: ``python -m docs.settings``."""
    assert EXAMPLE.read_text("utf-8") == env_example()
    assert (EXAMPLE.parent / "docs" / "settings.md").read_text("utf-8") == page()


def test_every_setting_is_explained_with_its_values() -> None:
    fields = Settings.model_fields
    assert [name for name, field in fields.items() if not field.description] == []
    assert values(fields["max_size"]) == f"{MIN_SIZE} to {MAX_SIZE}"
    assert values(fields["jobs_per_user"]) == "1 or more"
    assert values(fields["progress_seconds"]) == "above 0 to 60"
    assert values(fields["log_level"]) == "DEBUG, INFO, WARNING or ERROR"
    assert all(name in str(fields["default_recipe"].description) for name in RECIPES)
    lines = re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert [name for name, _ in lines] == [name.upper() for name in fields]
    assert dict(lines)["MAX_SIZE"] == "1024"


def test_the_example_works_as_it_is() -> None:
    assert Settings.load(EXAMPLE) == Settings.load(None)


def test_a_file_is_read_and_the_environment_goes_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("MAX_SIZE=700\nJOBS_PER_USER=2\nOF_ANOTHER_PROGRAM=1\nLOG_LEVEL=\n", encoding="utf-8")
    monkeypatch.setenv("MAX_SIZE", "800")
    settings = Settings.load(file)
    assert (settings.max_size, settings.jobs_per_user, settings.log_level) == (800, 2, "INFO")
    assert Settings.load(tmp_path / "no such file").max_size == 800


def test_values_are_taken_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(
        monkeypatch,
        DEVICES="CUDA:0, cuda:1",
        LOG_LEVEL="debug",
        RETENTION_DAYS="0",
        DATABASE_URL="postgres://me:pw@host/db",
        OWNER_IDS="80351110224678912, 7",
    )
    assert settings.owners == {80351110224678912, 7}
    assert settings.device_names == ("cuda:0", "cuda:1")
    assert settings.log_level == "DEBUG"
    assert settings.retention is None
    assert settings.database == "postgresql+asyncpg://me:pw@host/db"


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("MAX_SIZE", "huge", "valid integer"),
        ("MAX_SIZE", "5000", "less than or equal to 4096"),
        ("PROGRESS_SECONDS", "0", "greater than 0"),
        ("DEVICES", "gpu", "write auto, or names such as cpu or cuda:0,cuda:1"),
        ("DEVICES", "auto,cpu", "write auto"),
        ("ENCODER", "vgg", "'vgg19'"),
        ("OWNER_IDS", "@alice", "write the ids of people"),
        ("DEFAULT_RECIPE", "quick", "choose from draft, standard, fine"),
        ("LOG_LEVEL", "LOUD", "'DEBUG'"),
        ("HEALTH_PORT", "70000", "65535"),
        ("DATABASE_URL", "mysql://me:hunter2@host/db", "sqlite:/// or postgresql://"),
    ],
)
def test_a_wrong_value_is_one_plain_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str, part: str) -> None:
    with pytest.raises(UserError) as caught:
        load(monkeypatch, **{name: value})
    sentence = str(caught.value)
    assert sentence.startswith(f"The setting {name}")
    assert part in sentence
    assert sentence.count(". ") == 0
    assert "\n" not in sentence
    assert ".env" in caught.value.hint
    assert "hunter2" not in caught.value.text


def test_secrets_are_in_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, DISCORD_TOKEN="s3cret", DATABASE_URL="postgresql://me:s3cret@host/db")
    assert "s3cret" not in repr(settings)
    assert "s3cret" not in str(settings.model_dump())
    assert settings.discord_token
    assert settings.discord_token.get_secret_value() == "s3cret"


def test_the_database_is_where_the_pictures_are_whatever_the_folder_is_called(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "what? a #1% folder"
    settings = load(monkeypatch, DATA_DIR=str(folder))
    settings.make_data_dir()
    assert make_url(settings.database).database == str(folder / "chameleon.db")
    assert settings.files_dir.parent == folder


def test_a_folder_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserError, match="cannot be made") as caught:
        load(monkeypatch, DATA_DIR=str(tmp_path / "file" / "data")).make_data_dir()
    assert "DATA_DIR" in caught.value.hint

"""`python -m bot`, as the host sees it."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import discord
import pytest

from bot import __main__ as command_line
from bot.connection import Connection
from bot.run import run_discord
from bot.settings import Settings
from tests.polling import PATIENCE

TOKEN = "not-a-real-token.but-secret"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A folder without `.env`, with only the data folder set."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[object, str]]:
    """`bot("run", "--no-browser")` returns the exit code and the output."""

    def run(*words: str) -> tuple[object, str]:
        monkeypatch.setattr(sys, "argv", ["bot", *words])
        with pytest.raises(SystemExit) as exit_:
            command_line.main()
        printed = capsys.readouterr()
        return exit_.value.code, printed.out + printed.err

    return run


def fail_login(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    async def static_login(*_: object) -> None:
        raise error

    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setattr(discord.http.HTTPClient, "static_login", static_login)


def test_a_wrong_token_is_one_sentence(bot: Callable[..., tuple[object, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    fail_login(monkeypatch, discord.LoginFailure("Improper token has been passed."))
    code, printed = bot()
    assert code == 1
    assert printed.splitlines()[-1].startswith("Discord does not accept the DISCORD_TOKEN. Copy it again")
    assert "Traceback" not in printed
    assert TOKEN not in printed


def test_a_wrong_setting_is_one_sentence(
    bot: Callable[..., tuple[object, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAX_SIZE", "huge")
    code, printed = bot()
    assert code == 1
    assert "MAX_SIZE" in printed
    assert "Traceback" not in printed


def test_a_missing_sandbox_says_how_to_get_it(
    bot: Callable[..., tuple[object, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "simcord", None)
    monkeypatch.delitem(sys.modules, "bot.sandbox.run", raising=False)
    monkeypatch.delitem(sys.modules, "bot.sandbox.simulator", raising=False)
    code, printed = bot()
    assert code == 1
    assert "python -m pip install '.[sandbox]'" in printed


def test_a_taken_port_says_how_to_choose_another(
    bot: Callable[..., tuple[object, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("SANDBOX_PORT", str(taken.getsockname()[1]))
        code, printed = bot("sandbox", "--no-browser")
    assert code == 1
    assert "is taken" in printed
    assert "SANDBOX_PORT" in printed
    assert "Traceback" not in printed


def test_health_needs_a_port(bot: Callable[..., tuple[object, str]]) -> None:
    code, printed = bot("health")
    assert code == 1
    assert printed.startswith("HEALTH_PORT is not set")


def test_a_bot_that_does_not_run_is_not_healthy(
    bot: Callable[..., tuple[object, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # it does not listen, and nothing else can
        monkeypatch.setenv("HEALTH_PORT", str(nobody.getsockname()[1]))
        assert bot("health") == (1, "The bot does not answer.\n")


async def test_sigterm_ends_a_connected_bot_in_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    connected = asyncio.Event()

    async def hold(*_: object) -> None:
        connected.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Connection, "hold", hold)
    running = asyncio.ensure_future(run_discord(Settings.load(None, discord_token=TOKEN, data_dir=tmp_path)))
    await connected.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, PATIENCE)
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()], "nothing is left running"

"""The host's view: the log, the metrics, the health page."""

import asyncio
import json
import logging
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.jobs.metrics import JobMetrics
from bot.runtime import health, logs
from bot.runtime.blocking import run_blocking
from bot.runtime.health import serve_health
from bot.runtime.health_checks import Parts
from bot.runtime.metrics import LoopMetrics
from nst.errors import UserError
from nst.version import version
from tests.polling import PATIENCE, until

log = logging.getLogger("tests.host")
ADDRESS = "https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24_token.x-y/messages/@original"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def tell_secrets() -> None:
    try:
        int("s3cret")
    except ValueError:
        log.exception("Could not reach %s with %s", ADDRESS, "s3cret")


@pytest.mark.parametrize("format_", ["text", "json"])
def test_secrets_are_masked_wherever_they_are(capsys: pytest.CaptureFixture[str], format_: str) -> None:
    logs.configure("INFO", format_, secrets=["s3cret", ""])
    tell_secrets()
    written = capsys.readouterr().err
    assert "s3cret" not in written
    assert "aW50ZX" not in written
    assert "/webhooks/123/•••/messages/@original with •••" in written
    assert "invalid literal for int() with base 10: '•••'" in written


@pytest.mark.parametrize("event", [{"token": "aW50ZXI", "id": 7}, '{"token":"aW50ZXI","id":7}'])
def test_the_token_in_an_event_of_discord_is_masked(
    capsys: pytest.CaptureFixture[str], event: str | dict[str, Any]
) -> None:
    logs.configure("DEBUG", "text")
    log.debug("Received %s", event)
    written = capsys.readouterr().err
    assert "aW50ZXI" not in written
    assert "•••" in written
    assert "id" in written


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "json", secrets=['qu"ote'])
    log.info("Größe: %d", 3)
    log.warning('with qu"ote')
    tell_secrets()
    first, second, third = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (first["level"], first["logger"], first["message"]) == ("INFO", "tests.host", "Größe: 3")
    assert second["message"] == "with •••"
    assert "Traceback" in third["exception"]


def test_the_level_is_kept_and_chatty_libraries_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", "text")
    log.debug("too much detail")
    logging.getLogger("alembic.runtime.migration").info("Running upgrade")
    log.info("hello")
    assert capsys.readouterr().err.splitlines()[0].endswith("INFO    tests.host: hello")


def fetch(port: int, page: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


async def test_health_has_a_line_for_every_part_and_metrics_are_served() -> None:
    registry = CollectorRegistry()
    wrong = {"gateway": "", "database": "cannot be written"}
    JobMetrics(registry).line(queued=3, running=1)

    async def parts() -> Parts:
        return wrong

    async with serve_health("127.0.0.1", 0, registry, parts) as port:
        page = "gateway: ok\ndatabase: cannot be written\n"
        assert await run_blocking(fetch, port, "/healthz") == (503, page)
        assert await run_blocking(health.check, "127.0.0.1", port) == (False, "database: cannot be written")
        wrong["database"] = ""
        assert await run_blocking(fetch, port, "/healthz") == (200, "gateway: ok\ndatabase: ok\n")
        assert await run_blocking(health.check, "0.0.0.0", port) == (True, "")
        status, page = await run_blocking(fetch, port, "/metrics")
        assert status == 200
        assert "chameleon_jobs_queued 3.0" in page
    assert await run_blocking(health.check, "127.0.0.1", port) == (False, "The bot does not answer.")


async def nothing() -> Parts:
    return {}


async def test_a_port_that_is_taken_is_one_plain_sentence() -> None:
    async with serve_health("127.0.0.1", 0, CollectorRegistry(), nothing) as port:
        with pytest.raises(UserError, match=f"Port {port} of 127.0.0.1 cannot be used"):
            async with serve_health("127.0.0.1", port, CollectorRegistry(), nothing):
                pass


async def test_a_loop_that_was_blocked_is_noticed() -> None:
    registry = CollectorRegistry()
    told: list[float] = []
    watching = asyncio.create_task(LoopMetrics(registry).watch(told.append, period=0.001))
    await until(lambda: registry.get_sample_value("chameleon_loop_lag_seconds_count"))
    assert told
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching


def test_the_bot_tells_its_version() -> None:
    shown = CliRunner().invoke(cli, ["--version"])
    assert (shown.exit_code, shown.stdout) == (0, f"chameleon {version()}\n")
    assert re.match(r"\d+\.\d+\.\d+", version())

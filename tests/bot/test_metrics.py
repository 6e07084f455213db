"""What a host can measure: the dealings with Discord, the machine, and pictures that cost too much."""

import asyncio
import math
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from prometheus_client import CollectorRegistry
from yarl import URL

from bot.backups.metrics import BackupMetrics
from bot.discord_metrics import DiscordMetrics, route_of
from bot.metrics import HostMetrics
from bot.runtime.decoder_pool import Decoders
from bot.runtime.metrics import DecoderMetrics
from nst import images
from nst.errors import BadImage

ROGUE = "tests.bot.runtime.rogue_decoder"


async def test_requests_to_discord_are_counted_by_kind_and_status() -> None:
    async def limited(_: web.Request) -> web.Response:
        return web.json_response({"retry_after": 1}, status=429, headers={"X-RateLimit-Scope": "shared"})

    async def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/api/v10/channels/1/messages", limited), web.get("/api/v10/users/@me", cut)])
    registry = CollectorRegistry()
    trace = DiscordMetrics(registry).trace()
    async with TestServer(app) as server, aiohttp.ClientSession(trace_configs=[trace]) as session:
        async with session.post(server.make_url("/api/v10/channels/1/messages")):
            pass
        with pytest.raises(aiohttp.ClientError):
            await session.get(server.make_url("/api/v10/users/@me"))
    value = registry.get_sample_value
    message = {"method": "POST", "route": "message", "status": "429"}
    assert value("chameleon_discord_requests_total", message) == 1
    assert value("chameleon_discord_rate_limits_total", {"scope": "shared"}) == 1
    person = {"method": "GET", "route": "person", "status": "error"}
    assert (value("chameleon_discord_requests_total", person) or 0) >= 1
    assert value("chameleon_discord_request_seconds_count", {"route": "message"}) == 1


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/api/v10/interactions/1/secret/callback", "answer"),
        ("/api/v10/webhooks/1/secret/messages/@original", "reply"),
        ("/api/v10/channels/1/messages/2", "message"),
        ("/api/v10/channels/1", "channel"),
        ("/api/v10/applications/1/commands", "commands"),
        ("/api/v10/gateway/bot", "gateway"),
        ("/?v=10&encoding=json", "gateway"),
        ("/api/v10/secret", "other"),
        ("/attachments/1/2/secret.png", "file"),
    ],
)
def test_addresses_are_counted_by_kind_without_ids_and_tokens(path: str, route: str) -> None:
    assert route_of(URL(f"https://discord.com{path}")) == route


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_the_machine_is_measured(tmp_path: Path) -> None:
    registry = CollectorRegistry()
    (tmp_path / "memory.max").write_text("2097152\n", "ascii")
    database, pictures = tmp_path / "bot.db", tmp_path / "files" / "ab"
    pictures.mkdir(parents=True)
    database.write_bytes(b"x" * 100)
    database.with_name("bot.db-wal").write_bytes(b"x" * 20)
    (pictures / "picture").write_bytes(b"x" * 70)
    host, value = HostMetrics(registry, cgroup=tmp_path), registry.get_sample_value
    assert math.isnan(value("chameleon_pictures_bytes") or 0), "not measured yet"
    await host.measure_pictures([tmp_path / "files", tmp_path / "missing"])
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=asyncio.subprocess.PIPE)
    host.measure(tmp_path, database, [child.pid])
    await child.communicate(b"\n")
    assert value("chameleon_database_bytes") == 120
    assert value("chameleon_pictures_bytes") == 70
    assert value("chameleon_memory_limit_bytes") == 2**21
    assert (value("chameleon_decoders_memory_bytes") or 0) > 0
    assert 0 < (value("chameleon_disk_free_bytes") or 0) <= (value("chameleon_disk_size_bytes") or 0)
    host.measure(tmp_path, None, [child.pid])
    assert value("chameleon_decoders_memory_bytes") == 0, "it has ended"


def test_the_age_of_the_newest_backup_is_measured(tmp_path: Path) -> None:
    registry, now = CollectorRegistry(), datetime(2026, 11, 27, 12, tzinfo=UTC)
    backups, newest = BackupMetrics(registry), "chameleon_backup_newest_timestamp_seconds"
    value = registry.get_sample_value
    assert math.isnan(value(newest) or 0), "not measured yet"
    backups.measure(tmp_path / "missing", 24, now)
    assert (value(newest), value("chameleon_backup_period_seconds")) == (0, 86400)
    (tmp_path / "chameleon-20261126T060000Z.tar").touch()
    backups.measure(tmp_path, 0, now)
    assert value(newest) == (now - timedelta(hours=30)).timestamp()
    assert math.isnan(value("chameleon_backup_period_seconds") or 0), "none are made"


async def test_processes_that_die_over_a_picture_are_counted() -> None:
    registry = CollectorRegistry()
    decoders = Decoders(images.Limits(), 256, program=ROGUE, metrics=DecoderMetrics(registry))
    try:
        with pytest.raises(BadImage):
            await decoders.png(b"abort")
    finally:
        await decoders.close()
    assert registry.get_sample_value("chameleon_decoders_killed_total", {"reason": "crash"}) == 2
    assert registry.get_sample_value("chameleon_decode_seconds_count") == 2

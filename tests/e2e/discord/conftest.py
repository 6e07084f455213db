"""A Discord for each test, and one with a running bot that several tests share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.discord_server.server import DiscordServer


@pytest_asyncio.fixture
async def discord(tmp_path: Path) -> AsyncIterator[DiscordServer]:
    """A Discord without a started bot; a body that violates its schema fails the test."""
    async with DiscordServer.open(tmp_path) as server:
        yield server
        violations = server.violations
    assert violations == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running_discord(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DiscordServer]:
    """A Discord with one running bot for all tests of a module."""
    async with DiscordServer.open(tmp_path_factory.mktemp("discord")) as server:
        await server.start_bot()
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def shared_discord(running_discord: DiscordServer) -> AsyncIterator[DiscordServer]:
    """The Discord with the running bot. Faults and violations are reset for each test."""
    running_discord.violations.clear()
    yield running_discord
    running_discord.faults.clear()
    await running_discord.release_painter()
    assert running_discord.violations == []

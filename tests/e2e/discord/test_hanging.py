"""The process is stopped while something hangs, and restarted: nothing is lost, and every job ends."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.discord_server.server import DiscordServer
from tests.e2e.discord.pictures import file, finished, pair
from tests.hostile import slow_picture
from tests.polling import until

pytestmark = pytest.mark.slow


async def test_sigterm_ends_it_while_a_device_hangs_and_the_picture_is_painted_later(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice, bob = discord.person("Alice"), discord.person("Bob")
    await discord.hang_painter()
    running = await alice.slash("stylize", **pair())
    await until(lambda: running.reply and "step 1" in running.reply.text, what="progress")
    waiting = await bob.slash("stylize", **pair())
    await until(lambda: waiting.reply and "Cancel" in waiting.reply.buttons, what="a place in the queue")
    assert await discord.bot.stop() == 0
    await discord.start_bot()
    await finished(running)
    await finished(waiting)


async def test_sigterm_ends_it_while_discord_does_not_answer(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice, bob = discord.person("Alice"), discord.person("Bob")
    await discord.hold_painter()
    running = await alice.slash("stylize", **pair())
    await until(lambda: running.reply and "step 1" in running.reply.text, what="progress")
    waiting = await bob.slash("stylize", **pair())
    await until(lambda: waiting.reply and "Cancel" in waiting.reply.buttons, what="a place in the queue")
    silence = discord.bad_day("PATCH", ".*", delay=1e9, times=None)
    await until(lambda: silence.hits, what="a request that gets no answer")
    await discord.bot.stop()
    silence.end()
    discord.faults.clear()
    await discord.start_bot()
    await finished(running)
    await finished(waiting)


async def test_sigterm_ends_it_while_the_database_is_locked(discord: DiscordServer) -> None:
    await discord.start_bot()
    alice = discord.person("Alice")
    await discord.hold_painter()
    running = await alice.slash("stylize", **pair())
    await until(lambda: running.reply and "step 1" in running.reply.text, what="progress")
    with closing(sqlite3.connect(discord.bot.folder / "data" / "chameleon.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await discord.bot.stop()
    await discord.start_bot()
    await finished(running)


async def test_a_device_that_does_not_come_back_ends_the_process_so_that_it_is_started_again(
    discord: DiscordServer,
) -> None:
    await discord.start_bot()
    alice, bob = discord.person("Alice"), discord.person("Bob")
    await discord.hang_painter()
    hung = await alice.slash("stylize", **pair())
    await until(lambda: hung.reply and "step 1" in hung.reply.text, what="progress")
    waiting = await bob.slash("stylize", **pair())
    await until(lambda: waiting.reply and "Cancel" in waiting.reply.buttons, what="a place in the queue")
    while discord.bot.alive and not discord.bot.logged("does not come back"):
        await discord.pass_time(10, step=10)
    assert await discord.bot.ended() == 1
    assert hung.reply is not None
    assert "this reference" in hung.reply.text
    await discord.start_bot()
    await finished(waiting)
    assert "this reference" in hung.reply.text, "it is not tried again"


async def test_sigterm_ends_it_while_a_hostile_file_is_decoded(discord: DiscordServer) -> None:
    await discord.start_bot()
    asked = await discord.person("Alice").slash("stylize", content=("slow.jpg", slow_picture()), style=file())
    await until(lambda: decoders_of(discord.bot.pid), what="a process that decodes")
    children = decoders_of(discord.bot.pid)
    assert await discord.bot.stop() == 0
    assert [pid for pid in children if Path(f"/proc/{pid}/exe").exists()] == [], "no process outlives the bot"
    assert asked.reply is not None
    assert "restarted" in asked.reply.text or any("restarted" in one.text for one in asked.followups)


def decoders_of(pid: int) -> list[str]:
    """The child processes that decode what people send."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [child for child in children if "bot.runtime.decoder" in Path(f"/proc/{child}/cmdline").read_text()]

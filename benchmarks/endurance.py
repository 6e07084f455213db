"""Whether a bot grows while it paints for a long time: ``python -m benchmarks.endurance --minutes 45``. Linux only.

The real bot (``python -m bot``, a process of its own with the real engine) is connected to the Discord of the tests,
which runs in this process. It paints one `standard` picture, then drafts of small photos by the optimiser and instant
pictures, one after another, as fast as it can. Meanwhile its memory with that of its child processes, its open files,
threads and tasks are noted. Growth is the slope of a straight line through all but the first third of the
measurements, with its standard error: what is less than twice that is noise.
"""

from __future__ import annotations

import asyncio
import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image
from rich.console import Console
from rich.table import Table

from benchmarks.crowd import forget_files, is_answered
from benchmarks.processes import resident_mib, watch_peak
from nst.artworks import HOUSE_STYLES, PHOTOS, artwork
from tests.discord_server.people import File, Person
from tests.discord_server.server import DiscordServer
from tests.polling import until

_PATIENCE = 900.0  # seconds for a picture
_LOOK_SECONDS = 15.0  # between two measurements
_WARM = 1 / 3  # of the time; then everything was loaded once
_SIDE = 384  # pixels of the photos
_SETTINGS = {"LEARNING": "false", "FOLLOW_UP": "false", "JOBS_PER_DAY": "100000", "RETENTION_DAYS": "30"}


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured at one moment: seconds since the start, MiB, and counts."""

    seconds: float
    memory: float
    files: int
    threads: int
    tasks: int
    pictures: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured. Memory is in MiB and with the child processes.

    Attributes:
        started: memory after the start, before any picture.
        standard: its peak while a `standard` picture was painted.
        rested: memory after the rest that follows.
        ended: memory after the rest behind the last picture.
        samples: what was measured in between.
        database: bytes by which the database grew for each picture.
    """

    started: float
    standard: float
    rested: float
    ended: float
    samples: Sequence[Sample]
    database: float


def main(
    minutes: Annotated[float, typer.Option(help="How long pictures are painted.")] = 45.0,
    size: Annotated[int, typer.Option(help="MAX_SIZE of the bot: the long side of its pictures.")] = 512,
    rest: Annotated[float, typer.Option(help="Seconds of rest after the first picture and after the last one.")] = 60.0,
) -> None:
    """Paint, and print what was measured."""
    outcome = asyncio.run(measure(minutes * 60, size, rest))
    Console(width=120).print(_table(outcome), _growth_table(outcome))


async def measure(seconds: float, size: int, rest: float) -> Outcome:
    """Run the bot, and ask it for pictures until the time is over."""
    photos = [_png(artwork(name, _SIDE)) for name in PHOTOS]
    with tempfile.TemporaryDirectory(prefix="chameleon-endurance-") as name:
        async with DiscordServer.open(Path(name) / "bot") as discord:
            discord.bot.settings |= _SETTINGS | {"MAX_SIZE": str(size)}
            await discord.bot.start(quick=False)
            await discord.connected()
            await asyncio.sleep(rest / 6)
            started = resident_mib(discord.bot.pid)
            peaks: list[float] = []
            watching = asyncio.create_task(watch_peak(discord.bot.pid, peaks))
            host, chance = discord.person("host"), random.Random(0)
            await _painted(discord, host, photos[0], "Mosaic", "standard")
            watching.cancel()
            await asyncio.sleep(rest)
            rested, before = resident_mib(discord.bot.pid), _database_bytes(discord)
            samples: list[Sample] = []
            began = looked = time.monotonic()
            pictures = 0
            while time.monotonic() - began < seconds:
                style, recipe = chance.choice(tuple(HOUSE_STYLES.values())), chance.choice(("draft", "instant"))
                await _painted(discord, host, chance.choice(photos), style, recipe)
                pictures += 1
                if time.monotonic() - looked >= _LOOK_SECONDS:
                    looked = time.monotonic()
                    samples.append(await _sample(discord, looked - began, pictures))
            await asyncio.sleep(rest)
            ended = resident_mib(discord.bot.pid)
            grown = (_database_bytes(discord) - before) / max(pictures, 1)
            assert await discord.bot.stop() == 0, "\n".join(discord.bot.output[-20:])
        return Outcome(started, max(peaks), rested, ended, samples, grown)


async def _painted(discord: DiscordServer, who: Person, photo: File, style: str, recipe: str) -> None:
    asked = await who.slash("stylize", content=photo, saved=style, recipe=recipe)
    await until(lambda: is_answered(asked), patience=_PATIENCE, what="a picture")
    forget_files(discord, asked)


async def _sample(discord: DiscordServer, seconds: float, pictures: int) -> Sample:
    pid, told = discord.bot.pid, await discord.control.tell(count_tasks=True)
    return Sample(seconds, resident_mib(pid), _count(pid, "fd"), _count(pid, "task"), (told or {})["tasks"], pictures)


def _count(pid: int, kind: str) -> int:
    """The open files (``fd``) or threads (``task``) of a process."""
    return len(list(Path(f"/proc/{pid}/{kind}").iterdir()))


def _database_bytes(discord: DiscordServer) -> int:
    """The size of the database with what is not yet moved into it."""
    return sum(path.stat().st_size for path in (discord.bot.folder / "data").glob("*.db*"))


def _png(picture: Image.Image) -> File:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return "photo.png", file.getvalue()


def growth(samples: Sequence[Sample], name: str) -> tuple[float, float]:
    """The growth of a measurement in an hour, and the standard error of that; NaN of fewer than three samples."""
    warm = samples[round(len(samples) * _WARM) :]
    if len(warm) < 3:  # a line through two points has no error
        return float("nan"), float("nan")
    hours, values = [one.seconds / 3600 for one in warm], [float(getattr(one, name)) for one in warm]
    slope, start = statistics.linear_regression(hours, values)
    middle = statistics.fmean(hours)
    left = sum((value - start - slope * hour) ** 2 for hour, value in zip(hours, values, strict=True))
    spread = sum((hour - middle) ** 2 for hour in hours)
    return slope, (left / (len(warm) - 2) / spread) ** 0.5


def _table(outcome: Outcome) -> Table:
    table = Table("memory with child processes", "MiB")
    table.add_row("after the start", f"{outcome.started:.0f}")
    table.add_row("peak beside one standard picture", f"{outcome.standard:.0f}")
    table.add_row("after a rest", f"{outcome.rested:.0f}")
    table.add_row(
        "after the last picture and a rest", f"{outcome.ended:.0f} ({outcome.ended / outcome.rested - 1:+.1%})"
    )
    table.add_row("pictures", str(outcome.samples[-1].pictures if outcome.samples else 0))
    table.add_row("database, bytes for each picture", f"{outcome.database:.0f}")
    return table


def _growth_table(outcome: Outcome) -> Table:
    table = Table("", "first", "last", "growth in an hour", "standard error")
    for field in fields(Sample):
        if field.name in {"seconds", "pictures"} or not outcome.samples:
            continue
        slope, error = growth(outcome.samples, field.name)
        first, last = (getattr(outcome.samples[place], field.name) for place in (0, -1))
        table.add_row(field.name, f"{first:.0f}", f"{last:.0f}", f"{slope:+.1f}", f"{error:.1f}")
    return table


if __name__ == "__main__":
    if sys.platform != "linux":
        sys.exit("This needs Linux.")
    typer.run(main)

"""Many people ask one bot for instant pictures, beside other work: ``python -m benchmarks.load``. Linux only.

The real bot (``python -m bot``, a process of its own with the real engine) is connected to the Discord of the tests,
which runs in this process. Besides the instant pictures it paints a `standard` one and has a style to learn, the whole
time. A second bot, to which nobody speaks, runs beside it: what the loop of the busy bot is late counts as a multiple
of what that one's is late, so that other programs on the machine do not decide.
"""

from __future__ import annotations

import asyncio
import io
import os
import sys
import tempfile
from array import array
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from safetensors import safe_open

from benchmarks.crowd import DEADLINE, Asked, Crowd, photos
from benchmarks.processes import Computing, watch_peak
from nst.artworks import artwork
from tests.discord_server.people import File
from tests.discord_server.server import DiscordServer

_LIMIT_SECONDS, _LIMIT_RATIO = 10.0, 2.0
_PHOTOS = 100  # different ones
_IDLE_SECONDS = 60.0  # most, before the requests
_CORES = 2
_PERCENTILES = (50, 99, 99.9)
_SETTINGS = {  # the defaults, but for the first and the last one
    "PRELOAD": "true",
    "THREADS": "0",
    "PROGRESS_SECONDS": "2.5",
    "LEARNING": "true",
    "JOBS_PER_DAY": "1000",  # quotas are counted, and nobody comes near
}
_BEFORE, _BESIDE, _BUSY = "the bot before, idle", "another bot beside it, idle", "the bot under load"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured.

    Attributes:
        first: the first request of the process, which loads the engine.
        asked: all others.
        usual: number of `standard` pictures that were painted meanwhile.
        steps: number of steps that were learned meanwhile.
        peak: most resident memory of the bot and its children in MiB.
        cores: number of cores that each kept busy.
        lags: what loops were late, in milliseconds, at the 50th, 99th and 99.9th percentile.
    """

    first: Asked
    asked: Sequence[Asked]
    usual: int
    steps: int
    peak: float
    cores: dict[str, float]
    lags: dict[str, list[float]]

    @property
    def seconds(self) -> list[float]:
        """From command to picture."""
        return [one.answered for one in self.asked if one.answered is not None]

    @property
    def late(self) -> int:
        """Number of requests that Discord would have given up: acknowledged after three seconds, or never."""
        return sum(one.acknowledged is None or one.acknowledged > DEADLINE for one in self.asked)

    def ratio(self, other: str) -> float:
        """How much later the loop under load is than another, at the 99.9th percentile."""
        return self.lags[_BUSY][-1] / self.lags[other][-1]

    @property
    def good(self) -> bool:
        """Whether all bars hold."""
        if len(self.seconds) < len(self.asked) or self.late:
            return False
        return percentile(self.seconds, 99) <= _LIMIT_SECONDS and self.ratio(_BESIDE) <= _LIMIT_RATIO


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many per cent of the values do not exceed; NaN of none."""
    ordered = sorted(values)
    return ordered[max(0, -int(-percent * len(ordered) // 100) - 1)] if ordered else float("nan")


def main(
    people: Annotated[int, typer.Option(help="How many ask.")] = 200,
    requests: Annotated[int, typer.Option(help="Instant pictures that they ask for.")] = 1000,
    minutes: Annotated[float, typer.Option(help="Time over which the requests are spread.")] = 10.0,
    seed: Annotated[int, typer.Option(help="Of the moments, photos and styles.")] = 0,
) -> None:
    """Ask, and print what was measured; exit with 1 if a bar does not hold."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])
    outcome = asyncio.run(measure(people, requests, minutes * 60, seed))
    console = Console(width=120)
    console.print(_table(outcome), _lag_table(outcome))
    for reason, count in Counter(one.reason for one in outcome.asked if one.reason).most_common():
        console.print(f"{count} × {reason}", style="red")
    raise typer.Exit(not outcome.good)


async def measure(people: int, requests: int, seconds: float, seed: int) -> Outcome:
    """Run both bots and the crowd."""
    pictures = photos(min(_PHOTOS, requests), seed)
    with tempfile.TemporaryDirectory(prefix="chameleon-load-") as name:
        folder = Path(name)
        async with _bot(folder / "busy") as busy, _bot(folder / "idle") as idle:
            crowd = Crowd(busy, people, seed)
            first = await crowd.first(pictures[0])
            other = await Crowd(idle, 0, seed).first(pictures[0])  # the same engine is loaded
            assert other.answered, other.reason
            lags = {_BEFORE: await _idle_lags(busy, min(_IDLE_SECONDS, seconds))}
            await idle.control.tell(watch_lags=True)
            peaks: list[float] = []
            computing = Computing({"the bot": busy.bot.pid, "the idle one": idle.bot.pid, "this Discord": os.getpid()})
            beside = [
                asyncio.create_task(work) for work in (crowd.keep_busy(pictures[0]), watch_peak(busy.bot.pid, peaks))
            ]
            await crowd.save_style("Autumn", _painting())
            asked = await crowd.ask(requests, seconds, pictures)
            cores = computing.cores()
            lags |= {_BESIDE: await _lags(idle), _BUSY: await _lags(busy)}
            for task in beside:
                task.cancel()
            ended = await busy.bot.stop()
            assert ended == 0, "\n".join(busy.bot.output[-20:])
        return Outcome(first, asked, crowd.usual, _learned_steps(folder / "busy"), peaks[-1], cores, lags)


@asynccontextmanager
async def _bot(folder: Path) -> AsyncIterator[DiscordServer]:
    async with DiscordServer.open(folder) as discord:
        discord.bot.settings |= _SETTINGS
        await discord.bot.start(quick=False)
        await discord.connected()
        yield discord


def _painting() -> File:
    file = io.BytesIO()
    artwork("fox", 768).save(file, "PNG")
    return "painting.png", file.getvalue()


async def _idle_lags(discord: DiscordServer, seconds: float) -> list[float]:
    await discord.control.tell(watch_lags=True)
    await asyncio.sleep(seconds)
    lags = await _lags(discord)
    await discord.control.tell(watch_lags=True)
    return lags


async def _lags(discord: DiscordServer) -> list[float]:
    """What a loop was late since it is watched, in milliseconds, at each of the percentiles."""
    path, lags = discord.bot.folder / "lags", array("d")
    await discord.control.tell(write_lags=str(path))
    lags.frombytes(path.read_bytes())
    return [percentile(lags, percent) * 1000 for percent in _PERCENTILES]


def _learned_steps(folder: Path) -> int:
    """The steps in what the bot wrote down when it stopped."""
    taken = 0
    for path in (folder / "data" / "learning").glob("*.learning"):
        with safe_open(path, "pt") as file:
            taken += int(file.metadata()["taken"])
    return taken


def _table(outcome: Outcome) -> Table:
    table = Table("", "", show_header=False)
    seconds = outcome.seconds
    acknowledged = [one.acknowledged for one in outcome.asked if one.acknowledged is not None]
    for name, value in {
        "requests with a picture": f"{len(seconds)} of {len(outcome.asked)}",
        f"acknowledged after {DEADLINE:g} s or never": str(outcome.late),
        "command to acknowledgement, s, p50 / p99 / max": _spread(acknowledged, 50, 99, 100),
        "command to picture, s, p50 / p95 / p99 / max": _spread(seconds, 50, 95, 99, 100),
        "the first of the process, s": f"{outcome.first.answered or float('nan'):.1f}",
        "standard pictures meanwhile": str(outcome.usual),
        "steps of learning meanwhile": str(outcome.steps),
        "peak memory with child processes, MiB": f"{outcome.peak:.0f}",
        "busy cores": ", ".join(f"{name} {cores:.2f}" for name, cores in outcome.cores.items()),
    }.items():
        table.add_row(name, value)
    return table


def _spread(values: Sequence[float], *percents: float) -> str:
    return " / ".join(f"{percentile(values, percent):.2f}" for percent in percents)


def _lag_table(outcome: Outcome) -> Table:
    table = Table("lag of the event loop, ms", "p50", "p99", "p99.9", "load / this, p99.9")
    for name, lags in outcome.lags.items():
        ratio = "" if name == _BUSY else f"{outcome.ratio(name):.2f}"
        table.add_row(name, *(f"{lag:.1f}" for lag in lags), ratio)
    return table


if __name__ == "__main__":
    if sys.platform != "linux":
        sys.exit("This needs Linux.")
    typer.run(main)

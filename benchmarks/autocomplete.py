"""Time for which one autocomplete request blocks the event loop: ``python benchmarks/autocomplete.py``.

It uses libraries of several sizes, the longest texts that Discord sends, and the bot's complete search. Times are CPU
time of the loop's thread, so other load does not change them. The first search of a library also reads it, in parts.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.client import MAX_TYPED
from bot.storage.database import open_database
from bot.storage.files import FileStore
from bot.storage.tables import styles
from bot.styles.library import StyleLibrary
from bot.styles.networks import StyleNetworks

TEXTS = {
    "a word": "mosaic",
    "6,000 letters": "ab " * 2000,
    "6,000 marks": "Z\u0301\u0316" * 2000,
    "6,000 ligatures": "\ufdfa" * 6000,
    "nothing alike": "qzx" * 2000,
}
SIZES = (25, 135, 1000, 2000)
TURNS = 50


async def held(work: Callable[[], Awaitable[object]]) -> float:
    """The longest time in milliseconds for which the work blocked the loop."""
    longest, last, ended = 0.0, time.thread_time(), False

    async def watch() -> None:
        nonlocal longest, last
        while not ended:
            await asyncio.sleep(0)
            now = time.thread_time()
            longest, last = max(longest, now - last), now

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    last = time.thread_time()
    await work()
    longest = max(longest, time.thread_time() - last)
    ended = True
    await watching
    return longest * 1000


async def measure(size: int, folder: Path) -> None:
    """Print the times for a library of this size."""
    chance = random.Random(1)

    def name(number: int) -> str:
        words = ("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9))) for _ in range(3))
        return f"{' '.join(words)[:27]} {number}"

    async with open_database(f"sqlite+aiosqlite:///{folder / 'bot.db'}") as database:
        rows = [
            {"shelf": "user:1" if number % 2 else "guild:5", "key": name(number), "name": name(number), "uses": 0}
            | {"owner_id": 1, "file": "a" * 64, "created_at": datetime.now(UTC)}
            for number in range(size)
        ]
        async with database.begin() as connection:
            await connection.execute(styles.insert(), rows)
        networks = StyleNetworks(database, FileStore(folder / "networks"), folder / "learning")
        library = StyleLibrary(database, FileStore(folder / "styles"), networks)
        first = await held(lambda: library.search("mosaic", 5, 1))
        print(f"{size:5} styles: {first:6.2f} ms the first time")
        for what, text in TEXTS.items():
            times = [await held(lambda: library.search(text[:MAX_TYPED], 5, 1)) for _ in range(TURNS)]  # noqa: B023
            print(f"      {what:16} median {statistics.median(times):5.2f} ms, worst {max(times):5.2f} ms")


async def main() -> None:
    """Measure all library sizes."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            await measure(size, Path(folder))


if __name__ == "__main__":
    asyncio.run(main())

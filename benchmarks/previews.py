"""Seconds of a sheet with a photo in all house styles, and in twice as many: ``python -m benchmarks.previews``.

It is painted as the bot does it, by the executor. The first sheet also loads PyTorch. Machines are noisy: seconds of
computing say more than those that passed.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.challenges.contact_sheets import Framed, sheet
from bot.jobs.local_executor import LocalExecutor
from bot.parameters.recipes import recipe
from bot.storage.database import open_database
from bot.storage.files import FileStore
from bot.styles.library import StyleLibrary
from bot.styles.networks import StyleNetworks
from bot.styles.previews import StylePreviews
from nst import images
from nst.artworks import artwork


def main(
    threads: Annotated[int, typer.Option(help="CPU threads.")] = 2,
    rounds: Annotated[int, typer.Option(help="Sheets of each size.")] = 5,
) -> None:
    """Print a line for each sheet."""
    asyncio.run(_measure(threads, rounds))


async def _measure(threads: int, rounds: int) -> None:
    table = Table("styles", "seconds", "seconds of computing", "kB")
    executor, photo = LocalExecutor(["cpu"], threads=threads), images.encode_png(artwork("mountain-lake", 1024))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with open_database(f"sqlite+aiosqlite:///{folder / 'bot.db'}") as database:
            networks = StyleNetworks(database, FileStore(folder / "networks"), folder / "learning")
            library = StyleLibrary(database, FileStore(folder / "styles"), networks)
            previews = StylePreviews(library, networks, executor, lambda: False)
            for count in (1, 2) * rounds:
                styles = count * await previews.styles(None, 0)
                since, computed = time.perf_counter(), time.process_time()
                painted = await previews.paint(0, photo, styles, recipe("instant"))
                drawn = sheet([Framed(painted[style.ref], str(place)) for place, style in enumerate(styles, 1)])
                seconds = (time.perf_counter() - since, time.process_time() - computed)
                table.add_row(str(len(styles)), *(f"{each:.2f}" for each in seconds), f"{len(drawn) / 1000:.0f}")
    await executor.close()
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)

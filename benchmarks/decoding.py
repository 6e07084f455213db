"""Extra cost of decoding a photo in a child process: ``python -m benchmarks.decoding``.

It decodes the same photos alternately in a thread and in a child process. It prints the minimum time of each, and the
total CPU time of both processes, which is reliable on a busy machine.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from benchmarks.hostile import computed
from bot.runtime.blocking import run_blocking
from bot.runtime.decoder_pool import Decoders
from nst import images

LIMITS, MAX_SIDE = images.Limits(), 1024


def photo(width: int, height: int) -> bytes:
    """A JPEG as large as a camera's: 3 MB at 12 megapixels."""
    soft = Image.effect_noise((width // 4, height // 4), 80).resize((width, height))
    file = BytesIO()
    Image.merge("RGB", [soft, soft.transpose(Image.Transpose.ROTATE_180), soft]).save(file, "JPEG", quality=85)
    return file.getvalue()


def in_this_process(data: bytes) -> bytes:
    """Do the work of a child process."""
    return images.encode_png(images.decode(data, limits=LIMITS, max_side=MAX_SIDE))


@dataclass
class Costs:
    """Wall seconds, and CPU seconds of this process and its children, for each repeat."""

    clock: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    async def add(self, work: Awaitable[object], children: Sequence[int]) -> None:
        """Run the work and record its cost."""
        cpu, clock = time.process_time() + computed(children), time.perf_counter()
        await work
        self.clock.append(time.perf_counter() - clock)
        self.cpu.append(time.process_time() + computed(children) - cpu)


async def measure(data: bytes, repeats: int) -> tuple[Costs, Costs]:
    """Measure the costs in a thread and in a child process, alternately."""
    decoders, here, there = Decoders(LIMITS, MAX_SIDE), Costs(), Costs()
    expected = await run_blocking(in_this_process, data)
    assert await decoders.png(data) == expected
    for _ in range(repeats):
        await here.add(run_blocking(in_this_process, data), [])
        await there.add(decoders.png(data), decoders.processes)
    await decoders.close()
    return here, there


def main() -> None:
    """Measure photos of the size of a phone, a screen and a camera."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15)
    repeats = parser.parse_args().repeats
    print("| photo | bytes | in a thread | in a child | more | more CPU |\n| --- | --- | --- | --- | --- | --- |")
    for width, height in ((1280, 960), (4000, 3000), (8000, 6000)):
        data = photo(width, height)
        here, there = asyncio.run(measure(data, repeats))
        least = [1000 * min(costs.clock) for costs in (here, there)]
        cpu = 1000 * (sum(there.cpu) - sum(here.cpu)) / repeats
        print(
            f"| {width} × {height} | {len(data):,} | {least[0]:.0f} ms | {least[1]:.0f} ms "
            f"| {least[1] - least[0]:+.0f} ms | {cpu:+.0f} ms |",
            flush=True,
        )


if __name__ == "__main__":
    main()

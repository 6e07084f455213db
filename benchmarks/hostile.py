"""Send hostile pictures through the bot's intake, and measure their cost and their effect on other people.

``python -m benchmarks.hostile`` sends the forty files of `tests.hostile` and 20,000 mutations of valid files through
`cogs.shared.uploads.Intake`, with real child processes, and checks that

- the memory of the bot's process grows by at most 50 MB,
- every file is answered within 15 s; on a busy machine the CPU time of the child counts,
- a person's photo is accepted within 15 s while another person has two of the slowest files in the queue.

It exits with 1 if a check fails.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pillow_heif
from PIL import Image

from bot.runtime.decoder_pool import Decoders
from bot.settings import Settings
from cogs.shared.uploads import Intake
from nst.errors import UserError

MOST_MEMORY = 50 * 2**20
MOST_SECONDS = 15.0
PEOPLE = 6
PAGE = 4096
TICKS = 100.0


@dataclass
class File:
    """An uploaded file (a `cogs.shared.uploads.Upload`)."""

    content: bytes
    filename: str = "picture"

    @property
    def size(self) -> int:
        return len(self.content)

    async def read(self) -> bytes:
        return self.content

    def is_spoiler(self) -> bool:
        return False


@dataclass
class Report:
    """The results."""

    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_cpu: float = 0.0
    failures: list[str] = field(default_factory=list)


def resident() -> int:
    """Resident memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE


def computed(pids: Sequence[int]) -> float:
    """Total CPU seconds of processes so far."""
    total = 0.0
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(stat[11]) + int(stat[12])) / TICKS
    return total


async def answer(intake: Intake, person: int, data: bytes) -> str:
    """The bot's answer to a file."""
    try:
        await intake.read(person, "content", File(data))
    except UserError as error:
        problem = error.values.get("problem")
        return problem.code if isinstance(problem, UserError) else error.code
    return "accepted"


async def costs(intake: Intake, decoders: Decoders, data: bytes) -> tuple[str, float, float]:
    """The bot's answer to a file, the seconds until it, and CPU seconds of the children."""
    before, start = computed(decoders.processes), time.perf_counter()
    said = await answer(intake, 1, data)
    return said, time.perf_counter() - start, max(0.0, computed(decoders.processes) - before)


async def send_deliberate(intake: Intake, decoders: Decoders, files: dict[str, bytes], report: Report) -> None:
    """Send the hostile files one by one, to measure the cost of each."""
    print("## Deliberate\n\n| file | bytes | answer | seconds | CPU |\n| --- | --- | --- | --- | --- |")
    for name, data in files.items():
        said, seconds, cpu = await costs(intake, decoders, data)
        report.answers[said] += 1
        report.slowest, report.slowest_cpu = max(report.slowest, seconds), max(report.slowest_cpu, cpu)
        print(f"| {name} | {len(data):,} | {said} | {seconds:.2f} | {cpu:.2f} |", flush=True)
        if min(seconds, cpu) > MOST_SECONDS:
            report.failures.append(f"{name} took {seconds:.1f} s")


async def send_beside(intake: Intake, decoders: Decoders, slow: bytes, photo: bytes, report: Report) -> None:
    """Send one person's photo while another person has two of the slowest files in the queue."""
    hostile = [asyncio.ensure_future(answer(intake, 1, slow)) for _ in range(2)]
    await asyncio.sleep(0.2)
    before, start = computed(decoders.processes), time.perf_counter()
    said = await answer(intake, 2, photo)
    seconds, cpu = time.perf_counter() - start, computed(decoders.processes) - before
    ahead = sum(task.done() for task in hostile)
    print(f"\nA photo beside two of the slowest: {said} after {seconds:.2f} s, {ahead} of them were done before it.")
    if said != "accepted" or min(seconds, cpu) > MOST_SECONDS:
        report.failures.append(f"the photo of another person: {said} after {seconds:.1f} s")
    await asyncio.gather(*hostile)


def honest() -> list[bytes]:
    """Small valid pictures of every format."""
    image = Image.effect_noise((96, 64), 60).convert("RGB")
    image.paste("teal", (8, 8, 60, 40))
    grey, palette, clear = image.convert("L"), image.quantize(16), image.convert("RGBA")
    clear.putalpha(90)
    found = []
    for picture, kind, options in (
        (image, "JPEG", {"exif": b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"}),
        (image, "JPEG", {"progressive": True}),
        (image.convert("CMYK"), "JPEG", {}),
        (image, "PNG", {}),
        (clear, "PNG", {}),
        (palette, "GIF", {}),
        (palette, "BMP", {}),
        (image, "WEBP", {}),
        (clear, "WEBP", {"lossless": True}),
        (image, "TIFF", {"compression": "tiff_adobe_deflate"}),
        (grey, "TIFF", {"compression": "tiff_lzw"}),
        (image, "TIFF", {}),
        (image, "AVIF", {"speed": 10}),
    ):
        file = BytesIO()
        picture.save(file, kind, **options)
        found.append(file.getvalue())
    heic = BytesIO()
    pillow_heif.from_pillow(image).save(heic)
    return [*found, heic.getvalue()]


def mutated(count: int, seed: int) -> Iterator[bytes]:
    """Yield valid files with bytes changed, removed, repeated or cut off, more often near the beginning."""
    chance, files = random.Random(seed), honest()
    for _ in range(count):
        data = bytearray(chance.choice(files))
        for _ in range(chance.choice((1, 1, 2, 4, 16))):
            reach = len(data) if chance.random() < 0.5 else min(len(data), 200)
            at = chance.randrange(reach) if reach else 0
            match chance.randrange(5):
                case 0:
                    data[at : at + 1] = bytes([chance.randrange(256)])
                case 1:
                    data[at : at + 4] = chance.choice(
                        (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\xff\xff")
                    )
                case 2:
                    del data[at : at + chance.choice((1, 4, 64))]
                case 3:
                    data[at:at] = data[at : at + chance.choice((4, 64, 512))] * chance.choice((1, 8))
                case 4 if chance.random() < 0.2:
                    del data[at:]
        yield bytes(data)


async def send_mutated(intake: Intake, decoders: Decoders, count: int, seed: int, report: Report) -> None:
    """Send mutated files concurrently, as several people."""
    files = mutated(count, seed)
    late: list[bytes] = []
    start = time.perf_counter()

    async def person(number: int) -> None:
        for data in files:
            began = time.perf_counter()
            said = await answer(intake, number, data)
            seconds = time.perf_counter() - began
            report.answers[said] += 1
            report.slowest = max(report.slowest, seconds)
            if seconds > MOST_SECONDS:
                late.append(data)

    async with asyncio.TaskGroup() as group:
        for number in range(PEOPLE):
            group.create_task(person(number))
    seconds = time.perf_counter() - start
    for data in late:  # again, alone: a busy machine may have caused the delay
        said, alone, cpu = await costs(intake, decoders, data)
        if min(alone, cpu) > MOST_SECONDS:
            report.failures.append(f"a mutated file ({said}) took {alone:.1f} s")
    print(f"\n## Mutated\n\n{count:,} files in {seconds:.0f} s, {1000 * seconds / max(count, 1):.1f} ms each.")


async def run(count: int, seed: int, files: dict[str, bytes]) -> Report:
    """Run all checks and print a report."""
    settings = Settings.load(None)
    decoders = Decoders(settings.limits, settings.max_size)
    intake, report = Intake(settings, decoders), Report()
    photo = BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(photo, "JPEG", quality=90)
    await asyncio.gather(*(answer(intake, person, photo.getvalue()) for person in range(PEOPLE)))
    before = peak = resident()

    async def watch() -> None:
        nonlocal peak
        while True:
            peak = max(peak, resident())
            await asyncio.sleep(0.05)

    watching = asyncio.ensure_future(watch())
    await send_deliberate(intake, decoders, files, report)
    await send_beside(intake, decoders, files["JPEG, 98 scans of 64 megapixels"], photo.getvalue(), report)
    await send_mutated(intake, decoders, count, seed, report)
    watching.cancel()
    await intake.close()
    after = resident()
    print(f"\nSlowest answer {report.slowest:.1f} s; most CPU of a deliberate file {report.slowest_cpu:.1f} s.")
    print(f"Memory of this process: {before >> 20} MB before, {peak >> 20} MB at most, {after >> 20} MB after.")
    print("Answers:", ", ".join(f"{number:,} × {said}" for said, number in report.answers.most_common()))
    if after - before > MOST_MEMORY:
        report.failures.append(f"memory grew by {(after - before) >> 20} MB")
    return report


def main() -> int:
    """Run the benchmark; return 0 if all checks pass."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutated", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        # In a separate process, because making the files takes more memory than reading them.
        subprocess.run([sys.executable, "-m", "tests.hostile", folder], check=True)
        files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    report = asyncio.run(run(arguments.mutated, arguments.seed, files))
    print("\n".join(["", *report.failures] if report.failures else ["", "Everything holds."]))
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())

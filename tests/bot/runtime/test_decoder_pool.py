"""Uploaded files are opened in child processes, which may die."""

import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.runtime.decoder import Budget
from bot.runtime.decoder_pool import Decoders, budget_for
from nst import images
from nst.errors import BadImage, OutOfResources, UserError
from nst.motion.reading import read_clip
from nst.motion.writing import write_clip
from tests import hostile
from tests.polling import until

resource = pytest.importorskip("resource")

LIMITS = images.Limits()
PROGRAM, ROGUE = "bot.runtime.decoder", "tests.bot.runtime.rogue_decoder"
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@asynccontextmanager
async def pool(budget: Budget | None = None, *, count: int = 1, program: str = PROGRAM) -> AsyncIterator[Decoders]:
    decoders = Decoders(LIMITS, 256, count=count, budget=budget, program=program)
    try:
        yield decoders
    finally:
        await decoders.close()
        assert decoders.processes == []


def photo(colour: str = "teal") -> bytes:
    return hostile.encoded(Image.new("RGB", (640, 480), colour), "JPEG")


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def environment_of(pid: int) -> str:
    return Path(f"/proc/{pid}/environ").read_text("utf-8")


def lowest_free_descriptor() -> int:
    """The number of the next opened file; as a limit, it lets no more files be opened."""
    with open(os.devnull) as file:  # noqa: PTH123
        return file.fileno()


def open_files_of(pid: int) -> set[str]:
    return {str(link.readlink()).partition(":")[0] for link in Path(f"/proc/{pid}/fd").iterdir()}


def size_of(picture: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(picture), formats=["PNG"]) as image:
        return image.size


async def test_a_photo_becomes_a_safe_png_and_the_process_stays_for_the_next_one() -> None:
    async with pool() as decoders:
        assert decoders.processes == [], "started when it is first needed"
        assert size_of(await decoders.png(photo())) == (256, 192)
        first = decoders.processes
        assert size_of(await decoders.png(photo("red"))) == (256, 192)
        assert decoders.processes == first


async def test_what_is_no_picture_is_refused_in_the_engines_words() -> None:
    async with pool() as decoders:
        for data in (b"", b"%PDF-1.7", photo()[:1000], hostile.giant_tile(), hostile.many_scans()):
            with pytest.raises(BadImage) as expected:
                images.decode(data, limits=LIMITS)
            with pytest.raises(BadImage) as caught:
                await decoders.png(data)
            assert (caught.value.text, caught.value.code, caught.value.values) == (
                expected.value.text,
                expected.value.code,
                expected.value.values,
            )
        assert len(decoders.processes) == 1, "none of these cost a process its life"


async def test_an_animation_becomes_a_safe_one_of_limited_size() -> None:
    frames = [Image.new("RGB", (640, 480), (at, 0, 0)) for at in (0, 90, 180)]
    gif = write_clip(frames, [100, 200, 300], plays=2, file_format="GIF").data
    async with pool() as decoders:
        assert (await decoders.picture(gif)).moves
        assert not (await decoders.picture(photo())).moves
        clip = read_clip(await decoders.clip(gif))
        assert (clip.size, clip.durations, clip.plays) == ((480, 360), (100, 200, 300), 2)
        for data, kind in (
            (photo(), "not animated"),
            (hostile.animated_webp(), "too many frames"),
            (hostile.animated_png(), "too many frames"),
            (hostile.animated_webp(200, 8_000), "too heavy"),
        ):
            with pytest.raises(BadImage) as caught:
                await decoders.clip(data)
            assert caught.value.kind == kind


async def test_what_a_taken_over_process_gives_for_an_animation_is_checked() -> None:
    async with pool(program=ROGUE) as decoders:
        with pytest.raises(BadImage) as caught:
            await decoders.clip(b"a PNG comes back")
        assert caught.value.kind == "crash"


async def test_a_picture_that_takes_too_much_computing_is_refused_and_its_process_replaced() -> None:
    async with pool(Budget(1, 600.0, 2**32)) as decoders:
        with pytest.raises(BadImage) as caught:
            await decoders.png(hostile.slow_picture())
        assert (caught.value.kind, caught.value.values) == ("too costly", {"what": "time"})
        assert "PNG or JPEG" in caught.value.hint
        assert size_of(await decoders.png(photo())) == (256, 192)


async def test_a_picture_that_takes_too_long_is_refused_though_it_computes_nothing() -> None:
    async with pool(Budget(600, 0.1, 2**32), program=ROGUE) as decoders:
        with pytest.raises(BadImage) as caught:
            await decoders.png(b"hang")
        assert (caught.value.kind, caught.value.values) == ("too costly", {"what": "time"})


@linux
async def test_a_picture_that_takes_too_much_memory_is_refused() -> None:
    async with pool(Budget(60, 600.0, 300 * 2**20)) as decoders:
        with pytest.raises(BadImage) as caught:
            await decoders.png(hostile.large_webp())
        assert (caught.value.kind, caught.value.values) == ("too costly", {"what": "memory"})
        assert size_of(await decoders.png(photo())) == (256, 192)


@linux
async def test_the_largest_picture_that_is_accepted_fits_the_budget() -> None:
    async with pool(Budget(60, 600.0, budget_for(LIMITS).memory)) as decoders:
        assert size_of(await decoders.png(hostile.large_webp())) == (256, 256)


async def test_a_process_that_the_system_ends_is_replaced_and_the_picture_read_once_more() -> None:
    async with pool(Budget(600, 600.0, 2**32)) as decoders:
        reading = asyncio.create_task(decoders.png(hostile.slow_picture(2000)))
        await until(lambda: decoders.processes, what="a process")
        (first,) = decoders.processes
        os.kill(first, signal.SIGKILL)
        assert size_of(await reading) == (256, 256)
        assert decoders.processes != [first]


async def test_a_picture_that_kills_two_processes_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    async with pool(program=ROGUE) as decoders:
        with pytest.raises(BadImage) as caught:
            await decoders.png(b"abort")
        assert caught.value.kind == "crash"
        assert caplog.text.count("A decoder died over a picture of 5 bytes") == 2
        assert size_of(await decoders.png(b"the next one's")) == (8, 8)


@pytest.mark.parametrize(
    "answer", [b"garbage", b"nested", b"odd error", b"odd memory", b"endless", b"twice", b"wrong size", b"no picture"]
)
async def test_an_answer_that_cannot_be_is_not_taken_and_its_process_not_asked_again(answer: bytes) -> None:
    async with pool(program=ROGUE) as decoders:
        with pytest.raises(BadImage) as caught:
            await decoders.png(answer)
        assert caught.value.kind == "crash"
        await until(lambda: decoders.processes == [], what="its end")
        assert size_of(await decoders.png(b"the next one's")) == (8, 8)


async def test_a_process_that_keeps_much_memory_is_replaced() -> None:
    async with pool(program=ROGUE) as decoders:
        await decoders.png(b"modest")
        first = decoders.processes
        await decoders.png(b"greedy")
        await until(lambda: decoders.processes == [], what="its end")
        await decoders.png(b"modest")
        assert decoders.processes != first


async def test_what_libraries_print_is_for_the_log_alone(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, "bot.runtime.decoder_process")
    async with pool(program=ROGUE) as decoders:
        await decoders.png(b"noise")
    assert "libtiff: bad" in caplog.text
    assert "\x1b" not in caplog.text
    assert len(caplog.text) < 100_000, "a million bytes were printed"
    assert all(record.levelno == logging.DEBUG for record in caplog.records if "says" in record.getMessage())
    assert capfd.readouterr() == ("", "")


async def test_a_person_who_gives_up_does_not_keep_a_process_busy() -> None:
    async with pool(program=ROGUE) as decoders:
        reading = asyncio.create_task(decoders.png(b"hang"))
        await until(lambda: decoders.processes, what="a process")
        reading.cancel()
        assert size_of(await decoders.png(b"another person's")) == (8, 8)


async def test_closing_ends_a_picture_that_is_being_read_at_once() -> None:
    async with pool(program=ROGUE, count=2) as decoders:
        reading = [asyncio.create_task(decoders.png(b"hang")) for _ in range(3)]
        await until(lambda: len(decoders.processes) == 2, what="two processes")
        await decoders.close()
        for read in reading:
            with pytest.raises(UserError) as caught:
                await read
            assert caught.value.code == "restarting"


@linux
async def test_too_many_open_files_are_not_the_pictures_fault() -> None:
    async with pool() as decoders:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free_descriptor(), hard))
        try:
            with pytest.raises(OutOfResources) as caught:
                await decoders.png(photo())
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert caught.value.code == "no-files"
        assert size_of(await decoders.png(photo())) == (256, 192)


@linux
async def test_a_process_gets_no_secrets_and_a_low_priority(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "geheim")
    async with pool() as decoders:
        await decoders.png(photo())
        (pid,) = decoders.processes
        assert "geheim" not in environment_of(pid)
        assert open_files_of(pid) == {"pipe"}
        assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)


PARENT = """if True:
    import asyncio
    from bot.runtime.decoder_pool import Decoders
    from nst.images import Limits
    from tests.hostile import slow_picture
    from tests.polling import until

    async def main():
        decoders = Decoders(Limits(), 256)
        reading = asyncio.create_task(decoders.png(slow_picture(4000)))
        await until(lambda: decoders.processes, what="a process")
        print(*decoders.processes, flush=True)
        await asyncio.sleep(600)

    asyncio.run(main())
"""


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_no_process_outlives_a_bot_that_is_killed(how: signal.Signals) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    pid = int(await parent.stdout.readline())
    parent.send_signal(how)
    await parent.communicate()
    await until(lambda: not alive(pid), what="the end of the process")

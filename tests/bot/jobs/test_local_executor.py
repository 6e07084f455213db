"""The engine's threads."""

import asyncio
import logging
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.jobs.executor import Cancelled, Failed, Finished, PaintTask, StepReport
from bot.jobs.local_executor import LocalExecutor
from bot.parameters.recipes import recipe as instant
from bot.runtime.blocking import run_blocking
from nst import images
from nst.artworks import STYLE_SIZE, artwork, style_file
from nst.errors import EngineFailure
from nst.motion.reading import read_clip
from nst.motion.writing import write_clip
from nst.networks.encoders import Encoder
from nst.recipes import recipe
from tests.bot.doubles import png
from tests.bot.stepped_painter import PARAMS, SteppedPainter, events
from tests.polling import PATIENCE, until

ROOT = Path(__file__).parents[3]


def task(name: str = "task") -> PaintTask:
    return PaintTask(name, png("red"), (png("blue"),), PARAMS)


@pytest.fixture
def painter() -> SteppedPainter:
    return SteppedPainter()


@pytest.fixture
async def executor(painter: SteppedPainter) -> AsyncIterator[LocalExecutor]:
    executor = LocalExecutor(["cpu"], painter=painter, preview_size=64, preview_seconds=0)
    yield executor
    painter.go.release(1000)
    await executor.close()


async def test_a_picture_is_painted_in_a_thread(executor: LocalExecutor, painter: SteppedPainter) -> None:
    painter.go.release(3)
    await executor.submit(task())
    *steps, end = await events(executor)
    assert isinstance(end, Finished)
    assert Image.open(BytesIO(end.picture)).getpixel((0, 0)) == (0, 128, 0)
    assert end.summary["params"]["recipe"] == "draft"
    assert painter.started == [("task", "cpu")]
    assert painter.closed == ["task"]
    assert all(isinstance(step, StepReport) for step in steps)


async def test_the_steps_are_told_with_a_preview(executor: LocalExecutor, painter: SteppedPainter) -> None:
    await executor.submit(task())
    watching = executor.watch("task")
    for number in (1, 2):
        painter.go.release()
        step = await anext(watching)
        assert isinstance(step, StepReport)
        assert (step.step, step.steps, step.style_loss, step.content_loss) == (number, 3, 0.5, 0.25)
        assert (step.elapsed, step.remaining) == (1.0, 2.0)
        preview = Image.open(BytesIO(step.preview or b""))
        assert (preview.format, preview.size) == ("JPEG", (64, 32))
    painter.go.release()
    assert [type(event) async for event in watching] == [Finished]


async def test_a_slow_watcher_sees_the_newest_step_and_does_not_lose_the_preview() -> None:
    painter = SteppedPainter(steps=100)
    executor = LocalExecutor(["cpu"], painter=painter, preview_seconds=1000)
    await executor.submit(task())
    watching = executor.watch("task")
    painter.go.release(50)
    await until(lambda: painter.waits["task"] == 51, what="fifty steps")
    await asyncio.sleep(0)
    step = await anext(watching)
    assert isinstance(step, StepReport)
    assert (step.step, step.preview is not None, painter.previews) == (50, True, 1)
    painter.go.release(1)
    step = await anext(watching)
    assert isinstance(step, StepReport)
    assert (step.step, step.preview) == (51, None)
    painter.go.release(49)
    assert isinstance([event async for event in watching][-1], Finished)
    await executor.close()


async def test_cancelling_stops_the_painter(executor: LocalExecutor, painter: SteppedPainter) -> None:
    await executor.submit(task())
    painter.go.release()
    await until(lambda: painter.started)
    await executor.cancel("task")
    await executor.cancel("task")
    await executor.cancel("nosuchtask")
    assert (await events(executor))[-1] == Cancelled()
    painter.go.release()
    await until(lambda: painter.closed)
    assert painter.go.acquire(blocking=False) or painter.steps == 3


async def test_a_task_cancelled_before_its_turn_is_never_painted(
    executor: LocalExecutor, painter: SteppedPainter
) -> None:
    await executor.submit(task("first"))
    await executor.submit(task("second"))
    await executor.cancel("second")
    assert await events(executor, "second") == [Cancelled()]
    painter.go.release(3)
    assert isinstance((await events(executor, "first"))[-1], Finished)
    await executor.submit(task("third"))
    painter.go.release(3)
    await events(executor, "third")
    assert [name for name, _ in painter.started] == ["first", "third"]


async def test_each_device_has_a_thread(painter: SteppedPainter) -> None:
    executor = LocalExecutor(["cuda:0", "cuda:1"], painter=painter)
    assert executor.slots == 2
    for name in ("one", "two"):
        await executor.submit(task(name))
    await until(lambda: len(painter.started) == 2)
    assert {device for _, device in painter.started} == {"cuda:0", "cuda:1"}
    painter.go.release(10)
    await executor.close()


async def test_a_failure_that_people_can_understand_is_told_as_it_is(
    executor: LocalExecutor, painter: SteppedPainter
) -> None:
    painter.error = EngineFailure("There is not enough memory.", hint="Try a smaller size.")
    painter.go.release()
    await executor.submit(task())
    assert await events(executor) == [Failed("There is not enough memory. Try a smaller size.")]


async def test_any_other_failure_is_a_reference_to_the_log(
    executor: LocalExecutor, painter: SteppedPainter, caplog: pytest.LogCaptureFixture
) -> None:
    painter.error = ZeroDivisionError("secret detail")
    painter.go.release()
    await executor.submit(task())
    [failed] = await events(executor)
    assert isinstance(failed, Failed)
    assert "secret" not in failed.message
    assert failed.reference
    assert failed.reference in caplog.text
    assert "ZeroDivisionError" in caplog.text

    painter.error = None
    painter.go.release(3)
    await executor.submit(task("next"))
    assert isinstance((await events(executor, "next"))[-1], Finished), "the thread goes on"


async def test_a_painter_that_stops_early_is_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    executor = LocalExecutor(["cpu"], painter=lambda task, device: (_ for _ in ()))
    await executor.submit(task())
    [failed] = await events(executor)
    assert isinstance(failed, Failed)
    assert failed.reference
    await executor.close()


async def test_closing_cancels_everything_and_leaves_no_thread(painter: SteppedPainter) -> None:
    executor = LocalExecutor(["cpu"], painter=painter)
    before = threading.active_count()
    await executor.submit(task("running"))
    await executor.submit(task("waiting"))
    await until(lambda: painter.started)
    watched = asyncio.gather(events(executor, "running"), events(executor, "waiting"))
    painter.go.release()
    await executor.close()
    assert [end[-1] for end in await watched] == [Cancelled(), Cancelled()]
    assert painter.closed == ["running"]
    assert not any(thread.name.startswith("paint on") for thread in threading.enumerate())
    assert threading.active_count() <= before + 1, "one of asyncio's own may have been started"


async def test_closing_does_not_wait_for_ever_for_a_device_that_hangs(
    painter: SteppedPainter, caplog: pytest.LogCaptureFixture
) -> None:
    executor = LocalExecutor(["cpu"], painter=painter)
    await executor.submit(task())
    await until(lambda: painter.started)
    with caplog.at_level(logging.WARNING):
        await executor.close(patience=0.01)
    assert "does not stop" in caplog.text
    painter.go.release()
    await until(lambda: painter.closed)


async def test_closing_what_never_worked_is_quick(painter: SteppedPainter) -> None:
    await LocalExecutor(["cpu"], painter=painter).close()


async def test_the_loop_goes_on_while_something_blocks() -> None:
    release = threading.Event()
    blocked = asyncio.create_task(run_blocking(release.wait, PATIENCE))
    await asyncio.sleep(0)
    release.set()
    assert await blocked is True


async def test_the_real_engine_paints(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch  # noqa: PLC0415

    from nst.networks import encoders, weights  # noqa: PLC0415

    threads: list[int] = []
    loads: list[tuple[str, str, None]] = []

    def load_encoder(name: str, *, device: str, folder: None) -> Encoder:
        loads.append((name, device, folder))
        return encoders.pocket().eval().requires_grad_(requires_grad=False)

    monkeypatch.setattr(torch, "set_num_threads", threads.append)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(weights, "load_encoder", load_encoder)
    executor = LocalExecutor(["auto"], encoder="pocket", threads=1)
    params = recipe("draft", size=32, steps=2, scales=1)
    for name in ("first", "second"):
        await executor.submit(PaintTask(name, png("red"), (png("blue"),), params))
        end = (await events(executor, name))[-1]
        assert isinstance(end, Finished), end
        assert Image.open(BytesIO(end.picture)).size == (32, 24)
        assert (end.summary["device"], end.summary["steps"]) == ("cpu", 2)
    assert (loads, threads) == ([("pocket", "cpu", None)], [1]), "the encoder is loaded once"
    await executor.close()


def test_no_service_loads_torch_or_discord() -> None:
    packages = ["challenges", "jobs", "parameters", "people", "runtime", "storage", "styles"]
    folders = [ROOT / "bot" / package for package in packages]
    files = [file for folder in folders for file in folder.glob("*.py") if file.stem not in {"__init__", "__main__"}]
    names = ", ".join(".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files)
    code = f"import sys, bot.settings, {names}; print({{'torch', 'discord'}} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"


async def test_an_instant_picture_is_painted_beside_another_task(
    executor: LocalExecutor, painter: SteppedPainter
) -> None:
    await executor.submit(task("slow"))
    await executor.submit(task("second"))
    await executor.submit(replace(task("quick"), networks=(b"a network",)))
    await until(lambda: len(painter.started) == 2, what="two tasks at once")
    assert {name for name, _ in painter.started} == {"slow", "quick"}
    assert (executor.slots, executor.instant_slots) == (1, 1)


async def test_a_learned_style_is_painted_in_one_step_with_its_losses() -> None:
    executor = LocalExecutor(["cpu"], encoder="pocket", threads=1)
    photo, style = images.encode_png(artwork("fox", 96)), images.encode_png(artwork("neon", STYLE_SIZE))
    networks = (style_file("neon").read_bytes(),)
    try:
        await executor.submit(PaintTask("task", photo, (style,), instant("instant", size=96), networks=networks))
        (end,) = await events(executor)
        await executor.submit(PaintTask("task", photo, (style,), instant("instant", size=96), networks=networks))
        (again,) = await events(executor)
    finally:
        await executor.close()
    assert isinstance(end, Finished)
    assert isinstance(again, Finished)
    assert end.picture == again.picture
    assert Image.open(BytesIO(end.picture)).size == images.decode_own(photo).size
    before, after = end.summary["style_loss"]
    assert after < before
    assert (end.summary["steps"], end.summary["encoder"]) == (1, "pocket")


async def test_an_animation_is_painted_frame_by_frame() -> None:
    executor = LocalExecutor(["cpu"], encoder="pocket", threads=1, preview_seconds=0)
    fox = artwork("fox", 80)
    frames = [fox.crop((at, at, at + 64, at + 48)) for at in (0, 2, 4)]
    clip = write_clip(frames, [120, 40, 90], plays=2).data
    photo, style = images.encode_png(frames[0]), images.encode_png(artwork("neon", STYLE_SIZE))
    networks = (style_file("neon").read_bytes(),)
    task = PaintTask("task", photo, (style,), instant("instant", size=64), networks=networks, clip=clip)
    try:
        await executor.submit(task)
        *steps, end = await events(executor)
    finally:
        await executor.close()
    assert isinstance(end, Finished)
    assert all(isinstance(step, StepReport) and step.steps == 3 for step in steps)
    painted = read_clip(end.clip or b"")
    assert (painted.durations, painted.plays, painted.size) == ((120, 40, 90), 2, frames[0].size)
    assert (end.summary["frames"], tuple(end.summary["size"])) == (3, frames[0].size)
    before, after = end.summary["style_loss"]
    assert after < before
    assert images.decode_own(end.picture).size == frames[0].size

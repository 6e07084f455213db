"""Learning with the real engine, in the executor's thread."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.jobs.executor import Cancelled, Learned, LearnTask, StepReport
from bot.jobs.learner import SUFFIX
from bot.jobs.local_executor import LocalExecutor
from nst import images
from nst.artworks import artwork
from nst.instant.digests import learned_painting, painting_digest

PAINTING = artwork("waves", 256)


def task(time_limit: float) -> LearnTask:
    return LearnTask("waves", images.encode_png(PAINTING), time_limit)


@pytest.fixture
async def executor(tmp_path: Path) -> AsyncIterator[LocalExecutor]:
    executor = LocalExecutor(["cpu"], threads=1, learning_dir=tmp_path / "learning")
    yield executor
    await executor.close(patience=60)


async def test_a_style_is_learned_within_its_time(executor: LocalExecutor, tmp_path: Path) -> None:
    await executor.submit(task(0.5))
    *steps, end = [event async for event in executor.watch("waves")]
    assert isinstance(end, Learned)
    assert learned_painting(end.network) == painting_digest(PAINTING)
    assert all(isinstance(step, StepReport) for step in steps)
    assert not list((tmp_path / "learning").iterdir()), "what was half learned is needed no more"


async def test_what_was_learned_before_a_break_is_not_lost(executor: LocalExecutor, tmp_path: Path) -> None:
    await executor.submit(task(60))
    before = 0
    async for event in executor.watch("waves"):
        if isinstance(event, StepReport):
            before = event.step
            await executor.cancel("waves")
        else:
            assert isinstance(event, Cancelled)
    await executor.close(patience=60)
    assert (tmp_path / "learning" / f"waves{SUFFIX}").exists()

    restarted = LocalExecutor(["cpu"], threads=1, learning_dir=tmp_path / "learning")
    await restarted.submit(task(60))
    first = await anext(restarted.watch("waves"))
    assert isinstance(first, StepReport)
    assert first.step > before
    await restarted.close(patience=60)

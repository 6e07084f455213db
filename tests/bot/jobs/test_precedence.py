"""Who works first on a device: instant pictures, then the others, then learning."""

import asyncio
import time
from collections.abc import Awaitable

from bot.jobs.executor import PaintTask
from bot.jobs.worker_threads import Precedence, Run
from tests.bot.doubles import png
from tests.bot.stepped_painter import PARAMS
from tests.polling import PATIENCE


def usual_picture() -> Run:
    return Run(PaintTask("usual", png("red"), (png("blue"),), PARAMS), asyncio.get_running_loop())


def before_a_step(precedence: Precedence, run: Run, *, patience: float) -> Awaitable[None]:
    return asyncio.to_thread(precedence.let_instant_go_first, run, patience=patience)


async def test_a_picture_waits_before_its_next_step_until_the_instant_ones_are_done() -> None:
    precedence, run = Precedence(), usual_picture()
    precedence.begin(instant=False)
    await before_a_step(precedence, run, patience=10 * PATIENCE)  # none is there
    for _ in range(2):
        precedence.begin(instant=True)
    step = asyncio.ensure_future(before_a_step(precedence, run, patience=10 * PATIENCE))
    precedence.end(instant=True)
    await asyncio.sleep(0)
    assert not step.done(), "another one is there"
    precedence.end(instant=True)
    async with asyncio.timeout(PATIENCE):
        await step


async def test_a_picture_goes_on_when_instant_ones_never_end() -> None:
    precedence, patience, since = Precedence(), 0.05, time.monotonic()
    precedence.begin(instant=True)
    async with asyncio.timeout(PATIENCE):
        await before_a_step(precedence, usual_picture(), patience=patience)
    assert time.monotonic() - since >= patience, "it has waited"


async def test_a_picture_that_is_cancelled_waits_no_longer() -> None:
    precedence, run = Precedence(), usual_picture()
    precedence.begin(instant=True)
    step = asyncio.ensure_future(before_a_step(precedence, run, patience=10 * PATIENCE))
    await asyncio.sleep(0)
    precedence.stop(run)
    async with asyncio.timeout(PATIENCE):
        await step

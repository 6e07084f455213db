"""Background tasks and reports."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.runtime.background import Background, Reporter
from tests.bot.doubles import Driver
from tests.polling import until


async def test_a_task_that_fails_is_in_the_log_under_its_name(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ValueError("oh")

    background = Background()
    background.spawn(fail(), name="feeding the cat")
    await until(lambda: caplog.records)
    assert "feeding the cat" in caplog.text
    assert "ValueError: oh" in caplog.text


@pytest.mark.parametrize("turns", [0, 1])
async def test_closing_ends_what_still_runs(turns: int) -> None:
    """Also tasks started just now: a coroutine that is never awaited gives a warning, which fails a test."""
    ended: list[bool] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    background = Background()
    background.spawn(work(), name="work")
    for _ in range(turns):
        await asyncio.sleep(0)
    await background.close()
    assert ended == [True]


class Speaker:
    def __init__(self) -> None:
        self.news = 0
        self.begun: list[int] = []
        self.said: list[int] = []
        self.hold = asyncio.Event()
        self.hold.set()

    async def say(self) -> None:
        said = self.news
        self.begun.append(said)
        await self.hold.wait()
        self.said.append(said)


@pytest.fixture(params=["a task of the loop", "a driver"])
async def background(request: pytest.FixtureRequest) -> AsyncIterator[Background]:
    driver = Driver()
    async with driver.running():
        background = Background() if request.param == "a task of the loop" else Background(driver.start)
        yield background
        await background.close()


def reporter(speaker: Speaker, background: Background, *, period: float = 0.0) -> Reporter:
    return Reporter(speaker.say, period=period, background=background, name="reports")


async def ended() -> None:
    """Wait until no reporter has a task."""
    await until(lambda: not any(task.get_name().startswith("reports") for task in asyncio.all_tasks()))


async def test_news_are_said_at_once_and_the_newest_of_many_once(background: Background) -> None:
    speaker = Speaker()
    reports = reporter(speaker, background)
    speaker.hold.clear()
    speaker.news = 1
    reports.poke()
    await until(lambda: speaker.begun)
    for speaker.news in range(2, 10):
        reports.poke()
    speaker.hold.set()
    await ended()
    assert speaker.said == [1, 9]
    speaker.news = 10
    reports.poke()
    await until(lambda: speaker.said == [1, 9, 10])


async def test_between_two_reports_some_time_passes(background: Background) -> None:
    speaker = Speaker()
    reports = reporter(speaker, background, period=1000)
    reports.poke()
    await until(lambda: speaker.said == [0])
    reports.poke()
    await asyncio.sleep(0.02)
    assert speaker.said == [0]
    await reports.close()


async def test_closing_lets_a_report_on_its_way_arrive_but_no_other(background: Background) -> None:
    speaker = Speaker()
    reports = reporter(speaker, background)
    speaker.hold.clear()
    reports.poke()
    await until(lambda: speaker.begun)
    reports.poke()
    closing = asyncio.create_task(reports.close(grace=10))
    await asyncio.sleep(0)
    speaker.hold.set()
    await closing
    reports.poke()
    await asyncio.sleep(0.02)
    assert speaker.said == [0]


async def test_closing_does_not_wait_long_for_a_report_that_hangs(background: Background) -> None:
    speaker = Speaker()
    reports = reporter(speaker, background)
    speaker.hold.clear()
    reports.poke()
    await until(lambda: speaker.begun)
    await reports.close(grace=0.01)
    speaker.hold.set()
    await asyncio.sleep(0.02)
    assert speaker.said == []


async def test_a_report_that_fails_does_not_stop_the_next(
    background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[int] = []

    async def say() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("no connection")

    reports = Reporter(say, period=0, background=background, name="reports of job 7")
    reports.poke()
    await until(lambda: calls)
    await ended()
    reports.poke()
    await until(lambda: len(calls) == 2)
    assert "reports of job 7" in caplog.text

"""Saved styles are learned when there is nothing to paint."""

import asyncio
import threading
from collections.abc import Generator
from pathlib import Path

import discord
import pytest

from bot.app import App
from bot.jobs.executor import Learned, LearnTask, StepReport
from nst.artworks import style_file
from tests.cogs.people.test_admin import make_owner
from tests.cogs.world import World, buttons, picture, reply, text
from tests.polling import PATIENCE, until

pytestmark = pytest.mark.settings(instant=True, learning=True)
WILL_BE_INSTANT = "Then pictures in it are there at once"  # it is learned already, or has to wait


class SteppedLearner:
    """Learns in three steps, each when the test says so. What it has learned is a network of ours."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)
        self.steps: list[str] = []
        self.error: Exception | None = None

    def __call__(self, task: LearnTask, device: str) -> Generator[StepReport | Learned, None, None]:
        assert device == "cpu"
        for step in (1, 2, 3):
            self.steps.append(task.id)
            assert self.go.acquire(timeout=2 * PATIENCE)
            if self.error:
                raise self.error
            yield StepReport(step, 3, 0.5, 0.2, step * 60.0, 120.0)
        yield Learned(style_file("comic").read_bytes())


@pytest.fixture
def learner() -> SteppedLearner:
    return SteppedLearner()


@pytest.fixture(autouse=True)
def _ends(world: World, learner: SteppedLearner) -> Generator[None, None, None]:
    yield
    learner.go.release(1000)


async def save(world: World, **options: str) -> str:
    """Alice saves a style; what she is told."""
    await world.begin()
    saved = await world.alice.slash(
        world.channel, "style save", name="Dusk", image=("dusk.png", picture("navy")), **options
    )
    return text(saved.response)


async def listed(world: World) -> str:
    return text((await world.alice.slash(world.channel, "style list", which="mine")).response)


def networks(app: App) -> list[Path]:
    return [file for file in app.services.settings.networks_dir.rglob("*") if file.is_file()]


async def learned(world: World) -> None:
    async with asyncio.timeout(PATIENCE):
        while "⚡ instant" not in await listed(world):
            pass


async def test_a_saved_style_is_learned_and_then_paints_at_once(world: World, learner: SteppedLearner) -> None:
    assert WILL_BE_INSTANT in await save(world)
    await until(lambda: learner.steps, what="learning")
    learner.go.release()
    await until(lambda: len(learner.steps) == 2, what="a step")
    assert "learning, ready at about" in await listed(world)
    await world.finished(await world.stylize(style=None, saved="dusk"))
    learner.go.release(2)
    await learned(world)
    assert "⚡ instant" in await listed(world)
    result = await world.finished(await world.stylize(style=None, saved="dusk"))
    assert [task.params.recipe for task in world.painter.painted] == ["standard", "instant"]
    assert world.painter.painted[1].networks == (style_file("comic").read_bytes(),)
    assert "instant" in text(result).splitlines()[0]


async def test_a_person_is_told_once_if_they_like(world: World, learner: SteppedLearner) -> None:
    await world.begin()
    saved = await world.alice.slash(world.channel, "style save", name="Dusk", image=("d.png", picture("navy")))
    assert buttons(reply(saved)) == ["Paint with this", "Tell me"]
    told = await world.alice.click(reply(saved), label="Tell me")
    assert "I write to you as soon as I have learned **Dusk**" in text(told.response)
    learner.go.release(3)
    (message,) = await until(world.alice.user.dm_channel.history, what="the notice")
    assert "I have learned **Dusk**" in text(message)
    again = await world.alice.click(reply(saved), label="Tell me")
    assert "I have learned **Dusk** already" in text(again.response)


async def test_learning_gives_way_to_a_picture(world: World, learner: SteppedLearner) -> None:
    await save(world)
    await until(lambda: learner.steps, what="learning")
    world.painter.hold(after=1)
    slow = await world.stylize()
    await until(lambda: "step 1 of 4" in text(slow.response), what="progress")
    learner.go.release(3)
    assert len(learner.steps) <= 2, "at most the step that had begun, and no other"
    world.painter.release()
    await world.finished(slow)
    await learned(world)


async def test_the_owner_sees_what_is_learned(world: World, learner: SteppedLearner) -> None:
    await save(world)
    await until(lambda: learner.steps, what="learning")
    value = world.app.metrics.registry.get_sample_value
    assert (value("chameleon_styles_waiting"), value("chameleon_styles_learning")) == (1, 1)
    boss = world.guild.create_role("boss", permissions=discord.Permissions(administrator=True))
    olga = world.guild.add_member(world.env.create_user("olga"), roles=[boss])
    make_owner(world, olga)
    told = text((await olga.slash(world.channel, "admin queue")).response)
    assert "One style is still to be learned; the present one is done" in told
    learner.go.release(3)
    await learned(world)
    await until(lambda: value("chameleon_styles_ended_total", {"outcome": "learned"}) == 1, what="the count")
    assert "learned" not in text((await olga.slash(world.channel, "admin queue")).response)


async def test_a_removed_style_takes_its_network_along(world: World, learner: SteppedLearner) -> None:
    learner.go.release(3)
    await save(world)
    await learned(world)
    assert len(networks(world.app)) == 1
    await world.alice.slash(world.channel, "style remove", style="Dusk")
    assert networks(world.app) == []


async def test_what_cannot_be_learned_can_still_be_painted_with(world: World, learner: SteppedLearner) -> None:
    learner.error = RuntimeError("no")
    learner.go.release(1000)
    await save(world)
    while "learn" in await listed(world):
        world.app.services.learning.wake()
    assert len(learner.steps) == 3
    await world.finished(await world.stylize(style=None, saved="dusk"))
    assert world.painter.painted[0].params.recipe == "standard"


@pytest.mark.settings(instant=True, learning=True, learned_per_user=0, learned_per_server=1)
async def test_a_host_limits_what_is_learned(world: World, learner: SteppedLearner) -> None:
    assert "learn" not in await save(world)
    assert WILL_BE_INSTANT in await save(world, **{"for": "guild"})
    assert len(set(learner.steps)) <= 1

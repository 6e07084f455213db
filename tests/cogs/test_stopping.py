"""The bot stops while it answers a person: the person gets the answer first, or is told about the restart."""

import asyncio
from typing import Any

import pytest

from tests.cogs.world import World, picture, text, told_privately
from tests.polling import until


@pytest.fixture
def slow_intake(world: World, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Make reading pictures wait until the test sets the event."""
    go = asyncio.Event()
    intake = world.app.services.intake
    read = intake.read

    async def slow(*about: Any, **options: Any) -> Any:
        await go.wait()
        return await read(*about, **options)

    monkeypatch.setattr(intake, "read", slow)
    return go


async def test_who_is_being_answered_for_too_long_is_told_to_try_again(
    world: World, slow_intake: asyncio.Event
) -> None:
    await world.begin()
    asking = asyncio.ensure_future(world.stylize())
    await until(lambda: world.app.services.open_answers, what="an open answer")
    await world.app.services.open_answers.close(patience=0.01, telling=60)
    assert "I am being restarted" in told_privately(await asking)
    assert not world.app.services.open_answers


async def test_who_wrote_a_message_is_told_so_too(world: World, slow_intake: asyncio.Event) -> None:
    await world.begin()
    writing = asyncio.ensure_future(world.write(world.alice, "", ("a.png", picture()), ("b.png", picture("navy"))))
    await until(lambda: world.app.services.open_answers, what="an open answer")
    await world.app.services.open_answers.close(patience=0.01, telling=60)
    await writing
    assert "I am being restarted" in text(world.alice.user.dm_channel.last_message)


async def test_who_is_answered_soon_is_waited_for(world: World, slow_intake: asyncio.Event) -> None:
    await world.begin()
    asking = asyncio.ensure_future(world.stylize())
    await until(lambda: world.app.services.open_answers, what="an open answer")
    closing = asyncio.ensure_future(world.app.services.open_answers.close(patience=60))
    slow_intake.set()
    await closing
    await world.finished(await asking)

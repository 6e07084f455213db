"""Old data works after an update: the database, its pictures, and the buttons below old posts."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
import pytest_asyncio
from discord import ui

from bot.jobs.job import Job, State
from bot.parameters.codes import read_recipe
from bot.settings import Settings
from bot.storage.files import FileStore
from nst import recipe
from tests.bot.doubles import job
from tests.bot.storage.versions import FORMER_PARAMS, write_version
from tests.cogs.world import World, colour_of, picture, reply, text

PAINTED_WITH = recipe("draft", init="noise", normalization="mean", as_published=True)  # `FORMER_PARAMS` of today
OLD = "5f1d0c7e9a3b"
LABELS = {"Again": f"job:again:{OLD}", "Details": f"job:details:{OLD}", "Original": f"job:original:{OLD}"}


@pytest_asyncio.fixture
async def settings(settings: Settings, tmp_path: Path) -> AsyncIterator[Settings]:
    """Settings with a data folder from an older version, which has one finished picture."""
    files = FileStore(settings.files_dir)
    content, style, result = [await files.put(picture(colour)) for colour in ("teal", "orange", "purple")]
    (tmp_path / "chameleon.db").unlink()
    write_version(tmp_path / "chameleon.db", "0006_failures", finished_job(content, style, result))
    yield settings


def finished_job(content: str, style: str, result: str) -> Job:
    summary = {
        "encoder": "pocket",
        "device": "cpu",
        "seconds": 2.0,
        "steps": 4,
        "size": [64, 48],
        "style_loss": [0.42, 0.1],
        "content_loss": [0.0, 0.31],
        "note": "",
        "params": FORMER_PARAMS,
    }
    return job(
        OLD,
        content=content,
        styles=(style,),
        picture=result,
        state=State.DONE,
        delivered=True,
        finished_at=datetime.now(UTC),
        summary=summary,
    )


async def old_post(world: World) -> discord.Message:
    """The post of the older version."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.ActionRow(*(ui.Button(label=label, custom_id=id_) for label, id_ in LABELS.items())))
    channel = world.app.client.get_partial_messageable(world.channel.id, guild_id=world.guild.id)
    return await channel.send(view=view)


async def test_an_old_picture_is_painted_again(world: World) -> None:
    await world.begin()
    asked = await world.alice.click(await old_post(world), custom_id=LABELS["Again"])
    await world.finished(asked)
    assert colour_of(world.painter.painted[-1].content) == (0, 128, 128)
    assert colour_of(world.painter.painted[-1].styles[0]) == (255, 165, 0)
    assert world.painter.painted[-1].params == replace(PAINTED_WITH, seed=world.painter.painted[-1].params.seed)


@pytest.mark.parametrize(("label", "word"), [("Details", "pocket"), ("Original", "")])
async def test_an_old_picture_is_told_about(world: World, label: str, word: str) -> None:
    await world.begin()
    asked = await world.alice.click(await old_post(world), custom_id=LABELS[label])
    assert word in text(reply(asked))


async def test_an_old_picture_has_a_recipe_that_is_read_today(world: World) -> None:
    await world.begin()
    asked = await world.alice.click(await old_post(world), custom_id=LABELS["Details"])
    (line,) = [line for line in text(reply(asked)).splitlines() if line.startswith("CH1;")]
    assert read_recipe(line) == PAINTED_WITH

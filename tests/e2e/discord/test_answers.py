"""Answers that are lost, late or slow: what somebody asked for comes all the same, in the reply that they look at."""

from typing import Any

import pytest

from tests.discord_server.server import DiscordServer
from tests.discord_server.state import Interaction
from tests.e2e.discord.pictures import file, finished, pair, shows_picture
from tests.polling import until

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
CALLBACK, FILES = "/interactions/.*/callback", "/cdn/.*"

LOST: dict[str, dict[str, Any]] = {
    "the line is cut": {"status": 0, "taken": True},
    "the line is cut twice": {"status": 0, "taken": True, "times": 2},
    "502 though taken": {"status": 502, "taken": True},
    "503 though taken": {"status": 503, "taken": True},
}


def complaints(discord: DiscordServer, asked: Interaction) -> list[str]:
    """What was said besides the reply."""
    return [message.text for message in asked.followups]


@pytest.mark.parametrize("trouble", LOST.values(), ids=LOST)
async def test_the_answer_to_the_acknowledgement_is_lost(
    shared_discord: DiscordServer, trouble: dict[str, Any]
) -> None:
    alice = shared_discord.person("Alice")
    shared_discord.bad_day("POST", CALLBACK, **trouble)
    asked = await alice.slash("stylize", **pair())
    await shared_discord.eventually(lambda: shows_picture(asked.reply), within=60, what="the picture in that reply")
    assert complaints(shared_discord, asked) == []


async def test_an_acknowledgement_that_did_not_arrive_is_sent_again(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    trouble = shared_discord.bad_day("POST", CALLBACK, status=502)
    asked = await alice.slash("stylize", **pair(), wait=False)
    await until(lambda: trouble.hits, what="the acknowledgement")
    await shared_discord.pass_time(1.5, step=0.25)
    await finished(asked)


@pytest.mark.parametrize("label", ["Again", "Details", "Cancel", "Delete"])
async def test_the_answer_to_a_button_is_lost(shared_discord: DiscordServer, label: str) -> None:
    alice = shared_discord.person("Alice")
    if label == "Cancel":
        await shared_discord.hold_painter()
    asked = await alice.slash("stylize", **pair())
    reply = asked.reply
    assert reply is not None
    await until(lambda: label in reply.buttons, what="the button")
    shared_discord.bad_day("POST", CALLBACK, status=0, taken=True)
    pressed = await alice.press(reply, label)
    outcome = {
        "Again": lambda: shows_picture(pressed.reply),
        "Details": lambda: pressed.reply is not None and "CH1" in pressed.reply.text,
        "Cancel": lambda: "Stopped." in reply.text,
        "Delete": lambda: reply.deleted,
    }[label]
    await shared_discord.eventually(outcome, within=60, what=label)
    await shared_discord.release_painter()
    assert complaints(shared_discord, pressed) == []


async def test_a_form_whose_answer_is_lost_paints_once(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    reply = await finished(await alice.slash("stylize", **pair()))
    form = await alice.press(reply, "Tune")
    shared_discord.bad_day("POST", CALLBACK, status=0, taken=True)
    sent = await alice.fill_in(form, seed="99")
    await shared_discord.eventually(lambda: shows_picture(sent.reply), within=60, what="the picture")


async def test_what_came_too_late_is_one_line_of_information(shared_discord: DiscordServer) -> None:
    """Discord has given up on the interaction (10062): the person has seen that, and nothing is painted for nobody."""
    alice = shared_discord.person("Alice")
    before = len(shared_discord.bot.output)
    stale = shared_discord.bad_day("POST", CALLBACK, times=None, status=404, code=10062, message="Unknown interaction")
    asked = await alice.slash("stylize", **pair(), wait=False)
    await until(lambda: stale.hits, what="the acknowledgement")
    await until(lambda: len(shared_discord.bot.output) > before, what="a line")
    await shared_discord.pass_time(5)
    said = shared_discord.bot.output[before:]
    assert [line for line in said if '"level": "ERROR"' in line or '"level": "WARNING"' in line] == []
    assert asked.reply is None
    assert stale.hits == 1


@pytest.mark.parametrize("menu", ["Use as style…", "Stylize…"])
async def test_a_slow_download_does_not_delay_the_acknowledgement(shared_discord: DiscordServer, menu: str) -> None:
    alice, bob = shared_discord.person("Alice"), shared_discord.person("Bob")
    post = await bob.write("look", file("holiday.png", "navy"))
    form = await alice.menu(menu, post)
    slow = shared_discord.bad_day("GET", FILES, status=200, delay=20.0, times=None)
    values = {"name": f"slow{menu[0].lower()}"} if menu.startswith("Use") else {}
    sent = await alice.fill_in(form, wait=False, upload=file(), **values)
    await until(lambda: slow.waiting, what="the download")
    await until(lambda: sent.callback is not None, what="the acknowledgement, while it is downloaded")
    await shared_discord.eventually(lambda: shows_picture(sent.reply), within=120, what="the picture")


async def test_a_cdn_that_stays_broken_is_explained(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    shared_discord.bad_day("GET", FILES, status=503, times=None)
    asked = await alice.slash("stylize", **pair())
    await shared_discord.eventually(lambda: asked.followups, within=120, what="the reason")
    assert asked.followups[0].ephemeral

"""Discord accepts a request of the bot but its answer is lost, or the connection breaks before it is accepted."""

from typing import Any

import pytest

from tests.discord_server import payloads
from tests.discord_server.faults import Fault
from tests.discord_server.server import DiscordServer
from tests.discord_server.state import Message
from tests.e2e.discord.pictures import finished, pair, shows_picture
from tests.polling import until

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

CALLBACK = ("POST", "/interactions/.*")
WEBHOOK = "/webhooks/.*"
WAYS = [
    pytest.param({"status": 0, "taken": True}, id="taken, line cut"),
    pytest.param({"status": 502, "taken": True}, id="taken, 502"),
    pytest.param({"status": 0}, id="line cut"),
    pytest.param({"status": 502}, id="502"),
]


def pictures(discord: DiscordServer) -> list[Message]:
    return [one for one in discord.art.messages.values() if shows_picture(one) and not one.deleted]


@pytest.mark.parametrize("way", WAYS)
async def test_the_picture_comes_in_the_reply_whose_acknowledgement_was_lost(
    shared_discord: DiscordServer, way: dict[str, Any]
) -> None:
    alice = shared_discord.person("Alice")
    before = len(pictures(shared_discord))
    fault = shared_discord.bad_day(*CALLBACK, **way)
    asked = await alice.slash("stylize", **pair())
    reply = await finished(asked)
    assert fault.hits == 1
    assert len(pictures(shared_discord)) == before + 1
    assert not reply.loading
    assert asked.followups == []


@pytest.mark.parametrize("way", WAYS)
async def test_buttons_forms_and_panels_go_on_when_an_answer_is_lost(
    shared_discord: DiscordServer, way: dict[str, Any]
) -> None:
    alice = shared_discord.person("Alice")
    reply = await finished(await alice.slash("stylize", **pair()))
    faults: list[Fault] = []

    def lose_the_next() -> None:
        faults.append(shared_discord.bad_day(*CALLBACK, **way))

    lose_the_next()
    again = await alice.press(reply, "Again")
    await finished(again)
    lose_the_next()
    form = await alice.press(reply, "Tune")
    assert form.form is not None
    lose_the_next()
    await finished(await alice.fill_in(form))
    lose_the_next()
    helped = await alice.slash("help")
    assert helped.reply is not None
    assert helped.reply.ephemeral
    lose_the_next()
    details = await alice.press(reply, "Details")
    await until(lambda: details.reply is not None and not details.reply.loading, what="the details")
    lose_the_next()
    await alice.fill_in(await alice.press(reply, "Delete"))
    await until(lambda: reply.deleted, what="the end of the picture")
    assert [fault.hits for fault in faults] == [1] * 6
    assert [asked.followups for asked in (again, form, helped, details)] == [[]] * 4, "no error was told"


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_an_edit_or_a_removal_that_breaks_off_is_repeated(shared_discord: DiscordServer, method: str) -> None:
    alice = shared_discord.person("Alice")
    before = len(pictures(shared_discord))
    fault = shared_discord.bad_day(method, WEBHOOK, status=0, taken=True, times=None)
    asked = await alice.slash("stylize", **pair())
    if method == "PATCH":
        await fault.met.wait()
        fault.end()
    reply = await finished(asked)
    assert len(pictures(shared_discord)) == before + 1
    await alice.fill_in(await alice.press(reply, "Delete"))
    if method == "DELETE":
        await fault.met.wait()
        fault.end()
    await until(lambda: reply.deleted)
    assert fault.hits


async def test_an_acknowledgement_that_comes_too_late_is_an_info_line(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    fault = shared_discord.bad_day(*CALLBACK, status=200, delay=4)
    asked = await alice.slash("stylize", wait=False, **pair())
    await shared_discord.eventually(lambda: fault.hits and not fault.waiting, within=10)
    await until(lambda: shared_discord.bot.logged("not answered in time", level="INFO"), what="a line in the log")
    assert asked.callback is None
    assert not shared_discord.bot.logged("", level="ERROR")


async def test_what_is_asked_for_while_discord_is_down_costs_a_warning(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    reply = await finished(await alice.slash("stylize", **pair()))
    down = shared_discord.bad_day(*CALLBACK, status=502, times=None)
    asked = [await alice.slash("help", wait=False), await alice.press(reply, "Again", wait=False)]
    await shared_discord.eventually(
        lambda: len(shared_discord.bot.logged("could not be answered", level="WARNING")) == 2,
        within=60,
        what="two warnings",
    )
    down.end()
    assert [one.callback for one in asked] == [None, None]
    assert not shared_discord.bot.logged("", level="ERROR")
    await finished(await alice.slash("stylize", **pair()))


async def test_an_event_that_comes_twice_is_answered_once(shared_discord: DiscordServer) -> None:
    alice = shared_discord.person("Alice")
    before = len(pictures(shared_discord))
    asked = await alice.slash("stylize", **pair())
    await shared_discord.gateway.dispatch("INTERACTION_CREATE", payloads.interaction(shared_discord.world, asked))
    await until(
        lambda: shared_discord.bot.logged("answered by another process", level="INFO"), what="a line in the log"
    )
    await finished(asked)
    await finished(await alice.slash("stylize", **pair()))
    assert len(pictures(shared_discord)) == before + 2
    assert asked.followups == []
    assert not shared_discord.bot.logged("", level="ERROR")

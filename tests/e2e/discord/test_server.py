"""The independent Discord itself: it keeps Discord's deadlines and finds errors in bodies."""

import json
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests.discord_server.people import Person
from tests.discord_server.schema import commands, messages
from tests.discord_server.schema.checks import Report
from tests.discord_server.schema.messages import COMPONENTS_V2, Body
from tests.discord_server.server import DiscordServer
from tests.discord_server.state import Interaction, Json

THINK = {"type": 5, "data": {"flags": 0}}


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[DiscordServer]:
    """A Discord that accepts violations."""
    async with DiscordServer.open(tmp_path) as server:
        yield server


@pytest_asyncio.fixture
async def line(server: DiscordServer) -> AsyncIterator[aiohttp.ClientSession]:
    """A plain HTTP client that acts as a bot."""
    headers = {"Authorization": f"Bot {server.world.token}"}
    async with aiohttp.ClientSession(f"http://{server.address}", headers=headers) as session:
        yield session


async def call(line: aiohttp.ClientSession, method: str, path: str, body: Any = None) -> tuple[int, Json]:
    """Send a request; return the status and the JSON."""
    async with line.request(method, f"/api/v10{path}", json=body) as response:
        text = await response.text()
        return response.status, json.loads(text) if text else {}


async def asked_by(person: Person) -> Interaction:
    """Use a command that no bot answers."""
    person.world.commands[None] = [{"id": "1", "name": "hello", "type": 1, "options": [], "integration_types": [0]}]
    return await person.slash("hello", wait=False)


async def test_the_acknowledgement_has_three_seconds_and_comes_once(
    server: DiscordServer, line: aiohttp.ClientSession
) -> None:
    late, timely = await asked_by(server.person("Alice")), await asked_by(server.person("Bob"))
    where = f"/interactions/{timely.id}/{timely.token}/callback"
    assert await call(line, "POST", where, THINK) == (204, {})
    status, again = await call(line, "POST", where, THINK)
    assert (status, again["code"]) == (400, 40060)
    server.clock.move(3.1)
    status, told = await call(line, "POST", f"/interactions/{late.id}/{late.token}/callback", THINK)
    assert (status, told["code"]) == (404, 10062)


async def test_a_token_lives_for_fifteen_minutes(server: DiscordServer, line: aiohttp.ClientSession) -> None:
    asked = await asked_by(server.person("Alice"))
    original = f"/webhooks/{server.world.application_id}/{asked.token}/messages/@original"
    assert (await call(line, "PATCH", original, {"content": "early"}))[0] == 404
    await call(line, "POST", f"/interactions/{asked.id}/{asked.token}/callback", THINK)
    status, edited = await call(line, "PATCH", original, {"content": "done"})
    assert (status, edited["content"], edited["flags"]) == (200, "done", 0)
    assert (await call(line, "DELETE", original))[0] == 204
    status, told = await call(line, "PATCH", original, {"content": "gone"})
    assert (status, told["code"]) == (404, 10008)
    server.clock.move(15 * 60 + 1)
    status, told = await call(line, "GET", original)
    assert (status, told["code"]) == (401, 50027)


async def test_a_bucket_that_is_used_up_answers_429_until_it_is_reset(
    server: DiscordServer, line: aiohttp.ClientSession
) -> None:
    path = f"/channels/{server.art.id}/messages"
    statuses = [(await call(line, "POST", path, {"content": str(number)}))[0] for number in range(6)]
    assert statuses == [200] * 5 + [429]
    async with line.post(f"/api/v10{path}", json={"content": "more"}) as refused:
        assert 0 < (await refused.json())["retry_after"] <= 5
        assert refused.headers["X-RateLimit-Remaining"] == "0"
    server.clock.move(5)
    assert (await call(line, "POST", path, {"content": "later"}))[0] == 200


async def test_a_message_with_the_same_nonce_is_the_same(server: DiscordServer, line: aiohttp.ClientSession) -> None:
    body = {"content": "once", "nonce": "job", "enforce_nonce": True}
    path = f"/channels/{server.art.id}/messages"
    first, second = [(await call(line, "POST", path, body))[1]["id"] for _ in range(2)]
    assert first == second


async def test_what_fits_no_schema_is_refused_and_noted(server: DiscordServer, line: aiohttp.ClientSession) -> None:
    status, told = await call(line, "POST", f"/channels/{server.art.id}/messages", {"text": "hello"})
    assert (status, told["code"]) == (400, 50035)
    assert (await call(line, "POST", "/channels/1/shout"))[0] == 404
    assert len(server.violations) == 3  # an unknown key, an empty message, an unknown endpoint


async def test_a_session_is_resumed_with_what_was_missed(server: DiscordServer, line: aiohttp.ClientSession) -> None:
    address = "/gateway/?v=10&encoding=json&compress=zlib-stream"
    token = server.world.token
    about = {"os": "linux", "browser": "none", "device": "none"}
    async with line.ws_connect(address) as socket:
        stream = zlib.decompressobj()
        assert json.loads(stream.decompress(await socket.receive_bytes()))["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": token, "properties": about, "intents": 1}})
        ready = json.loads(stream.decompress(await socket.receive_bytes()))
    await server.person("Alice").write("missed")
    async with line.ws_connect(address) as socket:
        stream = zlib.decompressobj()
        stream.decompress(await socket.receive_bytes())
        session = {"token": token, "session_id": ready["d"]["session_id"], "seq": 2}
        await socket.send_json({"op": 6, "d": session})
        names = [json.loads(stream.decompress(await socket.receive_bytes()))["t"] for _ in range(2)]
    assert names == ["MESSAGE_CREATE", "RESUMED"]


def _text(letters: int) -> Json:
    return {"type": 10, "content": "a" * letters}


def _row(*buttons: Json) -> Json:
    return {"type": 1, "components": list(buttons)}


def _button(name: str = "b") -> Json:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": name}


def _picture(name: str = "a.png") -> Json:
    return {"type": 12, "items": [{"media": {"url": f"attachment://{name}"}}]}


WRONG: dict[str, list[Json]] = {
    "more than 4,000 characters": [_text(2001), _text(2000)],
    "more than 40 components": [_text(1) for _ in range(41)],
    "six buttons in a row": [_row(*(_button(str(number)) for number in range(6)))],
    "two buttons with one id": [_row(_button(), _button())],
    "a button without an id": [_row({"type": 2, "style": 1, "label": "Press"})],
    "an id of 101 characters": [_row(_button("b" * 101))],
    "a picture that is not attached": [_picture("b.png")],
    "a container in a container": [{"type": 17, "components": [{"type": 17, "components": [_text(1)]}]}],
    "a menu with 26 options": [
        _row({"type": 3, "custom_id": "m", "options": [{"label": str(n), "value": str(n)} for n in range(26)]})
    ],
    "an empty text": [_text(0)],
    "an unknown key": [_text(1) | {"colour": "red"}],
}


@pytest.mark.parametrize("components", WRONG.values(), ids=WRONG)
def test_a_message_that_breaks_a_limit_is_found(components: list[Json]) -> None:
    assert _faults(components)


def test_a_message_that_keeps_the_limits_is_not() -> None:
    assert _faults([{"type": 17, "components": [_text(3900), _picture(), _row(_button())]}], _picture("a.png")) == []


def _faults(components: list[Json], *shown: Json) -> list[str]:
    report = Report()
    value: Json = {"components": components, "flags": COMPONENTS_V2}
    files = {}
    if shown:
        value["attachments"] = [{"id": 0, "filename": "a.png", "description": "alt"}]
        files = {0: ("a.png", b"data")}
    messages.create_message(Body(value, files), report)
    return report.faults


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Upper"},
        {"description": ""},
        {"description": "d" * 101},
        {"contexts": [3]},
        {"options": [{"type": 3, "name": "a", "description": "d"}, {"type": 3, "name": "a", "description": "d"}]},
        {
            "options": [
                {"type": 3, "name": "a", "description": "d"},
                {"type": 3, "name": "b", "description": "d", "required": True},
            ]
        },
        {"options": [{"type": 3, "name": f"o{n}", "description": "d"} for n in range(26)]},
        {"name_localizations": {"xx": "name"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_command_that_breaks_a_rule_is_found(change: Json) -> None:
    good: Json = {"type": 1, "name": "paint", "description": "Paint something", "options": [], "contexts": [0, 1, 2]}
    for command, right in ((good, True), (good | change, False)):
        report = Report()
        commands.commands([command], report)
        assert (report.faults == []) is right

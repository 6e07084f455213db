"""Discord's file servers fail: a download is retried once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest
import pytest_asyncio
from aiohttp import web

from cogs.shared.downloads import read_again
from cogs.shared.posts import download
from tests.cogs.world import World, picture, told_privately

Serve = Callable[..., Awaitable[str]]


@pytest_asyncio.fixture
async def serve() -> AsyncIterator[tuple[Serve, list[object]]]:
    """A file server with prepared answers, in order: a status, a file, or None for a closed connection."""
    seen: list[object] = []
    runners: list[web.AppRunner] = []

    async def serve(*answers: int | bytes | None) -> str:
        turns = iter(answers)

        async def answer(request: web.Request) -> web.StreamResponse:
            given = next(turns)
            seen.append(given)
            if given is None:
                assert request.transport is not None
                request.transport.close()
            if isinstance(given, bytes):
                return web.Response(body=given)
            return web.Response(status=given or 200, headers={"Location": "/elsewhere"})

        app = web.Application()
        app.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(app)
        runners.append(runner)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        return f"http://{host}:{port}/a.png"

    yield serve, seen
    for runner in runners:
        await runner.cleanup()


@pytest.mark.parametrize("first", [500, 502, 503, 504, None])
async def test_a_server_that_stumbles_is_asked_once_more(serve: tuple[Serve, list[object]], first: int | None) -> None:
    begin, seen = serve
    url = await begin(first, b"picture")
    assert await read_again(lambda: download(url, 100)) == b"picture"
    assert len(seen) == 2


@pytest.mark.parametrize("answers", [(404,), (403,), (302,), (503, 503), (None, 503)])
async def test_what_is_gone_is_not_asked_for_again_and_nothing_a_third_time(
    serve: tuple[Serve, list[object]], answers: tuple[int | None, ...]
) -> None:
    begin, seen = serve
    url = await begin(*answers)
    with pytest.raises(aiohttp.ClientError):
        await read_again(lambda: download(url, 100))
    assert seen == list(answers), "and no redirection is followed"


async def test_no_more_is_read_than_the_limit(serve: tuple[Serve, list[object]]) -> None:
    begin, _ = serve
    assert await download(await begin(bytes(10_000)), 99) == bytes(100)


class Reply:
    """A response from which discord.py makes its errors."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = "as the test wants it"


async def test_a_photo_comes_though_the_first_download_failed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    post = await _posted(world)
    download, failures = world.app.client.http.get_from_cdn, [discord.DiscordServerError(_reply(502), "asset")]

    async def stumbling(url: str) -> bytes:
        if failures:
            raise failures.pop()
        return await download(url)

    monkeypatch.setattr(world.app.client.http, "get_from_cdn", stumbling)
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    await world.finished(await world.fill_in(world.alice, form, upload=("b.png", picture("orange"))))
    assert not failures


async def test_a_rate_limit_is_told_as_a_picture_that_could_not_be_had(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await _posted(world)

    async def limited(_: str) -> bytes:
        raise discord.RateLimited(60)

    monkeypatch.setattr(world.app.client.http, "get_from_cdn", limited)
    form = await world.alice.context_menu(world.channel, "Stylize…", post)
    sent = await world.fill_in(world.alice, form, upload=("b.png", picture("orange")))
    assert told_privately(sent).startswith("Discord did not give me the content picture.")


async def _posted(world: World) -> discord.Message:
    await world.begin()
    return await world.bob.send(world.channel, "look", attachments=[("a.png", picture("navy"))])


def _reply(status: int) -> Any:
    return Reply(status)

"""Reading the bodies of requests: JSON, or a form with ``payload_json`` and ``files[n]``."""

import json
import re
from typing import Any

from aiohttp import web

from tests.discord_server.schema.messages import Body

_FILE = re.compile(r"files\[(\d{1,2})\]")


class Unreadable(Exception):
    """The body does not match the documentation."""


async def read(request: web.Request) -> Body:
    """The body of a request.

    Raises:
        Unreadable: it is neither JSON nor a form of this kind.
    """
    if request.content_type == "multipart/form-data":
        return await _form(request)
    data = await request.read()
    if not data:
        return Body()
    if request.content_type != "application/json":
        raise Unreadable(f"the content type is {request.content_type}")
    return Body(_parsed(data))


async def _form(request: web.Request) -> Body:
    payload: Any = None
    files: dict[int, tuple[str, bytes]] = {}
    async for part in await request.multipart():
        name = part.name or ""  # type: ignore[union-attr]
        if name == "payload_json":
            payload = _parsed(await part.read())  # type: ignore[union-attr]
        elif match := _FILE.fullmatch(name):
            files[int(match[1])] = (part.filename or "", bytes(await part.read()))  # type: ignore[union-attr]
        else:
            raise Unreadable(f"a form has no part {name!r}")
    return Body(payload, files)


def _parsed(data: bytes | bytearray) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        raise Unreadable(f"no JSON: {error}") from error

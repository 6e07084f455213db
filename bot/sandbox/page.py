"""The page of the simulated Discord: simcord's preview, with pictures that are there at once.

Like `bot.sandbox.simulator` it uses private names of simcord 3.2.1; `tests/e2e/test_simulator.py` fails if one is gone.
"""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import simcord
from aiohttp import web
from PIL import Image
from simcord.preview import Preview
from simcord.preview._media import MAX_DIMENSION, MAX_PIXELS, MediaInfo, MediaWorker
from simcord.preview._pages import _Page
from simcord.preview._server import PreviewServer

from bot.sandbox.simulator import BOT_NAME

_FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112  # tag of EXIF
_ADDED = {"/app.js": "page.js"}  # ours, after simcord's
_RECENT = 64  # pictures that stay available after they are replaced
_FOREVER = "public, max-age=31536000, immutable"
Reason = Literal["initial", "refresh", "snapshot", "navigation", "query", "presentation", "action", "capture"]


class Page(Preview):
    """The page of a channel.

    Args:
        env: the simulated Discord.
        channel: that the page shows.
        viewers: people as whom the user can look at it; the first one at the start.
        port: to serve it at; 0 takes a free one.
        timezone: in which it shows times, such as ``Europe/Berlin``.
    """

    _MAX_MEDIA_BYTES = 2**30  # of all pictures that are shown

    def __init__(
        self,
        env: simcord.Env,
        channel: simcord.ChannelHandle,
        viewers: Sequence[simcord.MemberActor],
        *,
        port: int,
        timezone: str = "UTC",
    ) -> None:
        super().__init__(
            env,
            channel,
            tuple(viewers),
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale="en-US",
            timezone=timezone,
            presentation_time=None,
            assets=None,
            port=port,
        )
        self._server = _Server(self, port)
        self._media_worker = _Pictures()
        self._recent: OrderedDict[tuple[str | None, str], tuple[str, bytes, str]] = OrderedDict()

    def _publish(self, page: _Page, *, reason: Reason = "action") -> None:
        """Publish what a page shows, with the sizes of its pictures, so that nothing moves when they come."""
        super()._publish(page, reason=reason)
        for key, shown in page.snapshot["assets"].items():
            record = page.assets[key]
            blob = None if record.digest is None else self._blobs[record.digest].data
            if shown["displayReady"] or blob is None or (info := _described(blob)) is None:
                continue
            record.validated, record.mediaKind, record.frames = True, info.kind, info.frames
            record.width, record.height, record.workerMemoryLimited = info.width, info.height, True
            page.snapshot["assets"][key] = record.to_wire()
            self._recent[page.id, key] = (info.content_type, blob, record.filename)
            if len(self._recent) > _RECENT:
                self._recent.popitem(last=False)

    async def _prepare_asset(
        self,
        context_id: str | None,
        asset_id: str,
        *,
        download: bool = False,
        capture: bool = False,
        poster: bool = False,
        media_time: float | None = None,
    ) -> tuple[str, bytes, str]:
        """A picture for the browser, also if a newer one has replaced it since the browser heard of it."""
        try:
            return await super()._prepare_asset(
                context_id, asset_id, download=download, capture=capture, poster=poster, media_time=media_time
            )
        except (simcord.SetupError, simcord.BackendError):
            if (picture := self._recent.get((context_id, asset_id))) is None:
                raise
            return picture

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        """Run what the user did. The name of the bot in a message is a mention: the page has no list of people."""
        if isinstance(body, dict) and body.get("kind") == "send_message" and isinstance(body.get("content"), str):
            mention = f"<@{self.env.backend.bot_user.id}>"
            body = {**body, "content": re.sub(rf"@{BOT_NAME}\b", mention, body["content"], flags=re.IGNORECASE)}
        return await super()._action(context_id, body)


class _Pictures(MediaWorker):
    """Hands pictures to the browser as they are. simcord starts a process for each one, which takes a second."""

    async def validate(self, key: str, blob: bytes, *, media_time: float | None = None) -> MediaInfo:
        return _described(blob) or await super().validate(key, blob, media_time=media_time)


def _described(blob: bytes) -> MediaInfo | None:
    """What the header of a still picture says; None for what is left to simcord."""
    try:
        with Image.open(io.BytesIO(blob), formats=_FORMATS) as picture:
            size, name, kind = picture.size, picture.format or "", picture.get_format_mimetype()
            upright = picture.getexif().get(_ORIENTATION, 1) == 1
            still = not getattr(picture, "is_animated", False)
    except Exception:  # noqa: BLE001  simcord says what is wrong with it
        return None
    if not still or not upright or max(size) > MAX_DIMENSION or size[0] * size[1] > MAX_PIXELS or kind is None:
        return None
    return MediaInfo(name, *size, 1, 4 * size[0] * size[1], blob, kind, memory_limited=True)


class _Server(PreviewServer):
    """Serves the page with our additions, and its fonts so that the browser keeps them."""

    async def _static(self, request: web.Request) -> web.Response:
        response: web.Response = await super()._static(request)
        if (name := _ADDED.get(request.path)) is not None:
            added = Path(__file__).with_name(name).read_text("utf-8")
            response.text = f"{response.text}\n{added}"
        if request.path.startswith(("/fonts/", "/vendor/")):  # their names have a version
            response.headers["Cache-Control"] = _FOREVER
            del response.headers["Pragma"]
        return response

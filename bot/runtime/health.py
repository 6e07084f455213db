"""Serve ``/healthz`` for the process supervisor and ``/metrics`` for Prometheus."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from bot.runtime.health_checks import Parts
from nst.errors import UserError

_OK = "ok"


@asynccontextmanager
async def serve_health(
    host: str,
    port: int,
    registry: CollectorRegistry,
    parts: Callable[[], Awaitable[Parts]],
    measure: Callable[[], Awaitable[None]] | None = None,
) -> AsyncIterator[int]:
    """Serve both pages and yield the port.

    Args:
        host: address to listen on.
        port: to listen on; 0 takes a free one.
        registry: the metrics for ``/metrics``.
        parts: the state of every part; ``/healthz`` has a line for each, and status 200 or 503.
        measure: called before the metrics are read, for those that say what is true now.

    Raises:
        UserError: the port cannot be used.
    """

    async def healthz(_: web.Request) -> web.Response:
        found = await parts()
        lines = [f"{name}: {problem or _OK}\n" for name, problem in found.items()]
        return web.Response(text="".join(lines), status=503 if any(found.values()) else 200)

    async def metrics(_: web.Request) -> web.Response:
        if measure is not None:
            await measure()
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/metrics", metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise UserError(
                f"Port {port} of {host} cannot be used: {error.strerror or error}.",
                hint="Choose another HEALTH_PORT or HEALTH_HOST.",
            ) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def check(host: str, port: int, *, timeout: float = 8.0) -> tuple[bool, str]:
    """Whether the bot at this address is healthy, and its report with a line for each part. Blocks."""
    # Ask a server that listens on all addresses on this machine.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        with urllib.request.urlopen(f"http://{_quoted(host)}:{port}/healthz", timeout=timeout) as answer:
            return answer.status == HTTPStatus.OK, ""
    except urllib.error.HTTPError as error:
        with error:
            lines = error.read().decode(errors="replace").splitlines()
        return False, "\n".join(line for line in lines if not line.endswith(f": {_OK}"))
    except (OSError, http.client.HTTPException):
        return False, "The bot does not answer."


def _quoted(host: str) -> str:
    return f"[{host}]" if ":" in host else host

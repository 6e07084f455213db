"""What is measured about the bot's dealings with Discord, for Prometheus."""

from __future__ import annotations

import asyncio
import math
import re
from types import SimpleNamespace

import aiohttp
import yarl
from discord.ext import commands
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 3, 10, 30)
_API = re.compile(r"/api(?:/v\d+)?/(\w+)(?:/[^/]+/(\w+))?")
# By the first word of a path. Ids and tokens never become labels.
_ROUTES = {
    "applications": "commands",
    "channels": "channel",
    "gateway": "gateway",
    "guilds": "server",
    "interactions": "answer",
    "users": "person",
    "webhooks": "reply",
}
_SCOPES = ("user", "global", "shared")


class DiscordMetrics:
    """The measurements of requests to Discord and of the connection.

    Args:
        registry: where they are read from.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "chameleon_discord_requests",
            "Requests to Discord, by method, kind of address and status; “error” is no answer.",
            ["method", "route", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "chameleon_discord_request_seconds",
            "Seconds until Discord answers.",
            ["route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._limited = Counter(
            "chameleon_discord_rate_limits", "Answers that say “too many requests”.", ["scope"], registry=registry
        )
        self._connections = Counter(
            "chameleon_gateway_connections",
            "Connections to Discord: “new”, or “resumed” without a loss.",
            ["kind"],
            registry=registry,
        )
        self._connected = Gauge("chameleon_gateway_connected", "1 while events from Discord arrive.", registry=registry)
        self._latency = Gauge(
            "chameleon_gateway_latency_seconds", "Seconds until Discord answers a heartbeat.", registry=registry
        )
        self._servers = Gauge("chameleon_servers", "Servers that the bot is in.", registry=registry)

    def trace(self) -> aiohttp.TraceConfig:
        """What counts the requests of an HTTP session."""
        config = aiohttp.TraceConfig()
        config.on_request_start.append(self._began)
        config.on_request_end.append(self._ended)
        config.on_request_exception.append(self._failed)
        return config

    def watch(self, client: commands.Bot) -> None:
        """Count the connections of a client from now on."""

        async def new() -> None:
            self._connections.labels("new").inc()

        async def resumed() -> None:
            self._connections.labels("resumed").inc()

        client.add_listener(new, "on_ready")
        client.add_listener(resumed, "on_resumed")

    def measure(self, client: commands.Bot, *, connected: bool) -> None:
        """Set what is true at this moment."""
        self._connected.set(connected)
        latency = client.latency if connected else math.nan
        self._latency.set(latency if math.isfinite(latency) else math.nan)
        self._servers.set(len(client.guilds))

    async def _began(
        self, _: aiohttp.ClientSession, request: SimpleNamespace, __: aiohttp.TraceRequestStartParams
    ) -> None:
        request.began = asyncio.get_running_loop().time()

    async def _ended(
        self, _: aiohttp.ClientSession, request: SimpleNamespace, told: aiohttp.TraceRequestEndParams
    ) -> None:
        self._count(told.method, told.url, str(told.response.status), request.began)
        if told.response.status == 429:
            scope = told.response.headers.get("X-RateLimit-Scope", "")
            self._limited.labels(scope if scope in _SCOPES else "other").inc()

    async def _failed(
        self, _: aiohttp.ClientSession, request: SimpleNamespace, told: aiohttp.TraceRequestExceptionParams
    ) -> None:
        self._count(told.method, told.url, "error", request.began)

    def _count(self, method: str, url: yarl.URL, status: str, began: float) -> None:
        route = route_of(url)
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(asyncio.get_running_loop().time() - began)


def route_of(url: yarl.URL) -> str:
    """The kind of an address, such as ``message``; ``file`` if it is not of the API, such as an attachment."""
    found = _API.match(url.path)
    if found is None:
        return "gateway" if url.path == "/" else "file"
    if found[1] == "channels" and found[2] == "messages":
        return "message"
    return _ROUTES.get(found[1], "other")

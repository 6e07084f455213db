"""Faults: rules for errors of chosen requests."""

import asyncio
import re
from dataclasses import dataclass, field

from aiohttp import web

from tests.discord_server.answers import answer, error


@dataclass
class Fault:
    """An error for requests of a method and a path.

    Attributes:
        method, path: which requests; `path` is a pattern for the whole path behind ``/api/v10`` (or ``/cdn``).
        times: number of requests that fail; None until `end` is called.
        after: number of requests that pass first.
        status, code, message, retry_after: the answer. Status 0 closes the connection without an answer.
        taken: whether the request is executed first, so that only its answer is lost.
        delay: seconds on the clock before the answer.
        shared: whether a 429 belongs to the resource, not to the bot.
        hits: number of affected requests.
    """

    method: str
    path: str
    times: int | None = 1
    after: int = 0
    status: int = 502
    code: int = 0
    message: str = ""
    retry_after: float | None = None
    taken: bool = False
    delay: float = 0.0
    shared: bool = False
    hits: int = 0
    waiting: int = 0
    _ended: bool = False
    met: asyncio.Event = field(default_factory=asyncio.Event)

    def end(self) -> None:
        """End the fault."""
        self._ended = True

    def meets(self, method: str, path: str) -> bool:
        """Whether it affects this request; count it."""
        if self._ended or method != self.method or re.fullmatch(self.path, path) is None:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.times is not None and self.hits >= self.times:
            return False
        self.hits += 1
        self.met.set()
        return True

    @property
    def answers(self) -> bool:
        """Whether it changes the answer, not only the delay."""
        return self.status != 200

    def response(self) -> web.StreamResponse:
        """The faulty answer."""
        if self.status == 429:
            wait = self.retry_after or 1.0
            body = {"message": self.message or "You are being rate limited.", "retry_after": wait, "global": False}
            headers = {"Retry-After": str(int(wait) + 1), "Via": "1.1 google"}
            headers["X-RateLimit-Scope"] = "shared" if self.shared else "user"
            return answer(body | ({"code": self.code} if self.code else {}), 429, headers)
        if self.status >= 500 and not self.code:  # from a proxy, which does not send JSON
            return web.Response(
                status=self.status, text="<html><body>Bad gateway</body></html>", content_type="text/html"
            )
        return error(self.status, self.code, self.message or "An error.")


class Faults:
    """The planned faults."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Add a fault. Later faults take precedence."""
        self._planned.insert(0, fault)
        return fault

    def meeting(self, method: str, path: str) -> Fault | None:
        """The fault for this request, if any."""
        return next((fault for fault in self._planned if fault.meets(method, path)), None)

    def clear(self) -> None:
        """Remove all faults."""
        self._planned.clear()

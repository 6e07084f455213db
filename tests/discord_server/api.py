"""Handle every request: record it, apply faults, authorise, count, check and execute it."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from tests.discord_server import bodies
from tests.discord_server.answers import Refused, error
from tests.discord_server.faults import Fault, Faults
from tests.discord_server.gateway import Gateway
from tests.discord_server.limits import Limit, Limits
from tests.discord_server.schema.checks import Report
from tests.discord_server.schema.messages import Body
from tests.discord_server.state import World


@dataclass
class Call:
    """A request for a handler."""

    world: World
    gateway: Gateway
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Body

    def number(self, name: str) -> int:
        """An id in the path; 0 if it is not a number."""
        value = self.params[name]
        return int(value) if value.isdecimal() else 0


Handler = Callable[[Call], Awaitable[web.Response]]
Schema = Callable[[Body, Report], None]


@dataclass(frozen=True)
class Route:
    """An endpoint. `resource` names the parameters that have their own rate limit."""

    method: str
    path: str
    handler: Handler
    schema: Schema | None = None
    limit: Limit | None = None
    resource: tuple[str, ...] = ()
    public: bool = False  # the token in the path is enough
    varies: Callable[[Call], Schema] | None = None  # a schema that depends on the state

    @property
    def pattern(self) -> re.Pattern[str]:
        """The path with its parameters as groups."""
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path))


@dataclass
class Seen:
    """A request that was answered."""

    method: str
    path: str
    status: int
    body: Body = field(default_factory=Body)
    at: float = 0.0


class Api:
    """``/api/v10``.

    Attributes:
        seen: every request, in order.
        violations: errors that a correct bot never makes.
        handling: number of requests that are running and do not wait.
        channel_limit: limit for edits of replies per channel, over all tokens; none by default.
    """

    def __init__(self, world: World, gateway: Gateway, limits: Limits, faults: Faults, violations: list[str]) -> None:
        self._world = world
        self._gateway = gateway
        self.limits = limits
        self.faults = faults
        self.seen: list[Seen] = []
        self.violations = violations
        self.handling = 0
        self.channel_limit: Limit | None = None
        self._routes: list[tuple[re.Pattern[str], Route]] = []

    def add(self, routes: Sequence[Route]) -> None:
        """Add endpoints."""
        self._routes += [(route.pattern, route) for route in routes]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a request."""
        path = "/" + request.match_info["rest"]
        self.handling += 1
        try:
            return await self._met(request, path)
        finally:
            self.handling -= 1

    async def _met(self, request: web.Request, path: str) -> web.StreamResponse:
        body = await self._body(request, path)
        fault = self.faults.meeting(request.method, path)
        if fault is not None and fault.delay:
            await self._wait(fault)
        if fault is not None and fault.answers and not fault.taken:
            return self._spoiled(request, path, fault, body)
        answer = await self._carried_out(request, path, body)
        if fault is not None and fault.answers:
            return self._spoiled(request, path, fault, body)
        self.seen.append(Seen(request.method, path, answer.status, body, self._world.clock.now()))
        return answer

    async def _wait(self, fault: Fault) -> None:
        self.handling -= 1  # so that the test can move time meanwhile
        fault.waiting += 1
        try:
            await self._world.clock.sleep(fault.delay)
        finally:
            fault.waiting -= 1
            self.handling += 1

    def _spoiled(self, request: web.Request, path: str, fault: Fault, body: Body) -> web.StreamResponse:
        self.seen.append(Seen(request.method, path, fault.status, body, self._world.clock.now()))
        if fault.status == 0:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=502)
        return fault.response()

    async def _body(self, request: web.Request, path: str) -> Body:
        try:
            return await bodies.read(request)
        except bodies.Unreadable as problem:
            self.violations.append(f"{request.method} {path}: {problem}")
            return Body()

    async def _carried_out(self, request: web.Request, path: str, body: Body) -> web.Response:
        for pattern, route in self._routes:
            match = pattern.fullmatch(path)
            if match and route.method == request.method:
                break
        else:
            self.violations.append(f"{request.method} {path}: there is no such endpoint")
            return error(404, 0, "404: Not Found")
        if not route.public and request.headers.get("Authorization") != f"Bot {self._world.token}":
            return error(401, 0, "401: Unauthorized")
        call = Call(self._world, self._gateway, match.groupdict(), request.query, body)
        resource = " ".join(call.params[name] for name in route.resource)
        bucket = f"{route.method} {route.path}"
        if refusal := self._counted(route, call, bucket, resource):
            return refusal
        answer = await self._checked(route, call, f"{request.method} {path}")
        if route.limit is not None:
            self.limits.tell(answer, bucket, resource, route.limit)
        return answer

    def _counted(self, route: Route, call: Call, bucket: str, resource: str) -> web.Response | None:
        if route.limit is not None and (refusal := self.limits.take(bucket, resource, route.limit)):
            return refusal
        asked = self._world.interactions.get(call.params.get("token", ""))
        if self.channel_limit is not None and asked is not None and route.method == "PATCH":
            return self.limits.take("replies", str(asked.channel.id), self.channel_limit)
        return None

    async def _checked(self, route: Route, call: Call, title: str) -> web.Response:
        report = Report()
        schema = route.varies(call) if route.varies else route.schema
        if schema is not None:
            schema(call.body, report)
        elif call.body.json is not None:
            report.complain("this request has no body")
        if report.faults:
            self.violations.extend(f"{title}: {fault}" for fault in report.faults)
            return error(400, 50035, "Invalid Form Body", report.faults)
        try:
            return await route.handler(call)
        except Refused as refused:
            return error(refused.status, refused.code, refused.message)

"""Rate limits: buckets that count requests, and their headers in every answer."""

import hashlib
from dataclasses import dataclass

from aiohttp import web

from tests.discord_server.answers import answer
from tests.discord_server.clock import Clock


@dataclass(frozen=True)
class Limit:
    """A number of requests per period in seconds. `shared`: it belongs to the resource, and no header announces it."""

    requests: int
    seconds: float
    shared: bool = False


@dataclass
class _Window:
    used: int
    ends: float


class Limits:
    """Counts requests by bucket and resource."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, str], _Window] = {}
        self.exceeded: list[str] = []  # buckets that answered 429

    def take(self, bucket: str, resource: str, limit: Limit) -> web.Response | None:
        """Count a request; return a 429 if it exceeds the limit."""
        now = self._clock.now()
        window = self._windows.get((bucket, resource))
        if window is None or now >= window.ends:
            window = self._windows[bucket, resource] = _Window(0, now + limit.seconds)
        if window.used >= limit.requests:
            self.exceeded.append(f"{bucket} {resource}")
            return self._refusal(bucket, resource, limit, window.ends - now)
        window.used += 1
        return None

    def tell(self, response: web.StreamResponse, bucket: str, resource: str, limit: Limit) -> None:
        """Add the rate-limit headers to an answer."""
        window = self._windows.get((bucket, resource))
        if window is None:
            return
        left = max(window.ends - self._clock.now(), 0.0)
        response.headers.update(
            {
                "X-RateLimit-Limit": str(limit.requests),
                "X-RateLimit-Remaining": str(max(limit.requests - window.used, 0)),
                "X-RateLimit-Reset": f"{self._clock.wall().timestamp() + left:.3f}",
                "X-RateLimit-Reset-After": f"{left:.3f}",
                "X-RateLimit-Bucket": hashlib.sha256(bucket.encode()).hexdigest()[:32],
                "Via": "1.1 google",
            }
        )

    def _refusal(self, bucket: str, resource: str, limit: Limit, left: float) -> web.Response:
        text = "The resource is being rate limited." if limit.shared else "You are being rate limited."
        refusal = answer({"message": text, "retry_after": round(left, 3), "global": False}, 429)
        if not limit.shared:
            self.tell(refusal, bucket, resource, limit)
        refusal.headers.update(
            {
                "Retry-After": str(int(left) + 1),
                "Via": "1.1 google",
                "X-RateLimit-Scope": "shared" if limit.shared else "user",
            }
        )
        return refusal

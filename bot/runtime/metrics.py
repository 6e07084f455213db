"""What is measured about the event loop and the decoder processes, for Prometheus."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram

_LAG = (0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)
_DECODING = (0.03, 0.1, 0.3, 1, 3, 10, 30, 60)


class LoopMetrics:
    """The measurements of the event loop.

    Args:
        registry: where they are read from.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._lag = Histogram(
            "chameleon_loop_lag_seconds", "How late the event loop wakes up.", buckets=_LAG, registry=registry
        )

    async def watch(self, tell: Callable[[float], None] | None = None, *, period: float = 1.0) -> None:
        """Measure forever how late the event loop is, in seconds, and report each measurement."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + period
            await asyncio.sleep(period)
            lag = max(0.0, loop.time() - due)
            self._lag.observe(lag)
            if tell is not None:
                tell(lag)


class DecoderMetrics:
    """The measurements of the processes that open pictures.

    Args:
        registry: where they are read from.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._seconds = Histogram(
            "chameleon_decode_seconds",
            "Seconds to open a picture, also one that is refused.",
            buckets=_DECODING,
            registry=registry,
        )
        self._killed = Counter(
            "chameleon_decoders_killed",
            "Processes that ended over a picture: out of time, or another death.",
            ["reason"],
            registry=registry,
        )

    def opened(self, seconds: float) -> None:
        """Measure how long it took to open a picture."""
        self._seconds.observe(seconds)

    def killed(self, reason: str) -> None:
        """Count a process that ended over a picture. The reason is ``time`` or ``crash``."""
        self._killed.labels(reason).inc()

"""What is measured about learning styles, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge


class LearningMetrics:
    """The measurements of learning.

    Args:
        registry: where they are read from.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._ended = Counter(
            "chameleon_styles_ended", "Styles that were learned or not.", ["outcome"], registry=registry
        )
        for outcome in ("learned", "failed"):
            self._ended.labels(outcome)
        self._waiting = Gauge(
            "chameleon_styles_waiting", "Styles to be learned, with the present one.", registry=registry
        )
        self._running = Gauge("chameleon_styles_learning", "Styles that are being learned: 0 or 1.", registry=registry)

    def waiting(self, count: int) -> None:
        """Set how many styles are to be learned, with the one that is being learned."""
        self._waiting.set(count)

    def learning(self, count: int) -> None:
        """Set how many styles are being learned: 0 or 1."""
        self._running.set(count)

    def ended(self, outcome: str) -> None:
        """Count a style that was ``learned``, or ``failed``."""
        self._ended.labels(outcome).inc()

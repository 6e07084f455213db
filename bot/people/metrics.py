"""What is measured about requests of people that came to nothing, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter


class RequestMetrics:
    """The measurements of requests.

    Args:
        registry: where they are read from.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._refused = Counter(
            "chameleon_requests_refused", "Requests that were refused, by reason.", ["code"], registry=registry
        )
        self._failed = Counter(
            "chameleon_requests_failed", "Requests that met a defect; the log has each one.", registry=registry
        )
        self._unanswered = Counter(
            "chameleon_requests_unanswered", "Requests that Discord gave up before an answer.", registry=registry
        )

    def refused(self, code: str) -> None:
        """Count a request that was refused for the reason with this code."""
        self._refused.labels(code).inc()

    def failed(self) -> None:
        """Count a request that met a defect."""
        self._failed.inc()

    def unanswered(self) -> None:
        """Count a request whose answer came too late, or not at all."""
        self._unanswered.inc()

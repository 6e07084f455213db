"""What is measured about backups, for Prometheus."""

from __future__ import annotations

import math
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge

from bot.backups.backup import newest_backup


class BackupMetrics:
    """The measurements of backups.

    Args:
        registry: where they are read from.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._newest = Gauge(
            "chameleon_backup_newest_timestamp_seconds",
            "When the newest backup was made, in seconds since 1970; 0 if there is none.",
            registry=registry,
        )
        self._period = Gauge(
            "chameleon_backup_period_seconds",
            "How often backups are made; not a number while they are not (BACKUP_HOURS=0).",
            registry=registry,
        )
        for gauge in (self._newest, self._period):
            gauge.set(math.nan)  # until it is measured

    def measure(self, folder: Path, hours: float, now: datetime) -> None:
        """Measure how old the newest backup is. Blocks.

        Args:
            folder: where the backups are.
            hours: between two of them; 0 means that none are made.
            now: with its time zone.
        """
        newest = newest_backup(folder, now)
        self._newest.set(0 if newest is None else newest.timestamp())
        self._period.set(hours * 3600 if hours else math.nan)

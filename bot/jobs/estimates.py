"""Forecast the time of jobs from the time of earlier jobs."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from bot.jobs.job import Job
from nst.images.containers import png_size
from nst.params import Params

# The weight of a new run against all earlier ones: about ten runs count.
_WEIGHT = 0.2
_ANY = ""


class SpeedEstimator:
    """Learns the seconds per step and megapixel, by recipe and mode, and makes forecasts from them."""

    def __init__(self) -> None:
        self._speeds: dict[str, float] = {}

    def learn(self, job: Job) -> None:
        """Learn from a job with a picture; skip it if its summary lacks a value."""
        try:
            summary = job.summary or {}
            width, height = summary["size"]
            speed = float(summary["seconds"]) / _work(job.params, width * height)
        except (KeyError, TypeError, ValueError, ZeroDivisionError):  # of another version, or a remote worker
            return
        for name in (_kind(job.params), _ANY):
            known = self._speeds.get(name, speed)
            self._speeds[name] = known + _WEIGHT * (speed - known)

    def forecast(self, job: Job) -> float | None:
        """Seconds that a job will take; None while nothing is known. An unknown kind counts as an average one."""
        speed = self._speeds.get(_kind(job.params), self._speeds.get(_ANY))
        return speed * _work(job.params, job.pixels) if speed is not None and job.pixels else None


def _kind(params: Params) -> str:
    return f"{params.recipe} {params.mode}{' sheet' if params.sheet else ''}"


def _work(params: Params, pixels: int) -> float:
    """Steps times megapixels."""
    return params.steps * pixels / 1e6


def forecast_wait(running: Sequence[float | None], ahead: Sequence[float | None], slots: int) -> float | None:
    """Seconds until the next in line can start.

    Args:
        running: seconds that each running job still needs; None if unknown.
        ahead: seconds that each earlier job will take, in the order of their turns.
        slots: how many jobs can run at once, at least 1.

    Returns:
        None if a needed forecast is unknown; 0 if a slot is free now.
    """
    if len(running) + len(ahead) < slots:
        return 0.0
    known = [seconds for seconds in (*running, *ahead) if seconds is not None]
    if len(known) < len(running) + len(ahead):
        return None
    free_at = [0.0] * max(slots - len(running), 0) + known[: len(running)]
    heapq.heapify(free_at)
    for seconds in known[len(running) :]:
        heapq.heapreplace(free_at, free_at[0] + seconds)
    return free_at[0]


def result_pixels(shape: bytes | None, size: int) -> int:
    """Number of pixels of a job's result at `size`, from the header of a PNG; 0 if it is no PNG.

    Args:
        shape: the picture that gives the result its shape: the photo, or the style of a texture.
        size: long side of the result.
    """
    width, height = png_size(shape or b"")
    scale = min(1.0, size / max(width, height, 1))
    return max(1, round(width * scale)) * max(1, round(height * scale)) if width else 0


def long_side(data: bytes) -> int:
    """Long side of a PNG in pixels, from its header; 0 if it is no PNG."""
    return max(png_size(data))

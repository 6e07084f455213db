"""How long things take, learnt from what they took."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from bot.jobs.job import Job
from nst.images.containers import png_size
from nst.params import Params

# A new run counts this much against all that came before: some ten runs are remembered.
_WEIGHT = 0.2
_ANY = ""


class SpeedEstimator:
    """Learns the seconds that a step takes per megapixel, by recipe and mode, and forecasts from it."""

    def __init__(self) -> None:
        self._speeds: dict[str, float] = {}

    def learn(self, job: Job) -> None:
        """Take note of a job that gave a picture; a summary that does not tell enough is passed over."""
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
        """Seconds that a job will take; None while nothing is known. An unknown kind is taken for an average one."""
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
        running: seconds that each running job still needs, None where unknown.
        ahead: seconds that each job before it will take, in the order of their turns.
        slots: how many can run at once, at least 1.

    Returns:
        None when a needed forecast is unknown; 0 when a slot is free now.
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
    """Pixels of the picture that comes of a job at `size`, from the header of a PNG; 0 when it is none.

    Args:
        shape: the picture whose shape the result has: the photo, or the style of a texture.
        size: long side of the result.
    """
    width, height = png_size(shape or b"")
    scale = min(1.0, size / max(width, height, 1))
    return max(1, round(width * scale)) * max(1, round(height * scale)) if width else 0


def long_side(data: bytes) -> int:
    """Long side in pixels of a PNG, from its header; 0 when it is none."""
    return max(png_size(data))

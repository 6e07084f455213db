"""Forecast the time of jobs from the time of earlier jobs."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import NamedTuple

from bot.jobs.job import Job
from nst.images.containers import png_size
from nst.params import Optimizer

_RUNS = 20  # the last runs of a kind that count
_OVERHEAD = 20_000  # fixed cost of a step, as the number of pixels that cost the same
_LINE_SEARCH = 2.2  # evaluations of a step of L-BFGS; measured, as the next
_STYLE_STEPS = 5  # what it costs to measure one more style, in steps
_SPREAD = 1.5  # two runs tell a slope if one has that many times the work of the other
_ANY = ""


class _Run(NamedTuple):
    work: float
    seconds: float


@dataclass(frozen=True, slots=True)
class _Line:
    """``seconds = start + rate * work``."""

    start: float
    rate: float


class SpeedEstimator:
    """Learns how long the last runs of each recipe and mode took for their work, and makes forecasts from that.

    The time is ``start + rate * work``, fitted by medians (Theil 1950, Sen 1968): a few runs of another kind, such as a
    picture of one pixel or one on a busy machine, change little.
    """

    def __init__(self) -> None:
        self._runs: defaultdict[str, deque[_Run]] = defaultdict(lambda: deque(maxlen=_RUNS))
        self._lines: dict[str, _Line] = {}

    def learn(self, job: Job) -> None:
        """Learn from a job with a picture; skip it if its summary lacks a value."""
        try:
            summary = job.summary or {}
            width, height = summary["size"]
            run = _Run(_work(job, width * height), float(summary["seconds"]))
        except (KeyError, TypeError, ValueError):  # of another version, or a remote worker
            return
        if width * height <= 0 or not 0 <= run.seconds < float("inf"):
            return
        for name in (_kind(job), _ANY):
            self._runs[name].append(run)
            self._lines[name] = _fitted(self._runs[name])

    def forecast(self, job: Job) -> float | None:
        """Seconds that a job will take; None while nothing is known. An unknown kind counts as an average one."""
        line = self._lines.get(_kind(job), self._lines.get(_ANY))
        return line.start + line.rate * _work(job, job.pixels) if line is not None and job.pixels else None


def _fitted(runs: Sequence[_Run] | deque[_Run]) -> _Line:
    """The line through runs. Its rate stays near the rate of the larger runs, so that it holds for larger ones, too."""
    middle = median(run.work for run in runs)
    usual = median(run.seconds / run.work for run in runs if run.work >= middle)
    pairs = (sorted(pair) for pair in combinations(runs, 2))
    slopes = [(b.seconds - a.seconds) / (b.work - a.work) for a, b in pairs if b.work >= _SPREAD * a.work]
    if not slopes:
        return _Line(0.0, usual)
    rate = min(max(median(slopes), usual / 4), usual)
    return _Line(max(median(run.seconds - rate * run.work for run in runs), 0.0), rate)


def _kind(job: Job) -> str:
    params = job.params
    return f"{params.recipe} {params.mode}{' sheet' if params.sheet else ''}{' clip' if job.content_clip else ''}"


def _work(job: Job, pixels: int) -> float:
    """Steps times megapixels, with the fixed cost of a step, for each frame."""
    params = job.params
    searching = params.optimizer is Optimizer.LBFGS and not params.as_published
    steps = params.steps * (_LINE_SEARCH if searching else 1) + _STYLE_STEPS * max(len(job.styles) - 1, 0)
    return job.frames * steps * (pixels + _OVERHEAD) / 1e6


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

"""Learn a worker's task with the engine."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from bot.jobs.executor import Learned, LearnTask, StepReport
from bot.jobs.painter import load_torch
from nst import images
from nst.artworks import STARTING_STYLE, style_file
from nst.instant.params import LearningParams

SUFFIX = ".learning"  # of a file with what was learned so far

Learner = Callable[[LearnTask, str], Generator[StepReport | Learned, None, None]]
"""Learns a task on the device of that name, one report per step; the last event has the style file."""


class EngineLearner:
    """Learns with `nst.instant.learning`, and `pocket` to compare pictures.

    Args:
        threads: CPU threads; 0 leaves it to torch.
        folder: where what was learned before a break is kept.
    """

    def __init__(self, threads: int, folder: Path) -> None:
        self._threads = threads
        self._folder = folder

    def __call__(self, task: LearnTask, device: str) -> Generator[StepReport | Learned, None, None]:
        """Learn a task. Imports torch, so call it in a worker thread only."""
        name = load_torch(device, self._threads)
        from nst.instant.learning import learn  # noqa: PLC0415
        from nst.instant.style import encode_style, load_style  # noqa: PLC0415
        from nst.networks.weights import load_encoder  # noqa: PLC0415

        self._folder.mkdir(parents=True, exist_ok=True)
        steps = learn(
            images.decode_own(task.painting),
            LearningParams.for_device(name),
            encoder=load_encoder("pocket", device=name),
            device=name,
            start=load_style(style_file(STARTING_STYLE)).on(name),
            checkpoint=self._folder / f"{task.id}{SUFFIX}",
            time_limit=task.time_limit,
        )
        try:
            for step in steps:
                losses = step.losses
                yield StepReport(step.step, step.steps, losses.style, losses.content, step.elapsed, step.remaining)
                if step.result is not None:
                    yield Learned(encode_style(step.result))
        finally:
            steps.close()

"""Learn a style: train a network on pictures made by code and on photos.

`learn` is a generator that yields after every step. It can be closed at any step and go on later from its checkpoint,
with the same result as without the break.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from nst.artworks import PHOTOS, artwork
from nst.images import fit_image, fit_size
from nst.instant.checkpoints import Checkpoint
from nst.instant.digests import painting_digest
from nst.instant.learner import Learner
from nst.instant.painting import paint
from nst.instant.params import InstantParams, LearningParams
from nst.instant.progress import LearningLosses, LearningProgress
from nst.instant.style import InstantStyle
from nst.networks.encoders import Encoder

_RECENT = 50  # steps whose mean loss is told
_WAITING = 10  # steps whose losses are fetched together from a GPU, which would else wait after each
_SAVED_EVERY = 30.0  # seconds
_PREVIEW_SIDE = 512


def learn(
    painting: Image.Image,
    params: LearningParams = LearningParams(),  # noqa: B008  frozen
    *,
    encoder: Encoder,
    device: str = "cpu",
    photos: Sequence[Image.Image] | None = None,
    start: InstantStyle | None = None,
    name: str = "",
    licence: str = "",
    checkpoint: Path | None = None,
    time_limit: float | None = None,
) -> Generator[LearningProgress, None, None]:
    """Learn the style of a painting.

    Args:
        painting: RGB, of any size.
        params: all other settings.
        encoder: the network that compares pictures, on ``device``.
        device: torch device to compute on.
        photos: RGB pictures to learn on besides those made by code; None takes our own.
        start: a style to start from. One that has learned another painting makes learning much faster.
        name: of the painting, for the style file.
        licence: of the painting, for the style file.
        checkpoint: a file to which the state is saved twice a minute, and when the generator is closed. If it exists
            and belongs to the same painting and settings, learning goes on from there. It is removed at the end.
        time_limit: in seconds of computing, those before a break included; after it, what was learned so far is the
            result. The learning rate falls in time for it.

    Yields:
        A `LearningProgress` after every step. The last one carries the `InstantStyle`. Closing the generator stops.
    """
    learner = Learner(
        _pixels(painting, params, device),
        params,
        encoder,
        [artwork(photo) for photo in PHOTOS] if photos is None else photos,
        None if start is None else start.network,
    )
    described = {"painting": painting_digest(painting), "name": name, "licence": licence}
    saved = None if checkpoint is None else Checkpoint(checkpoint, described["painting"], params, start)
    before = saved.restore(learner) if saved else 0.0
    run = _Run(learner, described, device, before, time_limit)
    try:
        last_saved = time.perf_counter()
        for progress in run.steps():
            if saved and time.perf_counter() - last_saved > _SAVED_EVERY:
                saved.save(learner, run.elapsed)
                last_saved = time.perf_counter()
            yield progress
    finally:
        if saved and run.finished:
            saved.remove()
        elif saved:
            saved.save(learner, run.elapsed)


class _Run:
    """Learning from now to the end or the time limit."""

    def __init__(
        self, learner: Learner, described: dict[str, str], device: str, elapsed: float, time_limit: float | None
    ) -> None:
        self._learner, self._described, self._device = learner, described, device
        self.elapsed, self._limit = elapsed, math.inf if time_limit is None else time_limit
        self._recent: deque[LearningLosses] = deque(maxlen=_RECENT)
        self._waiting: list[torch.Tensor] = []
        self._seconds: deque[float] = deque(maxlen=_RECENT)
        self.finished = False

    def steps(self) -> Iterator[LearningProgress]:
        total = self._learner.params.steps
        while not self.finished:
            if self._learner.taken < total:
                self._step()
            self.finished = self._learner.taken >= total or self.elapsed >= self._limit
            yield self._progress(self._style() if self.finished else None)

    def _step(self) -> None:
        since = time.perf_counter()
        share = self._learner.taken / self._learner.params.steps
        losses = self._learner.step(max(share, min(self.elapsed / self._limit, 1)))
        self._waiting.append(torch.stack([losses.content, losses.style]))
        if len(self._waiting) == _WAITING or self._learner.taken == self._learner.params.steps or self._device == "cpu":
            self._recent.extend(LearningLosses(*values) for values in torch.stack(self._waiting).tolist())
            self._waiting.clear()
        seconds = time.perf_counter() - since
        self._seconds.append(seconds)
        self.elapsed += seconds

    def _progress(self, result: InstantStyle | None) -> LearningProgress:
        left = self._learner.params.steps - self._learner.taken
        each = sorted(self._seconds)[len(self._seconds) // 2] if self._seconds else 0.0
        return LearningProgress(
            step=self._learner.taken,
            steps=self._learner.params.steps,
            losses=LearningLosses.mean(self._recent),
            elapsed=self.elapsed,
            remaining=0.0 if result else min(left * each, max(self._limit - self.elapsed, 0)),
            preview=self._preview,
            result=result,
        )

    def _style(self) -> InstantStyle:
        training = {
            "params": self._learner.params.to_dict(),
            "steps": self._learner.taken,
            "seconds": round(self.elapsed, 1),
            "losses": LearningLosses.mean(self._recent).to_dict(),
        }
        return InstantStyle(self._learner.learned(), self._learner.palette, **self._described, training=training)

    def _preview(self, photo: Image.Image | None = None) -> Image.Image:
        shown = fit_image(artwork(PHOTOS[0]) if photo is None else photo, _PREVIEW_SIDE)
        return paint(shown, self._style(), InstantParams(strength=0.7), device=self._device)


def _pixels(painting: Image.Image, params: LearningParams, device: str) -> torch.Tensor:
    size = fit_size(painting.size, params.painting_size, enlarge=True)
    resized = np.asarray(painting.convert("RGB").resize(size, Image.Resampling.LANCZOS), np.float32) / 255
    return torch.from_numpy(resized).permute(2, 0, 1)[None].to(device)

"""Paint a worker's task with the engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.jobs.executor import PaintTask
from nst import images
from nst.api import stylize
from nst.errors import UserError
from nst.progress import Progress

if TYPE_CHECKING:
    from nst.networks.encoders import Encoder
    from nst.objective.objective import StyleCache

Painter = Callable[[PaintTask, str], Generator[Progress, None, None]]
"""Paints a task on the device of that name, one `Progress` per step; the last one has the result."""


class EnginePainter:
    """Paints with `nst.api`. Each device loads its encoder once, with its first task."""

    def __init__(self, encoder: str, weights_dir: Path | None, threads: int) -> None:
        self._encoder = encoder
        self._weights_dir = weights_dir
        self._threads = threads
        self._ready: dict[str, tuple[str, Encoder, StyleCache]] = {}

    def __call__(self, task: PaintTask, device: str) -> Generator[Progress, None, None]:
        """Paint a task. Imports torch, so call it in a worker thread only."""
        if device not in self._ready:
            try:
                self._ready[device] = self._prepare(device)
            except UserError as error:  # advice for the host, not for the user
                raise RuntimeError(error.text) from error
        name, encoder, cache = self._ready[device]
        content = None if task.content is None else images.decode_own(task.content, transparency=True)
        styles = [images.decode_own(style) for style in task.styles]
        mask = None if task.mask is None else images.decode_own(task.mask)
        yield from stylize(content, styles, task.params, encoder=encoder, device=name, mask=mask, cache=cache)

    def _prepare(self, device: str) -> tuple[str, Encoder, StyleCache]:
        # Set this before torch loads: waiting threads must not spin, or other programs on the machine
        # make every step several times slower (measured on two cores with one busy: 1740 ms a step against 430).
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import torch  # noqa: PLC0415

        from nst.networks.weights import load_encoder  # noqa: PLC0415
        from nst.objective.objective import StyleCache  # noqa: PLC0415

        if self._threads:
            torch.set_num_threads(self._threads)
        if device == "auto":
            device = "cuda:0" if torch.cuda.is_available() else "cpu"
        return device, load_encoder(self._encoder, device=device, folder=self._weights_dir), StyleCache()

"""Paint a worker's task with the engine."""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from bot.jobs.clip_painter import paint_clip
from bot.jobs.executor import Finished, PaintTask
from nst import images
from nst.api import stylize
from nst.errors import UserError
from nst.progress import Losses, Progress, Result

if TYPE_CHECKING:
    from nst.engine.run import Options
    from nst.instant.style import InstantStyle
    from nst.networks.encoders import Encoder
    from nst.objective.objective import StyleCache

_KEPT_STYLES = 24  # of about 1.5 MB each

Painter = Callable[[PaintTask, str], Generator[Progress | Finished, None, None]]
"""Paints a task on the device of that name, one `Progress` per step; the last one has the result.

Of an animation it yields one per frame, and then the end.
"""


class EnginePainter:
    """Paints with `nst.api`. Each device loads its encoder once, with its first task."""

    def __init__(self, encoder: str, weights_dir: Path | None, threads: int) -> None:
        self._encoder = encoder
        self._weights_dir = weights_dir
        self._threads = threads
        self._ready: dict[str, tuple[str, Encoder, StyleCache]] = {}
        self._instant = InstantPainter(threads)

    def __call__(self, task: PaintTask, device: str) -> Generator[Progress | Finished, None, None]:
        """Paint a task. Imports torch, so call it in a worker thread only."""
        if task.clip is not None:
            yield from paint_clip(task, instant_options(device, self._threads))
            return
        if task.networks:
            yield self._instant.column(task, device) if task.params.sheet else self._instant(task, device)
            return
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
        name = load_torch(device, self._threads)
        from nst.networks.weights import load_encoder  # noqa: PLC0415
        from nst.objective.objective import StyleCache  # noqa: PLC0415

        return name, load_encoder(self._encoder, device=name, folder=self._weights_dir), StyleCache()


class InstantPainter:
    """Paints with networks that have learned the styles, in one step. `pocket` measures the losses.

    Args:
        threads: see `EnginePainter`.
    """

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._options: Options | None = None
        self._styles: OrderedDict[bytes, InstantStyle] = OrderedDict()

    def __call__(self, task: PaintTask, device: str) -> Progress:
        """Paint a task. Imports torch, so call it in a worker thread only."""
        if self._options is None:
            self._options = instant_options(device, self._threads)
        from nst.instant.measuring import paint_measured  # noqa: PLC0415

        paintings = [images.decode_own(style) for style in task.styles]
        mask = None if task.mask is None else images.decode_own(task.mask)
        result = paint_measured(
            images.decode_own(task.content or b"", transparency=True),
            [self._style(network, self._options.device) for network in task.networks],
            paintings,
            task.params,
            replace(self._options, mask=mask),
        )
        return Progress(1, 1, 1, 1, result.last, result.seconds, 0.0, lambda _size: result.image, result)

    def column(self, task: PaintTask, device: str) -> Progress:
        """Paint a picture with each network, one below the other. Their losses are not measured: they are 0."""
        if self._options is None:
            self._options = instant_options(device, self._threads)
        from nst.instant.painting import paint  # noqa: PLC0415
        from nst.instant.params import InstantParams  # noqa: PLC0415

        begun, name = time.monotonic(), self._options.device
        params = InstantParams.from_dict(task.params.to_dict())
        photo = images.fit_image(images.decode_own(task.content or b""), params.size)
        column = Image.new("RGB", (photo.width, photo.height * len(task.networks)))
        for number, network in enumerate(task.networks):
            column.paste(paint(photo, self._style(network, name), params, device=name), (0, number * photo.height))
        losses, seconds = Losses(0.0, 0.0, 0.0, 0.0, {}), time.monotonic() - begun
        result = Result(column, (), losses, losses, seconds, 1, self._options.encoder.name, name, task.params)
        return Progress(1, 1, 1, 1, losses, seconds, 0.0, lambda _size: column, result)

    def _style(self, network: bytes, device: str) -> InstantStyle:
        """A network, ready to paint. The last ones are kept."""
        from nst.instant.style import decode_style  # noqa: PLC0415

        style = self._styles.pop(network, None) or decode_style(network).on(device)
        self._styles[network] = style
        if len(self._styles) > _KEPT_STYLES:
            self._styles.popitem(last=False)
        return style


def instant_options(device: str, threads: int) -> Options:
    """A device, and the encoder that measures instant pictures there."""
    name = load_torch(device, threads)
    from nst.engine.run import Options  # noqa: PLC0415
    from nst.networks.weights import load_encoder  # noqa: PLC0415

    return Options(load_encoder("pocket", device=name), name)


def load_torch(device: str, threads: int) -> str:
    """Import torch, which takes seconds, and return the name of a device; ``auto`` is the first GPU, else the CPU."""
    # Set this before torch loads: waiting threads must not spin, or other programs on the machine
    # make every step several times slower (measured on two cores with one busy: 1740 ms a step against 430).
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    import torch  # noqa: PLC0415

    if threads:
        torch.set_num_threads(threads)
    if device == "auto":
        return "cuda:0" if torch.cuda.is_available() else "cpu"
    return device

"""A replacement for the engine in the bot's process: it inverts the colours of the photo in a few steps."""

import threading
from collections.abc import Generator

from PIL import ImageOps

from bot.jobs.executor import PaintTask
from nst import images
from nst.progress import Losses, Progress, Result

STEPS = 4


class QuickPainter:
    """A `bot.jobs.painter.Painter` that takes no time, or waits in the middle until the test continues it."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()
        self._tickets = threading.Semaphore(0)
        self._hangs = False

    def hang(self) -> None:
        """From now on, hang in the second step of every task."""
        self._hangs = True

    def hold(self) -> None:
        """From now on, stop after the first step of every task."""
        self._free.clear()

    def release(self) -> None:
        """Continue all tasks."""
        self._free.set()

    def let_one_go(self) -> None:
        """Continue one waiting task."""
        self._tickets.release()

    def __call__(self, task: PaintTask, device: str) -> Generator[Progress, None, None]:
        """Paint a task."""
        image = images.fit_image(images.decode(task.content or task.styles[0]), task.params.size)
        image = ImageOps.invert(image.convert("RGB"))
        first = Losses(total=1.0, content=0.0, style=0.42, tv=0.0, by_layer={})
        for step in range(1, STEPS + 1):
            layers = {"content relu4_1": 0.31, "style relu1_1": 0.42 / step}
            losses = Losses(total=1 / step, content=0.31, style=0.42 / step, tv=0.0, by_layer=layers)
            result = None
            if step == STEPS:
                result = Result(image, [losses], first, losses, 1.0, STEPS, "pocket", device, task.params, "")
            yield Progress(
                step, STEPS, 1, 1, losses, float(step), 1.0, lambda side: images.fit_image(image, side), result
            )
            if self._hangs:
                threading.Event().wait()
            while step == 1 and not self._free.wait(0.05) and not self._tickets.acquire(blocking=False):
                yield Progress(step, STEPS, 1, 1, losses, 1.0, 1.0, lambda side: images.fit_image(image, side), None)

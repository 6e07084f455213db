"""A painter whose steps a test lets happen, for tests of the executor."""

import threading
from collections import Counter
from collections.abc import Generator

from PIL import Image

from bot.jobs.executor import Event, PaintTask
from bot.jobs.local_executor import LocalExecutor
from nst.progress import Losses, Progress, Result
from nst.recipes import recipe
from tests.polling import PATIENCE

LOSSES = Losses(1.0, 0.25, 0.5, 0.25, {})
PARAMS = recipe("draft")


class SteppedPainter:
    """Waits for the test before each step.

    Attributes:
        go: released once for each step.
        slow: ids of tasks that take their first step at once, and expect an hour for each of the others.
        waits: by task, how many steps it has waited for. When it waits again, its last step has been sent.
    """

    def __init__(self, steps: int = 3) -> None:
        self.steps = steps
        self.go = threading.Semaphore(0)
        self.slow: set[str] = set()
        self.waits: Counter[str] = Counter()
        self.started: list[tuple[str, str]] = []
        self.closed: list[str] = []
        self.previews = 0
        self.error: Exception | None = None

    def __call__(self, task: PaintTask, device: str) -> Generator[Progress, None, None]:
        self.started.append((task.id, device))
        slow = task.id in self.slow
        try:
            for number in range(1, self.steps + 1):
                self.waits[task.id] += 1
                assert (slow and number == 1) or self.go.acquire(timeout=PATIENCE)
                if self.error:
                    raise self.error
                remaining = 3600.0 * (self.steps - number) if slow else 2.0
                yield Progress(number, self.steps, 1, 1, LOSSES, 1.0, remaining, self.preview, self.result(number))
        finally:
            self.closed.append(task.id)

    def preview(self, side: int) -> Image.Image:
        self.previews += 1
        return Image.new("RGB", (side, side // 2))

    def result(self, number: int) -> Result | None:
        if number < self.steps:
            return None
        image = Image.new("RGB", (8, 8), "green")
        return Result(image, [LOSSES], LOSSES, LOSSES, 1.0, self.steps, "none", "cpu", PARAMS)


async def events(executor: LocalExecutor, task_id: str = "task") -> list[Event]:
    """All events of a task, once it has ended."""
    return [event async for event in executor.watch(task_id)]

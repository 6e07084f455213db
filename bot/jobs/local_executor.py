"""The local executor: threads that paint and learn. Implements `bot.jobs.executor.Executor`."""

from __future__ import annotations

import asyncio
import logging
import queue
import secrets
import time
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from bot.jobs.executor import (
    Cancelled,
    Event,
    Failed,
    Finished,
    Learned,
    LearnTask,
    PaintTask,
    StepReport,
    Stuck,
    Task,
)
from bot.jobs.learner import EngineLearner, Learner
from bot.jobs.painter import EnginePainter, Painter
from bot.jobs.worker_threads import SORRY, Precedence, Run, Worker
from bot.parameters.loss_history import downsampled
from bot.runtime.blocking import run_blocking
from bot.runtime.clock import Clock, MonotonicClock
from nst import images
from nst.errors import UserError
from nst.progress import Progress

log = logging.getLogger(__name__)

_Queue = queue.SimpleQueue[Run | None]
_LOOK_SECONDS = 30.0  # between two checks of the workers, while there is work
_PATIENT_STEPS = 4  # a picture waits so many of its steps for instant ones; then it goes on, so that it ends some day


class LocalExecutor:
    """Runs tasks in threads of this process: one per device, one for instant pictures, and one that learns.

    It implements `bot.jobs.executor.Executor`.

    Args:
        devices: torch's names; ``"auto"`` is the first GPU, else the CPU.
        encoder, weights_dir: see `nst.networks.weights.load_encoder`.
        threads: CPU threads per task; 0 leaves it to torch.
        preview_size: long side of a preview in pixels.
        preview_seconds: least time between two previews of a task.
        painter, learner: work on the tasks; the engine by default.
        learning_dir: folder of what was learned before a break.
        clock: measures the steps.
    """

    def __init__(
        self,
        devices: Sequence[str],
        *,
        encoder: str = "auto",
        weights_dir: Path | None = None,
        threads: int = 0,
        preview_size: int = 320,
        preview_seconds: float = 2.5,
        painter: Painter | None = None,
        learner: Learner | None = None,
        learning_dir: Path = Path("learning"),
        clock: Clock | None = None,
    ) -> None:
        self._painter = painter or EnginePainter(encoder, weights_dir, threads)
        self._learner = learner or EngineLearner(threads, learning_dir)
        self._precedence = Precedence()
        self._preview_size = preview_size
        self._preview_seconds = preview_seconds
        self._clock = clock or MonotonicClock()
        self._waiting, self._instant, self._learning = _Queue(), _Queue(), _Queue()
        self._runs: dict[str, Run] = {}
        self._painters = [
            Worker(device, self._clock, partial(self._serve, self._waiting), name=f"paint on {device}")
            for device in devices
        ]
        self._instant_painter, self._student = (
            Worker(devices[0], self._clock, partial(self._serve, waiting), name=f"{what} on {devices[0]}")
            for what, waiting in (("paint instantly", self._instant), ("learn", self._learning))
        )
        self._workers = [*self._painters, self._instant_painter, self._student]
        self._started = False
        self._news = asyncio.Event()  # for `supervise`: a task has come, or a lost worker has come back

    @property
    def slots(self) -> int:
        """One per device whose worker is not lost."""
        return sum(worker.stuck is None for worker in self._painters)

    @property
    def instant_slots(self) -> int:
        """One, unless its worker is lost."""
        return int(self._instant_painter.stuck is None)

    @property
    def stuck(self) -> tuple[Stuck, ...]:
        """The lost workers."""
        return tuple(worker.stuck for worker in self._workers if worker.stuck is not None)

    async def submit(self, task: Task) -> None:
        """Start a task, or keep it until its turn."""
        if not self._started:
            self._started = True
            for worker in self._workers:
                worker.thread.start()
        run = self._runs[task.id] = Run(task, asyncio.get_running_loop())
        if isinstance(task, LearnTask):
            self._learning.put(run)
        else:
            self._precedence.begin(instant=task.instant)
            (self._instant if task.instant else self._waiting).put(run)
        self._news.set()

    async def watch(self, task_id: str) -> AsyncIterator[Event]:
        """Yield the events of a task from now on. The task is forgotten after its last event.

        Raises:
            KeyError: there is no such task.
        """
        run = self._runs[task_id]
        while run.end is None:
            await run.news.wait()
            run.news.clear()
            step, run.step = run.step, None
            if step is not None and run.end is None:
                yield step
        self._runs.pop(task_id, None)
        yield run.end

    async def cancel(self, task_id: str) -> None:
        """Stop a task after its current step; its watcher learns it at once. Unknown ids are ignored."""
        run = self._runs.get(task_id)
        if run is not None:
            self._precedence.stop(run)
            run.give_up(Cancelled())

    async def supervise(self, changed: Callable[[], None]) -> None:
        """Watch forever for workers that hang in a step, and fail their tasks.

        A thread cannot be ended from outside, so its slot is lost until the step ends. When the last slot is lost,
        waiting tasks are cancelled.

        Args:
            changed: called when a slot is lost or returns.
        """
        while True:
            self._news.clear()
            before = self.stuck
            for worker in self._workers:
                worker.look()
            if not self.slots:
                for task_id in tuple(self._runs):
                    await self.cancel(task_id)
            if self.stuck != before:
                changed()
            if any(worker.returned for worker in self._workers):
                continue
            busy = self._runs or any(worker.busy for worker in self._workers)
            await self._clock.wait(self._news, until=self._clock.now() + _LOOK_SECONDS if busy else None)

    async def close(self, *, patience: float = 5.0) -> None:
        """Cancel everything and wait until the threads have stopped, up to a limit in seconds."""
        for task_id in tuple(self._runs):
            await self.cancel(task_id)
        if self._started:
            for _ in self._painters:
                self._waiting.put(None)
            self._instant.put(None)
            self._learning.put(None)
            await run_blocking(self._join, patience)

    def _join(self, patience: float) -> None:
        end = time.monotonic() + patience
        for worker in self._workers:
            worker.thread.join(0.0 if worker.stuck else max(0.0, end - time.monotonic()))
            if worker.thread.is_alive():
                log.warning("The thread “%s” does not stop; leaving it behind.", worker.thread.name)

    def _serve(self, waiting: _Queue, worker: Worker) -> None:
        """Work until told to stop. Runs in the thread of the worker."""
        while (run := waiting.get()) is not None:
            worker.begin(run)
            event = self._work(run, worker)
            worker.end()
            if isinstance(run.task, PaintTask):
                self._precedence.end(instant=run.task.instant)
            run.post(event)
            if worker.stuck is not None:
                run.call(self._news.set)

    def _work(self, run: Run, worker: Worker) -> Event:
        task = run.task
        try:
            if isinstance(task, LearnTask):
                with closing(self._learner(task, worker.device)) as events:
                    return self._learn(run, events, worker)
            with closing(self._painter(task, worker.device)) as steps:
                return self._paint(run, steps, worker)
        except UserError as error:
            return Failed.of(error)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("Task %s failed on %s, reference %s.", task.id, worker.device, reference)
            return Failed(SORRY, reference)

    def _learn(self, run: Run, events: Generator[StepReport | Learned, None, None], worker: Worker) -> Event:
        self._precedence.give_way(run, worker.heartbeat)
        while not run.cancelled.is_set():
            event = next(events, None)
            if event is None:
                raise RuntimeError("The learner stopped without a style.")
            if isinstance(event, Learned):
                return event
            worker.heartbeat.step(event.remaining / max(event.steps - event.step, 1))
            run.post(event)
            self._precedence.give_way(run, worker.heartbeat)
        return Cancelled()

    def _paint(self, run: Run, steps: Generator[Progress | Finished, None, None], worker: Worker) -> Event:
        drawn, step_seconds = float("-inf"), 0.0
        while not run.cancelled.is_set():
            if worker.device == self._instant_painter.device and worker is not self._instant_painter:
                self._precedence.let_instant_go_first(run, patience=_PATIENT_STEPS * step_seconds)
            since = time.monotonic()
            progress = next(steps, None)
            step_seconds = time.monotonic() - since
            if progress is None:
                raise RuntimeError("The painter stopped without a result.")
            if isinstance(progress, Finished):
                return progress
            worker.heartbeat.step(progress.remaining / max(progress.steps - progress.step, 1))
            if progress.result is not None:
                result = progress.result
                summary = result.summary() | {"history": downsampled(result.history)}
                return Finished(images.encode_png(result.image, quick=True), summary)
            preview = None
            if time.monotonic() - drawn >= self._preview_seconds:
                preview = images.encode_jpeg(progress.preview(self._preview_size))
                drawn = time.monotonic()
            run.post(_stepped(progress, preview))
        return Cancelled()


def _stepped(progress: Progress, preview: bytes | None) -> StepReport:
    return StepReport(
        step=progress.step,
        steps=progress.steps,
        style_loss=progress.losses.style,
        content_loss=progress.losses.content,
        elapsed=progress.elapsed,
        remaining=progress.remaining,
        preview=preview,
    )

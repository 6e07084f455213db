"""The threads of `bot.jobs.local_executor.LocalExecutor`, and their tasks."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import ParamSpec

from bot.jobs.executor import Event, Failed, StepReport, Stuck, Task, newer
from bot.jobs.heartbeat import Heartbeat
from bot.runtime.clock import Clock

log = logging.getLogger(__name__)

SORRY = "Something went wrong on my side."
_LULL_SECONDS = 0.1  # between two instant pictures, while the first one is filed and the next one is read
_P = ParamSpec("_P")


class Run:
    """A running task. The worker's thread writes to it through `post`; one watcher in the loop reads it."""

    def __init__(self, task: Task, loop: asyncio.AbstractEventLoop) -> None:
        self.task = task
        self.cancelled = threading.Event()
        self.news = asyncio.Event()
        self.step: StepReport | None = None  # the newest unseen report
        self.end: Event | None = None
        self._loop = loop

    def post(self, event: Event) -> None:
        """Send an event to the loop, from any thread."""
        self.call(self.tell, event)

    def call(self, func: Callable[_P, object], *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Call something in the loop, from any thread."""
        with suppress(RuntimeError):  # the loop is closed, so nobody waits for this
            self._loop.call_soon_threadsafe(partial(func, *args, **kwargs))

    def give_up(self, end: Event) -> None:
        """End the task now, in the loop; its worker stops after the current step."""
        self.cancelled.set()
        self.tell(end)

    def tell(self, event: Event) -> None:
        """Note an event, in the loop. Events after the end are ignored."""
        if self.end is None:
            if isinstance(event, StepReport):
                self.step = newer(self.step, event)
            else:
                self.end = event
            self.news.set()


class Precedence:
    """Who goes first: learning waits for all pictures, and other pictures wait a little for instant ones."""

    def __init__(self) -> None:
        self._pictures = 0
        self._instant = 0
        self._lull_ends = 0.0  # until then the next instant picture may follow the last one
        self._changed = threading.Condition()

    def begin(self, *, instant: bool) -> None:
        """A picture has come. Called in the loop."""
        with self._changed:
            self._pictures += 1
            self._instant += instant

    def end(self, *, instant: bool) -> None:
        """A picture needs its thread no more. Called in that thread."""
        with self._changed:
            self._pictures -= 1
            self._instant -= instant
            if instant:
                self._lull_ends = time.monotonic() + _LULL_SECONDS
            self._changed.notify_all()

    def stop(self, run: Run) -> None:
        """End the waiting of a task that was cancelled. Called in the loop."""
        with self._changed:
            run.cancelled.set()
            self._changed.notify_all()

    def give_way(self, run: Run, heartbeat: Heartbeat) -> None:
        """Wait until there is nothing to paint, or the task was cancelled. Called in the thread that learns."""
        with self._changed:
            if self._pictures:
                heartbeat.rest()
                self._changed.wait_for(lambda: not self._pictures or run.cancelled.is_set())
                heartbeat.start(run.task.estimate)

    def let_instant_go_first(self, run: Run, *, patience: float) -> None:
        """Wait until no instant picture is painted, for some seconds at most. Called in the thread of another."""
        deadline = time.monotonic() + patience
        with self._changed:
            while not run.cancelled.is_set():
                end = deadline if self._instant else min(deadline, self._lull_ends)
                if (left := end - time.monotonic()) <= 0:
                    return
                self._changed.wait(left)


class Worker:
    """A device and its thread."""

    def __init__(self, device: str, clock: Clock, serve: Callable[[Worker], None], *, name: str) -> None:
        self.device = device
        self.heartbeat = Heartbeat(clock)
        self.run: Run | None = None
        self.stuck: Stuck | None = None
        self._lost: Run | None = None  # its task when it was lost
        # A daemon thread, so that a hung device does not keep the process alive. `close` waits for the others.
        self.thread = threading.Thread(target=serve, args=(self,), name=name, daemon=True)

    @property
    def busy(self) -> bool:
        """Whether it has a task and is not lost."""
        return self.run is not None and self.stuck is None

    @property
    def returned(self) -> bool:
        """Whether it was lost and has returned since."""
        return self.stuck is not None and self.run is not self._lost

    def begin(self, run: Run) -> None:
        """Start a task. Called in the thread."""
        self.heartbeat.start(run.task.estimate)
        self.run = run

    def end(self) -> None:
        """End the task. Called in the thread."""
        self.run = None
        self.heartbeat.rest()

    def look(self) -> None:
        """Check whether it is lost. Called in the event loop."""
        run = self.run
        if self.returned:
            log.warning("The thread “%s” has come back; it works again.", self.thread.name)
            self.stuck = self._lost = None
        elif run is not None and self.stuck is None and self.heartbeat.overdue():
            reference = secrets.token_hex(4)
            self._lost = run
            self.stuck = Stuck(self.device, run.task.id, reference, datetime.now(UTC))
            log.critical(
                "Task %s does not come back from a step on %s, reference %s. Its thread is here:\n%s",
                run.task.id,
                self.device,
                reference,
                self._stack(),
            )
            run.give_up(Failed(SORRY, reference))

    def _stack(self) -> str:
        frame = sys._current_frames().get(self.thread.ident or 0)  # noqa: SLF001  the documented way to see a thread
        return "".join(traceback.format_stack(frame)) if frame else "(it has ended)"

"""The interface between the queue and the workers.

The local executor (`bot.jobs.local_executor.LocalExecutor`) runs the engine in a thread per device. Remote workers
can implement the same interface.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol, Self

from nst.errors import UserError
from nst.params import Params


@dataclass(frozen=True, slots=True)
class PaintTask:
    """A task for a worker; it holds all that the worker needs and can be sent to another machine.

    Images are encoded files. `params.mode` tells what to make of them: a texture has no content, a reconstruction no
    styles. The mask is white where the photo is painted; None for everywhere. `estimate` is the expected time in
    seconds; None if unknown. An instant picture has the style file of each style in `networks`. An instant sheet has
    no styles: its result is a picture for each of the networks, one below the other. An animation, `clip`, has
    `networks`, too; the content is its first frame.
    """

    id: str
    content: bytes | None = field(repr=False)
    styles: tuple[bytes, ...] = field(repr=False)
    params: Params
    estimate: float | None = None
    mask: bytes | None = field(default=None, repr=False)
    networks: tuple[bytes, ...] = field(default=(), repr=False)
    clip: bytes | None = field(default=None, repr=False)

    @property
    def instant(self) -> bool:
        """Whether it is painted beside the others, in tenths of a second."""
        return bool(self.networks) and self.clip is None


@dataclass(frozen=True, slots=True)
class LearnTask:
    """A painting, as PNG, whose style is learned, for at most `time_limit` seconds. It gives way to all `PaintTask`s.

    What was learned before a break is kept under the id, where the worker is: the same task goes on from there.
    """

    id: str
    painting: bytes = field(repr=False)
    time_limit: float

    @property
    def estimate(self) -> float:
        """The expected time in seconds."""
        return self.time_limit


@dataclass(frozen=True, slots=True)
class StepReport:
    """Progress after a step of painting or learning. Only the newest report matters; a slow watcher misses some.

    `preview` is a small JPEG; None if this step has none.
    """

    step: int
    steps: int
    style_loss: float
    content_loss: float
    elapsed: float
    remaining: float
    preview: bytes | None = field(default=None, repr=False)


def newer(old: StepReport | None, new: StepReport) -> StepReport:
    """The new report; without its own preview it takes the old one's, so that no unseen preview is lost."""
    return replace(new, preview=old.preview) if old and new.preview is None else new


@dataclass(frozen=True, slots=True)
class Finished:
    """The task has ended with a picture: a PNG, and `nst.progress.Result.summary()`.

    Of an animation the picture is the first frame, `clip` all of it as WebP, and the summary has its number of
    ``frames``.
    """

    picture: bytes = field(repr=False)
    summary: Mapping[str, Any]
    clip: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Learned:
    """The task has ended with a style file."""

    network: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Failed:
    """The task failed. `message` is safe to show; `reference` finds the log entry of an internal error.

    `code` and `values` identify the message for translation, see `nst.errors.UserError`.
    """

    message: str
    reference: str | None = None
    code: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, error: UserError) -> Self:
        """The parts of an error that are safe to show, as JSON types."""
        values = {name: value for name, value in error.values.items() if isinstance(value, str | int | float)}
        return cls(error.text, code=error.code, values=values)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The task was cancelled, or the executor closed first."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A lost slot: its device hangs in a step.

    Attributes:
        device: its name.
        task_id: the task that hangs.
        reference: of the failure in the log.
        since: when the hang was noticed.
    """

    device: str
    task_id: str
    reference: str
    since: datetime


Task = PaintTask | LearnTask
Event = StepReport | Finished | Learned | Failed | Cancelled


class Executor(Protocol):
    """Runs tasks, as many at a time as it has slots. Instant pictures have slots of their own.

    Styles are learned one at a time, whenever nothing is painted.
    """

    @property
    def slots(self) -> int:
        """How many tasks can run at once, without stuck slots and instant pictures."""
        ...

    @property
    def instant_slots(self) -> int:
        """How many instant pictures can be painted at once, beside the other tasks."""
        ...

    @property
    def stuck(self) -> Sequence[Stuck]:
        """The lost slots. A slot counts again when its device returns."""
        ...

    async def submit(self, task: Task) -> None:
        """Start a task, or keep it until a slot is free."""
        ...

    def watch(self, task_id: str) -> AsyncIterator[Event]:
        """Yield the events of a task from now on; the last is no `StepReport`."""
        ...

    async def cancel(self, task_id: str) -> None:
        """Stop the task after its current step. Unknown ids are ignored."""
        ...

    async def close(self) -> None:
        """Cancel everything and wait until the workers have stopped."""
        ...

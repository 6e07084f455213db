"""The seam between the queue and whatever does the work.

The local executor (`bot.jobs.local_executor.LocalExecutor`) runs the engine in a thread per device. Remote workers
will stand behind the same five verbs: submit, watch, cancel, slots, close.
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
    """All that a worker needs: it can be sent to another machine.

    Images are encoded files. What is made of them is in `params.mode`: a texture has no content, a reconstruction no
    style. `estimate` is the seconds that it is expected to take, None while that is unknown.
    """

    id: str
    content: bytes | None = field(repr=False)
    style: bytes | None = field(repr=False)
    params: Params
    estimate: float | None = None


@dataclass(frozen=True, slots=True)
class StepReport:
    """Progress. Only the newest matters; a watcher that is slow misses some.

    `preview` is a small JPEG, None when none was drawn for this step.
    """

    step: int
    steps: int
    style_loss: float
    content_loss: float
    elapsed: float
    remaining: float
    preview: bytes | None = field(repr=False)


def newer(old: StepReport | None, new: StepReport) -> StepReport:
    """The new step, with the preview of the old one if it has none itself: a preview that nobody saw is not lost."""
    return replace(new, preview=old.preview) if old and new.preview is None else new


@dataclass(frozen=True, slots=True)
class Finished:
    """The picture as PNG, and `nst.progress.Result.summary()`."""

    picture: bytes = field(repr=False)
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """The task failed. `message` is safe to show; `reference` leads to the log when the failure was not the person's.

    `code` and `values` say the same as the message, see `nst.errors.UserError`.
    """

    message: str
    reference: str | None = None
    code: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, error: UserError) -> Self:
        """What a person may know of an error, as JSON types."""
        values = {name: value for name, value in error.values.items() if isinstance(value, str | int | float)}
        return cls(error.text, code=error.code, values=values)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """It was cancelled, or the executor closed before it was done."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A slot that is lost: its device has not come back from a step.

    Attributes:
        device: its name.
        task_id: the task that it worked on.
        reference: of the failure in the log.
        since: when that was noticed.
    """

    device: str
    task_id: str
    reference: str
    since: datetime


Event = StepReport | Finished | Failed | Cancelled


class Executor(Protocol):
    """Runs tasks, as many at a time as it has slots."""

    @property
    def slots(self) -> int:
        """How many tasks can run at once: those that are stuck do not count."""
        ...

    @property
    def stuck(self) -> Sequence[Stuck]:
        """The slots that are lost; one that comes back after all is a slot again."""
        ...

    async def submit(self, task: PaintTask) -> None:
        """Start the task, or keep it until a slot is free."""
        ...

    def watch(self, task_id: str) -> AsyncIterator[Event]:
        """Events of a task from now on; the last one is `Finished`, `Failed` or `Cancelled`."""
        ...

    async def cancel(self, task_id: str) -> None:
        """Stop the task after its current step. Unknown ids are ignored."""
        ...

    async def close(self) -> None:
        """Cancel everything and wait until the workers have stopped."""
        ...

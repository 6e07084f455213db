"""What challenges need of Discord. `cogs.challenges.publisher` implements it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.challenges.challenge import Challenge
from bot.challenges.series import Series
from bot.challenges.timeline import Step


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step created on Discord, if anything."""

    channel_id: int | None = None
    message_id: int | None = None
    thread_id: int | None = None
    event_id: int | None = None


class Publisher(Protocol):
    """Discord's side of challenges. Raises `TryLater` or `Undeliverable` of `bot.jobs.delivery` and nothing else."""

    async def perform(self, challenge: Challenge, step: Step) -> StepResult:
        """Do a step. After the first attempt, look first whether an earlier one worked."""
        ...

    async def refresh(self, challenge: Challenge) -> None:
        """Draw the board of a challenge again."""
        ...

    async def can_post(self, guild_id: int, channel_id: int) -> bool:
        """Whether a channel is there and takes posts. This raises `TryLater` if that is not known."""
        ...

    async def tell_stopped(self, series: Series) -> None:
        """Tell the host that a series was stopped, because its channel takes no posts. Failing is no error."""
        ...

    async def give_role(self, challenge: Challenge, user_id: int, role_id: int) -> None:
        """Give a person a role. It is no error if they have it or have left."""
        ...

    async def take_role(self, challenge: Challenge, user_id: int, role_id: int) -> None:
        """Take a role from a person. It is no error if they do not have it or have left."""
        ...

"""What challenges need of Discord. `cogs.challenges.publisher` does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.challenges.challenge import Challenge
from bot.challenges.timeline import Step


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step has left on Discord, for those that leave something."""

    channel_id: int | None = None
    message_id: int | None = None
    thread_id: int | None = None
    event_id: int | None = None


class Publisher(Protocol):
    """Discord's side of challenges. Raises `TryLater` or `Undeliverable` of `bot.jobs.delivery` and nothing else."""

    async def perform(self, challenge: Challenge, step: Step) -> StepResult:
        """Do a step. If it has more than one attempt, first look whether an earlier one has worked."""
        ...

    async def refresh(self, challenge: Challenge) -> None:
        """Draw the board of a challenge anew."""
        ...

    async def give_role(self, challenge: Challenge, user_id: int, role_id: int) -> None:
        """Give somebody a role; who has it keeps it, and who has left is no error."""
        ...

    async def take_role(self, challenge: Challenge, user_id: int, role_id: int) -> None:
        """Take a role from somebody; who does not have it, or has left, is no error."""
        ...

"""Run phases, posts and reminders on time. The timers are rows of the database.

One task sleeps until the next row is due. After a crash, a restart or a night offline it does what is due, once and in
order. A phase never waits for a post: failed posts are tried again and decide nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from bot.challenges.board_refresher import BoardRefresher
from bot.challenges.challenge import ACTIVE_STATES, Challenge, Phase, Unknown
from bot.challenges.publisher import Publisher, StepResult
from bot.challenges.results import Bans, excluded_people, write_outcome
from bot.challenges.service import Challenges
from bot.challenges.timeline import Step, StepKind, is_too_late, phase_at, phases_between
from bot.challenges.transaction import Transaction
from bot.challenges.winner_role import settle_winner_role
from bot.jobs.delivery import NotConnected, TryLater, Undeliverable
from bot.runtime.background import Background

log = logging.getLogger(__name__)

LONGEST_SLEEP = 60.0  # the computer's clock may be changed
DRAFT_LIFE = timedelta(days=1)
STEP_SECONDS = 300.0
_POSTS = (  # each waits for the ones before it
    StepKind.ANNOUNCE,
    StepKind.THREAD,
    StepKind.OPEN,
    StepKind.REMIND_ENTRY,
    StepKind.VOTING,
    StepKind.REMIND_VOTE,
    StepKind.RESULTS,
    StepKind.CANCEL,
)
_ATTEMPTS: Mapping[StepKind, int] = {StepKind.THREAD: 2, StepKind.EVENT: 3, StepKind.RETIRE: 20, StepKind.ERASE: 20}
_MOST_ATTEMPTS = 300  # about two days
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=10)
_BOARDS = (StepKind.ANNOUNCE, StepKind.VOTING, StepKind.RESULTS)


class Scheduler:
    """The task that runs challenges.

    Args:
        challenges: the services; their `news` wakes the task.
        bans: whose votes do not count.
        publisher: posts on Discord.
        background: where the task runs.
        refresh_seconds: least time between two refreshes of the boards.

    Attributes:
        done_until: everything that was due at this moment is done, or waits for another attempt; None before the start.
    """

    def __init__(
        self,
        challenges: Challenges,
        bans: Bans,
        publisher: Publisher,
        background: Background,
        *,
        refresh_seconds: float = 5.0,
    ) -> None:
        self._store = challenges.store
        self._repetition = challenges.repetition
        self._pictures = challenges.pictures
        self._bans = bans
        self._publisher = publisher
        self._background = background
        self._now = challenges.now
        self._boards = BoardRefresher(challenges.store, publisher, refresh_seconds)
        self._woken = challenges.news
        self._closing = False
        self._idle = asyncio.Event()
        self._idle.set()
        self._live: Sequence[Challenge] = ()
        self.done_until: datetime | None = None

    def open_for(self, guild_id: int | None) -> bool:
        """Whether a challenge of that server takes entries now. Costs nothing."""
        now = self._now()
        return any(one.guild_id == guild_id and phase_at(one, now) is Phase.OPEN for one in self._live)

    def wake(self) -> None:
        """Look again at once: something changed, or the clock did."""
        self._woken.set()

    async def start(self) -> None:
        """Start the task. Call it once, when Discord can be reached."""
        await self._tidy()
        self._background.spawn(self._run(), name="challenges")

    async def close(self, *, patience: float = 5.0) -> None:
        """Start no more steps, and wait for the current one."""
        self._closing = True
        self._woken.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._idle.wait()

    async def _run(self) -> None:
        self._idle.clear()
        try:
            while not self._closing:
                self._woken.clear()
                pause = LONGEST_SLEEP / 4
                try:
                    self.done_until = await self.run_due()
                    pause = await self._pause(self.done_until)
                except Exception:  # the database may be locked
                    log.exception("The challenges could not go on.")
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._woken.wait()
        finally:
            self._idle.set()

    async def run_due(self) -> datetime:
        """Do all due steps; return the moment up to which everything is done."""
        while True:
            # Phases and steps use the same moment: a step of a phase that has not begun would find nothing to do.
            now = self._now()
            await self._advance_all(now)
            ready = [] if self._closing else _ready(await self._store.due(now), now)
            for step in ready:
                await self._do(step)
            if not ready or self._closing:
                break
        await self._boards.refresh()
        return now

    async def _pause(self, now: datetime) -> float:
        """Seconds until the next step or phase after a moment."""
        moments = await self._store.next_moments() + await self._repetition.next_moments()
        moments += [moment for one in self._live for moment in (one.opens_at, one.closes_at, one.ends_at)]
        seconds = [(moment - now).total_seconds() for moment in moments if moment > now]
        if self._boards.pending:
            seconds.append(self._boards.seconds)
        return max(min([LONGEST_SLEEP, *seconds]), 0.05)

    # Phases.

    async def _advance_all(self, now: datetime) -> None:
        for challenge in await self._store.live():
            try:
                await self._advance(challenge, now)
            except Exception:  # other challenges go on
                log.exception("Challenge %s could not go on.", challenge.id)
        await self._repetition.open_due(self._publisher, now)
        self._live = await self._store.live()

    async def _advance(self, challenge: Challenge, now: datetime) -> None:
        """Move a challenge to the phase that its dates give, one phase at a time."""
        if not phases_between(challenge.phase, phase_at(challenge, now)):
            return
        banned = await excluded_people(self._store, self._bans, challenge.id)
        with suppress(Unknown):
            async with self._store.changing(challenge.id) as transaction:
                for phase in phases_between(transaction.challenge.phase, phase_at(transaction.challenge, now)):
                    if transaction.challenge.phase.over:
                        break
                    await self._enter_phase(transaction, phase, banned, now)

    async def _enter_phase(self, transaction: Transaction, phase: Phase, banned: set[int], now: datetime) -> None:
        if phase is Phase.VOTING and not any(entry.state in ACTIVE_STATES for entry in await transaction.entries()):
            # Without entries there is no vote.
            await transaction.save(
                replace(transaction.challenge, phase=Phase.CLOSED, ends_at=transaction.challenge.closes_at)
            )
            await transaction.reschedule(now)
            return
        await transaction.save(replace(transaction.challenge, phase=phase))
        if phase is Phase.CLOSED:
            await write_outcome(transaction, banned)

    # Posts.

    async def _do(self, step: Step) -> None:
        """Do one step, or leave it for the next attempt."""
        pause = min(_FIRST_PAUSE * 2 ** min(step.attempts, 10), _LONGEST_PAUSE)
        begun = await self._store.begin_step(step.number, self._now() + pause)
        if begun is None:
            return
        try:
            challenge = await self._store.get(step.challenge_id)
        except Unknown:
            return
        late = is_too_late(step.kind, challenge, self._now())
        posted = StepResult() if late else await self._attempt(challenge, begun)
        if posted is not None:
            await self._note(begun, posted, challenge.revision)

    async def _attempt(self, challenge: Challenge, step: Step) -> StepResult | None:
        """Do a step; None means try again. After too many attempts the result is empty."""
        limit = _ATTEMPTS.get(step.kind, _MOST_ATTEMPTS)
        try:
            async with asyncio.timeout(STEP_SECONDS):
                return await self._perform(challenge, step)
        except NotConnected as error:
            log.info("Challenge %s: could not %s yet: %s", challenge.id, step.kind, error)
            await self._store.take_back(step.number)
            return None
        except (TryLater, TimeoutError) as error:
            log.warning("Challenge %s: could not %s yet: %s", challenge.id, step.kind, error)
            limit = _MOST_ATTEMPTS  # Discord gave no answer, so the lower limits do not count
        except Undeliverable as error:
            log.warning("Challenge %s: could not %s: %s", challenge.id, step.kind, error)
        except Exception:
            log.exception("Challenge %s: could not %s.", challenge.id, step.kind)
        return None if step.attempts < limit else StepResult()

    async def _perform(self, challenge: Challenge, step: Step) -> StepResult:
        if step.kind is not StepKind.WINNER_ROLE:
            return await self._publisher.perform(challenge, step)
        await settle_winner_role(self._store, self._publisher, challenge, self._now())
        return StepResult()

    async def _note(self, step: Step, posted: StepResult, revision: int) -> None:
        """Note that a step is done and what it created; `revision` is the state that it shows."""
        async with self._store.changing(step.challenge_id) as transaction:
            now = self._now()
            await transaction.finish_step(step.number, now)
            if posted.thread_id is not None:
                await transaction.note(thread_id=posted.thread_id)
            if step.kind is StepKind.EVENT:
                await transaction.note(event_id=posted.event_id)
            if posted.message_id is None:
                return
            if step.kind is StepKind.REVIEW:
                await self._note_review(transaction, step, posted, now)
            elif step.kind in _BOARDS:
                old = transaction.challenge
                if old.board_message_id is not None and step.kind is not StepKind.ANNOUNCE:
                    await transaction.schedule(StepKind.RETIRE, now, f"{old.board_channel_id}:{old.board_message_id}")
                where = {"board_channel_id": posted.channel_id, "board_message_id": posted.message_id}
                await transaction.note(**where, shown=revision)

    async def _note_review(self, transaction: Transaction, step: Step, posted: StepResult, now: datetime) -> None:
        entry = next((entry for entry in await transaction.entries() if entry.id == step.subject), None)
        if entry is not None:
            await transaction.put_entry(replace(entry, review_message_id=posted.message_id))
        else:  # withdrawn during the post
            await transaction.schedule(StepKind.ERASE, now, f"{posted.channel_id}:{posted.message_id}")

    async def _tidy(self) -> None:
        """Delete drafts that were never published."""
        for draft in await self._store.drafts(self._now() - DRAFT_LIFE):
            await self._store.remove(draft.id)
            await self._pictures.discard([draft.reference])


def _ready(due: Sequence[tuple[Step, datetime]], now: datetime) -> list[Step]:
    """The due steps that can be done now: only the first post of each challenge, and all other steps."""
    kinds = list(StepKind)
    ordered = sorted(due, key=lambda item: (item[0].due_at, kinds.index(item[0].kind), item[0].number))
    ready, waiting = [], set()
    for step, next_at in ordered:
        if step.kind in _POSTS:
            if step.challenge_id in waiting:
                continue
            waiting.add(step.challenge_id)
        if next_at <= now:
            ready.append(step)
    return ready

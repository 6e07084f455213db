"""Challenges without Discord: a clock that the test moves, and a publisher that records its calls."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot.challenges.challenge import Challenge, Entry, EntryState, Kind, Person, Phase, Plan, Rules, Words
from bot.challenges.pictures import Pictures
from bot.challenges.publisher import StepResult
from bot.challenges.scheduler import Scheduler
from bot.challenges.series import Series
from bot.challenges.service import Challenges
from bot.challenges.timeline import Step, StepKind
from bot.jobs.job import Job, State
from bot.jobs.store import JobStore
from bot.people.consent import People
from bot.runtime.background import Background
from bot.storage.database import open_database
from bot.storage.files import FileStore
from nst.recipes import recipe
from tests.bot.clocks import FakeCalendar
from tests.bot.doubles import job as plain_job
from tests.bot.doubles import png, reply_target

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
GUILD, CHANNEL = 30, 20
HOST, ALICE, BOB, CAROL, DAVE = 100, 101, 102, 103, 104


class FakePublisher:
    """A publisher that records what it did, and fails when the test tells it to."""

    def __init__(self) -> None:
        self.done: list[StepKind] = []
        self.steps: list[Step] = []
        self.tried: list[Step] = []
        self.refreshed: list[Challenge] = []
        self.roles: list[tuple[str, int]] = []
        self.failures: list[Exception] = []
        self.failures_of: dict[StepKind, list[Exception]] = {}
        self.refresh_failures: list[Exception] = []
        self.channel_there = True
        self.stopped: list[Series] = []
        self._ids = count(1000)

    async def perform(self, challenge: Challenge, step: Step) -> StepResult:
        self.tried.append(step)
        if self.failures:
            raise self.failures.pop(0)
        if failures := self.failures_of.get(step.kind):
            raise failures.pop(0)
        self.done.append(step.kind)
        self.steps.append(step)
        if step.kind is StepKind.THREAD:
            return StepResult(thread_id=next(self._ids))
        if step.kind in {StepKind.EVENT, StepKind.RETIRE, StepKind.ERASE}:
            return StepResult()
        return StepResult(challenge.venue_id, next(self._ids))

    async def refresh(self, challenge: Challenge) -> None:
        self.refreshed.append(challenge)
        if self.refresh_failures:
            raise self.refresh_failures.pop(0)

    async def can_post(self, guild_id: int, channel_id: int) -> bool:
        if self.failures:
            raise self.failures.pop(0)
        return self.channel_there

    async def tell_stopped(self, series: Series) -> None:
        self.stopped.append(series)

    async def give_role(self, challenge: Challenge, user_id: int, role_id: int) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.roles.append(("+", user_id))

    async def take_role(self, challenge: Challenge, user_id: int, role_id: int) -> None:
        self.roles.append(("-", user_id))


class ChallengeServices:
    """Challenges on a real database and real files."""

    def __init__(
        self,
        challenges: Challenges,
        scheduler: Scheduler,
        jobs: JobStore,
        files: FileStore,
        people: People,
        clock: FakeCalendar,
    ) -> None:
        self.challenges = challenges
        self.scheduler = scheduler
        self.participation = challenges.participation
        self.moderation = challenges.moderation
        self.store = challenges.store
        self.jobs = jobs
        self.files = files
        self.people = people
        self.clock = clock

    async def advance(self, **duration: float) -> None:
        """Move the clock and do what is due."""
        self.clock.forward(**duration)
        await self.scheduler.run_due()

    async def announced(self, reference: bytes | None = None, **changes: Any) -> Challenge:
        """Publish a challenge: three days for entries, two for votes."""
        return await self.publish((await self.moderation.create(plan(reference, **changes), host())).id)

    async def publish(self, challenge_id: str) -> Challenge:
        await self.moderation.publish(challenge_id, host())
        await self.advance()
        return await self.store.get(challenge_id)

    async def painted(
        self, owner: int, colour: str = "", style: bytes | None = None, content: bytes | None = None, **changes: Any
    ) -> Job:
        """Make a finished job of a person."""
        self._jobs = getattr(self, "_jobs", 0) + 1
        job = replace(
            plain_job(f"{self._jobs:010x}"),
            owner_id=owner,
            reply_target=reply_target(guild_id=GUILD),
            content=await self.files.put(content or png("white")),
            styles=(await self.files.put(style or png("blue")),),
            picture=await self.files.put(png(colour or f"#{self._jobs * 977 % 0xFFFFFF:06x}")),
            params=recipe("draft", seed=self._jobs),
            state=State.DONE,
            summary={"encoder": "pocket", "seconds": 2.0},
        )
        job = replace(job, **changes)
        await self.jobs.add(job)
        return job

    async def entered(self, challenge: Challenge, owner: int, **changes: Any) -> Entry:
        """Enter a new picture of a person."""
        return await self.participation.enter(challenge.id, await self.painted(owner, **changes), person(owner))

    async def vote(self, challenge: Challenge, voter: int, *entries: Entry) -> list[Entry]:
        """Set a person's votes to exactly these."""
        every = [entry.id for entry in await self.store.entries(challenge.id)]
        return await self.participation.vote(challenge.id, person(voter), [entry.id for entry in entries], every)

    async def places(self, challenge: Challenge) -> dict[int, tuple[int | None, int | None]]:
        """Place and votes by owner."""
        return {entry.owner_id: (entry.place, entry.votes) for entry in await self.store.entries(challenge.id)}

    async def phase(self, challenge: Challenge) -> Phase:
        return (await self.store.get(challenge.id)).phase

    def stored(self, folder: Path) -> int:
        return sum(1 for _ in (folder / "challenges").glob("??/*"))


@asynccontextmanager
async def challenge_services(
    folder: Path, database_url: str, publisher: FakePublisher, clock: FakeCalendar
) -> AsyncIterator[ChallengeServices]:
    """Open the folder and the database like a new process."""
    async with open_database(database_url) as database:
        people, files = People(database), FileStore(folder / "files")
        challenges = Challenges.build(
            database,
            Pictures(database, FileStore(folder / "challenges")),
            files,
            people,
            now=clock,
        )
        scheduler = Scheduler(challenges, people, publisher, Background(), refresh_seconds=0)
        yield ChallengeServices(challenges, scheduler, JobStore(database), files, people, clock)


def plan(reference: bytes | None = None, **changes: Any) -> Plan:
    """A plan for a challenge of one week."""
    rules = {name: changes.pop(name) for name in tuple(changes) if name in Rules.__dataclass_fields__}
    made = Plan(
        guild_id=GUILD,
        channel_id=CHANNEL,
        host_id=HOST,
        words=Words("Night wind", "stars"),
        kind=Kind.FREE,
        reference=reference,
        rules=Rules(**rules),
        opens_at=None,
        entering=timedelta(days=3),
        voting=timedelta(days=2),
    )
    return replace(made, **changes)


def host() -> Person:
    return person(HOST, moderates=GUILD)


def person(user_id: int, **changes: Any) -> Person:
    """A person who joined long ago."""
    long_ago = START - timedelta(days=400)
    return replace(Person(user_id, f"person {user_id}", long_ago, long_ago + timedelta(days=1)), **changes)


def entry(number: int, owner: int, *, at: float = 0, **changes: Any) -> Entry:
    """An entry as a value."""
    made = Entry(
        id=f"e{number}",
        challenge_id="c",
        number=number,
        owner_id=owner,
        name=f"person {owner}",
        job_id="j",
        picture="p",
        recipe={},
        state=EntryState.SHOWN,
        reason="",
        entered_at=START + timedelta(seconds=at),
    )
    return replace(made, **changes)


def kinds(steps: list[Step]) -> Iterator[str]:
    return (str(step.kind) for step in steps)

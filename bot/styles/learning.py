"""Saved styles are learned one after another, whenever there is nothing to paint."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import NotFound
from bot.jobs.executor import Event, Executor, Failed, Learned, LearnTask, StepReport
from bot.runtime.background import Background
from bot.runtime.clock import Now
from bot.storage.files import FileStore
from bot.storage.tables import learned_styles, learning_watchers, styles
from bot.styles.learning_order import Saved, learning_order
from bot.styles.library import StyleLibrary
from bot.styles.metrics import LearningMetrics
from bot.styles.networks import StyleNetworks
from bot.styles.style import Style

log = logging.getLogger(__name__)

LIMIT_SECONDS = 480.0  # of computing for one style
_LOOK_SECONDS = 60.0  # between two looks for something to learn
_CHECKED_EVERY = 50  # steps between two looks whether a style is still to be learned


class Stage(StrEnum):
    """How far a style is."""

    LEARNED = "learned"
    LEARNING = "learning"
    WAITING = "waiting"
    LEFT = "left"  # it is not learned: there is no room for more, it failed, or the host does not want it


@dataclass(frozen=True, slots=True)
class LearningStatus:
    """How far a style is, and the seconds of computing that are left while it is learned."""

    stage: Stage
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class LearningLine:
    """How many styles are to be learned, and the seconds that are left of the present one; None if there is none."""

    waiting: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class LearningLimits:
    """What the host allows.

    Attributes:
        per_person, per_server: most learned styles of one person and of one server.
        most_bytes: of all networks together.
        hours: of the day in which styles are learned: ``22-6`` is from 22:00 to before 6:00; empty for always.
    """

    per_person: int
    per_server: int
    most_bytes: int
    hours: str = ""

    def open_at(self, hour: int) -> bool:
        """Whether styles are learned in this hour of the day, 0 to 23."""
        if not self.hours:
            return True
        first, end = map(int, self.hours.split("-"))
        return first <= hour < end if first <= end else hour >= first or hour < end


@dataclass(frozen=True, slots=True)
class Watcher:
    """A person who wants to be told that a style, by its name, has been learned."""

    user_id: int
    name: str
    locale: str


class StyleLearning:
    """Learns saved styles: fairly over people and servers, below all pictures. A restart loses half a minute.

    Args:
        database: who waits for what.
        library, pictures: the saved styles and their pictures.
        networks: keeps what was learned.
        executor: learns.
        limits: of the host.
        background: where it waits for what is to be learned.
        held: whether the host has stopped all work.
        metrics: counts.
        tell: tells a person that a style has been learned.
        now: the time.
    """

    def __init__(
        self,
        database: AsyncEngine,
        library: StyleLibrary,
        pictures: FileStore,
        networks: StyleNetworks,
        executor: Executor,
        limits: LearningLimits,
        background: Background,
        *,
        metrics: LearningMetrics,
        held: Callable[[], bool],
        tell: Callable[[Watcher], Awaitable[None]],
        now: Now,
    ) -> None:
        self._database = database
        self._library = library
        self._pictures = pictures
        self._networks = networks
        self._executor = executor
        self._limits = limits
        self._background = background
        self._metrics = metrics
        self._held = held
        self._tell = tell
        self._now = now
        self._current: tuple[str, StepReport | None] | None = None
        self._news = asyncio.Event()
        self._closing = False

    async def statuses(self, wanted: Sequence[Style]) -> list[LearningStatus]:
        """How far some styles are."""
        waiting = set(await self._order())
        return [self._status(style, waiting) for style in wanted]

    async def line(self) -> LearningLine:
        """What is to be learned."""
        return LearningLine(len(await self._order()) if self._limits.most_bytes else 0, self._seconds_left())

    def _seconds_left(self) -> float | None:
        """Of the style that is being learned; None if there is none."""
        if self._current is None:
            return None
        step = self._current[1]
        return LIMIT_SECONDS if step is None else step.remaining

    def _status(self, style: Style, waiting: set[str]) -> LearningStatus:
        if style.learned:
            return LearningStatus(Stage.LEARNED)
        if self._current is not None and self._current[0] == style.file:
            return LearningStatus(Stage.LEARNING, self._seconds_left())
        return LearningStatus(Stage.WAITING if style.file in waiting else Stage.LEFT)

    async def watch(self, style: Style, watcher: Watcher) -> None:
        """Tell a person once when a style has been learned."""
        same = (learning_watchers.c.picture == style.file) & (learning_watchers.c.user_id == watcher.user_id)
        row = {"picture": style.file, "user_id": watcher.user_id, "name": watcher.name, "locale": watcher.locale}
        async with self._database.begin() as connection:
            await connection.execute(learning_watchers.delete().where(same))
            await connection.execute(learning_watchers.insert().values(row))

    async def watched_by(self, user_id: int) -> list[str]:
        """The names of the styles that a person waits for."""
        query = select(learning_watchers.c.name).where(learning_watchers.c.user_id == user_id)
        async with self._database.connect() as connection:
            return list((await connection.execute(query)).scalars())

    async def unwatch(self, user_id: int) -> None:
        """Tell a person of no style any more."""
        async with self._database.begin() as connection:
            await connection.execute(learning_watchers.delete().where(learning_watchers.c.user_id == user_id))

    def wake(self) -> None:
        """Look for something to learn now."""
        self._news.set()

    def close(self) -> None:
        """Learn nothing more. What is being learned ends with the executor."""
        self._closing = True
        self._news.set()

    def start(self) -> None:
        """Learn from now on, if the host wants it."""
        if self._limits.most_bytes:
            self._background.spawn(self._run(), name="learn styles")

    async def _run(self) -> None:
        while not self._closing:
            self._news.clear()
            try:
                done = await self._learn_next()
            except Exception:
                log.exception("Learning a style failed; it is tried again.")
                done = False
            if not done:
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_SECONDS):
                        await self._news.wait()

    async def _learn_next(self) -> bool:
        """Learn one style, and return whether there may be more to do at once."""
        if not await self._may_learn():
            return False
        order = await self._order()
        self._metrics.waiting(len(order))
        if not order:
            return False
        picture = order[0]
        try:
            painting = await self._pictures.get(picture)
        except NotFound:
            await self._networks.failed(picture)
            return True
        self._current = (picture, None)
        self._metrics.learning(1)
        try:
            return await self._end(picture, await self._learn(LearnTask(picture, painting, LIMIT_SECONDS)))
        finally:
            self._current = None
            self._metrics.learning(0)

    async def _learn(self, task: LearnTask) -> Event | None:
        """Have a style learned, and return how it ended."""
        await self._executor.submit(task)
        end: Event | None = None
        async for event in self._executor.watch(task.id):
            if isinstance(event, StepReport):
                self._current = (task.id, event)
                if not self._is_time() or (event.step % _CHECKED_EVERY == 0 and not await self._wanted(task.id)):
                    await self._executor.cancel(task.id)
            else:
                end = event
        return end

    async def _end(self, picture: str, event: Event | None) -> bool:
        match event:
            case Learned(network):
                if await self._networks.keep(picture, network):
                    self._library.learned()
                    self._metrics.ended("learned")
                    log.info("The style %s has been learned.", picture[:8])
                    await self._tell_watchers(picture)
                return True
            case Failed(message, reference):
                log.warning("The style %s was not learned: %s Reference %s.", picture[:8], message, reference)
                await self._networks.failed(picture)
                self._metrics.ended("failed")
        return False

    async def _tell_watchers(self, picture: str) -> None:
        async with self._database.begin() as connection:
            gone = learning_watchers.delete().where(learning_watchers.c.picture == picture)
            rows = (await connection.execute(gone.returning(learning_watchers))).mappings().all()
        for row in rows:
            await self._tell(Watcher(row["user_id"], row["name"], row["locale"]))

    def _is_time(self) -> bool:
        hour = self._now().astimezone().hour
        return not (self._held() or self._closing) and self._limits.open_at(hour) and self._executor.slots > 0

    async def _may_learn(self) -> bool:
        return self._is_time() and await self._networks.size() < self._limits.most_bytes

    async def _wanted(self, picture: str) -> bool:
        return picture in await self._order()

    async def _order(self) -> list[str]:
        query = (
            select(styles.c.number, styles.c.shelf, styles.c.file, learned_styles)
            .select_from(styles.outerjoin(learned_styles, learned_styles.c.picture == styles.c.file))
            .where(styles.c.file.is_not(None))
        )
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).all()
        saved = [
            Saved(row.number, row.shelf, row.file, row.network is not None, row.attempts or 0, row.ended_at)
            for row in rows
        ]
        return learning_order(saved, per_person=self._limits.per_person, per_server=self._limits.per_server)

"""Check whether every part of the bot is alive."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from typing import Protocol

from bot.runtime.background import Background
from bot.runtime.clock import Clock

log = logging.getLogger(__name__)

AWAY_SECONDS = 60.0  # without Discord, which moves connections daily and has short outages
LAG_SECONDS = 10.0  # lag of the event loop, within the last minute
SILENT_SECONDS = 30.0  # since the last measurement of the event loop
HOUSEKEEPING_SECONDS = 2400.0  # since the last round of housekeeping: four times its period
WRITE_SECONDS = 20.0  # between two test writes, so that frequent checks do not wear the disk
ANSWER_SECONDS = 3.0  # for the database

ALIVE = ""
Parts = Mapping[str, str]
"""By part what is wrong with it, `ALIVE` if nothing is."""


class Devices(Protocol):
    """The part of `bot.jobs.executor.Executor` that is checked."""

    @property
    def slots(self) -> int:
        """How many devices work."""
        ...

    @property
    def stuck(self) -> Collection[object]:
        """The devices that hang."""
        ...


class HealthChecks:
    """The state of each part. A check costs only an occasional write to the database.

    Args:
        clock: measures times.
        devices: some may be stuck.
        write: makes a small test write to the database.
        background: where the write runs, because it may hang.
        connected: whether events from Discord arrive; None without a connection to check.
    """

    def __init__(
        self,
        clock: Clock,
        devices: Devices,
        write: Callable[[], Awaitable[None]],
        background: Background,
        connected: Callable[[], bool] | None = None,
    ) -> None:
        self._clock = clock
        self._devices = devices
        self._write = write
        self._background = background
        self.connected = connected
        now = clock.now()
        self._up: float | None = None  # when Discord was last connected
        self._tick = now
        self._lags: deque[float] = deque(maxlen=60)
        self._housekept = now
        self._began: float | None = None  # the last test write
        self._written = asyncio.Event()
        self._database = ALIVE

    def tick(self, lag: float) -> None:
        """Note how late the event loop was, in seconds; called every second."""
        self._tick = self._clock.now()
        self._lags.append(lag)
        if self.connected is not None and self.connected():
            self._up = self._tick

    async def housekept(self) -> None:
        """Note a round of housekeeping."""
        self._housekept = self._clock.now()

    async def parts(self) -> Parts:
        """The state of every part."""
        gateway = {} if self.connected is None else {"gateway": self._of_gateway(self.connected())}
        return {
            **gateway,
            "database": await self._of_database(),
            "devices": self._of_devices(),
            "event loop": self._of_loop(),
            "housekeeping": self._of_housekeeping(),
        }

    def _of_gateway(self, connected: bool) -> str:  # noqa: FBT001  it has one meaning
        if connected:
            return ALIVE
        if self._up is None:
            return "not connected to Discord yet"
        away = self._clock.now() - self._up
        return f"not connected to Discord for {away:.0f} s" if away > AWAY_SECONDS else ALIVE

    async def _of_database(self) -> str:
        now = self._clock.now()
        if self._began is None or (self._written.is_set() and now - self._began >= WRITE_SECONDS):
            self._began = now
            self._written.clear()
            self._background.spawn(self._try_write(), name="write for the health page")
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._written.wait()
        if not self._written.is_set():
            return f"a write takes longer than {self._clock.now() - self._began:.0f} s"
        return self._database

    async def _try_write(self) -> None:
        try:
            await self._write()
        except Exception as error:  # noqa: BLE001  any error means that the database cannot be written
            log.warning("The database cannot be written: %s", type(error).__name__)
            self._database = f"cannot be written ({type(error).__name__})"
        else:
            self._database = ALIVE
        finally:
            self._written.set()

    @property
    def stuck(self) -> int:
        """How many devices hang."""
        return len(self._devices.stuck)

    def _of_devices(self) -> str:
        lost = self.stuck
        return f"{lost} of {lost + self._devices.slots} do not come back from their work" if lost else ALIVE

    def _of_loop(self) -> str:
        silent = self._clock.now() - self._tick
        if silent > SILENT_SECONDS:
            return f"not measured for {silent:.0f} s"
        lag = max(self._lags, default=0.0)
        return f"was {lag:.0f} s late within the last minute" if lag > LAG_SECONDS else ALIVE

    def _of_housekeeping(self) -> str:
        age = self._clock.now() - self._housekept
        return f"no round for {age / 60:.0f} min" if age > HOUSEKEEPING_SECONDS else ALIVE

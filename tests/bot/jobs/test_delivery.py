"""The outlets that deliver the end of a job, in order."""

import asyncio
import json
import selectors
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, TypeVar

import pytest
from PIL import Image
from prometheus_client import CollectorRegistry

from bot.jobs.announcer import Note
from bot.jobs.delivery import UPLOAD_OVERHEAD, Courier, TryLater, Undeliverable, deliver, fit_upload, retry_pause
from bot.jobs.job import Job, State
from bot.jobs.metrics import JobMetrics
from bot.jobs.store import JobStore
from bot.runtime.background import Background
from bot.storage.retried_writes import Persistence
from tests.bot.doubles import BotFolder, Driver, FakeAnnouncer, job, png
from tests.polling import until

NO_PAUSES = (0, 0)
T = TypeVar("T")


class Way:
    """An outlet with scripted results: it raises an exception, and anything else means that it arrived."""

    def __init__(self, name: str, *outcomes: Exception | None) -> None:
        self.name = name
        self.outcomes = list(outcomes)
        self.sent: list[bytes | None] = []

    async def send(self, job: Job, picture: bytes | None) -> None:
        self.sent.append(picture)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome


def ended(**changes: Any) -> Job:
    return job(**{"state": State.DONE, "deliveries": 1, **changes})


async def test_the_first_way_that_is_open_is_taken() -> None:
    reply, channel, dm = Way("reply", Undeliverable("expired")), Way("channel"), Way("dm")
    assert await deliver(ended(), b"picture", [reply, channel, dm], pauses=NO_PAUSES) == "channel"
    assert (reply.sent, channel.sent, dm.sent) == ([b"picture"], [b"picture"], [])


async def test_when_every_way_is_closed_the_picture_is_kept() -> None:
    ways = [Way(name, Undeliverable("no permission")) for name in ("reply", "channel", "dm")]
    assert await deliver(ended(), None, ways, pauses=NO_PAUSES) is None
    assert [way.sent for way in ways] == [[None]] * 3
    assert await deliver(ended(), None, []) is None


async def test_a_moments_trouble_is_waited_out() -> None:
    reply, channel = Way("reply", TryLater("503"), TryLater("503")), Way("channel")
    assert await deliver(ended(), b"picture", [reply, channel], pauses=NO_PAUSES) == "reply"
    assert (len(reply.sent), channel.sent) == (3, [])


class SkippedTime(selectors.DefaultSelector):
    """Lets a loop that waits only for its own timers go on at once; `now` is then as if it had waited."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += timeout or 0.0
        return super().select(0)


class SkippingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.skipped = SkippedTime()
        super().__init__(self.skipped)

    def time(self) -> float:
        return self.skipped.now


def test_a_way_is_tried_four_times_in_fifteen_seconds_before_it_is_left_for_later() -> None:
    times: list[int] = []

    class Noted(Way):
        async def send(self, job: Job, picture: bytes | None) -> None:
            times.append(round(asyncio.get_running_loop().time()))
            raise TryLater("503")

    with asyncio.Runner(loop_factory=SkippingLoop) as runner, pytest.raises(TryLater):
        runner.run(deliver(ended(), None, [Noted("reply")]))
    assert times == [0, 1, 5, 15]


def test_a_file_that_is_as_large_as_allowed_leaves_room_for_the_longest_message_and_hardly_more() -> None:
    longest = json.dumps({"content": "😀" * 4000})
    smallest_limit = 10 * 2**20
    assert len(longest) < UPLOAD_OVERHEAD < smallest_limit / 100


async def test_lasting_trouble_is_left_for_later_and_no_other_way_is_tried() -> None:
    reply, channel = Way("reply", *[TryLater("503")] * 3), Way("channel")
    with pytest.raises(TryLater):
        await deliver(ended(), b"picture", [reply, channel], pauses=NO_PAUSES)
    assert (len(reply.sent), channel.sent) == (3, [])


async def test_trouble_that_discord_says_will_last_is_not_waited_for() -> None:
    reply = Way("reply", TryLater("a rate limit", seconds=300))
    with pytest.raises(TryLater):
        await deliver(ended(), b"picture", [reply], pauses=NO_PAUSES)
    assert len(reply.sent) == 1


async def test_a_pause_that_discord_asks_for_is_kept_if_it_is_not_longer_than_ours() -> None:
    reply = Way("reply", TryLater("a rate limit", seconds=0.01))
    assert await deliver(ended(), b"picture", [reply], pauses=(0.01,)) == "reply"
    assert TryLater("503").seconds == 0, "no pause was asked for"


async def test_a_way_can_close_between_two_tries() -> None:
    reply, channel = Way("reply", TryLater("503"), Undeliverable("expired")), Way("channel")
    assert await deliver(ended(), b"picture", [reply, channel], pauses=NO_PAUSES) == "channel"


@pytest.mark.parametrize(
    ("minutes", "closed", "seconds"),
    [
        *[(0, False, 10), (14.9, False, 10), (15, False, 60), (59.9, False, 60), (60, False, 300)],
        *[(1439.9, False, 300), (1440, False, None)],
        *[(0, True, 600), (239.9, True, 600), (240, True, None)],
    ],
)
def test_late_deliveries_are_tried_often_at_first_and_then_less(
    minutes: float, closed: bool, seconds: int | None
) -> None:
    assert retry_pause(timedelta(minutes=minutes), closed=closed) == seconds


async def test_a_picture_that_fits_is_uploaded_as_it_is() -> None:
    picture = png(size=(64, 64))
    assert await fit_upload(picture, len(picture)) == (picture, "png")


async def test_a_picture_that_is_too_large_is_made_to_fit() -> None:
    stream = BytesIO()
    Image.effect_noise((256, 256), 100).convert("RGB").save(stream, "PNG")
    data, suffix = await fit_upload(stream.getvalue(), 20_000)
    assert len(data) <= 20_000
    assert Image.open(BytesIO(data)).format == {"jpg": "JPEG"}.get(suffix, suffix.upper())


@asynccontextmanager
async def delivering(
    bot_folder: BotFolder, box: FakeAnnouncer, registry: CollectorRegistry | None = None, **options: float
) -> AsyncIterator[tuple[JobStore, Courier]]:
    """Run a courier."""
    closing, driver = asyncio.Event(), Driver()
    registry = registry or CollectorRegistry()
    async with bot_folder.store() as store, driver.running():
        background = Background(driver.start)
        courier = Courier(store, box, JobMetrics(registry), Persistence(closing), background, closing, **options)
        background.spawn(courier.run(()), name="deliveries")
        yield store, courier
        closing.set()
        courier.wake()


async def test_a_delivery_is_written_before_and_after(bot_folder: BotFolder) -> None:
    seen: list[int | None] = []

    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            seen.append((await store.get(job.id)).deliveries)
            await note(5, 6)
            seen.append((await store.get(job.id)).posted_message_id)
            return "reply"

    async with delivering(bot_folder, Box()) as (store, courier):
        await store.add(job(state=State.DONE))
        for _ in range(2):
            await courier.deliver("job")
        kept = await store.get("job")
    assert seen == [1, 6], "the message is known before there is a picture in it"
    assert (kept.delivered, kept.reply_target.token) == (True, "")
    assert (kept.posted_channel_id, kept.posted_message_id) == (5, 6)


async def test_an_announcer_that_hangs_is_given_up(bot_folder: BotFolder, caplog: pytest.LogCaptureFixture) -> None:
    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            await asyncio.Event().wait()
            return None

    async with delivering(bot_folder, Box(), patience=0.01) as (store, courier):
        await store.add(job(state=State.DONE))
        await courier.deliver("job")
        kept = await store.get("job")
    assert not kept.delivered
    assert kept.reply_target.token


async def test_what_was_left_undelivered_is_taken_up(bot_folder: BotFolder) -> None:
    box = FakeAnnouncer()
    async with delivering(bot_folder, box) as (store, courier):
        await store.add(job("left", state=State.FAILED))
        await store.add(job("too-old", state=State.FAILED, finished_at=datetime(2001, 1, 1, tzinfo=UTC)))
        await courier.collect()
        await until(lambda: box.ends)
    assert box.delivered == ["left"]


@pytest.mark.parametrize("trouble", [TryLater("502"), OSError("the disk is full")], ids=["discord", "storage"])
async def test_what_met_with_trouble_comes_when_discord_is_back(bot_folder: BotFolder, trouble: Exception) -> None:
    """A delivery whose outlets were all closed is not retried then."""

    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            self.ends.append(job)
            if job.id == "trouble" and len(self.delivered) < 3:
                raise trouble
            return "reply" if job.id == "trouble" else None

    box, two_hours_ago = Box(), datetime.now(UTC) - timedelta(hours=2)
    async with delivering(bot_folder, box) as (store, courier):
        for name in ("closed", "trouble"):
            await store.add(job(name, state=State.FAILED, finished_at=two_hours_ago))
            await courier.deliver(name)
        for _ in range(20):  # the courier waits again
            await store.get("trouble")
        courier.hurry()  # else it would be tried again in five minutes
        await until(lambda: len(box.ends) == 3)
    assert box.delivered == ["closed", "trouble", "trouble"]


async def test_jobs_that_are_busy_are_not_delivered_a_second_time(bot_folder: BotFolder) -> None:
    box = FakeAnnouncer()
    closing, driver = asyncio.Event(), Driver()
    async with bot_folder.store() as store, driver.running():
        for name in ("busy", "idle"):
            await store.add(job(name, state=State.FAILED))
        background = Background(driver.start)
        courier = Courier(store, box, JobMetrics(CollectorRegistry()), Persistence(closing), background, closing)
        background.spawn(courier.run({"busy"}), name="deliveries")
        await courier.collect()
        await until(lambda: box.ends)
    assert box.delivered == ["idle"]


def counted(registry: CollectorRegistry) -> tuple[float, float, float]:
    """How many ends, deliveries and failed deliveries were counted."""
    samples = [sample for metric in registry.collect() for sample in metric.samples]
    names = ("chameleon_jobs_ended_total", "chameleon_deliveries_total", "chameleon_deliveries_failed_total")
    ends, delivered, failed = (sum(one.value for one in samples if one.name == name) for name in names)
    return ends, delivered, failed


async def written(store: JobStore, name: str) -> None:
    """Wait until the delivery of a job is in the database."""
    for _ in range(1000):
        if (await store.get(name)).delivered:
            return
    pytest.fail(f"the delivery of {name} was not written")


async def test_an_end_is_counted_once_and_each_attempt_that_failed(bot_folder: BotFolder) -> None:
    box, registry = FakeAnnouncer(), CollectorRegistry()
    box.takes = False
    async with delivering(bot_folder, box, registry) as (store, courier):
        await store.add(job(state=State.DONE, finished_at=datetime.now(UTC)))
        for _ in range(2):
            await courier.deliver("job")
        assert counted(registry) == (1, 0, 2)
        box.takes = True
        for _ in range(2):
            await courier.deliver("job")
        assert counted(registry) == (1, 1, 2)
        await courier.deliver("no such job")
        assert counted(registry) == (1, 1, 2)


async def test_a_defect_in_one_delivery_does_not_stop_the_others(bot_folder: BotFolder) -> None:
    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            self.ends.append(job)
            if job.id == "bad":
                raise RuntimeError("a defect")
            return "reply"

    box, registry = Box(), CollectorRegistry()
    async with delivering(bot_folder, box, registry) as (store, courier):
        for name in ("bad", "good"):
            await store.add(job(name, state=State.FAILED))
        await courier.collect()
        await until(lambda: counted(registry) == (2, 1, 1))
        await written(store, "good")
        assert not (await store.get("bad")).delivered


async def test_what_a_long_absence_left_behind_is_not_delivered_late_and_what_a_day_left_is(
    bot_folder: BotFolder,
) -> None:
    now, box = datetime.now(UTC), FakeAnnouncer()
    async with delivering(bot_folder, box) as (store, courier):
        await store.add(job("old", state=State.DONE, finished_at=now - timedelta(hours=25)))
        await store.add(job("today", state=State.DONE, finished_at=now - timedelta(hours=23)))
        await courier.collect()
        await until(lambda: box.ends)
    assert box.delivered == ["today"]


async def test_a_job_is_tried_again_once_and_not_twice_at_the_same_time(bot_folder: BotFolder) -> None:
    """A delivery that is under way is not begun again, however often Discord comes back."""

    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            self.ends.append(job)
            await go_on.wait()
            return "reply"

    box, go_on = Box(), asyncio.Event()
    async with delivering(bot_folder, box) as (store, courier):
        await store.add(job(state=State.DONE))
        await courier.collect()
        await until(lambda: box.ends)
        for _ in range(3):
            await courier.collect()
            courier.hurry()
            await asyncio.sleep(0)
        await store.add(job("next", state=State.DONE))
        await courier.collect()
        await until(lambda: "next" in box.delivered)
        go_on.set()
    assert box.delivered == ["job", "next"]


async def test_at_most_sixteen_deliveries_are_tried_again_at_once(bot_folder: BotFolder) -> None:
    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            self.ends.append(job)
            await go_on.wait()
            return "reply"

    box, registry, go_on = Box(), CollectorRegistry(), asyncio.Event()
    async with delivering(bot_folder, box, registry) as (store, courier):
        for number in range(18):
            await store.add(job(f"job{number}", state=State.DONE))
        await courier.collect()
        await until(lambda: len(box.ends) >= 16)
        for _ in range(50):  # time for another one to begin
            await store.get("job0")
        assert len(box.ends) == 16
        go_on.set()
        await until(lambda: counted(registry) == (18, 18, 0))
        for name in box.delivered:
            await written(store, name)


async def test_a_delivery_in_progress_is_finished_when_the_bot_closes(bot_folder: BotFolder) -> None:
    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            self.ends.append(job)
            await go_on.wait()
            return "reply"

    box, go_on, closing, driver = Box(), asyncio.Event(), asyncio.Event(), Driver()
    async with bot_folder.store() as store, driver.running():
        await store.add(job(state=State.DONE))
        background = Background(driver.start)
        courier = Courier(store, box, JobMetrics(CollectorRegistry()), Persistence(closing), background, closing)
        await courier.collect()
        running = asyncio.ensure_future(courier.run(()))
        await until(lambda: box.ends)
        closing.set()
        courier.wake()
        await store.get("job")
        assert not running.done(), "it waits for the delivery"
        go_on.set()
        await asyncio.wait_for(running, 60)
        assert (await store.get("job")).delivered


async def test_a_job_that_is_deleted_while_it_is_delivered_is_no_defect(bot_folder: BotFolder) -> None:
    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            await store.delete(job.id)
            await note(5, 6)
            return "reply"

    registry = CollectorRegistry()
    async with delivering(bot_folder, Box(), registry) as (store, courier):
        await store.add(job(state=State.DONE))
        await courier.deliver("job")
    assert counted(registry) == (1, 1, 0)


async def test_a_courier_with_nothing_to_do_ends_as_soon_as_the_bot_closes(bot_folder: BotFolder) -> None:
    closing = asyncio.Event()
    async with bot_folder.store() as store:
        metrics, persistence = JobMetrics(CollectorRegistry()), Persistence(closing)
        courier = Courier(store, FakeAnnouncer(), metrics, persistence, Background(), closing)
        running = asyncio.ensure_future(courier.run(()))
        await store.unfinished()
        assert not running.done()
        closing.set()
        courier.wake()
        await asyncio.wait_for(running, 60)  # else in ten minutes


class NotedWrites(Persistence):
    """Remembers what was written, by the names that the log tells."""

    def __init__(self, closing: asyncio.Event) -> None:
        super().__init__(closing)
        self.names: list[str] = []

    async def write(self, what: str, write: Callable[[], Awaitable[T]]) -> T:
        self.names.append(what)
        return await super().write(what, write)


async def test_what_has_arrived_is_not_tried_again(bot_folder: BotFolder) -> None:
    class Box(FakeAnnouncer):
        async def ended(self, job: Job, note: Note) -> str | None:
            self.ends.append(job)
            if len(self.ends) == 1:
                raise TryLater("502")
            await note(5, 6)
            return "reply"

    box, closing, driver = Box(), asyncio.Event(), Driver()
    async with bot_folder.store() as store, driver.running():
        background, writes = Background(driver.start), NotedWrites(closing)
        courier = Courier(store, box, JobMetrics(CollectorRegistry()), writes, background, closing)
        await store.add(job("first", state=State.DONE))
        for _ in range(2):  # it fails, then it works
            await courier.deliver("first")
        await store.add(job("second", state=State.DONE))
        await courier.collect()
        courier.hurry()
        running = asyncio.ensure_future(courier.run(()))
        await until(lambda: len(box.ends) == 3)
        closing.set()
        courier.wake()
        await running
    begun, posted = "the delivery of job {}", "a post of job {}"
    once = [begun, posted, begun]  # before, in between, and after
    assert writes.names == [
        begun.format("first"),
        *[name.format(which) for which in ("first", "second") for name in once],
    ]

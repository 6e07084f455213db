"""The ladder that the end of a job goes down."""

import asyncio
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from prometheus_client import CollectorRegistry

from bot import delivery as delivery_module
from bot.delivery import Courier, TryLater, Undeliverable, deliver, fit_upload
from bot.jobs import Job, State
from bot.metrics import Metrics
from tests.bot.doubles import Postbox, job, png

NO_PAUSES = (0, 0)


class Way:
    """An outlet that does one thing after another: an exception is raised, anything else means that it arrived."""

    def __init__(self, name: str, *outcomes: Exception | None, there: bool | Exception = False) -> None:
        self.name = name
        self.outcomes = list(outcomes)
        self.there = there
        self.sent: list[bytes | None] = []

    async def find(self, job):
        if isinstance(self.there, Exception):
            raise self.there
        return self.there

    async def send(self, job, picture):
        self.sent.append(picture)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome


def ended(**changes: Any) -> Job:
    return job(**{"state": State.DONE, "deliveries": 1, **changes})


async def test_the_first_way_that_is_open_is_taken():
    reply, channel, dm = Way("reply", Undeliverable("expired")), Way("channel"), Way("dm")
    assert await deliver(ended(), b"picture", [reply, channel, dm], pauses=NO_PAUSES) == "channel"
    assert (reply.sent, channel.sent, dm.sent) == ([b"picture"], [b"picture"], [])


async def test_when_every_way_is_closed_the_picture_is_kept():
    ways = [Way(name, Undeliverable("no permission")) for name in ("reply", "channel", "dm")]
    assert await deliver(ended(), None, ways, pauses=NO_PAUSES) is None
    assert [way.sent for way in ways] == [[None]] * 3
    assert await deliver(ended(), None, []) is None


async def test_a_moments_trouble_is_waited_out():
    reply, channel = Way("reply", TryLater("503"), TryLater("503")), Way("channel")
    assert await deliver(ended(), b"picture", [reply, channel], pauses=NO_PAUSES) == "reply"
    assert (len(reply.sent), channel.sent) == (3, [])


async def test_lasting_trouble_is_left_for_later_and_no_other_way_is_tried():
    reply, channel = Way("reply", *[TryLater("503")] * 3), Way("channel")
    assert await deliver(ended(), b"picture", [reply, channel], pauses=NO_PAUSES) is None
    assert (len(reply.sent), channel.sent) == (3, [])


async def test_what_arrived_unseen_is_not_sent_again():
    channel = Way("channel", TryLater("the connection was lost after sending"), there=True)
    assert await deliver(ended(), b"picture", [channel], pauses=NO_PAUSES) == "channel"
    assert len(channel.sent) == 1


async def test_a_way_can_close_between_two_tries():
    reply, channel = Way("reply", TryLater("503"), Undeliverable("expired")), Way("channel")
    assert await deliver(ended(), b"picture", [reply, channel], pauses=NO_PAUSES) == "channel"


async def test_after_a_crash_every_way_is_looked_at_before_anything_is_sent():
    reply, channel = Way("reply"), Way("channel", there=True)
    assert await deliver(ended(deliveries=2), b"picture", [reply, channel]) == "channel"
    assert (reply.sent, channel.sent) == ([], [])


async def test_the_first_time_nobody_looks():
    assert await deliver(ended(), b"picture", [Way("channel", there=True)]) == "channel"


async def test_when_nobody_can_look_now_nothing_is_sent_now():
    channel = Way("channel", there=TryLater("503"))
    assert await deliver(ended(deliveries=2), b"picture", [channel]) is None
    assert channel.sent == []


async def test_a_place_that_cannot_be_looked_at_does_not_count():
    reply, dm = Way("reply", there=Undeliverable("no history here")), Way("dm")
    assert await deliver(ended(deliveries=2), b"picture", [reply, dm]) == "reply"


async def test_a_picture_that_fits_is_uploaded_as_it_is():
    picture = png(size=(64, 64))
    assert await fit_upload(picture, len(picture)) == (picture, "png")


async def test_a_picture_that_is_too_large_is_made_to_fit():
    stream = BytesIO()
    Image.effect_noise((256, 256), 100).convert("RGB").save(stream, "PNG")
    data, suffix = await fit_upload(stream.getvalue(), 20_000)
    assert len(data) <= 20_000
    assert Image.open(BytesIO(data)).format == {"jpg": "JPEG"}.get(suffix, suffix.upper())


@pytest.fixture
def courier(house):
    return lambda store, box: Courier(store, box, Metrics(CollectorRegistry()))


async def test_a_delivery_is_written_before_and_after(house, courier):
    seen = []

    class Box(Postbox):
        async def ended(self, job):
            seen.append((await store.get(job.id)).deliveries)
            return True

    async with house.store() as store:
        await store.add(job(state=State.DONE))
        for _ in range(2):
            await courier(store, Box()).deliver("job")
        kept = await store.get("job")
    assert seen == [1]
    assert (kept.delivered, kept.place.token) == (True, "")


async def test_an_announcer_that_hangs_is_given_up(house, courier, monkeypatch, caplog):
    monkeypatch.setattr(delivery_module, "_DELIVERY_SECONDS", 0.01)

    class Box(Postbox):
        async def ended(self, job):
            await asyncio.Event().wait()

    async with house.store() as store:
        await store.add(job(state=State.DONE))
        await courier(store, Box()).deliver("job")
        kept = await store.get("job")
    assert not kept.delivered
    assert kept.place.token


async def test_jobs_that_are_busy_are_not_delivered_a_second_time(house, courier):
    box = Postbox()
    async with house.store() as store:
        for name in ("busy", "idle"):
            await store.add(job(name, state=State.FAILED))
        await courier(store, box).redeliver({"busy"})
    assert box.delivered == ["idle"]

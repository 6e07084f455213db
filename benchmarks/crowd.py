"""The people of `benchmarks.load`: they ask for instant pictures, and somebody always has a usual one painted."""

from __future__ import annotations

import asyncio
import io
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image

from nst.artworks import HOUSE_STYLES, PHOTOS, artwork
from tests.discord_server.people import File, Person
from tests.discord_server.server import DiscordServer
from tests.discord_server.state import Channel, Interaction, Message
from tests.polling import until

DEADLINE = 3.0  # seconds that Discord waits for an acknowledgement
_SIDES = (1024, 1600, 2048, 3000)  # long sides of the photos in pixels; the largest has about 6 megapixels
_PATIENCE = 600.0  # seconds; then a request counts as not answered
_LOOK = 0.01  # seconds between two looks at a reply
_CHANNELS = 10
_NUMBERS = re.compile(r"<[^>]*>|\d+")  # and times and people, so that what was said is counted by its kind


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and how it ended.

    Attributes:
        acknowledged: seconds from the command to the acknowledgement; None if there was none.
        answered: seconds from the command to the picture; None if there is none.
        reason: what was said last instead of a picture.
    """

    acknowledged: float | None = None
    answered: float | None = None
    reason: str = ""


def photos(count: int, seed: int) -> list[File]:
    """Different JPEG photos, parts of our own, of usual sizes."""
    chance = random.Random(seed)
    ours = [artwork(name) for name in PHOTOS]
    return [(f"photo-{number}.jpg", _jpeg(chance.choice(ours), chance)) for number in range(count)]


def _jpeg(photo: Image.Image, chance: random.Random) -> bytes:
    share, side = chance.uniform(0.6, 1.0), chance.choice(_SIDES)
    width, height = round(photo.width * share), round(photo.height * share)
    left, top = chance.randint(0, photo.width - width), chance.randint(0, photo.height - height)
    size = (side, round(side * height / width)) if width > height else (round(side * width / height), side)
    part, file = photo.resize(size, Image.Resampling.BICUBIC, (left, top, left + width, top + height)), io.BytesIO()
    part.save(file, "JPEG", quality=90)
    return file.getvalue()


class Crowd:
    """People in some channels of a server, each of whom asks equally often, at random moments.

    Args:
        discord: with a running bot.
        people: how many.
        seed: of the moments, styles and photos.

    Attributes:
        usual: number of usual pictures that were painted.
    """

    def __init__(self, discord: DiscordServer, people: int, seed: int) -> None:
        self._discord = discord
        self._chance = random.Random(seed)
        self._channels = [discord.world.add_channel(discord.guild, f"art-{number}") for number in range(_CHANNELS)]
        self._people = [
            self._person(f"person {number}", self._channels[number % _CHANNELS]) for number in range(people)
        ]
        self._hosts = [self._person(f"host {number}", discord.art) for number in range(2)]
        self.usual = 0

    def _person(self, name: str, home: Channel) -> Person:
        person = self._discord.person(name)
        person.home = home
        return person

    async def first(self, photo: File) -> Asked:
        """The first request of all, which nothing else follows."""
        return await self._ask(self._hosts[0], photo, "Mosaic", recipe="instant")

    async def save_style(self, name: str, picture: File) -> None:
        """Save a style, which the bot then learns when it can."""
        await self._hosts[0].slash("style save", name=name, image=picture)

    async def ask(self, requests: int, seconds: float, pictures: Sequence[File]) -> list[Asked]:
        """Ask for instant pictures, spread over some seconds, and return how each request ended."""
        moments = sorted(self._chance.uniform(0, seconds) for _ in range(requests))
        turns = [self._people[number % len(self._people)] for number in range(requests)]
        self._chance.shuffle(turns)
        began = time.monotonic()
        asking = []
        for moment, who in zip(moments, turns, strict=True):
            await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
            photo, style = self._chance.choice(pictures), self._chance.choice(tuple(HOUSE_STYLES.values()))
            asking.append(asyncio.create_task(self._ask(who, photo, style)))
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()))
        return await asyncio.gather(*asking)

    async def keep_busy(self, photo: File) -> None:
        """Forever have a usual picture painted, with the next one in line."""
        await asyncio.gather(*(self._ask_usually(host, photo) for host in self._hosts))

    async def _ask_usually(self, host: Person, photo: File) -> None:
        while True:
            asked = await host.slash("stylize", content=photo, saved="Stained glass", recipe="standard")
            await until(partial(is_answered, asked), patience=_PATIENCE, what="a usual picture")
            self.usual += 1
            forget_files(self._discord, asked)

    async def _ask(self, who: Person, photo: File, style: str, *, recipe: str | None = None) -> Asked:
        began = time.monotonic()
        asked = await who.slash("stylize", content=photo, saved=style, recipe=recipe, wait=False)
        acknowledged = await _seconds_until(asked.acknowledged.is_set, began)
        answered = await _seconds_until(lambda: is_answered(asked) or _refused(asked.reply), began)
        reply = asked.reply
        if not is_answered(asked):
            said = reply.text.splitlines() if reply is not None else []
            return Asked(acknowledged, None, _NUMBERS.sub("…", said[-1]) if said else "Nothing was said.")
        assert reply is not None
        with Image.open(io.BytesIO(reply.attachments[0].data)) as picture:
            assert max(picture.size) >= 512, f"a picture of {picture.size}"
        forget_files(self._discord, asked)
        return Asked(acknowledged, answered)


def forget_files(discord: DiscordServer, asked: Interaction) -> None:
    """Drop files that nobody needs any more, or this Discord would fill the memory."""
    world = discord.world
    given = asked.data["resolved"].get("attachments", {})
    for path in [path for path, file in world.files.items() if str(file.id) in given]:
        del world.files[path]
    for file in asked.reply.attachments if asked.reply else []:
        world.files.pop(file.path, None)
        file.data = b""
    discord.api.seen.clear()


def is_answered(asked: Interaction) -> bool:
    """Whether the reply has the finished picture."""
    return asked.reply is not None and "Details" in asked.reply.buttons and len(asked.reply.attachments) == 1


def _refused(message: Message | None) -> bool:
    return message is not None and message.ephemeral and not message.loading


async def _seconds_until(condition: Callable[[], bool], began: float) -> float | None:
    while time.monotonic() - began < _PATIENCE:
        if condition():
            return time.monotonic() - began
        await asyncio.sleep(_LOOK)
    return None

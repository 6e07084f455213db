"""A server with challenges, for tests."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage, to_discord_message

from bot.challenges.challenge import Challenge, Entry
from bot.challenges.service import Challenges
from tests.cogs.world import World, buttons, picture, reply, text
from tests.polling import PATIENCE, until

ENTER = "Enter challenge"


class ChallengeWorld:
    """What people do with challenges in the world."""

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def service(self) -> Challenges:
        """The services of the running bot."""
        return self.world.app.services.challenges

    async def preview(self, **options: Any) -> InteractionResult:
        """Maud drafts a challenge."""
        await self.world.begin()
        options = {"title": "Night wind", "kind": "free"} | options
        return await self.world.moderator.slash(self.world.channel, "challenge create", **options)

    async def hold(self, **options: Any) -> Challenge:
        """Maud publishes a challenge, and it is posted."""
        drafted = await self.preview(**options)
        await self.world.moderator.click(reply(drafted), label="Publish")
        return (await self.boarded())[0]

    async def boarded(self) -> list[Challenge]:
        """Wait until every challenge has its post. Return them all, newest first."""

        async def ready() -> list[Challenge]:
            known = await self.service.store.of_guild(self.world.guild.id)
            return known if known and all(one.board_message_id for one in known) else []

        known: list[Challenge] = await self.until(ready, "the post of the challenge")
        return known

    async def until(self, condition: Callable[[], Awaitable[Any]], what: str) -> Any:
        """Poll an async condition until it is true. Return its value."""
        deadline = time.monotonic() + PATIENCE
        while not (value := await condition()):
            assert time.monotonic() < deadline, f"{what} did not come"
            await asyncio.sleep(0.02)
        return value

    async def quiet(self) -> None:
        """Wait until everything that is due now is done, or waits for another attempt."""
        scheduler, now = self.world.app.services.challenge_scheduler, self.world.clock()
        scheduler.wake()
        await until(lambda: scheduler.done_until and scheduler.done_until >= now, what="the end of what is due")

    async def paint(self, who: MemberActor | None = None, colour: str = "teal", **options: Any) -> ResponseMessage:
        """A person (Alice by default) paints a picture."""
        options = {"content": ("photo.png", picture(colour))} | options
        return await self.world.finished(await self.world.stylize(who, **options))

    async def enter(self, who: MemberActor | None = None, colour: str = "teal") -> InteractionResult:
        """A person (Alice by default) paints a picture and enters it."""
        who = who or self.world.alice
        return await who.click(await self.paint(who, colour), label=ENTER)

    async def vote_begun(self, **options: Any) -> tuple[Challenge, dict[int, Entry], discord.Message]:
        """A challenge with a picture of Alice (#1) and one of Bob (#2), and the post of its vote."""
        challenge = await self.hold(**options)
        await self.enter(self.world.alice, "teal")
        await self.enter(self.world.bob, "pink")
        before = {one.id for one in self._messages(None)}  # the board that the new post replaces
        await self.forward(days=3)
        found: list[discord.Message] = await until(
            lambda: [
                one
                for one in self.posts("The vote is open")
                if one.id not in before and "Browse and vote" in buttons(one)
            ],
            what="the post of the vote",
        )
        post = found[0]
        entries = await self.service.store.entries(challenge.id)
        return challenge, {entry.owner_id: entry for entry in entries}, post

    async def vote(self, who: MemberActor, post: discord.Message, *entries: Entry) -> InteractionResult:
        """A person chooses favourites in the gallery."""
        gallery = await who.click(post, label="Browse and vote")
        menu = f"chm:choose:{entries[0].challenge_id}:0"
        return await who.select(reply(gallery), [entry.id for entry in entries], custom_id=menu)

    async def open(self, who: MemberActor, gallery: InteractionResult, entry: Entry) -> InteractionResult:
        """A person opens a picture of the gallery in full size."""
        return await who.select(reply(gallery), [entry.id], custom_id=f"chm:open:{entry.challenge_id}:0")

    async def forward(self, **duration: float) -> None:
        """Move the time forward, and let the bot notice."""
        self.world.clock.forward(**duration)
        self.world.app.services.challenge_scheduler.wake()

    def posts(self, *words: str, channel_id: int | None = None) -> list[discord.Message]:
        """Messages in the channel that contain all the words, the newest first."""
        return [one for one in self._messages(channel_id) if all(word in text(one) for word in words)]

    async def post(self, *words: str, channel_id: int | None = None) -> discord.Message:
        """Wait for a message that contains all the words. Return the newest."""
        found: list[discord.Message] = await until(
            lambda: self.posts(*words, channel_id=channel_id), what=f"a post with {words}"
        )
        return found[0]

    def _messages(self, channel_id: int | None) -> Iterator[discord.Message]:
        backend, channel_id = self.world.env.backend, channel_id or self.world.channel.id
        for id_ in sorted(backend.messages.get(channel_id, {}), reverse=True):
            yield to_discord_message(self.world.env, backend.get_message(channel_id, id_))

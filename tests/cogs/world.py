"""The bot in a simulated Discord, for tests: real services, real files, and a fake painter."""

import asyncio
import io
import random
import threading
import time
from collections.abc import Awaitable, Callable, Generator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self

import discord
import simcord
from PIL import Image, ImageChops, ImageOps
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.results import InteractionResult, ResponseMessage
from sqlalchemy import select

from bot.app import App, open_app
from bot.jobs.executor import Finished, PaintTask
from bot.jobs.job import Job
from bot.jobs.store import to_job
from bot.sandbox.simulator import Driver
from bot.settings import Settings
from bot.storage.tables import jobs
from nst import images
from nst.motion.reading import Clip, read_clip
from nst.motion.writing import write_clip
from nst.progress import Losses, Progress, Result
from tests.bot.clocks import FakeCalendar
from tests.polling import PATIENCE, until

EDIT_REPLY = "/webhooks/*/messages/*"
POST = "/channels/{channel}/messages"
Message = discord.Message | ResponseMessage


def picture(colour: str = "teal", size: tuple[int, int] = (64, 48), kind: str = "PNG") -> bytes:
    """A file with a plain picture."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def noise(side: int) -> Image.Image:
    """A picture that does not compress."""
    return Image.frombytes("RGB", (side, side), random.Random(7).randbytes(side * side * 3))


class FakePainter:
    """Replaces the engine: paints at once, or stops after a step until the test releases it."""

    def __init__(self) -> None:
        self.steps = 4
        self.largest: int | None = None  # the largest size that fits into memory
        self.painted: list[PaintTask] = []
        self.result: Image.Image | None = None
        self.error: Exception | None = None
        self.error_at_the_end: Exception | None = None
        self._stop_after: int | None = None
        self._stops_instant = True
        self._go = threading.Event()

    def hold(self, *, after: int = 1, instant: bool = True) -> None:
        """From now on stop each task after this many steps; instant pictures only if `instant`."""
        self._stop_after, self._stops_instant = after, instant
        self._go.clear()

    def release(self) -> None:
        """Continue, and stop no more tasks."""
        self._stop_after = None
        self.let_go()

    def let_go(self) -> None:
        """Continue the stopped tasks; later tasks still stop."""
        self._go.set()
        self._go = threading.Event()

    def __call__(self, task: PaintTask, device: str) -> Generator[Progress | Finished, None, None]:
        self.painted.append(task)
        if self.error is not None:
            raise self.error
        if task.clip is not None:
            yield from self._animation(task, read_clip(task.clip))
            return
        image = self.result or images.fit_image(images.decode(task.content or task.styles[0]), task.params.size)
        if task.params.sheet and task.networks:  # a preview
            image = ImageOps.expand(image, (0, 0, 0, image.height * (len(task.networks) - 1)), "white")
        for step in range(1, self.steps + 1):
            layers = {"content relu4_1": 0.31, "style relu1_1": 0.12 / step**2, "style relu2_1": 0.3 / step**2}
            losses = Losses(total=1 / step, content=0.31, style=0.42 / step**2, tv=0.0, by_layer=layers)
            last = step == self.steps
            result = None
            if last:
                first = Losses(total=1.0, content=0.0, style=0.42, tv=0.0, by_layer={})
                params, note = task.params, ""
                if self.largest is not None:
                    params, note = replace(params, size=self.largest), "There was not enough memory."
                result = Result(image, [losses], first, losses, 11.84, self.steps, "pocket", device, params, note)
            yield Progress(
                step, self.steps, 1, 1, losses, step * 1.0, 1.0, lambda side: images.fit_image(image, side), result
            )
            if self._stop_after == step and (self._stops_instant or not task.networks):
                assert self._go.wait(2 * PATIENCE), "the painter was held and never released"
            if self.error_at_the_end is not None:
                raise self.error_at_the_end

    def _animation(self, task: PaintTask, clip: Clip) -> Generator[Progress | Finished, None, None]:
        """Paint every frame as it is, or `result`, if there is one, moving along."""
        painted, losses = list[Image.Image](), Losses(0.0, 0.0, 0.0, 0.0, {})
        for number, frame in enumerate(clip.frames(), 1):
            painted.append(frame if self.result is None else ImageChops.offset(self.result, number))
            preview = partial(images.fit_image, frame)
            yield Progress(number, len(clip.durations), 1, 1, losses, number * 1.0, 1.0, preview)
            if self._stop_after == number:
                assert self._go.wait(2 * PATIENCE), "the painter was held and never released"
        written = write_clip(painted, clip.durations, clip.plays)
        first = Result(painted[0], [losses], losses, losses, 3.2, 1, "pocket", "cpu", task.params)
        summary = first.summary() | {"frames": written.frames, "size": list(written.size)}
        yield Finished(images.encode_png(painted[0].convert("RGB")), summary, written.data)


@dataclass(frozen=True)
class Server:
    """A server with a channel and three people."""

    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    bob: MemberActor
    moderator: MemberActor

    @classmethod
    def founded(cls, env: simcord.Env) -> Self:
        """Create a new server."""
        guild = env.create_guild("Studio")
        channel = guild.create_text_channel("art")
        alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
        keeper = guild.create_role("keeper", permissions=discord.Permissions(manage_messages=True))
        return cls(guild, channel, alice, bob, guild.add_member(env.create_user("maud"), roles=[keeper]))


class World:
    """A server with a channel, its people, and the bot among them.

    Args:
        env: the simulated Discord.
        app: the bot.
        driver: runs what the bot does in the background.
        apps: closes the bot.
        server: the current server, if there is one yet.
    """

    def __init__(
        self,
        env: simcord.Env,
        app: App,
        driver: Driver,
        apps: AsyncExitStack,
        settings: Settings,
        painter: FakePainter | None,
        clock: FakeCalendar,
        server: Server | None = None,
    ) -> None:
        self.env = env
        self.clock = clock
        self.app = app
        self.settings = settings
        self._painter = painter
        self._driver: Driver | None = driver
        self._apps = apps
        self._work = AsyncExitStack()
        self.settle(server or Server.founded(env))

    def settle(self, server: Server) -> None:
        """Use a server."""
        self.server = server
        self.guild, self.channel = server.guild, server.channel
        self.alice, self.bob, self.moderator = server.alice, server.bob, server.moderator

    @property
    def painter(self) -> FakePainter:
        """The fake painter, unless the engine paints."""
        assert self._painter is not None
        return self._painter

    async def begin(self) -> None:
        """Start the bot's background work. It needs the context of a test, which a fixture lacks."""
        if self._driver is not None:
            await self._work.enter_async_context(self._driver.running())
            self._driver = None

    async def stylize(
        self, who: MemberActor | None = None, where: ChannelHandle | None = None, **options: Any
    ) -> InteractionResult:
        """A person (Alice by default) uses /stylize in a channel (#art by default)."""
        await self.begin()
        options = {"content": ("photo.png", picture()), "style": ("painting.png", picture("orange"))} | options
        options = {name: value for name, value in options.items() if value is not None}
        return await (who or self.alice).slash(where or self.channel, "stylize", **options)

    async def write(self, who: MemberActor, content: str, *files: tuple[str, bytes]) -> discord.Message:
        """A person sends the bot a direct message."""
        await self.begin()
        stored = self.env.backend.store_attachments(who.user.dm_channel.id, files)
        return await who.user.send_dm(content, attachments=stored)

    def press_later(self, who: MemberActor, message: ResponseMessage, label: str) -> Callable[[], Awaitable[Any]]:
        """A button that a person sees now and presses later, when the message may show other buttons."""
        (custom_id,) = [part["custom_id"] for part in parts(message) if part.get("label") == label]
        shown = message.components

        async def press() -> None:
            self.env.backend.get_message(message.channel_id, message.id).components = shown
            await who.click(message, custom_id=custom_id)

        return press

    async def delete(self, who: MemberActor, message: Message) -> InteractionResult:
        """A person presses Delete, and confirms if the bot asks."""
        pressed = await who.click(message, label="Delete")
        return await who.submit_modal(pressed, {}) if pressed.modal else pressed

    async def fill_in(self, who: MemberActor, form: InteractionResult, **values: Any) -> InteractionResult:
        """A person submits a form. Fields without a new value keep what was shown."""
        assert form.modal is not None, "there is no form"
        shown: dict[str, Any] = {}
        for field in (part["component"] for part in form.modal["components"] if "component" in part):
            name = field["custom_id"]
            if field.get("value"):
                shown[name] = field["value"]
            if "options" in field:
                chosen = [option["value"] for option in field["options"] if option.get("default")]
                shown[name] = [values.pop(name)] if name in values else chosen
        return await who.submit_modal(form, {name: value for name, value in (shown | values).items() if value != []})

    async def finished(self, asked: InteractionResult) -> ResponseMessage:
        """The reply, once it shows a finished picture."""
        await until(lambda: "Details" in buttons(asked.response), what="a finished picture")
        return reply(asked)

    def channel_without(self, **permissions: bool) -> ChannelHandle:
        """A channel where the bot lacks permissions: `channel_without(send_messages=False)`."""
        name = f"without-{len(self.guild.channels)}"
        overwrites: Any = {self.guild.roles["TestBot"]: discord.PermissionOverwrite(**permissions)}
        return self.guild.create_text_channel(name, overwrites=overwrites)

    @property
    def mention(self) -> str:
        """The text that mentions the bot."""
        assert self.app.client.user is not None
        return self.app.client.user.mention

    @property
    def newest(self) -> discord.Message:
        """The newest message in #art."""
        message = self.channel.last_message
        assert message is not None, "there is no message"
        return message

    async def eventually(self, condition: Callable[[list[Job]], Any]) -> Any:
        """Wait until `condition`, called with all jobs (oldest first), is true. Return its value."""
        deadline = time.monotonic() + PATIENCE
        while not (value := condition(await self.jobs())):
            assert time.monotonic() < deadline, "the jobs did not come to that"
            await asyncio.sleep(0.01)
        return value

    async def jobs(self) -> list[Job]:
        """All jobs, oldest first."""
        async with self.app.database.connect() as connection:
            rows = await connection.execute(select(jobs).order_by(jobs.c.number))
            return [to_job(row) for row in rows.mappings()]

    async def restart(self) -> None:
        """Stop the bot, and start another."""
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        """Stop the bot normally. See `tests.cogs.killing` for a kill."""
        await self.begin()
        await self.app.say_farewell()
        if self._painter is not None:
            self._painter.let_go()
        await self._work.aclose()
        await self._apps.aclose()

    async def start(self) -> None:
        """Start a bot with the data of the previous one."""
        self._driver = Driver()
        self.app = await self._apps.enter_async_context(
            open_app(self.settings, starter=self._driver.start, painter=self._painter, now=self.clock)
        )
        await self.env.restart_bot(self.app.client)
        await self.begin()

    async def close(self) -> None:
        """Stop everything that runs."""
        if self._painter is not None:
            self._painter.release()
        await self.begin()
        await self.app.services.job_service.close()
        await self._work.aclose()
        await self._apps.aclose()


def reply(asked: InteractionResult) -> ResponseMessage:
    """The reply to an interaction. Fails if there is none."""
    assert asked.response is not None, "there is no reply"
    return asked.response


def told_privately(asked: InteractionResult) -> str:
    """The bot's private answer to an interaction. Fails if anything else is left of it."""
    message = asked.response if asked.followups == [] else asked.followups[0]
    assert message is not None, "nothing was said"
    assert message.ephemeral
    assert len(asked.followups) <= 1
    return message.content


def text(message: Message | None) -> str:
    """All the text on a message."""
    if message is None:
        return ""
    return "\n".join([message.content, *(part["content"] for part in parts(message) if part["type"] == 10)]).strip()


def buttons(message: Message | None) -> list[str]:
    """Labels of the buttons on a message."""
    return [] if message is None else [part["label"] for part in parts(message) if part["type"] == 2]


def alt_texts(message: Message | None) -> list[str]:
    """Descriptions of the pictures on a message."""
    galleries = [] if message is None else [part for part in parts(message) if part["type"] == 12]
    return [item["description"] for gallery in galleries for item in gallery["items"]]


def hidden(message: Message) -> bool:
    """Whether the pictures on a message are hidden until clicked."""
    galleries = [part for part in parts(message) if part["type"] == 12]
    return bool(galleries) and all(item["spoiler"] for gallery in galleries for item in gallery["items"])


def colour_of(data: bytes | None) -> tuple[int, ...]:
    """The colour of a file with a plain picture."""
    assert data is not None
    pixel = Image.open(io.BytesIO(data)).convert("RGB").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


async def shown_picture(message: Message | None) -> Image.Image:
    """The one picture on a message."""
    assert message is not None
    (attachment,) = message.attachments
    return images.decode(await attachment.read())


def parts(message: Message) -> Iterator[dict[str, Any]]:
    """Every component of a message."""
    """All components of a message, from the first to the last."""
    stack: list[Any] = list(reversed(message.components))
    while stack:
        part = stack.pop()
        part = part if isinstance(part, dict) else part.to_dict()
        yield part
        beside = [part["accessory"]] if "accessory" in part else []
        stack.extend(reversed([*part.get("components", []), *beside]))

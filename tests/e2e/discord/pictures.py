"""Files to upload, and functions that wait for the results."""

import io
from typing import Any

from PIL import Image

from tests.discord_server.people import File
from tests.discord_server.state import Channel, Interaction, Message
from tests.polling import until


def file(name: str = "photo.png", colour: str = "teal", size: tuple[int, int] = (64, 48)) -> File:
    """A plain picture as a file."""
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    return name, data.getvalue()


def pair() -> dict[str, Any]:
    """The two pictures of /stylize."""
    return {"content": file(), "style": file("painting.png", "orange")}


def shows_picture(message: Message | None) -> bool:
    """Whether a message shows a finished picture."""
    return message is not None and "Details" in message.buttons and len(message.attachments) == 1


async def finished(asked: Interaction) -> Message:
    """The reply, once it shows a finished picture."""
    await until(lambda: shows_picture(asked.reply), what=f"the picture of {asked.name}")
    assert asked.reply is not None
    return asked.reply


def newest(channel: Channel) -> Message:
    """The newest message of a channel."""
    return max(channel.messages.values(), key=lambda one: one.id)

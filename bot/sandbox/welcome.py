"""The first post of the sandbox: our photos, each with buttons that paint it in a style at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import discord
from discord import ui

from bot.runtime.blocking import run_blocking
from bot.sandbox.simulator import BOT_NAME
from bot.styles.style import Kind
from cogs.painting.orders import Order, params_from
from cogs.painting.submission import submit
from cogs.shared.interactions import services_of
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.replies import Attached, Illustrated, Reply
from cogs.shared.uploads import StoredPicture
from nst import artworks, images

STYLES = ("stained-glass", "night-wind", "waves", "comic", "mosaic")
RECIPE = "draft"  # the first picture should come soon, also on a slow computer
_THUMBNAIL_SIZE = 256  # pixels
_TITLE = "### Try it: press a style, and watch the photo turn into it\n-# A quick draft. Finer recipes take longer."
_NEXT = """\
### Then take your own pictures
Type `/stylize` below and press Enter. Choose a photo as **content**, add the option **style** (a file with a \
painting) or **saved** (a style by its name), and press Enter again. The pictures above are files in `{folder}`.
-# This page stands in for Discord. It has one channel, no right-click menu (use `/apps`), and a message box that \
takes no files (use `/post`). @{name} in a message mentions the bot. Nothing leaves this computer; all is gone when \
you stop."""


class TryButton(
    PersistentButton, template=rf"try:(?P<photo>{'|'.join(artworks.PHOTOS)}):(?P<style>{'|'.join(STYLES)})"
):
    """Paints one of our photos in a house style, as `/stylize` would."""

    def __init__(self, photo: str, style: str) -> None:
        look = discord.ButtonStyle.primary if style == STYLES[0] else discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=artworks.HOUSE_STYLES[style], style=look, custom_id=f"try:{photo}:{style}"))

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Submit the order for the person who pressed it."""
        params = params_from(services_of(interaction), interaction.guild_id, recipe=RECIPE)
        name, style = self.fields["photo"], f"{Kind.HOUSE}:{self.fields['style']}"
        photo = StoredPicture(f"{name}.png", partial(run_blocking, _photo, name))
        await submit(interaction, Order(content=photo, style=style, params=params))


def _photo(name: str) -> bytes:
    return images.encode_png(artworks.artwork(name))


def welcome(examples: Path) -> Reply:
    """The post. Blocks for some tenths of a second.

    Args:
        examples: folder of the example pictures.
    """
    parts: list[Any] = []
    for name in artworks.PHOTOS:
        title = artworks.TITLES[name]
        thumbnail = images.encode_jpeg(artworks.artwork(name, _THUMBNAIL_SIZE))
        parts.append(Illustrated(f"**{title}**\n-# Paint it in:", Attached(f"{name}.jpg", thumbnail, title)))
        parts.append([TryButton(name, style) for style in STYLES])
    return Reply(_TITLE, *parts, _NEXT.format(folder=examples, name=BOT_NAME))

"""Commands of the sandbox, for actions that its page lacks: the right-click menu, and posting pictures."""

from __future__ import annotations

from typing import Any

import discord
import simcord
from discord import app_commands

from bot.client import Chameleon
from bot.sandbox import simulator
from cogs.shared.errors import answering

CHOICES = 25


async def add_standins(client: Chameleon, env: simcord.Env) -> None:
    """Add the commands and register them.

    Args:
        client: the bot, logged in to the simulated Discord.
        env: the simulated Discord.
    """
    tree = client.tree
    menus = tree.get_commands(type=discord.AppCommandType.message)
    tree.add_command(_apps(env, {menu.name: menu for menu in menus}))
    tree.add_command(_post(env))
    await tree.sync()


def _apps(env: simcord.Env, menus: dict[str, app_commands.ContextMenu]) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="apps", description="Sandbox only: right-click a post › Apps")
    @app_commands.describe(item="What to do", post="The post, by its text or its file")
    @app_commands.choices(item=[app_commands.Choice(name=name, value=name) for name in menus])
    async def apps(interaction: discord.Interaction[Any], item: str, post: str) -> None:
        async with answering(interaction):
            target: Any = simulator.message(env, interaction.channel_id or 0, int(post))
            await menus[item].callback(interaction, target)

    @apps.autocomplete("post")
    async def _posts(interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
        named = [
            (f"{message.author.display_name}: {_shown(message)}"[:100], str(message.id))
            for message in simulator.newest_messages(env, interaction.channel_id or 0)
        ]
        found = [(name, value) for name, value in named if text.lower() in name.lower()]
        return [app_commands.Choice(name=name, value=value) for name, value in found[:CHOICES]]

    return apps


def _shown(message: discord.Message) -> str:
    files = [file.filename for file in message.attachments]
    return " ".join([message.content, *files]).strip() or "(no text)"


def _post(env: simcord.Env) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="post", description="Sandbox only: post pictures; mention @Chameleon in the text")
    @app_commands.describe(picture="A picture", second="Another one", text="Such as: @Chameleon mosaic")
    async def post(
        interaction: discord.Interaction[Any],
        picture: discord.Attachment | None = None,
        second: discord.Attachment | None = None,
        text: str = f"@{simulator.BOT_NAME}",
    ) -> None:
        async with answering(interaction):
            await interaction.response.send_message("Posted.", ephemeral=True)
            files = [(file.filename, await file.read()) for file in (picture, second) if file is not None]
            me = interaction.client.user
            mention = me.mention if me else ""
            simulator.post(
                env,
                interaction.channel_id or 0,
                interaction.user.id,
                text.replace(f"@{simulator.BOT_NAME}", mention),
                files,
            )

    return post

"""/settings: a panel with one menu per server setting, on four pages, and who changed what and when.

Menus and buttons are `DynamicItem`s that hold the name of a setting or a page, so a panel works after a restart.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.people.server_settings import Savers
from cogs.people.setting_menus import PAGES, SettingsPage, read_values
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.persistent_buttons import PersistentButton, PersistentItem
from cogs.shared.replies import Reply, show
from cogs.shared.texts import Language, label, localized, user_error

_PAGE_OF = {name: page for page, names in PAGES.items() for name in names}
_CHANGES = 10  # on the page that lists them


class ServerSettings(commands.Cog):
    """The command. Discord shows it to people who manage the server; the panel checks that at every press."""

    @app_commands.command(name="settings", description=label("people-settings-description"))
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    async def settings(self, interaction: discord.Interaction[Any]) -> None:
        """Show the panel privately."""
        async with answering(interaction):
            require_manager(interaction)
            await show(interaction, await settings_panel(interaction))


async def settings_panel(interaction: discord.Interaction[Any], name: str = "access", *, asking: bool = False) -> Reply:
    """One page of a server's current settings. Call `require_manager` first.

    Args:
        interaction: of a person who may change them.
        name: of the page.
        asking: whether to ask if everything should be reset, in place of the page buttons.
    """
    page = SettingsPage(_guild_of(interaction), services_of(interaction), interaction.locale)
    guild_settings = services_of(interaction).guild_settings
    changes = await guild_settings.changes(page.guild.id, _CHANGES if name == "moderation" else 1)
    lines = [page.change(change) for change in changes] or [page.say("no-changes")]
    heading = page.say("changes" if name == "moderation" else "last-change")
    names = [n for n in PAGES[name] if n != "style_roles" or page.settings.style_savers is Savers.ROLES]
    end: list[Any]
    if asking:
        end = [page.say("sure"), [SettingsButton("wipe", name, page.locale), SettingsButton("keep", name, page.locale)]]
    else:
        pages = [SettingsButton("turn", other, page.locale, chosen=other == name) for other in PAGES]
        end = [[*pages, SettingsButton("reset", name, page.locale)], page.say("note")]
    return Reply(
        page.say("title", server=discord.utils.escape_markdown(page.guild.name)),
        *(part for n in names for part in (page.heading(n), [SettingMenu(page.menu(n))])),
        "\n".join([heading, *lines]),
        *end,
    )


def require_manager(interaction: discord.Interaction[Any]) -> None:
    """Check that the person may change the server's settings.

    Raises:
        UserError: the person may not.
    """
    if interaction.guild is None or not interaction.permissions.manage_guild:
        raise user_error("manage-server")


class SettingMenu(PersistentItem[ui.Item[Any]], template=rf"settings:set:(?P<name>{'|'.join(_PAGE_OF)})"):
    """The menu of one setting."""

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Store the choice, and show it."""
        require_manager(interaction)
        name, services = self.fields["name"], services_of(interaction)
        values: list[Any] = self.item.values  # type: ignore[attr-defined]  # every menu has them
        changes = {name: read_values(name, values)}
        await services.guild_settings.update(_guild_of(interaction).id, interaction.user.id, **changes)
        services.job_service.refresh()
        await show(interaction, await settings_panel(interaction, _PAGE_OF[name]), in_place=True)


class SettingsButton(
    PersistentButton,
    template=rf"settings:(?P<action>turn|reset|wipe|keep):(?P<page>{'|'.join(PAGES)})",
):
    """Opens a page, asks whether to reset everything, resets it (`wipe`), or keeps it."""

    def __init__(self, action: str, page: str, locale: Language, *, chosen: bool = False) -> None:
        style = discord.ButtonStyle.danger if action in {"reset", "wipe"} else discord.ButtonStyle.secondary
        button: ui.Button[Any] = ui.Button(
            label=localized(
                f"people-settings-page-{page}" if action == "turn" else f"people-settings-button-{action}", locale
            ),
            style=discord.ButtonStyle.primary if chosen else style,
            custom_id=f"settings:{action}:{page}",
        )
        super().__init__(button)

    async def act(self, interaction: discord.Interaction[Any]) -> None:
        """Run the button's action."""
        require_manager(interaction)
        action, services = self.fields["action"], services_of(interaction)
        if action == "wipe":
            await services.guild_settings.reset(_guild_of(interaction).id, interaction.user.id)
            services.job_service.refresh()
        panel = await settings_panel(interaction, self.fields["page"], asking=action == "reset")
        await show(interaction, panel, in_place=True)


def _guild_of(interaction: discord.Interaction[Any]) -> discord.Guild:
    assert interaction.guild is not None  # noqa: S101  see `require_manager`
    return interaction.guild

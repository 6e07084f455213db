"""/settings: a panel with one menu per server setting, on three pages.

Menus and buttons are `DynamicItem`s that hold the name of a setting or a page, so a panel works after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.people.server_settings import GuildSettings, Savers
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES
from cogs.shared.persistent_buttons import PersistentButton, PersistentItem
from cogs.shared.replies import Reply, show
from cogs.shared.services import Services
from cogs.shared.texts import Language, label, localized, user_error
from nst.recipes import RECIPES

_PAGES: Mapping[str, tuple[str, ...]] = {
    "access": ("channels", "roles", "style_savers", "style_roles", "challenge_roles"),
    "pictures": ("default_recipe", "recipes", "max_size"),
    "limits": ("jobs_per_user", "jobs_at_once", "jobs_per_day"),
}
_PAGE_OF = {name: page for page, names in _PAGES.items() for name in names}
_NUMBERS: Mapping[str, tuple[int, ...]] = {
    "max_size": (256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096),
    "jobs_per_user": (1, 2, 3, 5, 10),
    "jobs_at_once": (1, 2, 3, 5, 10, 20, 50),
    "jobs_per_day": (1, 2, 3, 5, 10, 20, 50, 100),
}
_UNSET = "-"  # the choice that leaves a setting to the host
_CHANNELS = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.forum,
    discord.ChannelType.public_thread,
]


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
            await show(interaction, settings_panel(interaction))


@dataclass(frozen=True, slots=True)
class _Choice:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """Builds a page of the panel."""

    guild: discord.Guild
    services: Services
    locale: Language

    @property
    def settings(self) -> GuildSettings:
        return self.services.guild_settings.get(self.guild.id)

    def say(self, key: str, **values: object) -> str:
        return localized(f"people-settings-{key.replace('_', '-')}", self.locale, **values)

    def parts(self, name: str) -> list[Any]:
        """The heading and the menu of one setting."""
        if name == "channels":
            known = {channel.id for channel in (*self.guild.channels, *self.guild.threads)}
            return self._entities(name, self.settings.channels, known, _channel_menu)
        if name.endswith("roles"):
            known = {role.id for role in self.guild.roles}
            return self._entities(name, getattr(self.settings, name), known, _role_menu)
        if name == "recipes":
            menu = _menu(name, self._choices(name), several=True, placeholder=self._unset(name))
        else:
            menu = _menu(name, self._choices(name))
        return [self.say(name), [SettingMenu(menu)]]

    def _entities(
        self,
        name: str,
        chosen: Sequence[int],
        known: Iterable[int],
        menu: Callable[[str, str, Sequence[int]], ui.Item[Any]],
    ) -> list[Any]:
        there = [some_id for some_id in chosen if some_id in set(known)]
        gone = len(chosen) - len(there)
        heading = self.say(name) + (f"\n{self.say('gone', count=gone)}" if gone else "")
        return [heading, [SettingMenu(menu(_menu_id(name), self._unset(name), there))]]

    def _unset(self, name: str) -> str:
        """What applies when nothing is chosen."""
        if name == "default_recipe":
            return self.say("default-recipe-none", recipe=self.services.settings.default_recipe)
        if name == "max_size":
            return self.say("max-size-none", pixels=self.services.settings.max_size)
        return self.say("no-limit") if name in _NUMBERS else self.say(f"{name}-none")

    def _choices(self, name: str) -> list[_Choice]:
        current = getattr(self.settings, name)
        if name == "style_savers":
            return [_Choice(saver, self.say(f"style-savers-{saver}"), saver == current) for saver in Savers]
        if name == "recipes":
            return [_Choice(recipe, recipe, recipe in current) for recipe in RECIPES]
        if name == "default_recipe":
            allowed = self.services.gate.recipes(self.guild.id)
            return [self._unset_choice(name), *(_Choice(recipe, recipe, recipe == current) for recipe in allowed)]
        limit = self.services.settings.max_size if name == "max_size" else None
        numbers = sorted({n for n in _NUMBERS[name] if limit is None or n <= limit} | ({current} if current else set()))
        key, value = ("pixels", "pixels") if name == "max_size" else ("number", "count")
        shown = [_Choice(str(n), self.say(key, **{value: n}), n == current) for n in numbers]
        return [self._unset_choice(name), *shown]

    def _unset_choice(self, name: str) -> _Choice:
        return _Choice(_UNSET, self._unset(name), getattr(self.settings, name) is None)


def settings_panel(interaction: discord.Interaction[Any], name: str = "access", *, asking: bool = False) -> Reply:
    """One page of a server's current settings. Call `require_manager` first.

    Args:
        interaction: of a person who may change them.
        name: of the page.
        asking: whether to ask if everything should be reset, in place of the page buttons.
    """
    page = _Page(_guild_of(interaction), services_of(interaction), interaction.locale)
    names = [n for n in _PAGES[name] if n != "style_roles" or page.settings.style_savers is Savers.ROLES]
    end: list[Any]
    if asking:
        end = [page.say("sure"), [SettingsButton("wipe", name, page.locale), SettingsButton("keep", name, page.locale)]]
    else:
        pages = [SettingsButton("turn", other, page.locale, chosen=other == name) for other in _PAGES]
        end = [[*pages, SettingsButton("reset", name, page.locale)], page.say("note")]
    return Reply(
        page.say("title", server=discord.utils.escape_markdown(page.guild.name)),
        *(part for n in names for part in page.parts(n)),
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
        await services.guild_settings.update(_guild_of(interaction).id, **{name: _read(name, values)})
        services.job_service.refresh()
        await show(interaction, settings_panel(interaction, _PAGE_OF[name]), in_place=True)


class SettingsButton(
    PersistentButton,
    template=rf"settings:(?P<action>turn|reset|wipe|keep):(?P<page>{'|'.join(_PAGES)})",
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
            await services.guild_settings.reset(_guild_of(interaction).id)
            services.job_service.refresh()
        panel = settings_panel(interaction, self.fields["page"], asking=action == "reset")
        await show(interaction, panel, in_place=True)


def _read(name: str, values: Sequence[Any]) -> Any:  # noqa: ANN401  the type depends on the setting
    """The value of a setting from the choices in its menu: channels, roles or strings."""
    if name == "channels" or name.endswith("roles"):
        return tuple(value.id for value in values)
    if name == "recipes":
        return tuple(recipe for recipe in RECIPES if recipe in values)
    (value,) = values
    if value == _UNSET:
        return None
    return int(value) if name in _NUMBERS else value


def _menu(
    name: str, choices: Sequence[_Choice], *, several: bool = False, placeholder: str | None = None
) -> ui.Item[Any]:
    options = [discord.SelectOption(label=c.text[:LONGEST_CHOICE], value=c.value, default=c.chosen) for c in choices]
    return ui.Select(
        custom_id=_menu_id(name),
        placeholder=placeholder,
        min_values=0 if several else 1,
        max_values=len(choices) if several else 1,
        options=options,
    )


def _channel_menu(custom_id: str, placeholder: str, chosen: Sequence[int]) -> ui.Item[Any]:
    return ui.ChannelSelect(
        custom_id=custom_id,
        channel_types=_CHANNELS,
        placeholder=placeholder,
        min_values=0,
        max_values=MOST_CHOICES,
        default_values=[
            discord.SelectDefaultValue(id=some_id, type=discord.SelectDefaultValueType.channel) for some_id in chosen
        ],
    )


def _role_menu(custom_id: str, placeholder: str, chosen: Sequence[int]) -> ui.Item[Any]:
    return ui.RoleSelect(
        custom_id=custom_id,
        placeholder=placeholder,
        min_values=0,
        max_values=MOST_CHOICES,
        default_values=[
            discord.SelectDefaultValue(id=some_id, type=discord.SelectDefaultValueType.role) for some_id in chosen
        ],
    )


def _menu_id(name: str) -> str:
    return f"settings:set:{name}"


def _guild_of(interaction: discord.Interaction[Any]) -> discord.Guild:
    assert interaction.guild is not None  # noqa: S101  see `require_manager`
    return interaction.guild

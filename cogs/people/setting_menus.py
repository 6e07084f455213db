"""The settings of a server as headings, menus and lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.parameters.recipes import RECIPES
from bot.people.instant_choices import InstantWay
from bot.people.server_settings import GuildSettings, Savers, SettingChange
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES
from cogs.shared.services import Services
from cogs.shared.texts import Language, localized

PAGES: Mapping[str, tuple[str, ...]] = {
    "access": ("channels", "roles", "style_savers", "style_roles", "challenge_roles"),
    "pictures": ("default_recipe", "instant", "recipes", "max_size"),
    "limits": ("jobs_per_user", "jobs_at_once", "jobs_per_day"),
    "moderation": ("log_channel",),
}
NUMBERS: Mapping[str, tuple[int, ...]] = {
    "max_size": (256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096),
    "jobs_per_user": (1, 2, 3, 5, 10),
    "jobs_at_once": (1, 2, 3, 5, 10, 20, 50),
    "jobs_per_day": (1, 2, 3, 5, 10, 20, 50, 100),
}
UNSET = "-"  # the choice that leaves a setting to the host
_CHANNELS: Mapping[str, list[discord.ChannelType]] = {
    "channels": [
        discord.ChannelType.text,
        discord.ChannelType.news,
        discord.ChannelType.voice,
        discord.ChannelType.forum,
        discord.ChannelType.public_thread,
    ],
    "log_channel": [discord.ChannelType.text],
}
_SHOWN = 10  # channels or roles named in a line


@dataclass(frozen=True, slots=True)
class _Choice:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Builds the parts of the panel for a server, in the reader's language."""

    guild: discord.Guild
    services: Services
    locale: Language

    @property
    def settings(self) -> GuildSettings:
        """What holds now."""
        return self.services.guild_settings.get(self.guild.id)

    def say(self, key: str, **values: object) -> str:
        """A text of the panel."""
        return localized(f"people-settings-{key.replace('_', '-')}", self.locale, **values)

    def heading(self, name: str) -> str:
        """What a setting is about, and whether something that was chosen is gone."""
        lines = [self.say(name)]
        if name in _CHANNELS or name.endswith("roles"):
            chosen = _ids(getattr(self.settings, name))
            if gone := len(chosen) - len(self._there(name, chosen)):
                lines.append(self.say("gone", count=gone))
        return "\n".join(lines)

    def menu(self, name: str) -> ui.Item[Any]:
        """The menu of a setting. It shows what holds now, also in clients that do not show what is chosen in it."""
        value = getattr(self.settings, name)
        if name in _CHANNELS or name.endswith("roles"):
            there = self._there(name, _ids(value))
            return _entity_menu(name, self._names(there) or self._unset(name), there)
        several = name == "recipes"
        choices = self._choices(name)
        options = [
            discord.SelectOption(label=c.text[:LONGEST_CHOICE], value=c.value, default=c.chosen) for c in choices
        ]
        return ui.Select(
            custom_id=menu_id(name),
            placeholder=self.shown(name, value)[:LONGEST_CHOICE],
            min_values=0 if several else 1,
            max_values=len(choices) if several else 1,
            options=options,
        )

    def shown(self, name: str, value: Any) -> str:  # noqa: ANN401  the type depends on the setting
        """A value of a setting as text."""
        if value is None or value in ((), []):
            return self._unset(name)
        if name in _CHANNELS or name.endswith("roles"):
            mark = "#" if name in _CHANNELS else "@&"
            names = [f"<{mark}{some_id}>" for some_id in _ids(value)]
            return " ".join(names[:_SHOWN]) + (f" +{len(names) - _SHOWN}" if len(names) > _SHOWN else "")
        if name in {"style_savers", "instant"}:
            return self.say(f"{name}-{value}")
        if name == "recipes":
            return ", ".join(value)
        if name == "max_size":
            return self.say("pixels", pixels=value)
        return str(value)

    def change(self, change: SettingChange) -> str:
        """One line about a change: who, what and when."""
        return self.say(
            "change",
            who=f"<@{change.user_id}>" if change.user_id else self.say("someone"),
            name=self.say(f"name-{change.name}"),
            before=self.shown(change.name, change.before),
            after=self.shown(change.name, change.after),
            when=discord.utils.format_dt(change.changed_at, "R"),
        )

    def _there(self, name: str, chosen: Sequence[int]) -> list[int]:
        """The chosen channels or roles that still exist."""
        known: Iterable[discord.abc.Snowflake] = (
            (*self.guild.channels, *self.guild.threads) if name in _CHANNELS else self.guild.roles
        )
        ids = {one.id for one in known}
        return [some_id for some_id in chosen if some_id in ids]

    def _names(self, chosen: Sequence[int]) -> str:
        """The names of channels or roles, without marks that a menu would not show as such."""
        found = [self.guild.get_channel_or_thread(one) or self.guild.get_role(one) for one in chosen]
        return ", ".join(f"{'@' if isinstance(one, discord.Role) else '#'}{one.name}" for one in found if one)

    def _unset(self, name: str) -> str:
        """What applies when nothing is chosen."""
        if name == "default_recipe":
            return self.say("default-recipe-none", recipe=self.services.settings.default_recipe)
        if name == "max_size":
            return self.say("max-size-none", pixels=self.services.settings.max_size)
        return self.say("no-limit") if name in NUMBERS else self.say(f"{name}-none")

    def _choices(self, name: str) -> list[_Choice]:
        current = getattr(self.settings, name)
        if name == "style_savers":
            return [_Choice(saver, self.say(f"style-savers-{saver}"), saver == current) for saver in Savers]
        if name == "instant":
            ways = (InstantWay.FOLLOWED, InstantWay.ALONE)  # a recipe of the server says that there are none
            return [_Choice(way, self.say(f"instant-{way}"), way == current) for way in ways]
        if name == "recipes":
            return [_Choice(recipe, recipe, recipe in current) for recipe in RECIPES]
        if name == "default_recipe":
            allowed = self.services.gate.recipes(self.guild.id)
            return [self._unset_choice(name), *(_Choice(recipe, recipe, recipe == current) for recipe in allowed)]
        limit = self.services.settings.max_size if name == "max_size" else None
        numbers = sorted({n for n in NUMBERS[name] if limit is None or n <= limit} | ({current} if current else set()))
        shown = [_Choice(str(n), self.shown(name, n), n == current) for n in numbers]
        return [self._unset_choice(name), *shown]

    def _unset_choice(self, name: str) -> _Choice:
        return _Choice(UNSET, self._unset(name), getattr(self.settings, name) is None)


def read_values(name: str, values: Sequence[Any]) -> Any:  # noqa: ANN401  the type depends on the setting
    """The value of a setting from the choices in its menu: channels, roles or strings."""
    if name == "log_channel":
        return values[0].id if values else None
    if name == "channels" or name.endswith("roles"):
        return tuple(value.id for value in values)
    if name == "recipes":
        return tuple(recipe for recipe in RECIPES if recipe in values)
    (value,) = values
    if value == UNSET:
        return None
    return int(value) if name in NUMBERS else value


def menu_id(name: str) -> str:
    """The custom_id of the menu of a setting."""
    return f"settings:set:{name}"


def _ids(value: int | Sequence[int] | None) -> Sequence[int]:
    """The chosen ids, of a setting that has one or several."""
    if value is None:
        return ()
    return (value,) if isinstance(value, int) else value


def _entity_menu(name: str, placeholder: str, chosen: Sequence[int]) -> ui.Item[Any]:
    """A menu of channels or roles."""
    kind = discord.SelectDefaultValueType.channel if name in _CHANNELS else discord.SelectDefaultValueType.role
    about: dict[str, Any] = {
        "custom_id": menu_id(name),
        "placeholder": placeholder[:LONGEST_CHOICE],
        "min_values": 0,
        "max_values": 1 if name == "log_channel" else MOST_CHOICES,
        "default_values": [discord.SelectDefaultValue(id=some_id, type=kind) for some_id in chosen],
    }
    if name in _CHANNELS:
        return ui.ChannelSelect(channel_types=_CHANNELS[name], **about)
    return ui.RoleSelect(**about)

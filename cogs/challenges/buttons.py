"""Buttons and menus of challenges. They hold only ids, so they work as long as the challenge exists.

Other modules register the actions with `action` and `menu_action`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from cogs.challenges.context import Press
from cogs.shared.persistent_buttons import PersistentButton, PersistentItem
from cogs.shared.texts import Language, localized

_GREY, _BLUE = discord.ButtonStyle.secondary, discord.ButtonStyle.primary
_GREEN, _RED = discord.ButtonStyle.success, discord.ButtonStyle.danger
LOOKS = {
    "paint": ("🎨", _BLUE),
    "mine": ("🗂️", _GREY),
    "browse": ("🖼️", _GREY),
    "vote": ("🗳️", _GREEN),
    "details": ("ℹ️", _GREY),
    "publish": ("📣", _GREEN),
    "when": ("🕓", _BLUE),
    "edit": ("✏️", _GREY),
    "discard": ("🗑️", _GREY),
    "withdraw": ("🗑️", _RED),
    "love": ("❤️", _GREEN),
    "unlove": ("💔", _GREY),
    "recipe": ("🧪", _GREY),
    "back": ("🖼️", _GREY),
    "report": ("🚩", _GREY),
    "stop": ("⏹️", _GREY),
    "page": (None, _GREY),
    "look": (None, _GREY),
    "approve": ("✅", _GREEN),
    "reject": ("🚫", _RED),
}
MENUS = ("open", "choose", "into", "swap")
Action = Callable[[Press, str, str], Awaitable[None]]
MenuAction = Callable[[Press, str, str, list[str]], Awaitable[None]]
ACTIONS: dict[str, Action] = {}
MENU_ACTIONS: dict[str, MenuAction] = {}
_ID = r"(?P<subject>[0-9a-f]{1,32})"
_ARG = r"(?P<arg>[0-9a-z-]{0,32})"


def action(*names: str) -> Callable[[Action], Action]:
    """Register the action for buttons. It gets the interaction, the id of the subject and the argument."""

    def register(handler: Action) -> Action:
        ACTIONS.update(dict.fromkeys(names, handler))
        return handler

    return register


def menu_action(name: str) -> Callable[[MenuAction], MenuAction]:
    """Register the action for a menu. It gets the arguments of a button's action, and the chosen values."""

    def register(handler: MenuAction) -> MenuAction:
        MENU_ACTIONS[name] = handler
        return handler

    return register


def item_id(action: str, subject: str, arg: object = "") -> str:
    """The button's custom_id."""
    return f"ch:{action}:{subject}:{arg}"


class ChallengeButton(PersistentButton, template=rf"ch:(?P<action>{'|'.join(LOOKS)}):{_ID}:{_ARG}"):
    """A button for a challenge or an entry (the subject)."""

    def __init__(
        self,
        action: str,
        subject: str,
        arg: object = "",
        locale: Language = None,
        *,
        label: str = "",
        off: bool = False,
    ) -> None:
        emoji, style = LOOKS[action]
        super().__init__(
            ui.Button(
                label=label or (localized(f"challenges-button-{action}", locale) if emoji else "·"),
                emoji=emoji,
                style=style,
                custom_id=item_id(action, subject, arg),
                disabled=off,
            )
        )

    async def act(self, interaction: Press) -> None:
        """Run the action for the person who pressed the button."""
        await ACTIONS[self.fields["action"]](interaction, self.fields["subject"], self.fields["arg"])


class ChallengeMenu(PersistentItem[ui.Select[Any]], template=rf"chm:(?P<action>{'|'.join(MENUS)}):{_ID}:{_ARG}"):
    """A menu for a challenge, an entry or a job (the subject)."""

    def __init__(
        self,
        action: str,
        subject: str,
        arg: object,
        options: Sequence[discord.SelectOption],
        *,
        prompt: str | None = None,
        most: int = 1,
        least: int = 1,
    ) -> None:
        super().__init__(
            ui.Select(
                custom_id=f"chm:{action}:{subject}:{arg}",
                placeholder=prompt,
                options=list(options),
                min_values=least,
                max_values=most,
            )
        )

    async def act(self, interaction: Press) -> None:
        """Run the action for the person who used the menu."""
        action, subject, arg = self.fields["action"], self.fields["subject"], self.fields["arg"]
        await MENU_ACTIONS[action](interaction, subject, arg, self.item.values)

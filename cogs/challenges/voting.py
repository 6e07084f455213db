"""The actions of the buttons and menus for browsing and voting."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.challenges.challenge import Challenge, Entry, Phase
from cogs.challenges import boards
from cogs.challenges.buttons import action, menu_action
from cogs.challenges.context import Press, challenges_of, person_of, visible_challenge
from cogs.challenges.texts import plain, stamp
from cogs.shared.replies import Reply, show, wait
from cogs.shared.texts import Language, localized, user_error


@action("browse", "vote")
async def browse(interaction: Press, challenge_id: str, _arg: str) -> None:
    """Show the first page of the gallery."""
    await _show_gallery(interaction, challenge_id, 0)


@action("back", "page")
async def turn(interaction: Press, challenge_id: str, number: str) -> None:
    """Show a page of the gallery."""
    await _show_gallery(interaction, challenge_id, int(number) if number.isdigit() else 0)


@menu_action("choose")
async def choose(interaction: Press, challenge_id: str, number: str, values: list[str]) -> None:
    """Vote for the chosen pictures of a page."""
    await wait(interaction)
    challenges, challenge = challenges_of(interaction), await visible_challenge(interaction, challenge_id)
    person = person_of(interaction)
    offered = [option.value for option in _options(interaction)]
    try:
        await challenges.participation.vote(challenge_id, person, values, offered or values)
    finally:  # a refused choice must not stay selected in the menu
        view = await boards.gallery(challenges, challenge, person.user_id, int(number or 0), interaction.locale)
        await show(interaction, view)


@menu_action("open")
async def open_entry(interaction: Press, _challenge_id: str, _page: str, values: list[str]) -> None:
    """Show the chosen picture in full size."""
    await look(interaction, values[0], "")


@action("look")
async def look(interaction: Press, entry_id: str, _arg: str) -> None:
    """Show a picture in full size."""
    await wait(interaction)
    entry, challenge = await visible_entry(interaction, entry_id)
    await _show_entry(interaction, challenge, entry)


@action("love")
async def vote(interaction: Press, entry_id: str, _arg: str) -> None:
    """Vote for a picture."""
    await _vote(interaction, entry_id, voted=True)


@action("unlove")
async def unvote(interaction: Press, entry_id: str, _arg: str) -> None:
    """Remove a vote."""
    await _vote(interaction, entry_id, voted=False)


@action("recipe")
async def recipe(interaction: Press, entry_id: str, _arg: str) -> None:
    """Show how a picture was painted."""
    entry, challenge = await visible_entry(interaction, entry_id)
    if not challenge.revealed:
        raise user_error("challenge-hidden", when=stamp(challenge.ends_at, "R"))
    await show(interaction, Reply(recipe_text(entry, interaction.locale)))


def recipe_text(entry: Entry, locale: Language) -> str:
    """How a picture was painted."""
    params, summary = entry.recipe.get("params", {}), entry.recipe.get("summary", {})
    lines = [localized("challenges-recipe", locale, number=str(entry.number), owner=f"<@{entry.owner_id}>")]
    if entry.recipe.get("style_name"):
        lines.append(localized("challenges-recipe-style", locale, name=plain(entry.recipe["style_name"])))
    lines.append(
        localized(
            "challenges-recipe-params",
            locale,
            recipe=str(params.get("recipe", "–")),
            strength=round(100 * params.get("strength", 0.5)),
            size=str(params.get("size", "–")),
            seed=str(params.get("seed", "–")),
            encoder=str(summary.get("encoder", "–")),
        )
    )
    return "\n".join(lines)


async def _show_gallery(interaction: Press, challenge_id: str, number: int) -> None:
    await wait(interaction)
    challenges, challenge = challenges_of(interaction), await visible_challenge(interaction, challenge_id)
    await show(
        interaction, await boards.gallery(challenges, challenge, interaction.user.id, number, interaction.locale)
    )


async def _vote(interaction: Press, entry_id: str, *, voted: bool) -> None:
    await wait(interaction)
    entry, challenge = await visible_entry(interaction, entry_id)
    wanted = {entry_id} if voted else set[str]()
    await challenges_of(interaction).participation.vote(challenge.id, person_of(interaction), wanted, {entry_id})
    await _show_entry(interaction, challenge, entry)


async def _show_entry(interaction: Press, challenge: Challenge, entry: Entry) -> None:
    limit, viewer = interaction.filesize_limit, interaction.user.id
    challenges = challenges_of(interaction)
    await show(interaction, await boards.close_up(challenges, challenge, entry, viewer, limit, interaction.locale))


async def visible_entry(interaction: Press, entry_id: str) -> tuple[Entry, Challenge]:
    """An entry that the person may see, and its challenge.

    Raises:
        UserError: it is gone, or this channel may not show it.
    """
    challenges = challenges_of(interaction)
    entry = await challenges.store.entry(entry_id)
    challenge = await visible_challenge(interaction, entry.challenge_id)
    visible = {one.id for one in await challenges.participation.visible_entries(challenge.id)}
    if entry.id not in visible or challenge.phase is Phase.CANCELLED:
        raise user_error("entry-gone")
    return entry, challenge


def _options(interaction: Press) -> list[discord.SelectOption]:
    """The options of the menu that was used."""
    data: Any = interaction.data
    pressed = data["custom_id"]
    message = interaction.message
    for item in ui.LayoutView.from_message(message).walk_children() if message else ():
        if isinstance(item, ui.Select) and item.custom_id == pressed:
            return item.options
    return []

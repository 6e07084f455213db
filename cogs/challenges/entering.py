"""Enter a picture in a challenge, by its button, its message or a command."""

from __future__ import annotations

import discord
from discord import app_commands, ui

from bot.challenges.challenge import ACTIVE_STATES, Challenge, Entry, EntryState, Phase
from bot.challenges.entries import TooManyEntries
from bot.challenges.timeline import phase_at
from cogs.challenges.buttons import ChallengeButton, ChallengeMenu, menu_action
from cogs.challenges.context import Press, challenges_of, person_of, require_server
from cogs.challenges.texts import dates, mine_line, plain
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES
from cogs.shared.persistent_buttons import PersistentButton
from cogs.shared.posts import job_below
from cogs.shared.replies import Reply, show, wait
from cogs.shared.texts import Language, label, localized, user_error


class EntryButton(PersistentButton, template=r"enter:(?P<job_id>[0-9a-f]{1,32})"):
    """The button below a finished picture that enters it in an open challenge."""

    def __init__(self, job_id: str, locale: Language = None) -> None:
        text = localized("challenges-button-enter", locale)
        style = discord.ButtonStyle.success
        super().__init__(ui.Button(label=text, emoji="🏁", style=style, custom_id=f"enter:{job_id}"))

    async def act(self, interaction: Press) -> None:
        """Enter the picture."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await enter(interaction, self.fields["job_id"])


def entry_menu() -> app_commands.ContextMenu:
    """The context menu command that enters the picture of a message."""

    async def enter_message(interaction: Press, message: discord.Message) -> None:
        async with answering(interaction):
            await interaction.response.defer(thinking=True, ephemeral=True)
            job_id = job_below(message)
            if job_id is None or message.author != interaction.client.user:
                raise user_error("challenge-no-picture")
            await enter(interaction, job_id)

    menu = app_commands.ContextMenu(name=label("challenges-enter-menu"), callback=enter_message)
    return app_commands.guild_only(app_commands.allowed_installs(guilds=True, users=False)(menu))


async def enter(
    interaction: Press,
    job_id: str,
    challenge_id: str | None = None,
    replacing: str | None = None,
) -> None:
    """Enter a picture. Ask the person if several challenges are open or an entry must be replaced.

    The interaction must be acknowledged.

    Raises:
        UserError: the picture cannot be entered. The text says why.
    """
    if interaction.guild_id is None:
        raise user_error("challenge-enter-there")
    challenges, person = challenges_of(interaction), person_of(interaction)
    guild_id = require_server(interaction)
    job = await services_of(interaction).job_service.get(job_id)
    now = challenges.now()
    known = [one for one in await challenges.store.live() if one.guild_id == guild_id]
    fitting = [one for one in known if challenge_id in {None, one.id}]
    fitting = [one for one in fitting if phase_at(one, now) is Phase.OPEN] or fitting[: challenge_id is not None]
    if not fitting:
        raise user_error("challenge-none-open")
    if len(fitting) > 1:
        await _ask_which(interaction, job_id, fitting)
        return
    challenge = fitting[0]
    try:
        entry = await challenges.participation.enter(challenge.id, job, person, replacing=replacing)
    except TooManyEntries:
        mine = await challenges.participation.entries_of(challenge.id, person.user_id)
        mine = [entry for entry in mine if entry.state in ACTIVE_STATES]
        if not mine:
            raise
        await _ask_instead(interaction, job_id, challenge, mine)
        return
    locale = interaction.locale
    told = localized("challenges-entered-in-public", locale) if not (challenge.revealed or job.private) else None
    await show(interaction, Reply(entered(challenge, entry, locale), told, _after(challenge, locale)))


def entered(challenge: Challenge, entry: Entry, locale: Language) -> str:
    """The confirmation of an entry."""
    if entry.state in ACTIVE_STATES:
        key = "challenges-entered" if entry.state is EntryState.SHOWN else "challenges-entered-review"
        return localized(key, locale, number=str(entry.number), title=plain(challenge.title), **dates(challenge))
    return mine_line(entry, locale)


def _after(challenge: Challenge, locale: Language) -> list[ChallengeButton]:
    return [ChallengeButton(action, challenge.id, "", locale) for action in ("mine", "browse")]


async def _ask_which(interaction: Press, job_id: str, fitting: list[Challenge]) -> None:
    options = [discord.SelectOption(label=one.title[:LONGEST_CHOICE], value=one.id) for one in fitting[:MOST_CHOICES]]
    await show(
        interaction,
        Reply(localized("challenges-which", interaction.locale), [ChallengeMenu("into", job_id, "", options)]),
    )


async def _ask_instead(interaction: Press, job_id: str, challenge: Challenge, mine: list[Entry]) -> None:
    options = [discord.SelectOption(label=f"#{entry.number}", value=entry.id) for entry in mine[:MOST_CHOICES]]
    question = localized("challenges-which-entry", interaction.locale, title=plain(challenge.title))
    await show(interaction, Reply(question, [ChallengeMenu("swap", job_id, challenge.id, options)]))


@menu_action("into")
async def into(interaction: Press, job_id: str, _: str, values: list[str]) -> None:
    """Enter the picture in the chosen challenge."""
    await wait(interaction)
    await enter(interaction, job_id, values[0])


@menu_action("swap")
async def swap(interaction: Press, job_id: str, challenge_id: str, values: list[str]) -> None:
    """Replace the chosen entry."""
    await wait(interaction)
    await enter(interaction, job_id, challenge_id, values[0])

"""The commands of /challenge."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.challenges.challenge import (
    MAX_ENTRIES_EACH,
    MAX_FAVOURITES,
    MAX_SEASON,
    MAX_THEME,
    MAX_TITLE,
    Challenge,
    Kind,
    Rules,
    Words,
)
from bot.challenges.leaderboard import leaderboard_rows
from bot.challenges.timeline import phase_at
from bot.challenges.written_dates import WrittenDates
from cogs.challenges import boards
from cogs.challenges.autocomplete import any_challenge, open_challenge, own_entry, past_season, time_zone
from cogs.challenges.context import (
    Press,
    challenges_of,
    find,
    person_of,
    require_adults,
    require_server,
)
from cogs.challenges.create import CreateOptions, Place, Reference, Roles, plan_of, with_meant_style
from cogs.challenges.entering import enter
from cogs.challenges.manage import Manage
from cogs.challenges.questions import preview_or_question
from cogs.challenges.repeating import series_line
from cogs.challenges.texts import leader_line, list_line, me_line, plain
from cogs.painting.history import picture_choices
from cogs.shared.errors import answering
from cogs.shared.interactions import services_of
from cogs.shared.job_access import job_by_text
from cogs.shared.layouts import listed_lines
from cogs.shared.replies import Reply, show
from cogs.shared.style_option import StyleNameOption
from cogs.shared.texts import Language, label, localized
from nst.errors import UserError

LISTED, LEADERS = 15, 10
_KINDS = [app_commands.Choice(name=label(f"challenges-kind-{kind}"), value=str(kind)) for kind in Kind]


def _describe(*names: str) -> dict[str, app_commands.locale_str]:
    return {name: label(f"challenges-option-{name.replace('_', '-')}") for name in names}


class ChallengeCog(commands.Cog):
    """The commands of challenges."""

    challenge = app_commands.Group(
        name="challenge",
        description=label("challenges-description"),
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    challenge.add_command(Manage())

    @challenge.command(name="create", description=label("challenges-create-description"))
    @app_commands.describe(
        **_describe(
            *("title", "kind", "theme", "picture", "style", "entries", "votes", "starts", "timezone", "each"),
            *("favourites", "anonymous", "instant", "review", "channel", "thread", "event", "enter_role", "vote_role"),
            *("account_days", "newcomers", "winner_role", "winner_days", "season"),
        )
    )
    @app_commands.choices(kind=_KINDS)
    @app_commands.autocomplete(timezone=time_zone)
    async def create(
        self,
        interaction: Press,
        title: app_commands.Range[str, 1, MAX_TITLE],
        kind: str,
        theme: app_commands.Range[str, 0, MAX_THEME] = "",
        picture: discord.Attachment | None = None,
        style: StyleNameOption | None = None,
        entries: app_commands.Range[str, 1, 60] = "3 days",
        votes: app_commands.Range[str, 1, 60] = "2 days",
        starts: app_commands.Range[str, 1, 60] | None = None,
        timezone: str | None = None,
        each: app_commands.Range[int, 1, MAX_ENTRIES_EACH] = 1,
        favourites: app_commands.Range[int, 1, MAX_FAVOURITES] = 3,
        anonymous: bool = True,  # noqa: FBT001, FBT002  command options
        instant: bool = True,  # noqa: FBT001, FBT002
        review: Place | None = None,
        channel: Place | None = None,
        thread: bool = False,  # noqa: FBT001, FBT002
        event: bool = False,  # noqa: FBT001, FBT002
        enter_role: discord.Role | None = None,
        vote_role: discord.Role | None = None,
        account_days: app_commands.Range[int, 0, 365] = 0,
        newcomers: bool = False,  # noqa: FBT001, FBT002
        winner_role: discord.Role | None = None,
        winner_days: app_commands.Range[int, 1, 365] | None = None,
        season: app_commands.Range[str, 0, MAX_SEASON] = "",
    ) -> None:
        """Write a draft and show it to its host."""
        async with answering(interaction):
            require_server(interaction)
            await interaction.response.defer(ephemeral=True, thinking=True)
            limits = Rules(entries_each=each, favourites=favourites, anonymous=anonymous, account_days=account_days)
            rules = replace(limits, members_before_vote=not newcomers, instant=instant, thread=thread, event=event)
            roles = Roles(enter=enter_role, vote=vote_role, winner=winner_role, winner_days=winner_days)
            moderation, now = challenges_of(interaction).moderation, challenges_of(interaction).now()
            zone = timezone or await moderation.last_zone(interaction.user.id) or "UTC"
            dates = WrittenDates(starts, entries, votes, zone, now)
            reference = Reference(Kind(kind), picture, style)
            words = Words(title.strip(), theme.strip())
            options = CreateOptions(words, reference, season.strip(), rules, roles, channel, review)
            await _draft(interaction, options, dates)

    @challenge.command(name="submit", description=label("challenges-submit-description"))
    @app_commands.describe(
        picture=label("challenges-option-entry"),
        challenge=label("challenges-option-challenge"),
        replace=label("challenges-option-replace"),
    )
    @app_commands.autocomplete(picture=picture_choices, challenge=open_challenge, replace=own_entry)
    async def submit(
        self, interaction: Press, picture: str, challenge: str | None = None, replace: str | None = None
    ) -> None:
        """Enter a picture by its id."""
        async with answering(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            chosen = None if challenge is None else (await find(interaction, challenge, lambda _: True)).id
            if replace is not None and chosen is None:
                chosen = (await challenges_of(interaction).store.entry(replace)).challenge_id
            job = await job_by_text(services_of(interaction), picture)
            await enter(interaction, job.id, chosen, replace)

    @challenge.command(name="list", description=label("challenges-list-description"))
    async def list_(self, interaction: Press) -> None:
        """List the challenges of the server, the unfinished ones first."""
        async with answering(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            challenges, locale = challenges_of(interaction), interaction.locale
            known = await challenges.store.of_guild(require_server(interaction))
            now = challenges.now()
            known.sort(key=lambda one: phase_at(one, now).over)
            if not known:
                await show(interaction, Reply(localized("challenges-list-none", locale)))
                return
            series = await challenges.repetition.of_guild(known[0].guild_id)
            lines = [series_line(one, locale) for one in series]
            lines += [list_line(one, now, locale) for one in known[:LISTED]]
            await show(interaction, Reply(localized("challenges-list-title", locale), _listed(lines, locale)))

    @challenge.command(name="show", description=label("challenges-show-description"))
    @app_commands.describe(challenge=label("challenges-option-challenge"))
    @app_commands.autocomplete(challenge=any_challenge)
    async def show(self, interaction: Press, challenge: str | None = None) -> None:
        """Show the board of a challenge privately."""
        async with answering(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            found = await _chosen_or_latest(interaction, challenge)
            require_adults(interaction, found)
            limit, locale = interaction.filesize_limit, interaction.locale
            await show(interaction, await boards.board(challenges_of(interaction), found, limit, locale=locale))

    @challenge.command(name="me", description=label("challenges-me-description"))
    async def me(self, interaction: Press) -> None:
        """Show the person's entries, places and points."""
        async with answering(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            challenges, locale, guild_id = challenges_of(interaction), interaction.locale, require_server(interaction)
            known = {one.id: one for one in await challenges.store.of_guild(guild_id, limit=1000)}
            mine = [one for one in await challenges.store.entries_of(interaction.user.id) if one.challenge_id in known]
            if not mine:
                await show(interaction, Reply(localized("challenges-me-none", locale)))
                return
            lines = [localized("challenges-me-title", locale)]
            for row in leaderboard_rows(await challenges.store.finished_entries(guild_id)):
                if row.user_id == interaction.user.id:
                    total = {"rank": row.rank or 0, "points": row.points, "wins": row.wins}
                    lines.append(localized("challenges-me-total", locale, **total, votes=row.votes))
            entries = [me_line(known[entry.challenge_id], entry, locale) for entry in reversed(mine[-LISTED:])]
            await show(interaction, Reply("\n".join(lines), _listed(entries, locale)))

    @challenge.command(name="leaderboard", description=label("challenges-leaderboard-description"))
    @app_commands.describe(season=label("challenges-option-season-shown"))
    @app_commands.autocomplete(season=past_season)
    async def leaderboard(self, interaction: Press, season: str | None = None) -> None:
        """Show the leaderboard."""
        async with answering(interaction):
            await interaction.response.defer(ephemeral=True, thinking=True)
            locale = interaction.locale
            entries = await challenges_of(interaction).store.finished_entries(require_server(interaction), season)
            ranks = [row for row in leaderboard_rows(entries) if row.points]
            if not ranks:
                key = "challenges-leaders-no-points" if entries else "challenges-leaders-none"
                await show(interaction, Reply(localized(key, locale)))
                return
            key = "challenges-board-leaders" if season is None else "challenges-board-leaders-season"
            lines = [localized(key, locale, season=plain(season or ""))]
            lines += [leader_line(row, locale) for row in ranks[:LEADERS]]
            await show(interaction, Reply("\n".join(lines), f"-# {localized('challenges-leaders-note', locale)}"))


async def _draft(interaction: Press, options: CreateOptions, dates: WrittenDates) -> None:
    reference, notes = await with_meant_style(interaction, options.reference)
    plan = await plan_of(interaction, replace(options, reference=reference), dates.provisional())
    challenge = await challenges_of(interaction).moderation.create(plan, person_of(interaction))
    await show(interaction, await preview_or_question(interaction, challenge, dates, *notes))


async def _chosen_or_latest(interaction: Press, value: str | None) -> Challenge:
    """The chosen challenge; without a choice the newest live one, else the newest."""
    if value is None:
        with suppress(UserError):
            return await find(interaction, None, lambda phase: phase.live)
    return await find(interaction, value, lambda _: True)


def _listed(lines: list[str], locale: Language) -> str:
    return listed_lines(lines, lambda count: localized("common-more", locale, count=count))

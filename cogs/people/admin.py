"""/admin: the queue, a pause, bans and numbers, for the bot's owner only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.jobs.job import Job, Overview
from bot.people.consent import People
from bot.people.operations import Operations, Statistics
from bot.styles.learning import LearningLine
from cogs.shared.errors import answering
from cogs.shared.formats import expected, listed
from cogs.shared.interactions import defer_reply, services_of
from cogs.shared.layouts import listed_lines
from cogs.shared.options import LONGEST_CHOICE, MOST_CHOICES
from cogs.shared.replies import Reply, show
from cogs.shared.texts import Language, label, localized, user_error

_LINES = 20  # per list, so the text fits
_MAX_ID = 2**63 - 1
_OWNING_ROLES = {discord.TeamMemberRole.admin, discord.TeamMemberRole.developer}


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(administrator=True)
class Admin(commands.GroupCog, group_name="admin", group_description=label("people-admin-description")):
    """The commands. Discord shows them to administrators; each one checks that the owner uses it.

    Args:
        operations: does the work.
        people: stores the bans.
    """

    def __init__(self, operations: Operations, people: People) -> None:
        self._operations = operations
        self._people = people

    @app_commands.command(name="queue", description=label("people-admin-queue-description"))
    async def queue(self, interaction: discord.Interaction[Any]) -> None:
        """Show the running and waiting jobs."""
        async with answering(interaction):
            require_owner(interaction)
            texts = _queue_texts(await self._operations.overview(), interaction.locale)
            learning = _learning_text(await services_of(interaction).learning.line(), interaction.locale)
            await show(interaction, Reply(*texts, learning))

    @app_commands.command(name="pause", description=label("people-admin-pause-description"))
    async def pause(self, interaction: discord.Interaction[Any]) -> None:
        """Stop starting pictures; new ones wait."""
        async with answering(interaction):
            require_owner(interaction)
            await self._operations.pause()
            line = await self._operations.overview()
            await self._answer(interaction, "people-admin-paused", running=len(line.running))

    @app_commands.command(name="resume", description=label("people-admin-resume-description"))
    async def resume(self, interaction: discord.Interaction[Any]) -> None:
        """Start pictures again."""
        async with answering(interaction):
            require_owner(interaction)
            line = await self._operations.overview()
            await self._operations.resume()
            await self._answer(interaction, "people-admin-resumed", waiting=len(line.waiting))

    @app_commands.command(name="drain", description=label("people-admin-drain-description"))
    async def drain(self, interaction: discord.Interaction[Any]) -> None:
        """Finish the running jobs and accept no new ones."""
        async with answering(interaction):
            require_owner(interaction)
            self._operations.drain()
            line = await self._operations.overview()
            await self._answer(interaction, "people-admin-draining", running=len(line.running))

    @app_commands.command(name="announce", description=label("people-admin-announce-description"))
    @app_commands.describe(minutes=label("people-admin-announce-option-minutes"))
    async def announce(self, interaction: discord.Interaction[Any], minutes: app_commands.Range[int, 0, 1440]) -> None:
        """Tell everyone who waits when the bot restarts."""
        async with answering(interaction):
            require_owner(interaction)
            moment = discord.utils.utcnow() + timedelta(minutes=minutes) if minutes else None
            self._operations.announce(moment)
            line = await self._operations.overview()
            key = "people-admin-announced" if minutes else "people-admin-unannounced"
            await self._answer(interaction, key, count=len(line.running) + len(line.waiting))

    @app_commands.command(name="ban", description=label("people-admin-ban-description"))
    @app_commands.describe(
        user=label("people-admin-option-user"),
        server=label("people-admin-option-server"),
        reason=label("people-admin-option-reason"),
    )
    async def ban(
        self,
        interaction: discord.Interaction[Any],
        user: discord.User | None = None,
        server: str | None = None,
        reason: app_commands.Range[str, 0, 300] = "",
    ) -> None:
        """Ban a person or a server from painting."""
        async with answering(interaction):
            require_owner(interaction)
            if (user is None) == (server is None):
                raise user_error("whom")
            if user is not None and is_owner(interaction, user):
                raise user_error("ban-owner")
            someone = _id_of(server) if user is None else user.id
            await defer_reply(interaction, ephemeral=True)
            stopped = await self._operations.ban(someone, reason=reason)
            await self._answer(interaction, "people-admin-banned", name=_name(interaction, someone), stopped=stopped)

    @app_commands.command(name="unban", description=label("people-admin-unban-description"))
    @app_commands.describe(banned=label("people-admin-option-banned"))
    async def unban(self, interaction: discord.Interaction[Any], banned: str) -> None:
        """Lift the ban of a person or a server."""
        async with answering(interaction):
            require_owner(interaction)
            someone = _id_of(banned)
            name = _name(interaction, someone)
            if not await self._people.unban(someone):
                raise user_error("not-banned", name=name)
            await self._answer(interaction, "people-admin-unbanned", name=name)

    @unban.autocomplete("banned")
    async def _banned(self, interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
        if not is_owner(interaction, interaction.user):
            return []
        shown = {
            str(ban.id): f"{_plain_name(interaction, ban.id)} {ban.reason}".strip() for ban in await self._people.bans()
        }
        found = [(some_id, name) for some_id, name in shown.items() if text.lower() in f"{some_id} {name}".lower()]
        return [
            app_commands.Choice(name=name[:LONGEST_CHOICE], value=some_id) for some_id, name in found[:MOST_CHOICES]
        ]

    @app_commands.command(name="stats", description=label("people-admin-stats-description"))
    async def stats(self, interaction: discord.Interaction[Any]) -> None:
        """Show the bot's statistics."""
        async with answering(interaction):
            require_owner(interaction)
            statistics = await self._operations.statistics()
            servers = len(interaction.client.guilds)
            await show(interaction, Reply(_statistics_text(statistics, servers, interaction.locale)))

    async def _answer(self, interaction: discord.Interaction[Any], key: str, **values: object) -> None:
        await show(interaction, Reply(localized(key, interaction.locale, **values)))


def require_owner(interaction: discord.Interaction[Any]) -> None:
    """Check that the user owns the bot.

    Raises:
        UserError: the user does not.
    """
    if not is_owner(interaction, interaction.user):
        raise user_error("owner-only")


def is_owner(interaction: discord.Interaction[Any], user: discord.User | discord.Member) -> bool:
    """Whether the user owns the bot: by the settings, as the application's owner, or as a member of its team.

    `discord.ext.commands.Bot.is_owner` does the same, but may ask Discord, which can take too long.
    """
    client, application = interaction.client, interaction.client.application
    named = {*services_of(interaction).settings.owners, client.owner_id, *(client.owner_ids or ())}
    if application is not None and application.team is not None:
        named |= {member.id for member in application.team.members if member.role in _OWNING_ROLES}
    elif application is not None:
        named.add(application.owner.id)
    return user.id in named


def _id_of(text: str | None) -> int:
    digits = (text or "").strip(" <@!>")
    if not digits.isascii() or not digits.isdigit() or not 0 < int(digits) <= _MAX_ID:
        raise user_error("server-id", text=text)
    return int(digits)


def _name(interaction: discord.Interaction[Any], someone_id: int) -> str:
    guild = interaction.client.get_guild(someone_id)
    return (
        f"**{discord.utils.escape_markdown(guild.name)}**" if guild is not None else f"<@{someone_id}> (`{someone_id}`)"
    )


def _plain_name(interaction: discord.Interaction[Any], someone_id: int) -> str:
    known = interaction.client.get_guild(someone_id) or interaction.client.get_user(someone_id)
    return f"{known.name} ({someone_id})" if known is not None else str(someone_id)


def _queue_texts(line: Overview, locale: Language) -> list[str]:
    """The running and waiting jobs, as texts that fit into a panel."""
    now = discord.utils.utcnow()
    head = localized(
        "people-admin-queue",
        locale,
        hold=localized(f"people-admin-hold-{line.hold or 'none'}", locale),
        running=len(line.running),
        slots=line.slots,
        waiting=len(line.waiting),
    )

    def shown(kind: str, job: Job, seconds: float | None) -> str:
        facts = {"id": job.id, "owner": f"<@{job.owner_id}>"}
        since = discord.utils.format_dt((kind == "running" and job.started_at) or job.created_at, "R")
        if seconds is None:
            return localized(f"people-admin-{kind}", locale, **facts, since=since)
        return localized(
            f"people-admin-{kind}-until", locale, **facts, since=since, until=expected(locale, now, seconds)
        )

    lines = [shown("running", job, seconds) for job, seconds in line.running]
    lines += [shown("waiting", job, None if line.hold else place.wait) for job, place in line.waiting]
    stuck = [
        localized(
            "people-admin-stuck",
            locale,
            device=slot.device,
            id=slot.task_id,
            since=discord.utils.format_dt(slot.since, "R"),
            reference=slot.reference,
        )
        for slot in line.stuck
    ]
    rest = listed_lines(lines, lambda count: localized("common-more", locale, count=count), most=_LINES)
    return [head, *(["\n".join(stuck)] if stuck else []), *([rest] if lines else [])]


def _learning_text(line: LearningLine, locale: Language) -> str:
    """What is being learned; empty if there is nothing to learn."""
    if not line.waiting:
        return ""
    if line.seconds is None:
        return localized("people-admin-learning-later", locale, count=line.waiting)
    when = expected(locale, discord.utils.utcnow(), line.seconds)
    return localized("people-admin-learning", locale, count=line.waiting, when=when)


def _statistics_text(numbers: Statistics, servers: int, locale: Language) -> str:
    none = localized("people-admin-stats-none", locale)
    states = [
        localized("people-admin-stats-state", locale, state=state, count=n) for state, n in numbers.states.items()
    ]
    head = localized(
        "people-admin-stats",
        locale,
        since=discord.utils.format_dt(numbers.started_at, "R"),
        encoder=numbers.encoder or none,
        servers=servers,
        asked=numbers.asked,
        people=numbers.people,
        done=numbers.done,
        states=listed(locale, states) if states else none,
    )
    speeds = [
        localized("people-admin-stats-speed", locale, recipe=speed.recipe, seconds=speed.seconds, count=speed.count)
        for speed in numbers.speeds
    ]
    return "\n".join([head, *speeds])

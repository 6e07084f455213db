"""From the options of /challenge create to a plan, and what the bot lacks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time, timedelta

import discord

from bot.challenges.challenge import Challenge, Kind, Plan, Rules, Words
from bot.challenges.dates import moment, period
from bot.challenges.timezones import zone_of
from cogs.challenges.context import Press, challenges_of
from cogs.shared.age_limits import only_adults_see
from cogs.shared.formats import permissions
from cogs.shared.interactions import services_of
from cogs.shared.posts import is_hidden
from cogs.shared.style_option import StyleOption, take_style
from cogs.shared.texts import Language, localized, user_error

MORNING = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOptions:
    """What a host chose, as they wrote it."""

    title: str
    theme: str
    kind: Kind
    picture: discord.Attachment | None
    style: StyleOption | None
    starts: str | None
    entries: str
    votes: str
    timezone: str | None
    season: str
    channel: discord.abc.Snowflake
    rules: Rules


async def plan_of(interaction: Press, guild_id: int, options: CreateOptions) -> Plan:
    """The plan of a challenge. Reads the picture, so the interaction must have been acknowledged.

    Raises:
        UserError: a date is not understood, or the picture cannot be used.
    """
    challenges = challenges_of(interaction)
    zone_name = options.timezone or await challenges.moderation.last_zone(interaction.user.id) or "UTC"
    zone, now = zone_of(zone_name), challenges.now()
    opens_at = moment(options.starts, now, zone, at=MORNING) if options.starts else None
    # Dates come one after the other: “friday” for the vote is the friday after the entries.
    entering = period(options.entries, opens_at or now, zone)
    closes_at = (opens_at or now) + entering if isinstance(entering, timedelta) else entering
    voting = period(options.votes, closes_at, zone)
    return Plan(
        guild_id=guild_id,
        channel_id=options.channel.id,
        host_id=interaction.user.id,
        words=Words(options.title.strip(), options.theme.strip()),
        kind=options.kind,
        reference=await _reference(interaction, options),
        rules=replace(options.rules, timezone=zone.key),
        opens_at=opens_at,
        entering=entering,
        voting=voting,
        season=options.season.strip(),
        locale=str(interaction.guild_locale or interaction.locale),
    )


async def _reference(interaction: Press, options: CreateOptions) -> bytes | None:
    if options.kind is Kind.FREE:
        if options.picture is not None or options.style is not None:
            raise user_error("challenge-no-reference")
        return None
    if options.picture is not None:
        if is_hidden(options.picture):
            raise user_error("challenge-reference-hidden")
        role = "style" if options.kind is Kind.STYLE else "content"
        return await services_of(interaction).intake.read(interaction.user.id, role, options.picture)
    if options.style is not None and options.kind is Kind.STYLE:
        _, picture = await take_style(interaction, options.style)
        return picture
    raise user_error(f"challenge-needs-{options.kind}")


def adults_only(interaction: Press, *channel_ids: int | None) -> bool:
    """Whether only adults see what is posted in any of these channels; None is no channel."""
    find = interaction.guild.get_channel_or_thread if interaction.guild else lambda _: None
    return all(only_adults_see(find(channel_id)) for channel_id in channel_ids if channel_id is not None)


def lacking(interaction: Press, challenge: Challenge, locale: Language) -> list[str]:
    """What the bot may not do and needs for a challenge, in sentences; none if all is well."""
    guild = interaction.guild
    channel = guild.get_channel_or_thread(challenge.channel_id) if guild else None
    if guild is None or channel is None:
        return []
    here, everywhere, where = channel.permissions_for(guild.me), guild.me.guild_permissions, f"<#{channel.id}>"
    in_thread = isinstance(channel, discord.Thread)
    sending = "send_messages_in_threads" if in_thread else "send_messages"
    notes = []
    if missing := _missing(here, ["view_channel", sending, "attach_files", "read_message_history"]):
        notes.append(localized("challenges-lacking", locale, permissions=permissions(locale, missing), channel=where))
    review = guild.get_channel_or_thread(challenge.rules.review_channel_id or 0)
    if review is not None and (
        missing := _missing(review.permissions_for(guild.me), ["view_channel", "send_messages", "attach_files"])
    ):
        values = {"permissions": permissions(locale, missing), "channel": f"<#{review.id}>"}
        notes.append(localized("challenges-lacking", locale, **values))
    threads = ["create_public_threads", "send_messages_in_threads"]
    if challenge.rules.thread and (missing := _missing(here, threads)):
        notes.append(
            localized("challenges-lacking-thread", locale, permissions=permissions(locale, missing), channel=where)
        )
    if challenge.rules.event and not (everywhere.create_events or everywhere.manage_events):
        notes.append(localized("challenges-lacking-event", locale, permissions=permissions(locale, ["create_events"])))
    role = guild.get_role(challenge.rules.winner_role_id or 0)
    if role is not None and (not everywhere.manage_roles or not role.is_assignable()):
        values = {"permissions": permissions(locale, ["manage_roles"]), "role": role.mention}
        notes.append(localized("challenges-lacking-role", locale, **values))
    return notes


def _missing(allowed: discord.Permissions, needed: list[str]) -> list[str]:
    return [name for name in needed if not getattr(allowed, name)]

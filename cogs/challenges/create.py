"""Turn the options of /challenge create into a plan, and say which permissions the bot lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import discord

from bot.challenges.challenge import Challenge, Kind, Plan, Rules, Words
from bot.challenges.written_dates import PlannedDates
from cogs.challenges.context import Press, require_server
from cogs.challenges.texts import plain
from cogs.shared.age_limits import only_adults_see
from cogs.shared.formats import permissions
from cogs.shared.interactions import missing_of, services_of
from cogs.shared.posts import is_hidden
from cogs.shared.style_option import meant_style, shown_name, take_style
from cogs.shared.texts import Language, localized, user_error

Place = discord.TextChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles that a challenge needs or gives, and how long the winner keeps the role."""

    enter: discord.Role | None
    vote: discord.Role | None
    winner: discord.Role | None
    winner_days: int | None


@dataclass(frozen=True, slots=True)
class Reference:
    """What everyone uses: a picture or, for a style, a saved style by its name or `Style.ref`."""

    kind: Kind
    picture: discord.Attachment | None
    style: str | None


@dataclass(frozen=True, slots=True)
class CreateOptions:
    """The options of /challenge create.

    Attributes:
        rules: all rules except roles and channels.
        channel: of the posts; None means the channel of the command.
        review: channel where moderators review entries before they are shown; None shows them at once.
    """

    words: Words
    reference: Reference
    season: str
    rules: Rules
    roles: Roles
    channel: Place | None
    review: Place | None


async def plan_of(interaction: Press, options: CreateOptions, dates: PlannedDates) -> Plan:
    """The plan of a challenge. This reads the picture, so acknowledge the interaction first.

    Raises:
        UserError: the picture cannot be used.
    """
    guild_id, channel = require_server(interaction), options.channel or interaction.channel
    if channel is None:
        raise user_error("challenge-server")
    return Plan(
        guild_id=guild_id,
        channel_id=channel.id,
        host_id=interaction.user.id,
        words=options.words,
        kind=options.reference.kind,
        reference=await _reference(interaction, options.reference),
        rules=replace(_rules(interaction, options, channel), timezone=dates.zone),
        opens_at=dates.opens_at,
        entering=dates.entering,
        voting=dates.voting,
        season=options.season,
        locale=str(interaction.guild_locale or interaction.locale),
    )


def _rules(interaction: Press, options: CreateOptions, channel: discord.abc.Snowflake) -> Rules:
    """All rules of a challenge in a channel."""
    rules, roles, review_id = options.rules, options.roles, _id(options.review)
    return replace(
        rules,
        review_channel_id=review_id,
        enter_role_id=_id(roles.enter),
        vote_role_id=_id(roles.vote),
        winner_role_id=_id(roles.winner),
        winner_days=roles.winner_days,
        thread=rules.thread and not isinstance(channel, discord.Thread),
        adults=_adults_only(interaction, channel.id, review_id),
    )


def _id(thing: discord.abc.Snowflake | None) -> int | None:
    return None if thing is None else thing.id


async def with_meant_style(interaction: Press, reference: Reference) -> tuple[Reference, list[str]]:
    """The reference with the style that its name means, and a sentence for the host if no style has that very name.

    Raises:
        StyleNotFound: no style is called so or alike.
    """
    name, locale = reference.style, interaction.locale
    if name is None or reference.picture is not None or reference.kind is not Kind.STYLE:
        return reference, []
    style, missing = await meant_style(interaction, name)
    values = {"asked": plain(name), "name": plain(shown_name(style, locale))}
    notes = [] if missing is None else [localized("challenges-style-meant", locale, **values)]
    return replace(reference, style=style.ref), notes


async def _reference(interaction: Press, reference: Reference) -> bytes | None:
    if reference.kind is Kind.FREE:
        if reference.picture is not None or reference.style is not None:
            raise user_error("challenge-no-reference")
        return None
    if reference.picture is not None:
        if is_hidden(reference.picture):
            raise user_error("challenge-reference-hidden")
        role = "style" if reference.kind is Kind.STYLE else "content"
        return await services_of(interaction).intake.read(interaction.user.id, role, reference.picture)
    if reference.style is not None and reference.kind is Kind.STYLE:
        _, picture = await take_style(interaction, reference.style)
        return picture
    raise user_error(f"challenge-needs-{reference.kind}")


def _adults_only(interaction: Press, *channel_ids: int | None) -> bool:
    """Whether all of these channels are age-restricted. None means no channel."""
    find = interaction.guild.get_channel_or_thread if interaction.guild else lambda _: None
    return all(only_adults_see(find(channel_id)) for channel_id in channel_ids if channel_id is not None)


def lacking(interaction: Press, challenge: Challenge, locale: Language) -> list[str]:
    """Sentences about the permissions that the bot lacks for a challenge."""
    guild = interaction.guild
    channel = guild.get_channel_or_thread(challenge.channel_id) if guild else None
    if guild is None or channel is None:
        return []
    here, everywhere, where = channel.permissions_for(guild.me), guild.me.guild_permissions, f"<#{channel.id}>"
    in_thread = isinstance(channel, discord.Thread)
    sending = "send_messages_in_threads" if in_thread else "send_messages"
    notes = []
    if missing := missing_of(here, ["view_channel", sending, "attach_files", "read_message_history"]):
        notes.append(localized("challenges-lacking", locale, permissions=permissions(locale, missing), channel=where))
    review = guild.get_channel_or_thread(challenge.rules.review_channel_id or 0)
    if review is not None and (
        missing := missing_of(review.permissions_for(guild.me), ["view_channel", "send_messages", "attach_files"])
    ):
        values = {"permissions": permissions(locale, missing), "channel": f"<#{review.id}>"}
        notes.append(localized("challenges-lacking", locale, **values))
    threads = ["create_public_threads", "send_messages_in_threads"]
    if challenge.rules.thread and (missing := missing_of(here, threads)):
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

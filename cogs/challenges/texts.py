"""Sentences about challenges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import discord

from bot.challenges.challenge import Challenge, Entry, EntryState, Phase
from bot.challenges.leaderboard import LeaderboardRow
from bot.challenges.timeline import phase_at
from cogs.shared.texts import Language, localized

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
ICONS = {Phase.ANNOUNCED: "🕓", Phase.OPEN: "🟢", Phase.VOTING: "🗳️", Phase.CLOSED: "🏆", Phase.CANCELLED: "⛔"}
LISTED = 10
_BRACKETS = re.compile(r"(?<!\\)[\[\]<]")


def dates(challenge: Challenge) -> dict[str, str]:
    """A challenge's dates, shown in each reader's time zone."""
    moments = {"opens": challenge.opens_at, "closes": challenge.closes_at, "ends": challenge.ends_at}
    shown = {name: stamp(moment) for name, moment in moments.items()}
    return shown | {f"{name}-in": stamp(moment, "R") for name, moment in moments.items()}


def stamp(moment: datetime, style: str = "f") -> str:
    """A timestamp, shown in each reader's time zone and language."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def state_line(challenge: Challenge, now: datetime, locale: Language) -> str:
    """The phase of a challenge and its next date."""
    phase = phase_at(challenge, now)
    if phase is Phase.CLOSED and challenge.phase is not Phase.CLOSED:
        return localized("challenges-board-counting", locale)
    if phase is Phase.CANCELLED:
        key = "challenges-board-cancelled-why" if challenge.note else "challenges-board-cancelled"
        return localized(key, locale, reason=plain(challenge.note))
    if phase is Phase.DRAFT and challenge.opens_at <= challenge.created_at:
        return localized("challenges-board-draft-now", locale, **dates(challenge))
    return localized(f"challenges-board-{phase}", locale, **dates(challenge))


def rules_line(challenge: Challenge, locale: Language) -> str:
    """The rules in one line of small text."""
    rules = challenge.rules
    parts = [
        localized("challenges-rule-each", locale, count=rules.entries_each),
        localized("challenges-rule-favourites", locale, count=rules.favourites),
    ]
    if rules.anonymous:
        parts.append(localized("challenges-rule-anonymous", locale))
    if not rules.instant:
        parts.append(localized("challenges-rule-no-instant", locale))
    if rules.review_channel_id is not None:
        parts.append(localized("challenges-rule-review", locale))
    if rules.enter_role_id is not None:
        parts.append(localized("challenges-rule-enter-role", locale, role=f"<@&{rules.enter_role_id}>"))
    if rules.vote_role_id is not None:
        parts.append(localized("challenges-rule-vote-role", locale, role=f"<@&{rules.vote_role_id}>"))
    if rules.account_days:
        parts.append(localized("challenges-rule-account", locale, days=rules.account_days))
    if rules.members_before_vote:
        parts.append(localized("challenges-rule-members", locale))
    if rules.winner_role_id is not None:
        role = f"<@&{rules.winner_role_id}>"
        parts.append(localized("challenges-rule-winner", locale, role=role, days=rules.winner_days or 0))
    parts += [
        localized("challenges-rule-ties", locale),
        localized("challenges-rule-season", locale, season=plain(challenge.season)),
    ]
    return f"-# {' · '.join(parts)}"


def result_lines(challenge: Challenge, ranked: Sequence[Entry], locale: Language) -> str:
    """The lines of a result, for the entries that have a place."""
    lines = [
        localized(
            "challenges-result-line",
            locale,
            medal=MEDALS.get(entry.place or 0, f"{entry.place}."),
            number=str(entry.number),
            owner=f"<@{entry.owner_id}>",
            votes=entry.votes,
        )
        for entry in ranked[:LISTED]
    ]
    rules = challenge.rules
    if ranked and ranked[0].place == 1 and rules.winner_role_id is not None:
        values = {"winner": f"<@{ranked[0].owner_id}>", "role": f"<@&{rules.winner_role_id}>"}
        if rules.winner_days is None:
            lines.append(localized("challenges-result-winner", locale, **values))
        else:
            until = stamp(challenge.ends_at + timedelta(days=rules.winner_days))
            lines.append(localized("challenges-result-winner-days", locale, **values, until=until))
    return "\n".join(lines)


def count_lines(challenge: Challenge, locale: Language) -> str:
    """The number of voters and of excluded votes."""
    lines = [localized("challenges-result-voters", locale, voters=challenge.voters)]
    if challenge.excluded:
        lines.append(localized("challenges-result-excluded", locale, excluded=challenge.excluded))
    lines.append(localized("challenges-rule-ties", locale))
    return "-# " + " · ".join(line.rstrip(".") for line in lines)


def list_line(challenge: Challenge, now: datetime, locale: Language) -> str:
    """A challenge in a list."""
    phase = phase_at(challenge, now)
    when = {Phase.ANNOUNCED: challenge.opens_at, Phase.OPEN: challenge.closes_at}.get(phase, challenge.ends_at)
    what = localized(f"challenges-list-{phase}", locale, when=stamp(when, "R"))
    return localized("challenges-list-line", locale, icon=ICONS[phase], title=linked(challenge), what=what)


def linked(challenge: Challenge) -> str:
    """A challenge's title, linked to its post."""
    link = board_link(challenge)
    return plain(challenge.title) if link is None else f"[{plain(challenge.title)}]({link})"


def board_link(challenge: Challenge) -> str | None:
    """The link to a challenge's post."""
    if challenge.board_message_id is None:
        return None
    return (
        f"https://discord.com/channels/{challenge.guild_id}/{challenge.board_channel_id}/{challenge.board_message_id}"
    )


def mine_line(entry: Entry, locale: Language) -> str:
    """An entry in its owner's list for one challenge."""
    return localized(
        "challenges-mine-line", locale, number=str(entry.number), state=str(entry.state), reason=plain(entry.reason)
    )


def me_line(challenge: Challenge, entry: Entry, locale: Language) -> str:
    """An entry in its owner's list for all challenges."""
    values = {"title": linked(challenge), "number": str(entry.number)}
    if challenge.phase is Phase.CANCELLED or entry.state in {EntryState.REJECTED, EntryState.DISQUALIFIED}:
        state = "cancelled" if challenge.phase is Phase.CANCELLED else str(entry.state)
        return localized("challenges-me-out", locale, **values, state=state)
    if challenge.phase is not Phase.CLOSED:
        return localized("challenges-me-running", locale, **values)
    if entry.place is None:
        return localized("challenges-me-no-place", locale, **values)
    return localized("challenges-me-place", locale, **values, place=entry.place, votes=entry.votes)


def leader_line(row: LeaderboardRow, locale: Language) -> str:
    """A person in the leaderboard."""
    return localized(
        "challenges-leader-line",
        locale,
        rank=row.rank or 0,
        who=f"<@{row.user_id}>",
        points=row.points,
        wins=row.wins,
        podiums=row.podiums,
        entries=row.entries,
    )


def plain(text: str) -> str:
    """A person's text, escaped: it cannot format, mention or end a link."""
    return _BRACKETS.sub(r"\\\g<0>", discord.utils.escape_markdown(" ".join(text.split())))

"""The messages that show a challenge: its board, its gallery, one entry."""

from __future__ import annotations

from typing import Any

import discord

from bot.challenges.challenge import Challenge, Entry, Kind, Phase
from bot.challenges.contact_sheets import PER_SHEET, page, pages, shuffled
from bot.challenges.service import Challenges
from bot.challenges.timeline import phase_at
from bot.errors import NotFound
from bot.jobs.delivery import UPLOAD_OVERHEAD, fit_upload
from cogs.challenges.buttons import ChallengeButton, ChallengeMenu
from cogs.challenges.texts import (
    board_link,
    count_lines,
    mine_line,
    plain,
    result_lines,
    rules_line,
    state_line,
)
from cogs.shared.layouts import listed_lines
from cogs.shared.replies import Attached, Reply
from cogs.shared.texts import Language, localized

PODIUM = 3


async def board(
    challenges: Challenges, challenge: Challenge, limit: int, *, marker: object = "", locale: Language = None
) -> Reply:
    """The current post of a challenge.

    Args:
        challenges: the services.
        challenge: the challenge.
        limit: the most bytes of a file there.
        marker: part of a button's custom_id, to find the post again.
        locale: the reader's language; None means the challenge's.
    """
    locale = locale or challenge.locale
    phase = phase_at(challenge, challenges.now())
    if challenge.phase is Phase.CLOSED:
        return await _result(challenges, challenge, marker, locale)
    words = challenge.words
    head = [localized("challenges-board-title", locale, title=plain(words.title))]
    if words.theme:
        head.append(localized("challenges-board-theme", locale, theme=plain(words.theme)))
    parts: list[Any] = ["\n".join(head), words.description or None, state_line(challenge, challenges.now(), locale)]
    if phase is Phase.CANCELLED:
        return Reply(*parts, [ChallengeButton("details", challenge.id, marker, locale)])
    if phase is not Phase.VOTING:
        parts.append(localized(f"challenges-board-{challenge.kind}", locale))
        parts.append(await _reference(challenges, challenge, limit, locale))
    parts += await _gallery_parts(challenges, challenge, phase, locale)
    parts += [rules_line(challenge, locale), _board_buttons(challenge, phase, marker, locale)]
    return Reply(*parts)


def _board_buttons(
    challenge: Challenge, phase: Phase, marker: object, locale: Language
) -> list[ChallengeButton] | None:
    actions = {
        Phase.DRAFT: [],
        Phase.ANNOUNCED: ["details"],
        Phase.OPEN: ["paint", "mine", "browse"],
        Phase.VOTING: ["vote", "mine"],
    }.get(phase, ["browse"])
    return [ChallengeButton(action, challenge.id, marker, locale) for action in actions] or None


async def _reference(challenges: Challenges, challenge: Challenge, limit: int, locale: Language) -> Attached | None:
    if challenge.reference is None:
        return None
    data, suffix = await fit_upload(await challenges.pictures.get(challenge.reference), limit // 2 - UPLOAD_OVERHEAD)
    alt = localized(f"challenges-alt-reference-{challenge.kind}", locale)
    return Attached(f"{'style' if challenge.kind is Kind.STYLE else 'photo'}-{challenge.id}.{suffix}", data, alt)


async def _gallery_parts(challenges: Challenges, challenge: Challenge, phase: Phase, locale: Language) -> list[Any]:
    entries = await challenges.participation.visible_entries(challenge.id)
    if not challenge.phase.live:
        return []
    growing = phase in {Phase.ANNOUNCED, Phase.OPEN}
    count = localized("challenges-board-count" if growing else "challenges-board-total", locale, count=len(entries))
    if not entries:
        return [count]
    shown = page(shuffled(entries, f"{challenge.id} {challenges.now().date()}"), 0)
    if len(shown) < len(entries):
        count = localized("challenges-board-part", locale, shown=len(shown), count=len(entries))
    return [count, await _sheet(challenges, shown, locale)]


async def _sheet(challenges: Challenges, entries: list[Entry], locale: Language) -> Attached | None:
    try:
        data = await challenges.contact_sheets.sheet(entries)
    except NotFound:  # an entry was just withdrawn; the board is drawn again soon
        return None
    numbers = ", ".join(f"#{entry.number}" for entry in entries)
    return Attached("gallery.jpg", data, localized("challenges-alt-sheet", locale, numbers=numbers))


async def _result(challenges: Challenges, challenge: Challenge, marker: object, locale: Language) -> Reply:
    entries = await challenges.participation.visible_entries(challenge.id)
    ranked = sorted((entry for entry in entries if entry.place is not None), key=lambda entry: entry.place or 0)
    parts: list[Any] = [localized("challenges-result-title", locale, title=plain(challenge.title))]
    buttons = [ChallengeButton("browse", challenge.id, marker, locale)]
    if not ranked:
        parts.append(localized("challenges-result-no-votes" if entries else "challenges-result-nobody", locale))
        return Reply(*parts, buttons)
    winners = [entry for entry in ranked if entry.place is not None and entry.place <= PODIUM]
    subtitle = localized("challenges-podium-subtitle", locale, pictures=len(entries), voters=challenge.voters)
    labels = [localized("challenges-podium-votes", locale, votes=entry.votes) for entry in winners]
    try:
        data = await challenges.contact_sheets.podium(challenge.title, subtitle, winners, labels)
    except NotFound:
        data = b""
    names = ", ".join(entry.name for entry in winners)
    if data and winners:
        parts.append(
            Attached("podium.jpg", data, localized("challenges-alt-podium", locale, title=challenge.title, names=names))
        )
    return Reply(*parts, result_lines(challenge, ranked, locale), count_lines(challenge, locale), buttons)


def retired(challenge: Challenge) -> Reply:
    """A board that was replaced by a newer one."""
    locale = challenge.locale
    title = localized("challenges-board-title", locale, title=plain(challenge.title))
    return Reply(title, localized("challenges-board-moved", locale, link=board_link(challenge) or ""))


async def gallery(challenges: Challenges, challenge: Challenge, viewer_id: int, number: int, locale: Language) -> Reply:
    """A page of a challenge's pictures, in the viewer's own order."""
    entries = shuffled(await challenges.participation.visible_entries(challenge.id), f"{challenge.id} {viewer_id}")
    if not entries or challenge.phase is Phase.CANCELLED:
        return Reply(localized("challenges-gallery-empty", locale, title=plain(challenge.title)))
    total = pages(entries)
    number = min(max(number, 0), total - 1)
    shown = page(entries, number)
    voting = phase_at(challenge, challenges.now()) is Phase.VOTING
    chosen = await challenges.participation.favourites(challenge.id, viewer_id) if voting else set()
    title = localized("challenges-gallery-title", locale, title=plain(challenge.title), page=number + 1, pages=total)
    parts: list[Any] = [title, await _sheet(challenges, shown, locale)]
    if voting:
        others = [entry for entry in entries if entry.owner_id != viewer_id]
        own = [entry for entry in shown if entry.owner_id == viewer_id]
        menu = _favourites_menu(challenge, [entry for entry in shown if entry in others], chosen, number, locale)
        parts += [favourites_line(challenge, own, others, chosen, locale, here=menu is not None), menu]
    options = [discord.SelectOption(label=f"#{entry.number}", value=entry.id) for entry in shown]
    parts.append(
        [ChallengeMenu("open", challenge.id, number, options, prompt=localized("challenges-gallery-look", locale))]
    )
    row = [ChallengeButton("look", shown[0].id, "first", label=localized("challenges-button-closer", locale))]
    if total > 1:
        row += [
            ChallengeButton("page", challenge.id, f"{number - 1}", label="◀", off=number == 0),
            ChallengeButton("page", challenge.id, f"{number + 1}", label="▶", off=number == total - 1),
        ]
    return Reply(*parts, row)


def favourites_line(
    challenge: Challenge, own: list[Entry], others: list[Entry], chosen: set[str], locale: Language, *, here: bool
) -> str:
    """The viewer's votes, and why some pictures of this page cannot be voted for.

    Args:
        challenge: is being voted on.
        own: the viewer's entries on this page.
        others: all entries of other people.
        chosen: ids of the entries that the viewer votes for.
        locale: the viewer's language.
        here: whether this page has an entry of another person.
    """
    if not others:
        return localized("challenges-favourites-own", locale)
    votes = [entry for entry in others if entry.id in chosen]
    limit = challenge.rules.favourites
    if votes:
        lines = [localized("challenges-favourites", locale, numbers=_numbers(votes), count=len(votes), limit=limit)]
    else:
        lines = [localized("challenges-favourites-none" if here else "challenges-favourites-turn", locale, limit=limit)]
    if len(others) < limit:
        lines.append(localized("challenges-favourites-few", locale, count=len(others)))
    if own and here:
        lines.append(localized("challenges-favourites-yours", locale, numbers=_numbers(own), count=len(own)))
    return "\n".join(lines)


def _numbers(entries: list[Entry]) -> str:
    return ", ".join(f"**#{number}**" for number in sorted(entry.number for entry in entries))


def _favourites_menu(
    challenge: Challenge, offered: list[Entry], chosen: set[str], number: int, locale: Language
) -> list[Any] | None:
    options = [
        discord.SelectOption(label=f"#{entry.number}", value=entry.id, default=entry.id in chosen, emoji="❤️")
        for entry in offered
    ]
    if not options:
        return None
    most = min(max(challenge.rules.favourites, sum(option.default for option in options)), len(options))
    prompt = localized("challenges-gallery-choose", locale)
    return [ChallengeMenu("choose", challenge.id, number, options, prompt=prompt, most=most, least=0)]


async def close_up(
    challenges: Challenges, challenge: Challenge, entry: Entry, viewer_id: int, limit: int, locale: Language
) -> Reply:
    """One picture in full size, with buttons for the previous and next ones."""
    entries = shuffled(await challenges.participation.visible_entries(challenge.id), f"{challenge.id} {viewer_id}")
    place = next((place for place, one in enumerate(entries) if one.id == entry.id), 0)
    data, suffix = await fit_upload(await challenges.pictures.get(entry.picture), limit - UPLOAD_OVERHEAD)
    values = {"title": plain(challenge.title), "number": str(entry.number)}
    title = (
        localized("challenges-entry-title-by", locale, **values, owner=f"<@{entry.owner_id}>")
        if challenge.revealed
        else localized("challenges-entry-title", locale, **values)
    )
    row: list[Any] = (
        [
            ChallengeButton("look", entries[place - 1].id, "prev", label="◀", off=len(entries) < 2),
            ChallengeButton("look", entries[(place + 1) % len(entries)].id, "next", label="▶", off=len(entries) < 2),
            ChallengeButton("back", challenge.id, place // PER_SHEET, locale),
        ]
        if entries
        else []
    )
    voting, own = phase_at(challenge, challenges.now()) is Phase.VOTING, entry.owner_id == viewer_id
    if voting and not own:
        voted = entry.id in await challenges.participation.favourites(challenge.id, viewer_id)
        label = localized(
            "challenges-button-unlove" if voted else "challenges-button-love", locale, number=str(entry.number)
        )
        row.append(ChallengeButton("unlove" if voted else "love", entry.id, label=label))
    if challenge.revealed:
        row.append(ChallengeButton("recipe", entry.id, "", locale))
    if not own:
        row.append(ChallengeButton("report", entry.id, "", locale))
    alt = localized("challenges-alt-entry", locale, **values)
    why_not = localized("challenges-entry-own", locale) if voting and own else None
    return Reply(title, Attached(f"entry-{entry.number}.{suffix}", data, alt), why_not, row or None)


async def mine(challenges: Challenges, challenge: Challenge, person_id: int, locale: Language) -> Reply:
    """A person's entries in a challenge, as shown to that person."""
    entries = await challenges.participation.entries_of(challenge.id, person_id)
    if not entries:
        return Reply(localized("challenges-mine-none", locale, title=plain(challenge.title)))
    title = localized("challenges-mine-title", locale, title=plain(challenge.title))
    lines = [mine_line(entry, locale) for entry in entries]
    shown = listed_lines(lines, lambda count: localized("common-more", locale, count=count))
    buttons = [
        ChallengeButton(
            "withdraw", entry.id, label=localized("challenges-button-withdraw", locale, number=str(entry.number))
        )
        for entry in entries
    ]
    return Reply(title, shown, await _sheet(challenges, entries[:PER_SHEET], locale), buttons)


async def review(
    challenges: Challenges, challenge: Challenge, entry: Entry, limit: int, locale: Language, *, more: int = 0
) -> Reply:
    """An entry that moderators approve or reject."""
    data, suffix = await fit_upload(await challenges.pictures.get(entry.picture), limit - UPLOAD_OVERHEAD)
    values = {"title": plain(challenge.title), "number": str(entry.number)}
    title = (
        localized("challenges-review-post-by", locale, **values, owner=f"<@{entry.owner_id}>")
        if challenge.revealed
        else localized("challenges-review-post", locale, **values)
    )
    return Reply(
        title,
        Attached(f"entry-{entry.number}.{suffix}", data, localized("challenges-alt-entry", locale, **values)),
        localized("challenges-review-more", locale, count=more) if more else None,
        [ChallengeButton("approve", entry.id, "", locale), ChallengeButton("reject", entry.id, "", locale)],
    )

"""Ask which moment a date means when it can mean several. The answer is a button, and works after a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.challenges.challenge import Challenge, Phase
from bot.challenges.dates import Ambiguous, Reading
from bot.challenges.timeline import phase_at
from bot.challenges.timezones import zone_of
from bot.challenges.written_dates import DateReader, WrittenDates
from cogs.challenges.buttons import ChallengeButton, action
from cogs.challenges.context import Press, challenges_of, person_of, server_challenge
from cogs.challenges.create import lacking
from cogs.challenges.forms import preview
from cogs.challenges.texts import plain, stamp
from cogs.shared.interactions import services_of
from cogs.shared.replies import Reply, show, wait
from cogs.shared.texts import localized


async def preview_or_question(interaction: Press, challenge: Challenge, dates: WrittenDates, *notes: str) -> Reply:
    """The preview of a draft with notes; while one of its dates means several moments, a question instead."""
    try:
        dates.read()
    except Ambiguous as question:
        about = {"challenge": challenge.id, "dates": dates.to_dict()}
        asked = await _question(interaction, question, about)
        return Reply(*asked.parts, *notes, [ChallengeButton("discard", challenge.id, "", interaction.locale)])
    return await preview(interaction, challenge, *notes, *lacking(interaction, challenge, interaction.locale))


async def extension_or_question(
    interaction: Press, challenge: Challenge, until: str, written_at: datetime, answers: tuple[int, ...] = ()
) -> Reply:
    """Extend a challenge and say so; if the date means several moments, ask and change nothing yet.

    Raises:
        Refused: the date is not understood, or not later than the deadline.
    """
    challenges = challenges_of(interaction)
    voting = phase_at(challenge, challenges.now()) is Phase.VOTING
    try:
        # “1 day” extends by one day; “friday” is the next Friday from now.
        longer = DateReader(zone_of(challenge.rules.timezone), answers).period(until, written_at)
    except Ambiguous as question:
        about = {"challenge": challenge.id, "until": until, "written_at": written_at.isoformat(), "answers": answers}
        return await _question(interaction, question, about)
    when = (challenge.ends_at if voting else challenge.closes_at) + longer if isinstance(longer, timedelta) else longer
    changed = await challenges.moderation.extend(challenge.id, when, person_of(interaction))
    when = changed.ends_at if voting else changed.closes_at
    values = {"title": plain(challenge.title), "when": stamp(when), "when-in": stamp(when, "R")}
    return Reply(localized("challenges-extended", interaction.locale, **values))


@action("when")
async def answer(interaction: Press, draft_id: str, number: str) -> None:
    """Take a reading of a date, and go on with the draft or the extension."""
    await wait(interaction)
    about = await services_of(interaction).drafts.get(draft_id, interaction.user.id)
    challenge = await server_challenge(interaction, about["challenge"])
    chosen = int(number) if number.isdigit() else -1
    if "until" in about:
        answers = (*about["answers"], chosen)
        written_at = datetime.fromisoformat(about["written_at"])
        await show(
            interaction, await extension_or_question(interaction, challenge, about["until"], written_at, answers)
        )
        return
    dates = WrittenDates.from_dict(about["dates"])
    dates = replace(dates, answers=(*dates.answers, chosen))
    moderation = challenges_of(interaction).moderation
    challenge = await moderation.redate(challenge.id, dates.provisional(), person_of(interaction))
    await show(interaction, await preview_or_question(interaction, challenge, dates))


async def _question(interaction: Press, question: Ambiguous, about: dict[str, Any]) -> Reply:
    draft_id = await services_of(interaction).drafts.put(interaction.user.id, about)
    locale, readings = interaction.locale, question.readings
    key = "challenges-when-twice" if len({str(one.zone) for one in readings}) == 1 else "challenges-when-zone"
    lines = [f"- {_clock(one)}: {stamp(one.moment, 'F')}" for one in readings]
    buttons = [ChallengeButton("when", draft_id, number, label=_clock(one)) for number, one in enumerate(readings)]
    return Reply("\n".join([localized(key, locale, text=plain(question.text_read)), *lines]), buttons)


def _clock(reading: Reading) -> str:
    """A reading as its time of day, its offset from UTC, and the city whose time it is."""
    local = reading.moment.astimezone(reading.zone)
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else str(UTC)
    place = reading.zone.key if isinstance(reading.zone, ZoneInfo) else ""
    city = "" if place.startswith("Etc/") else place.rpartition("/")[2].replace("_", " ")
    return " · ".join(part for part in (f"{local:%H:%M} {offset}", city) if part)

"""Who may do what in a challenge, and the error if they may not."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.challenges.challenge import Challenge, Kind, Person, Phase, Refused, Unknown
from bot.challenges.timeline import phase_at
from bot.errors import NotAllowed
from bot.jobs.job import Job
from bot.parameters.recipes import is_instant


def check_entry(challenge: Challenge, job: Job, person: Person, now: datetime) -> None:
    """Check that a person may enter a job's picture in a challenge now.

    Raises:
        Refused: they may not. The text says why.
    """
    rules, phase = challenge.rules, phase_at(challenge, now)
    if phase is Phase.ANNOUNCED:
        raise Refused(
            f"“{challenge.title}” has not begun.",
            hint=f"Entries are taken from <t:{_stamp(challenge.opens_at)}:R>.",
            code="challenge-too-early",
            title=challenge.title,
            when=f"<t:{_stamp(challenge.opens_at)}:R>",
        )
    if phase is not Phase.OPEN:
        raise Refused(
            f"“{challenge.title}” takes no entries any more.",
            hint="/challenge list shows what is open.",
            code="challenge-too-late",
            title=challenge.title,
        )
    if rules.enter_role_id is not None and rules.enter_role_id not in person.role_ids:
        raise _role_missing(rules.enter_role_id, "challenge-enter-role")
    if job.spoiler or (job.reply_target.age_restricted and not rules.adults):
        raise Refused(
            "That picture is not for everyone, and a gallery is.",
            hint="Enter one that needs no spoiler and was not painted in an age-restricted channel.",
            code="challenge-not-for-all",
        )
    if is_instant(job.params) and not rules.instant:
        raise Refused(
            f"“{challenge.title}” takes no instant pictures.",
            hint="Press “Paint it properly” below your picture, and enter that one.",
            code="challenge-no-instant",
            title=challenge.title,
        )


def check_voter(challenge: Challenge, person: Person, now: datetime) -> None:
    """Check that a person may vote in a challenge now.

    Raises:
        Refused: they may not. The text says why.
    """
    rules, phase = challenge.rules, phase_at(challenge, now)
    if phase is not Phase.VOTING:
        early = phase in {Phase.ANNOUNCED, Phase.OPEN}
        when = f"<t:{_stamp(challenge.closes_at)}:R>"
        raise Refused(
            "The vote has not begun." if early else "The vote is over.",
            hint=f"It begins {when}." if early else "",
            code="challenge-vote-early" if early else "challenge-vote-late",
            when=when,
        )
    if rules.vote_role_id is not None and rules.vote_role_id not in person.role_ids:
        raise _role_missing(rules.vote_role_id, "challenge-vote-role")
    if now - person.created_at < timedelta(days=rules.account_days):
        raise Refused(
            f"Only accounts that are at least {rules.account_days} days old vote here.",
            hint="You are welcome to enter a picture the next time.",
            code="challenge-young-account",
            days=rules.account_days,
        )
    if rules.members_before_vote and (person.joined_at is None or person.joined_at >= challenge.closes_at):
        raise Refused(
            "Only those who were on this server before the vote began may vote.",
            hint="You are welcome in the next challenge.",
            code="challenge-new-member",
        )


def require_moderator(person: Person, guild_id: int | None) -> None:
    """Check that a person may manage challenges in a server.

    Raises:
        NotAllowed: they may not.
    """
    if guild_id is None or person.moderates != guild_id:
        raise NotAllowed(
            "Challenges are held and managed by this server's moderators.",
            hint="Ask one of them: they need Manage Messages or Manage Events, or a role that the server has chosen.",
            code="challenge-moderators",
        )


def gone_challenge() -> Unknown:
    """There is no such challenge."""
    return Unknown("That challenge is not here any more.", hint="/challenge list shows what is.", code="challenge-gone")


def gone_entry() -> Unknown:
    """There is no such entry, or it cannot be used any more."""
    return Unknown("That entry is not here any more.", hint="It was withdrawn or deleted.", code="entry-gone")


def reference_missing(kind: Kind) -> Refused:
    """A challenge of that kind needs a picture, or needs none."""
    if kind is Kind.FREE:
        return Refused("A free challenge needs no picture.", hint="Leave it out.", code="challenge-no-reference")
    return Refused(
        f"The {kind} that everyone uses is missing.", hint="Give it as “picture”.", code=f"challenge-needs-{kind}"
    )


def _role_missing(role_id: int, code: str) -> Refused:
    role = f"<@&{role_id}>"
    return Refused(f"This needs the role {role}.", hint="Ask a moderator how to get it.", code=code, role=role)


def _stamp(moment: datetime) -> int:
    return int(moment.timestamp())

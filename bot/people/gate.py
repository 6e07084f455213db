"""The gate: the one place with the rules for who may have what painted, and where.

Whoever takes a picture in, by whatever way, asks `Gate.check_request`. What only has to wait is not refused: the job
service asks `Gate.may_start` when a job's turn comes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.jobs.job import Actor, Job
from bot.jobs.quotas import WINDOW, Quotas
from bot.people.consent import People
from bot.people.server_settings import Guilds, GuildSettings
from bot.settings import Settings
from nst.errors import UserError
from nst.params import Params
from nst.recipes import RECIPES


class NotHere(UserError):
    """The server does not have pictures painted in this channel, for these roles, or with this recipe."""


class QuotaReached(UserError):
    """The person has had as many pictures painted as one may have in a day."""


class Gate:
    """Refuses, or bounds what was asked for.

    Args:
        people, guilds, quotas: what the rules are about.
        settings: the host's limits, which no server can raise.
    """

    def __init__(self, people: People, guilds: Guilds, quotas: Quotas, settings: Settings) -> None:
        self._people = people
        self._guilds = guilds
        self._quotas = quotas
        self._settings = settings

    def max_size(self, guild_id: int | None) -> int:
        """The largest result there, in pixels."""
        return min(self._guilds.get(guild_id).max_size or self._settings.max_size, self._settings.max_size)

    def recipes(self, guild_id: int | None) -> tuple[str, ...]:
        """The recipes that may be used there."""
        allowed = self._guilds.get(guild_id).recipes
        return tuple(name for name in RECIPES if name in allowed) or RECIPES

    def default_recipe(self, guild_id: int | None) -> str:
        """The recipe that is used there when none is named."""
        allowed = self.recipes(guild_id)
        wishes = (self._guilds.get(guild_id).default_recipe, self._settings.default_recipe)
        return next((name for name in wishes if name in allowed), allowed[0])

    async def check_person(
        self,
        actor: Actor,
        guild_id: int | None,
        channel_ids: int | Iterable[int] | None,
        role_ids: Collection[int],
        subject_id: int | None = None,
    ) -> None:
        """Check who asks, where, and whose picture is used.

        Args:
            actor: who asks.
            guild_id: of the server; None in direct messages.
            channel_ids: of the channel, and of the one that a thread belongs to.
            role_ids: of the actor in that server.
            subject_id: whose picture it is, when it is not the actor's.

        Raises:
            Banned: the person or the server is not welcome.
            NotHere: not in this channel, or not with these roles.
            OptedOut: the subject does not want it.
        """
        await self._people.require_welcome(actor.user_id, guild_id)
        channels = [channel_ids] if isinstance(channel_ids, int) else list(channel_ids or ())
        _require_place(self._guilds.get(guild_id), channels, role_ids)
        if subject_id is not None:
            await self._people.require_consent(subject_id, actor.user_id)

    async def check_request(
        self,
        actor: Actor,
        guild_id: int | None,
        channel_ids: int | Iterable[int] | None,
        role_ids: Collection[int],
        params: Params,
        subject_id: int | None = None,
    ) -> Params:
        """Check everything about a picture that a person asks for, and bound its size.

        The arguments and errors of `check_person`, and:

        Raises:
            NotHere: the recipe may not be used in this server.
            QuotaReached: the actor has had enough for today.
        """
        await self.check_person(actor, guild_id, channel_ids, role_ids, subject_id)
        allowed = self.recipes(guild_id)
        if params.recipe not in allowed:
            names = ", ".join(allowed)
            raise NotHere(
                f"The recipe “{params.recipe}” is not used in this server.",
                hint=f"Choose from {names}.",
                code="recipe-not-here",
                recipe=params.recipe,
                recipes=names,
            )
        await self._require_quota(actor, None, self._settings.jobs_per_day or None)
        await self._require_quota(actor, guild_id, self._guilds.get(guild_id).jobs_per_day)
        return replace(params, size=min(params.size, self.max_size(guild_id)))

    def may_start(self, job: Job, running: Iterable[Job]) -> bool:
        """Whether a job whose turn has come may start while those others run; if not, it waits."""
        limits = self._guilds.get(job.place.guild_id)
        here = [other for other in running if other.place.guild_id == job.place.guild_id]
        own = sum(other.owner_id == job.owner_id for other in here)
        return (limits.jobs_at_once is None or len(here) < limits.jobs_at_once) and (
            limits.jobs_per_user is None or own < limits.jobs_per_user
        )

    async def _require_quota(self, actor: Actor, guild_id: int | None, limit: int | None) -> None:
        if limit is None:
            return
        times = await self._quotas.times(actor.user_id, guild_id)
        if len(times) >= limit:
            when = f"<t:{int((times[-limit] + WINDOW).timestamp()) + 1}:R>"
            pictures = "picture" if limit == 1 else f"{limit} pictures"
            where = "" if guild_id is None else " in this server"
            raise QuotaReached(
                f"You have had your {pictures} of the last 24 hours{where}.",
                hint=f"You can ask for the next one {when}.",
                code="quota-reached" if guild_id is None else "quota-reached-here",
                count=limit,
                when=when,
            )


def _require_place(rules: GuildSettings, channel_ids: Collection[int], role_ids: Collection[int]) -> None:
    if rules.channels and not set(rules.channels) & set(channel_ids):
        names = " ".join(f"<#{channel}>" for channel in rules.channels)
        raise NotHere(
            "This server has its pictures painted in other channels.",
            hint=f"Please ask again in {names}.",
            code="other-channel",
            channels=names,
        )
    if rules.roles and not set(rules.roles) & set(role_ids):
        names = " ".join(f"<@&{role}>" for role in rules.roles)
        raise NotHere(
            "In this server I paint for people with certain roles.",
            hint=f"You need one of these: {names}.",
            code="role-needed",
            roles=names,
        )

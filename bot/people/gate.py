"""The gate: all rules for who may request which pictures, and where.

Every entry point calls `Gate.check_request`. A request that only has to wait is not refused: the job service calls
`Gate.may_start` when a job's turn comes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from bot.jobs.job import Actor, Job
from bot.jobs.quotas import WINDOW, Quotas
from bot.parameters.recipes import INSTANT, RECIPES
from bot.people.consent import People
from bot.people.instant_choices import InstantChoices, InstantWay, stricter
from bot.people.server_settings import Guilds, GuildSettings
from bot.settings import Settings
from nst.errors import UserError
from nst.params import Params


class NotHere(UserError):
    """The server does not allow pictures in this channel, for these roles, or with this recipe."""


class QuotaReached(UserError):
    """The person has reached the daily limit of pictures."""


class Gate:
    """Checks requests, and limits their size.

    Args:
        people, guilds, quotas, choices: the data for the rules.
        settings: the host's limits; no server can raise them.
    """

    def __init__(
        self, people: People, guilds: Guilds, quotas: Quotas, choices: InstantChoices, settings: Settings
    ) -> None:
        self._people = people
        self._guilds = guilds
        self._quotas = quotas
        self._choices = choices
        self._settings = settings

    def max_size(self, guild_id: int | None) -> int:
        """The largest result in a server, in pixels."""
        return min(self._guilds.get(guild_id).max_size or self._settings.max_size, self._settings.max_size)

    def recipes(self, guild_id: int | None) -> tuple[str, ...]:
        """The recipes that a server allows."""
        allowed = self._guilds.get(guild_id).recipes
        return tuple(name for name in RECIPES if name in allowed) or RECIPES

    def default_recipe(self, guild_id: int | None) -> str:
        """The recipe of a server for requests that name none; never ``instant``, which few styles allow."""
        allowed = tuple(name for name in self.recipes(guild_id) if name != INSTANT) or RECIPES
        wishes = (self._guilds.get(guild_id).default_recipe, self._settings.default_recipe)
        return next((name for name in wishes if name in allowed), allowed[0])

    def prefers_instant(self, guild_id: int | None) -> bool:
        """Whether requests that name no recipe are painted instantly where the style has been learned.

        A server that names a usual recipe has its pictures painted with that.
        """
        chosen = self._guilds.get(guild_id).default_recipe
        return self._settings.instant and chosen is None and INSTANT in self.recipes(guild_id)

    async def instant_way(self, guild_id: int | None, user_id: int) -> InstantWay:
        """How such requests of a person are painted: what host, server and person agree on."""
        if not self.prefers_instant(guild_id):
            return InstantWay.NEVER
        host = InstantWay.FOLLOWED if self._settings.follow_up else InstantWay.ALONE
        return stricter(host, self._guilds.get(guild_id).instant, await self._choices.choice(user_id))

    async def check_person(
        self,
        actor: Actor,
        guild_id: int | None,
        channel_ids: int | Iterable[int] | None,
        role_ids: Collection[int],
        subject_id: int | None = None,
    ) -> None:
        """Check the person, the place, and the owner of the picture.

        Args:
            actor: who asks.
            guild_id: of the server; None in direct messages.
            channel_ids: of the channel, and of a thread's parent channel.
            role_ids: of the actor in that server.
            subject_id: the owner of the picture, if it is not the actor.

        Raises:
            Banned: the person or the server is banned.
            NotHere: the channel or the roles are not allowed.
            OptedOut: the subject does not consent.
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
        """Check every rule for a request, and limit its size.

        The arguments and errors of `check_person`, and:

        Raises:
            NotHere: this server does not allow the recipe.
            QuotaReached: the actor has reached the daily limit.
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
        for place, limit in self._quotas_of(guild_id):
            await self._require_quota(actor, place, limit)
        return replace(params, size=min(params.size, self.max_size(guild_id)))

    async def check_pictures(self, user_id: int, guild_id: int | None, pictures: int) -> None:
        """Check that an animation that counts as so many pictures fits into what is left of the day.

        Raises:
            QuotaReached: it does not.
        """
        for place, limit in self._quotas_of(guild_id):
            left = max(limit - len(await self._quotas.times(user_id, place)), 0)
            if pictures > left:
                raise QuotaReached(
                    f"This animation counts as {pictures} pictures, and you have {left} left of the {limit} that you "
                    "may ask for within 24 hours.",
                    hint="Take a shorter one, or its first frame.",
                    code="animation-over-quota",
                    count=pictures,
                    left=left,
                    limit=limit,
                )

    def _quotas_of(self, guild_id: int | None) -> Iterator[tuple[int | None, int]]:
        """The daily limits that are set, each with the server where it holds; None is everywhere."""
        here = self._guilds.get(guild_id).jobs_per_day
        if self._settings.jobs_per_day:
            yield None, self._settings.jobs_per_day
        if here is not None:
            yield guild_id, here

    def may_start(self, job: Job, running: Iterable[Job]) -> bool:
        """Whether a job may start while these other jobs run; if not, it waits."""
        limits = self._guilds.get(job.reply_target.guild_id)
        here = [other for other in running if other.reply_target.guild_id == job.reply_target.guild_id]
        own = sum(other.owner_id == job.owner_id for other in here)
        return (limits.jobs_at_once is None or len(here) < limits.jobs_at_once) and (
            limits.jobs_per_user is None or own < limits.jobs_per_user
        )

    async def _require_quota(self, actor: Actor, guild_id: int | None, limit: int) -> None:
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

"""People, servers and the gate: who may request which pictures, and where."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.jobs.job import Actor, State
from bot.jobs.quotas import Quotas
from bot.jobs.store import JobStore
from bot.parameters.recipes import RECIPES
from bot.people.consent import Banned, OptedOut, People
from bot.people.gate import Gate, NotHere, QuotaReached
from bot.people.instant_choices import InstantChoices
from bot.people.server_settings import Guilds, GuildSettings, Savers
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.tables import guild_settings, requests
from nst.params import Params
from nst.recipes import recipe
from tests.bot.doubles import ALICE, BOB, CAROL, job, reply_target

SERVER, CHANNEL, THREAD, ROLE = 30, 20, 21, 5


@dataclass
class GateServices:
    """One database with the gate and its data."""

    database: AsyncEngine
    settings: Settings

    def __post_init__(self) -> None:
        self.people = People(self.database)
        self.guilds = Guilds(self.database)
        self.quotas = Quotas(self.database)
        self.store = JobStore(self.database)
        self.choices = InstantChoices(self.database)
        self.gate = Gate(self.people, self.guilds, self.quotas, self.choices, self.settings)

    async def check(
        self,
        actor: int = ALICE,
        *,
        server: int | None = SERVER,
        channels: int | list[int] | None = CHANNEL,
        roles: Sequence[int] = (),
        params: Params | None = None,
        subject: int | None = None,
    ) -> Params:
        return await self.gate.check_request(Actor(actor), server, channels, roles, params or recipe("draft"), subject)

    async def ask(
        self,
        name: str,
        owner: int = ALICE,
        *,
        server: int | None = SERVER,
        ago: timedelta = timedelta(),
        **changes: Any,
    ) -> None:
        created = datetime.now(UTC) - ago
        await self.store.add(
            job(name, owner_id=owner, reply_target=reply_target(guild_id=server), created_at=created, **changes)
        )


@pytest_asyncio.fixture
async def there(database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[GateServices]:
    marker = request.node.get_closest_marker("settings")
    settings = Settings.load(None, **(marker.kwargs if marker else {}))
    async with open_database(database_url) as database:
        yield GateServices(database, settings)


async def test_nothing_is_refused_where_nothing_was_set(there: GateServices) -> None:
    assert await there.check() == recipe("draft")
    assert await there.check(server=None, channels=None) == recipe("draft")


# Bans.


async def test_who_is_banned_is_not_served_anywhere(there: GateServices) -> None:
    await there.people.ban(ALICE, reason="spam")
    with pytest.raises(Banned, match="your account"):
        await there.check()
    with pytest.raises(Banned):
        await there.check(server=None)
    await there.check(BOB)
    assert [(ban.id, ban.reason) for ban in await there.people.bans()] == [(ALICE, "spam")]


async def test_a_banned_server_is_not_served_but_its_people_are_elsewhere(there: GateServices) -> None:
    await there.people.ban(SERVER)
    with pytest.raises(Banned, match="this server"):
        await there.check()
    await there.check(server=31)


async def test_a_ban_is_lifted_once(there: GateServices) -> None:
    await there.people.ban(ALICE)
    await there.people.ban(ALICE, reason="again")
    assert await there.people.unban(ALICE)
    assert not await there.people.unban(ALICE)
    await there.check()


# Consent.


async def test_a_picture_of_a_person_who_said_no_is_for_nobody_else(there: GateServices) -> None:
    await there.people.set_consent(BOB, allowed=False)
    with pytest.raises(OptedOut) as refused:
        await there.check(ALICE, subject=BOB)
    assert refused.value.code == "opted-out"
    assert str(BOB) not in refused.value.text
    await there.check(BOB, subject=BOB)
    await there.check(ALICE, subject=CAROL)
    await there.people.set_consent(BOB, allowed=True)
    await there.check(ALICE, subject=BOB)


async def test_a_no_said_twice_is_one_no(there: GateServices) -> None:
    await there.people.set_consent(BOB, allowed=False)
    await there.people.set_consent(BOB, allowed=False)
    await there.people.set_consent(BOB, allowed=True)
    assert await there.people.consents(BOB)


# Server settings and the gate.


async def test_only_the_chosen_channels_and_their_threads(there: GateServices) -> None:
    await there.guilds.update(SERVER, channels=(CHANNEL,))
    await there.check(channels=CHANNEL)
    await there.check(channels=[THREAD, CHANNEL])
    with pytest.raises(NotHere) as refused:
        await there.check(channels=THREAD)
    assert f"<#{CHANNEL}>" in refused.value.text
    await there.check(server=31, channels=THREAD)


async def test_only_the_chosen_roles(there: GateServices) -> None:
    await there.guilds.update(SERVER, roles=(ROLE, 6))
    await there.check(roles=[1, ROLE])
    with pytest.raises(NotHere) as refused:
        await there.check(roles=[1])
    assert f"<@&{ROLE}>" in refused.value.text


async def test_only_the_chosen_recipes(there: GateServices) -> None:
    await there.guilds.update(SERVER, recipes=("draft", "standard"))
    with pytest.raises(NotHere) as refused:
        await there.check(params=recipe("fine"))
    assert "draft, standard" in refused.value.text
    await there.check(params=recipe("standard"))
    await there.check(server=None, params=recipe("fine"))


async def test_the_recipe_that_is_used_when_none_is_named_is_one_that_may_be_used(there: GateServices) -> None:
    assert there.gate.default_recipe(SERVER) == "standard"
    await there.guilds.update(SERVER, default_recipe="fine")
    assert there.gate.default_recipe(SERVER) == "fine"
    await there.guilds.update(SERVER, recipes=("draft", "gatys"))
    assert there.gate.default_recipe(SERVER) == "draft"
    assert there.gate.recipes(None) == RECIPES


@pytest.mark.settings(max_size=700)
async def test_a_size_is_bounded_by_the_host_and_may_be_bounded_more_by_the_server(there: GateServices) -> None:
    large = recipe("fine", size=2000)
    assert (await there.check(params=large)).size == 700
    await there.guilds.update(SERVER, max_size=400)
    assert (await there.check(params=large)).size == 400
    assert (await there.check(server=None, params=large)).size == 700
    await there.guilds.update(SERVER, max_size=1000)
    assert there.gate.max_size(SERVER) == 700


# Quotas.


async def test_the_quota_of_a_day_says_when_it_goes_on(there: GateServices) -> None:
    await there.guilds.update(SERVER, jobs_per_day=2)
    await there.ask("a", ago=timedelta(hours=20))
    await there.check()
    await there.ask("b", ago=timedelta(hours=1))
    with pytest.raises(QuotaReached) as refused:
        await there.check()
    free = datetime.now(UTC) + timedelta(hours=4)
    said = int(refused.value.text.partition("<t:")[2].partition(":")[0])
    assert said == pytest.approx(free.timestamp(), abs=5)
    await there.check(BOB)
    await there.check(server=31)


async def test_a_quota_that_was_lowered_counts_from_the_newest(there: GateServices) -> None:
    await there.guilds.update(SERVER, jobs_per_day=1)
    for name, hours in (("a", 20), ("b", 10), ("c", 2)):
        await there.ask(name, ago=timedelta(hours=hours))
    with pytest.raises(QuotaReached) as refused:
        await there.check()
    said = int(refused.value.text.partition("<t:")[2].partition(":")[0])
    assert said == pytest.approx((datetime.now(UTC) + timedelta(hours=22)).timestamp(), abs=5)


async def test_what_was_asked_more_than_a_day_ago_does_not_count_and_is_forgotten(there: GateServices) -> None:
    await there.guilds.update(SERVER, jobs_per_day=1)
    await there.ask("a", ago=timedelta(hours=25))
    await there.check()
    await there.ask("b", BOB)
    await there.quotas.tidy()
    async with there.database.connect() as connection:
        assert [row.job_id for row in await connection.execute(requests.select())] == ["b"]


@pytest.mark.parametrize(
    ("ended", "counts"),
    [
        ({"state": State.FAILED}, False),
        ({"state": State.CANCELLED}, False),
        ({"state": State.CANCELLED, "started_at": datetime.now(UTC)}, True),
        ({"state": State.QUEUED}, True),
        ({"state": State.DONE}, True),
    ],
)
async def test_what_did_not_work_does_not_count(there: GateServices, ended: dict[str, Any], counts: bool) -> None:
    await there.ask("a", **ended)
    assert len(await there.quotas.times(ALICE)) == counts


async def test_deleting_pictures_does_not_bring_the_quota_back(there: GateServices) -> None:
    await there.guilds.update(SERVER, jobs_per_day=1)
    await there.ask("a", state=State.DONE)
    await there.store.delete("a")
    with pytest.raises(QuotaReached):
        await there.check()


@pytest.mark.settings(jobs_per_day=2)
async def test_the_hosts_quota_counts_over_all_places(there: GateServices) -> None:
    await there.ask("a", server=None)
    await there.ask("b", server=31)
    with pytest.raises(QuotaReached) as refused:
        await there.check()
    assert refused.value.code == "quota-reached"


# Requests that only have to wait.


async def test_one_persons_second_job_waits_where_that_is_set(there: GateServices) -> None:
    gate = there.gate
    first, second = (job(name, reply_target=reply_target(guild_id=SERVER)) for name in "ab")
    assert gate.may_start(second, [first])
    await there.guilds.update(SERVER, jobs_per_user=1)
    assert not gate.may_start(second, [first])
    assert gate.may_start(replace(second, owner_id=BOB), [first])
    assert gate.may_start(replace(second, reply_target=reply_target(guild_id=31)), [first])


async def test_one_servers_jobs_wait_where_that_is_set(there: GateServices) -> None:
    await there.guilds.update(SERVER, jobs_at_once=2)
    running = [job("a", owner_id=ALICE), job("b", owner_id=BOB)]
    assert there.gate.may_start(job("c", owner_id=CAROL), running[:1])
    assert not there.gate.may_start(job("c", owner_id=CAROL), running)
    assert there.gate.may_start(job("c", reply_target=reply_target(guild_id=None)), running)


# Storage of server settings.


async def test_settings_come_back_as_they_were_written(there: GateServices) -> None:
    written = await there.guilds.update(
        SERVER, channels=(1 << 62, 2), style_savers=Savers.ROLES, style_roles=(7,), max_size=512, recipes=("fine",)
    )
    again = Guilds(there.database)
    await again.load()
    assert again.get(SERVER) == written
    assert again.get(31) == again.get(None) == GuildSettings()


async def test_a_reset_leaves_nothing_behind(there: GateServices) -> None:
    await there.guilds.update(SERVER, max_size=512)
    assert await there.guilds.reset(SERVER) == GuildSettings()
    async with there.database.connect() as connection:
        assert (await connection.execute(select(guild_settings))).all() == []


async def test_settings_of_another_version_are_read_as_far_as_they_are_known(there: GateServices) -> None:
    await there.guilds.update(SERVER, max_size=512)
    async with there.database.begin() as connection:
        await connection.execute(guild_settings.update().values(settings={"max_size": 300, "colour_of_the_sky": 1}))
    await there.guilds.load()
    assert there.guilds.get(SERVER) == GuildSettings(max_size=300)


@pytest.mark.parametrize(
    ("savers", "roles", "moderator", "manager", "may"),
    [
        (Savers.EVERYONE, (), False, False, True),
        (Savers.MODERATORS, (), False, False, False),
        (Savers.MODERATORS, (), True, False, True),
        (Savers.ROLES, (ROLE,), True, False, True),
        (Savers.ROLES, (), True, False, False),
        (Savers.ROLES, (), False, True, True),
    ],
)
def test_who_may_save_styles(savers: Savers, roles: tuple[int, ...], moderator: bool, manager: bool, may: bool) -> None:
    settings = GuildSettings(style_savers=savers, style_roles=(ROLE,))
    assert settings.may_save_styles(frozenset(roles), moderator=moderator, manager=manager) == may

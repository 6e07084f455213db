"""Challenges that repeat: when they open, with which themes, and what stops them."""

import calendar
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.challenge import Challenge, Kind, Phase, Refused, Unknown
from bot.challenges.series import Every, next_opening, themes_in
from bot.errors import NotAllowed
from bot.jobs.delivery import NotConnected
from tests.bot.challenges.challenge_services import (
    ALICE,
    GUILD,
    HOST,
    START,
    ChallengeServices,
    FakePublisher,
    challenge_services,
    host,
    person,
)
from tests.bot.clocks import FakeCalendar
from tests.bot.doubles import png

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]).map(
    ZoneInfo
)


@given(MOMENTS, st.sampled_from(Every), ZONES, st.integers(0, 3000))
def test_openings_keep_day_and_time(anchor: datetime, every: Every, zone: ZoneInfo, hours: int) -> None:
    after = anchor + timedelta(hours=hours)
    opening = next_opening(anchor, every, zone, after)
    assert opening > after
    first, local = anchor.astimezone(zone), opening.astimezone(zone)
    shift = datetime.combine(local, local.time()) - datetime.combine(local, first.time())
    assert shift in {timedelta(0), timedelta(minutes=30), timedelta(hours=1)}, "later only where clocks skip the time"
    if every is Every.WEEKLY:
        assert local.weekday() == first.weekday()
        assert opening - after <= timedelta(days=7, hours=1)
    else:
        assert local.day == min(first.day, calendar.monthrange(local.year, local.month)[1])
        assert opening - after <= timedelta(days=31, hours=1)


def test_the_31st_is_the_last_day_of_a_shorter_month_and_itself_again_after_it() -> None:
    moment, days = datetime(2027, 1, 31, 17, tzinfo=UTC), []
    anchor = moment
    for _ in range(4):
        moment = next_opening(anchor, Every.MONTHLY, BERLIN, moment)
        days.append(f"{moment.astimezone(BERLIN):%d.%m. %H:%M}")
    assert days == ["28.02. 18:00", "31.03. 18:00", "30.04. 18:00", "31.05. 18:00"]


def test_a_time_that_clocks_skip_or_show_twice() -> None:
    before_spring = datetime(2027, 3, 21, 1, 30, tzinfo=UTC)  # 2:30 in Berlin
    assert next_opening(before_spring, Every.WEEKLY, BERLIN, before_spring) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    before_autumn = datetime(2027, 10, 24, 0, 30, tzinfo=UTC)
    assert next_opening(before_autumn, Every.WEEKLY, BERLIN, before_autumn) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_themes_are_lines() -> None:
    assert themes_in("  frost \n\nembers   and ash\n") == ("frost", "embers and ash")
    assert len(themes_in("x\n" * 500)) == 60


async def repeated(services: ChallengeServices, *themes: str, every: Every = Every.WEEKLY, **changes: Any) -> Challenge:
    challenge = await services.announced(**changes)
    await services.challenges.repetition.repeat(challenge.id, every, themes, host())
    return challenge


async def known(services: ChallengeServices) -> list[Challenge]:
    """The challenges of the server, oldest first."""
    return list(reversed(await services.store.of_guild(GUILD)))


async def test_the_next_one_opens_a_week_later_with_the_next_theme(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    await repeated(services, "frost", "embers")
    for _ in range(3):
        await services.advance(days=6)
        before = len(await known(services))
        await services.advance(days=1)
        assert len(await known(services)) == before + 1
    made = await known(services)
    assert [one.words.theme for one in made] == ["stars", "frost", "embers", "frost"]
    assert [one.opens_at - START for one in made] == [timedelta(weeks=week) for week in range(4)]
    assert {one.closes_at - one.opens_at for one in made} == {timedelta(days=3)}
    assert [one.phase for one in made] == [Phase.CLOSED] * 3 + [Phase.OPEN]
    assert made[-1].board_message_id is not None


async def test_an_extended_one_is_not_overlapped(services: ChallengeServices) -> None:
    first = await repeated(services)
    await services.entered(first, ALICE)
    await services.moderation.extend(first.id, START + timedelta(days=9), host())
    await services.advance(days=8)
    assert len(await known(services)) == 1
    await services.advance(days=3)  # the vote of two days is over
    _, second = await known(services)
    assert second.opens_at == START + timedelta(days=11)
    series = (await services.challenges.repetition.of_guild(GUILD))[0]
    assert series.next_at == START + timedelta(weeks=2), "and then at the regular time again"


async def test_what_was_missed_while_the_bot_was_off_is_not_made_up_for(
    tmp_path: Path, database_url: str, publisher: FakePublisher, clock: FakeCalendar
) -> None:
    async with challenge_services(tmp_path, database_url, publisher, clock) as services:
        await repeated(services)
    clock.forward(days=25)
    async with challenge_services(tmp_path, database_url, publisher, clock) as services:
        await services.advance()
        assert [one.opens_at - START for one in await known(services)] == [timedelta(0), timedelta(days=25)]
    async with challenge_services(tmp_path, database_url, publisher, clock) as services:
        await services.advance()
        assert len(await known(services)) == 2


async def test_who_manages_challenges_stops_it_and_the_open_one_goes_on(services: ChallengeServices) -> None:
    challenge = await repeated(services)
    (series,) = await services.challenges.repetition.of_guild(GUILD)
    with pytest.raises(NotAllowed):
        await services.challenges.repetition.stop(series.id, person(ALICE))
    await services.challenges.repetition.stop(series.id, host())
    assert await services.phase(challenge) is Phase.OPEN
    await services.advance(days=30)
    assert len(await known(services)) == 1
    with pytest.raises(Unknown):
        await services.challenges.repetition.stop(series.id, host())


async def test_without_its_channel_it_stops_and_its_host_is_told(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    await repeated(services)
    await services.advance(days=6)
    publisher.failures = [NotConnected("not yet")]
    await services.advance(days=1)
    assert len(await known(services)) == 1
    publisher.channel_there = False
    await services.advance(minutes=1)
    assert [one.host_id for one in publisher.stopped] == [HOST]
    publisher.channel_there = True
    await services.advance(days=30)
    assert len(await known(services)) == 1


async def test_the_shared_picture_is_kept_for_the_next_one(services: ChallengeServices, tmp_path: Path) -> None:
    await repeated(services, kind=Kind.STYLE, reference=png("gold"))
    await services.advance(days=7)
    _, second = await known(services)
    assert second.reference is not None
    assert await services.challenges.pictures.get(second.reference) == png("gold")
    kept = await services.challenges.personal_data.export(HOST)
    assert [one["every"] for one in kept["challenges.json"]["repeating"]] == ["weekly"]
    await services.challenges.personal_data.forget(HOST)
    assert await services.challenges.repetition.of_guild(GUILD) == []
    assert services.stored(tmp_path) == 0


async def test_a_time_zone_that_leaves_the_summer_open_is_refused(services: ChallengeServices) -> None:
    with pytest.raises(Refused) as refused:
        await repeated(services, timezone="EST")
    assert "America/New_York" in refused.value.text

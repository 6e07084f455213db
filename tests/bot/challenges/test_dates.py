"""Dates as people write them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.challenge import Refused
from bot.challenges.dates import Ambiguous, moment, period
from bot.challenges.timezones import ABBREVIATIONS, zone_of, zones_like
from tests.fuzzing import fuzzed

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)  # a Friday, 11:30 in Berlin


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("3 days", timedelta(days=3)),
        ("2d 12h", timedelta(days=2, hours=12)),
        ("a week", timedelta(weeks=1)),
        ("in 90 min", timedelta(minutes=90)),
        ("1.5 days", timedelta(hours=36)),
        ("2 Tage und 3 Stunden", timedelta(days=2, hours=3)),
        ("une semaine", timedelta(weeks=1)),
        ("3 días", timedelta(days=3)),
        ("12h", timedelta(hours=12)),
    ],
)
def test_durations(text: str, length: timedelta) -> None:
    assert period(text, NOW, BERLIN) == length
    assert moment(text, NOW, BERLIN) == NOW + length


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("friday 18:00", "2026-11-20 18:00"),
        ("friday 9:00", "2026-11-27 09:00"),
        ("fri 9am", "2026-11-27 09:00"),
        ("next tuesday", "2026-11-24 23:59"),
        ("tomorrow", "2026-11-21 23:59"),
        ("tomorrow evening", "2026-11-21 19:00"),
        ("tomorrow morning", "2026-11-21 09:00"),
        ("day after tomorrow noon", "2026-11-22 12:00"),
        ("tonight", "2026-11-20 19:00"),
        ("sunday night", "2026-11-22 22:00"),
        ("friday midnight", "2026-11-20 23:59"),
        ("18:00", "2026-11-20 18:00"),
        ("10:00", "2026-11-21 10:00"),
        ("6 pm", "2026-11-20 18:00"),
        ("24 december 18:00", "2026-12-24 18:00"),
        ("Dec 24th at 6 pm", "2026-12-24 18:00"),
        ("1 january", "2027-01-01 23:59"),
        ("29 feb", "2028-02-29 23:59"),
        ("2026-12-24 18:00", "2026-12-24 18:00"),
        ("2026-12-24T18:00", "2026-12-24 18:00"),
        ("2027/1/2", "2027-01-02 23:59"),
        ("morgen Abend", "2026-11-21 19:00"),
        ("bis Sonntag", "2026-11-22 23:59"),
        ("24. Dezember um 18 Uhr", "2026-12-24 18:00"),
        ("24.12. 18.30 Uhr", "2026-12-24 18:30"),
        ("übermorgen", "2026-11-22 23:59"),
        ("demain soir", "2026-11-21 19:00"),
        ("vendredi 18h30", "2026-11-20 18:30"),
        ("24 décembre 18h", "2026-12-24 18:00"),
        ("jusqu'à dimanche", "2026-11-22 23:59"),
        ("mañana por la mañana", "2026-11-21 09:00"),
        ("domingo a las 18:00", "2026-11-22 18:00"),
        ("pasado mañana 12:00", "2026-11-22 12:00"),
        ("3 de enero de 2027", "2027-01-03 23:59"),
        ("18:00 UTC", "2026-11-20 19:00"),
        ("friday 18:00 utc", "2026-11-20 19:00"),
        ("18:00Z", "2026-11-20 19:00"),
        ("2026-12-24T18:00Z", "2026-12-24 19:00"),
        ("2026-12-24T18:00:00.000Z", "2026-12-24 19:00"),
        ("2026-12-24 18:00Z", "2026-12-24 19:00"),
        ("2026-12-24T18:00:00+05:30", "2026-12-24 13:30"),
        ("2026-12-24T18:00-0800", "2026-12-25 03:00"),
        ("24 december 18:00 UTC+2", "2026-12-24 17:00"),
        ("24 december 18:00 GMT−3:30", "2026-12-24 22:30"),
        ("24 december 18:00 EST", "2026-12-25 00:00"),
        ("tomorrow UTC", "2026-11-22 00:59"),
    ],
)
def test_moments(text: str, local: str) -> None:
    assert f"{moment(text, NOW, BERLIN).astimezone(BERLIN):%Y-%m-%d %H:%M}" == local


def test_a_timestamp_of_discord_is_understood() -> None:
    later = NOW + timedelta(days=1)
    assert moment(f"<t:{int(later.timestamp())}:F>", NOW, BERLIN) == later


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "03/04",
        "31 february 12:00",
        "25:00",
        "13 pm",
        "yesterday",
        "2 fridays",
        "18:00 18:00 o",
        "UTC",
        "3 days UTC",
        "18:00 UTC+15",
        "18:00 UTC EST",
        "18:00 CST",
        "18:00-20:00",
        "18:00Zulu",
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        period(text, NOW, BERLIN)
    assert refused.value.code == "challenge-date"
    assert "friday 18:00" in refused.value.text


def test_the_past_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        moment("2026-01-01", NOW, BERLIN)
    assert refused.value.code == "challenge-date-past"


@fuzzed()
@given(st.text(max_size=40))
def test_nothing_that_people_type_breaks_it(text: str) -> None:
    try:
        read = period(text, NOW, BERLIN)
    except Refused:
        return
    assert read > timedelta(0) - timedelta(1) if isinstance(read, timedelta) else read >= NOW


ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Australia/Lord_Howe", "UTC", "EST", "GMT"]
)
DAYS = st.datetimes(datetime(2026, 11, 23), datetime(2036, 1, 1))  # noqa: DTZ001  in the drawn zone


@st.composite
def clock_changes(draw: st.DrawFn) -> tuple[datetime, str]:
    """A time within two hours of a change of the clocks, in a zone that has one."""
    name, turn = draw(
        st.sampled_from(
            [
                ("Europe/Berlin", datetime(2027, 3, 28, 2)),  # noqa: DTZ001
                ("Europe/Berlin", datetime(2027, 10, 31, 3)),  # noqa: DTZ001
                ("America/New_York", datetime(2027, 11, 7, 2)),  # noqa: DTZ001
                ("Australia/Lord_Howe", datetime(2027, 4, 4, 2)),  # noqa: DTZ001  half an hour
                ("America/Santiago", datetime(2027, 4, 4, 0)),  # noqa: DTZ001  at midnight
            ]
        )
    )
    return turn + timedelta(minutes=draw(st.integers(-120, 120))), name


@given(st.one_of(st.tuples(DAYS, ZONES), clock_changes()))
def test_a_whole_date_is_read_as_it_was_written_or_not_at_all(written: tuple[datetime, str]) -> None:
    """Every moment with that time there is a reading, and nothing else is. With several, nothing is guessed."""
    when, name = written[0].replace(second=0, microsecond=0), written[1]
    meant = [ZoneInfo(one) for one in ABBREVIATIONS.get(name, (name,))]
    around = [when.replace(tzinfo=UTC) + timedelta(minutes=n) for n in range(-14 * 60, 14 * 60, 15)]
    moments = {one for one in around if any(one.astimezone(zone).replace(tzinfo=None) == when for zone in meant)}
    assert readings(f"{when:%Y-%m-%d %H:%M}", ZoneInfo(name)) == moments


def readings(text: str, zone: ZoneInfo) -> set[datetime]:
    """The moments that a text may mean: one that is read, several that are asked about, none that is refused."""
    try:
        return {moment(text, NOW, zone)}
    except Ambiguous as question:
        return {one.moment for one in question.readings}
    except Refused:
        return set()


@given(DAYS, ZONES, st.sampled_from(["UTC", "Z"]))
def test_a_date_in_utc_means_the_same_everywhere(when: datetime, zone: str, mark: str) -> None:
    when = when.replace(second=0, microsecond=0)
    assert moment(f"{when:%Y-%m-%dT%H:%M}{mark}", NOW, ZoneInfo(zone)) == when.replace(tzinfo=UTC)


def test_the_hour_that_comes_twice_has_two_readings() -> None:
    with pytest.raises(Ambiguous) as question:
        moment("2027-10-31 02:30", NOW, BERLIN)
    assert [f"{one.moment:%H:%M}" for one in question.value.readings] == ["00:30", "01:30"]
    assert moment("2027-10-31", NOW, BERLIN) == datetime(2027, 10, 31, 22, 59, tzinfo=UTC), "a day has one end"


def test_a_zone_without_summer_time_has_two_readings_in_summer_only() -> None:
    with pytest.raises(Ambiguous) as question:
        moment("1 july 18:00", NOW, ZoneInfo("EST"))
    assert [(f"{one.moment:%H:%M}", str(one.zone)) for one in question.value.readings] == [
        ("22:00", "America/New_York"),
        ("23:00", "Etc/GMT+5"),
    ]
    assert moment("1 january 18:00", NOW, ZoneInfo("EST")) == datetime(2027, 1, 1, 23, tzinfo=UTC)


def test_a_reading_in_the_past_is_none() -> None:
    between = datetime(2027, 10, 31, 1, tzinfo=UTC)
    assert moment("2027-10-31 02:30", between, BERLIN) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@given(st.integers(0, 400), st.integers(0, 23), st.integers(0, 59))
def test_lengths_add_up(days: int, hours: int, minutes: int) -> None:
    assert period(f"{days} days {hours} hours and {minutes} minutes", NOW, BERLIN) == timedelta(
        days=days, hours=hours, minutes=minutes
    )


def test_time_zones_are_found_by_their_city() -> None:
    assert "Europe/Berlin" in zones_like("berl")
    assert zones_like("new york") == ["America/New_York"]
    assert zone_of(" europe/berlin ").key == "Europe/Berlin"
    with pytest.raises(Refused):
        zone_of("Middle-earth")


@pytest.mark.parametrize("text", ["1d " * 33 + "x", "1d and " * 14 + "x", "9" * 100, " 1.1" * 25, "monday " * 14 + "x"])
def test_what_is_not_understood_is_refused_at_once(text: str) -> None:
    """A pattern that backtracks would take years."""
    with pytest.raises(Refused):
        period(text, NOW, BERLIN)


def test_a_text_that_is_too_long_is_refused_and_not_repeated() -> None:
    with pytest.raises(Refused) as refused:
        period("1d " * 2000, NOW, BERLIN)
    assert len(refused.value.text) < 400
    with pytest.raises(Refused) as refused:
        zone_of("Europe/" * 900)
    assert len(refused.value.text) < 400

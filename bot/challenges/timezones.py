"""Time zones by their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.challenges.challenge import Refused

MAX_NAME = 100  # characters
# Names without summer time, and the zone with summer time whose people use the name all year, too.
ABBREVIATIONS: Mapping[str, tuple[str, str]] = {
    "EST": ("Etc/GMT+5", "America/New_York"),
    "MST": ("Etc/GMT+7", "America/Denver"),
    "GMT": ("Etc/GMT", "Europe/London"),
}


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its name, such as `Europe/Berlin`; ignores case.

    Raises:
        Refused: there is no such time zone.
    """
    name = name[:MAX_NAME]
    known = _zones().get(name.strip().casefold().replace(" ", "_"))
    if known is None:
        raise Refused(
            f"I know no time zone “{name}”.",
            hint="Choose one from the list that appears while you type, such as Europe/Berlin.",
            code="challenge-zone",
            name=name,
        )
    return ZoneInfo(known)


def zones_meant(name: str) -> tuple[ZoneInfo, ...]:
    """The time zones that a person may mean by a name. “EST” has no summer time, but New York has."""
    return tuple(map(ZoneInfo, ABBREVIATIONS.get(name, (name,))))


def zones_like(text: str) -> list[str]:
    """Names of time zones with the text in them; those that begin with it come first."""
    wanted = text[:MAX_NAME].strip().casefold().replace(" ", "_")
    found = [name for key, name in _zones().items() if wanted in key and not name.startswith("Etc/")]
    return sorted(found, key=lambda name: (wanted not in {name.casefold()[: len(wanted)], _city(name, wanted)}, name))


def _city(name: str, wanted: str) -> str:
    return name.casefold().rpartition("/")[2][: len(wanted)]


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(available_timezones()) if not name.startswith("posix")}

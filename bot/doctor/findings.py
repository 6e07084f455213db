"""What an examination finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"  # the bot works, or this could not be checked
    WRONG = "wrong"  # the bot does not work, or not as it should


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report.

    Attributes:
        topic: what was looked at.
        level: how bad it is.
        seen: what is so, without secrets, names of people or what they wrote.
        advice: what to do next; empty if nothing.
    """

    topic: str
    level: Level
    seen: str
    advice: str = ""


def ok(topic: str, seen: str) -> Finding:
    """A finding that needs nothing."""
    return Finding(topic, Level.OK, seen)


def warning(topic: str, seen: str, advice: str) -> Finding:
    """A finding that deserves a look."""
    return Finding(topic, Level.WARNING, seen, advice)


def wrong(topic: str, seen: str, advice: str) -> Finding:
    """A finding that has to be corrected."""
    return Finding(topic, Level.WRONG, seen, advice)


def mebibytes(size: float) -> str:
    """A size for people."""
    return f"{size / 2**30:.1f} GiB" if size >= 2**30 else f"{size / 2**20:.1f} MiB"


def counted(number: int, thing: str) -> str:
    """A number of things, such as “1 file” or “3 files”."""
    return f"{number} {thing}{'' if number == 1 else 's'}"

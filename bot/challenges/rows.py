"""Rows of the database and the values that they are."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import RowMapping

from bot.challenges.challenge import Challenge, Entry, EntryState, Kind, Phase, Rules, Words

LIVE = [phase for phase in Phase if phase.live]
_WORDS = {field.name for field in fields(Words)}


def to_row(challenge: Challenge) -> dict[str, Any]:
    """A challenge as columns."""
    row = {field.name: getattr(challenge, field.name) for field in fields(challenge) if field.name != "words"}
    row |= {name: getattr(challenge.words, name) for name in _WORDS}
    return row | {"rules": challenge.rules.to_dict()}


def to_challenge(row: RowMapping) -> Challenge:
    """A row as a challenge."""
    columns = {name: value for name, value in row.items() if name != "number"}
    words = Words(**{name: columns.pop(name) for name in _WORDS})
    known = {"kind": Kind(columns["kind"]), "phase": Phase(columns["phase"])}
    return Challenge(**columns | known | {"words": words, "rules": Rules.from_dict(columns["rules"])})


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as columns."""
    return {field.name: getattr(entry, field.name) for field in fields(entry)} | {"recipe": dict(entry.recipe)}


def to_entry(row: RowMapping) -> Entry:
    """A row as an entry."""
    return Entry(**dict(row) | {"state": EntryState(row["state"])})

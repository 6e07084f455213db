"""Export a challenge for moderators: a table and an archive of pictures.

It never says who voted for whom, and while names are hidden nothing that leads to them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from bot.challenges.challenge import Challenge, Entry
from bot.challenges.pictures import Pictures
from bot.errors import NotFound
from bot.runtime.blocking import run_blocking
from nst import images

COLUMNS = ("number", "state", "name", "user_id", "entered_at", "votes", "place", "reason", "job_id", "style", "seed")
_ROOM = 4096  # bytes of a zip file besides its pictures


_REVEALING = ("name", "user_id", "job_id", "style", "seed")  # a public picture shows its job, style and seed


def rows(challenge: Challenge, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries as a table, the best first, then by their numbers."""
    order = sorted(entries, key=lambda entry: (entry.place is None, entry.place or 0, entry.number))
    hidden = {} if challenge.revealed else dict.fromkeys(_REVEALING)
    return [_row(entry) | hidden for entry in order]


def table(challenge: Challenge, entries: Iterable[Entry]) -> bytes:
    """Entries as CSV with a byte order mark, for spreadsheets."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for row in rows(challenge, entries):
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def document(challenge: Challenge, entries: Sequence[Entry]) -> bytes:
    """A challenge with its entries and their recipes as JSON."""
    about = {
        "id": challenge.id,
        "server": str(challenge.guild_id),
        "title": challenge.words.title,
        "theme": challenge.words.theme,
        "description": challenge.words.description,
        "kind": challenge.kind,
        "phase": challenge.phase,
        "season": challenge.season,
        "opens_at": challenge.opens_at.isoformat(),
        "closes_at": challenge.closes_at.isoformat(),
        "ends_at": challenge.ends_at.isoformat(),
        "rules": challenge.rules.to_dict(),
        "voters": challenge.voters,
        "votes_excluded": challenge.excluded,
    }
    recipes = {entry.number: dict(entry.recipe) for entry in entries if challenge.revealed}
    listed = [row | {"recipe": recipes.get(row["number"])} for row in rows(challenge, entries)]
    return json.dumps(about | {"entries": listed}, ensure_ascii=False, indent=2).encode()


async def archives(
    challenge: Challenge, entries: Sequence[Entry], pictures: Pictures, limit: int
) -> AsyncIterator[bytes]:
    """Pictures and table in zip files of at most `limit` bytes each.

    A picture that is too large for one zip file is compressed.
    """
    files: dict[str, bytes] = {"challenge.json": document(challenge, entries), "entries.csv": table(challenge, entries)}
    for entry in entries:
        try:
            suffix, data = await _fitting(await pictures.get(entry.picture), limit)
        except NotFound:  # withdrawn just now
            continue
        if sum(map(len, files.values())) + len(data) + _ROOM * 2 > limit:
            yield await run_blocking(_zip, files)
            files = {}
        owner = f"-{entry.owner_id}" if challenge.revealed else ""
        files[f"entries/{entry.number:03}{owner}.{suffix}"] = data
    if files:
        yield await run_blocking(_zip, files)


def file_name(challenge: Challenge, suffix: str) -> str:
    """A name for a file about a challenge."""
    plain = re.sub(r"[^a-z0-9]+", "-", challenge.title.casefold()).strip("-")
    return f"{plain[:40] or 'challenge'}-{challenge.id}.{suffix}"


async def _fitting(picture: bytes, limit: int) -> tuple[str, bytes]:
    """A picture as a file that fits into an archive, and its suffix."""
    suffix, room = "png", limit - 4 * _ROOM
    if len(picture) > room:
        decoded = await run_blocking(images.decode_own, picture)
        picture, suffix = await run_blocking(images.encode_within, decoded, room)
    return suffix, picture


def _row(entry: Entry) -> dict[str, Any]:
    params: Mapping[str, Any] = entry.recipe.get("params", {})
    return {
        "number": entry.number,
        "state": str(entry.state),
        "name": entry.name,
        "user_id": str(entry.owner_id),
        "entered_at": entry.entered_at.isoformat(),
        "votes": entry.votes,
        "place": entry.place,
        "reason": entry.reason,
        "job_id": entry.job_id,
        "style": entry.recipe.get("style_name", ""),
        "seed": params.get("seed"),
    }


def _harmless(value: object) -> object:
    """Text that a spreadsheet does not read as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _zip(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()

"""In which order saved styles are learned. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, zip_longest

MOST_ATTEMPTS = 3
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved style.

    Attributes:
        number: styles that were saved later have higher numbers.
        shelf: of a person or a server, see `bot.styles.style.shelf_of`.
        picture: its file. The same picture may be saved on several shelves.
        learned: whether it has a network.
        attempts: of learning it that failed.
        ended_at: when learning it ended, or failed last; None if it was not tried.
    """

    number: int
    shelf: str
    picture: str
    learned: bool = False
    attempts: int = 0
    ended_at: datetime | None = None


def learning_order(saved: Iterable[Saved], *, per_person: int, per_server: int) -> list[str]:
    """The pictures to learn, the next one first.

    Shelves take turns, beginning with the one whose last turn is longest ago. On a shelf the oldest style comes first,
    but one that failed comes after the others, and not again after three attempts.

    Args:
        saved: all styles.
        per_person: most learned styles on the shelf of a person.
        per_server: the same for a server.
    """
    shelves: dict[str, list[Saved]] = defaultdict(list)
    for style in saved:
        shelves[style.shelf].append(style)
    by_turn = sorted(shelves.values(), key=_last_turn)
    queues = [_queue(shelf, per_person if shelf[0].shelf.startswith("user:") else per_server) for shelf in by_turn]
    rounds = chain.from_iterable(zip_longest(*queues))
    return list(dict.fromkeys(picture for picture in rounds if picture is not None))


def _last_turn(shelf: list[Saved]) -> tuple[datetime, int]:
    return max(style.ended_at or _NEVER for style in shelf), min(style.number for style in shelf)


def _queue(shelf: list[Saved], most: int) -> list[str]:
    room = max(0, most - sum(style.learned for style in shelf))
    open_ones = [style for style in shelf if not style.learned and style.attempts < MOST_ATTEMPTS]
    return [style.picture for style in sorted(open_ones, key=lambda style: (style.attempts, style.number))][:room]

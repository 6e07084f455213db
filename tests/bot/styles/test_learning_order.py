"""In which order saved styles are learned."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.styles.learning import LearningLimits
from bot.styles.learning_order import Saved, learning_order

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def order(*saved: Saved, per_person: int = 5, per_server: int = 5) -> list[str]:
    return learning_order(saved, per_person=per_person, per_server=per_server)


def test_people_and_servers_take_turns_and_the_oldest_style_comes_first() -> None:
    crowd = [Saved(number, "guild:1", f"crowd {number}") for number in (1, 2, 3)]
    assert order(*reversed(crowd), Saved(4, "user:2", "own")) == ["crowd 1", "own", "crowd 2", "crowd 3"]


def test_who_had_a_turn_waits_for_the_others() -> None:
    had = Saved(1, "guild:1", "a", learned=True, ended_at=NOON)
    earlier = Saved(3, "user:3", "c", learned=True, ended_at=NOON - timedelta(hours=1))
    assert order(had, Saved(2, "guild:1", "b"), earlier, Saved(4, "user:3", "d"), Saved(5, "user:5", "e")) == [
        "e",
        "d",
        "b",
    ]


def test_a_style_that_failed_lets_others_go_first_and_is_given_up_after_three_attempts() -> None:
    failed = Saved(1, "user:1", "failed", attempts=1, ended_at=NOON)
    assert order(failed, Saved(2, "user:1", "new")) == ["new", "failed"]
    assert order(Saved(1, "user:1", "hopeless", attempts=3, ended_at=NOON)) == []


styles = st.builds(
    Saved,
    number=st.integers(1, 1000),
    shelf=st.sampled_from(["user:1", "user:2", "guild:3", "guild:4"]),
    picture=st.sampled_from("abcdefghij"),
    learned=st.booleans(),
    attempts=st.integers(0, 4),
    ended_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(st.lists(styles, max_size=30), st.integers(0, 4), st.integers(0, 4))
def test_no_shelf_gets_more_than_its_share_and_nothing_is_learned_twice(
    saved: list[Saved], per_person: int, per_server: int
) -> None:
    found = learning_order(saved, per_person=per_person, per_server=per_server)
    assert len(found) == len(set(found))
    for shelf in {style.shelf for style in saved}:
        here = [style for style in saved if style.shelf == shelf]
        limit = per_person if shelf.startswith("user") else per_server
        room = max(0, limit - sum(style.learned for style in here))
        can = {style.picture for style in here if not style.learned and style.attempts < 3}
        elsewhere = {style.picture for style in saved if style.shelf != shelf and not style.learned}
        assert len((can & set(found)) - elsewhere) <= room


def test_the_host_gives_hours() -> None:
    def hours(text: str) -> list[int]:
        limits = LearningLimits(1, 1, 1, text)
        return [hour for hour in range(24) if limits.open_at(hour)]

    assert hours("") == list(range(24))
    assert hours("1-4") == [1, 2, 3]
    assert hours("22-3") == [0, 1, 2, 22, 23]

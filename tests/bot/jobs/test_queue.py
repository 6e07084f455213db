"""The round-robin queue."""

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.queue import FairQueue

owners = st.lists(st.integers(1, 5), max_size=40)


def filled(owners: list[int]) -> FairQueue[tuple[int, int]]:
    queue: FairQueue[tuple[int, int]] = FairQueue()
    for number, owner in enumerate(owners):
        queue.push(owner, (owner, number))
    return queue


def emptied(queue: FairQueue[tuple[int, int]]) -> list[tuple[int, int]]:
    served = []
    while (item := queue.pop()) is not None:
        served.append(item)
    return served


def test_one_picture_does_not_wait_for_the_hundred_of_another_person() -> None:
    queue = filled([1] * 100 + [2])
    assert emptied(queue)[:3] == [(1, 0), (2, 100), (1, 1)]


def test_an_empty_queue_gives_nothing() -> None:
    queue = filled([])
    assert (queue.pop(), len(queue), list(queue), queue.position((1, 1))) == (None, 0, [], None)


@given(owners)
def test_everything_is_served_once_and_each_owners_in_order(owners: list[int]) -> None:
    served = emptied(filled(owners))
    assert sorted(number for _, number in served) == list(range(len(owners)))
    for owner in set(owners):
        own = [number for o, number in served if o == owner]
        assert own == sorted(own)


@given(owners)
def test_next_is_who_waits_and_was_served_longest_ago(owners: list[int]) -> None:
    served = [owner for owner, _ in emptied(filled(owners))]
    last_turn: dict[int, int] = {}
    for turn, owner in enumerate(served):
        assert all(last_turn.get(owner, -1) <= last_turn.get(other, -1) for other in served[turn:])
        last_turn[owner] = turn


@given(owners, st.data())
def test_the_order_that_is_shown_is_the_order_that_is_served(owners: list[int], data: st.DataObject) -> None:
    queue = filled(owners)
    for _ in range(data.draw(st.integers(0, len(owners)))):
        queue.pop()
    shown = list(queue)
    assert len(queue) == len(shown)
    assert [queue.position(item) for item in shown] == list(range(len(shown)))
    assert emptied(queue) == shown


@given(owners.filter(bool), st.data())
def test_what_is_taken_out_is_not_served_and_the_rest_is(owners: list[int], data: st.DataObject) -> None:
    queue = filled(owners)
    number = data.draw(st.integers(0, len(owners) - 1))
    item = (owners[number], number)
    expected = [other for other in queue if other != item]
    assert queue.remove(item)
    assert not queue.remove(item)
    assert sorted(emptied(queue)) == sorted(expected)


def test_who_comes_back_joins_at_the_end_of_the_round() -> None:
    queue = filled([1, 2, 3])
    queue.pop()
    queue.push(1, (1, 9))
    assert emptied(queue) == [(2, 1), (3, 2), (1, 9)]


@given(owners, st.sets(st.integers(0, 39)))
def test_what_may_not_be_served_yet_stays_and_nothing_else_does(owners: list[int], held: set[int]) -> None:
    queue = filled(owners)
    served = []
    while (item := queue.pop(lambda item: item[1] not in held)) is not None:
        served.append(item)
    assert {number for _, number in served} == set(range(len(owners))) - held
    for owner in set(owners):
        own = [number for o, number in served if o == owner]
        assert own == sorted(own)
    assert {number for _, number in queue} == set(range(len(owners))) & held


def test_who_is_passed_over_is_next() -> None:
    queue = filled([1, 2, 3, 2])
    assert queue.pop(lambda item: item[0] != 1) == (2, 1)
    assert emptied(queue) == [(1, 0), (3, 2), (2, 3)]

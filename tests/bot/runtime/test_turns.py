"""People take turns."""

import asyncio

import pytest

from bot.runtime.turns import Turns
from nst.errors import UserError

ALICE, BOB, CAROL = 1, 2, 3


class Visits:
    """People who keep their turn until the test ends it."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.begun: list[str] = []
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._go: dict[str, asyncio.Event] = {}

    async def come(self, person: int, *names: str) -> None:
        for name in names:
            self._go[name] = asyncio.Event()
            self._tasks[name] = asyncio.create_task(self._visit(person, name))
            await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def go(self, name: str) -> None:
        self._go[name].set()
        await self._tasks[name]
        await asyncio.sleep(0)

    async def give_up(self, name: str) -> None:
        self._tasks[name].cancel()
        await asyncio.gather(self._tasks[name], return_exceptions=True)
        await asyncio.sleep(0)

    async def _visit(self, person: int, name: str) -> None:
        async with self.turns.turn(person):
            self.begun.append(name)
            await self._go[name].wait()


async def test_nobody_has_two_places_and_others_go_first() -> None:
    visits = Visits(Turns(2, most=10))
    await visits.come(ALICE, "a1", "a2", "a3")
    assert visits.begun == ["a1"]
    await visits.come(BOB, "b1", "b2")
    assert visits.begun == ["a1", "b1"]
    await visits.come(CAROL, "c1")
    await visits.go("b1")
    assert visits.begun == ["a1", "b1", "c1"], "Alice has a place, and Bob has just had one"
    await visits.go("a1")
    assert visits.begun == ["a1", "b1", "c1", "b2"]
    for name in ("c1", "b2", "a2", "a3"):
        await visits.go(name)
    assert visits.begun[4:] == ["a2", "a3"]


async def test_who_gives_up_leaves_the_place_to_the_next() -> None:
    visits = Visits(Turns(1, most=10))
    await visits.come(ALICE, "a1", "a2")
    await visits.come(BOB, "b1")
    await visits.come(CAROL, "c1")
    await visits.give_up("b1")
    await visits.give_up("a1")
    assert visits.begun == ["a1", "c1"]
    await visits.give_up("c1")
    assert visits.begun == ["a1", "c1", "a2"]


async def test_one_person_may_have_so_many_waiting_and_again_when_some_are_done() -> None:
    visits = Visits(Turns(1, most=2))
    await visits.come(ALICE, "a1", "a2")
    with pytest.raises(UserError) as caught:
        async with visits.turns.turn(ALICE):
            pass
    assert (caught.value.code, caught.value.values) == ("too-many-readings", {"limit": 2})
    await visits.come(BOB, "b1")
    await visits.go("a1")
    await visits.come(ALICE, "a3")
    assert visits.begun == ["a1", "b1"]

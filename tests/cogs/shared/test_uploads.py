"""Malicious uploads, and many uploads at once."""

import asyncio
import errno
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from bot.runtime.decoder_pool import Decoders
from bot.settings import Settings
from cogs.shared.uploads import Intake
from nst.errors import UserError
from tests import hostile
from tests.cogs.world import World, told_privately
from tests.polling import until

ROGUE = "tests.bot.runtime.rogue_decoder"


@pytest.mark.parametrize(
    ("name", "make"), [("tile.tif", hostile.giant_tile), ("scans.jpg", lambda: hostile.many_scans(side=800))]
)
async def test_a_file_that_is_built_to_cost_much_is_refused_and_the_next_picture_painted(
    world: World, name: str, make: Callable[..., Any]
) -> None:
    refused = await world.stylize(content=(name, make()))
    assert "is built so that opening it would take very long" in told_privately(refused)
    assert "save it as PNG or JPEG" in told_privately(refused)
    await world.finished(await world.stylize())


class TestWithDecodersThatObeyTheFile:
    """Each file controls what happens to the process that reads it."""

    @pytest.fixture
    def decoders(self, settings: Settings) -> Decoders:
        return Decoders(settings.limits, settings.max_size, program=ROGUE)

    async def test_a_file_that_crashes_its_reader_is_refused_with_a_sentence(self, world: World) -> None:
        refused = await world.stylize(content=("crash.png", b"abort"))
        assert told_privately(refused).startswith("Content picture: This picture made the program")
        await world.finished(await world.stylize(content=("photo.png", b"a photo"), style=("painting.png", b"another")))


async def test_a_place_is_free_again_when_the_picture_could_not_be_read(world: World) -> None:
    for _ in range(7):
        refused = await world.stylize(content=("notes.txt", b"just text"))
        assert "That is a text file" in told_privately(refused)
    await world.finished(await world.stylize())


@dataclass
class File:
    """An uploaded file; its content controls what happens to the process that reads it."""

    content: bytes
    log: list[bytes]
    filename: str = "picture"

    @property
    def size(self) -> int:
        return len(self.content)

    async def read(self) -> bytes:
        self.log.append(self.content)
        return self.content

    def is_spoiler(self) -> bool:
        return False


class Uploads:
    """An intake, and people who upload files to it."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.downloaded: list[bytes] = []
        self._sent: list[asyncio.Task[bytes]] = []

    def send(self, person: int, content: bytes) -> asyncio.Task[bytes]:
        task = asyncio.create_task(self.intake.read(person, "content", File(content, self.downloaded)))
        self._sent.append(task)
        return task

    async def close(self) -> None:
        await self.intake.close()
        await asyncio.gather(*self._sent, return_exceptions=True)


ALICE, BOB = 1, 2


@pytest_asyncio.fixture
async def uploads(settings: Settings) -> AsyncIterator[Uploads]:
    uploads = Uploads(Intake(settings, Decoders(settings.limits, settings.max_size, program=ROGUE)))
    yield uploads
    await uploads.close()


async def test_a_photo_is_read_while_the_files_of_another_person_hang(uploads: Uploads) -> None:
    hanging = [uploads.send(ALICE, b"hang") for _ in range(3)]
    await until(lambda: uploads.downloaded, what="the first download")
    assert await uploads.send(BOB, b"a photo")
    assert uploads.downloaded == [b"hang", b"a photo"], "what is not read yet is not downloaded either"
    await uploads.intake.close()
    for result in await asyncio.gather(*hanging, return_exceptions=True):
        assert isinstance(result, UserError)
        assert result.code == "restarting"


async def test_what_one_person_has_waiting_is_bounded(uploads: Uploads) -> None:
    sent = [uploads.send(ALICE, b"hang") for _ in range(12)]
    for refused in sent[10:]:
        with pytest.raises(UserError) as caught:
            await refused
        assert caught.value.code == "too-many-readings"
    assert not any(task.done() for task in sent[:10])
    assert await uploads.send(BOB, b"a photo")


async def test_a_download_for_which_there_are_too_many_open_files_is_not_discords_fault(
    uploads: Uploads,
) -> None:
    class Lost(File):
        async def read(self) -> bytes:
            raise OSError(errno.EMFILE, "Too many open files")

    with pytest.raises(UserError) as caught:
        await uploads.intake.read(ALICE, "content", Lost(b"a photo", []))
    assert caught.value.code == "no-files"

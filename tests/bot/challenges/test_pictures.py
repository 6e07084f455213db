"""Drawings and exports: sheets, podiums, tables, archives; and personal data."""

import csv
import io
import json
import random
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.challenges import export
from bot.challenges.challenge import Phase
from bot.challenges.contact_sheets import Framed, page, pages, podium, readable, sheet, shuffled
from bot.challenges.pictures import same_picture
from bot.challenges.timeline import StepKind
from nst import images
from tests.bot.challenges.challenge_services import (
    ALICE,
    BOB,
    CAROL,
    ChallengeServices,
    FakePublisher,
    entry,
    host,
    person,
    plan,
)
from tests.bot.doubles import png


def drawn(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize(("count", "columns", "rows"), [(1, 1, 1), (2, 2, 1), (5, 3, 2), (9, 3, 3), (12, 4, 3)])
def test_a_contact_sheet_shows_every_picture(count: int, columns: int, rows: int) -> None:
    colours = ["red", "lime", "blue", "yellow", "cyan", "magenta"] * 2
    image = drawn(sheet([Framed(png(colours[n], (300, 200)), f"#{n + 1}") for n in range(count)]))
    assert image.size == (32 + columns * 356, 32 + rows * 356)
    row, column = divmod(count - 1, columns)
    x, y = 24 + column * 356 + 170, 24 + row * 356 + 170
    middle = image.crop((x, y, x + 1, y + 1))
    wanted = Image.new("RGB", (1, 1), colours[count - 1])
    assert max(ImageStat.Stat(ImageChops.difference(middle, wanted)).mean) < 12


def test_a_podium_has_the_winner_in_the_middle_and_highest() -> None:
    winners = [Framed(png(colour, (400, 300)), "1 vote", "Zoë") for colour in ("red", "lime", "blue")]
    image = drawn(podium("A very long title " * 8, "3 pictures", dict(enumerate(winners, 1))))

    def top(colour: int) -> tuple[int, int]:
        strong = [band.point(lambda value: 255 if value > 220 else 0) for band in image.split()]
        weak = [band.point(lambda value: 255 if value < 60 else 0) for band in image.split()]
        others = [weak[other] for other in range(3) if other != colour]
        box = ImageChops.multiply(strong[colour], ImageChops.multiply(*others)).getbbox()
        assert box is not None
        return box[1], box[0]

    first, second, third = top(0), top(1), top(2)
    assert first[0] < second[0] < third[0]
    assert second[1] < first[1] < third[1]
    drawn(podium("The winner withdrew", "1 picture", {2: winners[1]}))


def test_names_keep_what_can_be_drawn() -> None:
    assert readable("Zoë  Ångström 🎨 Иван") == "Zoë Ångström Иван"
    assert readable("🎨🎨") == ""


def test_an_order_depends_on_the_viewer_and_is_fair() -> None:
    entries = [entry(n, n) for n in range(1, 31)]
    first = [shuffled(entries, seed)[0].number for seed in range(600)]
    assert shuffled(entries, 7) == shuffled(list(reversed(entries)), 7)
    assert len(set(first)) == 30
    assert max(first.count(n) for n in range(1, 31)) < 60, "no picture is first more often than chance would have it"
    assert pages(entries) == 3
    assert [one.number for n in range(3) for one in page(entries, n)] == list(range(1, 31))
    assert page(entries, 99) == page(entries, 2)


async def test_a_picture_that_was_compressed_is_still_the_same() -> None:
    chance = random.Random(3)
    image = Image.frombytes("RGB", (40, 30), chance.randbytes(3600)).resize((400, 300), Image.Resampling.BICUBIC)
    original, jpeg, small = io.BytesIO(), io.BytesIO(), io.BytesIO()
    image.save(original, "PNG")
    image.save(jpeg, "JPEG", quality=70)
    compressed = images.encode_png(images.decode(jpeg.getvalue()))  # as the intake stores it
    image.resize((200, 150)).save(small, "PNG")
    assert await same_picture(original.getvalue(), compressed)
    assert await same_picture(original.getvalue(), small.getvalue())
    mirrored = io.BytesIO()
    image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(mirrored, "PNG")
    assert not await same_picture(original.getvalue(), mirrored.getvalue())


async def test_a_table_is_harmless_in_a_spreadsheet(services: ChallengeServices) -> None:
    challenge = await services.announced(anonymous=False)
    evil = entry(1, ALICE, name='=HYPERLINK("x")', reason="+1")
    (row,) = csv.DictReader(io.StringIO(export.table(challenge, [evil]).decode("utf-8-sig")))
    assert row["name"] == '\'=HYPERLINK("x")'
    assert row["reason"] == "'+1"


async def test_an_archive_comes_in_as_many_parts_as_it_takes(services: ChallengeServices) -> None:
    challenge = await services.announced(entries_each=10, anonymous=False)
    chance = random.Random(1)
    for _ in range(6):
        noise = io.BytesIO()
        Image.frombytes("RGB", (150, 150), chance.randbytes(67500)).save(noise, "PNG")
        job = await services.painted(ALICE)
        picture = await services.files.put(noise.getvalue())
        await services.jobs.update(job.id, picture=picture)
        await services.participation.enter(challenge.id, await services.jobs.get(job.id), person(ALICE))
    entries = await services.store.entries(challenge.id)
    limit, names = 200_000, []
    async for data in export.archives(challenge, entries, services.challenges.pictures, limit):
        assert len(data) <= limit
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            names += archive.namelist()
    assert sorted(names) == sorted(
        ["challenge.json", "entries.csv", *(f"entries/{n:03}-{ALICE}.png" for n in range(1, 7))]
    )
    document = json.loads(export.document(challenge, entries))
    assert [one["recipe"]["params"]["seed"] for one in document["entries"]] == [1, 2, 3, 4, 5, 6]


async def test_exports_do_not_say_who_voted(services: ChallengeServices) -> None:
    voter = 987_654_321
    challenge = await services.announced()
    entry = await services.entered(challenge, ALICE)
    await services.advance(days=3)
    await services.vote(challenge, voter, entry)
    await services.advance(days=2)
    entries, challenge = await services.store.entries(challenge.id), await services.store.get(challenge.id)
    assert [one.votes for one in entries] == [1]
    said = [export.document(challenge, entries), export.table(challenge, entries)]
    async for data in export.archives(challenge, entries, services.challenges.pictures, 10**6):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            said += [archive.read(name) for name in archive.namelist()]
    assert str(voter).encode() not in b"".join(said)


async def test_what_is_kept_about_a_person_is_handed_out_and_forgotten(
    services: ChallengeServices, publisher: FakePublisher, tmp_path: Path
) -> None:
    personal_data = services.challenges.personal_data
    mine = await services.moderation.create(plan(png("gold"), kind="photo", host_id=ALICE), host())
    await services.publish(mine.id)
    challenge = await services.announced(winner_role_id=9)
    entries = {owner: await services.entered(challenge, owner) for owner in (ALICE, BOB)}
    await services.advance(days=3)
    await services.vote(challenge, ALICE, entries[BOB])
    await services.vote(challenge, CAROL, entries[ALICE])
    kept = await personal_data.export(ALICE)
    assert set(kept) == {
        "challenges.json",
        f"challenges/{challenge.id}-1.png",
        f"challenges/{mine.id}-given.png",
    }
    assert kept["challenges.json"]["votes"] == [{"challenge": challenge.id, "entry": entries[BOB].id}]
    await services.advance(days=2)
    assert publisher.roles == [("+", ALICE)]
    assert await personal_data.forget(ALICE) == {"entries": 1, "votes": 1, "challenges": 1}
    await services.advance()
    assert publisher.roles == [("+", ALICE), ("-", ALICE)]
    assert (await personal_data.export(ALICE))["challenges.json"] == {
        "entries": [],
        "votes": [],
        "winner_in": [],
        "made": [],
        "repeating": [],
    }
    assert services.stored(tmp_path) == 1
    assert (await services.store.get(mine.id)).host_id == 0
    assert await services.places(challenge) == {BOB: (2, 1)}, "a finished ranking keeps its other places"
    assert await personal_data.forget(ALICE) == {"entries": 0, "votes": 0, "challenges": 0}


async def test_a_challenge_that_needs_a_picture_of_who_is_forgotten_is_cancelled(
    services: ChallengeServices, publisher: FakePublisher
) -> None:
    mine = await services.moderation.create(plan(png("gold"), kind="photo", host_id=ALICE), host())
    await services.publish(mine.id)
    await services.challenges.personal_data.forget(ALICE)
    await services.advance(days=10)
    gone = await services.store.get(mine.id)
    assert (gone.phase, gone.reference) == (Phase.CANCELLED, None)
    assert list(publisher.done) == [StepKind.ANNOUNCE, StepKind.CANCEL]
    assert gone.ends_at - gone.closes_at == timedelta(days=2)


async def test_exports_hold_nothing_that_leads_to_a_name_while_names_are_hidden(services: ChallengeServices) -> None:
    challenge = await services.announced()
    job = await services.painted(ALICE, style_name="dusk")
    await services.participation.enter(challenge.id, job, person(ALICE, name="Alice of art"))
    entries = await services.store.entries(challenge.id)
    names: list[str] = []
    said = b""
    async for data in export.archives(challenge, entries, services.challenges.pictures, 10**6):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names += archive.namelist()
            said += b"".join(archive.read(name) for name in ("challenge.json", "entries.csv"))
    assert sorted(names) == ["challenge.json", "entries.csv", "entries/001.png"]
    assert not [clue for clue in (str(ALICE), "Alice of art", job.id, "dusk", 'seed": 1') if clue.encode() in said]

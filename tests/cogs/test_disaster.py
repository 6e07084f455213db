"""The disk dies: everything is deleted, a backup is restored, and the bot goes on where it was."""

import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.backups.backup import Backup, make_backup
from bot.backups.data import Data, data_of, settings_text
from bot.backups.restore import restore
from bot.runtime.blocking import run_blocking
from bot.settings import Settings
from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World, colour_of, picture, reply, shown_picture
from tests.polling import until


@pytest.fixture
def data(settings: Settings) -> Data:
    found = data_of(settings)
    assert found is not None
    return found


async def test_a_bot_goes_on_from_its_backup_after_everything_was_lost(
    world: World, settings: Settings, data: Data, tmp_path_factory: pytest.TempPathFactory
) -> None:
    art = ChallengeWorld(world)
    elsewhere: Path = tmp_path_factory.mktemp("another disk")
    back_up = partial(make_backup, data, settings_text(settings), elsewhere, keep=3, now=datetime.now(UTC))
    # Filled: a picture that is entered in a challenge, a saved style, one job that is painted and one that waits.
    challenge = await art.hold()
    await art.enter(world.alice, "teal")
    await world.alice.slash(world.channel, "style save", name="Mosaic", image=("mosaic.png", picture("gold")))
    world.painter.hold()
    running = await world.stylize(world.alice, content=("photo.png", picture("navy")))
    await until(lambda: len(world.painter.painted) == 2, what="the beginning of the second picture")
    waiting = await world.stylize(world.bob, content=("photo.png", picture("maroon")))

    backup: Backup = await run_blocking(back_up)  # while the bot runs
    counts = backup.manifest.counts
    assert (counts["jobs"], counts["unfinished"], counts["styles"], counts["challenges"]) == (3, 2, 1, 1)
    # Three photos, of which the fake painter's picture is one, their painting, the style and the entry.
    assert (counts["files"], counts["missing"], counts["damaged"]) == (6, 0, 0)
    await world.stop()
    for path in settings.data_dir.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    await run_blocking(restore, backup.path, data, replace=False, now=datetime.now(UTC))
    world.painter.release()
    await world.start()
    for asked, colour in ((running, (0, 0, 128)), (waiting, (128, 0, 0))):
        await world.finished(asked)
        shown = (await shown_picture(reply(asked))).getpixel((0, 0))
        assert isinstance(shown, tuple)
        assert shown[:3] == pytest.approx(colour, abs=3)
    await world.eventually(lambda jobs: [job.delivered for job in jobs] == [True] * 3)

    await art.forward(days=3)  # the timers go on
    vote = await art.post("The vote is open")
    (entry,) = await art.service.store.entries(challenge.id)
    await art.vote(world.bob, vote, entry)
    await art.forward(days=2)
    await art.post("🏆 Night wind", f"<@{world.alice.id}>")
    await world.finished(await world.stylize(style=None, saved="Mosaic"))
    assert colour_of(world.painter.painted[-1].styles[0]) == (255, 215, 0)

"""Nothing is awaited before an interaction is acknowledged but the database; see `tests.acknowledgement`."""

import inspect
import re
import textwrap
from pathlib import Path

import pytest

from bot.challenges.participation import Participation
from bot.challenges.repetition import Repetition
from bot.challenges.store import ChallengeStore
from bot.jobs.drafts import Drafts
from bot.jobs.history import JobHistory
from bot.jobs.service import JobService
from bot.people.consent import People
from bot.people.gate import Gate
from bot.people.instant_choices import InstantChoices
from bot.people.notices import Notices
from bot.people.operations import Operations
from bot.people.server_settings import Guilds
from bot.styles import mixes
from bot.styles.learning import StyleLearning
from bot.styles.library import StyleLibrary
from tests.acknowledgement import Cogs, Walk

ROOT = Path(__file__).parents[1]
# What the cogs call a service, the service, and those of its methods that wait for the database at most.
QUICK = [
    ("drafts", Drafts, {"get", "put"}),
    ("gate", Gate, {"check_person", "check_pictures", "check_request", "instant_way"}),
    ("instant_choices", InstantChoices, {"choice", "choose"}),
    ("guild_settings", Guilds, {"update", "reset", "changes"}),
    ("notices", Notices, {"choice", "choose"}),
    ("people", People, {"consents", "set_consent", "bans", "unban"}),
    ("operations", Operations, {"pause", "resume", "overview", "statistics"}),
    ("job_service", JobService, {"get", "require_slot", "reserve"}),
    ("history", JobHistory, {"latest", "pictures"}),
    ("styles", StyleLibrary, {"find", "search"}),
    ("learning", StyleLearning, {"statuses", "watch", "line"}),
    ("library", StyleLibrary, {"find", "search"}),
    ("library_of", StyleLibrary, {"find"}),
    ("mixes", mixes, {"find_mix"}),
    ("store", ChallengeStore, {"get", "entry", "entries_of", "live", "of_guild", "seasons"}),
    ("repetition", Repetition, {"of_guild"}),
    ("participation", Participation, {"visible_entries"}),
]
NAMES = {f"{name}.{method}" for name, _, methods in QUICK for method in methods}
SLOW = re.compile(
    r"run_blocking|_files\b|\.picture\(|_house\.(?!titles)|http|sleep|"
    r"_executor|_runner|_archive|async with self\.\w*lock"
)


def test_nothing_is_awaited_before_the_acknowledgement_but_the_database() -> None:
    cogs = Cogs(ROOT / "cogs", NAMES)
    handlers = cogs.handlers()
    assert len(handlers) > 60
    assert [one for handler in handlers for one in cogs.walk(handler).slow] == []
    assert [str(handler) for handler in handlers if not cogs.walk(handler).acknowledged] == []


def test_what_is_awaited_while_a_person_types_is_quick() -> None:
    """Choices may come from another thread: nobody loses anything when they come late. Options and forms may not."""
    choices, options = Cogs(ROOT / "cogs", NAMES | {"run_blocking"}), Cogs(ROOT / "cogs", NAMES)
    assert len(choices.lookups()) > 10
    assert [one for lookup in choices.lookups() for one in choices.walk(lookup).slow] == []
    read = [lookup for lookup in options.lookups() if lookup.code.name in {"transform", "shown"}]
    assert read
    assert [one for lookup in read for one in options.walk(lookup).slow] == []


def test_what_counts_as_the_database_is_nothing_else() -> None:
    for _, service, methods in QUICK:
        for method in methods:
            assert not SLOW.search(inspect.getsource(getattr(service, method))), f"{service}.{method}"
    assert SLOW.search(inspect.getsource(JobHistory.max_size_of)), "this test can see what is slow"
    cogs = Cogs(ROOT / "cogs", NAMES)
    for place in (*cogs.handlers(), *cogs.lookups()):
        cogs.walk(place)
    assert cogs.used == NAMES, "and nothing is listed that nobody calls"


def handler(body: str) -> str:
    return "@commands.command()\nasync def handler(interaction, file):\n" + textwrap.indent(
        textwrap.dedent(body), "    "
    )


@pytest.mark.parametrize(
    "body",
    [
        "data = await file.read()\nawait interaction.response.defer()",
        "await interaction.response.send_message(await file.read())",
        "async with session.get(url):\n    await interaction.response.defer()",
        "async for part in file:\n    pass\nawait interaction.response.defer()",
        "if file:\n    await interaction.response.defer()\nawait file.read()\nawait interaction.response.defer()",
        "for _ in file:\n    await interaction.response.defer()\nawait file.read()\nawait interaction.response.defer()",
        "try:\n    await file.read()\nfinally:\n    await interaction.response.defer()",
        "match file:\n    case None:\n        await file.read()\nawait interaction.response.defer()",
        "await helper(file)\nawait interaction.response.defer()",
        "await history.max_size_of(job)\nawait interaction.response.defer()",
        "await job_service.get(job)",
        "if file:\n    await interaction.response.defer()",
    ],
)
def test_a_handler_that_keeps_discord_waiting_is_found(tmp_path: Path, body: str) -> None:
    found = look(tmp_path, handler(body))
    assert found.slow or not found.acknowledged


@pytest.mark.parametrize(
    "body",
    [
        "await interaction.response.defer()\nawait file.read()",
        "await services_of(interaction).job_service.get(1)\nawait interaction.response.defer()",
        "if x:\n    await interaction.response.defer()\nelse:\n    await interaction.response.send_modal(x)\nawait y()",
        "if file:\n    raise ValueError\nawait interaction.response.defer()\nawait file.read()",
        "if interaction.response.is_done():\n    await file.read()\nelse:\n    await interaction.response.defer()",
        "async with answering(interaction):\n    await interaction.response.defer()\n    await file.read()",
        "await acknowledge(interaction)\nawait file.read()",
        "await ACTIONS[file](interaction)",
    ],
)
def test_a_handler_that_does_not_is_let_through(tmp_path: Path, body: str) -> None:
    found = look(tmp_path, handler(body))
    assert (found.slow, found.acknowledged) == ([], True)


def test_what_is_registered_for_a_button_is_a_handler(tmp_path: Path) -> None:
    found = look(tmp_path, '@action("again")\nasync def again(interaction, job_id):\n    await job_id.read()\n')
    assert found.slow
    assert not found.acknowledged


def look(folder: Path, source: str) -> Walk:
    package = folder / "sample"
    package.mkdir()
    helpers = """
async def helper(file):
    await file.read()

async def acknowledge(interaction):
    await interaction.response.defer()
"""
    (package / "helpers.py").write_text(helpers)
    (package / "feature.py").write_text(f"from sample.helpers import helper, acknowledge\n{source}\n")
    cogs = Cogs(package, NAMES)
    (place,) = cogs.handlers()
    return cogs.walk(place)

"""A job that kills the bot fails; a job that only ran beside it, or that a host killed, does not."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.jobs.crash_suspects import MOST_ATTEMPTS
from bot.jobs.job import State
from bot.runtime.crash_log import Ending, crash_log
from tests.bot.doubles import BotFolder, FakeAnnouncer, FakeExecutor, finished, job, png
from tests.polling import until

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")


async def killed(bot_folder: BotFolder, *running: str, **changes: object) -> None:
    """Make the database of a process that died while these jobs ran."""
    content, style = await bot_folder.files.put(png("red")), await bot_folder.files.put(png("blue"))
    files = {"content": content, "styles": (style,)}
    async with bot_folder.store() as store:
        for name in running:
            await store.add(job(name, owner_id=len(name), state=State.RUNNING, attempts=1, **files, **changes))


async def die(
    bot_folder: BotFolder, executor: FakeExecutor, ending: Ending, *, slots: int = 2
) -> tuple[list[str], FakeAnnouncer]:
    """Start, and die as soon as all startable jobs run. Return what ran and what was announced."""
    box = FakeAnnouncer()
    executor.slots = slots
    async with bot_folder.open(executor, box, ending=ending) as job_service:

        def running() -> set[str]:
            return {job.id for job, _ in job_service.overview().running}

        await until(lambda: set(executor.order) >= running() and (running() or box.ends))
        ran = sorted(running())
        async with bot_folder.store() as store:
            written = [await store.get(name) for name in ran]
    async with bot_folder.store() as store:  # the stop was orderly; make it a death
        for was in written:
            await store.update(was.id, state=State.RUNNING, attempts=was.attempts, crashes=was.crashes)
    return ran, box


async def test_jobs_that_ran_together_run_alone_and_only_the_one_that_kills_is_given_up(
    bot_folder: BotFolder, announcer: FakeAnnouncer
) -> None:
    await killed(bot_folder, "innocent", "deadly")
    assert (await die(bot_folder, FakeExecutor(), Ending.CRASHED))[0] == ["innocent"], "one at a time"
    async with bot_folder.open(executor := FakeExecutor(slots=2), announcer, ending=Ending.UNKNOWN):
        await executor.started("innocent")
        executor.tell("innocent", finished())
        await executor.started("deadly")
        assert executor.order == ["innocent", "deadly"]
    for _ in range(2):  # it kills the process twice while it runs alone
        async with bot_folder.store() as store:
            was = await store.get("deadly")
            await store.update("deadly", state=State.RUNNING, attempts=was.attempts + 1)
        async with bot_folder.open(executor := FakeExecutor(slots=2), announcer, ending=Ending.CRASHED):
            await until(lambda: executor.order or len(announcer.ends) == 2)
    assert [(ended.id, ended.state) for ended in announcer.ends] == [
        ("innocent", State.DONE),
        ("deadly", State.FAILED),
    ]
    assert announcer.ends[1].failure == {"code": "job-given-up", "attempts": announcer.ends[1].attempts}


async def test_a_suspect_runs_alone_and_others_wait_for_it(bot_folder: BotFolder, announcer: FakeAnnouncer) -> None:
    await killed(bot_folder, "suspect")
    content, style = await bot_folder.files.put(png("red")), await bot_folder.files.put(png("blue"))
    async with bot_folder.store() as store:
        await store.add(job("other", owner_id=9, content=content, styles=(style,)))
    async with bot_folder.open(executor := FakeExecutor(slots=2), announcer) as job_service:
        await executor.started("suspect")
        job_service.refresh()
        assert executor.order == ["suspect"]
        executor.tell("suspect", finished())
        await executor.started("other")


@pytest.mark.parametrize("ending", [Ending.UNKNOWN, Ending.REBOOTED])
async def test_kills_from_outside_and_restarts_of_the_machine_do_not_count(
    bot_folder: BotFolder, ending: Ending
) -> None:
    await killed(bot_folder, "unlucky")
    for _ in range(5):
        ran, box = await die(bot_folder, FakeExecutor(), ending)
        assert (ran, box.ends) == (["unlucky"], [])
    async with bot_folder.store() as store:
        assert (await store.get("unlucky")).crashes == 0


async def test_what_stops_the_bot_for_ever_is_given_up_even_if_nobody_knows_why(
    bot_folder: BotFolder, announcer: FakeAnnouncer
) -> None:
    await killed(bot_folder, "riddle")
    async with bot_folder.store() as store:
        await store.update("riddle", attempts=MOST_ATTEMPTS)
    async with bot_folder.open(FakeExecutor(), announcer):
        await until(lambda: announcer.ends)
    assert announcer.ends[0].state is State.FAILED


def test_a_picture_that_crashes_the_process_is_given_up_after_its_second_time(tmp_path: Path) -> None:
    """Uses real processes and the real executor."""
    program = [sys.executable, str(Path(__file__).with_name("doomed.py")), str(tmp_path)]
    lives = [subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False) for _ in range(3)]
    assert [life.returncode for life in lives] == [-signal.SIGABRT, -signal.SIGABRT, 0], lives[-1].stderr
    assert lives[-1].stdout.splitlines() == ["1 failed {'code': 'job-given-up', 'attempts': 2}", "2 done {}"]


# How the last process ended.

PROGRAM = """
import faulthandler, os, sys
from pathlib import Path
from bot.runtime.crash_log import crash_log
with crash_log(Path(sys.argv[1])) as ending:
    print(ending, flush=True)
    exec(sys.argv[2])
"""


def live(file: Path, end: str) -> tuple[str, int]:
    """Run a process to its end. Return what it knew of the last one, and its exit code."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, file, end], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip(), done.returncode


@pytest.mark.parametrize(
    ("end", "code", "known"),
    [
        ("pass", 0, Ending.UNKNOWN),
        ("os.kill(os.getpid(), 9)", -signal.SIGKILL, Ending.UNKNOWN),
        ("os.abort()", -signal.SIGABRT, Ending.CRASHED),
        ("faulthandler._sigsegv()", -signal.SIGSEGV, Ending.CRASHED),
    ],
)
def test_a_crash_is_told_from_a_kill(tmp_path: Path, end: str, code: int, known: Ending) -> None:
    assert live(tmp_path / "crash.log", end) == (Ending.UNKNOWN, code)
    assert live(tmp_path / "crash.log", "pass") == (known, 0)
    assert live(tmp_path / "crash.log", "pass") == (Ending.UNKNOWN, 0), "it is told once"


@pytest.fixture
def machine(tmp_path: Path) -> Callable[[str, int], None]:
    """Write the kernel's files."""

    def say(boot: str, memory_kills: int) -> None:
        random = tmp_path / "proc/sys/kernel/random"
        random.mkdir(parents=True, exist_ok=True)
        (random / "boot_id").write_text(f"{boot}\n")
        (tmp_path / "proc/vmstat").write_text(f"pgfault 5\noom_kill {memory_kills}\n")

    return say


@pytest.mark.parametrize(
    ("boot", "memory_kills", "known"),
    [("a", 7, Ending.UNKNOWN), ("a", 8, Ending.CRASHED), ("b", 0, Ending.REBOOTED)],
)
def test_a_kill_for_want_of_memory_and_a_restart_of_the_machine_are_known(
    tmp_path: Path, machine: Callable[[str, int], None], boot: str, memory_kills: int, known: Ending
) -> None:
    file = tmp_path / "crash.log"
    machine("a", 7)
    with (
        pytest.raises(KeyboardInterrupt),
        crash_log(file, kernel=tmp_path / "proc"),
    ):  # the file stays, like after a kill
        raise KeyboardInterrupt
    machine(boot, memory_kills)
    with crash_log(file, kernel=tmp_path / "proc") as ending:
        assert ending is known
    assert not file.exists()

"""Shutdown of real processes: they end even if something hangs."""

import asyncio
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from signal import Signals

import pytest

from bot.runtime.background import within

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="needs SIGTERM")

BEGIN = """if True:
    import asyncio, threading, time
    from bot.runtime.shutdown import end_within, leave, stop_signals

    async def main(limit, work):
        with stop_signals(limit=limit) as stop:
            print("ready", flush=True)
            await work(stop)

    async def obeys(stop):
        await stop.wait()

    async def leaves_a_thread(stop):
        await stop.wait()
        asyncio.get_running_loop().run_in_executor(None, threading.Event().wait)

    async def blocks_the_loop(stop):
        while True:
            time.sleep(0.01)

    async def waits_for_something_else(stop):
        await asyncio.Event().wait()

"""


def process(code: str) -> "subprocess.Popen[str]":
    """Start a process that listens to signals."""
    started = subprocess.Popen(
        [sys.executable, "-c", f"{BEGIN}    {code}"],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_process_in_order(number: Signals) -> None:
    with process("asyncio.run(main(60, obeys))") as bot:
        bot.send_signal(number)
        _, said = bot.communicate(timeout=60)
    assert (bot.returncode, said) == (0, "")


@posix
@pytest.mark.parametrize("work", ["leaves_a_thread", "blocks_the_loop", "waits_for_something_else"])
def test_what_hangs_is_ended_by_force_and_the_log_says_where_it_is(work: str) -> None:
    with process(f"asyncio.run(main(0.2, {work}))") as bot:
        bot.send_signal(signal.SIGTERM)
        _, said = bot.communicate(timeout=60)
    assert bot.returncode == 1
    assert "most recent call first" in said


@posix
def test_a_second_signal_ends_it_at_once() -> None:
    with process("asyncio.run(main(None, waits_for_something_else))") as bot:
        bot.send_signal(signal.SIGTERM)
        while bot.poll() is None:  # the first signal may still be pending, and two pending ones count as one
            bot.send_signal(signal.SIGTERM)
    assert bot.returncode == -signal.SIGTERM


def test_the_thread_of_a_device_is_left_behind() -> None:
    code = """
    print("ready", flush=True)
    threading.Thread(target=threading.Event().wait, name="paint on cpu").start()
    leave(3)
    """
    with process(code) as bot:
        assert bot.wait(60) == 3


async def test_a_part_of_closing_that_hangs_or_fails_does_not_keep_the_next_from_coming(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    with caplog.at_level(logging.WARNING):
        await within(0.01, asyncio.Event().wait(), "Closing this")
        await within(60, fail(), "Closing that")
        await within(60, asyncio.sleep(0), "Closing the rest")
    assert [record.getMessage() for record in caplog.records] == [
        "Closing this does not end within 0.01 s; going on without.",
        "Closing that failed.",
    ]

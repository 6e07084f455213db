"""The bot is killed at random moments; the whole number is for `python -m benchmarks.kills`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")

ROOT = Path(__file__).parents[1]


def test_what_was_told_not_at_all_or_twice_is_counted() -> None:
    from benchmarks.kills import Count, count_ends  # noqa: PLC0415  not for Windows

    channel = [
        *("post 1 well", "end 1 well done", "end 1 well done"),  # the same message, changed again
        *("post 2 twice", "end 2 twice done", "post 3 twice", "end 3 twice done"),
        *("post 4 begun", "post 5 poor", "end 5 poor failed"),
        *("end 6 unheard done", "end 7 unheard done"),  # killed before anybody could be told that it was accepted
    ]
    count = count_ends(["well", "twice", "begun", "poor", "never"], channel)
    assert count == Count(accepted=5, delivered=2, given_up=1, lost=2, doubled=2)
    assert count.faults == 4
    assert (Count(stuck=1) + Count(unopenable=1)).faults == 2


@pytest.mark.slow
def test_random_kills_lose_nothing_double_nothing_and_leave_databases_that_open() -> None:
    command = [sys.executable, "-m", "benchmarks.kills", "--kills", "60", "--upgrades", "25", "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 60 " in done.stdout

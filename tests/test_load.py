"""A few people ask at once; the whole number is for `python -m benchmarks.load`."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_everybody_gets_a_picture_beside_other_work() -> None:
    command = [sys.executable, "-m", "benchmarks.load", "--people", "3", "--requests", "6", "--minutes", "0.02"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stdout + done.stderr  # 1: late, on a machine that others keep busy
    assert "6 of 6" in done.stdout, done.stdout


def test_a_percentile_is_a_value_that_so_many_do_not_exceed() -> None:
    from benchmarks.load import percentile  # noqa: PLC0415  not for Windows

    values = [float(value) for value in range(1, 1001)]
    assert [percentile(values, percent) for percent in (50, 99, 99.9, 100)] == [500, 990, 999, 1000]
    assert percentile([3.0], 50) == percentile([3.0], 99.9) == 3.0

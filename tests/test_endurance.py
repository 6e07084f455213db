"""The growth that `python -m benchmarks.endurance` tells; what takes long there is not tested."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")

ROOT = Path(__file__).parents[1]


def test_growth_is_the_slope_of_what_was_measured_when_all_was_warm() -> None:
    from benchmarks.endurance import Sample, growth  # noqa: PLC0415  not for Windows

    def sample(number: int, memory: float) -> Sample:
        return Sample(360.0 * number, memory, files=20, threads=9, tasks=5, pictures=number)

    warming = [sample(number, 1000.0 * number) for number in range(10)]
    warm = [sample(10 + number, 1000.0 + 2 * number + (-1) ** number) for number in range(20)]
    slope, error = growth([*warming, *warm], "memory")
    assert slope == pytest.approx(20, abs=2 * error)
    assert 0 < error < 2
    assert growth([*warming, *warm], "files") == (0, 0)


@pytest.mark.slow
def test_a_bot_that_paints_is_measured() -> None:
    command = [sys.executable, "-m", "benchmarks.endurance", "--minutes", "0.02", "--size", "64", "--rest", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "peak beside one standard picture" in done.stdout

"""The benchmark of hostile pictures, with fewer of them."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_hostile_pictures_neither_fill_the_memory_nor_keep_anybody_waiting() -> None:
    command = [sys.executable, "-m", "benchmarks.hostile", "--mutated", "1000"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Everything holds." in done.stdout

"""How much slower a run is beside a program that keeps one core busy: ``python -m benchmarks.busy``.

The runs are those of the command line, in turn alone and beside the program, so that only their ratio counts. On two
cores nothing can be better than 4/3 (the two share three halves of what was theirs alone), and 1.8 is the limit.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from nst import images
from nst.artworks import artwork

_LIMIT = 1.8


def main(
    size: Annotated[int, typer.Option(help="Long side in pixels.")] = 320,
    rounds: Annotated[int, typer.Option(help="Runs of each kind.")] = 3,
    programs: Annotated[int, typer.Option(help="Programs that keep a core busy each.")] = 1,
) -> None:
    """Print the seconds alone and beside other programs, and their ratio. Ends with 1 if it is above 1.8."""
    alone, beside = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        images.save(artwork("fox", 1024), folder / "photo.png")
        images.save(artwork("night-wind", 1024), folder / "painting.png")
        for _ in range(rounds):
            alone.append(_seconds(folder, size))
            with _busy(programs):
                beside.append(_seconds(folder, size))
    ratio = statistics.median(beside) / statistics.median(alone)
    print(f"alone {_listed(alone)} s, beside {programs} {_listed(beside)} s: × {ratio:.2f}")
    raise typer.Exit(ratio > _LIMIT)


def _seconds(folder: Path, size: int) -> float:
    command = [sys.executable, "-m", "nst", "stylize", "photo.png", "painting.png", "-o", "out.png", "--json"]
    command += ["--recipe", "draft", "--size", str(size), "--encoder", "pocket", "--device", "cpu"]
    environment = {"PYTHONPATH": str(Path(__file__).parents[1])}  # and nothing that could help, such as OMP_WAIT_POLICY
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["seconds"])


@contextmanager
def _busy(programs: int) -> Iterator[None]:
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(programs)]
    try:
        yield
    finally:
        for program in running:
            program.kill()
            program.wait()


def _listed(seconds: list[float]) -> str:
    return ", ".join(f"{value:.1f}" for value in seconds)


if __name__ == "__main__":
    typer.run(main)

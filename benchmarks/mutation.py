"""Which small mistakes in the code the tests notice: ``python -m benchmarks.mutation [--sample N] [--only NAME]``.

It makes the mutants of `benchmarks.mutants`, one at a time, in a copy of the repository, and runs those tests that
cover the module. A mutant is killed if a test fails, or if the tests take four times as long as usual. The others
survive: they are printed. docs/design/mutations.md has the last results.

The packages are imported once; each mutant runs in a fork. So this needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutants import Mutant, mutants

ROOT = Path(__file__).parents[1]
_COPIED = ("bot", "cogs", "nst", "tests", "docs", "pyproject.toml")
_OURS = ("bot", "cogs", "nst", "tests")
_WARM = (
    *("discord", "simcord", "sqlalchemy.ext.asyncio", "aiosqlite", "alembic.autogenerate", "hypothesis.strategies"),
    *("PIL.Image", "numpy", "prometheus_client", "pydantic_settings", "pytest_asyncio", "asyncio"),
)
_SEED = 11
_ARGUMENTS = ("-x", "-q", "--no-header", "-m", "not slow", "--hypothesis-seed=0", "--hypothesis-profile=mutants")

# Each module, and the tests that cover it, the quickest first.
TESTS: Mapping[str, Sequence[str]] = {
    "bot/jobs/job.py": ("bot/jobs/test_job.py", "bot/jobs/test_store.py", "bot/jobs/test_history.py"),
    "bot/jobs/store.py": ("bot/jobs/test_store.py", "bot/jobs/test_history.py"),
    "bot/jobs/delivery.py": ("bot/jobs/test_delivery.py",),
    "bot/challenges/results.py": ("bot/challenges/test_results.py", "bot/challenges/test_participation.py"),
    "bot/parameters/codes.py": ("bot/parameters/test_codes.py",),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: whether the tests noticed it, and whether because they took too long."""

    mutant: Mutant
    killed: bool
    late: bool


def main() -> None:
    """Try the mutants of each module and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=120, help="mutants of each module at most; 0 for all")
    parser.add_argument("--only", default="", help="only modules whose path holds this")
    options = parser.parse_args()
    _warm_up()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _COPIED:
            source = ROOT / name
            shutil.copytree(source, copy / name) if source.is_dir() else shutil.copy(source, copy / name)
        for module in TESTS:
            if options.only in module:
                _try_module(copy, module, options.sample)


def _warm_up() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"
    for name in _WARM:
        importlib.import_module(name)
    from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415  after the environment is set

    settings.register_profile(  # a failure need not be made small
        "mutants", deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
    )


def _try_module(copy: Path, module: str, sample: int) -> None:
    file = copy / module
    original = file.read_text("utf-8")
    begun = time.monotonic()
    if _failed(copy, module, limit=600.0) is not False:
        sys.exit(f"The tests of {module} fail without a mutant.")
    usual = time.monotonic() - begun
    every = mutants(original)
    chosen = every
    if 0 < sample < len(every):
        chosen = sorted(random.Random(_SEED).sample(every, sample), key=lambda one: one.line)
    outcomes: list[Outcome] = []
    for mutant in chosen:
        file.write_text(mutant.source, "utf-8")
        failed = _failed(copy, module, limit=4 * usual + 5)
        outcomes.append(Outcome(mutant, killed=failed is not False, late=failed is None))
        if failed is False:
            print(f"  {module}:{mutant.line}: {mutant.kind}: {mutant.before} -> {mutant.after}", flush=True)
    file.write_text(original, "utf-8")
    _report(module, len(every), outcomes, time.monotonic() - begun)


def _report(module: str, count: int, outcomes: Sequence[Outcome], seconds: float) -> None:
    killed = sum(one.killed for one in outcomes)
    late = sum(one.late for one in outcomes)
    kinds = Counter(one.mutant.kind for one in outcomes if not one.killed)
    print(f"{module}: {count} mutants, {len(outcomes)} tried, {killed} killed ({killed / len(outcomes):.1%}),")
    print(f"  of these {late} by time; survivors: {dict(kinds)}; {seconds:.0f} s", flush=True)


def _failed(copy: Path, module: str, *, limit: float) -> bool | None:
    """Whether the tests of a module fail; None if they took too long."""
    child = os.fork()
    if child == 0:
        os._exit(_run_tests(copy, module))
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status != 0
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _run_tests(copy: Path, module: str) -> int:
    """Run in the child: the tests of a module, on the copy. It may never write bytecode of a mutant."""
    os.setsid()
    sys.dont_write_bytecode = True
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    os.chdir(copy)
    sys.path[:] = [str(copy), *(path for path in sys.path if path not in {"", str(ROOT)})]
    os.environ["PYTHONPATH"] = str(copy)
    for name in [name for name in sys.modules if name.partition(".")[0] in _OURS]:
        del sys.modules[name]
    import pytest  # noqa: PLC0415  only the children need it

    tests = [f"tests/{name}" for name in TESTS[module]]
    ignored = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
    return int(pytest.main([*_ARGUMENTS, *ignored, "--rootdir", str(copy), *tests]))


if __name__ == "__main__":
    main()

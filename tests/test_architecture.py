"""The promises of docs/architecture.md that can be read from the sources: who may know whom, and who may start what."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
SERVICES = next(contract for contract in CONTRACTS if contract["name"].startswith("Services"))
LAYERS = next(contract for contract in CONTRACTS if contract["type"] == "layers")["layers"]
LEVELS = {room.strip(): level for level, layer in enumerate(LAYERS) for room in layer.split("|")}
COMPOSITION_ROOT = {module for module in SERVICES["forbidden_modules"] if module.startswith("bot.")}
ENGINE_ROOMS = ("nst.engine", "nst.inputs", "nst.instant", "nst.motion", "nst.networks", "nst.objective")
NO_TORCH = {
    "nst.engine.forecasts",
    "nst.inputs.stages",
    "nst.instant.params",
    "nst.instant.progress",
    "nst.motion.gif",
    "nst.motion.reading",
    "nst.motion.timing",
    "nst.motion.writing",
    *ENGINE_ROOMS,
}  # of these rooms; everything else in them uses torch
SCRIPTS = {"nst.__main__", "bot.storage.migrations.env"}  # do their work when they are imported

Find = Callable[[ast.AST], Iterator[str]]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_name(path): path for folder in ("nst", "bot", "cogs") for path in (ROOT / folder).rglob("*.py")}
USES_TORCH = {module for module in MODULES if module.startswith(ENGINE_ROOMS)} - NO_TORCH


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_bytes())


def imports(node: ast.AST) -> Iterator[str]:
    """What an import statement may load: `from a import b` is `a` and perhaps the module `a.b`."""
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or "."
        yield from (f"{node.module or '.'}.{name.name}" for name in node.names)


def names(node: ast.AST) -> Iterator[str]:
    """The names that a node reads or imports."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
            yield name


def where(find: Find, *forbidden: str, modules: set[str]) -> list[str]:
    """Places in `modules` where `find` gives one of the names or something inside of it, to be read in a failure."""
    return [
        f"{module}:{getattr(node, 'lineno', '?')} {name}"
        for module in sorted(modules)
        for node in ast.walk(tree(module))
        for name in find(node)
        if any(name == one or name.startswith(f"{one}.") for one in forbidden)
    ]


def inside(package: str) -> set[str]:
    return {module for module in MODULES if module == package or module.startswith(f"{package}.")}


def composition_root() -> set[str]:
    return set().union(*map(inside, COMPOSITION_ROOT))


def services() -> set[str]:
    return inside("bot") - composition_root()


def test_the_engine_knows_nothing_of_what_is_built_on_it() -> None:
    forbidden = ("bot", "cogs", "discord", "asyncio", "sqlalchemy", "aiosqlite", "pydantic_settings", "simcord")
    assert where(imports, *forbidden, modules=inside("nst")) == []
    assert where(names, "environ", "getenv", modules=inside("nst") - {"nst.cli.app"}) == []


def test_services_know_nothing_of_discord_and_of_what_people_see() -> None:
    assert where(imports, "discord", "simcord", "cogs", *COMPOSITION_ROOT, modules=services()) == []


def test_cogs_know_nothing_of_torch_and_of_how_the_bot_is_put_together() -> None:
    forbidden = ("torch", "torchvision", "simcord", *COMPOSITION_ROOT, *USES_TORCH)
    assert where(imports, *forbidden, modules=inside("cogs")) == []


def test_only_the_simulator_knows_the_private_side_of_the_simulated_discord() -> None:
    private = [place for place in where(imports, "simcord", modules=set(MODULES)) if "simcord._" in place]
    assert private
    assert {place.partition(":")[0] for place in private} == {"bot.sandbox.simulator"}


def test_there_are_threads_and_processes_in_few_modules_only() -> None:
    elsewhere = set(MODULES) - {"bot.jobs.worker_threads"} - inside("bot.runtime")
    assert where(imports, "threading", "_thread", "concurrent.futures", "multiprocessing", modules=elsewhere) == []
    assert where(names, "to_thread", "run_in_executor", modules=elsewhere) == []
    assert where(imports, "threading", modules={"bot.jobs.worker_threads"}), "this test can see threads"


def test_there_are_child_processes_in_one_module_only() -> None:
    elsewhere = set(MODULES) - {"bot.runtime.decoder_process"}
    starts = (
        "subprocess_exec",
        "subprocess_shell",
        "create_subprocess_exec",
        "create_subprocess_shell",
        "fork",
        "spawnv",
    )
    assert where(imports, "subprocess", "pty", modules=elsewhere) == []
    assert where(names, *starts, "posix_spawn", "forkpty", "system", "popen", modules=elsewhere) == []
    assert where(names, *starts, modules={"bot.runtime.decoder_process"}), "this test can see processes"


def test_what_opens_strangers_files_knows_pillow_and_little_else() -> None:
    """A child process starts with it: it has to be quick, and what it does not know cannot be taken from it."""
    program = "import sys, bot.runtime.decoder; print(*sorted(sys.modules))"
    # Without what measures the coverage of child processes: it loads modules of its own.
    given = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "PIL.Image" in loaded
    assert loaded & {"torch", "numpy", "discord", "aiohttp", "sqlalchemy", "asyncio", "multiprocessing"} == set()
    assert {name for name in loaded if name.startswith(("bot.", "cogs"))} == {"bot.runtime", "bot.runtime.decoder"}


def test_who_minds_discords_refusals_minds_its_rate_limits_too() -> None:
    """`discord.RateLimited` is no `discord.HTTPException`. Who raises again what is not expected may leave it out."""
    careless = [
        f"{module}:{node.lineno}"
        for module in sorted(inside("cogs") | {"cogs.challenges.publisher", "cogs.shared.delivery_errors"})
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Try)
        for handler, kinds in [(handler, ast.unparse(handler.type or node)) for handler in node.handlers]
        if re.search(r"\bHTTPException\b", kinds)
        and "RateLimited" not in " ".join(ast.unparse(other.type) for other in node.handlers if other.type)
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(handler))
    ]
    assert careless == []
    assert where(names, "RateLimited", modules=inside("cogs")), "this test can see it"


def test_background_tasks_are_started_in_one_module_only() -> None:
    """The composition root may wait for several things at once; it does not leave anything behind."""
    elsewhere = set(MODULES) - composition_root() - {"bot.runtime.background"}
    assert where(names, "create_task", "ensure_future", modules=elsewhere) == []
    assert where(names, "create_task", modules={"bot.runtime.background"}), "this test can see tasks"


def room(module: str) -> str | None:
    """The part of a layer that a module is in."""
    return next((name for name in LEVELS if module == name or module.startswith(f"{name}.")), None)


def test_each_room_knows_only_those_below_it() -> None:
    upward = [
        f"{module}:{getattr(node, 'lineno', '?')} {name}"
        for module in sorted(MODULES)
        for node in ast.walk(tree(module))
        for name in imports(node)
        for here, there in [(room(module), room(name))]
        if here and there and here != there and LEVELS[here] >= LEVELS[there]
    ]
    assert upward == []


def test_every_room_has_its_layer() -> None:
    rooms = {".".join(module.split(".")[:2]) for module in inside("bot") | inside("cogs")} - {"bot", "cogs"}
    assert set(LEVELS) == rooms | {"nst"}


def test_every_module_of_the_bot_is_a_service_or_of_the_composition_root() -> None:
    listed = {*SERVICES["source_modules"], *COMPOSITION_ROOT}
    assert not set(SERVICES["source_modules"]) & COMPOSITION_ROOT
    assert listed == {".".join(module.split(".")[:2]) for module in inside("bot") - {"bot"}}


def test_modules_and_functions_are_short_or_say_why_they_are_long() -> None:
    """At most 300 lines, and 40 without signature and docstring. Migrations stay as they were written."""
    long = []
    for name, path in MODULES.items():
        source = path.read_text("utf-8")
        tree = ast.parse(source)
        places: list[tuple[str, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef, int, int]] = [
            (name, tree, source.count("\n"), 300)
        ]
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and ".migrations." not in name:
                first = node.body[min(ast.get_docstring(node) is not None, len(node.body) - 1)]
                places.append((f"{name}.{node.name}", node, (node.end_lineno or 0) - first.lineno + 1, 40))
        long += [
            place
            for place, node, lines, most in places
            if lines > most and " long" not in (ast.get_docstring(node) or "")
        ]
    assert long == []


def test_importing_what_is_not_the_engine_does_not_import_torch() -> None:
    assert set(MODULES) > USES_TORCH
    lazy = sorted(set(MODULES) - USES_TORCH - SCRIPTS)
    # Each is looked at as it comes, so that a failure names the module that brought torch in.
    program = """if True:
        import importlib, sys
        for name in sys.argv[1:]:
            importlib.import_module(name)
            if loaded := {"torch", "torchvision"} & set(sys.modules):
                sys.exit(f"{name} imports {loaded}")
    """
    done = subprocess.run([sys.executable, "-c", program, *lazy], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_that_is_committed_names_the_machine_it_was_made_on() -> None:
    git: Any = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    command = [git, "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    machine = re.compile(
        rb"(?<![\w.-])/(?:work|root|home/\w+|Users/\w+)/"
        rb"|\b(?:pypi|pythonhosted|npmjs|debian|ubuntu)\.(?:org|com|net)\b"
    )
    files = [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]
    assert len(files) > 50
    assert [f"{path}: {found[0]!r}" for path in files if (found := machine.search(path.read_bytes()))] == []


@pytest.mark.parametrize(
    "start",
    [
        "import sys, nst.cli; sys.argv = ['nst', '--version']; nst.cli.main()",
        "import benchmarks",
        "import training",
    ],
)
def test_waiting_threads_leave_the_cores_to_others_before_torch_is_loaded(start: str) -> None:
    code = f"""
import os, sys
os.environ.pop("OMP_WAIT_POLICY", None)
try:
    {start}
except SystemExit:
    pass
assert "torch" not in sys.modules
assert os.environ["OMP_WAIT_POLICY"] == "PASSIVE"
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)

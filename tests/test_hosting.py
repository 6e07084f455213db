"""What can be read of Dockerfile, compose.yaml, Makefile, .ci/run and the README: that they agree with the code."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import typer.main
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot import app
from bot.__main__ import cli
from bot.runtime.shutdown import LIMIT_SECONDS
from bot.settings import Settings

ROOT = Path(__file__).parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


PROJECT = tomllib.loads(read("pyproject.toml"))
SETTINGS = {name.upper() for name in Settings.model_fields}


@pytest.fixture
def dockerfile() -> list[tuple[str, str]]:
    """Its instructions in their order: name and arguments."""
    lines = re.sub(r"\\\n\s*", "", read("Dockerfile")).splitlines()
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines if line and line[0] != "#")]


def values(dockerfile: list[tuple[str, str]], instruction: str) -> list[str]:
    return [rest for name, rest in dockerfile if name == instruction]


def settings_of_the_image(dockerfile: list[tuple[str, str]]) -> dict[str, str]:
    set_there = dict(pair.split("=", 1) for value in values(dockerfile, "ENV") for pair in value.split())
    return {name: value for name, value in set_there.items() if name in SETTINGS}


def packages() -> set[str]:
    """The folders that are installed."""
    return {package.partition(".")[0] for package in PROJECT["tool"]["setuptools"]["packages"]}


def test_the_image_holds_every_package_and_nothing_else_is_sent_to_be_built(dockerfile: list[tuple[str, str]]) -> None:
    copied = {word.rstrip("/") for value in values(dockerfile, "COPY") for word in value.split()[:-1]}
    assert copied == packages() | {"pyproject.toml", "constraints.txt"}
    ignored = [line for line in read(".dockerignore").splitlines() if not line.startswith("#")]
    assert ignored[0] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == copied


def test_the_dependencies_of_the_image_are_installed_before_its_sources_come(dockerfile: list[tuple[str, str]]) -> None:
    order = [f"{name} {rest}" for name, rest in dockerfile]
    install = next(i for i, line in enumerate(order) if "pip install" in line)
    sources = [
        i for i, line in enumerate(order) if line.startswith("COPY") and packages() & set(re.split(r"\W+", line))
    ]
    assert sources
    assert install < min(sources)
    assert "--constraint constraints.txt" in order[install]


def test_the_bot_in_the_image_is_an_ordinary_user_who_owns_the_volume(dockerfile: list[tuple[str, str]]) -> None:
    (user,) = values(dockerfile, "USER")
    assert user not in {"root", "0"}
    assert {"RUN", "COPY"}.isdisjoint(name for name, _ in dockerfile[dockerfile.index(("USER", user)) :])
    (volume,) = values(dockerfile, "VOLUME")
    assert f"--owner={user} --group={user} {volume}" in "".join(values(dockerfile, "RUN"))
    chosen = settings_of_the_image(dockerfile)
    assert all(Path(chosen[name]).is_relative_to(volume) for name in ("DATA_DIR", "WEIGHTS_DIR"))


def test_the_image_runs_commands_that_exist(dockerfile: list[tuple[str, str]]) -> None:
    (start,) = values(dockerfile, "CMD")
    (check,) = values(dockerfile, "HEALTHCHECK")
    known = typer.main.get_command(cli)
    for words in (json.loads(start), json.loads(check.partition("CMD ")[2])):
        assert words[:3] == ["python", "-m", "bot"]
        command = known.get_command(None, words[3])  # type: ignore[attr-defined]
        assert command is not None, f"there is no command {words[3]}"
        assert set(words[4:]) <= {option for parameter in command.params for option in parameter.opts}


def test_settings_of_the_image_can_be_loaded_and_give_the_health_check_a_port(
    dockerfile: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    for name, value in settings_of_the_image(dockerfile).items():
        monkeypatch.setenv(name, value)
    assert Settings.load(None).health_port > 0


def test_a_copied_env_example_does_not_undo_the_settings_of_the_image(dockerfile: list[tuple[str, str]]) -> None:
    """`.env.example` names DATA_DIR and HEALTH_PORT too, and what compose says wins over `env_file`."""
    compose = dict(re.findall(r'^ {6}([A-Z_]+): "?([^"$\n]+)"?$', read("compose.yaml"), re.MULTILINE))
    assert compose.pop("HEALTH_HOST") == "0.0.0.0", "a Prometheus beside the bot can read its metrics"
    assert compose == settings_of_the_image(dockerfile)


def test_compose_keeps_the_data_in_the_volume_of_the_image(dockerfile: list[tuple[str, str]]) -> None:
    (volume,) = values(dockerfile, "VOLUME")
    (name,) = re.findall(rf"^ {{6}}- (\w+):{volume}$", read("compose.yaml"), re.MULTILINE)
    assert re.search(rf"^volumes:\n  {name}:$", read("compose.yaml"), re.MULTILINE)


def test_compose_opens_no_port_to_the_outside() -> None:
    published = re.findall(r"^ {4}ports:\n((?: {6}- .+\n)+)", read("compose.yaml"), re.MULTILINE)
    ports = [line.strip() for block in published for line in block.splitlines()]
    assert ports
    assert all(line.startswith("- 127.0.0.1:") for line in ports)
    assert "network_mode" not in read("compose.yaml")


def test_compose_hands_on_the_arguments_that_the_image_is_built_with(dockerfile: list[tuple[str, str]]) -> None:
    (argument,) = values(dockerfile, "ARG")
    name = argument.partition("=")[0]
    assert f"{name}: ${{{name}:-}}" in read("compose.yaml")
    assert f"${name}" in "".join(values(dockerfile, "RUN"))
    assert f"{name} ?=" in read("Makefile"), "the same word with make"


def test_compose_waits_longer_than_the_bot_takes_to_stop() -> None:
    (grace,) = re.findall(r"stop_grace_period: (\d+)s", read("compose.yaml"))
    assert int(grace) > LIMIT_SECONDS
    parts = (app.ANSWER_SECONDS, app.STUDIO_SECONDS, app.FAREWELL_SECONDS, app.EXECUTOR_SECONDS, 4 * app.PART_SECONDS)
    assert sum(parts) <= LIMIT_SECONDS <= 20


def test_every_make_command_that_people_are_told_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    for page in ("README.md", ".ci/run", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))):
        told = set(re.findall(r"(?:^|`)make ([a-z-]+)", read(page), re.MULTILINE))
        assert told <= targets, page
    assert {"run", "test", "test-all", "lint"} <= targets


def test_every_dependency_has_the_version_it_was_tested_with() -> None:
    pinned = {
        canonicalize_name(line.partition("==")[0]) for line in read("constraints.txt").splitlines() if "==" in line
    }
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = {canonicalize_name(Requirement(line).name) for line in sum(extras, PROJECT["project"]["dependencies"])}
    assert wanted - {PROJECT["project"]["name"]} <= pinned


def test_every_package_is_installed() -> None:
    here = {path.parent for folder in packages() for path in (ROOT / folder).rglob("__init__.py")}
    assert {".".join(path.relative_to(ROOT).parts) for path in here} == set(PROJECT["tool"]["setuptools"]["packages"])


def test_the_data_of_every_package_are_installed() -> None:
    """But for the template of new migrations, which are written in a checkout only."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    installed = {
        path
        for package, names in patterns.items()
        for name in names
        for path in (ROOT / package.replace(".", "/")).glob(name)
    }
    files = {path for folder in packages() for path in (ROOT / folder).rglob("*") if path.is_file()}
    data = {path for path in files if path.suffix not in {".py", ".pyc", ".mako"}}
    assert len(data) > 40
    assert data == installed


def test_a_commit_is_checked_as_on_a_bare_machine() -> None:
    hooks = read(".pre-commit-config.yaml")
    assert "entry: make lint\n" in hooks
    assert "repo: local\n" in hooks
    assert "\nmake lint\n" in read(".ci/run")


def test_the_checks_of_a_bare_machine_stop_at_the_first_failure() -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    script = ROOT / ".ci" / "run"
    assert subprocess.run([bash, "-n", script], check=False, capture_output=True).returncode == 0
    assert os.access(script, os.X_OK)
    lines = script.read_text("utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert lines[-3:] == ["make lint", "make audit", "make test-all"]


def test_compose_can_write_only_where_the_bot_writes() -> None:
    compose = read("compose.yaml")
    assert re.search(r"^    read_only: true", compose, re.MULTILINE)
    assert "- /tmp:" in compose
    assert "MPLCONFIGDIR=/tmp/" in read("Dockerfile")


def test_compose_and_systemd_limit_memory_alike_and_wait_as_long() -> None:
    compose, unit = read("compose.yaml"), read("deploy/chameleon.service")
    (limit,) = re.findall(r"^    mem_limit: (\d+)m", compose, re.MULTILINE)
    assert f"\nMemoryMax={limit}M\n" in unit
    assert "MemorySwapMax=0\n" in unit
    assert f"memswap_limit: {limit}m" in compose
    (grace,) = re.findall(r"stop_grace_period: (\d+)s", compose)
    assert f"\nTimeoutStopSec={grace}s\n" in unit


def test_compose_asks_the_bot_whether_it_is_well_as_the_image_does(dockerfile: list[tuple[str, str]]) -> None:
    (check,) = values(dockerfile, "HEALTHCHECK")
    assert f"test: {json.dumps(['CMD', *json.loads(check.partition('CMD ')[2])])}" in read("compose.yaml")


def test_systemd_shuts_the_bot_in() -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd here")
    unit = str(ROOT / "deploy" / "chameleon.service")
    run = subprocess.run(
        [analyze, "security", "--offline=yes", "--threshold=30", "--no-pager", unit],
        check=False,
        capture_output=True,
        text=True,
    )
    if "unrecognized option" in run.stderr:
        pytest.skip("this systemd is too old to look at a file")
    assert run.returncode == 0, run.stdout[-200:] + run.stderr


def test_systemd_starts_a_program_and_settings_that_exist() -> None:
    unit = read("deploy/chameleon.service")
    (program, command) = re.findall(r"^ExecStart=/\S+/(\S+) (\w+)", unit, re.MULTILINE)[0]
    assert program in PROJECT["project"]["scripts"]
    assert typer.main.get_command(cli).get_command(None, command)  # type: ignore[attr-defined]
    told = set(re.findall(r"([A-Z_]+)=\S+", " ".join(re.findall(r"^Environment=(.*)", unit, re.MULTILINE))))
    assert {"DATA_DIR", "WEIGHTS_DIR", "HEALTH_PORT"} <= told
    assert told <= SETTINGS | {"HOME", "MPLCONFIGDIR", "PYTHONUNBUFFERED"}

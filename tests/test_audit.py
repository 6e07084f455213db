"""`make audit` finds secrets that were committed, and pinned packages with known vulnerabilities."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAFE = {"name": "safe", "version": "1.0", "vulns": []}
BROKEN = {"name": "broken", "version": "2.1", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.2"]}]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}
# What nobody may commit; joined here, so that this file has none.
TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4." + "Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
KEY = "-----BEGIN RSA " + "PRIVATE KEY-----"
ASSIGNED = "pass" + 'word = "k3Yx9q-Zt7Lw2VbN"'


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with one file, and a pip-audit that finds nothing."""
    folder = tmp_path / "clone"
    folder.mkdir()
    (folder / "code.py").write_text("print('hello')\n", "utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    report(folder, SAFE)
    return folder


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True)


def report(folder: Path, *packages: Mapping[str, object]) -> None:
    """Let pip-audit write this report; without packages it reaches nobody."""
    tools = folder.parent / "bin"
    tools.mkdir(exist_ok=True)
    real = Path(sys.executable).parent / "detect-secrets-hook"
    if not (tools / real.name).exists():
        (tools / real.name).symlink_to(real)
    text = json.dumps({"dependencies": packages})
    script = f'#!/bin/sh\nwhile [ "$1" != --output ]; do shift; done\nprintf %s \'{text}\' > "$2"\nexit 1\n'
    (tools / "pip-audit").write_text(script if packages else "#!/bin/sh\nexit 1\n", "utf-8")
    (tools / "pip-audit").chmod(0o755)


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / ".ci" / "audit"), str(folder.parent / "bin")]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)


def test_nothing_is_found_where_nothing_is(clone: Path) -> None:
    done = audit(clone)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "No file has a secret in it.\n1 of 1 pinned packages were looked up.\n"


@pytest.mark.parametrize("secret", [TOKEN, KEY, ASSIGNED])
def test_a_secret_is_found(clone: Path, secret: str) -> None:
    (clone / "settings.py").write_text(f"# mine\n{secret if '=' in secret else f'x = {secret!r}'}\n", "utf-8")
    assert audit(clone).returncode == 0, "it is not tracked"
    git(clone, "add", ".")
    done = audit(clone)
    assert done.returncode != 0
    assert "settings.py:2" in done.stdout


def test_a_known_vulnerability_is_told_with_what_mends_it(clone: Path) -> None:
    report(clone, SAFE, BROKEN, UNKNOWN)
    done = audit(clone)
    assert done.returncode == 1
    assert "2 of 3 pinned packages were looked up." in done.stdout
    assert "broken 2.1: PYSEC-2026-1, mended in: 2.2" in done.stdout


def test_without_the_list_it_says_so_and_goes_on(clone: Path) -> None:
    report(clone)
    done = audit(clone)
    assert done.returncode == 0
    assert "cannot be had here" in done.stdout


def test_the_checks_of_a_bare_machine_audit() -> None:
    assert "make audit" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()

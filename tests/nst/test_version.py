"""The version tells the commit of a clone, whatever state it is in."""

import subprocess
from pathlib import Path

import pytest

from nst.version import commit_of


def git(folder: Path, *command: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", "-C", folder, *identity, *command], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    folder.mkdir()
    git(folder, "init", "--quiet")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "first")
    return folder


def test_a_clone_is_at_a_commit_on_a_branch_packed_or_detached(clone: Path, tmp_path: Path) -> None:
    now = git(clone, "rev-parse", "HEAD")[:7]
    assert commit_of(clone) == now
    git(clone, "pack-refs", "--all")
    assert commit_of(clone) == now
    git(clone, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "worktree"))
    assert commit_of(tmp_path / "worktree") == now
    git(clone, "checkout", "--quiet", "--detach")
    assert commit_of(clone) == now


def test_other_folders_have_no_commit(tmp_path: Path) -> None:
    assert commit_of(tmp_path) == ""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_bytes(b"\xff\xfe")
    assert commit_of(tmp_path) == ""

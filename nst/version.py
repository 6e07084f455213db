"""Which version this is."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

COMMIT_FILE = "commit.txt"  # beside this module in a wheel, see setup.py
_DIGITS = 7  # of a commit's name


def version() -> str:
    """The version, with the commit in a clone and in what was built from one: ``0.1.0 (commit 1a2b3c4)``."""
    try:
        found = metadata.version("chameleon-nst")
    except metadata.PackageNotFoundError:
        found = "of a folder that is not installed"
    commit = _commit_built() or commit_of(Path(__file__).parents[1])
    return f"{found} (commit {commit})" if commit else found


def _commit_built() -> str:
    """The commit that a wheel was built from; empty in a clone."""
    try:
        return Path(__file__).with_name(COMMIT_FILE).read_text("utf-8").strip()
    except (OSError, UnicodeError):
        return ""


def commit_of(folder: Path) -> str:
    """The first digits of the commit that a clone is at, read as git's documentation lays a repository out.

    Empty if the folder is no clone, or if its files cannot be read.
    """
    repository = folder / ".git"
    try:
        if repository.is_file():  # a worktree
            repository = folder / repository.read_text("utf-8").removeprefix("gitdir:").strip()
        head = (repository / "HEAD").read_text("utf-8").strip()
        name = head.removeprefix("ref: ")
        return _referred(repository, name)[:_DIGITS] if name != head else head[:_DIGITS]
    except (OSError, UnicodeError):
        return ""


def _referred(repository: Path, name: str) -> str:
    """The commit of a branch, in a file of its own or in the list of packed ones."""
    shared = repository / "commondir"
    common = repository / shared.read_text("utf-8").strip() if shared.is_file() else repository
    if (common / name).is_file():
        return (common / name).read_text("utf-8").strip()
    lines = (common / "packed-refs").read_text("utf-8").splitlines()
    return next((line.partition(" ")[0] for line in lines if line.endswith(f" {name}")), "")

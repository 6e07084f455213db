"""Build the package with the commit that it was made from; everything else is in pyproject.toml."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

_HERE = Path(__file__).parent
_VERSION = run_path(str(_HERE / "nst" / "version.py"))  # without importing the package, whose needs may be missing


def _note_commit(folder: Path) -> None:
    """Write the commit into what is built; nothing into the sources. An archive of sources brings its own."""
    if commit := _VERSION["commit_of"](_HERE):
        (folder / "nst" / _VERSION["COMMIT_FILE"]).write_text(commit + "\n", "utf-8")


class BuildPy(build_py):
    """Builds the folder that becomes a wheel."""

    def run(self) -> None:
        """Also note the commit, unless the package stays in its clone."""
        super().run()
        if not self.editable_mode:
            _note_commit(Path(self.build_lib))


class SDist(sdist):
    """Builds the archive of the sources."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        """Also note the commit: an archive has no history to read it from."""
        super().make_release_tree(base_dir, files)
        _note_commit(Path(base_dir))


setup(cmdclass={"build_py": BuildPy, "sdist": SDist})

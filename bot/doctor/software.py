"""Versions of the programs that the bot stands on, and its fonts. Blocking."""

from __future__ import annotations

import platform
import sqlite3
from importlib import metadata, resources
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from packaging.requirements import Requirement
from PIL import ImageFont

from bot.doctor.findings import Finding, ok, warning, wrong
from nst.version import version

_NEEDED = (
    "aiohttp", "aiosqlite", "alembic", "discord.py", "matplotlib", "numpy", "pillow", "pillow-heif",
    "pydantic-settings", "safetensors", "SQLAlchemy", "torch", "torchvision",
)  # fmt: skip
_FONT = "mpl-data/fonts/ttf/DejaVuSans.ttf"


def check_software() -> list[Finding]:
    """Tell the versions, and look for packages that are missing or of the wrong version."""
    python, sqlite, machine = platform.python_version(), sqlite3.sqlite_version, platform.platform()
    own = ok("version", f"chameleon {version()}, Python {python}, SQLite {sqlite}, {machine}")
    return [own, _packages(), _font()]


def _packages() -> Finding:
    versions = {name: _version(name) for name in _NEEDED}
    shown = ", ".join(f"{name} {found or 'missing'}" for name, found in versions.items())
    missing = [name for name, found in versions.items() if not found]
    if missing:
        return wrong("packages", shown, "Install the bot again: python -m pip install '.[bot]'.")
    if unfit := _unfit():
        advice = "Install the bot again: python -m pip install --constraint constraints.txt '.[bot]'."
        return warning("packages", f"{shown}. Not what the bot asks for: {', '.join(unfit)}", advice)
    return ok("packages", shown)


def _unfit() -> list[str]:
    """Requirements of the bot that the installed packages do not meet."""
    try:
        asked = [Requirement(text) for text in metadata.requires("chameleon-nst") or ()]
    except PackageNotFoundError:  # a folder that is not installed
        return []
    return [
        f"{one.name}{one.specifier}"
        for one in asked
        if one.marker is None or one.marker.evaluate({"extra": "bot"})
        if (found := _version(one.name)) and not one.specifier.contains(found, prereleases=True)
    ]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except PackageNotFoundError:
        return ""


def _font() -> Finding:
    try:
        file = Path(str(resources.files("matplotlib"))) / _FONT
        ImageFont.truetype(str(file), 20)
        ImageFont.load_default(size=20)
    except (OSError, ImportError) as error:
        seen = f"The fonts of sheets and galleries cannot be loaded ({type(error).__name__})."
        return wrong("fonts", seen, "Install matplotlib and Pillow again.")
    return ok("fonts", "Sheets and galleries have their fonts.")

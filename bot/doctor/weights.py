"""The trained networks that come with the package, with their digests. Blocking; without torch."""

from __future__ import annotations

import gzip
import hashlib
from importlib import resources
from pathlib import Path

from bot.doctor.findings import Finding, ok, wrong
from nst.artworks import HOUSE_STYLES, STYLE_SIZE, artwork, style_file
from nst.errors import UserError
from nst.instant.digests import learned_painting, painting_digest

_SHIPPED = ("pocket.safetensors.gz", "subject.safetensors.gz")
_SHOWN = 12  # digits of a digest
_ADVICE = "Install the package again."


def check_weights() -> list[Finding]:
    """Check the encoder, the network for subjects, and the house styles against their paintings."""
    package = resources.files("nst")
    return [*(_shipped(name, Path(str(package / name))) for name in _SHIPPED), _house_styles()]


def _shipped(name: str, file: Path) -> Finding:
    try:
        data = file.read_bytes()
        gzip.decompress(data)  # it holds a checksum
    except FileNotFoundError:
        return wrong("weights", f"{name} is missing.", _ADVICE)
    except (OSError, EOFError, ValueError):
        return wrong("weights", f"{name} is damaged.", _ADVICE)
    return ok("weights", f"{name}, sha256 {digest(data)}…")


def _house_styles() -> Finding:
    files = {name: style_file(name) for name in HOUSE_STYLES}
    bad = sorted(name for name, file in files.items() if not _fits(name, file))
    if bad:
        advice = f"{_ADVICE} Without it, they are painted slowly or not at all."
        return wrong("house styles", f"Missing, damaged or not of their painting: {', '.join(bad)}.", advice)
    digests = ", ".join(f"{name} {digest(file.read_bytes())}…" for name, file in files.items())
    return ok("house styles", f"All {len(files)} belong to their paintings. sha256: {digests}")


def _fits(name: str, file: Path) -> bool:
    try:
        return learned_painting(file.read_bytes()) == painting_digest(artwork(name, STYLE_SIZE))
    except (OSError, UserError):
        return False


def digest(data: bytes) -> str:
    """The first digits of the SHA-256 of some data."""
    return hashlib.sha256(data).hexdigest()[:_SHOWN]

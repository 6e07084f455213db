"""The command ``chameleon``: runs the bot, or says that only the engine is installed."""

from __future__ import annotations

import sys

_OURS = {"bot", "cogs", "nst"}


def main() -> None:
    """Run ``python -m bot``. Without the bot's packages, print one sentence and exit with code 1."""
    try:
        from bot.__main__ import script  # noqa: PLC0415  its packages may be missing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in _OURS:
            raise
        sys.exit("Only the engine is installed (nst). Get the bot with: python -m pip install '.[bot]'")
    script()

"""Write `.env.example` and `docs/settings.md` from the settings themselves: ``python -m docs.settings``."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic.fields import FieldInfo

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
WIDTH = 120
SECTIONS = {  # the first setting of each
    "discord_token": "Discord",
    "data_dir": "Storage",
    "devices": "Painting",
    "max_size": "Limits",
    "progress_seconds": "Progress",
    "log_level": "Running it",
}
_EXAMPLE = (
    "Copy this file to .env and change what you need. Every line shows the default; an empty value counts as not set."
)
_PAGE = """\
# Settings

The host sets these in the environment or in a file `.env`: `cp .env.example .env`, then change what you need. An
empty value counts as not set. A wrong value stops the bot with a sentence that names it. What a server sets for itself
is in `/settings`.

*`python -m docs.settings` writes this page and `.env.example` from `bot/settings.py`.*"""


def main() -> None:
    """Write both files."""
    (ROOT / ".env.example").write_text(env_example(), "utf-8")
    (ROOT / "docs" / "settings.md").write_text(page(), "utf-8")


def env_example() -> str:
    """The text of `.env.example`."""
    lines = [f"# {_EXAMPLE}"]
    for name, field in Settings.model_fields.items():
        if name in SECTIONS:
            lines += ["", f"# --- {SECTIONS[name]} ".ljust(WIDTH - 1, "-"), ""]
        told = f"{field.description} Values: {values(field)}." if values(field) else field.description or ""
        lines += textwrap.wrap(
            told, WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False
        )
        lines.append(f"{name.upper()}={default(field)}")
    return "\n".join(lines) + "\n"


def page() -> str:
    """The text of `docs/settings.md`."""
    lines = [_PAGE]
    for name, field in Settings.model_fields.items():
        if name in SECTIONS:
            lines += [
                f"\n## {SECTIONS[name]}\n",
                "| setting | default | values | what it does |",
                "| --- | --- | --- | --- |",
            ]
        shown = f"`{default(field)}`" if default(field) else ""
        lines.append(f"| `{name.upper()}` | {shown} | {values(field)} | {field.description} |")
    return "\n".join(lines) + "\n"


def default(field: FieldInfo) -> str:
    """The default as it is written in `.env`."""
    if field.default is None:
        return ""
    return str(field.default).lower() if isinstance(field.default, bool) else str(field.default)


def values(field: FieldInfo) -> str:
    """The values that a setting may have, if that can be said in some words."""
    if choices := _choices(field.annotation):
        return _listed(choices)
    if field.annotation is bool:
        return "true or false"
    least = [f"{limit.ge}" for limit in field.metadata if isinstance(limit, Ge)]
    least += [f"above {limit.gt}" for limit in field.metadata if isinstance(limit, Gt)]
    most = [f"{limit.le}" for limit in field.metadata if isinstance(limit, Le)]
    return " to ".join(least + most) if most else "".join(f"{limit} or more" for limit in least)


def _choices(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401  any type
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


if __name__ == "__main__":
    main()

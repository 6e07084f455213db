"""Definitions of commands: docs.discord.com › Application Commands."""

from collections.abc import Iterator
from typing import Any

from tests.discord_server.schema.checks import (
    Check,
    Report,
    array,
    either,
    flag,
    number,
    one_of,
    record,
    table,
    text,
    whole,
)

MOST_LETTERS = 8000
LOCALES = (
    *("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR"),
    *("ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"),
)
SUBCOMMAND, GROUP, STRING, INTEGER, NUMBER, CHANNEL = 1, 2, 3, 4, 10, 7
# Letters, digits, - and _; letters in lower case if they have one.
_slash_name = text(1, 32, r"[-_'\w]{1,32}")


def _in_locales(item: Check) -> Check:
    return table(one_of(*LOCALES), item)


def _lower(value: Any, report: Report) -> None:
    _slash_name(value, report)
    if isinstance(value, str) and value != value.lower():
        report.complain(f"{value!r} must be in lower case")


_described: dict[str, Check] = {"name": _lower, "description": text(1, 100)}
_translated: dict[str, Check] = {
    "name_localizations": _in_locales(_lower),
    "description_localizations": _in_locales(text(1, 100)),
}
_choice = record(
    {"name": text(1, 100), "value": either(text(0, 100), number)},
    {"name_localizations": _in_locales(text(1, 100))},
)


def _option(value: Any, report: Report) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    one_of(*range(1, 12))(kind, report.at("type"))
    own: dict[str, Check] = {"required": flag}
    if kind in {SUBCOMMAND, GROUP}:
        inner = array(_option, 0 if kind == SUBCOMMAND else 1, 25)
        own = {"options": inner, "required": one_of(False)}
    elif kind in {STRING, INTEGER, NUMBER}:
        own |= {"choices": array(_choice, 0, 25), "autocomplete": flag}
        limits = {"min_length": whole(0, 6000), "max_length": whole(1, 6000)}
        own |= limits if kind == STRING else {"min_value": number, "max_value": number}
    elif kind == CHANNEL:
        own["channel_types"] = array(whole(0, 16))
    record(_described | {"type": whole()}, _translated | own)(value, report)
    _in_order(value, report)
    if value.get("choices") and value.get("autocomplete"):
        report.complain("choices and autocomplete exclude each other")


def _in_order(value: Any, report: Report) -> None:
    options = [one for one in value.get("options", []) if isinstance(one, dict)] if isinstance(value, dict) else []
    names = [one.get("name") for one in options]
    if len(set(names)) != len(names):
        report.complain("two options have the same name")
    needed = [bool(one.get("required")) for one in options]
    if needed != sorted(needed, reverse=True):
        report.complain("required options come first")
    if len({one.get("type") in {SUBCOMMAND, GROUP} for one in options}) > 1:
        report.complain("subcommands and other options do not mix")


_shared: dict[str, Check] = {
    "name_localizations": _in_locales(text(1, 32)),
    "default_member_permissions": either(text(1, 20, r"\d+"), whole(0)),
    "nsfw": flag,
    "dm_permission": flag,
    "integration_types": array(one_of(0, 1), 1, 2),
    "contexts": array(one_of(0, 1, 2), 1, 3),
}
_slash = record(_described | {"type": one_of(1)}, _shared | _translated | {"options": array(_option, 0, 25)})
_menu = record(
    {"name": text(1, 32), "type": one_of(2, 3)}, _shared | {"description": one_of(""), "options": array(_option, 0, 0)}
)


def commands(value: Any, report: Report) -> None:
    """The whole set of commands in a PUT request."""
    array(_command, 0, 130)(value, report)
    known = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        names = [one.get("name") for one in known if one.get("type", 1) == kind]
        if len(names) > most:
            report.complain(f"{len(names)} commands of type {kind} are more than {most}")
        if len(set(names)) != len(names):
            report.complain(f"two commands of type {kind} have the same name")


def _command(value: Any, report: Report) -> None:
    if not isinstance(value, dict):
        report.complain("must be an object")
        return
    inner = report.at(str(value.get("name")))
    (_menu if value.get("type") in {2, 3} else _slash)(value, inner)
    _in_order(value, inner)
    letters = sum(_letters(value))
    if letters > MOST_LETTERS:
        inner.complain(f"{letters} characters in all are more than {MOST_LETTERS}")


def _letters(value: dict[str, Any]) -> Iterator[int]:
    """Characters of names, descriptions and values; of translations only the longest counts."""
    for key in ("name", "description"):
        texts = [value.get(key) or "", *(value.get(f"{key}_localizations") or {}).values()]
        yield max(len(one) for one in texts)
    if isinstance(value.get("value"), str):
        yield len(value["value"])
    for key in ("options", "choices"):
        for one in value.get(key) or []:
            yield from _letters(one)

"""Bodies that create or edit messages: docs.discord.com › Message, › Receiving and Responding, › Uploading Files."""

from dataclasses import dataclass, field
from typing import Any

from tests.discord_server.schema.checks import (
    Check,
    Report,
    array,
    either,
    flag,
    number_or_snowflake,
    one_of,
    record,
    snowflake,
    text,
    whole,
)
from tests.discord_server.schema.components import button_rows, media_of, message_components, modal

EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
MOST_FILES = 10


@dataclass(frozen=True)
class Body:
    """The content of a request: its JSON, and its files by their number in ``files[n]``."""

    json: Any = None
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict)


_mentions = record(
    {},
    {
        "parse": array(one_of("users", "roles", "everyone"), 0, 3),
        "users": array(either(snowflake, whole(0)), 0, 100),
        "roles": array(either(snowflake, whole(0)), 0, 100),
        "replied_user": flag,
    },
)
_attachment = record(
    {"id": number_or_snowflake},
    {
        "filename": text(1, 260),
        "description": text(0, 1024),
        "title": text(0, 1024),
        # Kept attachments are sent back as Discord returned them.
        "url": text(1),
        "proxy_url": text(1),
        "size": whole(0),
        "content_type": text(1),
        "height": whole(0),
        "width": whole(0),
        "spoiler": flag,
        "flags": whole(0),
    },
)
_reference = record(
    {"message_id": either(snowflake, whole(1))},
    {
        "type": one_of(0, 1),
        "channel_id": either(snowflake, whole(1)),
        "guild_id": either(snowflake, whole(1)),
        "fail_if_not_exists": flag,
    },
)
_shared: dict[str, Check] = {
    "content": text(0, 2000),
    "embeds": array(record({}), 0, 0),  # the bot has none
    "allowed_mentions": _mentions,
    "components": array(record({}, {}), 0),  # checked below
    "attachments": array(_attachment, 0, MOST_FILES),
    # Documented for new messages only; discord.py always sends it, and Discord ignores it.
    "tts": flag,
}


def _message(own: dict[str, Check], flags_allowed: int, *, new: bool, components_v2: bool | None = None) -> Any:
    """The check of one kind of message body.

    Args:
        own: keys of this kind only.
        flags_allowed: bits that may be set.
        new: whether it is a new message, which must not be empty and owns its files.
        components_v2: whether the edited message has that flag already.
    """

    def check(body: Body, report: Report) -> None:
        value = body.json
        if not isinstance(value, dict):
            report.complain(f"must be an object, not {value!r}")
            return
        record({}, _shared | own | {"components": lambda *_: None, "flags": whole(0)})(value, report)
        given: Any = value.get("flags")
        flags = given if isinstance(given, int) else 0
        if flags & ~flags_allowed:
            report.at("flags").complain(f"{flags} has bits that cannot be set here")
        _layout(value, report, v2=bool(flags & COMPONENTS_V2) or bool(components_v2))
        _files(body, report)
        if new and not any(value.get(key) for key in ("content", "components", "attachments", "embeds")):
            report.complain("an empty message cannot be sent")

    return check


def _layout(value: dict[str, Any], report: Report, *, v2: bool) -> None:
    components = value.get("components")
    if components is None:
        return
    if v2:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            if value.get(key):
                report.complain(f"a message of components cannot have {key}")
        message_components(components, report.at("components"))
    elif components:
        button_rows(components, report.at("components"))


def _files(body: Body, report: Report) -> None:
    """Every upload is described once; every file that a component shows is there, and every new one is shown."""
    value, described = body.json, body.json.get("attachments")
    numbers = [one.get("id") for one in described or [] if isinstance(one, dict)]
    for number, (name, data) in body.files.items():
        if described is not None and number not in numbers and str(number) not in numbers:
            report.complain(f"files[{number}] is not among the attachments")
        if not name or not data:
            report.complain(f"files[{number}] has no name or is empty")
    for given in numbers:
        if isinstance(given, int) and given < MOST_FILES and given not in body.files:
            report.complain(f"attachment {given} has no files[{given}]")
    names = [name for name, _ in body.files.values()]
    if len(set(names)) != len(names):
        report.complain("two files have the same name")
    kept = {one.get("filename") for one in described or [] if isinstance(one, dict)}
    shown = {media["url"].removeprefix("attachment://") for media in media_of(value.get("components"))
             if str(media.get("url")).startswith("attachment://")}  # fmt: skip
    for name in sorted(shown - set(names) - kept):
        report.complain(f"attachment://{name} is shown but not attached")
    if value.get("components"):
        for name in sorted(set(names) - shown):
            report.complain(f"{name} is attached but not shown: in a message of components nobody sees it")


create_message = _message(
    {
        "nonce": either(text(0, 25), whole(0)),
        "enforce_nonce": flag,
        "message_reference": _reference,
        "sticker_ids": array(snowflake, 0, 3),
    },
    COMPONENTS_V2 | 1 << 2 | 1 << 12,
    new=True,
)


def edit_message(*, components_v2: bool) -> Any:
    """An edit of a message; `components_v2` tells whether it has that flag already."""
    return _message({}, COMPONENTS_V2 | 1 << 2, new=False, components_v2=components_v2)


followup = _message({}, EPHEMERAL | COMPONENTS_V2 | 1 << 2 | 1 << 12, new=True)
_reply = _message({}, EPHEMERAL | COMPONENTS_V2 | 1 << 2 | 1 << 12, new=True)
_update = _message({}, COMPONENTS_V2 | 1 << 2, new=False)
_localized = {"name_localizations": record({}, {})}
_choice = record(
    {
        "name": text(1, 100),
        "value": either(
            text(0, 100),
            whole(),
        ),
    },
    _localized,
)
_choices = record({"choices": array(_choice, 0, 25)})
_deferral = record({}, {"flags": one_of(0, EPHEMERAL), "tts": flag})


def callback(body: Body, report: Report) -> None:
    """The answer to an interaction."""
    record({"type": one_of(4, 5, 6, 7, 8, 9)}, {"data": lambda *_: None})(body.json, report)
    value = body.json if isinstance(body.json, dict) else {}
    kind, data, inner = value.get("type"), value.get("data"), report.at("data")
    if kind in {4, 7}:
        (_reply if kind == 4 else _update)(Body(data, body.files), inner)
    elif kind in {8, 9}:
        (_choices if kind == 8 else modal)(data, inner)
    elif data is not None:
        _deferral(data, inner)

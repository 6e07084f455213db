"""Message components, version 2, and modals: docs.discord.com › Components › Reference."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.discord_server.schema.checks import (
    Check,
    Report,
    array,
    custom_id,
    flag,
    one_of,
    record,
    snowflake,
    text,
    whole,
)

MOST_COMPONENTS, MOST_TEXT = 40, 4000
ROW, BUTTON, MENU, INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 1, 2, 3, 4, 9, 10, 11, 12, 13, 14
CONTAINER, LABEL, UPLOAD = 17, 18, 19
_CHOOSERS = (5, 6, 7, 8)  # of people, roles, both, channels

_emoji = record({}, {"id": snowflake, "name": text(1, 100), "animated": flag})
_media = record({"url": text(1, 2048, r"(attachment://[^/\s]+|https?://\S+)")})
_id = {"id": whole(0, 2**31 - 1)}


def _typed(kind: int, required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    return record({"type": one_of(kind), **required}, {**_id, **(optional or {})})


_option = record(
    {"label": text(1, 100), "value": text(1, 100)},
    {"description": text(1, 100), "emoji": _emoji, "default": flag},
)
_counts = {"min_values": whole(0, 25), "max_values": whole(1, 25), "disabled": flag, "placeholder": text(0, 150)}
_default = record({"id": snowflake, "type": one_of("user", "role", "channel")})
_chooser = {
    kind: _typed(kind, {"custom_id": custom_id}, _counts | {"default_values": array(_default, 0, 25), "required": flag})
    for kind in _CHOOSERS
}
_chooser[8] = _typed(
    8,
    {"custom_id": custom_id},
    _counts | {"default_values": array(_default, 0, 25), "required": flag, "channel_types": array(whole(0, 16))},
)


def _least(value: Any) -> int:
    given = value.get("min_values")
    return 1 if given is None else int(given)


def _menu(value: Any, report: Report) -> None:
    _typed(MENU, {"custom_id": custom_id, "options": array(_option, 1, 25)}, _counts | {"required": flag})(
        value, report
    )
    values = [one.get("value") for one in value.get("options", []) if isinstance(one, dict)]
    if len(set(values)) != len(values):
        report.complain("two options have the same value")
    least, most = _least(value), value.get("max_values") or 1
    if least > most:
        report.complain("min_values is above max_values")
    if most > len(values):
        report.complain("max_values is above the number of options")
    if sum(bool(one.get("default")) for one in value.get("options", [])) > most:
        report.complain("more options are chosen than may be")


def _button(value: Any, report: Report) -> None:
    _typed(
        BUTTON,
        {"style": whole(1, 6)},
        {
            "label": text(0, 80),
            "emoji": _emoji,
            "custom_id": custom_id,
            "url": text(1, 512, r"(https?|discord)://\S+"),
            "sku_id": snowflake,
            "disabled": flag,
        },
    )(value, report)
    needed = {5: "url", 6: "sku_id"}.get(value.get("style"), "custom_id")
    if needed not in value or {"url", "sku_id", "custom_id"} & {key for key in value if value[key] is not None} - {
        needed
    }:
        report.complain(f"a button of style {value.get('style')} has {needed} and nothing else of its kind")
    if value.get("style") != 6 and not value.get("label") and not value.get("emoji"):
        report.complain("a button needs a label or an emoji")


def _row(value: Any, report: Report) -> None:
    _typed(ROW, {"components": array(_one_of(BUTTON, MENU, *_CHOOSERS), 1, 5)})(value, report)
    kinds = [one.get("type") for one in value.get("components", []) if isinstance(one, dict)]
    if any(kind != BUTTON for kind in kinds) and len(kinds) > 1:
        report.complain("a menu stands alone in its row")


def _one_of(*kinds: int) -> Check:
    def check(value: Any, report: Report) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind not in kinds:
            report.complain(f"a component of type {kind!r} cannot stand here, only {kinds}")
        else:
            _CHECKS[kind](value, report)

    return check


_spoiler = {"spoiler": flag}
_item = record({"media": _media}, {"description": text(1, 1024), "spoiler": flag})
_CHECKS: dict[int, Check] = {
    ROW: _row,
    BUTTON: _button,
    MENU: _menu,
    **_chooser,
    SECTION: _typed(SECTION, {"components": array(_one_of(TEXT), 1, 3), "accessory": _one_of(BUTTON, THUMBNAIL)}),
    TEXT: _typed(TEXT, {"content": text(1, MOST_TEXT)}),
    THUMBNAIL: _typed(THUMBNAIL, {"media": _media}, {"description": text(1, 1024), "spoiler": flag}),
    GALLERY: _typed(GALLERY, {"items": array(_item, 1, 10)}),
    FILE: _typed(FILE, {"file": _media}, _spoiler),
    SEPARATOR: _typed(SEPARATOR, {}, {"divider": flag, "spacing": one_of(1, 2)}),
    CONTAINER: _typed(
        CONTAINER,
        {"components": array(_one_of(ROW, TEXT, SECTION, GALLERY, SEPARATOR, FILE), 1)},
        _spoiler | {"accent_color": whole(0, 0xFFFFFF)},
    ),
}
_TOP = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)


def walk(components: Any) -> Iterator[dict[str, Any]]:
    """Every component in a list, nested ones included."""
    for one in components if isinstance(components, list) else []:
        if isinstance(one, dict):
            yield one
            yield from walk(one.get("components"))
            yield from walk([one[key] for key in ("accessory", "component") if key in one])


def media_of(components: Any) -> Iterator[dict[str, Any]]:
    """Every media object in a list of components."""
    for one in walk(components):
        yield from (item["media"] for item in one.get("items", []) if "media" in item)
        yield from (one[key] for key in ("media", "file") if isinstance(one.get(key), dict))


def message_components(value: Any, report: Report) -> None:
    """The components of a message with the flag IS_COMPONENTS_V2."""
    array(_one_of(*_TOP))(value, report)
    every = list(walk(value))
    if len(every) > MOST_COMPONENTS:
        report.complain(f"{len(every)} components are more than {MOST_COMPONENTS}")
    letters = sum(len(one.get("content", "")) for one in every if one.get("type") == TEXT)
    if letters > MOST_TEXT:
        report.complain(f"{letters} characters of text are more than {MOST_TEXT}")
    _unique(every, report)


def button_rows(value: Any, report: Report) -> None:
    """The components of a message without the flag IS_COMPONENTS_V2: rows below its text."""
    array(_one_of(ROW), 1, 5)(value, report)
    _unique(list(walk(value)), report)


def _unique(every: list[dict[str, Any]], report: Report) -> None:
    for key in ("custom_id", "id"):
        ids = [one[key] for one in every if one.get(key)]
        for double in sorted({str(one) for one in ids if ids.count(one) > 1}):
            report.complain(f"{key} {double} is used twice")


_input = _typed(
    INPUT,
    {"custom_id": custom_id, "style": one_of(1, 2)},
    {
        "label": text(1, 45),
        "min_length": whole(0, 4000),
        "max_length": whole(1, 4000),
        "required": flag,
        "value": text(0, 4000),
        "placeholder": text(0, 100),
    },
)
_upload = _typed(
    UPLOAD, {"custom_id": custom_id}, {"min_values": whole(0, 10), "max_values": whole(1, 10), "required": flag}
)
_CHECKS |= {INPUT: _input, UPLOAD: _upload}
_label = _typed(
    LABEL,
    {"label": text(1, 45), "component": _one_of(INPUT, MENU, UPLOAD, *_CHOOSERS)},
    {"description": text(1, 100)},
)
_CHECKS[LABEL] = _label


def modal(value: Any, report: Report) -> None:
    """A form."""
    record({"custom_id": custom_id, "title": text(1, 45), "components": array(_one_of(LABEL, TEXT), 1, 5)})(
        value, report
    )
    every = list(walk(value.get("components"))) if isinstance(value, dict) else []
    _unique(every, report)
    for one in every:
        _answerable(one, report)


def _answerable(one: dict[str, Any], report: Report) -> None:
    """A required field takes at least one value; a prefilled text has a valid length."""
    if one.get("type") in {MENU, UPLOAD} and one.get("required") is not False and _least(one) < 1:
        report.complain(f"{one.get('custom_id')} is required but may be left empty")
    if one.get("type") == INPUT and one.get("max_length") and len(one.get("value") or "") > one["max_length"]:
        report.complain(f"the value of {one.get('custom_id')} is longer than it may be")

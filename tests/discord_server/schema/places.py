"""Bodies for threads, direct messages, scheduled events and the gateway."""

from typing import Any

from tests.discord_server.schema.checks import (
    Report,
    anything,
    array,
    either,
    flag,
    one_of,
    record,
    snowflake,
    text,
    timestamp,
    whole,
)
from tests.discord_server.schema.messages import Body

PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, message content

_durations = one_of(60, 1440, 4320, 10080)
_thread = record(
    {"name": text(1, 100)},
    {"auto_archive_duration": _durations, "rate_limit_per_user": whole(0, 21600)},
)
_channel = record({}, {"archived": flag, "name": text(1, 100), "locked": flag, "auto_archive_duration": _durations})
_direct = record({"recipient_id": either(snowflake, whole(1))})
_place = record({"location": text(1, 100)})
_event_values = {
    "name": text(1, 100),
    "privacy_level": one_of(2),
    "scheduled_start_time": timestamp,
    "scheduled_end_time": timestamp,
    "entity_type": one_of(1, 2, 3),
    "entity_metadata": _place,
    "channel_id": snowflake,
    "description": text(1, 1000),
    "status": one_of(1, 2, 3, 4),
}
_event = record(
    {key: _event_values[key] for key in ("name", "privacy_level", "scheduled_start_time", "entity_type")}, _event_values
)
_event_change = record({}, _event_values)


def thread(body: Body, report: Report) -> None:
    """Start Thread from Message."""
    _thread(body.json, report)


def channel(body: Body, report: Report) -> None:
    """Modify Channel, for threads."""
    _channel(body.json, report)


def direct(body: Body, report: Report) -> None:
    """Create DM."""
    _direct(body.json, report)


def event(body: Body, report: Report) -> None:
    """Create Guild Scheduled Event; an external event has a place and an end."""
    _event(body.json, report)
    value: Any = body.json
    if value.get("entity_type") == 3 and not (value.get("entity_metadata") and value.get("scheduled_end_time")):
        report.complain("an external event needs a place and an end")


def event_change(body: Body, report: Report) -> None:
    """Modify Guild Scheduled Event."""
    _event_change(body.json, report)


def nothing(body: Body, report: Report) -> None:
    """A request without a body."""
    if body.json is not None or body.files:
        report.complain("this request has no body")


identify = record(
    {
        "token": text(50),
        "properties": record({"os": text(1), "browser": text(1), "device": text(1)}),
        "intents": whole(0),
    },
    {
        "compress": flag,
        "large_threshold": whole(50, 250),
        "shard": array(whole(0), 2, 2),
        "presence": anything,
    },
)
resume = record({"token": text(50), "session_id": text(1), "seq": whole(0)})

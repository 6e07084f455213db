"""Texts whose form matters."""

from datetime import UTC, datetime

import pytest

from bot.jobs.executor import StepReport
from bot.jobs.job import QueuePosition
from cogs.painting import phrases
from cogs.shared import formats
from cogs.shared.texts import localized

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SOON = round(NOW.timestamp()) + 30


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (0.0013, "0.0013"),
        (0.42049, "0.42"),
        (1.0, "1"),
        (12.4, "12"),
        (1234.5, "1,234"),
        (0.0000123, "1.2e-05"),
    ],
)
def test_losses_are_short(value: float, shown: str) -> None:
    assert formats.number(None, value) == shown


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        (None, localized("stylize-accepted")),
        (QueuePosition(0, 0.0), localized("stylize-accepted")),
        (QueuePosition(3, None), "🕓  In line: 3 before you."),
        (QueuePosition(3, 0.0), "🕓  In line: 3 before you. Starts in 5 seconds."),
        (QueuePosition(3, 30.0), "🕓  In line: 3 before you. Starts in 30 seconds."),
        (QueuePosition(3, 600.0), f"🕓  In line: 3 before you. Starts at about <t:{SOON + 570}:t>."),
        (QueuePosition(3, 86400.0), f"🕓  In line: 3 before you. Starts at about <t:{SOON + 86370}:f>."),
    ],
)
def test_a_place_in_line_is_as_exact_as_is_known(position: QueuePosition | None, shown: str) -> None:
    assert phrases.queued(None, position, NOW) == shown


@pytest.mark.parametrize(("step", "forecast"), [(1, False), (15, True), (299, True), (300, False)])
def test_a_forecast_is_made_when_there_is_something_to_judge_by(step: int, forecast: bool) -> None:
    text = phrases.progress(None, StepReport(step, 300, 0.42, 0.31, 1.0, 30.0, None), NOW)
    assert ("ready in 30 seconds" in text) == forecast


def test_the_bar_fills() -> None:
    bars = [
        phrases.progress(None, StepReport(step, 20, 0.4, 0.3, 1.0, 1.0, None), NOW).count("█") for step in range(1, 21)
    ]
    assert bars == list(range(1, 21))


def test_missing_permissions_are_named_as_discord_names_them() -> None:
    assert formats.permissions(None, ["view_channel", "send_messages", "attach_files"]) == (
        "“View Channel”, “Send Messages” and “Attach Files”"
    )

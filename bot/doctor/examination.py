"""All checks, one after the other. None writes anything, and a check that fails stops no other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.backups.data import folders_of
from bot.doctor import discord_answers
from bot.doctor.database import check_database
from bot.doctor.devices import check_devices
from bot.doctor.discord_answers import check_discord
from bot.doctor.files import check_files
from bot.doctor.findings import Finding, wrong
from bot.doctor.settings import check_settings, sqlite_file
from bot.doctor.software import check_software
from bot.doctor.upkeep import check_backups, check_crash_log
from bot.doctor.weights import check_weights
from bot.runtime.blocking import run_blocking
from bot.settings import Settings
from nst.errors import UserError

Check = Callable[[], Iterable[Finding]]


async def examine(
    env_file: Path | str | None = ".env", *, api: str = discord_answers.API, now: datetime | None = None
) -> list[Finding]:
    """Look at everything.

    Args:
        env_file: the settings that are not in the environment.
        api: the address of Discord's API.
        now: the time; of this machine by default.
    """
    try:
        settings = Settings.load(env_file)
    except UserError as error:
        advice = f"{error.hint} Everything else was not checked."
        return [*check_software(), wrong("settings", str(error), advice)]
    found: list[Finding] = []
    for name, check in _checks(settings, now or datetime.now(UTC)):
        found += await _careful(name, partial(_listed, check))
    token = settings.discord_token
    ask = partial(check_discord, None if token is None else token.get_secret_value(), api=api)
    return found + await _careful("token", ask)


def _checks(settings: Settings, now: datetime) -> Iterable[tuple[str, Check]]:
    file = sqlite_file(settings)
    folders = folders_of(settings)
    return (
        ("version", check_software),
        ("settings", partial(check_settings, settings)),
        ("database", partial(check_database, file, settings.data_dir, list(folders.values()))),
        ("files", partial(check_files, file, folders)),
        ("backups", lambda: [check_backups(settings, now, in_a_file=file is not None)]),
        ("last end", lambda: [check_crash_log(settings.data_dir / "crash.log")]),
        ("weights", check_weights),
        ("devices", partial(check_devices, settings)),
    )


async def _listed(check: Check) -> list[Finding]:
    return list(await run_blocking(check))


async def _careful(topic: str, check: Callable[[], Awaitable[list[Finding]]]) -> list[Finding]:
    try:
        return await check()
    except Exception as error:  # noqa: BLE001  whatever is broken here, the rest of the report is needed
        seen = f"This check failed: {type(error).__name__}."  # what it says may hold what is secret
        return [wrong(topic, seen, "Please report this as a bug, with this report.")]

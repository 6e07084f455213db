"""Settings that contradict each other or this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

from sqlalchemy import make_url

from bot.backups.data import settings_text
from bot.doctor.findings import Finding, mebibytes, ok, warning, wrong
from bot.settings import Settings
from bot.storage.sqlite import file_of
from bot.storage.start_errors import may_write

_TOPIC = "settings"


def check_settings(settings: Settings) -> list[Finding]:
    """Look for settings that contradict each other. Blocking: it asks the disk."""
    found = [
        *_folders(settings),
        *_learning(settings),
        *_backups(settings),
        *_pages(settings),
        *_pictures(settings),
        *_developing(settings),
    ]
    changed = settings_text(settings).count("\n")
    return found or [ok(_TOPIC, f"{changed} differ from their defaults, and none contradicts another.")]


def _folders(settings: Settings) -> Iterator[Finding]:
    folders = {"DATA_DIR": settings.data_dir, "BACKUP_DIR": settings.backup_dir, "WEIGHTS_DIR": settings.weights_dir}
    for name, folder in folders.items():
        if folder is None:
            continue
        there = nearest(folder)
        if not there.is_dir():
            yield wrong(_TOPIC, f"{name} leads through something that is no folder.", f"Correct {name}.")
        elif not may_write(there):
            advice = f"Let the user who runs the bot write there, or choose another {name}."
            yield wrong(_TOPIC, f"The user of this command may not write to {name}.", advice)


def nearest(folder: Path) -> Path:
    """The folder, or what there is of its parents."""
    return next(one for one in (folder.absolute(), *folder.absolute().parents) if _is_there(one))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # its folder may not be entered
        return False


def _learning(settings: Settings) -> Iterator[Finding]:
    if not settings.learning:
        return
    if not settings.learned_mb or not (settings.learned_per_user or settings.learned_per_server):
        yield warning(
            _TOPIC,
            "LEARNING is on, but LEARNED_MB, or LEARNED_PER_USER and LEARNED_PER_SERVER, leave it no room.",
            "Set LEARNING=false, or give it room.",
        )
        return
    free = shutil.disk_usage(nearest(settings.data_dir)).free
    if free < settings.learned_mb * 2**20:
        yield warning(
            _TOPIC,
            f"LEARNED_MB allows {settings.learned_mb} MiB, but the disk of DATA_DIR has {mebibytes(free)} left.",
            "Free some space, or lower LEARNED_MB.",
        )


def _backups(settings: Settings) -> Iterator[Finding]:
    if not settings.backup_hours:
        return
    if nearest(settings.backups_dir).stat().st_dev == nearest(settings.data_dir).stat().st_dev:
        yield warning(
            _TOPIC, "Backups are on the same disk as the data, and die with it.", "Set BACKUP_DIR to another disk."
        )
    days = settings.backup_hours * settings.backup_keep / 24
    if settings.retention_days and days > settings.retention_days:
        yield warning(
            _TOPIC,
            f"Backups are kept for {days:.0f} days, pictures for {settings.retention_days} (RETENTION_DAYS).",
            "Lower BACKUP_KEEP: deleted pictures live on in old backups.",
        )


def _pages(settings: Settings) -> Iterator[Finding]:
    if settings.health_port and not _is_loopback(settings.health_host):
        yield warning(
            _TOPIC,
            "HEALTH_HOST lets other machines read the health and the measurements of the bot; there is no password.",
            "Set HEALTH_HOST=127.0.0.1, unless a firewall or a container keeps strangers away.",
        )
    if settings.health_port and settings.health_port == settings.sandbox_port and settings.discord_token is None:
        yield wrong(_TOPIC, "HEALTH_PORT and SANDBOX_PORT are the same.", "Change one of them.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _pictures(settings: Settings) -> Iterator[Finding]:
    if settings.preview_size > settings.max_size:
        yield warning(_TOPIC, "PREVIEW_SIZE is larger than MAX_SIZE.", "Lower PREVIEW_SIZE.")
    if settings.progress_seconds < 2:
        yield warning(
            _TOPIC, "With PROGRESS_SECONDS below 2, Discord slows the bot down.", "Set PROGRESS_SECONDS to 2 or more."
        )
    cores = os.cpu_count() or 1
    if settings.threads > cores:
        yield warning(
            _TOPIC, f"THREADS is {settings.threads}, and there are {cores} cores.", "Set THREADS=0, which takes all."
        )
    names = settings.device_names
    if len(set(names)) < len(names):
        yield warning(
            _TOPIC, "DEVICES names a device twice, so that two jobs share it.", "Name each device once in DEVICES."
        )


def _developing(settings: Settings) -> Iterator[Finding]:
    if settings.test_guild_id is not None:
        yield warning(
            _TOPIC,
            "TEST_GUILD_ID is set, so commands exist in one server only.",
            "Leave TEST_GUILD_ID empty, unless you are developing.",
        )


def sqlite_file(settings: Settings) -> Path | None:
    """The file of the database; None if it is PostgreSQL or in memory."""
    return file_of(make_url(settings.database))

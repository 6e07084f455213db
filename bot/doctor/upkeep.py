"""What was before: how the last process ended, and the newest backup. Blocking."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.backups.backup import newest_backup
from bot.doctor.findings import Finding, ok, warning
from bot.settings import Settings

_OLD = timedelta(days=7)  # of a backup, where nothing says how often there should be one


def check_crash_log(file: Path) -> Finding:
    """Whether the last process wrote where it crashed.

    Args:
        file: see `bot.runtime.crash_log`. It tells where the code was, but is not shown: the log has it, too.
    """
    try:
        _, _, trace = file.read_text("utf-8", errors="replace").partition("\n")
    except FileNotFoundError:
        return ok("last end", "The last process ended in order, or there was none.")
    except OSError as error:
        return warning(
            "last end", f"crash.log cannot be read ({type(error).__name__}).", "Check who may read DATA_DIR."
        )
    if not trace.strip():
        return ok("last end", "The bot runs, or was killed from outside: crash.log tells of no crash.")
    first = trace.strip().splitlines()[0]
    reason = first if first.startswith(("Fatal Python error:", "Windows fatal exception:")) else "it is in crash.log"
    return warning(
        "last end", f"The last process crashed: {reason}.", "Send crash.log in DATA_DIR with a report of the bug."
    )


def check_backups(settings: Settings, now: datetime, *, in_a_file: bool) -> Finding:
    """How old the newest backup is.

    Args:
        settings: of the bot.
        now: the time.
        in_a_file: whether the database is one of SQLite, which the bot can back up.
    """
    if not in_a_file:
        return warning("backups", "The bot does not back up PostgreSQL.", "Use pg_dump, and copy DATA_DIR.")
    newest = newest_backup(settings.backups_dir, now)
    if newest is None:
        advice = "Make one: chameleon backup; or regularly: BACKUP_HOURS=24."
        return warning("backups", "There is no backup.", advice)
    age = now - newest
    seen = f"The newest is {_age(age)} old."
    limit = timedelta(hours=settings.backup_hours) * 2 if settings.backup_hours else _OLD
    if age <= limit:
        return ok("backups", seen)
    if settings.backup_hours:
        advice = f"BACKUP_HOURS is {settings.backup_hours}: does the bot run? Its log says why a backup failed."
        return warning("backups", seen, advice)
    return warning("backups", seen, "Make one: chameleon backup; or regularly: BACKUP_HOURS=24.")


def _age(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"

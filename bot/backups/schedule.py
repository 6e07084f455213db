"""Make backups regularly while the bot runs."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from functools import partial

from bot.backups.backup import make_backup, newest_backup
from bot.backups.data import Data, settings_text
from bot.backups.summary import summary
from bot.runtime.blocking import run_blocking
from bot.runtime.clock import Now, utc_now
from bot.settings import Settings
from nst.errors import UserError

log = logging.getLogger(__name__)

_RETRY = timedelta(hours=1)


async def back_up_regularly(settings: Settings, data: Data, *, now: Now = utc_now) -> None:
    """Make a backup whenever the newest one is `BACKUP_HOURS` old, until this is cancelled.

    A failure is logged and tried again after an hour.
    """
    stopped = asyncio.Event()  # a thread cannot be cancelled; it asks
    folder, period = settings.backups_dir, timedelta(hours=settings.backup_hours)
    make = partial(make_backup, data, settings_text(settings), folder, keep=settings.backup_keep)
    try:
        while True:
            newest = await run_blocking(newest_backup, folder, now())
            wait = timedelta() if newest is None else newest + period - now()
            if wait <= timedelta():
                wait = period
                try:
                    backup = await run_blocking(make, now=now(), stopped=stopped.is_set)
                    log.info("%s", summary(backup))
                except UserError as error:
                    log.error("%s It is tried again in an hour.", error.text)  # noqa: TRY400  the text says it all
                    wait = _RETRY
                except Exception:
                    log.exception("The backup failed. It is tried again in an hour.")
                    wait = _RETRY
            await asyncio.sleep(min(wait, _RETRY).total_seconds())  # the computer may sleep, or its clock be set
    finally:
        stopped.set()

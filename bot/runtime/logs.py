"""One log for everything, on standard error, without secrets."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime

_MASK = "•••"
# An interaction's token is part of the address that discord.py logs.
_TOKEN_IN_URL = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.%-]+")
_TOKEN_IN_EVENT = re.compile(r"""(['"]token['"]: ?['"])[^'"]+""")
# Below WARNING, these log every statement, request or migration.
_CHATTY = ("aiosqlite", "alembic", "sqlalchemy", "PIL", "asyncio", "discord.client")


class MaskingFormatter(logging.Formatter):
    """Writes a readable line and masks all secrets, also in tracebacks."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("{asctime} {levelname:<7} {name}: {message}", style="{")
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Format and mask."""
        return self.mask(super().format(record))

    def mask(self, text: str) -> str:
        """Replace every secret."""
        for secret in self._secrets:
            text = text.replace(secret, _MASK)
        return _TOKEN_IN_EVENT.sub(rf"\g<1>{_MASK}", _TOKEN_IN_URL.sub(rf"\g<1>{_MASK}", text))


class JsonFormatter(MaskingFormatter):
    """Writes one JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """Format and mask."""
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": self.mask(record.getMessage()),
        }
        if record.exc_info:
            entry["exception"] = self.mask(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def configure(level: str, format_: str, *, secrets: Iterable[str] = ()) -> None:
    """Send all logs to standard error, and remove earlier handlers.

    Args:
        level: the lowest level that is logged, such as ``INFO``.
        format_: ``text`` or ``json``.
        secrets: masked in every line.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(secrets) if format_ == "json" else MaskingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)

"""One log for everything, on standard error, without secrets."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

_MASK = "•••"
# An interaction's token is part of the address that discord.py logs.
_TOKEN_IN_URL = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.%-]+")
_TOKEN_IN_EVENT = re.compile(r"""(['"]token['"]: ?['"])[^'"]+""")
# Below WARNING, these log every statement, request or migration.
_CHATTY = ("aiosqlite", "alembic", "sqlalchemy", "PIL", "asyncio", "discord.client")


def event(logger: logging.Logger, what: str, **about: object) -> None:
    """Log something that happened in normal work.

    Args:
        logger: of the module where it happened.
        what: such as ``Job started``.
        about: the keys of the line; None is left out. Never names, texts or tokens of people.
    """
    logger.info(
        what, extra={"about": {key: _short(value) for key, value in about.items() if value is not None}}, stacklevel=2
    )


def _short(value: object) -> object:
    return round(value, 2) if isinstance(value, float) else value


def _about(record: logging.LogRecord) -> Mapping[str, object]:
    """The keys of an `event`; empty for another line."""
    about: Mapping[str, object] = getattr(record, "about", {})
    return about


class MaskingFormatter(logging.Formatter):
    """Writes a readable line and masks all secrets, also in tracebacks."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("{asctime} {levelname:<7} {name}: {message}", style="{")
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Format and mask."""
        return self.mask(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's name
        """The line, with the keys of an `event`."""
        return "".join([super().formatMessage(record), *(f" {key}={value}" for key, value in _about(record).items())])

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
            **{key: self.mask(value) if isinstance(value, str) else value for key, value in _about(record).items()},
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
    # At DEBUG, discord.py logs what people wrote and how they are called.
    logging.getLogger("discord").setLevel(logging.INFO if level == "DEBUG" else logging.NOTSET)
    logging.captureWarnings(capture=True)

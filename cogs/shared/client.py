"""The client with the services and a registry of forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from discord.ext import commands

from cogs.shared.forms import Forms
from cogs.shared.services import Services


class Client(commands.Bot):
    """A discord.py bot that carries the services.

    Args:
        build: makes the services; some of them send through this client.
        options: for discord.py.

    Attributes:
        forms: the registered forms.
        services: the bot's services.
    """

    def __init__(self, build: Callable[[Client], Services], **options: Any) -> None:  # noqa: ANN401
        super().__init__(**options)
        self.forms = Forms()
        self.services = build(self)

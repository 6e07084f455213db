"""Turn errors into private answers, so that Discord never shows “interaction failed”."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
from discord import app_commands, ui
from discord.utils import MISSING

from bot.people.metrics import RequestMetrics
from bot.runtime.logs import event
from bot.storage.retried_writes import is_storage_trouble
from cogs.shared.interactions import services_of
from cogs.shared.layouts import MOST_CONTENT, shortened
from cogs.shared.texts import error_text, localized, user_error
from nst.errors import UserError

log = logging.getLogger(__name__)

UNANSWERABLE = {10062: "given up by Discord: it was not answered in time", 40060: "answered by another process"}
UNREACHED = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, ConnectionError, TimeoutError)
TROUBLE = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)  # errors of a request


@asynccontextmanager
async def answering(interaction: discord.Interaction) -> AsyncIterator[None]:
    """Tell the person about any error in the block, or that the bot stops before the block is done."""
    try:
        with services_of(interaction).open_answers.held():
            yield
    except Exception as error:  # noqa: BLE001  every error is answered
        await explain(interaction, error)


async def explain(interaction: discord.Interaction, error: Exception) -> None:
    """Answer an interaction that failed. Log an error without a user text under a reference, and show the reference.

    An interaction cannot be answered if it was not acknowledged within three seconds or if another process of the bot
    has answered it.
    """
    error, metrics = _cause(error), services_of(interaction).metrics
    if isinstance(error, discord.HTTPException) and error.code in UNANSWERABLE:
        metrics.unanswered()
        log.info("Interaction %d is %s.", interaction.id, UNANSWERABLE[error.code])
        return
    if isinstance(error, UNREACHED) and not interaction.response.is_done():
        metrics.unanswered()
        log.warning("Interaction %d could not be answered: %s", interaction.id, str(error) or type(error).__name__)
        return  # another answer would fail, too: the three seconds are over
    text = _text(error, interaction.locale)
    if isinstance(error, UserError):
        note_refusal(metrics, error, interaction=interaction.id)
    if text is None:
        metrics.failed()
        reference = secrets.token_hex(4)
        log.error("An interaction failed, reference %s.", reference, exc_info=error)
        text = localized("common-fault", interaction.locale, reference=reference)
    await _answer_privately(interaction, text)


def note_refusal(metrics: RequestMetrics, error: UserError, **source: int) -> None:
    """Count a refusal, and log its reason without its text, which may hold names.

    Args:
        metrics: counts.
        error: the reason.
        source: the id of the interaction or message.
    """
    code = error.code or "other"
    metrics.refused(code)
    event(log, "Refused", code=code, **source)


async def tell(interaction: discord.Interaction, error: UserError, *buttons: ui.Item[Any]) -> None:
    """Answer an interaction that was refused, with buttons that help."""
    note_refusal(services_of(interaction).metrics, error, interaction=interaction.id)
    view = ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    await _answer_privately(interaction, error_text(error, interaction.locale), view)


async def _answer_privately(interaction: discord.Interaction, text: str, view: ui.View = MISSING) -> None:
    try:
        await _send_privately(interaction, shortened(text, MOST_CONTENT), view)
    except TROUBLE as trouble:
        log.warning("Could not tell about a failed interaction: %s", trouble)


async def _send_privately(interaction: discord.Interaction, text: str, view: ui.View) -> None:
    if not interaction.response.is_done():
        await interaction.response.send_message(text, ephemeral=True, view=view)
        return
    thinking = interaction.response.type is discord.InteractionResponseType.deferred_channel_message
    if thinking:
        # “thinking…” fixed whether the reply is private, and a follow-up sent now would become that reply.
        await interaction.edit_original_response(content=localized("common-unanswered", interaction.guild_locale))
    await interaction.followup.send(text, ephemeral=True, view=view)
    if thinking:
        await interaction.delete_original_response()


def _cause(error: Exception) -> Exception:
    """The error inside discord.py's wrapper."""
    if isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError):
        cause = error.__cause__
        return cause if isinstance(cause, Exception) else error
    return error


def _text(error: Exception, locale: discord.Locale) -> str | None:
    """The text for the person; None if the error is a defect."""
    match error:
        case UserError():
            return error_text(error, locale)
        case app_commands.CommandSignatureMismatch() | app_commands.CommandNotFound():
            return localized("common-outdated", locale)
        case app_commands.CheckFailure():
            return localized("common-not-here", locale)
        case _ if is_storage_trouble(error):
            log.warning("A person could not be served: %s", getattr(error, "orig", None) or error)
            return error_text(user_error("storage-trouble"), locale)
        case _:
            return None

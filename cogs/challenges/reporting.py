"""Report an entry of a challenge to the moderators. The report names its number, never its owner."""

from __future__ import annotations

import re
from typing import ClassVar, Self

from bot.challenges.challenge import Challenge, Entry
from cogs.challenges.buttons import action
from cogs.challenges.context import Press
from cogs.challenges.texts import linked, plain
from cogs.challenges.voting import visible_entry
from cogs.moderation.reports import reason_field, reason_label, send_report
from cogs.shared.forms import CorrectableForm, open_form
from cogs.shared.replies import Reply
from cogs.shared.texts import Language, localized


@action("report")
async def report(interaction: Press, entry_id: str, _arg: str) -> None:
    """Open the form that asks what is wrong."""
    await open_form(interaction, f"ch:report-form:{entry_id}")


class ReportEntryForm(CorrectableForm):
    """Asks what is wrong with an entry."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"ch:report-form:(?P<id>[0-9a-f]{1,32})")

    def __init__(self, entry_id: str, locale: Language = None) -> None:
        self._entry_id = entry_id
        self._reason = reason_field()
        title = localized("moderation-report-title", locale)
        super().__init__(title, f"ch:report-form:{entry_id}", reason_label(self._reason, locale))

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["id"])

    @classmethod
    async def shown(cls, interaction: Press, match: re.Match[str]) -> Self:
        """See `Form`."""
        await visible_entry(interaction, match["id"])
        return cls(match["id"], interaction.locale)

    async def act(self, interaction: Press) -> None:
        """Tell the moderators."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        entry, challenge = await visible_entry(interaction, self._entry_id)
        text = self._reason.value.strip()
        await send_report(interaction, entry.id, lambda locale: _entry(interaction, challenge, entry, text, locale))


def _entry(interaction: Press, challenge: Challenge, entry: Entry, reason: str, locale: Language) -> Reply:
    values = {"number": str(entry.number), "title": linked(challenge), "reason": plain(reason)}
    return Reply(localized("moderation-reported-entry", locale, who=interaction.user.mention, **values))

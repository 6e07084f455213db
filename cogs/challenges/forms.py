"""The forms of challenges, and their actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.challenges.challenge import (
    MAX_DESCRIPTION,
    MAX_REASON,
    MAX_THEME,
    MAX_TITLE,
    Challenge,
    Entry,
    Kind,
    Phase,
    Words,
)
from bot.challenges.eligibility import require_moderator
from bot.challenges.timeline import phase_at
from bot.styles.style import Style
from cogs.challenges import boards
from cogs.challenges.buttons import ChallengeButton
from cogs.challenges.context import Press, challenges_of, person_of, server_challenge, visible_challenge
from cogs.challenges.texts import plain, stamp
from cogs.painting.orders import Order, params_from
from cogs.painting.submission import submit
from cogs.shared.forms import CorrectableForm, choice, first, labelled
from cogs.shared.interactions import services_of
from cogs.shared.options import MOST_CHOICES
from cogs.shared.replies import Reply, show, wait
from cogs.shared.style_option import shown_choice
from cogs.shared.texts import Language, localized, user_error
from cogs.shared.uploads import StoredPicture, Upload


def require_open(interaction: Press, challenge: Challenge) -> None:
    """Check that a challenge is open for entries.

    Raises:
        UserError: it has not begun, or entries are closed.
    """
    phase = phase_at(challenge, challenges_of(interaction).now())
    if phase is Phase.ANNOUNCED:
        raise user_error("challenge-too-early", title=challenge.title, when=stamp(challenge.opens_at, "R"))
    if phase is not Phase.OPEN:
        raise user_error("challenge-too-late", title=challenge.title)


class PaintForm(CorrectableForm):
    """Asks for the person's photo, style or both. A style is a picture or a saved one."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"ch:paint-form:(?P<id>[0-9a-f]{1,32}):(?P<kind>style|photo|free)")

    def __init__(self, challenge_id: str, kind: Kind, locale: Language = None, styles: Sequence[Style] = ()) -> None:
        self._challenge_id = challenge_id
        self._photo: ui.FileUpload[Any] | None = None
        self._style: ui.FileUpload[Any] | None = None
        named = [(style.ref, shown_choice(style, locale)) for style in styles]
        self._saved = choice("saved", named, required=False)
        fields = []
        if kind is not Kind.PHOTO:
            self._photo = ui.FileUpload(custom_id="photo")
            fields.append(labelled(localized("challenges-form-photo", locale), self._photo))
        if kind is not Kind.STYLE:
            self._style = ui.FileUpload(custom_id="style", required=False)
            fields.append(labelled(localized("stylize-menu-saved", locale), self._saved))
            fields.append(labelled(localized("challenges-form-style", locale), self._style))
        super().__init__(localized("challenges-form-paint", locale), f"ch:paint-form:{challenge_id}:{kind}", *fields)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["id"], Kind(match["kind"]))

    @classmethod
    async def shown(cls, interaction: Press, match: re.Match[str]) -> Self:
        """See `Form`."""
        challenge = await visible_challenge(interaction, match["id"])
        require_open(interaction, challenge)
        library, person_id = services_of(interaction).styles, interaction.user.id
        styles = await library.search("", interaction.guild_id, person_id, MOST_CHOICES)
        return cls(challenge.id, Kind(match["kind"]), interaction.locale, styles)

    async def act(self, interaction: Press) -> None:
        """Paint the picture like /stylize."""
        challenges, challenge = challenges_of(interaction), await visible_challenge(interaction, self._challenge_id)
        require_open(interaction, challenge)
        given: Upload | None = None
        if challenge.reference is not None:
            given = StoredPicture(challenge.title, partial(challenges.pictures.get, challenge.reference))
        content = self._photo.values[0] if self._photo else given
        style: Upload | str | None = self._chosen_style() if self._style else given
        if content is None or style is None:  # the form is for another kind of challenge
            raise user_error("challenge-none")
        params = params_from(services_of(interaction), interaction.guild_id)
        # In public, the picture would tell who painted it before the names are shown.
        private = not challenge.revealed
        named = not challenge.rules.instant  # then it is painted as usual, so that it can be entered
        order = Order(content=content, style=style, params=params, recipe_named=named, private=private)
        await submit(interaction, order)

    def _chosen_style(self) -> Upload | str:
        """The picture, or the reference of the saved style.

        Raises:
            UserError: there is none, or there are both.
        """
        uploaded, saved = self._style.values if self._style else [], first(self._saved)
        if uploaded and saved:
            raise user_error("two-styles-in-form")
        if saved:
            return saved
        if uploaded:
            return uploaded[0]
        raise user_error("no-style-in-form")


class WordsForm(CorrectableForm):
    """Asks for title, theme and description."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"ch:words-form:(?P<id>[0-9a-f]{1,32})")

    def __init__(self, challenge_id: str, words: Words | None = None, locale: Language = None) -> None:
        words = words or Words("")
        self._challenge_id = challenge_id
        self._heading: ui.TextInput[Any] = ui.TextInput(custom_id="title", default=words.title, max_length=MAX_TITLE)
        self._theme: ui.TextInput[Any] = ui.TextInput(
            custom_id="theme", default=words.theme, max_length=MAX_THEME, required=False
        )
        self._description: ui.TextInput[Any] = ui.TextInput(
            custom_id="description",
            default=words.description,
            max_length=MAX_DESCRIPTION,
            required=False,
            style=discord.TextStyle.paragraph,
        )
        fields = {"title": self._heading, "theme": self._theme, "description": self._description}
        super().__init__(
            localized("challenges-form-words", locale),
            f"ch:words-form:{challenge_id}",
            *(
                ui.Label(text=localized(f"challenges-form-{name}", locale), component=field)
                for name, field in fields.items()
            ),
        )

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["id"])

    @classmethod
    async def shown(cls, interaction: Press, match: re.Match[str]) -> Self:
        """See `Form`."""
        challenge = await server_challenge(interaction, match["id"])
        require_moderator(person_of(interaction), interaction.guild_id)
        return cls(challenge.id, challenge.words, interaction.locale)

    async def act(self, interaction: Press) -> None:
        """Change the texts, and show the preview again."""
        await wait(interaction)
        await server_challenge(interaction, self._challenge_id)
        words = Words(self._heading.value.strip(), self._theme.value.strip(), self._description.value.strip())
        challenge = await challenges_of(interaction).moderation.reword(
            self._challenge_id, words, person_of(interaction)
        )
        await show(interaction, await preview(interaction, challenge))


async def preview(interaction: Press, challenge: Challenge, *notes: str) -> Reply:
    """The preview of a draft, with the host's buttons."""
    locale, limit = interaction.locale, interaction.filesize_limit
    shown = await boards.board(challenges_of(interaction), challenge, limit, locale=locale)
    buttons = [ChallengeButton(action, challenge.id, "", locale) for action in ("publish", "edit", "discard")]
    return Reply(*shown.parts, "\n".join(notes), buttons)


class RejectForm(CorrectableForm):
    """Asks why an entry is rejected."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"ch:reject-form:(?P<id>[0-9a-f]{1,32})")

    def __init__(self, entry_id: str, locale: Language = None) -> None:
        self._entry_id = entry_id
        self._reason: ui.TextInput[Any] = ui.TextInput(custom_id="reason", max_length=MAX_REASON)
        field = ui.Label(text=localized("challenges-form-reason", locale), component=self._reason)
        super().__init__(localized("challenges-form-reject", locale), f"ch:reject-form:{entry_id}", field)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["id"])

    @classmethod
    async def shown(cls, interaction: Press, match: re.Match[str]) -> Self:
        """See `Form`."""
        entry = await challenges_of(interaction).store.entry(match["id"])
        await server_challenge(interaction, entry.challenge_id)
        require_moderator(person_of(interaction), interaction.guild_id)
        return cls(entry.id, interaction.locale)

    async def act(self, interaction: Press) -> None:
        """Reject the entry."""
        await interaction.response.defer()
        reason = self._reason.value.strip()
        entry = await challenges_of(interaction).moderation.reject(self._entry_id, person_of(interaction), reason)
        await log_decision(interaction, entry, reason)
        values = {"number": str(entry.number), "moderator": interaction.user.mention, "reason": plain(reason)}
        await show_decision(interaction, localized("challenges-rejected", interaction.guild_locale, **values))


async def log_decision(interaction: Press, entry: Entry, reason: str) -> None:
    """Tell the moderators that an entry was refused, and why; its owner is named once names are shown."""
    challenge = await challenges_of(interaction).store.get(entry.challenge_id)
    values = {
        "who": interaction.user.mention,
        "number": str(entry.number),
        "title": plain(challenge.title),
        "reason": plain(reason),
        "owner": f"<@{entry.owner_id}>",
    }
    key = "moderation-entry-refused-by" if challenge.revealed else "moderation-entry-refused"
    services_of(interaction).moderation_log.note(
        challenge.guild_id, lambda locale: Reply(localized(key, locale, **values))
    )


async def show_decision(interaction: Press, text: str) -> None:
    """Replace the review post with the decision."""
    await interaction.edit_original_response(view=Reply(text).view(), attachments=[])

"""What the buttons and menus of challenges do. Each gets the interaction, the subject's id and an argument."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
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
from bot.challenges.pictures import Pictures
from bot.challenges.timeline import phase_at
from cogs.challenges import boards
from cogs.challenges.buttons import ChallengeButton
from cogs.challenges.context import challenges_of, here, managed, person_of
from cogs.challenges.entering import into, swap
from cogs.challenges.texts import plain, stamp
from cogs.painting.orders import Order, params_from, submit
from cogs.shared.forms import Form, show_form
from cogs.shared.interactions import host_of
from cogs.shared.replies import Poster, poster, show, wait
from cogs.shared.texts import Language, localized, user_error
from cogs.shared.uploads import Upload

Press = discord.Interaction[Any]


# Looking and voting.


async def browse(interaction: Press, challenge_id: str, arg: str) -> None:  # noqa: ARG001  all actions are alike
    """The gallery, from its first page."""
    await _show_gallery(interaction, challenge_id, 0)


async def turn(interaction: Press, challenge_id: str, number: str) -> None:
    """A page of the gallery."""
    await _show_gallery(interaction, challenge_id, int(number) if number.isdigit() else 0)


async def choose(interaction: Press, challenge_id: str, number: str, values: list[str]) -> None:
    """The favourites on a page."""
    await wait(interaction)
    challenges, challenge = challenges_of(interaction), await here(interaction, challenge_id)
    person = person_of(interaction)
    offered = [option.value for option in _options(interaction)]
    try:
        await challenges.participation.vote(challenge_id, person, values, offered or values)
    finally:  # what was chosen in vain is not shown as chosen
        view = await boards.gallery(challenges, challenge, person.user_id, int(number or 0), interaction.locale)
        await show(interaction, view)


async def open_entry(interaction: Press, challenge_id: str, number: str, values: list[str]) -> None:  # noqa: ARG001
    """One picture of the page in full size."""
    await look(interaction, values[0], "")


async def look(interaction: Press, entry_id: str, arg: str) -> None:  # noqa: ARG001
    """One picture in full size."""
    await wait(interaction)
    entry, challenge = await _entry(interaction, entry_id)
    await _show_entry(interaction, challenge, entry)


async def vote(interaction: Press, entry_id: str, arg: str) -> None:  # noqa: ARG001
    """A vote for a picture."""
    await _vote(interaction, entry_id, loved=True)


async def unvote(interaction: Press, entry_id: str, arg: str) -> None:  # noqa: ARG001
    """A vote taken back."""
    await _vote(interaction, entry_id, loved=False)


async def recipe(interaction: Press, entry_id: str, arg: str) -> None:  # noqa: ARG001
    """How a picture was made."""
    entry, challenge = await _entry(interaction, entry_id)
    if not challenges_of(interaction).participation.revealed(challenge):
        raise user_error("challenge-hidden", when=stamp(challenge.ends_at, "R"))
    await show(interaction, poster(recipe_text(entry, interaction.locale)))


def recipe_text(entry: Entry, locale: Language) -> str:
    """How a picture was made."""
    params, summary = entry.recipe.get("params", {}), entry.recipe.get("summary", {})
    lines = [localized("challenges-recipe", locale, number=str(entry.number), owner=f"<@{entry.owner_id}>")]
    if entry.recipe.get("style_name"):
        lines.append(localized("challenges-recipe-style", locale, name=plain(entry.recipe["style_name"])))
    lines.append(
        localized(
            "challenges-recipe-params",
            locale,
            recipe=str(params.get("recipe", "–")),
            strength=round(100 * params.get("strength", 0.5)),
            size=str(params.get("size", "–")),
            seed=str(params.get("seed", "–")),
            encoder=str(summary.get("encoder", "–")),
        )
    )
    return "\n".join(lines)


async def _show_gallery(interaction: Press, challenge_id: str, number: int) -> None:
    await wait(interaction)
    challenges, challenge = challenges_of(interaction), await here(interaction, challenge_id)
    await show(
        interaction, await boards.gallery(challenges, challenge, interaction.user.id, number, interaction.locale)
    )


async def _vote(interaction: Press, entry_id: str, *, loved: bool) -> None:
    await wait(interaction)
    entry, challenge = await _entry(interaction, entry_id)
    wanted = {entry_id} if loved else set[str]()
    await challenges_of(interaction).participation.vote(challenge.id, person_of(interaction), wanted, {entry_id})
    await _show_entry(interaction, challenge, entry)


async def _show_entry(interaction: Press, challenge: Challenge, entry: Entry) -> None:
    limit, viewer = interaction.filesize_limit, interaction.user.id
    challenges = challenges_of(interaction)
    await show(interaction, await boards.close_up(challenges, challenge, entry, viewer, limit, interaction.locale))


async def _entry(interaction: Press, entry_id: str) -> tuple[Entry, Challenge]:
    """An entry that the person may see, and its challenge."""
    challenges = challenges_of(interaction)
    entry = await challenges.store.entry(entry_id)
    challenge = await here(interaction, entry.challenge_id)
    visible = {one.id for one in await challenges.participation.gallery(challenge.id)}
    if entry.id not in visible or challenge.phase is Phase.CANCELLED:
        raise user_error("entry-gone")
    return entry, challenge


def _options(interaction: Press) -> list[discord.SelectOption]:
    """What the menu that was used offers."""
    data: Any = interaction.data
    pressed = data["custom_id"]
    message = interaction.message
    for item in ui.LayoutView.from_message(message).walk_children() if message else ():
        if isinstance(item, ui.Select) and item.custom_id == pressed:
            return item.options
    return []


# Painting and entering.


async def paint(interaction: Press, challenge_id: str, arg: str) -> None:  # noqa: ARG001
    """A form for the picture that is the person's own part."""
    challenge = await here(interaction, challenge_id)
    _require_open(interaction, challenge)
    await show_form(interaction, PaintForm(challenge.id, challenge.kind, interaction.locale))


async def mine(interaction: Press, challenge_id: str, arg: str) -> None:  # noqa: ARG001
    """The person's own entries."""
    await wait(interaction)
    challenges, challenge = challenges_of(interaction), await here(interaction, challenge_id)
    await show(interaction, await boards.mine(challenges, challenge, interaction.user.id, interaction.locale))


async def withdraw(interaction: Press, entry_id: str, arg: str) -> None:  # noqa: ARG001
    """An entry taken back."""
    await wait(interaction)
    entry = await challenges_of(interaction).participation.withdraw(entry_id, person_of(interaction))
    await show(interaction, poster(localized("challenges-withdrawn", interaction.locale, number=str(entry.number))))


async def details(interaction: Press, challenge_id: str, arg: str) -> None:  # noqa: ARG001
    """The board of a challenge, for one person."""
    await wait(interaction)
    challenges, challenge = challenges_of(interaction), await here(interaction, challenge_id)
    limit = interaction.filesize_limit
    await show(interaction, await boards.board(challenges, challenge, limit, locale=interaction.locale))


def _require_open(interaction: Press, challenge: Challenge) -> None:
    phase = phase_at(challenge, challenges_of(interaction).now())
    if phase is Phase.ANNOUNCED:
        raise user_error("challenge-too-early", title=challenge.title, when=stamp(challenge.opens_at, "R"))
    if phase is not Phase.OPEN:
        raise user_error("challenge-too-late", title=challenge.title)


class _Given:
    """The challenge's own picture, in the place of an upload."""

    size = 0

    def __init__(self, pictures: Pictures, name: str) -> None:
        self._pictures = pictures
        self._name = name

    async def read(self) -> bytes:
        return await self._pictures.get(self._name)

    def is_spoiler(self) -> bool:
        return False


class PaintForm(Form):
    """Asks for what a challenge leaves to the person: the photo, the style or both."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"ch:paint-form:(?P<id>[0-9a-f]{1,32}):(?P<kind>style|photo|free)")

    def __init__(self, challenge_id: str, kind: Kind, locale: Language = None) -> None:
        self._challenge_id = challenge_id
        self._photo: ui.FileUpload[Any] | None = None
        self._style: ui.FileUpload[Any] | None = None
        fields = []
        if kind is not Kind.PHOTO:
            self._photo = ui.FileUpload(custom_id="photo")
            fields.append(ui.Label(text=localized("challenges-form-photo", locale), component=self._photo))
        if kind is not Kind.STYLE:
            self._style = ui.FileUpload(custom_id="style")
            fields.append(ui.Label(text=localized("challenges-form-style", locale), component=self._style))
        super().__init__(localized("challenges-form-paint", locale), f"ch:paint-form:{challenge_id}:{kind}", *fields)

    @classmethod
    def blank(cls, match: re.Match[str]) -> Self:
        """See `Form`."""
        return cls(match["id"], Kind(match["kind"]))

    async def act(self, interaction: Press) -> None:
        """Have it painted as with /stylize."""
        challenges, challenge = challenges_of(interaction), await here(interaction, self._challenge_id)
        _require_open(interaction, challenge)
        given: Upload | None = None
        if challenge.reference is not None:
            given = _Given(challenges.pictures, challenge.reference)
        content = self._photo.values[0] if self._photo else given
        style = self._style.values[0] if self._style else given
        if content is None or style is None:  # the form is one for another kind of challenge
            raise user_error("challenge-none")
        params = params_from(host_of(interaction), interaction.guild_id)
        await submit(interaction, Order(content=content, style=style, params=params))


# Holding a challenge.


async def publish(interaction: Press, challenge_id: str, arg: str) -> None:  # noqa: ARG001
    """A draft becomes a challenge."""
    await wait(interaction)
    await managed(interaction, challenge_id)
    challenge = await challenges_of(interaction).moderation.publish(challenge_id, person_of(interaction))
    text = localized("challenges-published", interaction.locale, channel=f"<#{challenge.channel_id}>")
    await show(interaction, poster(text))


async def discard(interaction: Press, challenge_id: str, arg: str) -> None:  # noqa: ARG001
    """A draft is thrown away."""
    await wait(interaction)
    await managed(interaction, challenge_id)
    await challenges_of(interaction).moderation.discard(challenge_id, person_of(interaction))
    await show(interaction, poster(localized("challenges-discarded", interaction.locale)))


async def edit(interaction: Press, challenge_id: str, arg: str) -> None:  # noqa: ARG001
    """A form with what a challenge says of itself."""
    challenge = await managed(interaction, challenge_id)
    require_moderator(person_of(interaction), interaction.guild_id)
    await show_form(interaction, WordsForm(challenge.id, challenge.words, interaction.locale))


async def preview(interaction: Press, challenge: Challenge, *notes: str) -> Poster:
    """A draft as it will look, with what its host can do."""
    locale, limit = interaction.locale, interaction.filesize_limit
    shown = await boards.board(challenges_of(interaction), challenge, limit, locale=locale)
    buttons = [ChallengeButton(action, challenge.id, "", locale) for action in ("publish", "edit", "discard")]
    return Poster((*shown.parts, "\n".join(notes) or None, buttons))


class WordsForm(Form):
    """Title, theme and description."""

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

    async def act(self, interaction: Press) -> None:
        """Change the words, and show the preview again."""
        await wait(interaction)
        await managed(interaction, self._challenge_id)
        words = Words(self._heading.value.strip(), self._theme.value.strip(), self._description.value.strip())
        challenge = await challenges_of(interaction).moderation.reword(
            self._challenge_id, words, person_of(interaction)
        )
        await show(interaction, await preview(interaction, challenge))


# Review.


async def approve(interaction: Press, entry_id: str, arg: str) -> None:  # noqa: ARG001
    """An entry is shown."""
    await interaction.response.defer()
    entry = await challenges_of(interaction).moderation.approve(entry_id, person_of(interaction))
    values = {"number": str(entry.number), "moderator": interaction.user.mention}
    await _decided(interaction, localized("challenges-approved", interaction.guild_locale, **values))


async def reject(interaction: Press, entry_id: str, arg: str) -> None:  # noqa: ARG001
    """A form for the reason."""
    entry = await challenges_of(interaction).store.entry(entry_id)
    await managed(interaction, entry.challenge_id)
    require_moderator(person_of(interaction), interaction.guild_id)
    await show_form(interaction, RejectForm(entry_id, interaction.locale))


async def _decided(interaction: Press, text: str) -> None:
    """Say so where it was decided: the picture goes from there."""
    await interaction.edit_original_response(view=poster(text).view(), attachments=[])


class RejectForm(Form):
    """Why an entry is not shown."""

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

    async def act(self, interaction: Press) -> None:
        """Reject the entry."""
        await interaction.response.defer()
        reason = self._reason.value.strip()
        entry = await challenges_of(interaction).moderation.reject(self._entry_id, person_of(interaction), reason)
        values = {"number": str(entry.number), "moderator": interaction.user.mention, "reason": plain(reason)}
        await _decided(interaction, localized("challenges-rejected", interaction.guild_locale, **values))


FORMS: tuple[type[Form], ...] = (PaintForm, WordsForm, RejectForm)
BUTTONS: Mapping[str, Callable[[Press, str, str], Awaitable[None]]] = {
    "paint": paint,
    "mine": mine,
    "browse": browse,
    "vote": browse,
    "details": details,
    "publish": publish,
    "edit": edit,
    "discard": discard,
    "withdraw": withdraw,
    "love": vote,
    "unlove": unvote,
    "recipe": recipe,
    "back": turn,
    "page": turn,
    "look": look,
    "approve": approve,
    "reject": reject,
}
MENU_ACTIONS: Mapping[str, Callable[[Press, str, str, list[str]], Awaitable[None]]] = {
    "open": open_entry,
    "choose": choose,
    "into": into,
    "swap": swap,
}

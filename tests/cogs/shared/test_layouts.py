"""Messages fit Discord's limits, even with the longest texts of people in any language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st
from simcord.results import InteractionResult

from bot.challenges.challenge import (
    MAX_DESCRIPTION,
    MAX_ENTRIES_EACH,
    MAX_REASON,
    MAX_SEASON,
    MAX_THEME,
    MAX_TITLE,
    Challenge,
    Entry,
    EntryState,
    Kind,
    Person,
    Phase,
    Rules,
    Words,
)
from cogs.challenges.boards import mine
from cogs.challenges.texts import list_line, me_line, plain, result_lines, rules_line, state_line
from cogs.shared.layouts import MOST_TEXT, framed, length, listed_lines, shortened
from cogs.shared.replies import Attached, Reply
from cogs.shared.texts import LANGUAGES, localized
from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.people.test_admin import admin, make_owner
from tests.cogs.world import World, reply, told_privately
from tests.polling import until

ID = 2**63 - 1
NOW = datetime(2026, 7, 1, tzinfo=UTC)
CHALLENGE = Challenge(
    id="f" * 10,
    guild_id=ID,
    channel_id=ID,
    thread_id=ID,
    host_id=ID,
    words=Words("*" * MAX_TITLE, "_" * MAX_THEME, "🦎" * (MAX_DESCRIPTION // 2)),
    kind=Kind.FREE,
    reference=None,
    season="~" * MAX_SEASON,
    locale="en",
    rules=Rules(
        entries_each=10,
        favourites=10,
        review_channel_id=ID,
        enter_role_id=ID,
        vote_role_id=ID,
        account_days=365,
        winner_role_id=ID,
        winner_days=365,
    ),
    phase=Phase.OPEN,
    created_at=NOW,
    published_at=NOW,
    opens_at=NOW,
    closes_at=NOW + timedelta(days=1),
    ends_at=NOW + timedelta(days=2),
    board_channel_id=ID,
    board_message_id=ID,
    note="`" * MAX_REASON,
)
ENTRY = Entry("e" * 10, "f" * 10, 99, ID, "n" * 32, "j" * 10, "p", {}, EntryState.REJECTED, "|" * MAX_REASON, NOW)


def total(view: ui.LayoutView) -> int:
    return sum(length(item.content) for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def more(count: int) -> str:
    return f"and {count} more"


@given(st.lists(st.text(max_size=300), min_size=1), st.integers(20, 2_000))
def test_a_list_is_as_long_as_fits_and_says_what_is_missing(lines: list[str], limit: int) -> None:
    text = listed_lines(lines, more, limit=limit)
    assert length(text) <= limit
    if length("\n".join(lines)) <= limit:
        assert text == "\n".join(lines)


@given(st.text(max_size=500), st.integers(10, 300))
def test_a_text_is_shortened_to_the_limit(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert length(short) <= limit
    assert short == text or short.endswith("…")


def test_a_long_text_ends_after_a_whole_line_where_it_can() -> None:
    assert shortened("one line\nmore", 11) == "one line\n…"
    assert shortened("one two three", 9) == "one two…"


@given(st.lists(st.text(min_size=1, max_size=3_000), min_size=1, max_size=15))
def test_texts_of_a_message_are_never_too_long_together(texts: list[str]) -> None:
    view = framed(*map(ui.TextDisplay, texts))
    assert total(view) <= MOST_TEXT
    assert all(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.CLOSED])
def test_the_longest_challenge_fits(locale: str, phase: Phase) -> None:
    one = replace(CHALLENGE, phase=phase)
    parts = [plain(one.title), plain(one.words.theme), one.words.description, state_line(one, NOW, locale)]
    assert total(Reply(*parts, rules_line(one, locale), localized("challenges-board-free", locale)).view()) <= MOST_TEXT
    entries = [replace(ENTRY, place=place, votes=10**6) for place in range(1, 30)]
    assert total(Reply(plain(one.title), result_lines(one, entries, locale)).view()) <= MOST_TEXT


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_longest_lists_fit(locale: str) -> None:
    for line in (list_line(CHALLENGE, NOW, locale), me_line(CHALLENGE, ENTRY, locale)):
        shown = listed_lines([line] * 15, more)
        assert shown.count("\n") >= 5, "there is something to see"
        assert shown.endswith(" more")
        assert total(Reply(shown).view()) <= MOST_TEXT


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_ones_own_entries_fit_with_the_longest_reasons(world: World, locale: str) -> None:
    await world.begin()
    challenges = world.app.services.challenges

    async def entries_of(*_: object) -> list[Entry]:
        return [replace(ENTRY, id=f"{n:010}", number=n) for n in range(MAX_ENTRIES_EACH)]

    challenges.participation.entries_of = entries_of  # type: ignore[method-assign, assignment]
    shown = await mine(challenges, CHALLENGE, ID, locale)
    assert total(shown.view()) <= MOST_TEXT


def test_what_a_picture_shows_is_cut_where_discord_does() -> None:
    many = Attached("a.png", b"", "Kim, " * 500)
    assert length(many.open().description or "") <= 1024
    gallery = Reply(many).view()
    (item,) = [one for one in gallery.walk_children() if isinstance(one, ui.MediaGallery)]
    assert length(item.items[0].description or "") <= 1024


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a](https://evil.example) [b", r"a\](https://evil.example) \[b"),
        ("<@1> <#2> <@&3>", r"\<@1> \<#2> \<@&3>"),
        ("one\n# two", "one # two"),
        ("**bold** ||hidden||", r"\*\*bold\*\* \|\|hidden\|\|"),
    ],
)
def test_what_people_write_has_no_effects(written: str, shown: str) -> None:
    assert plain(written) == shown


async def test_a_server_full_of_the_longest_challenges_can_be_listed(world: World) -> None:
    challenge_world = ChallengeWorld(world)
    for number in range(15):
        await challenge_world.preview(title="*" * (MAX_TITLE - 2) + f"{number:02}")
    person = Person(world.moderator.id, "maud", NOW, None, moderates=world.guild.id)
    for draft in await challenge_world.service.store.of_host(world.moderator.id):
        await challenge_world.service.moderation.publish(draft.id, person)
    await challenge_world.boarded()
    asked = await world.alice.slash(world.channel, "challenge list")
    text = "\n".join(part["content"] for part in _texts(asked))
    assert "more" in text.splitlines()[-1]
    assert length(text) <= MOST_TEXT


async def test_what_a_person_typed_may_be_far_too_long_to_repeat(world: World) -> None:
    boss = world.guild.create_role("boss", permissions=discord.Permissions(administrator=True))
    olga = world.guild.add_member(world.env.create_user("olga"), roles=[boss])
    make_owner(world, olga)
    asked = await admin(world, olga, "ban", server="x" * 6_000)
    assert "xxx…" in told_privately(asked)


async def test_a_mention_with_a_text_that_is_far_too_long_is_answered(world: World) -> None:
    await world.begin()
    await world.alice.send(world.channel, f"{world.mention} {'x' * 1_900}", attachments=[("a.png", b"none")])
    await until(lambda: world.newest.author == world.app.client.user, what="an answer")


def _texts(asked: InteractionResult) -> list[dict[str, Any]]:
    return [part for part in reply(asked).components[0]["components"] if part["type"] == 10]

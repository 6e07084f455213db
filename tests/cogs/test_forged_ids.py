"""The second line of defence: buttons, menus and forms with ids that the sender was never shown.

Discord lets people press only what is on a message, and discord.py checks that, too. Here a message has every id that
an attacker could want, and the code behind it must refuse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import discord
import pytest
from discord import ui
from simcord.actors import MemberActor
from simcord.results import InteractionResult, to_discord_message
from sqlalchemy import select

from bot.challenges.challenge import Kind, Person
from bot.challenges.series import Every
from bot.jobs.job import State
from bot.storage.tables import drafts, metadata
from cogs.challenges.forms import PaintForm, RejectForm, WordsForm
from cogs.challenges.repeating import RepeatForm
from cogs.challenges.reporting import ReportEntryForm
from cogs.moderation.reports import ReportForm
from cogs.painting.advanced_form import AdvancedForm
from cogs.painting.context_menus import StylizeForm, UseStyleForm
from cogs.painting.delete_form import DeleteForm
from cogs.painting.history_pages import HistoryDeleteForm
from cogs.painting.mix_form import MixForm
from cogs.painting.paint_with_form import PaintWithForm
from cogs.painting.partial_orders import PartialOrder
from cogs.painting.questions import UploadStyleForm
from cogs.painting.tune_form import RecipeForm, TuneForm
from cogs.painting.use_form import UseForm
from cogs.shared.forms import Form
from cogs.shared.posts import Posted
from tests.cogs.challenges.challenge_world import ChallengeWorld
from tests.cogs.world import World, picture, text
from tests.fuzzing import ASKED

# Who presses: another member of the server, its moderator, and the owner of another server that the bot is in.
BOB, MAUD, STRANGER = "bob", "maud", "stranger"
EVERYONE, OUTSIDE = {BOB, MAUD, STRANGER}, {STRANGER}
NOT_MODERATORS = {BOB, STRANGER}


@dataclass(frozen=True)
class Forged:
    """A forged id (in braces: the objects it names), the people whom the bot must refuse, and the chosen values."""

    id: str
    by: set[str]
    values: tuple[str, ...] = ()
    form: str = ""


def job_buttons() -> Iterator[Forged]:
    for action in (
        "again",
        "proper",
        "keep",
        "vary",
        "tune",
        "bigger",
        "mix",
        "advanced",
        "details",
        "recipe",
        "original",
        "cancel",
        "delete",
        "explore",
        "showall",
        "develop1",
        "develop2",
        "develop3",
        "develop4",
        "use",
        "compare",
        "before",
        "after",
    ):
        yield Forged(f"job:{action}:{{private}}", EVERYONE)
    yield Forged("job:cancel:{running}", {BOB, STRANGER})
    yield Forged("report:delete:{public}:1:2", {BOB, STRANGER})
    yield Forged("report:keep:{public}:1:2", {BOB})
    yield Forged("job:delete:{public}", {BOB, STRANGER})
    for job in ("private", "public", "direct"):
        yield Forged(f"history:show:0:{{{job}}}", EVERYONE)
        yield Forged(f"history:delete:0:{{{job}}}", EVERYONE)
        yield Forged("history-menu:open", EVERYONE, (f"{{{job}}}",))
        yield Forged(f"history-delete:{{{job}}}", EVERYONE, form="history-delete")
        yield Forged(f"job:use:{{{job}}}", EVERYONE)
        yield Forged(f"use:{{{job}}}", EVERYONE, form="use")
        yield Forged(f"enter:{{{job}}}", EVERYONE)
        yield Forged(f"chm:into:{{{job}}}:", EVERYONE, ("{challenge}",))
        yield Forged(f"chm:swap:{{{job}}}:{{challenge}}", EVERYONE, ("{entry}",))


def challenge_buttons() -> Iterator[Forged]:
    for action in ("paint", "mine", "browse", "vote", "details", "back", "page"):
        yield Forged(f"ch:{action}:{{challenge}}:0", OUTSIDE)
        yield Forged(f"ch:{action}:{{draft_challenge}}:0", NOT_MODERATORS)
    for action in ("publish", "edit", "discard"):
        yield Forged(f"ch:{action}:{{challenge}}:0", NOT_MODERATORS)
        yield Forged(f"ch:{action}:{{draft_challenge}}:0", NOT_MODERATORS)
    for action in ("love", "unlove", "look", "recipe", "report"):
        yield Forged(f"ch:{action}:{{entry}}:", OUTSIDE)
    for action in ("approve", "reject"):
        yield Forged(f"ch:{action}:{{waiting}}:", NOT_MODERATORS)
    yield Forged("ch:look:{waiting}:", EVERYONE)
    yield Forged("ch:withdraw:{entry}:", EVERYONE)
    yield Forged("ch:when:{question}:0", EVERYONE)
    yield Forged("ch:stop:{series}:", NOT_MODERATORS)
    yield Forged("chm:open:{challenge}:0", OUTSIDE, ("{entry}",))
    yield Forged("chm:choose:{challenge}:0", OUTSIDE, ("{entry}",))


def drafts_and_settings() -> Iterator[Forged]:
    yield Forged("choose:picture:{partial}", EVERYONE, ("0",))
    yield Forged("choose:style:{partial}", EVERYONE, ("house:mosaic",))
    yield Forged("choose-style:{partial}:house:mosaic", EVERYONE)
    yield Forged("choose-page:next:{partial}:0", EVERYONE)
    yield Forged("choose-page:previous:{partial}:1", EVERYONE)
    yield Forged("choose-upload:{partial}", EVERYONE)
    yield Forged("choose-all:{partial}", EVERYONE)
    yield Forged("clip:first:{partial}", EVERYONE)
    yield Forged("clip:all:{partial}", EVERYONE)
    yield Forged("develop:{partial}", EVERYONE, ("house:mosaic",))
    yield Forged("develop-page:next:{partial}:0", EVERYONE)
    yield Forged("develop-page:previous:{partial}:1", EVERYONE)
    yield Forged("with:mine:dusk", EVERYONE)
    yield Forged("learned:tell:mine:dusk", EVERYONE)
    yield Forged("style:info:mine:dusk", EVERYONE)
    yield Forged("style:remove:mine:dusk", EVERYONE)
    yield Forged("correct:{partial}:tune:{private}", EVERYONE)
    for page in ("access", "pictures", "limits", "moderation"):
        for action in ("turn", "reset", "wipe", "keep"):
            yield Forged(f"settings:{action}:{page}", {BOB, MAUD})
    yield Forged("settings:set:max_size", {BOB, MAUD}, ("256",))


def forms() -> Iterator[Forged]:
    yield Forged("tune:{private}", EVERYONE, form="tune")
    yield Forged("delete:{private}", EVERYONE, form="delete")
    yield Forged("delete:{public}", {BOB, STRANGER}, form="delete")
    yield Forged("tune:{direct}", EVERYONE, form="tune")
    yield Forged("recipe:{private}", EVERYONE, form="recipe")
    yield Forged("mix:{private}", EVERYONE, form="mix")
    yield Forged("advanced:job:{private}", EVERYONE, form="advanced")
    yield Forged("advanced:draft:{partial}", EVERYONE, form="advanced-draft")
    yield Forged("tune:{private}|{partial}", EVERYONE, form="tune")
    yield Forged("stylize:{partial}", EVERYONE, form="stylize")
    yield Forged("upload-style:{partial}", EVERYONE, form="upload-style")
    yield Forged("with:mine:dusk", EVERYONE, form="with")
    yield Forged("use-style:{partial}", EVERYONE, form="use-style")
    yield Forged("ch:paint-form:{challenge}:free", OUTSIDE, form="paint")
    yield Forged("ch:paint-form:{challenge}:photo", EVERYONE, form="paint-photo")  # the challenge is of another kind
    yield Forged("ch:words-form:{challenge}", NOT_MODERATORS, form="words")
    yield Forged("ch:words-form:{draft_challenge}", NOT_MODERATORS, form="words")
    yield Forged("ch:reject-form:{waiting}", NOT_MODERATORS, form="reject")
    yield Forged("ch:repeat-form:{challenge}:weekly", NOT_MODERATORS, form="repeat")
    yield Forged("report-form:{private}:1:2", EVERYONE, form="report")
    yield Forged("report-form:{public}:1:2", OUTSIDE, form="report")
    yield Forged("ch:report-form:{entry}", OUTSIDE, form="report-entry")
    yield Forged("ch:report-form:{waiting}", EVERYONE, form="report-entry")


FORGED = [*job_buttons(), *challenge_buttons(), *drafts_and_settings(), *forms()]
OWN = (
    *("consent:allow", "consent:deny", "privacy:export", "privacy:delete", "privacy:keep", "privacy:erase"),
    *(f"notify:{answer}" for answer in ("open", "never", "long", "always", "mention", "direct")),
    *(f"instant:{way}" for way in ("followed", "alone", "never")),
    *("styles:previous:all:1", "styles:next:mine:0", "history:page:0:", "history-menu:style"),
)
"""Those without anything in them that could be forged: they are about whoever presses them."""


def items() -> list[type[ui.DynamicItem[Any]]]:
    """Every item that works after a restart."""

    def below(kind: type) -> Iterator[Any]:
        found: list[Any] = kind.__subclasses__()
        for one in found:
            yield from (one, *below(one))

    return [kind for kind in below(ui.DynamicItem) if kind.__module__.startswith("cogs.") and not kind.__subclasses__()]


def filled(template: str, **names: str) -> str:
    return template.format(**names or dict.fromkeys(WHAT, "a1b2c3d4e5f60718"))


WHAT = (
    *("private", "public", "running", "direct", "partial"),
    *("challenge", "draft_challenge", "entry", "waiting", "question", "series"),
)


def test_every_button_menu_and_form_is_in_the_table(world: World) -> None:
    ids = [*(filled(one.id) for one in FORGED), *OWN]
    patterns: list[re.Pattern[str]] = [item.__discord_ui_compiled_template__ for item in items()]
    patterns += [form.template for form in world.app.client.forms.kinds]
    assert len(patterns) > 15
    for pattern in patterns:
        matches = [match for some_id in ids if (match := pattern.fullmatch(some_id))]
        assert matches, f"nobody tries to forge {pattern.pattern}"
        for name, choices in re.findall(r"\(\?P<(action|way|answer|what)>([\w|]+)\)", pattern.pattern):
            assert {match[name] for match in matches} == set(choices.split("|")), pattern.pattern


class Scene:
    """A server with objects that an attacker could want, and the attackers."""

    def __init__(self, world: World, challenge_world: ChallengeWorld) -> None:
        self.world, self.challenge_world = world, challenge_world
        self.ids: dict[str, str] = {}
        self.people: dict[str, MemberActor] = {BOB: world.bob, MAUD: world.moderator}

    async def prepare(self) -> None:
        world, challenge_world = self.world, self.challenge_world
        elsewhere = world.env.create_guild("Elsewhere")
        chief = elsewhere.create_role("chief", permissions=discord.Permissions.all())
        self.people[STRANGER] = elsewhere.add_member(world.env.create_user("sid"), roles=[chief])
        self.rooms = dict.fromkeys((BOB, MAUD), world.channel) | {STRANGER: elsewhere.create_text_channel("den")}
        challenge = await challenge_world.hold()
        await challenge_world.enter(world.alice)
        self.ids["challenge"] = challenge.id
        (entry,) = await challenge_world.service.store.entries(challenge.id)
        desk = world.guild.create_text_channel("desk")
        reviewed = await challenge_world.hold(title="Reviewed", review=desk)
        waiting = await challenge_world.paint(world.alice, "brown")
        menu = await world.alice.click(waiting, label="Enter challenge")
        assert menu.response is not None
        (which,) = [one for one in _custom_ids(menu.response.components) if one.startswith("chm:into")]
        await world.alice.select(menu.response, [reviewed.id], custom_id=which)
        (pending,) = await challenge_world.service.store.entries(reviewed.id)
        await challenge_world.preview(title="Draft")
        (draft,) = [
            one for one in await challenge_world.service.store.of_host(world.moderator.id) if one.title == "Draft"
        ]
        host = Person(world.moderator.id, "maud", world.clock(), None, moderates=world.guild.id)
        series = await challenge_world.service.repetition.repeat(challenge.id, Every.WEEKLY, (), host)
        self.ids["series"] = series.id
        self.ids |= {"entry": entry.id, "waiting": pending.id, "draft_challenge": draft.id}
        await world.app.services.styles.save(world.alice.id, None, "dusk", picture("purple"))
        partial = PartialOrder(pictures=(Posted("a.png", "https://cdn.discordapp.com/a.png"),)).to_dict()
        self.ids["partial"] = await world.app.services.drafts.put(world.alice.id, partial)
        question = {"challenge": challenge.id, "until": "1 day", "written_at": world.clock().isoformat(), "answers": []}
        self.ids["question"] = await world.app.services.drafts.put(world.alice.id, question)
        await self._paint()

    async def _paint(self) -> None:
        world = self.world
        await world.finished(await world.stylize(private=True))
        await world.finished(await world.stylize(content=("a.png", picture("red"))))
        await world.write(world.alice, "", ("a.png", picture("blue")), ("b.png", picture("white")))
        done = await world.eventually(lambda jobs: (ended := _done(jobs)) and len(ended) == 5 and ended)
        _, _, private, public, direct = (job.id for job in done)
        world.painter.hold()
        await world.stylize(content=("a.png", picture("black")))
        running = (await world.eventually(lambda jobs: [job for job in jobs if job.state is State.RUNNING]))[0]
        self.ids |= {"private": private, "public": public, "direct": direct, "running": running.id}
        await self.challenge_world.quiet()

    async def press(self, forged: Forged, name: str) -> InteractionResult:
        """A person presses a button or uses a menu on a bot message made for this test."""
        who, room = self.people[name], self.rooms[name]
        some_id = filled(forged.id, **self.ids)
        values = [filled(value, **self.ids) for value in forged.values]
        if forged.form:
            return await self._send(forged, who, room, some_id)
        item: dict[str, Any] = {"type": 2, "style": 2, "label": "x", "custom_id": some_id}
        if values:
            options = [{"label": value, "value": value} for value in values]
            item = {"type": 3, "custom_id": some_id, "options": options}
        message = self._message(room.id, item)
        if values:
            return await who.select(message, values, custom_id=some_id)
        return await who.click(message, custom_id=some_id)

    async def _send(self, forged: Forged, who: MemberActor, room: Any, some_id: str) -> InteractionResult:
        """A person submits a form that was never shown to them."""
        _, _, first = some_id.replace("ch:", "").replace("-form", "").partition(":")
        made: dict[str, Form] = {
            "tune": TuneForm(first, "en"),
            "delete": DeleteForm(first, "en"),
            "history-delete": HistoryDeleteForm(first, "en"),
            "use": UseForm(first, "en"),
            "recipe": RecipeForm(first, "en"),
            "mix": MixForm(first, "en"),
            "advanced": AdvancedForm("job", first.partition(":")[2], "en"),
            "advanced-draft": AdvancedForm("draft", first.partition(":")[2], "en"),
            "stylize": StylizeForm(first, "en"),
            "upload-style": UploadStyleForm(first, "en"),
            "with": PaintWithForm(first, "en"),
            "use-style": UseStyleForm(first, "en", [Posted("a.png", "")] * 2),
            "paint": PaintForm(first.partition(":")[0], Kind.FREE, "en"),
            "paint-photo": PaintForm(first.partition(":")[0], Kind.PHOTO, "en"),
            "words": WordsForm(first, None, "en"),
            "reject": RejectForm(first, "en"),
            "report": ReportForm(first.partition(":")[0], 1, 2, "en"),
            "report-entry": ReportEntryForm(first, "en"),
            "repeat": RepeatForm(first.partition(":")[0], Every.WEEKLY, "en"),
        }
        shown = await who.slash(room, "help")
        shown._interaction.modal = made[forged.form].to_dict()  # noqa: SLF001  simcord knows only forms that were shown
        files = {"upload": ("a.png", picture())}
        values: dict[str, Any] = {
            "tune": {},
            "delete": {},
            "history-delete": {},
            "use": {"photo": ("a.png", picture())},
            "recipe": {},
            "mix": files,
            "advanced": {},
            "advanced-draft": {},
            "stylize": files,
            "upload-style": files,
            "with": {"photo": ("a.png", picture())},
            "use-style": {"picture": "0", **files},
            "paint": {"photo": ("a.png", picture()), "style": ("b.png", picture())},
            "paint-photo": {"style": ("b.png", picture())},
            "words": {"title": "Mine now"},
            "reject": {"reason": "because"},
            "report": {"reason": "because"},
            "report-entry": {"reason": "because"},
            "repeat": {"themes": "frost"},
        }
        return await self.world.fill_in(who, shown, **values[forged.form])

    def _message(self, channel_id: int, item: dict[str, Any]) -> discord.Message:
        backend = self.world.env.backend
        row = [{"type": 1, "components": [item]}]
        stored = backend.create_message(channel_id, backend.bot_user.id, "", components=row)
        return to_discord_message(self.world.env, stored)

    async def state(self) -> dict[str, list[Any]]:
        """All rows of the database, except drafts."""
        found = {}
        async with self.world.app.database.connect() as connection:
            for table in metadata.sorted_tables:
                if table is not drafts:
                    found[table.name] = sorted(map(repr, await connection.execute(select(table))))
        return found


@pytest.fixture
def challenge_world(world: World) -> ChallengeWorld:
    return ChallengeWorld(world)


@pytest.mark.slow
@pytest.mark.settings(jobs_per_user=20)
async def test_who_forges_an_id_is_refused_and_changes_nothing(world: World, challenge_world: ChallengeWorld) -> None:
    scene = Scene(world, challenge_world)
    await scene.prepare()
    before = await scene.state()
    wrong: list[tuple[Any, ...]] = []
    for forged in FORGED:
        for name in sorted(forged.by):
            done = await scene.press(forged, name)
            said = [message for message in (done.response, *done.followups) if message is not None]
            answer = "\n".join(text(message) for message in said)
            if done.modal or any(message.attachments for message in said) or not answer or "went wrong" in answer:
                wrong.append((forged.id, name, answer, done.modal is not None))
            if (now := await scene.state()) != before:
                changed = {table: rows for table, rows in now.items() if rows != before[table]}
                wrong.append((forged.id, name, "changed", changed))
                before = now
    assert not wrong, "\n".join(map(repr, wrong))


@pytest.mark.settings(jobs_per_user=20)
async def test_those_that_are_about_oneself_are_about_nobody_else(
    world: World, challenge_world: ChallengeWorld
) -> None:
    scene = Scene(world, challenge_world)
    await scene.prepare()
    before = await scene.state()
    for some_id in OWN:
        for name in (BOB, STRANGER):
            await scene.press(Forged(some_id, set()), name)
    after = await scene.state()
    mine = {table: [row for row in rows if str(world.alice.id) in row] for table, rows in before.items()}
    assert {table: [row for row in rows if str(world.alice.id) in row] for table, rows in after.items()} == mine


@pytest.mark.fuzz
@pytest.mark.settings(jobs_per_user=20)
async def test_an_id_of_anything_is_answered_in_words(world: World, challenge_world: ChallengeWorld) -> None:
    scene, random = Scene(world, challenge_world), Random(0)
    await scene.prepare()
    patterns: list[re.Pattern[str]] = [item.__discord_ui_compiled_template__ for item in items()]
    buttons = [forged for forged in FORGED if not forged.form and "{" in forged.id]
    wrong, tried = [], 0
    while tried < max(60, ASKED // 100):  # each takes as long as a hundred texts
        forged = random.choice(buttons)
        some_id = forged.id.format(**{name: anything(random) for name in WHAT})[:100]
        if not any(pattern.fullmatch(some_id) for pattern in patterns):
            continue
        tried += 1
        done = await scene.press(replace(forged, id=some_id), random.choice((BOB, MAUD, STRANGER)))
        said = [message for message in (done.response, *done.followups) if message is not None]
        answer = "\n".join(text(message) for message in said)
        if "went wrong" in answer or not (answer or done.modal):
            wrong.append((some_id, answer))
    assert not wrong, "\n".join(map(repr, wrong))


def anything(random: Random) -> str:
    """What might stand for an id: digits mostly, sometimes many, sometimes letters."""
    letters = random.choice(("0123456789abcdef", "0123456789", "0", "aé🦎 %'\"<@!/\\"))
    return "".join(random.choices(letters, k=random.choice((1, 8, 16, 32, 60))))


async def test_the_owner_of_a_private_picture_may_do_everything_with_it(world: World) -> None:
    """Without this test, the table above would also pass if nothing worked."""
    asked = await world.finished(await world.stylize(private=True))
    for label in ("Again", "Variation", "Details", "Delete"):
        done = await world.alice.click(asked, label=label)
        assert "not here any more" not in "\n".join(text(one) for one in (done.response, *done.followups) if one)


def _done(jobs: list[Any]) -> list[Any]:
    return [job for job in jobs if job.state is State.DONE and job.delivered]


def _custom_ids(components: list[Any]) -> Iterator[str]:
    for part in components:
        if "custom_id" in part:
            yield part["custom_id"]
        yield from _custom_ids(part.get("components", []))

"""/settings, used by a person who manages the server."""

from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.people.server_settings import KEPT_CHANGES, GuildSettings, Savers
from tests.cogs.world import Message, World, buttons, parts, reply, text, told_privately
from tests.polling import until


def manager(world: World) -> MemberActor:
    role = world.guild.create_role("chief", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("mona"), roles=[role])


def menus(message: Message) -> dict[str, dict[str, Any]]:
    """The menus on a panel, by the name of the setting."""
    prefix = "settings:set:"
    return {
        part["custom_id"].removeprefix(prefix): part
        for part in parts(message)
        if str(part.get("custom_id", "")).startswith(prefix)
    }


def chosen(menu: dict[str, Any]) -> list[str]:
    return [option["value"] for option in menu["options"] if option.get("default")]


def settings_of(world: World) -> GuildSettings:
    return world.app.services.guild_settings.get(world.guild.id)


async def opened(world: World, who: MemberActor, page: str | None = None) -> Message:
    message = reply(await who.slash(world.channel, "settings"))
    assert message.ephemeral
    if page is not None:
        await who.click(message, label=page)
    return message


async def choose(who: MemberActor, message: Message, name: str, *values: Any) -> InteractionResult:
    return await who.select(message, list(values), custom_id=f"settings:set:{name}")


async def test_the_panel_shows_how_it_is(world: World) -> None:
    panel = await opened(world, manager(world))
    assert "Settings of Studio" in text(panel)
    assert set(menus(panel)) == {"channels", "roles", "style_savers", "challenge_roles"}
    assert buttons(panel) == ["Who and where", "Pictures", "Limits", "Moderation", "Reset all…"]
    assert menus(panel)["channels"]["placeholder"] == "Everywhere"
    assert chosen(menus(panel)["style_savers"]) == ["everyone"]


@pytest.mark.parametrize("page", ["Who and where", "Pictures", "Limits", "Moderation"])
async def test_every_page_keeps_to_discords_limits(world: World, page: str) -> None:
    mona = manager(world)
    panel = await opened(world, mona, page)
    await world.app.services.guild_settings.update(world.guild.id, style_savers=Savers.ROLES)
    await mona.click(panel, label=page)
    shown = list(parts(panel))
    assert len(shown) <= 40
    assert all(len(part["options"]) <= 25 for part in shown if "options" in part)
    assert sum(len(part["content"]) for part in shown if part["type"] == 10) <= 4000


async def test_channels_hold_at_once_for_commands(world: World) -> None:
    mona = manager(world)
    other = world.guild.create_text_channel("paint-here")
    panel = await opened(world, mona)
    await choose(mona, panel, "channels", other)
    assert settings_of(world).channels == (other.id,)
    assert [value["id"] for value in menus(panel)["channels"]["default_values"]] == [other.id]
    refused = told_privately(await world.stylize())
    assert f"<#{other.id}>" in refused
    await world.finished(await world.stylize(where=other))


async def test_channels_can_be_opened_again(world: World) -> None:
    mona = manager(world)
    panel = await opened(world, mona)
    await choose(mona, panel, "channels", world.guild.create_text_channel("paint-here"))
    await choose(mona, panel, "channels")
    assert settings_of(world).channels == ()
    await world.finished(await world.stylize())


async def test_roles_hold_at_once(world: World) -> None:
    mona = manager(world)
    artist = world.guild.create_role("artist")
    painter = world.guild.add_member(world.env.create_user("pia"), roles=[artist])
    panel = await opened(world, mona)
    await choose(mona, panel, "roles", artist)
    assert f"<@&{artist.id}>" in told_privately(await world.stylize())
    await world.finished(await world.stylize(painter))


async def test_who_may_save_styles_can_be_certain_roles(world: World) -> None:
    mona = manager(world)
    curator = world.guild.create_role("curator")
    panel = await opened(world, mona)
    await choose(mona, panel, "style_savers", "roles")
    assert "style_roles" in menus(panel)
    await choose(mona, panel, "style_roles", curator)
    assert settings_of(world).style_roles == (curator.id,)
    await choose(mona, panel, "style_savers", "moderators")
    assert "style_roles" not in menus(panel)
    assert settings_of(world).style_savers is Savers.MODERATORS


async def test_recipes_and_sizes_hold_at_once(world: World) -> None:
    mona = manager(world)
    panel = await opened(world, mona, "Pictures")
    await choose(mona, panel, "max_size", "256")
    await choose(mona, panel, "recipes", "draft", "standard")
    await choose(mona, panel, "default_recipe", "draft")
    assert chosen(menus(panel)["recipes"]) == ["draft", "standard"]
    assert settings_of(world) == GuildSettings(max_size=256, recipes=("draft", "standard"), default_recipe="draft")
    assert "draft, standard" in told_privately(await world.stylize(recipe="fine"))
    await world.finished(await world.stylize())
    (job,) = await world.eventually(lambda jobs: jobs)
    assert (job.params.recipe, job.params.size) == ("draft", 256)


@pytest.mark.settings(max_size=600)
async def test_no_larger_size_is_offered_than_the_host_allows(world: World) -> None:
    panel = await opened(world, manager(world), "Pictures")
    assert [option["value"] for option in menus(panel)["max_size"]["options"]] == ["-", "256", "384", "512"]
    assert "600 pixels" in menus(panel)["max_size"]["options"][0]["label"]


async def test_a_limit_can_be_set_and_taken_back(world: World) -> None:
    mona = manager(world)
    panel = await opened(world, mona, "Limits")
    await choose(mona, panel, "jobs_per_day", "1")
    await world.finished(await world.stylize())
    assert "<t:" in told_privately(await world.stylize())
    await choose(mona, panel, "jobs_per_day", "-")
    assert settings_of(world).jobs_per_day is None
    await world.finished(await world.stylize())


@pytest.mark.settings(devices="cpu,cpu")
async def test_a_limit_of_pictures_at_once_makes_more_wait_and_is_lifted_at_once(world: World) -> None:
    mona = manager(world)
    panel = await opened(world, mona, "Limits")
    await choose(mona, panel, "jobs_at_once", "1")
    world.painter.hold()
    await world.stylize()
    second = await world.stylize(world.bob)
    await until(lambda: "In line" in text(second.response), what="the place in line")
    assert len(world.painter.painted) == 1
    await choose(mona, panel, "jobs_at_once", "-")
    await until(lambda: "step 1" in text(second.response), what="the start of the second")


@pytest.mark.settings(devices="cpu,cpu")
async def test_a_limit_for_each_person_lets_others_go_first(world: World) -> None:
    await world.app.services.guild_settings.update(world.guild.id, jobs_per_user=1)
    world.painter.hold()
    await world.stylize(seed=1)
    waiting = await world.stylize(seed=2)
    other = await world.stylize(world.bob)
    await until(lambda: "step 1" in text(other.response), what="the start of Bob's")
    assert "step" not in text(waiting.response)
    world.painter.release()
    await world.finished(waiting)


async def test_everything_is_reset(world: World) -> None:
    mona = manager(world)
    panel = await opened(world, mona, "Limits")
    await choose(mona, panel, "jobs_per_user", "2")
    await mona.click(panel, label="Reset all…")
    await mona.click(panel, label="Yes, reset")
    assert settings_of(world) == GuildSettings()
    assert chosen(menus(panel)["jobs_per_user"]) == ["-"]
    assert buttons(panel) == ["Who and where", "Pictures", "Limits", "Moderation", "Reset all…"]


async def test_nothing_is_reset_before_it_was_asked_for_twice(world: World) -> None:
    mona = manager(world)
    panel = await opened(world, mona, "Limits")
    await choose(mona, panel, "jobs_per_user", "2")
    await mona.click(panel, label="Reset all…")
    assert settings_of(world).jobs_per_user == 2
    assert "Really reset everything?" in text(panel)
    assert buttons(panel) == ["Yes, reset", "Keep"]
    await mona.click(panel, label="Keep")
    assert settings_of(world).jobs_per_user == 2
    assert chosen(menus(panel)["jobs_per_user"]) == ["2"]
    assert buttons(panel) == ["Who and where", "Pictures", "Limits", "Moderation", "Reset all…"]


async def test_the_question_outlives_a_restart(world: World) -> None:
    await world.begin()
    mona = manager(world)
    panel = await opened(world, mona, "Limits")
    await choose(mona, panel, "jobs_per_user", "2")
    await mona.click(panel, label="Reset all…")
    await world.restart()
    assert settings_of(world).jobs_per_user == 2
    await mona.click(panel, label="Yes, reset")
    assert settings_of(world) == GuildSettings()


async def test_the_panel_and_what_was_chosen_outlive_a_restart(world: World) -> None:
    await world.begin()
    mona = manager(world)
    panel = await opened(world, mona, "Limits")
    await world.restart()
    await choose(mona, panel, "jobs_at_once", "3")
    await world.restart()
    assert settings_of(world).jobs_at_once == 3
    await mona.click(panel, label="Limits")
    assert chosen(menus(panel)["jobs_at_once"]) == ["3"]


async def test_settings_hold_in_one_server_only(world: World) -> None:
    await world.app.services.guild_settings.update(world.guild.id, channels=(1,))
    elsewhere = world.env.create_guild("Elsewhere")
    there = elsewhere.create_text_channel("art")
    visitor = elsewhere.add_member(world.env.create_user("vera"))
    await world.finished(await world.stylize(visitor, there))


async def test_what_is_no_longer_there_is_said(world: World) -> None:
    await world.app.services.guild_settings.update(world.guild.id, channels=(world.channel.id, 1), roles=(2, 3))
    panel = await opened(world, manager(world))
    assert [value["id"] for value in menus(panel)["channels"]["default_values"]] == [world.channel.id]
    assert "One that was chosen is no longer there" in text(panel)
    assert "2 that were chosen are no longer there" in text(panel)


async def test_who_lost_the_permission_meanwhile_changes_nothing(world: World) -> None:
    mona = manager(world)
    panel = await opened(world, mona, "Limits")
    world.env.backend.remove_member_role(world.guild.id, mona.id, world.guild.roles["chief"].id)
    assert "Manage Server" in told_privately(await choose(mona, panel, "jobs_at_once", "1"))
    assert settings_of(world) == GuildSettings()


async def test_every_menu_says_what_holds(world: World) -> None:
    """Also where a client does not show what is chosen in a menu."""
    mona = manager(world)
    panel = await opened(world, mona)
    assert menus(panel)["channels"]["placeholder"] == "Everywhere"
    await choose(mona, panel, "channels", world.channel, world.guild.create_text_channel("paint-here"))
    assert menus(panel)["channels"]["placeholder"] == "#art, #paint-here"
    await choose(mona, panel, "roles", world.guild.create_role("artist"))
    assert menus(panel)["roles"]["placeholder"] == "@artist"
    await mona.click(panel, label="Pictures")
    await choose(mona, panel, "max_size", "512")
    assert menus(panel)["max_size"]["placeholder"] == "512 pixels"
    assert all(menu.get("placeholder") for menu in menus(panel).values())


async def test_who_changed_what_is_listed(world: World) -> None:
    await world.begin()
    mona = manager(world)
    panel = await opened(world, mona, "Limits")
    assert "Nothing was changed yet." in text(panel)
    await choose(mona, panel, "jobs_per_day", "5")
    assert f"<@{mona.id}> · per person within 24 hours: No limit → 5 · <t:" in text(panel)
    await choose(mona, panel, "jobs_per_user", "2")
    assert "at once per person: No limit → 2" in text(panel)
    assert "within 24 hours: No limit → 5" not in text(panel), "only the last one, outside of the page for them"
    await world.restart()
    await mona.click(panel, label="Moderation")
    await mona.click(panel, label="Reset all…")
    await mona.click(panel, label="Yes, reset")
    assert text(panel).count("→") == 4
    await world.app.services.personal_data.forget(mona.id)
    await mona.click(panel, label="Moderation")
    assert text(panel).count("a person whose data was deleted") == 4
    assert f"<@{mona.id}>" not in text(panel)


async def test_no_more_changes_are_kept_than_are_useful(world: World) -> None:
    guild_settings = world.app.services.guild_settings
    for number in range(KEPT_CHANGES + 5):
        await guild_settings.update(world.guild.id, 1, jobs_per_day=number + 1)
    changes = await guild_settings.changes(world.guild.id, 1000)
    assert [change.after for change in changes] == list(range(KEPT_CHANGES + 5, 5, -1))

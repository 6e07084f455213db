"""The bot speaks the language of each person's Discord."""

from collections.abc import Callable

import discord
import pytest

from cogs.shared import formats
from cogs.shared.texts import error_text, label, language_of, localized, user_error
from nst.errors import BadImage, EngineFailure, UserError
from tests.cogs.world import World, alt_texts, buttons, picture, reply, text, told_privately
from tests.polling import until

RED, BLUE = ("photo.png", picture("red")), ("painting.png", picture("blue"))


async def test_a_person_with_a_german_discord_gets_a_picture_in_german(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(locale="de")
    world.painter.hold(after=2)
    asked = await world.stylize(seed=7)
    await until(lambda: "Schritt 2 von 4" in text(asked.response), what="progress in German")
    assert "50\N{NO-BREAK SPACE}%" in text(asked.response)
    assert "Stilverlust 0,1" in text(asked.response), "numbers have a comma"
    assert buttons(asked.response) == ["Abbrechen", "Bescheid geben"]
    world.painter.release()
    await until(lambda: "Löschen" in buttons(asked.response), what="the finished picture")
    assert text(asked.response).startswith(f"photo.png in **painting.png** für <@{world.alice.id}> · Stärke 50\n")
    assert alt_texts(asked.response) == ["photo.png in painting.png · Stärke 50. Stil 0,42 → 0,026, Inhalt 0,31, 12 s."]


async def test_a_picture_is_in_the_language_of_whoever_asks_for_it(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(locale="de")
    asked = await world.stylize()
    await until(lambda: "Löschen" in buttons(asked.response), what="Alice's picture")
    interactions(locale="fr")
    pressed = await world.bob.click(reply(asked), label="Noch mal")
    await until(lambda: "Supprimer" in buttons(pressed.response), what="Bob's picture")
    assert "Löschen" in buttons(asked.response), "Alice's stays as it is"


@pytest.mark.settings(max_size=384)
@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("de", "Ich male hier Bilder bis 384 Pixel."),
        ("es-ES", "Aquí pinto imágenes de hasta 384 píxeles."),
        ("es-419", "Aquí pinto imágenes de hasta 384 píxeles."),
        ("fr", "Ici, je peins des images jusqu’à 384 pixels."),
        ("en-US", "I paint pictures up to 384 pixels here."),
        ("pt-BR", "I paint pictures up to 384 pixels here."),
        ("ja", "I paint pictures up to 384 pixels here."),
    ],
)
async def test_a_refusal_is_in_their_language_or_else_in_english(
    world: World, interactions: Callable[..., None], locale: str, told: str
) -> None:
    interactions(locale=locale)
    assert told_privately(await world.stylize(size=512)) == told


async def test_what_is_wrong_with_a_picture_is_told_whole_in_their_language(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(locale="de")
    told = told_privately(await world.stylize(content=("photo.png", picture(size=(400, 4)))))
    assert told == (
        "Inhaltsbild: Das Bild ist zu lang und schmal: 400 × 4 Pixel."
        " Schneide es so zu, dass es höchstens 20-mal so lang wie breit ist."
    )


async def test_a_defect_is_excused_in_their_language(
    world: World, interactions: Callable[..., None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("the moon is wrong")

    monkeypatch.setattr(world.app.services.job_service, "reserve", break_down)
    interactions(locale="fr")
    told = told_privately(await world.stylize())
    assert told.startswith("Quelque chose s’est mal passé de mon côté")
    assert told.split("`")[1] in caplog.text


async def test_discord_knows_the_commands_in_every_language_and_their_names_in_one(world: World) -> None:
    commands = {command.name: command for command in await world.app.client.tree.fetch_commands()}
    stylize = commands["stylize"]
    assert stylize.description == "Paint one picture in the style of another"
    known = stylize.description_localizations
    assert known[discord.Locale.german] == "Male ein Bild im Stil eines anderen"
    assert known[discord.Locale.latin_american_spanish] == known[discord.Locale.spain_spanish]
    assert set(map(str, known)) == {"de", "es-ES", "es-419", "fr"}
    assert not stylize.name_localizations
    content = next(option for option in stylize.options if option.name == "content")
    assert (
        content.description_localizations[discord.Locale.french]
        == "L’image à repeindre\N{NO-BREAK SPACE}: une photo, par exemple"
    )


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        (None, "en"),
        ("en-GB", "en"),
        (discord.Locale.american_english, "en"),
        (discord.Locale.german, "de"),
        ("es-ES", "es-ES"),
        ("es-419", "es-ES"),
        ("fr", "fr"),
        ("pt-BR", "en"),
        ("", "en"),
        ("xx", "en"),
    ],
)
def test_everybody_is_spoken_to(locale: str | discord.Locale | None, language: str) -> None:
    assert language_of(locale) == language


def test_a_text_that_nobody_wrote_is_a_mistake() -> None:
    for key in ("stylize-nonsense", "error-gone.nonsense", "stylize-accepted.hint"):
        with pytest.raises(KeyError, match=key):
            localized(key, "de")
        with pytest.raises(KeyError):
            label(key)
    with pytest.raises(KeyError):
        user_error("nonsense")


def test_a_text_that_lacks_a_value_is_said_as_far_as_it_goes(caplog: pytest.LogCaptureFixture) -> None:
    assert localized("stylize-queued") == "🕓  In line: ahead before you."
    assert "stylize-queued in en is not whole" in caplog.text
    caplog.clear()


def test_an_error_without_a_text_of_its_own_is_told_as_it_is() -> None:
    assert error_text(UserError("The paint is dry.", hint="Wet it."), "de") == "The paint is dry. Wet it."
    assert error_text(UserError("The paint is dry.", code="nonsense"), "de") == "The paint is dry."


def test_an_error_says_the_same_in_english_as_without_its_code() -> None:
    error = BadImage("The file is empty.", hint="Perhaps the upload was cut off: send it again.", kind="empty")
    assert error_text(error) == error.text


@pytest.mark.parametrize(
    ("locale", "losses", "names"),
    [
        ("en", ["0.42", "1,234", "1.2e-05"], "A, B and C"),
        ("de", ["0,42", "1.234", "1,2e-05"], "A, B und C"),
        ("es-419", ["0,42", "1.234", "1,2e-05"], "A, B y C"),
        ("fr", ["0,42", "1\N{NARROW NO-BREAK SPACE}234", "1,2e-05"], "A, B et C"),
    ],
)
def test_numbers_and_lists_are_written_as_the_language_does(locale: str, losses: list[str], names: str) -> None:
    assert [formats.number(locale, value) for value in (0.42049, 1234.5, 0.0000123)] == losses
    assert formats.listed(locale, ["A", "B", "C"]) == names


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (EngineFailure("No memory.", code="memory"), "😕  Für dieses Bild reicht der Arbeitsspeicher nicht."),
        (RuntimeError("out of paint"), "😕  Bei mir ist etwas schiefgegangen. Nenne meinem Host bitte diese Referenz:"),
        (UserError("The paint is dry."), "😕  The paint is dry."),
    ],
)
async def test_a_picture_that_fails_is_explained_in_their_language(
    world: World, interactions: Callable[..., None], error: Exception, told: str
) -> None:
    interactions(locale="de")
    world.painter.error = error
    asked = await world.stylize()
    await until(lambda: "😕" in text(asked.response), what="the failure to be told")
    assert told in text(asked.response)


async def test_a_picture_that_had_to_be_smaller_says_so_in_their_language(
    world: World, interactions: Callable[..., None]
) -> None:
    interactions(locale="de")
    world.painter.largest = 268
    asked = await world.stylize(size=384)
    await until(lambda: "Löschen" in buttons(asked.response), what="the finished picture")
    assert "-# Für 384 px reichte der Arbeitsspeicher nicht, darum sind es 268 px." in text(asked.response)

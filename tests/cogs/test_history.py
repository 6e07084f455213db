"""/show: a picture again."""

from tests.cogs.world import World, buttons, picture, reply, shown_picture, text, told_privately


async def test_the_owner_sees_a_picture_again_privately(world: World):
    asked = await world.finished(await world.stylize(content=("photo.png", picture("navy")), seed=7))
    await world.finished(await world.stylize(content=("photo.png", picture("red"))))
    job_id = asked.attachments[0].filename.removeprefix("chameleon-").removesuffix(".png")
    shown = await world.alice.slash(world.channel, "show", id=job_id)
    assert shown.ephemeral
    assert (await shown_picture(reply(shown))).getpixel((0, 0)) == (0, 0, 128)
    assert "seed 7" in text(reply(shown))
    assert buttons(reply(shown)) == ["Again", "Variation", "Tune", "Details"]


async def test_without_an_id_it_is_the_newest(world: World):
    await world.finished(await world.stylize(content=("photo.png", picture("navy"))))
    await world.finished(await world.stylize(content=("photo.png", picture("red"))))
    await world.finished(await world.stylize(world.bob, content=("photo.png", picture("white"))))
    shown = await world.alice.slash(world.channel, "show")
    assert (await shown_picture(reply(shown))).getpixel((0, 0)) == (255, 0, 0)


async def test_somebody_elses_picture_stays_theirs(world: World):
    await world.finished(await world.stylize())
    (job,) = await world.app.store.recently_done(1)
    asked = await world.bob.slash(world.channel, "show", id=job.id)
    assert told_privately(asked).startswith("That picture was painted for somebody else.")


async def test_there_may_be_nothing_to_show(world: World):
    asked = await world.alice.slash(world.channel, "show")
    assert told_privately(asked).startswith("I have not painted anything for you yet.")
    asked = await world.alice.slash(world.channel, "show", id="0123456789")
    assert told_privately(asked).startswith("That picture is not here any more.")


async def test_a_job_without_a_picture_has_nothing_to_show(world: World):
    world.brush.hold()
    await world.stylize()
    (job,) = await world.app.store.unfinished()
    asked = await world.alice.slash(world.channel, "show", id=f" {job.id.upper()} ")
    assert told_privately(asked).startswith("There is no finished picture under that id.")

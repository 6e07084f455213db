"""Jobs as values: who may do what with one, what it needs and what it is called."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import NotAllowed
from bot.jobs.job import Actor, AddedStyle, Hold, Photo, State, check_allowed, join_names, new_id
from tests.bot.doubles import ALICE, BOB, CAROL, GUILD, actor, job, reply_target, request

ELSEWHERE = GUILD + 1


def test_a_job_has_ended_when_it_is_done_failed_or_cancelled() -> None:
    assert [state for state in State if state.final] == [State.DONE, State.FAILED, State.CANCELLED]


def test_a_reply_can_be_edited_until_its_token_expires() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    target = reply_target(expires_at=now)
    assert target.open(now - timedelta(microseconds=1))
    assert not target.open(now), "it expires at that moment"
    assert not target.open(now + timedelta(seconds=1))
    assert not reply_target(expires_at=now, token="").open(now - timedelta(hours=1)), "an ordinary message has no token"


def test_each_style_has_its_name() -> None:
    assert job(style_name="").style_names == ()
    assert job(style_name="Night").style_names == ("Night",)
    assert job(style_name="Night\n\nWaves").style_names == ("Night", "", "Waves")


def test_the_names_of_several_styles_are_kept_apart_whatever_they_hold() -> None:
    names = ("Night \n wind", "", " Waves ")
    assert job(style_name=join_names(names)).style_names == ("Night wind", "", "Waves")
    assert join_names(["", ""]) == join_names([]) == ""


def test_a_job_needs_its_photo_its_styles_and_its_mask() -> None:
    assert job(content="c", styles=("s", "t"), mask="m", picture="p").uploads == ("c", "s", "t", "m")
    assert job(content=None, styles=("s",)).uploads == ("s",), "a texture"
    assert job(content="c", styles=()).uploads == ("c",), "a reconstruction"


@pytest.mark.parametrize(
    ("private", "guild_id", "moderates", "decides"),
    [
        (False, GUILD, GUILD, True),
        (True, GUILD, GUILD, False),
        (False, GUILD, ELSEWHERE, False),
        (False, GUILD, None, False),
        (False, None, None, False),
    ],
)
def test_moderators_decide_about_public_pictures_of_their_server(
    private: bool, guild_id: int | None, moderates: int | None, decides: bool
) -> None:
    made = job(private=private, reply_target=reply_target(guild_id=guild_id))
    assert made.moderated_by(actor(BOB, moderates=moderates)) == decides
    if decides:
        check_allowed(made, actor(BOB, moderates=moderates), "cancel")
    else:
        with pytest.raises(NotAllowed, match="can cancel it") as caught:
            check_allowed(made, actor(BOB, moderates=moderates), "cancel")
        assert caught.value.code == "may-not-cancel"


def test_people_decide_about_their_own_pictures_also_about_private_ones() -> None:
    check_allowed(job(owner_id=ALICE, private=True), Actor(ALICE), "delete")
    check_allowed(job(owner_id=ALICE, reply_target=reply_target(guild_id=None)), Actor(ALICE), "delete")


def test_whose_picture_it_is_when_a_person_repeats_a_job() -> None:
    assert job(owner_id=ALICE).subject_for(ALICE) is None, "their own"
    assert job(owner_id=ALICE).subject_for(BOB) == ALICE
    assert job(owner_id=ALICE, subject_id=CAROL).subject_for(BOB) == CAROL
    assert job(owner_id=ALICE, subject_id=CAROL).subject_for(ALICE) == CAROL
    assert job(owner_id=ALICE, subject_id=BOB).subject_for(BOB) is None


def test_a_texture_of_a_saved_style_shows_nobodys_picture_but_one_of_an_uploaded_style_does() -> None:
    assert job(content=None, style_saved=True).subject_for(BOB) is None
    assert job(content=None, style_saved=False).subject_for(BOB) == ALICE
    assert job(content="c", style_saved=True).subject_for(BOB) == ALICE


def test_pictures_that_people_send_are_in_no_representation() -> None:
    """They would fill the log, and are nobody's business."""
    picture = b"a picture"
    asked = replace(request(content=picture), styles=(picture,), mask=picture)
    for one in (asked, Photo(picture, "photo", spoiler=False), AddedStyle(picture, "style", saved=False)):
        assert "a picture" not in repr(one)


def test_a_pause_and_a_drain_have_the_names_that_the_texts_and_metrics_use() -> None:
    assert [str(hold) for hold in Hold] == ["paused", "draining"]


def test_ids_are_short_different_and_never_need_escaping() -> None:
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(one) == 10 and one.isalnum() and one.isascii() for one in ids)


def test_what_a_request_does_not_say_is_the_careful_choice() -> None:
    """A plain job is public, belongs to nobody else, and follows no other."""
    asked = request()
    assert not any([asked.private, asked.spoiler, asked.style_saved])
    assert (asked.content_name, asked.style_name) == ("", "")
    assert not AddedStyle(b"", "", saved=True).spoiler
    assert not reply_target().age_restricted
    assert reply_target().locale == "en-GB"
    plain = job()
    assert not any([plain.private, plain.spoiler, plain.delivered, plain.follows, plain.style_saved])
    assert (plain.attempts, plain.deliveries, plain.crashes, plain.pixels) == (0, 0, 0, 0)
    assert (plain.content_name, plain.style_name) == ("", "")

"""Forecasts of the time of jobs."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.estimates import SpeedEstimator, forecast_wait, result_pixels
from bot.jobs.job import Job
from nst.params import Params
from nst.recipes import recipe
from tests.bot.doubles import job, png

DRAFT, STANDARD = recipe("draft"), recipe("standard")


def done(params: Params, seconds: float, size: tuple[int, int] = (500, 400)) -> Job:
    return job(params=params, summary={"seconds": seconds, "size": list(size)})


def test_nothing_is_forecast_before_anything_was_learnt() -> None:
    assert SpeedEstimator().forecast(job(pixels=1000)) is None


def test_twice_the_pixels_and_half_the_steps_take_about_as_long() -> None:
    book = SpeedEstimator()
    book.learn(done(recipe("standard", steps=100), 10))
    assert book.forecast(job(params=recipe("standard", steps=50), pixels=400_000)) == pytest.approx(10, rel=0.05)
    assert book.forecast(job(params=STANDARD, pixels=0)) is None, "the size is not known"


def test_recipes_are_learnt_apart_and_a_new_one_is_taken_for_an_average_one() -> None:
    book = SpeedEstimator()
    book.learn(done(recipe("draft", steps=100), 1))
    book.learn(done(recipe("standard", steps=100), 3))
    times = [
        book.forecast(job(params=recipe(name, steps=100), pixels=200_000)) for name in ("draft", "standard", "fine")
    ]
    assert times == pytest.approx([1, 3, 2])


def test_more_styles_and_a_search_for_the_best_step_take_longer() -> None:
    book = SpeedEstimator()
    book.learn(done(DRAFT, 10))
    one, three, searching = (
        book.forecast(job(pixels=200_000, **changes))
        for changes in ({}, {"styles": ("d" * 64,) * 3}, {"params": recipe("draft", optimizer="lbfgs")})
    )
    assert one is not None
    assert three == pytest.approx(one * 90 / 80)
    assert searching == pytest.approx(one * 2.2)


def test_after_a_photo_of_one_pixel_a_normal_picture_is_no_matter_of_hours() -> None:
    book = SpeedEstimator()
    book.learn(done(recipe("draft", steps=100), 1.5, (1, 1)))
    forecast = book.forecast(job(params=recipe("draft", steps=100), pixels=76_800))
    assert forecast is not None
    assert 1.5 < forecast < 15


def test_the_start_of_a_job_counts_once() -> None:
    book = SpeedEstimator()
    for side in (100, 200, 300, 400):
        book.learn(done(recipe("draft", steps=100), 5 + 100 * (side * side + 20_000) / 1e6, (side, side)))
    forecasts = [book.forecast(job(params=recipe("draft", steps=100), pixels=pixels)) for pixels in (0, 1, 980_000)]
    assert forecasts == [None, pytest.approx(7, rel=0.01), pytest.approx(105, rel=0.01)]


def test_a_few_freak_jobs_change_little() -> None:
    book = SpeedEstimator()
    for side, seconds in ((1, 900.0), (300, 11), (400, 18), (350, 900), (500, 27), (300, 11), (450, 22), (400, 18)):
        book.learn(done(recipe("draft", steps=100), seconds, (side, side)))
    assert book.forecast(job(params=recipe("draft", steps=100), pixels=160_000)) == pytest.approx(18, rel=0.15)
    large = book.forecast(job(params=recipe("draft", steps=100), pixels=1_000_000))
    assert large == pytest.approx(102, rel=0.15), "nor does a job that is larger than all before it"


def test_slow_small_jobs_do_not_make_a_large_one_free() -> None:
    book = SpeedEstimator()
    for side, seconds in ((100, 40.0), (200, 30), (300, 20)):
        book.learn(done(recipe("draft", steps=100), seconds, (side, side)))
    small, large = (
        book.forecast(job(params=recipe("draft", steps=100), pixels=pixels)) for pixels in (90_000, 1_000_000)
    )
    assert small is not None
    assert large is not None
    assert large > 2 * small


def test_a_change_of_speed_is_learnt_over_some_runs() -> None:
    book = SpeedEstimator()
    book.learn(done(DRAFT, 10))
    for _ in range(20):
        book.learn(done(DRAFT, 20))
    assert book.forecast(job(pixels=200_000)) == pytest.approx(20, rel=0.02)


@pytest.mark.parametrize(
    "summary",
    [
        None,
        {},
        {"seconds": 1},
        {"size": [0, 0], "seconds": 1},
        {"size": "?", "seconds": 1},
        {"size": [9], "seconds": 1},
        {"size": [9, 9], "seconds": float("nan")},
    ],
)
def test_a_summary_that_tells_nothing_is_passed_over(summary: dict[str, Any] | None) -> None:
    book = SpeedEstimator()
    book.learn(job(summary=summary))
    assert book.forecast(job(pixels=1000)) is None


def test_the_wait_is_until_a_slot_is_free_for_the_next_in_line() -> None:
    assert forecast_wait([], [], 1) == 0
    assert forecast_wait([4.0], [], 2) == 0, "a slot is free"
    assert forecast_wait([4.0], [], 1) == 4
    assert forecast_wait([4.0], [10.0, 10.0], 1) == 24
    assert forecast_wait([4.0, 1.0], [], 2) == 1
    assert forecast_wait([4.0, 1.0], [10.0], 2) == 4, "the one before takes the slot that is free first"
    assert forecast_wait([4.0, None], [10.0], 2) is None


seconds = st.lists(st.floats(0, 1000), max_size=6)


@given(seconds, seconds, st.integers(1, 4))
def test_a_longer_line_never_waits_less_and_more_slots_never_wait_more(
    running: list[float], ahead: list[float], slots: int
) -> None:
    wait, longer, wider = (
        forecast_wait(running[:slots], line, width)
        for line, width in ((ahead, slots), ([*ahead, 5.0], slots), (ahead, slots + 1))
    )
    assert wait is not None
    assert longer is not None
    assert wider is not None
    assert wider <= wait <= longer


def test_the_pixels_of_a_result_follow_the_photos_shape() -> None:
    assert result_pixels(png(size=(2000, 1000)), 500) == 500 * 250
    assert result_pixels(png(size=(100, 50)), 500) == 100 * 50, "never enlarged"
    assert result_pixels(b"not a picture", 500) == 0

"""Forecasts of a run's remaining time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst.engine.forecasts import Forecast
from nst.inputs.stages import Stage

STAGES = (Stage(128, 128, 140), Stage(256, 256, 90), Stage(512, 512, 60))


def cost(stage: Stage, overhead: float, per_megapixel: float) -> float:
    return overhead + per_megapixel * stage.pixels / 1e6


@given(st.floats(0.001, 0.03), st.floats(0.1, 3))
def test_after_two_steps_it_is_right_when_a_step_costs_what_its_pixels_do(
    overhead: float, per_megapixel: float
) -> None:
    forecast = Forecast(STAGES, cost(STAGES[-1], overhead, per_megapixel))
    total = sum(stage.steps * cost(stage, overhead, per_megapixel) for stage in STAGES)
    first = cost(STAGES[0], overhead, per_megapixel)
    forecast.record(0, 40 * first)  # the first step includes preparation
    forecast.record(0, first)
    assert forecast.remaining == pytest.approx(total - 2 * first, rel=0.01)


def test_a_slow_first_step_does_not_frighten_anyone() -> None:
    forecast = Forecast(STAGES, 0.2)
    before = forecast.remaining
    forecast.record(0, 5.0)
    assert forecast.remaining < before


def test_it_learns_when_the_machine_gets_busy() -> None:
    forecast = Forecast((Stage(256, 256, 100),), 0.1)
    for _ in range(50):
        forecast.record(0, 0.3)
    assert forecast.remaining == pytest.approx(50 * 0.3, rel=0.1)


def test_at_the_end_nothing_remains() -> None:
    forecast = Forecast((Stage(64, 64, 3),), 0.1)
    for _ in range(3):
        forecast.record(0, 0.1)
    assert forecast.remaining == 0

"""The losses of a run: sampled and drawn."""

import io
import json

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.parameters.loss_history import MAX_POINTS, Captions, downsampled, draw_losses
from nst.progress import Losses

WORDS = Captions("How it went", "step", "loss", "style", "content")


def run(steps: int) -> list[Losses]:
    layers = {f"style relu{block}_1": 1.0 for block in range(1, 6)} | {"content relu4_1": 0.5}
    return [
        Losses(1 / step, 0.3 / step, 0.7 / step, 0.0, {name: value / step for name, value in layers.items()})
        for step in range(1, steps + 1)
    ]


@given(st.integers(1, 2000))
def test_a_history_is_short_and_has_its_first_and_last_step(steps: int) -> None:
    history = downsampled(run(steps))
    numbers = history["steps"]
    assert len(numbers) == min(steps, MAX_POINTS)
    assert (numbers[0], numbers[-1]) == (1, steps)
    assert sorted(set(numbers)) == numbers
    assert {len(curve) for curve in (*history["layers"].values(), history["style"])} == {len(numbers)}
    assert len(json.dumps(history)) < 12_000


def test_a_history_is_drawn() -> None:
    drawn = Image.open(io.BytesIO(draw_losses(downsampled(run(300)), WORDS)))
    assert (drawn.format, drawn.size) == ("PNG", (960, 540))
    colours = {colour for _, colour in drawn.convert("RGB").getcolors(2**20) or []}
    assert (0xF2, 0xA6, 0x5A) in colours, "the content's curve"
    assert (0x2F, 0x9E, 0x7F) in colours, "the fourth block's"


def test_what_is_not_known_is_not_drawn() -> None:
    nothing = {"steps": [1], "total": [0.0], "content": [0.0], "style": [0.0], "layers": {}}
    both = nothing | {"content": [0.1], "style": [0.2]}
    assert draw_losses(nothing, WORDS) != draw_losses(both, WORDS)

"""An instant picture comes with the losses that a run of the engine would report."""

import pytest
import torch
from PIL import Image

from nst import InstantStyle, Params, load_encoder
from nst.engine.run import Options, run
from nst.inputs.pictures import Inputs, as_styles
from nst.inputs.stages import schedule
from nst.instant.measuring import paint_measured
from nst.instant.painting import paint
from nst.instant.params import InstantParams
from nst.objective.objective import StyleCache, make_objective


def test_the_losses_are_those_of_the_photo_and_of_the_picture(
    style: InstantStyle, painting: Image.Image, photo: Image.Image
) -> None:
    params, options = Params(size=96, steps=1, scales=1), Options(load_encoder("pocket"))
    result = paint_measured(photo, [style], [painting], params, options)
    assert result.image.tobytes() == paint(photo, style, InstantParams(size=96)).tobytes()
    *_, last = run(photo, [painting], params, options)
    assert last.result is not None
    assert result.first.style == pytest.approx(last.result.first.style, rel=1e-4)
    assert result.first.content == pytest.approx(last.result.first.content, abs=1e-3)
    assert result.last.content > 0.05
    assert [losses.style for losses in result.history] == [result.first.style, result.last.style]
    assert (result.steps, result.encoder, result.image.size) == (1, "pocket", last.result.image.size)


def test_only_what_is_compared_is_computed(photo: Image.Image, painting: Image.Image) -> None:
    params, encoder = Params(size=96, steps=1, scales=1), load_encoder("pocket")
    inputs = Inputs(photo, as_styles([painting]), params, torch.device("cpu"), None)
    (stage,) = schedule(inputs.shape, params)
    whole, one = (make_objective(inputs, stage, params, encoder, StyleCache(), steps=steps) for steps in (None, 1))
    assert (len(whole.targets), len(one.targets)) == (8, 1)
    pixels = inputs.tensor(photo.convert("RGB"), (stage.width, stage.height))
    expected = {name: pytest.approx(term.item(), rel=1e-4) for name, term in whole.compare(pixels, 0, 0.0).items()}
    assert {name: term.item() for name, term in one.compare(pixels, 0, 0.0).items()} == expected

"""An instant picture comes with the losses that a run of the engine would report."""

import pytest
from PIL import Image

from nst import InstantStyle, Params, load_encoder
from nst.engine.run import Options, run
from nst.instant.measuring import paint_measured
from nst.instant.painting import paint
from nst.instant.params import InstantParams


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

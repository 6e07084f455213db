"""Masks: which part of a painting is taken, and where in the photo it goes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from nst import BadRequest, Encoder, Params, Style, images, recipe, stylize
from nst.inputs.pictures import Inputs
from tests import odd

BLANK = Image.new("RGB", (32, 24), "grey")
EMPTY = Image.new("L", (32, 24))


def inputs(*styles: Style, mix: tuple[float, ...] = ()) -> Inputs:
    return Inputs(BLANK, styles, Params(mix=mix), torch.device("cpu"))


def test_a_transparent_half_of_a_region_stays_the_photo(painting: Image.Image, encoder: Encoder) -> None:
    photo = Image.fromarray(odd.GRADIENT)
    region = images.decode(odd.mask(), transparency=True)
    *_, last = stylize(photo, Style(painting, region=region), recipe("draft", size=32, steps=3), encoder=encoder)
    assert last.result is not None
    changed = np.abs(np.asarray(last.result.image, int) - np.asarray(photo, int)).max((0, 2))
    assert changed[:14].min() > 0
    assert changed[16:].max() == 0


def test_what_is_transparent_in_a_mask_is_not_chosen_whatever_its_colour() -> None:
    mask = Image.new("RGBA", (32, 24), (255, 255, 255, 0))
    mask.paste((255, 255, 255, 255), (0, 0, 16, 24))
    mask.paste((255, 255, 255, 128), (0, 0, 16, 12))
    (chosen,) = inputs(Style(BLANK, mask=mask)).resized(32, 24).masks
    assert chosen is not None
    assert [round(float(chosen[0, 0, y, x]), 2) for y, x in ((0, 0), (20, 0), (20, 30))] == [0.5, 1, 0]


@pytest.mark.parametrize("mask", [EMPTY, Image.new("RGBA", (32, 24), (255, 255, 255, 0))])
def test_a_mask_that_chooses_nothing_of_a_painting_is_refused(mask: Image.Image) -> None:
    with pytest.raises(BadRequest, match="mask of painting 2 chooses nothing") as caught:
        inputs(Style(BLANK), Style(BLANK, mask=mask))
    assert "white" in caught.value.hint


def test_regions_that_choose_nothing_at_all_are_refused() -> None:
    with pytest.raises(BadRequest, match="nothing of the photo"):
        inputs(Style(BLANK, region=EMPTY), Style(BLANK, region=EMPTY))
    inputs(Style(BLANK, region=EMPTY), Style(BLANK))


def test_a_small_part_of_a_large_mask_is_not_lost() -> None:
    mask = Image.new("L", (3200, 2400))
    for x in range(0, 3200, 64):
        for y in range(0, 2400, 64):
            mask.putpixel((x, y), 255)
    (chosen,) = inputs(Style(BLANK, mask=mask)).resized(32, 24).masks
    assert chosen is not None
    assert float(chosen.sum()) > 0


@pytest.mark.parametrize("mix", [(1e308, 1e308), (5e-324, 5e-324), (2, 2)])
def test_weights_of_any_size_are_shares(mix: tuple[float, ...]) -> None:
    assert inputs(Style(BLANK), Style(BLANK), mix=mix).weights == (0.5, 0.5)

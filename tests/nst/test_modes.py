"""Other modes and options: textures, reconstructions, sheets, regions, colours, several styles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from nst import stylize
from nst.artworks import artwork
from nst.drafts import drafts
from nst.errors import BadRequest
from nst.images import fit_image
from nst.inputs.colours import luminance
from nst.inputs.pictures import Style, Styles
from nst.networks.encoders import Encoder
from nst.objective.moments import Moments
from nst.objective.objective import StyleCache
from nst.params import MAX_SCALE, MIN_SCALE, Colours, Init, LossNormalization, Mode, Params
from nst.progress import Result
from nst.recipes import RECIPES, recipe

QUICK = recipe("standard", size=64, steps=24, scales=2)


def finish(
    content: Image.Image | None, styles: Styles, *, params: Params = QUICK, encoder: Encoder, **options: Any
) -> Result:
    *_, last = stylize(content, styles, params, encoder=encoder, **options)
    assert last.result is not None
    return last.result


def pixels(image: Image.Image, size: tuple[int, int] | None = None) -> np.ndarray:
    image = image if size is None else image.resize(size, Image.Resampling.LANCZOS)
    return np.asarray(image.convert("RGB"), dtype=float)


def half(size: tuple[int, int], *, right: bool) -> Image.Image:
    """A mask: one half white."""
    mask = Image.new("L", size, 0)
    mask.paste(255, (size[0] // 2 if right else 0, 0, size[0] if right else size[0] // 2, size[1]))
    return mask


@pytest.fixture(scope="module")
def blue() -> Image.Image:
    """Blue and white horizontal stripes, 80 × 80."""
    y, _ = np.mgrid[0:80, 0:80]
    return Image.fromarray(np.where((y // 4 % 2 == 0)[..., None], [20, 40, 200], [240, 240, 250]).astype(np.uint8))


def test_a_texture_needs_only_a_painting(painting: Image.Image, encoder: Encoder) -> None:
    result = finish(None, painting, params=recipe("standard", mode="texture", size=64, steps=80), encoder=encoder)
    assert result.image.size == (64, 64)
    assert result.last.content == 0
    assert result.last.style < result.first.style / 1.5
    assert abs(pixels(result.image).mean((0, 1)) - pixels(painting).mean((0, 1))).max() < 40


def test_a_reconstruction_finds_the_photo_again_and_worse_from_deeper_layers(
    painting: Image.Image, encoder: Encoder
) -> None:
    def error(layer: str) -> float:
        params = recipe("standard", mode="reconstruction", size=64, steps=80, content_layers={layer: 1})
        result = finish(painting, [], params=params, encoder=encoder)
        assert result.last.style == 0
        return float(abs(pixels(result.image) - pixels(painting, result.image.size)).mean())

    errors = [error(layer) for layer in ("relu2_1", "relu4_1", "relu5_1")]
    assert errors[0] < 40
    assert errors[0] < errors[1] < errors[2]


@pytest.mark.parametrize(("mode", "inputs"), [("texture", "style"), ("texture", "both"), ("reconstruction", "content")])
def test_a_sheet_shows_five_depths(
    photo: Image.Image, painting: Image.Image, encoder: Encoder, mode: str, inputs: str
) -> None:
    content = None if inputs == "style" else photo
    styles = [] if inputs == "content" else [painting]
    params = recipe("standard", mode=mode, sheet=True, size=320, steps=10)
    told = list(stylize(content, styles, params, encoder=encoder))
    assert [p.step for p in told] == list(range(1, 11))
    result = told[-1].result
    assert result is not None
    assert 250 < result.image.width < 400
    assert result.steps == 10
    assert told[0].preview(120).size == told[7].preview(120).size


@pytest.mark.parametrize("mode", ["texture", "reconstruction"])
def test_a_sheet_without_its_picture_says_which_is_missing(encoder: Encoder, mode: str) -> None:
    missing = "no style picture" if mode == "texture" else "no content picture"
    with pytest.raises(BadRequest, match=missing):
        next(stylize(None, [], recipe("draft", mode=mode, sheet=True), encoder=encoder))


def test_a_sheet_of_a_transfer_shows_four_drafts(encoder: Encoder, photo: Image.Image, painting: Image.Image) -> None:
    params = recipe("standard", sheet=True, size=128, steps=2)
    *_, last = stylize(photo, [painting], params, encoder=encoder)
    assert last.result is not None
    assert (last.step, last.steps, last.scales) == (8, 8, 4)
    assert last.result.params == params
    panel = fit_image(photo, 64)
    assert last.result.image.size == (2 * panel.width + 24, 2 * (panel.height + 38) + 8)


def test_the_drafts_spread_around_the_settings_and_stay_in_range() -> None:
    told = [(one.strength, one.style_scale) for one in drafts(recipe("fine"))]
    assert told == [(0.3, 0.6), (0.3, 1.7), (0.7, 0.6), (0.7, 1.7)]
    for strength, scale in ((0.0, MIN_SCALE), (1.0, MAX_SCALE)):
        params = recipe("draft", strength=strength, style_scale=scale, sheet=True)
        assert len({(one.strength, one.style_scale) for one in drafts(params)}) == 4
        assert not any(one.sheet for one in drafts(params))


def test_two_styles_mix_by_weight(
    photo: Image.Image, painting: Image.Image, blue: Image.Image, encoder: Encoder
) -> None:
    def tint(*mix: float) -> float:
        """How blue the picture is."""
        result = finish(photo, [painting, blue], params=replace(QUICK, mix=mix), encoder=encoder)
        red, _, colour = pixels(result.image).mean((0, 1))
        return float(colour - red)

    tints = [tint(1, 0), tint(2, 1), tint(1, 2), tint(0, 1)]
    assert all(a < b for a, b in pairwise(tints)), tints


def test_weights_must_match_the_styles(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    with pytest.raises(BadRequest, match="1 styles but 2 weights"):
        finish(photo, painting, params=replace(QUICK, mix=(1, 2)), encoder=encoder)


def test_each_region_has_its_own_style(
    photo: Image.Image, painting: Image.Image, blue: Image.Image, encoder: Encoder
) -> None:
    styles = [
        Style(painting, region=half(photo.size, right=False)),
        Style(blue, region=half(photo.size, right=True)),
    ]
    result = finish(photo, styles, params=replace(QUICK, steps=60), encoder=encoder)
    left, right = np.split(pixels(result.image), 2, axis=1)
    assert left[..., 0].mean() > left[..., 2].mean() + 10  # orange
    assert right[..., 2].mean() > right[..., 0].mean() + 10  # blue


def test_outside_of_all_regions_the_photo_stays(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    result = finish(photo, [Style(painting, region=half(photo.size, right=True))], encoder=encoder)
    difference = abs(pixels(result.image) - pixels(photo, result.image.size)).mean(2)
    assert difference[:, :28].max() < 3
    assert difference[:, 36:].mean() > 10


def test_a_style_can_be_taken_from_a_part_of_the_painting(
    photo: Image.Image, painting: Image.Image, blue: Image.Image, encoder: Encoder
) -> None:
    both = Image.new("RGB", (160, 80))
    both.paste(painting, (0, 0))
    both.paste(blue, (80, 0))
    mask = half(both.size, right=True)
    params = replace(QUICK, colours=Colours.FREE, steps=60)
    result = finish(photo, [Style(both, mask=mask)], params=params, encoder=encoder)
    red, _, colour = pixels(result.image).mean((0, 1))
    assert colour > red


def test_the_photos_colours_are_kept_exactly(painting: Image.Image, encoder: Encoder) -> None:
    y, x = np.mgrid[0:48, 0:64]
    photo = Image.fromarray(np.stack([90 + x, 60 + y, 160 - x], 2).astype(np.uint8))
    result = finish(photo, painting, params=replace(QUICK, colours=Colours.PHOTO), encoder=encoder)
    before, after = (np.asarray(i.convert("YCbCr"), dtype=float) for i in (photo, result.image))
    assert abs(before - after)[..., 1:].mean() < 2
    assert abs(before - after)[..., 0].mean() > 4


def test_the_painting_can_take_the_photos_palette(blue: Image.Image, encoder: Encoder) -> None:
    noise = np.random.default_rng(0).integers([150, 90, 20], [210, 150, 60], (48, 64, 3))
    photo = Image.fromarray(noise.astype(np.uint8))
    mean = pixels(photo).mean((0, 1))
    kept = finish(photo, blue, params=replace(QUICK, colours=Colours.MATCHED), encoder=encoder)
    painted = finish(photo, blue, encoder=encoder)
    assert abs(pixels(kept.image).mean((0, 1)) - mean).max() < 25
    assert abs(pixels(painted.image).mean((0, 1)) - mean).max() > 60


def test_transparency_is_kept_and_what_is_behind_it_does_not_count(
    photo: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    cut = photo.convert("RGBA")
    cut.putalpha(half(photo.size, right=False))
    result = finish(cut, painting, encoder=encoder)
    assert result.image.mode == "RGBA"
    alpha = np.asarray(result.image.getchannel("A"))
    assert alpha[:, :28].min() == 255
    assert alpha[:, 36:].max() == 0


def test_a_larger_style_has_larger_strokes(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    def roughness(scale: float) -> float:
        params = replace(QUICK, style_scale=scale, steps=60, strength=0.9, colours=Colours.FREE)
        grey = pixels(finish(photo, painting, params=params, encoder=encoder).image).mean(2)
        return float(abs(np.diff(grey, axis=1)).mean() / grey.std())

    assert roughness(2.0) < roughness(0.5)


def test_a_run_can_start_from_a_given_picture(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    params = replace(QUICK, init=Init.IMAGE, strength=0, content_weight=0)
    result = finish(photo, painting, params=params, encoder=encoder, start=Image.new("RGB", (10, 10), (200, 10, 10)))
    assert abs(pixels(result.image) - [200, 10, 10]).max() < 3
    with pytest.raises(BadRequest, match="no picture to start from"):
        finish(photo, painting, params=params, encoder=encoder)


@pytest.mark.parametrize(("content", "styles", "mode"), [(None, ["p"], Mode.TRANSFER), ("p", [], Mode.TEXTURE)])
def test_a_missing_picture_is_said(
    painting: Image.Image, encoder: Encoder, content: str | None, styles: list[str], mode: Mode
) -> None:
    photo = painting if content else None
    with pytest.raises(BadRequest, match="There is no"):
        finish(photo, [painting for _ in styles], params=recipe("draft", mode=mode), encoder=encoder)


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_goes_down(photo: Image.Image, painting: Image.Image, encoder: Encoder, name: str) -> None:
    result = finish(photo, painting, params=recipe(name, size=64, steps=25), encoder=encoder)
    assert result.last.total < result.first.total
    assert np.asarray(result.image).std() > 5


def test_the_time_limit_gives_the_picture_so_far(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    result = finish(photo, painting, params=replace(QUICK, steps=5000), encoder=encoder, time_limit=0.0)
    assert result.steps == 1
    assert result.image.size == (64, 43)  # even if the run stops at a smaller scale
    assert "time was up after step 1" in result.note


class WatchedCache(StyleCache):
    """Notes what it computes."""

    def __init__(self, entries: int = 64) -> None:
        super().__init__(entries)
        self.computed: list[str] = []

    def get(self, key: str, compute: Callable[[], dict[str, list[Moments]]]) -> dict[str, list[Moments]]:
        def note() -> dict[str, list[Moments]]:
            self.computed.append(key)
            return compute()

        return super().get(key, note)


def test_a_style_that_was_seen_before_is_not_looked_at_again(
    photo: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    cache = WatchedCache()
    first = finish(photo, painting, encoder=encoder, cache=cache)
    assert cache.computed
    cache.computed.clear()
    again = finish(photo, painting, encoder=encoder, cache=cache)
    assert cache.computed == []
    assert again.image.tobytes() == first.image.tobytes()


def test_a_cache_forgets_the_oldest() -> None:
    cache = WatchedCache(2)
    for key in "abacab":
        cache.get(key, dict)
    assert cache.computed == ["a", "b", "c", "b"], "b was the oldest when c came"


def test_published_recipes_are_as_their_sources_say() -> None:
    """Check the constants of the sources; test_losses checks the formulas."""
    gatys, first, second = recipe("gatys"), recipe("imagetostyle"), recipe("peluche")
    assert (gatys.normalization, gatys.optimizer, gatys.init) == (LossNormalization.GATYS, "lbfgs", "noise")
    assert gatys.content_weight / gatys.style_weight * (255 * 0.225) ** 2 == pytest.approx(1e-3)
    assert list(gatys.content_layers) == ["relu4_2"]
    assert (first.optimizer, first.learning_rate, first.steps, first.init) == ("adam", 0.04, 100, "content")
    assert list(first.content_layers) == ["relu5_1"]
    assert list(first.style_layers) == [f"relu{block}_1" for block in range(1, 6)]
    assert (second.optimizer, second.style_loss, second.clip_every) == ("lbfgs", "cosine", 20)
    assert list(second.content_layers) == ["conv5_1"]
    assert list(second.style_layers) == [f"relu{block}_1" for block in range(1, 6)]
    assert all(p.scales == 1 and p.as_published and p.colours is Colours.FREE for p in (gatys, first, second))


def test_luminance_is_grey() -> None:
    grey = luminance(torch.rand(1, 3, 4, 4))
    assert torch.equal(grey[:, 0], grey[:, 2])
    assert luminance(torch.ones(1, 3, 2, 2)).mean().item() == pytest.approx(1)


def test_a_photo_without_any_strength_stays_as_it_is(painting: Image.Image, encoder: Encoder) -> None:
    """Rounding errors of the network do not change pixels, for any number of steps."""
    photo = artwork("fox", 192)
    result = finish(photo, painting, params=recipe("draft", size=192, strength=0.0), encoder=encoder)
    assert abs(pixels(result.image) - pixels(photo)).max() <= 1

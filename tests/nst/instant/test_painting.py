"""Paint photos with learned styles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from nst import BadRequest, Colours, InstantParams, InstantStyle, paint
from nst.instant import painting
from nst.instant.painting import passes

PARAMS = InstantParams(size=64, style_scale=4, strength=0.8)


def array(image: Image.Image) -> np.ndarray:
    return np.asarray(image, float)


def half(size: tuple[int, int]) -> Image.Image:
    """A mask: white on the left."""
    mask = Image.new("L", size)
    mask.paste(255, (0, 0, size[0] // 2, size[1]))
    return mask


@pytest.fixture
def other(style: InstantStyle) -> InstantStyle:
    return replace(style, palette=replace(style.palette, mean=style.palette.mean.flip(0)))


@pytest.mark.parametrize("size", [(96, 64), (31, 47), (96, 1), (1, 1)])
def test_a_picture_has_exactly_the_shape_of_its_photo(
    style: InstantStyle, photo: Image.Image, size: tuple[int, int]
) -> None:
    result = paint(photo.resize(size), style, replace(PARAMS, size=96))
    assert (result.size, result.mode) == (size, "RGB")


def test_a_picture_is_as_large_as_asked_for_and_never_larger_than_the_photo(
    style: InstantStyle, photo: Image.Image
) -> None:
    assert paint(photo, style, replace(PARAMS, size=48)).size == (48, 32)
    assert paint(photo, style, replace(PARAMS, size=4096)).size == photo.size


def test_the_same_request_gives_the_same_picture(style: InstantStyle, photo: Image.Image) -> None:
    assert paint(photo, style, PARAMS).tobytes() == paint(photo, style, PARAMS).tobytes()


def test_strength_0_gives_the_photo_and_a_little_more_strength_a_little_change(
    style: InstantStyle, photo: Image.Image
) -> None:
    changes = [
        np.abs(array(paint(photo, style, replace(PARAMS, size=96, strength=strength))) - array(photo)).mean()
        for strength in (0, 0.01, 0.04)
    ]
    assert changes[0] == 0 < changes[1] < changes[2]


def test_transparent_parts_stay_transparent(style: InstantStyle, photo: Image.Image) -> None:
    photo = photo.copy()
    photo.putalpha(half(photo.size))
    result = paint(photo, style, PARAMS)
    assert result.mode == "RGBA"
    assert array(result.getchannel("A"))[:, [0, -1]].tolist() == [[255, 0]] * 43


def test_a_region_is_painted_and_the_rest_stays_the_photo(style: InstantStyle, photo: Image.Image) -> None:
    params = replace(PARAMS, size=96)
    result, everywhere = (
        array(paint(photo, style, params, regions=[half(photo.size)])),
        array(paint(photo, style, params)),
    )
    assert (result[:, 48:] == array(photo)[:, 48:]).all()
    assert (result[:, :48] == everywhere[:, :48]).all()


def test_only_what_a_mask_shows_is_painted(style: InstantStyle, other: InstantStyle, photo: Image.Image) -> None:
    params = replace(PARAMS, size=96)
    mask = Image.new("RGBA", photo.size, (255, 255, 255, 0))
    mask.paste((255, 255, 255, 255), (0, 0, 48, 64))
    result = array(paint(photo, [style, other], params, regions=[half(photo.size), None], mask=mask))
    everywhere = array(paint(photo, [style, other], params, regions=[half(photo.size), None]))
    assert (result[:, 48:] == array(photo)[:, 48:]).all()
    assert (result[:, :48] == everywhere[:, :48]).all()


def test_two_styles_blend_by_their_weights(style: InstantStyle, other: InstantStyle, photo: Image.Image) -> None:
    first, second = (array(paint(photo, each, PARAMS)) for each in (style, other))
    both = array(paint(photo, [style, other], replace(PARAMS, mix=(1, 3))))
    assert np.abs(first - second).mean() > 1
    assert np.abs(both - (first + 3 * second) / 4).max() <= 0.75


def test_two_styles_share_a_picture_by_region(style: InstantStyle, other: InstantStyle, photo: Image.Image) -> None:
    params = replace(PARAMS, size=96)
    first, second = (array(paint(photo, each, params)) for each in (style, other))
    both = array(paint(photo, [style, other], replace(params, mix=(1, 1)), regions=[half(photo.size), None]))
    assert (both[:, 48:] == second[:, 48:]).all()
    assert np.abs(both[:, :48] - (first + second)[:, :48] / 2).max() <= 0.75


def test_the_photo_keeps_its_colours_exactly(style: InstantStyle, photo: Image.Image) -> None:
    result = array(paint(photo, style, replace(PARAMS, size=96, colours=Colours.PHOTO)))
    change = result - array(photo)
    inside = ((result > 0) & (result < 255)).all(-1)
    assert inside.mean() > 0.5
    assert np.ptp(change[inside], axis=-1).max() <= 1, "all three channels change alike"
    assert np.abs(change[inside]).mean() > 1


def test_matched_colours_are_those_of_the_photo(style: InstantStyle, photo: Image.Image) -> None:
    own, matched = (
        array(paint(photo, style, replace(PARAMS, size=96, colours=c))) for c in (Colours.PAINTING, Colours.MATCHED)
    )
    wanted = array(photo).mean((0, 1))
    assert np.abs(matched.mean((0, 1)) - wanted).max() < 8 < np.abs(own.mean((0, 1)) - wanted).max()


def test_free_colours_are_not_given_the_palette(style: InstantStyle, photo: Image.Image) -> None:
    assert paint(photo, style, replace(PARAMS, colours=Colours.FREE)).tobytes() != paint(photo, style, PARAMS).tobytes()


@pytest.mark.parametrize(
    ("size", "scale", "expected"),
    [
        ((512, 384), 1, [(512, 384)]),
        ((600, 600), 1, [(600, 600)]),
        ((320, 240), 1, [(512, 384)]),
        ((512, 512), 0.25, [(2048, 2048)]),
        ((512, 512), 4, [(128, 128), (256, 256), (512, 512)]),
        ((2048, 1024), 1, [(512, 256), (1024, 512), (2048, 1024)]),
        ((4096, 4096), 0.25, [(2048, 2048), (4096, 4096)]),
        ((100, 1), 1, [(512, 5)]),
    ],
)
def test_a_picture_is_painted_from_coarse_to_fine_at_the_size_of_its_strokes(
    size: tuple[int, int], scale: float, expected: list[tuple[int, int]]
) -> None:
    assert passes(size, scale) == expected


def test_a_large_picture_is_painted_in_bands_and_is_the_same(
    style: InstantStyle, photo: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painting, "computes_in_half", lambda _: False)  # bands are always in single precision
    whole = array(paint(photo, style, PARAMS))
    monkeypatch.setattr(painting, "WHOLE_PIXELS", 1)
    assert np.abs(array(paint(photo, style, PARAMS)) - whole).max() <= 2


@pytest.mark.parametrize(("count", "mix", "regions"), [(0, (), 0), (1, (1, 2), 0), (2, (), 1)])
def test_every_style_needs_its_weight_and_region(
    style: InstantStyle, photo: Image.Image, count: int, mix: tuple[float, ...], regions: int
) -> None:
    with pytest.raises(BadRequest):
        paint(photo, [style] * count, replace(PARAMS, mix=mix), regions=[None] * regions)


@pytest.mark.parametrize(
    "changes", [{"size": 5000}, {"strength": 1.1}, {"style_scale": 5}, {"colours": "blue"}, {"mix": (-1,)}]
)
def test_a_setting_out_of_range_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        InstantParams.from_dict(changes)


def test_settings_come_back_from_json_types() -> None:
    params = InstantParams(size=100, strength=0.2, colours=Colours.MATCHED, style_scale=2, mix=(1, 2))
    assert InstantParams.from_dict({**params.to_dict(), "newer": 1}) == params

"""Painting moving pictures: what stands still or moves along keeps its paint, and nothing of what is gone stays."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from nst import InstantParams, InstantStyle, load_style
from nst.artworks import artwork, style_file
from nst.errors import BadImage
from nst.motion.flow import dominant, flow
from nst.motion.painting import AnimationProgress, animate
from nst.motion.reading import Clip, read_clip
from nst.motion.writing import write_clip

SIDE = 128
PARAMS = InstantParams(size=SIDE, strength=0.6)
Pixels = NDArray[np.float64]


@pytest.fixture(scope="module")
def mosaic() -> InstantStyle:
    return load_style(style_file("mosaic"))


@pytest.fixture(scope="module")
def lake() -> Image.Image:
    return artwork("mountain-lake", 512)


def clip_of(frames: list[Image.Image]) -> Clip:
    return read_clip(write_clip(frames, [80] * len(frames), 0, "PNG").data)


def cropped(picture: Image.Image, left: int, top: int = 100) -> Image.Image:
    return picture.crop((left, top, left + SIDE, top + SIDE))


def with_noise(picture: Image.Image, seed: int) -> Image.Image:
    noise = np.random.default_rng(seed).normal(0, 5, (SIDE, SIDE, 3))
    return Image.fromarray((np.asarray(picture) + noise).round().clip(0, 255).astype(np.uint8))


def with_ball(picture: Image.Image, left: int) -> Image.Image:
    picture = picture.copy()
    ImageDraw.Draw(picture).ellipse((left, 50, left + 30, 80), "#e04010", "black", 3)
    return picture


def pictures(steps: list[AnimationProgress]) -> list[Pixels]:
    return [np.asarray(step.image.convert("RGB"), np.float64) for step in steps]


def test_a_frame_at_a_time_is_reported(mosaic: InstantStyle, lake: Image.Image) -> None:
    steps = list(animate(clip_of([cropped(lake, 5 * number) for number in range(3)]), mosaic, PARAMS))
    assert [(step.frame, step.frames, step.duration) for step in steps] == [(1, 3, 80), (2, 3, 80), (3, 3, 80)]
    assert [step.image.size for step in steps] == [(SIDE, SIDE)] * 3
    assert steps[-1].remaining == 0
    assert sorted(step.elapsed for step in steps) == [step.elapsed for step in steps]


def test_still_ground_is_painted_alike_in_spite_of_noise(mosaic: InstantStyle, lake: Image.Image) -> None:
    clip = clip_of([with_noise(cropped(lake, 100), number) for number in range(4)])
    plain, steady = (pictures(list(animate(clip, mosaic, PARAMS, steady=choice))) for choice in (False, True))
    assert all(np.abs(before - after).mean() > 5 for before, after in pairwise(plain))
    assert all((before == after).all() for before, after in pairwise(steady))


def test_paint_moves_along_with_the_picture(mosaic: InstantStyle, lake: Image.Image) -> None:
    clip = clip_of([cropped(lake, 100 + 3 * number) for number in range(5)])
    plain, steady = (pictures(list(animate(clip, mosaic, PARAMS, steady=choice))) for choice in (False, True))

    def flicker(frames: list[Pixels]) -> float:
        return float(np.mean([np.abs(after[:, 8:-11] - before[:, 11:-8]).mean() for before, after in pairwise(frames)]))

    assert flicker(steady) < flicker(plain) / 3


def test_nothing_stays_of_what_has_gone(mosaic: InstantStyle, lake: Image.Image) -> None:
    ground = cropped(lake, 100)
    frames = [with_ball(ground, 4 + 11 * number) for number in range(8)]
    steps = pictures(list(animate(clip_of(frames), mosaic, PARAMS)))
    (empty,) = pictures([next(iter(animate(clip_of([ground, frames[0]]), mosaic, PARAMS)))])
    here = (slice(45, 85), slice(0, 40))  # where the ball was at first
    with_it, without_it = (np.abs(steps[index][here] - empty[here]).mean() for index in (0, -1))
    assert without_it < with_it / 2


def test_a_cut_starts_anew(mosaic: InstantStyle, lake: Image.Image) -> None:
    fox = cropped(artwork("fox", 512), 150)
    frames = [cropped(lake, 100), cropped(lake, 102), fox, fox.transpose(Image.Transpose.ROTATE_90)]
    steps = list(animate(clip_of(frames), mosaic, PARAMS))
    alone = list(animate(clip_of(frames), mosaic, PARAMS, steady=False))
    assert [round(step.kept) for step in steps] == [0, 1, 0, 0]
    assert steps[2].image.tobytes() == alone[2].image.tobytes()


def test_the_light_may_change(mosaic: InstantStyle, lake: Image.Image) -> None:
    frames = [cropped(lake, 100).point([round(level * share) for level in range(256)] * 3) for share in (1, 0.9, 0.8)]
    steps = list(animate(clip_of(frames), mosaic, PARAMS))
    assert all(step.kept > 0.9 for step in steps[1:])
    alone = pictures(list(animate(clip_of(frames), mosaic, PARAMS, steady=False)))
    for steady, plain in zip(pictures(steps), alone, strict=True):
        assert steady.mean((0, 1)) == pytest.approx(plain.mean((0, 1)), abs=2)


def test_a_frame_that_stands_is_painted_once(
    mosaic: InstantStyle, lake: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = [cropped(lake, 100), cropped(lake, 100), cropped(lake, 110)]
    monkeypatch.setattr(Clip, "frames", lambda _: iter(frames))
    steps = list(animate(Clip(b"", (SIDE, SIDE), (80, 80, 80), 0), mosaic, PARAMS))
    assert steps[0].image is steps[1].image
    assert steps[0].image != steps[2].image


def test_transparent_parts_stay(mosaic: InstantStyle, lake: Image.Image) -> None:
    frames = []
    for number in range(3):
        frame = cropped(lake, 100).convert("RGBA")
        mask = Image.new("L", frame.size)
        ImageDraw.Draw(mask).ellipse((10 * number, 10, 10 * number + 60, 90), 255)
        frame.putalpha(mask)
        frames.append(frame)
    for frame, step in zip(frames, animate(clip_of(frames), mosaic, PARAMS), strict=True):
        assert step.image.getchannel("A").tobytes() == frame.getchannel("A").tobytes()


def test_a_damaged_frame_is_said_after_those_before_it(mosaic: InstantStyle, lake: Image.Image) -> None:
    clip = clip_of([cropped(lake, 40 * number) for number in range(4)])
    broken = Clip(clip.data[: len(clip.data) * 7 // 10], clip.size, clip.durations, clip.plays)
    steps = animate(broken, mosaic, PARAMS)
    assert next(steps).frame == 1
    with pytest.raises(BadImage, match="damaged"):
        list(steps)


@pytest.mark.parametrize("size", [(16, 16), (16, 1), (1, 16), (17, 33), (1, 1)])
def test_a_clip_may_be_small_and_narrow(mosaic: InstantStyle, size: tuple[int, int]) -> None:
    frames = [Image.new("RGB", size, (0, 80 * number, 0)) for number in range(3)]
    assert [step.image.size for step in animate(clip_of(frames), mosaic, PARAMS)] == [size] * 3


def tensor(picture: Image.Image) -> torch.Tensor:
    return torch.from_numpy(np.array(picture)).permute(2, 0, 1)[None].float() / 255


def test_the_motion_of_a_camera_is_found_exactly() -> None:
    fox = artwork("fox", 512)
    before, frame = (tensor(fox.crop((left, 100, left + 256, 292))) for left in (100, 104))
    every = flow(frame, before)
    assert dominant(frame, before, every)[0].mean((1, 2)).tolist() == pytest.approx([4, 0], abs=0.05)
    error = (every[0] - torch.tensor([4.0, 0.0])[:, None, None]).norm(dim=0)
    assert error.median() < 0.3

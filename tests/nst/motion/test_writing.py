"""Animations as files: what is kept, and what is given up for a file that would be too large."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw

from nst.errors import BadRequest
from nst.motion.reading import read_clip
from nst.motion.writing import write_clip

FORMATS = ("WEBP", "GIF", "PNG")


def painted(count: int = 6, size: tuple[int, int] = (96, 64), *, clear: bool = False) -> list[Image.Image]:
    """A disc that moves over ground of many colours, which stands still; or over nothing."""
    y, x = np.mgrid[: size[1], : size[0]]
    ground = np.stack([128 + 100 * np.sin(x / 7), 128 + 100 * np.sin(y / 5), (x * 3 + y * 2) % 256], -1)
    frames = []
    for number in range(count):
        frame = Image.fromarray(ground.round().astype(np.uint8))
        if clear:
            frame = Image.new("RGBA", size)
        ImageDraw.Draw(frame).ellipse((8 * number, 20, 8 * number + 20, 40), (250, 120, 10))
        frames.append(frame)
    return frames


def noise(count: int, side: int = 96) -> list[Image.Image]:
    random = np.random.default_rng(0)
    return [Image.fromarray(random.integers(0, 256, (side, side, 3), np.uint8)) for _ in range(count)]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("plays", [0, 1, 5])
def test_times_and_rounds_are_kept(kind: str, plays: int) -> None:
    durations = [40, 100, 20, 250, 70, 1000]
    written = write_clip(painted(), durations, plays, kind)
    clip = read_clip(written.data)
    assert (clip.durations, clip.plays) == (tuple(durations), plays)
    assert (written.format, written.size, written.frames, written.given_up) == (kind, (96, 64), 6, "")


@pytest.mark.parametrize("kind", FORMATS)
def test_the_pictures_are_those_that_were_given(kind: str) -> None:
    frames = painted()
    for frame, found in zip(frames, read_clip(write_clip(frames, [50] * 6, 0, kind).data).frames(), strict=True):
        difference = np.abs(np.asarray(frame, float) - np.asarray(found, float)).mean()
        assert difference <= {"WEBP": 9, "GIF": 8, "PNG": 0}[kind]


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_transparent_stays_transparent(kind: str) -> None:
    frames = painted(clear=True)
    for frame, found in zip(frames, read_clip(write_clip(frames, [50] * 6, 0, kind).data).frames(), strict=True):
        assert found.mode == "RGBA"
        assert found.getchannel("A").tobytes() == frame.getchannel("A").tobytes()


def test_a_still_ground_does_not_crawl_in_a_gif() -> None:
    frames = [np.asarray(frame, int) for frame in read_clip(write_clip(painted(), [50] * 6, 0, "GIF").data).frames()]
    outside = (slice(0, 18), slice(None))
    assert all((before[outside] == after[outside]).all() for before, after in pairwise(frames))


def test_a_gif_has_one_palette_for_all_frames() -> None:
    data = write_clip(painted(), [50] * 6, 0, "GIF").data
    at, tables, frames = 13 + 768, 0, 0
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            frames, tables = frames + 1, tables + (data[at + 9] >> 7)
            at += 11
        else:
            at += 2
        while data[at]:
            at += 1 + data[at]
        at += 1
    assert (frames, tables) == (6, 0)


def test_what_a_gif_rounds_the_next_frame_makes_up_for() -> None:
    durations = [33, 33, 34] * 4
    found = read_clip(write_clip(painted(12), durations, 0, "GIF").data).durations
    assert sum(found) == sum(durations)
    assert set(found) == {30, 40}
    quick = read_clip(write_clip(painted(4), [16] * 4, 0, "GIF").data)
    assert min(quick.durations) >= 20, "programs would show less than 20 ms for 100"


@pytest.mark.parametrize("kind", FORMATS)
def test_frames_that_do_not_differ_take_their_time(kind: str) -> None:
    first, second = painted(2)
    clip = read_clip(write_clip([first, first, first, second], [50, 60, 70, 80], 0, kind).data)
    assert sum(clip.durations) == 260
    assert clip.durations[-1] == 80


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_is_too_large_is_made_smaller_and_then_slower(kind: str) -> None:
    frames = noise(8)
    full = len(write_clip(frames, [50] * 8, 0, kind).data)
    smaller = write_clip(frames, [50] * 8, 0, kind, full // 2)
    assert len(smaller.data) <= full // 2
    assert (smaller.frames, smaller.size < (96, 96), smaller.full_size) == (8, True, (96, 96))
    assert smaller.given_up == f"To fit, it has {smaller.size[0]} × {smaller.size[1]} instead of 96 × 96 pixels."
    slower = write_clip(frames, [50] * 8, 0, kind, full // 8)
    assert len(slower.data) <= full // 8
    assert slower.frames == 4
    assert read_clip(slower.data).durations == (100, 100, 100, 100)
    assert "4 instead of 8 frames" in slower.given_up


def test_what_cannot_fit_is_said() -> None:
    with pytest.raises(BadRequest, match="does not fit into 500 bytes"):
        write_clip(noise(8), [50] * 8, 0, "GIF", 500)
    with pytest.raises(BadRequest, match="needs frames"):
        write_clip([], [], 0)

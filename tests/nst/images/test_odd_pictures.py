"""Pictures that people have and that readers stumble over."""

from __future__ import annotations

import struct
from itertools import product

import numpy as np
import pytest

from nst import images
from nst.errors import BadImage
from tests import odd

CASES = odd.cases()
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # by PNG's colour type


@pytest.mark.parametrize("name", CASES)
def test_an_odd_file_gives_its_picture_or_is_refused_in_the_right_words(name: str) -> None:
    case = CASES[name]
    if case.pixels is None:
        with pytest.raises(BadImage) as caught:
            images.decode(case.data)
        assert str(caught.value).startswith(case.refused)
        assert caught.value.hint
    else:
        seen = np.asarray(images.decode(case.data), int)
        assert seen.shape == case.pixels.shape
        assert np.abs(seen - case.pixels).max() <= case.by


def test_a_raw_photo_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadImage, match="raw photo") as caught:
        images.decode(CASES["raw.dng"].data)
    assert caught.value.values == {"what": "a-raw-photo"}
    assert "export it as JPEG" in caught.value.hint


def packed(samples: list[int], depth: int) -> bytes:
    """A row of samples as PNG stores it."""
    bits = "".join(f"{sample:0{depth}b}" for sample in samples)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8)


@pytest.mark.parametrize(
    ("colour", "depth", "key"),
    [(colour, depth, key) for colour, depths in DEPTHS.items() for depth, key in product(depths, (False, True))],
)
def test_every_mode_and_depth_has_its_colours_and_its_transparency(colour: int, depth: int, key: bool) -> None:
    """Three pixels: black, almost the transparent colour, and the transparent colour."""
    top = 2**depth - 1
    near = max(top // 2, 1) if depth > 1 else 1  # with 16 bits it differs in the lower byte only
    see_through = near - 1 if depth > 1 else 0
    extra, channels = [], {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    pixels = [[0] * channels, [near] * channels, [see_through] * channels]
    if colour == 3:
        near, see_through = 1, 0
        pixels = [[1], [1], [0]]
        extra.append(odd.chunk(b"PLTE", bytes([200, 100, 50, 0, 0, 0])))
        extra += [odd.chunk(b"tRNS", b"\0")] if key else []
    elif colour in {4, 6}:
        pixels = [[*[value] * (channels - 1), alpha] for value, alpha in ((0, top), (near, top), (see_through, 0))]
    elif key:
        extra.append(odd.chunk(b"tRNS", struct.pack(f">{channels}H", *[see_through] * channels)))
    row = packed([sample for pixel in pixels for sample in pixel], depth)
    seen = images.decode(odd.png(*extra, rows=[row], depth=depth, colour=colour, width=3), transparency=True)
    transparent = key or colour in {4, 6}
    assert seen.mode == ("RGBA" if transparent else "RGB")
    alphas = list(seen.getchannel("A").tobytes()) if transparent else [255] * 3
    assert alphas == [0 if pixels[0] == pixels[2] and transparent else 255, 255, 0 if transparent else 255]
    shown = {3: (0, 0, 200)}.get(colour, tuple(round(value / top * 255) for value in (0, near, see_through)))
    reds = seen.getchannel("R").tobytes()
    assert all(abs(a - b) <= 1 for a, b in zip(reds, shown, strict=True)), (list(reds), shown)

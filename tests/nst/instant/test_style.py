"""Style files, from us and from anyone."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load, save

from nst import BadStyle, decode_style, encode_style, load_style
from nst.artworks import style_file
from nst.instant.style import MAX_BYTES, InstantStyle
from tests.fuzzing import fuzzed

Tensors = dict[str, torch.Tensor]


def header(data: bytes) -> dict[str, str]:
    found: dict[str, str] = json.loads(data[8 : 8 + struct.unpack("<Q", data[:8])[0]])["__metadata__"]
    return found


def changed(style: InstantStyle, change: Callable[[Tensors], object], **metadata: str) -> bytes:
    data = encode_style(style)
    tensors = load(data)
    change(tensors)
    return bytes(save(tensors, header(data) | metadata))


def test_a_style_comes_back_from_its_file(style: InstantStyle, tmp_path: Path) -> None:
    file = tmp_path / "strokes.style"
    file.write_bytes(encode_style(style))
    found = load_style(file)
    assert (found.name, found.licence, found.painting, found.training) == (
        "Strokes",
        "CC0",
        style.painting,
        {"steps": 3},
    )
    photo, strength = torch.rand(1, 3, 16, 16), torch.tensor([0.6])
    torch.testing.assert_close(found.network(photo, strength), style.network(photo, strength), atol=1e-5, rtol=1e-4)
    assert found.digest == style.digest


def test_a_style_file_is_small(style: InstantStyle) -> None:
    assert len(encode_style(style)) <= 9_000_000 / 12 < MAX_BYTES


def test_the_digest_is_that_of_the_network_whatever_its_name(style: InstantStyle) -> None:
    assert replace(style, name="Other").digest == style.digest
    other = decode_style(changed(style, lambda tensors: tensors["out.bias"].add_(0.01)))
    assert other.digest != style.digest


@pytest.mark.parametrize(
    "change",
    [
        lambda tensors: tensors.pop("out.bias"),
        lambda tensors: tensors.update(more=torch.zeros(1)),
        lambda tensors: tensors.update({"out.bias": torch.zeros(13).half()}),
        lambda tensors: tensors.update({"out.bias": torch.zeros(12).int()}),
        lambda tensors: tensors["out.bias"].fill_(float("nan")),
        lambda tensors: tensors["out.bias"].fill_(60000),
        lambda tensors: tensors["palette.covariance"].fill_(-1),
        lambda tensors: tensors["palette.covariance"].copy_(torch.tensor([[1.0, 9, 9], [0, 1, 9], [0, 0, 1]])),
    ],
    ids=["missing", "unknown", "shape", "type", "nan", "huge", "negative palette", "crooked palette"],
)
def test_a_file_with_another_network_is_refused(style: InstantStyle, change: Callable[[Tensors], object]) -> None:
    with pytest.raises(BadStyle, match="no style file"):
        decode_style(changed(style, change))


def test_a_file_of_another_format_says_so(style: InstantStyle) -> None:
    with pytest.raises(BadStyle, match="does not know"):
        decode_style(changed(style, lambda _: None, format="chameleon-style-9"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 8,
        b"\xff" * 64,
        struct.pack("<Q", 4) + b"{{{{" + b"0" * 64,
        struct.pack("<Q", 10**6) + b" " * 20,
        struct.pack("<Q", 70_000) + b" " * 80_000,
        struct.pack("<Q", 60_000) + b"[" * 60_000 + b"0",
    ],
    ids=["empty", "no header", "huge header", "no JSON", "cut", "long header", "deep header"],
)
def test_bytes_that_are_no_style_file_are_refused(data: bytes) -> None:
    with pytest.raises(BadStyle, match="no style file"):
        decode_style(data)


@fuzzed(40)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(style_file("mosaic").read_bytes())
    # The header is short and at the start, so half of the damage goes there.
    place = st.one_of(st.integers(0, 400), st.integers(0, len(damaged) - 1))
    for at, value in data.draw(st.lists(st.tuples(place, st.integers(0, 255)), min_size=1, max_size=6)):
        damaged[at] = value
    length = data.draw(st.one_of(st.just(len(damaged)), st.integers(0, len(damaged))))
    with suppress(BadStyle):
        decode_style(bytes(damaged[:length]))


def test_a_cut_file_is_refused(style: InstantStyle) -> None:
    with pytest.raises(BadStyle, match="no style file"):
        decode_style(encode_style(style)[:-100])


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.style"
    file.write_bytes(b"0" * (MAX_BYTES + 1))
    with pytest.raises(BadStyle, match="too large"):
        load_style(file)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadStyle, match="cannot be read"):
        load_style(tmp_path / "none.style")

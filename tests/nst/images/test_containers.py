"""Files built to cost more than their picture are refused before decoding."""

import errno
import io
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from nst import images
from nst.errors import BadImage, out_of_resources
from nst.images.containers import check_structure, png_size, webp_size
from tests import hostile


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (hostile.giant_tile, "tiles of 46320 × 46320 pixels, far larger than its picture"),
        (hostile.many_strips, "5000000 strips or tiles"),
        (hostile.shared_values, "more than 4096 entries"),
        (lambda: hostile.many_scans(800, 64), "more than 100 scans"),
        (lambda: hostile.with_segments(0xEF, *[b""] * 20_000), "more than 10000 segments before its picture"),
        (hostile.many_chunks, "more than 65536 chunks"),
        (
            lambda: hostile.gif((9, 9), (1, 1), before=b"!\xfe\x01x\0" * 100_000),
            "more than 131072 blocks before its picture",
        ),
        (lambda: hostile.bmp(8000, 8000, compression=1, bits=8, data=b""), "too much run-length encoding"),
    ],
)
def test_what_costs_more_than_its_picture_is_refused_before_it_is_decoded(
    make: Callable[..., Any], reason: str
) -> None:
    with pytest.raises(BadImage) as caught:
        images.decode(make())
    assert (caught.value.kind, caught.value.code) == ("too complex", "image-too-complex")
    assert reason in str(caught.value)
    assert "PNG or JPEG" in caught.value.hint


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP"])
def test_text_that_unpacks_to_far_more_than_a_picture_is_not_unpacked(kind: bytes) -> None:
    data = hostile.png(10, 10, more=hostile.chunk(kind, b"name\0\0" + hostile.zeros(8)))
    assert images.decode(data).tobytes() == images.decode(hostile.png(10, 10)).tobytes()


def test_a_giant_tile_is_found_in_either_byte_order_and_in_large_tiffs() -> None:
    tags = [(256, 4, 100), (257, 4, 100), (322, 4, 46_320), (323, 4, 46_320)]
    big_endian = (
        b"MM\0*"
        + struct.pack(">IH", 8, 4)
        + b"".join(struct.pack(">HHII", tag, kind, 1, value) for tag, kind, value in tags)
    )
    large = (
        b"II+\0"
        + struct.pack("<HHQQ", 8, 0, 16, 4)
        + b"".join(struct.pack("<HHQQ", tag, kind, 1, value) for tag, kind, value in tags)
    )
    for data in (big_endian, large):
        with pytest.raises(BadImage, match="46320"):
            check_structure(data)


def test_a_second_entry_does_not_hide_the_giant_tile() -> None:
    data = zlib.compress(bytes(5000))
    tiles = [
        (322, 4, 1, 64),
        (323, 4, 1, 64),
        (322, 4, 1, 46_320),
        (323, 4, 1, 46_320),
        (324, 4, 1, -1),
        (325, 4, 1, len(data)),
    ]
    with pytest.raises(BadImage, match="46320"):
        check_structure(hostile.tiff(hostile.grey(100, 100, *tiles), data))


def noise(size: tuple[int, int] = (300, 200)) -> Image.Image:
    return Image.effect_noise(size, 60).convert("RGB")


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"exif": b"Exif\0\0" + b"\xff\xda" * 2000}),  # a preview in the metadata has its own scans
        ("JPEG", {"comment": b"\xff\xda" * 2000}),
        ("PNG", {}),
        ("GIF", {"comment": b"hello"}),
        ("BMP", {}),
        ("TIFF", {"compression": "jpeg"}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_what_programs_write_passes(kind: str, options: dict[str, Any]) -> None:
    image = noise().quantize(16) if kind in {"GIF", "BMP"} else noise()
    data = hostile.encoded(image, kind, **options)
    check_structure(data)
    assert images.decode(data).size == (300, 200)


def test_a_film_of_pictures_is_not_counted_as_scans_of_the_first() -> None:
    frames = [noise((32, 32)) for _ in range(120)]
    data = hostile.encoded(frames[0], "MPO", save_all=True, append_images=frames[1:])
    assert data.count(b"\xff\xda") >= 120
    check_structure(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_a_file_that_is_cut_off_anywhere_is_left_to_its_reader(kind: str) -> None:
    data = hostile.encoded(noise((40, 30)), kind)
    for length in range(0, len(data), 7):
        check_structure(data[:length])


@pytest.mark.parametrize("tag", [254, 255, 259, 262], ids=["subfile", "old subfile", "compression", "photometric"])
def test_a_tiff_whose_tag_says_that_its_values_are_behind_the_end_is_only_broken(tag: int) -> None:
    data = bytearray(hostile.encoded(noise((40, 30)), "TIFF", tiffinfo={254: 0, 255: 1}))
    (start,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, start)
    (at,) = [at for at in range(start + 2, start + 2 + 12 * count, 12) if struct.unpack_from("<H", data, at) == (tag,)]
    struct.pack_into("<II", data, at + 4, 257, len(data) + 100)
    with suppress(BadImage):
        images.decode(bytes(data))


def test_the_canvas_of_a_webp_is_looked_at_before_there_is_room_made_for_it() -> None:
    with pytest.raises(BadImage) as caught:
        images.decode(hostile.animated_webp(1, 2**24))
    assert caught.value.kind == "too many pixels"


def test_sizes_are_read_from_headers() -> None:
    for options in ({}, {"lossless": True}, {"exif": b"Exif\0\0"}):
        assert webp_size(hostile.encoded(noise(), "WEBP", **options)) == (300, 200)
    assert webp_size(hostile.encoded(noise(), "PNG")) is None
    assert png_size(hostile.encoded(noise(), "PNG")) == (300, 200)
    assert png_size(hostile.encoded(noise(), "JPEG")) == (0, 0)
    assert png_size(b"") == (0, 0)


def test_own_pictures_are_png_and_nothing_else() -> None:
    assert images.decode_own(images.encode_png(noise())).size == (300, 200)
    with pytest.raises(BadImage):
        images.decode_own(hostile.encoded(noise(), "TIFF"))


def test_a_profile_that_is_far_too_large_is_not_used() -> None:
    assert images.decode(hostile.profile_bomb()).size == (16, 16)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MemoryError(), "no-memory"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "no-memory"),
        (RuntimeError("Pixel allocation failed: Out of memory"), "no-memory"),
        (OSError(errno.EMFILE, "Too many open files"), "no-files"),
        (OSError(errno.ENFILE, "Too many open files in system"), "no-files"),
        (OSError(errno.ENOENT, "No such file"), None),
        (ValueError("broken"), None),
    ],
)
def test_what_the_machine_lacks_is_told_from_what_is_wrong_with_a_file(error: Exception, code: str | None) -> None:
    known = out_of_resources(error)
    assert (known.code if known else None) == code


def test_the_machines_lack_of_files_is_not_a_missing_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    path = tmp_path / "photo.png"
    path.write_bytes(hostile.encoded(noise(), "PNG"))
    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(Exception, match="Too many files are open"):
        images.load(path)


def test_the_files_of_the_benchmark_are_what_they_say() -> None:
    assert Image.open(io.BytesIO(hostile.looping_tiff())).size == (10, 10)
    assert getattr(Image.open(io.BytesIO(hostile.animated_png(5))), "n_frames", 0) == 5
    assert getattr(Image.open(io.BytesIO(hostile.animated_webp(5))), "n_frames", 0) == 5
    assert getattr(Image.open(io.BytesIO(hostile.gif((1, 1), (1, 1), frames=5))), "n_frames", 0) == 5

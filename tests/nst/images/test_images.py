"""Decoding, encoding and scaling of uploaded pictures."""

from __future__ import annotations

import struct
import subprocess
import sys
import threading
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from nst import images
from nst.artworks import artwork
from nst.errors import BadImage, BadRequest
from tests.fuzzing import fuzzed

RED, WHITE = (254, 0, 0), (255, 255, 255)
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF", "HEIC")


def encoded(image: Image.Image, file_format: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    if file_format == "HEIC":
        pillow_heif.from_pillow(image).save(file)
    else:
        image.save(file, file_format, **options)
    return file.getvalue()


def scene(size: tuple[int, int] = (96, 64)) -> Image.Image:
    """A picture with a red upper left corner and a gradient elsewhere."""
    image = Image.merge(
        "RGB", [Image.radial_gradient("L").resize(size), *[Image.linear_gradient("L").resize(size)] * 2]
    )
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 3, size[1] // 3), fill="red")
    return image


def near(pixel: object, expected: tuple[int, int, int], by: int = 3) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel, expected, strict=True))


def refused(data: bytes, **options: object) -> BadImage:
    with pytest.raises(BadImage) as caught:
        images.decode(data, **options)  # type: ignore[arg-type]
    return caught.value


# Every input becomes upright RGB


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_format_is_read(file_format: str) -> None:
    image = images.decode(encoded(scene(), file_format))
    assert (image.mode, image.size, type(image)) == ("RGB", (96, 64), Image.Image)
    assert near(image.getpixel((8, 8)), (254, 0, 0), by=30)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "YCbCr", "LAB", "I", "F", "I;16"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    grey = scene().convert("L")
    source = grey.convert("I;16") if mode == "I;16" else scene().convert(mode)
    image = images.decode(encoded(source, "TIFF"))
    assert (image.mode, image.size) == ("RGB", (96, 64))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_photo_taken_sideways_is_turned_upright(orientation: int, file_format: str) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transposition that the camera applied
    stored = scene().transpose(Image.Transpose(undo[orientation])) if orientation > 1 else scene()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = images.decode(encoded(stored, file_format, exif=exif))
    assert image.size == (96, 64)
    assert near(image.getpixel((8, 8)), RED, by=10)
    assert not near(image.getpixel((88, 56)), RED, by=10)


def test_broken_exif_does_not_matter() -> None:
    data = encoded(scene(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert images.decode(data).size == (96, 64)


def test_what_is_transparent_becomes_white() -> None:
    image = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    image.putpixel((0, 0), (*RED, 255))
    image.putpixel((1, 0), (0, 0, 0, 51))
    for file_format in ("PNG", "WEBP", "TIFF"):
        options = {"lossless": True} if file_format == "WEBP" else {}
        seen = images.decode(encoded(image, file_format, **options))
        assert [seen.getpixel((x, 0)) for x in range(3)] == [RED, (204, 204, 204), WHITE]


def test_transparent_palettes_and_greys_become_white_too() -> None:
    palette = Image.new("P", (4, 4), 1)
    palette.putpalette([0, 0, 0, *RED, 0, 0, 255])
    palette.putpixel((0, 0), 0)
    assert images.decode(encoded(palette, transparency=0)).getpixel((0, 0)) == WHITE
    assert images.decode(encoded(palette, transparency=b"\x00\xff\x80")).getpixel((0, 0)) == WHITE
    assert images.decode(encoded(palette, "GIF", transparency=0)).getpixel((0, 0)) == WHITE
    assert images.decode(encoded(palette, transparency=0)).getpixel((1, 1)) == RED
    grey = Image.new("LA", (4, 4), (0, 0))
    assert images.decode(encoded(grey)).getpixel((0, 0)) == WHITE
    rgb = Image.new("RGB", (4, 4), (1, 2, 3))
    assert images.decode(encoded(rgb, transparency=(1, 2, 3))).getpixel((0, 0)) == WHITE


def test_colours_hidden_under_transparency_do_not_bleed_when_scaled() -> None:
    image = Image.new("RGBA", (64, 64), (255, 255, 255, 255))
    image.paste((0, 0, 0, 0), (0, 0, 32, 64))
    low, _ = images.decode(encoded(image), max_side=8).convert("L").getextrema()
    assert low == 255


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_not_clipped(file_format: str) -> None:
    deep = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 32896, 65535)):
        deep.putpixel((x, 0), value)
    image = images.decode(encoded(deep, file_format))
    assert [image.getpixel((x, 0)) for x in range(3)] == [(0, 0, 0), (128, 128, 128), WHITE]


@pytest.mark.parametrize(
    ("values", "expected"),
    [((0.0, 0.5, 1.0), (0, 128, 255)), ((0.0, 100.0, 255.0), (0, 100, 255)), ((-3.0, 0.0, 3.0), (0, 128, 255))],
)
def test_floats_are_scaled_by_their_range(values: tuple[float, ...], expected: tuple[int, ...]) -> None:
    floats = Image.new("F", (3, 1))
    for x, value in enumerate(values):
        floats.putpixel((x, 0), value)
    assert images.decode(encoded(floats, "TIFF")).getchannel("G").tobytes() == bytes(expected)


def test_a_float_picture_without_a_range_is_still_a_picture() -> None:
    for value in (float("nan"), float("inf"), 1e38, -7.0):
        assert images.decode(encoded(Image.new("F", (3, 1), value), "TIFF")).size == (3, 1)


def test_cmyk_jpegs_are_not_negatives() -> None:
    data = encoded(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG")  # Pillow writes inverted CMYK, like Adobe
    assert near(images.decode(data).getpixel((4, 4)), RED)


def test_colour_profiles_are_applied() -> None:
    lab = ImageCms.createProfile("LAB")
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = encoded(Image.new("RGB", (4, 4), (200, 100, 50)))
    tagged = encoded(Image.new("RGB", (4, 4), (200, 100, 50)), icc_profile=srgb)
    assert near(images.decode(tagged).getpixel((0, 0)), (200, 100, 50), by=1)
    # A profile with red and blue swapped, so that ignoring it shows.
    swapped = bytearray(srgb)
    table = {bytes(swapped[at : at + 4]): at for at in range(132, 132 + 12 * swapped[131], 12)}
    swapped[table[b"rXYZ"] : table[b"rXYZ"] + 4], swapped[table[b"bXYZ"] : table[b"bXYZ"] + 4] = b"bXYZ", b"rXYZ"
    exchanged = encoded(Image.new("RGB", (4, 4), (200, 100, 50)), icc_profile=bytes(swapped))
    assert near(images.decode(exchanged).getpixel((0, 0)), (50, 100, 200), by=2)
    for useless in (b"not a profile", srgb[:200], ImageCms.ImageCmsProfile(lab).tobytes()):
        data = encoded(Image.new("RGB", (4, 4), (200, 100, 50)), icc_profile=useless)
        assert images.decode(data).tobytes() == images.decode(plain).tobytes()


@pytest.mark.parametrize("file_format", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_taken(file_format: str) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue", "lime")]
    data = encoded(frames[0], file_format, save_all=True, append_images=frames[1:], duration=50)
    assert near(images.decode(data).getpixel((4, 4)), RED)


def test_metadata_do_not_survive() -> None:
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = images.decode(encoded(scene(), "JPEG", exif=exif, icc_profile=profile, comment=b"secret"))
    assert image.info == {}
    for data in (images.encode_png(image), images.encode_jpeg(image), images.encode_within(image, 2000)[0]):
        again = Image.open(BytesIO(data))
        assert not again.getexif()
        assert not {"icc_profile", "exif", "comment"} & set(again.info)


def test_a_png_that_is_made_quickly_has_the_same_pixels_and_a_photo_becomes_no_larger() -> None:
    photo = artwork("fox", 256)
    usual, quick = images.encode_png(photo), images.encode_png(photo, quick=True)
    assert images.decode_own(quick).tobytes() == images.decode_own(usual).tobytes() == photo.tobytes()
    assert len(quick) < 1.1 * len(usual)


def test_one_pixel_is_a_picture() -> None:
    assert images.decode(encoded(Image.new("RGB", (1, 1)))).size == (1, 1)


def test_max_side_scales_down_and_never_up() -> None:
    for file_format in FORMATS:
        data = encoded(scene((960, 640)), file_format)
        assert images.decode(data, max_side=96).size == (96, 64)
        assert images.decode(data, max_side=2000).size == (960, 640)


# Unusable files are refused in one sentence


def test_limits_hold_before_anything_is_decoded() -> None:
    data = encoded(Image.new("1", (9000, 8000)))
    error = refused(data)
    assert error.kind == "too many pixels"
    assert str(error) == "The picture has 9000 × 8000 pixels; the limit is 64 megapixels."
    assert refused(data[: len(data) // 2]).kind == "too many pixels", "the header is enough"
    error = refused(data, limits=images.Limits(max_bytes=1000))
    assert error.kind == "too many bytes"
    assert images.decode(data, limits=images.Limits(max_pixels=80_000_000), max_side=90).size == (90, 80)


def test_a_file_barely_too_large_is_not_said_to_be_as_large_as_the_limit() -> None:
    assert str(refused(bytes(25 * 2**20 + 1))) == "The file has 25.1 MB; the limit is 25 MB."


def test_a_decompression_bomb_is_refused_in_the_same_words() -> None:
    header = b"IHDR" + struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    chunks = [struct.pack(">I", 13), header, struct.pack(">I", zlib.crc32(header)), b"\0\0\1\0IDAT"]
    for data in (b"\x89PNG\r\n\x1a\n" + b"".join(chunks), encoded(Image.new("1", (14000, 13000)), "TIFF")):
        error = refused(data)
        assert error.kind == "too many pixels"
        assert "megapixels" in str(error)


def test_a_ribbon_is_refused() -> None:
    error = refused(encoded(Image.new("RGB", (1, 20000))))
    assert error.kind == "too thin"
    assert str(error) == "The picture is too long and thin: 1 × 20000 pixels."
    assert images.decode(encoded(Image.new("RGB", (1, 20)))).size == (1, 20)


def test_a_wrong_suffix_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(encoded(scene(), "PNG"))
    assert images.load(tmp_path / "photo.jpg").size == (96, 64)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"Dear diary, today \xe2\x80\xa6", "That is a text file, not a picture that can be painted."),
        (b"\n<!DOCTYPE html><p>404", "That is a web page, not a picture that can be painted."),
        (b'<?xml version="1.0"?>\n<svg/>', "That is an SVG drawing, not a picture that can be painted."),
        (b"%PDF-1.7\n\0", "That is a PDF document, not a picture that can be painted."),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "That is a PostScript document, not a picture that can be painted."),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "That is a video, not a picture that can be painted."),
        (b"PK\3\4\x14\0\6\0", "That is an archive or an office document, not a picture that can be painted."),
        (b"\x93\0\1\xfe\xff" * 9, "That is no picture in a format that is known here."),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, sentence: str) -> None:
    error = refused(data)
    assert str(error) == sentence
    assert error.kind == ("not a picture" if data else "empty")
    assert error.hint


def test_formats_that_pillow_would_run_programs_for_are_refused() -> None:
    for file_format in ("EPS", "PDF", "PPM", "ICO", "TGA", "SGI"):
        assert refused(encoded(scene((64, 64)), file_format)).kind == "not a picture"


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_cut_off_file_is_called_incomplete(file_format: str) -> None:
    data = encoded(scene(), file_format)
    name = "WebP" if file_format == "WEBP" else file_format
    for length in (len(data) // 2, 14):
        error = refused(data[:length])
        assert (error.kind, str(error)) == ("damaged", f"The {name} file is damaged or incomplete.")


@cache
def _specimens() -> tuple[bytes, ...]:
    small, exif = scene((24, 16)), Image.Exif()
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    frames = [small, small.rotate(180)]
    return (
        *(encoded(small, file_format) for file_format in FORMATS),
        *(encoded(small, name, exif=exif, icc_profile=profile) for name in ("JPEG", "PNG", "TIFF", "WEBP", "AVIF")),
        *(encoded(frames[0], name, save_all=True, append_images=frames[1:]) for name in ("GIF", "PNG", "WEBP", "MPO")),
        *(encoded(small, "TIFF", compression=name) for name in ("tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits")),
        *(encoded(small.convert(mode), "TIFF") for mode in ("1", "P", "LA", "CMYK", "F", "I", "LAB")),
        *(encoded(small.convert(mode), "PNG") for mode in ("1", "P", "LA", "RGBA", "I;16")),
        encoded(small.convert("P"), "PNG", transparency=b"\0\x80\xff"),
        encoded(small.convert("CMYK"), "JPEG"),
        encoded(small, "JPEG", progressive=True),
    )


@fuzzed(300)
@given(st.data())
def test_no_damage_gets_past_the_two_outcomes(data: st.DataObject) -> None:
    specimen = bytearray(data.draw(st.sampled_from(_specimens())))
    # Headers are short and at the start, so half of the damage goes there.
    place = st.one_of(st.integers(0, min(200, len(specimen)) - 1), st.integers(0, len(specimen) - 1))
    for at, value in data.draw(st.lists(st.tuples(place, st.integers(0, 255)), max_size=6)):
        specimen[at] = value
    length = data.draw(st.one_of(st.just(len(specimen)), st.integers(0, len(specimen))))
    try:
        image = images.decode(bytes(specimen[:length]), limits=images.Limits(max_pixels=1_000_000), max_side=64)
    except BadImage:
        return
    assert (image.mode, type(image)) == ("RGB", Image.Image)
    assert max(image.size) <= 64
    image.tobytes()


@fuzzed(50)
@given(st.binary(max_size=200))
def test_no_bytes_at_all_get_past_the_two_outcomes(data: bytes) -> None:
    assert refused(data).text


def test_odd_files_are_read_quietly_by_many_threads_at_once() -> None:
    exif = (
        b"Exif\0\0II*\0\x08\0\0\0\x02\0" + b"\x12\x01\x03\0\xff\xff\xff\x0f\x06\0\0\0" * 2 + bytes(4)
    )  # triggers Pillow's warnings
    data, sizes = encoded(scene(), "JPEG", exif=exif), []
    threads = [threading.Thread(target=lambda: sizes.append(images.decode(data).size)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sizes) == 8


# Files


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.png", tmp_path, Path("a\0b")):
        with pytest.raises(BadImage) as caught:
            images.load(path)
        assert caught.value.kind == "missing"
    (tmp_path / "large.bin").write_bytes(bytes(2000))
    with pytest.raises(BadImage, match="limit"):
        images.load(tmp_path / "large.bin", limits=images.Limits(max_bytes=1000))


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.JPEG", "a.webp"])
def test_a_saved_picture_can_be_loaded(name: str, tmp_path: Path) -> None:
    images.save(scene(), tmp_path / name)
    assert images.load(tmp_path / name).size == (96, 64)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_picture_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "kept.png").write_bytes(b"old")
    for path in (tmp_path / "a.tga", tmp_path / "a", tmp_path / "no folder" / "a.png"):
        with pytest.raises(BadRequest):
            images.save(scene(), path)
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(BadRequest):
        images.save(scene(), tmp_path / "folder.png")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.png", "kept.png"]


# Sizes


@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(1, 3000))
def test_fit_keeps_the_shape(width: int, height: int, side: int) -> None:
    image = Image.new("1", (width, height))
    fitted = images.fit_image(image, side)
    assert max(fitted.size) == min(side, max(image.size))
    assert min(fitted.size) == max(1, round(min(image.size) * max(fitted.size) / max(image.size)))


@pytest.mark.parametrize("limit", [1024, 3000, 10_000, 40_000, 100_000, 10_000_000])
def test_the_encoded_picture_fits_the_limit(limit: int) -> None:
    noise = Image.effect_noise((256, 192), 90)
    image = Image.merge("RGB", [noise, noise.rotate(180), scene((256, 192)).getchannel("G")])
    data, suffix = images.encode_within(image, limit)
    assert limit * 0.2 < len(data) <= limit or suffix == "png"
    again = Image.open(BytesIO(data))
    assert {"PNG": "png", "WEBP": "webp", "JPEG": "jpg"}[str(again.format)] == suffix
    assert abs(again.width / again.height - 4 / 3) < 0.05


def test_a_small_picture_stays_lossless() -> None:
    data, suffix = images.encode_within(scene(), 1_000_000)
    assert suffix == "png"
    assert images.decode(data).tobytes() == scene().tobytes()


def test_an_impossible_limit_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="100 bytes"):
        images.encode_within(scene(), 100)


def test_pictures_need_no_torch() -> None:
    code = "import sys, nst.images; sys.exit('torch' in sys.modules or 'pillow_heif' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

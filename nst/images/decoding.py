"""Bytes to a safe, upright RGB picture.

`decode` is safe for untrusted uploads. It checks size, shape and structure before it decodes a pixel, tries only the
formats on a short list, and raises `BadImage` for anything wrong with the data. The error's text is safe to show.
"""

from __future__ import annotations

import math
import mmap
import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from nst.errors import BadImage, OutOfResources, UserError, out_of_resources
from nst.images import tiff
from nst.images.containers import SAVE_AGAIN, check_structure, png_size, webp_size
from nst.images.conversion import to_rgb
from nst.images.encoding import encode_jpeg
from nst.images.frames import load_shown
from nst.images.repairs import is_unusual_jpeg, sound, with_jpeg_end
from nst.images.signatures import RAW_PHOTO, other_format, picture_format
from nst.images.sizes import fit_image, fit_size

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")  # HEIC comes from pillow-heif, see `_open`
_READABLE = "Send a JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF or BMP picture."
_DEVELOP = "Open it in your camera's program or another for raw photos, export it as JPEG, and send that."
_UNREAD = {"damaged", "unreadable", "not a picture"}
_READER_BYTES = 16  # per pixel, in the costliest decoder (WebP)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of `decode`, checked before a pixel is decoded.

    Attributes:
        max_bytes: size of the file.
        max_pixels: width × height. Pillow itself refuses anything above 178 million.
        max_aspect: long side ÷ short side.
        min_side: the long side in pixels.
    """

    max_bytes: int = 25 * 2**20
    max_pixels: int = 64_000_000
    max_aspect: float = 20.0
    min_side: int = 1


DEFAULT_LIMITS = Limits()
_OWN_FILES = Limits(max_bytes=2**30)  # our PNG of an uploaded JPEG may be larger than the upload


def decode(
    data: bytes, *, limits: Limits = DEFAULT_LIMITS, max_side: int | None = None, transparency: bool = False
) -> Image.Image:
    """Decode a picture of any common format to upright sRGB, with white for transparent parts, without metadata.

    Only the pixels decide: other parts of the file may be broken. An animation gives the first frame that is neither
    empty nor black, a TIFF the first page that is no preview. `max_side` limits the long side in pixels, which also
    saves memory. With `transparency`, a picture with transparent parts is returned as RGBA.

    Raises:
        BadImage: something is wrong with the data.
        OutOfResources: there is not enough memory.
    """
    check_bytes(len(data), limits)
    silence_pillow()
    check_structure(data)
    data = _picture_part(data)
    size = webp_size(data)
    if size is not None:
        check_size(size, limits)
    try:
        with _open(data) as image:
            size = image.size
            check_size(size, limits)
            if max_side and image.format in {"JPEG", "MPO"}:
                width, height = fit_size(image.size, max_side)
                image.draft(image.mode, (2 * width, 2 * height))
            load_shown(image, limits.max_pixels)
            return to_rgb(image, data, max_side, transparency=transparency)
    except BadImage:
        raise
    except Exception as error:
        shown = reading_error(data, error, size or (1, 1), limits)
        if getattr(shown, "kind", "") in _UNREAD and (mended := _with_jpeg_end(data)) is not None:
            return decode(mended, limits=limits, max_side=max_side, transparency=transparency)
        raise shown from error


def reading_error(data: bytes, error: Exception, size: tuple[int, int], limits: Limits = DEFAULT_LIMITS) -> UserError:
    """What to tell of an error of Pillow: that there is no memory for the size (width, height), or what the file is."""
    if isinstance(error, UserError):
        return error
    if isinstance(error, Image.DecompressionBombError):
        return _too_many_pixels(limits)
    return out_of_resources(error) or _lack_of_memory(size) or _undecodable(data, error)


def decode_own(data: bytes, *, transparency: bool = False) -> Image.Image:
    """Decode a PNG file that `encode_png` made, of at most 1 GiB. See `decode`.

    Raises:
        BadImage: the file is not a PNG, or damaged.
        OutOfResources: there is not enough memory.
    """
    if png_size(data) == (0, 0):
        raise _undecodable(data)
    return decode(data, limits=_OWN_FILES, transparency=transparency)


def thumbnail(data: bytes, size: int) -> bytes:
    """Make a JPEG of at most `size` pixels on its long side from an `encode_png` file. Errors as in `decode_own`."""
    return encode_jpeg(fit_image(decode_own(data), size))


def load(
    path: Path, *, limits: Limits = DEFAULT_LIMITS, max_side: int | None = None, transparency: bool = False
) -> Image.Image:
    """Read a file and `decode` it.

    Raises:
        BadImage: as `decode`, or the file is missing or unreadable.
        OutOfResources: there is not enough memory, or too many files are open.
    """
    return decode(read_bytes(path, limits), limits=limits, max_side=max_side, transparency=transparency)


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Read a file, one byte more than the limit at most. Errors as in `load`."""
    try:
        if path.is_file():
            check_bytes(path.stat().st_size, limits)
        with path.open("rb") as file:  # a pipe has no size
            return file.read(limits.max_bytes + 1)
    except FileNotFoundError:
        raise BadImage(f"There is no file “{path}”.", hint="Check the path.", kind="missing") from None
    except IsADirectoryError:
        raise BadImage(f"“{path}” is a folder.", hint="Name a picture in it.", kind="missing") from None
    except (OSError, ValueError, MemoryError) as error:
        if (known := out_of_resources(error)) is not None:
            raise known from error
        reason = getattr(error, "strerror", None) or error
        raise BadImage(f"The file “{path}” cannot be read: {reason}.", kind="missing") from None


def check_bytes(size: int, limits: Limits) -> None:
    """Check the size of a file.

    Raises:
        BadImage: it is empty, or too large.
    """
    if not size:
        raise BadImage("The file is empty.", hint="Perhaps the upload was cut off: send it again.", kind="empty")
    if size > limits.max_bytes:
        megabytes, limit = _tenths(size / 2**20), limits.max_bytes / 2**20
        message = f"The file has {megabytes:g} MB; the limit is {limit:g} MB."
        hint = "Save it as JPEG or scale it down, and try again."
        raise BadImage(message, hint=hint, kind="too many bytes", megabytes=megabytes, limit=limit)


def check_size(size: tuple[int, int], limits: Limits) -> None:
    """Check width and height in pixels.

    Raises:
        BadImage: there are too many pixels or too few, or the shape is too thin.
    """
    width, height = size
    if width * height > limits.max_pixels:
        raise _too_many_pixels(limits, width, height)
    if max(size) < limits.min_side:
        message = f"The picture has only {width} × {height} pixels."
        hint = f"Send one with at least {limits.min_side} pixels on its longer side."
        raise BadImage(message, hint=hint, kind="too small", width=width, height=height, least=limits.min_side)
    if max(size) > min(size) * limits.max_aspect:
        message = f"The picture is too long and thin: {width} × {height} pixels."
        hint = f"Crop it so that it is at most {limits.max_aspect:g} times as long as it is wide."
        raise BadImage(message, hint=hint, kind="too thin", width=width, height=height, aspect=limits.max_aspect)


def _too_many_pixels(limits: Limits, width: int = 0, height: int = 0) -> BadImage:
    """The error for a picture over the limit; without a size if Pillow refused it."""
    limit, hint = limits.max_pixels / 1e6, "Scale it down and try again."
    message = f"The picture has far more than {limit:g} megapixels, which is the limit."
    if width:
        message = f"The picture has {width} × {height} pixels; the limit is {limit:g} megapixels."
    return BadImage(message, hint=hint, kind="too many pixels", width=width, height=height, limit=limit)


def _picture_part(data: bytes) -> bytes:
    """The file as a reader should see it: without side parts that could stop it, and with the picture first.

    Raises:
        BadImage: the picture is a raw photo.
    """
    if not tiff.is_tiff(data):
        return sound(data)
    if tiff.is_raw_photo(data):
        raise _not_a_picture(RAW_PHOTO)
    picture = tiff.main_picture(data)
    if picture is not data:
        check_structure(picture)
    return picture


def _with_jpeg_end(data: bytes) -> bytes | None:
    try:
        return with_jpeg_end(data)
    except Exception:  # noqa: BLE001  the file is broken elsewhere, too
        return None


def _undecodable(data: bytes, error: Exception | None = None) -> BadImage:
    name = picture_format(data)
    if name and error and _is_unusual(name, data, error):
        return BadImage(
            f"That is a kind of {name} that cannot be read.", hint=SAVE_AGAIN, kind="unreadable", format=name
        )
    if name:
        return BadImage(f"The {name} file is damaged or incomplete.", hint=SAVE_AGAIN, kind="damaged", format=name)
    return _not_a_picture(other_format(data))


def _is_unusual(name: str, data: bytes, error: Exception) -> bool:
    """Whether a file that cannot be read may be whole: its reader does not know this kind."""
    unknown = "unsupported" in str(error).lower()
    match name:
        case "TIFF":
            return (isinstance(error, UnidentifiedImageError | KeyError) or tiff.is_unusual(data)) and tiff.is_whole(
                data
            )
        case "JPEG":
            return is_unusual_jpeg(data)
        case "BMP":
            return unknown and int.from_bytes(data[2:6], "little") <= len(data)
        case _:
            return unknown


def _not_a_picture(what: str) -> BadImage:
    message = f"That is {what}, not a picture that can be painted."
    if not what:
        message = "That is no picture in a format that is known here."
    hint = _DEVELOP if what == RAW_PHOTO else _READABLE
    what = re.sub(r"\W+", "-", what).lower() or "unknown"
    return BadImage(message, hint=hint, kind="not a picture", what=what)


def _lack_of_memory(size: tuple[int, int]) -> OutOfResources | None:
    """The error if there is no memory for the decoder. Some decoders only report that they failed."""
    try:
        mmap.mmap(-1, _READER_BYTES * max(1, size[0] * size[1])).close()  # reserves memory without using it
    except (OSError, MemoryError) as error:
        return out_of_resources(error)
    return None


def _tenths(value: float) -> float:
    return math.ceil(value * 10) / 10  # rounded up, so that it never equals the limit


def silence_pillow() -> None:
    """Silence Pillow's warnings about odd files, for the whole process.

    `warnings.catch_warnings` does not work here: it swaps the filters of the whole process while several threads
    decode.
    """
    rule = ("ignore", None, Warning, re.compile(r"PIL\."), 0)
    if rule not in warnings.filters:
        warnings.filterwarnings("ignore", module=r"PIL\.")


def _open(data: bytes) -> Image.Image:
    brands = data[8 : int.from_bytes(data[:4])] if data[4:8] == b"ftyp" else b""
    if brands and picture_format(data) and b"avif" not in brands and b"avis" not in brands:
        from pillow_heif import HeifImageFile  # noqa: PLC0415  slow to import and rarely needed

        return HeifImageFile(BytesIO(data))  # type: ignore[no-untyped-call]
    return Image.open(BytesIO(data), formats=_FORMATS)

"""Pictures to bytes, without metadata."""

from __future__ import annotations

import math
import zlib
from io import BytesIO

from PIL import Image

from nst.images.sizes import bare, fit_image

_WEBP_MAX_SIDE = 16383


def encode_png(image: Image.Image, *, quick: bool = False) -> bytes:
    """Encode as PNG without metadata.

    With `quick` it takes a third of the time or less, as it looks only for runs of equal bytes. Photos and paintings
    become no larger by that, screenshots some times as large.
    """
    return _encode(image, "PNG", **({"compress_type": zlib.Z_RLE} if quick else {}))


def encode_jpeg(image: Image.Image, *, quality: int = 80) -> bytes:
    """Encode as JPEG without metadata. `quality` is 1 to 95."""
    return _encode(image, "JPEG", quality=quality, optimize=True)


def encode_within(image: Image.Image, limit: int) -> tuple[bytes, str]:
    """Encode in at most `limit` bytes: lossless if possible, else lossy, else scaled down.

    Returns:
        The file and its suffix without the dot: ``png``, ``webp`` or ``jpg``.

    Raises:
        ValueError: the limit is below 1 KB.
    """
    if limit < 1024:
        raise ValueError(f"no picture can be promised to fit {limit} bytes")
    png = encode_png(image)
    if len(png) <= limit:
        return png, "png"
    image = fit_image(bare(image), _WEBP_MAX_SIDE)
    if len(png) * 0.8 <= limit and len(data := _encode(image, "WEBP", lossless=True, method=0, quality=0)) <= limit:
        return data, "webp"
    if (
        image.mode == "RGB"
        and len(png) * 0.5 <= limit
        and len(data := _encode(image, "JPEG", quality=95, subsampling=0)) <= limit
    ):
        return data, "jpg"  # keeps colour at full resolution; lossy WebP never does
    return _lossy_within(image, limit), "webp"


def encode_file(image: Image.Image, file_format: str) -> bytes:
    """Encode as a file of best quality: ``PNG``, ``JPEG`` or ``WEBP``, which is scaled to at most 16383 pixels."""
    match file_format:
        case "JPEG":
            return _encode(image, "JPEG", quality=95, subsampling=0)
        case "WEBP":
            return _encode(fit_image(image, _WEBP_MAX_SIDE), "WEBP", quality=95)
        case _:
            return encode_png(image)


def _encode(image: Image.Image, file_format: str, **options: object) -> bytes:
    file = BytesIO()
    if file_format == "JPEG" and image.mode == "RGBA":  # JPEG has no transparency
        image = Image.composite(image.convert("RGB"), Image.new("RGB", image.size, "white"), image.getchannel("A"))
    bare(image).save(file, file_format, **options)
    return file.getvalue()


def _lossy_within(image: Image.Image, limit: int) -> bytes:
    """Find the best WebP quality that fits, by bisection. Shrink the picture if even a low quality does not fit."""
    while True:
        low, high, best = 40, 96, b""
        while high - low > 6:
            quality = (low + high) // 2
            data = _encode(image, "WEBP", quality=quality, method=2)
            if len(data) > 3 * limit:
                break
            if len(data) <= limit:
                low, best = quality, data
            else:
                high = quality
        if best:
            return best
        shrink = min(0.9, math.sqrt(limit / len(data)))
        image = fit_image(image, max(1, int(max(image.size) * shrink)))

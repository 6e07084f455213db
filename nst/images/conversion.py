"""A decoded picture of any mode to upright 8-bit sRGB."""

from __future__ import annotations

import math
from functools import reduce
from io import BytesIO

from PIL import ExifTags, Image, ImageChops, ImageCms

from nst.images.sizes import bare, fit_image

_MAX_PROFILE = 4 * 2**20  # bytes; larger colour profiles are ignored. Printer profiles have up to 3 MB
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_WHITES = (1.0, 2.0**8 - 1, 2.0**16 - 1, 2.0**32)  # usual values of white in floats and 32-bit integers
_OVERSHOOT = 0.25  # of white: floats go this far below black and beyond white, such as after sharpening
_DARK = 1 / 8  # of white: a picture that nowhere reaches it has another white
_BITS, _PHOTOMETRIC, _EXTRA, _FORMAT = 258, 262, 338, 339  # tags of TIFF


def to_rgb(image: Image.Image, data: bytes, max_side: int | None, *, transparency: bool) -> Image.Image:
    """Convert a decoded picture to upright sRGB without metadata, on white unless it keeps its transparency.

    Args:
        image: the picture, loaded.
        data: its file.
        max_side: the longest allowed side in pixels.
        transparency: return a picture with transparent parts as RGBA.
    """
    profile, orientation = image.info.get("icc_profile"), _orientation(image)
    grey = image.mode in {"1", "L", "LA", "La", "F"} or image.mode.startswith("I")
    image = _without_empty_alpha(_in_8_bits(image, data))
    alpha = None
    if image.has_transparency_data and image.mode != "RGBA":
        image = image.convert("RGBA")
    elif image.mode not in {"L", "RGB", "RGBA", "CMYK"}:
        image = image.convert("L" if grey else "RGB")
    if max_side:
        image = fit_image(image, max_side)
    if image.mode == "RGBA":
        alpha = image.getchannel("A")
        image = image.convert("L" if grey else "RGB")
    image = _to_srgb(image, profile)
    if alpha is not None and transparency and alpha.getextrema() != (255, 255):
        image.putalpha(alpha)
    elif alpha is not None:
        image = Image.composite(image, Image.new("RGB", image.size, "white"), alpha)
    if orientation in _UPRIGHT:
        image = image.transpose(_UPRIGHT[orientation])
    return bare(image)


def _in_8_bits(image: Image.Image, data: bytes) -> Image.Image:
    """The picture with 8 bits a channel. The transparent colour of a PNG becomes alpha."""
    alpha = _key_alpha(image, data)
    if image.mode == "F" or image.mode.startswith("I"):
        image = _scaled(image)
    elif image.mode == "La":
        image = image.convert("LA")  # Pillow's only conversion from premultiplied alpha
    if alpha is not None:
        image = image.convert("L") if image.mode == "1" else image.copy()
        image.info.pop("transparency", None)
        image.putalpha(alpha)
    return image


def _key_alpha(image: Image.Image, data: bytes) -> Image.Image | None:
    """The alpha of a grey or RGB PNG that names one transparent colour, exact at every depth; None for others."""
    key, depth = image.info.get("transparency"), data[24]
    if image.format != "PNG" or image.mode not in {"1", "L", "I;16", "RGB"} or key is None:
        return None
    values = [value & 2**depth - 1 for value in (key if isinstance(key, tuple) else (key,))]
    if image.mode == "I;16":
        bands = [image.convert("I")]
    elif depth == 16:
        bands = [*image.split(), *_low_bytes(data).split()]
        values = [value >> 8 for value in values] + [value & 255 for value in values]
    else:
        bands = list(image.convert("L" if image.mode == "1" else image.mode).split())
        values = [value * 255 // (2**depth - 1) for value in values]
    levels = range(2**16 if image.mode == "I;16" else 2**8)
    same = [band.point([255 * (n == value) for n in levels], "L") for band, value in zip(bands, values, strict=True)]
    return ImageChops.invert(reduce(ImageChops.darker, same))


def _low_bytes(data: bytes) -> Image.Image:
    """The lower 8 of the 16 bits of an RGB PNG. Pillow gives the upper ones, unless it is told the other byte order."""
    with Image.open(BytesIO(data), formats=("PNG",)) as image:
        image.tile = [tile._replace(args="RGB;16L") for tile in image.tile]
        image.load()
        return image.copy()


def _scaled(image: Image.Image) -> Image.Image:
    """Scale grey of 12, 16 or 32 bits or of floats to 8 bits, by the usual range or else by the actual one."""
    tags = getattr(image, "tag_v2", {})
    if image.mode == "I" and tags.get(_FORMAT, (1,))[0] == 1 and image.format == "TIFF":
        deep = Image.frombytes("F", image.size, image.tobytes(), "raw", "F;32N")  # unsigned
    else:
        deep = image.convert("F")
    if image.mode.startswith("I;16"):
        black, white = 0.0, 2.0 ** tags.get(_BITS, (16,))[0] - 1
    else:
        black, white = _range(*_extrema(deep), overshoot=_OVERSHOOT if image.mode == "F" else 0.0)
    scale = 255 / (white - black)
    offset = 0.5 - black * scale
    grey = deep.point(lambda value: value * scale + offset).convert("L")
    return ImageChops.invert(grey) if tags.get(_PHOTOMETRIC) == 0 else grey


def _range(low: float, high: float, *, overshoot: float) -> tuple[float, float]:
    """The values of black and white in a picture whose values go from ``low`` to ``high``."""
    white = next((w for w in _WHITES if low >= -overshoot * w and high <= (1 + overshoot) * w), None)
    if white and (white == 1 or high > _DARK * white or low == high):
        return 0.0, white
    return (low, high) if 0 < high - low < math.inf else (0.0, 1.0)


def _extrema(deep: Image.Image) -> tuple[float, float]:
    """The least and the greatest value of a picture of floats; what is no number does not count."""
    first = deep.getpixel((0, 0))
    if isinstance(first, float) and math.isnan(first):  # Pillow skips what is no number, but for the first pixel
        sample = deep.resize((min(deep.width, 64), min(deep.height, 64)), Image.Resampling.NEAREST)
        numbers = (value for value in sample.get_flattened_data() if isinstance(value, float) and value == value)  # noqa: PLR0124
        deep = deep.copy()
        deep.putpixel((0, 0), next(numbers, 0.0))
    low, high = deep.getextrema()
    return (low, high) if isinstance(low, float) and isinstance(high, float) else (0.0, 0.0)


def _without_empty_alpha(image: Image.Image) -> Image.Image:
    """Ignore alpha that is 0 everywhere in formats whose fourth channel often means nothing."""
    unsure = image.format == "BMP" or (image.format == "TIFF" and _EXTRA not in getattr(image, "tag_v2", {}))
    return image.convert("RGB") if unsure and image.mode == "RGBA" and not image.getchannel("A").getbbox() else image


def _to_srgb(image: Image.Image, profile: object) -> Image.Image:
    if isinstance(profile, bytes) and 0 < len(profile) <= _MAX_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            mode = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}[source.profile.xcolor_space]
            if mode == image.mode or (mode, image.mode) == ("RGB", "L"):
                target = ImageCms.createProfile("sRGB")
                return ImageCms.profileToProfile(image.convert(mode), source, target, outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError, KeyError):
            pass  # a broken profile: treat the values as sRGB, as browsers do
    return image.convert("RGB")


def _orientation(image: Image.Image) -> object:
    try:
        return image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # noqa: BLE001  broken metadata raise anything; the picture is fine without
        return None

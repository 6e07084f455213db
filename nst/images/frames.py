"""The frame of an animation that stands for it: the first that shows something."""

from __future__ import annotations

from PIL import Image

_ANIMATED = {"GIF", "PNG", "WEBP", "AVIF"}
_MOST_FRAMES = 200
_BLACK = 16  # of 255; nothing brighter is seen as black


def load_shown(image: Image.Image, max_pixels: int) -> None:
    """Load the first frame that is neither empty nor black; the first one if there is none among the first 200.

    Args:
        image: an opened picture; it stays at the frame.
        max_pixels: of all frames that are decoded before this one.
    """
    image.load()
    if image.format not in _ANIMATED or _shows(image):
        return
    for number in range(1, min(_MOST_FRAMES, max_pixels // max(1, image.width * image.height))):
        try:
            image.seek(number)
            image.load()
        except Exception:  # noqa: BLE001  the animation ends here, or is damaged from here on
            break
        if _shows(image):
            return
    if image.tell():
        image.seek(0)
    image.load()


def _shows(image: Image.Image) -> bool:
    """Whether a frame is neither transparent nor black all over. What is partly transparent shows its outline."""
    if image.has_transparency_data:
        alpha = image.convert("RGBA").getchannel("A").histogram()
        if alpha[0] or any(alpha[1:255]):
            return any(alpha[1:])
    levels = image.convert("RGB").histogram()
    return any(any(levels[band + _BLACK : band + 256]) for band in (0, 256, 512))

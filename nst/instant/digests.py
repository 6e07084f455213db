"""Tell which painting a style file has learned, without torch."""

from __future__ import annotations

import hashlib
import json
import struct

from PIL import Image

from nst.errors import BadStyle


def painting_digest(painting: Image.Image) -> str:
    """SHA-256 of a painting's size and RGB pixels, in hexadecimal."""
    return hashlib.sha256(repr(painting.size).encode() + painting.convert("RGB").tobytes()).hexdigest()


def learned_painting(data: bytes) -> str:
    """The `painting_digest` of the painting that a style file of ours has learned. Other files need `decode_style`.

    Raises:
        BadStyle: the file is damaged.
    """
    try:
        (length,) = struct.unpack("<Q", data[:8])
        return str(json.loads(data[8 : 8 + length])["__metadata__"]["painting"])
    except (struct.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadStyle("This is no style file, or it is damaged.") from error

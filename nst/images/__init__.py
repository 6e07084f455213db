"""Bytes to safe, upright RGB pictures and back.

>>> photo = images.load(Path("photo.jpg"))
>>> images.save(images.fit_image(photo, 512), Path("small.png"))

`decode` and `load` are safe for untrusted files: see `nst.images.decoding`.
"""

from nst.images.decoding import DEFAULT_LIMITS, Limits, decode, decode_own, load, thumbnail
from nst.images.encoding import encode_file, encode_jpeg, encode_png, encode_within
from nst.images.sizes import fit_image, fit_size
from nst.images.targets import Target, save

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "Target",
    "decode",
    "decode_own",
    "encode_file",
    "encode_jpeg",
    "encode_png",
    "encode_within",
    "fit_image",
    "fit_size",
    "load",
    "save",
    "thumbnail",
]

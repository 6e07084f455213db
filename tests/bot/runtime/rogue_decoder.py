"""A decoder that its input has taken over: it does what the picture says."""

import os
import sys
import time
from io import FileIO

from PIL import Image

from bot.runtime.decoder import HEAD, LENGTHS
from nst import images


def reply(picture: bytes, head: bytes = b'{"moves": false, "error": null, "memory": 1}') -> bytes:
    return LENGTHS.pack(len(head), len(picture)) + head + picture


def picture(width: int = 8) -> bytes:
    return images.encode_png(Image.new("RGB", (width, 8)))


ANSWERS = {
    b"garbage": LENGTHS.pack(4, 4) + b"{}[]png!",
    b"nested": reply(picture(), b"[" * 60_000),
    b"odd error": reply(b"", b'{"moves": false, "error": "none", "memory": 1}'),
    b"odd memory": reply(picture(), b'{"moves": false, "error": null, "memory": []}'),
    b"endless": LENGTHS.pack(10, 2**40),
    b"twice": reply(picture()) * 2,
    b"wrong size": reply(picture(300)),
    b"no picture": reply(b"GIF89a"),
    b"greedy": reply(picture(), b'{"moves": false, "error": null, "memory": 1000000000}'),
}


def main() -> None:
    source, target = FileIO(0), FileIO(1, "wb")
    while head := source.read(HEAD.size):
        order = source.read(HEAD.unpack(head)[1]) or b""
        if order == b"abort":
            os.abort()
        if order == b"hang":
            time.sleep(600)
        if order == b"noise":
            sys.stderr.write("\x1b[2Jlibtiff: bad\n" + "much more\n" * 100_000)
            sys.stderr.flush()
        target.write(ANSWERS.get(order, reply(picture())))


main()

"""Ten short clips that we draw, so that the true motion of every pixel is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from nst.artworks import artwork
from nst.images import fit_image, fit_size
from nst.motion.reading import Clip

WIDTH, HEIGHT, FRAMES = 320, 240, 12
_SIDE, _FINE = 640, 2  # long side of the pictures, and how much finer they are
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Matrix = NDArray[np.float64]
Place = Callable[[int], Matrix]


@dataclass(frozen=True)
class Layer:
    """A picture that moves: what a frame shows at a pixel, `place(frame)` finds in the picture.

    Attributes:
        picture: RGB or RGBA, at twice its size.
        place: maps pixels of a frame to pixels of the picture, as a 3 × 3 matrix.
    """

    picture: Image.Image
    place: Place

    def drawn(self, number: int) -> Image.Image:
        """What frame ``number`` shows of it, RGBA."""
        matrix = self.place(number)
        values = tuple(_FINE * matrix[:2].ravel())
        # Pillow's bicubic filter moves pictures by up to a tenth of a pixel. This one is exact.
        return self.picture.convert("RGBA").transform(
            (WIDTH, HEIGHT), Image.Transform.AFFINE, values, Image.Resampling.BILINEAR
        )

    def covers(self, number: int) -> Flags:
        """Where frame ``number`` shows it: (H, W)."""
        return np.asarray(self.drawn(number).getchannel("A")) > 127


@dataclass(frozen=True)
class DrawnClip(Clip):
    """A clip and its true motion.

    Attributes:
        name: what moves.
        pictures: the frames, RGB.
        origins: for each frame where its pixels were in the frame before, (H, W, 2) as x and y.
        seen: for each frame which of its pixels the frame before shows, too, (H, W).
        brightens: whether the light changes; then only what remains after a change of brightness and contrast counts.
    """

    name: str
    pictures: list[Image.Image]
    origins: list[Floats]
    seen: list[Flags]
    brightens: bool = False

    def frames(self, max_side: int | None = None) -> Iterator[Image.Image]:
        """The pictures."""
        return (picture if max_side is None else fit_image(picture, max_side) for picture in self.pictures)


def drawn_clips() -> list[DrawnClip]:
    """All ten."""
    lake, fox = (_fine(artwork(name)) for name in ("mountain-lake", "fox"))
    still, pan = _at(), _at(lambda t: _moved(2.3 * t, 0.7 * t))
    ball = _ball(fox)
    subject = Layer(ball, lambda t: _moved(-30 - 9.5 * t, -70 - 15 * np.sin(t / 3)))
    shake = np.random.default_rng(1).normal(0, 1.5, (FRAMES, 2))
    return [
        _clip("still", [Layer(lake, still)]),
        _clip("noise", [Layer(lake, still)], noise=5),
        _clip("pan", [Layer(lake, pan)]),
        _clip("zoom", [Layer(fox, _at(lambda t: _zoomed(1.015**-t)))]),
        _clip("rotation", [Layer(lake, _at(lambda t: _turned(0.012 * t)))]),
        _clip("shake, noise", [Layer(fox, _at(lambda t: _moved(*shake[t])))], noise=5),
        _clip("subject", [Layer(lake, still), subject]),
        _clip("subject, pan", [Layer(lake, pan), subject], noise=2),
        _clip("fade", [Layer(lake, pan)], fade=True),
        _joined("cut", _clip("", [Layer(lake, pan)]), _clip("", [Layer(fox, pan)])),
    ]


def _clip(name: str, layers: list[Layer], *, noise: float = 0.0, fade: bool = False) -> DrawnClip:
    random = np.random.default_rng(0)
    frames, origins, seen = [], [], []
    for number in range(FRAMES):
        frame = Image.new("RGBA", (WIDTH, HEIGHT))
        for layer in layers:
            frame.alpha_composite(layer.drawn(number))
        pixels = np.asarray(frame.convert("RGB"), np.float64)
        pixels = pixels * (1 - 0.6 * number / FRAMES) if fade else pixels
        pixels = pixels + random.normal(0, noise, pixels.shape) if noise else pixels
        frames.append(Image.fromarray(pixels.round().clip(0, 255).astype(np.uint8)))
        origin, visible = _motion(layers, number)
        origins.append(origin)
        seen.append(visible)
    return DrawnClip(b"", (WIDTH, HEIGHT), (80,) * FRAMES, 0, name, frames, origins, seen, fade)


def _joined(name: str, first: DrawnClip, second: DrawnClip) -> DrawnClip:
    half = FRAMES // 2
    seen = [*first.seen[:half], np.zeros_like(first.seen[0]), *second.seen[half + 1 :]]
    pictures = [*first.pictures[:half], *second.pictures[half:]]
    origins = [*first.origins[:half], *second.origins[half:]]
    return replace(first, name=name, pictures=pictures, origins=origins, seen=seen)


def _motion(layers: list[Layer], number: int) -> tuple[Floats, Flags]:
    """Where the pixels of a frame were in the frame before, and which of them it shows."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float64)
    here = np.stack([x + 0.5, y + 0.5, np.ones_like(x)], -1)
    origin, top = np.stack([x, y], -1), _top(layers, number)
    if number == 0:
        return origin.astype(np.float32), np.zeros((HEIGHT, WIDTH), bool)
    for index, layer in enumerate(layers):
        back = np.linalg.inv(layer.place(number - 1)) @ layer.place(number)
        origin = np.where((top == index)[..., None], (here @ back.T)[..., :2] - 0.5, origin)
    columns, rows = origin[..., 0].round().astype(int), origin[..., 1].round().astype(int)
    inside = (columns >= 0) & (columns < WIDTH) & (rows >= 0) & (rows < HEIGHT)
    before = _top(layers, number - 1)[rows.clip(0, HEIGHT - 1), columns.clip(0, WIDTH - 1)]
    return origin.astype(np.float32), inside & (before == top)


def _top(layers: list[Layer], number: int) -> NDArray[np.int64]:
    top = np.zeros((HEIGHT, WIDTH), np.int64)
    for index, layer in enumerate(layers[1:], 1):
        top[layer.covers(number)] = index
    return top


def _fine(picture: Image.Image) -> Image.Image:
    return picture.resize(fit_size(picture.size, _SIDE * _FINE, enlarge=True), Image.Resampling.BICUBIC)


def _ball(picture: Image.Image) -> Image.Image:
    """A round piece of a picture with a soft edge, as something that moves."""
    side = 90 * _FINE
    piece = picture.crop((440, 300, 440 + side, 300 + side)).convert("RGBA")
    mask = Image.new("L", piece.size)
    ImageDraw.Draw(mask).ellipse((6, 6, side - 7, side - 7), 255)
    piece.putalpha(mask.filter(ImageFilter.GaussianBlur(1.4)))
    return piece


def _at(change: Callable[[int], Matrix] = lambda _: np.eye(3)) -> Place:
    """A place in the middle of a picture of 640 pixels, changed from frame to frame."""
    return lambda number: _moved(150, 80) @ change(number)


def _moved(right: float, down: float) -> Matrix:
    return np.array([[1, 0, right], [0, 1, down], [0, 0, 1]], np.float64)


def _centred(change: Matrix) -> Matrix:
    return _moved(WIDTH / 2, HEIGHT / 2) @ change @ _moved(-WIDTH / 2, -HEIGHT / 2)


def _zoomed(factor: float) -> Matrix:
    return _centred(np.diag([factor, factor, 1.0]))


def _turned(angle: float) -> Matrix:
    cosine, sine = np.cos(angle), np.sin(angle)
    return _centred(np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]]))


def moved(picture: Matrix, origins: Floats) -> Matrix:
    """A picture (H, W, C) as it is where its pixels have moved to, by cubic interpolation (Keys 1981)."""
    height, width = picture.shape[:2]
    left, top = (np.floor(origins[..., axis]).astype(int) for axis in (0, 1))
    across, along = (
        _cubic(origins[..., axis, None].astype(np.float64) - start[..., None]) for axis, start in ((0, left), (1, top))
    )
    result = np.zeros_like(picture)
    for row, down in enumerate(along, -1):
        for column, right in enumerate(across, -1):
            result += down * right * picture[(top + row).clip(0, height - 1), (left + column).clip(0, width - 1)]
    return result


def _cubic(part: Matrix) -> tuple[Matrix, ...]:
    """Weights of the four neighbours."""
    square, cube = part**2, part**3
    return (
        (-cube + 2 * square - part) / 2,
        (3 * cube - 5 * square + 2) / 2,
        (-3 * cube + 4 * square + part) / 2,
        (cube - square) / 2,
    )

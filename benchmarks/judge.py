"""Rate a picture with a network that the run did not optimise.

Content and style are shares of the target: 0 is equal, 1 is the distance of zero from the target. Style is the mean
over relu1_1 to relu5_1 of the normalised difference of Gram matrices; content uses relu4_1.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor

from nst import images, load_encoder
from nst.artworks import artwork
from nst.networks.encoders import Encoder
from nst.networks.weights import precision
from nst.objective.losses import in_metric
from nst.objective.moments import moments
from training import teachers

LAYERS = tuple(f"relu{level}_1" for level in range(1, 6))
CONTENT = "relu4_1"


@dataclass(frozen=True)
class Point:
    """A point of a run: seconds of computing so far, and the judge's content and style distances."""

    seconds: float
    content: float
    style: float


def tensor(image: Image.Image) -> Tensor:
    """Convert to (1, 3, H, W) in 0–1."""
    data = torch.frombuffer(bytearray(image.convert("RGB").tobytes()), dtype=torch.uint8)
    return data.view(1, image.height, image.width, 3).permute(0, 3, 1, 2).float().contiguous() / 255


class Judge:
    """A network that measures a picture's distance from its content and style."""

    def __init__(self, encoder: Encoder, content: Tensor, style: Tensor) -> None:
        self._encoder = encoder
        self._content = self._see(content)[CONTENT]
        self._style = {layer: moments(f).second for layer, f in self._see(style).items()}

    @torch.no_grad()
    def _see(self, image: Tensor) -> dict[str, Tensor]:
        metric = self._encoder.metric
        return {layer: in_metric(f, metric(layer)) for layer, f in self._encoder(image, LAYERS).items()}

    @torch.no_grad()
    def __call__(self, picture: Tensor, seconds: float) -> Point:
        """Measure the distances of a picture (1, 3, H, W)."""
        seen = self._see(picture.clamp(0, 1))
        content = (seen[CONTENT] - self._content).square().sum() / self._content.square().sum()
        shares = [
            (moments(f).second - self._style[layer]).square().sum() / self._style[layer].square().sum()
            for layer, f in seen.items()
        ]
        return Point(seconds, float(content), float(torch.stack(shares).mean()))


def picture_of(name: str, side: int) -> Image.Image:
    """Load a picture file, or one of our own artworks by name, with at most ``side`` pixels on the long side."""
    return images.fit_image(images.load(Path(name)), side) if Path(name).suffix else artwork(name, side)


def network_of(kind: str) -> Encoder:
    """Load an encoder in single precision, by name or as a teacher KIND=FILE of `training.teachers`."""
    name, _, file = kind.partition("=")
    if file:
        found = teachers.load(name, Path(file)).encoder
        return found.to(memory_format=torch.channels_last)
    return load_encoder(name, precise=True)


def painter_of(kind: str) -> Encoder:
    """Load the same in the precision that the engine uses on a CPU."""
    return network_of(kind).to(precision("cpu"))

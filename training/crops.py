"""Training crops: random windows of pictures, with the disturbances that appear during an optimisation.

A picture under optimisation is not a photograph: it has noise, colours out of range, blends of two pictures. An encoder
that was never trained on those is blind to them, and the optimiser fills its blind spots with artefacts. A crop is a
pure function of the seed and its number.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps
from torch import Tensor

_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def find_images(folder: Path) -> list[Path]:
    """List all pictures below ``folder``, in a stable order."""
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _SUFFIXES)
    if not found:
        raise ValueError(f"no pictures below {folder}")
    return found


def _window(path: Path, size: int, rng: np.random.Generator) -> Tensor:
    """A square window, ½ to 1 of the short side, resized to ``size``, maybe mirrored: (3, size, size) in 0–1."""
    with Image.open(path) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGB")
    short = min(image.size)
    side = int(np.exp(rng.uniform(np.log(min(size / 2, short)), np.log(short))))
    left = int(rng.integers(0, image.width - side + 1))
    top = int(rng.integers(0, image.height - side + 1))
    image = image.resize((size, size), Image.Resampling.BICUBIC, box=(left, top, left + side, top + side))
    pixels = torch.from_numpy(np.asarray(image, dtype=np.float32) / 255).permute(2, 0, 1)
    return pixels.flip(-1) if rng.random() < 0.5 else pixels


def _blocky_noise(size: int, rng: np.random.Generator) -> Tensor:
    """Gaussian noise with grains of 1 to 16 pixels, coloured or grey: (3, size, size), unit standard deviation."""
    grain = 2 ** int(rng.integers(0, 5))
    channels = 3 if rng.random() < 0.5 else 1
    coarse = torch.from_numpy(
        rng.standard_normal((1, channels, -(-size // grain), -(-size // grain)), dtype=np.float32)
    )
    mode = "nearest" if rng.random() < 0.5 else "bilinear"
    return F.interpolate(coarse, scale_factor=grain, mode=mode)[0, :, :size, :size].expand(3, -1, -1)


def crop(images: list[Path], size: int, seed: int, number: int) -> Tensor:
    """Return crop ``number`` of the endless sequence for ``seed``: (3, size, size), mostly within 0–1."""
    rng = np.random.default_rng((seed, number))
    pixels = _window(images[int(rng.integers(len(images)))], size, rng)
    kind = rng.random()
    if kind < 0.12:  # a blend of two pictures, as early in an optimisation that starts from the content
        other = _window(images[int(rng.integers(len(images)))], size, rng)
        pixels = torch.lerp(pixels, other, float(rng.uniform(0.1, 0.9)))
    elif kind < 0.17:  # flat colour
        pixels = torch.from_numpy(rng.random((3, 1, 1), dtype=np.float32)).expand(3, size, size).clone()
    if rng.random() < 0.3:  # contrast and colour balance
        gain = torch.from_numpy(rng.uniform(0.5, 1.4, (3, 1, 1)).astype(np.float32))
        pixels = (pixels - pixels.mean()) * gain + float(rng.uniform(0.25, 0.75))
    if rng.random() < 0.3:
        pixels = pixels + _blocky_noise(size, rng) * float(rng.exponential(0.08))
    return pixels.clamp(-0.2, 1.2) if rng.random() < 0.3 else pixels.clamp(0, 1)

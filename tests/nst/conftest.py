"""Small pictures and a fast encoder for tests of the engine."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from nst.networks.encoders import Encoder
from nst.networks.weights import load_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder("pocket")


@pytest.fixture(scope="session")
def photo() -> Image.Image:
    """Grey hills under a light sky, 96 × 64: smooth, without texture."""
    y, x = np.mgrid[0:64, 0:96]
    hills = y > 36 + 10 * np.sin(x / 14)
    grey = np.where(hills, 90 - y * 0.5, 190 + y * 0.5)
    return Image.fromarray(np.stack([grey, grey, grey + 10], 2).clip(0, 255).astype(np.uint8))


@pytest.fixture(scope="session")
def painting() -> Image.Image:
    """Orange and teal diagonal strokes, 80 × 80."""
    y, x = np.mgrid[0:80, 0:80]
    stroke = (np.sin((x + y) / 2.5) + np.sin((x - 2 * y) / 9))[..., None] > 0
    return Image.fromarray(np.where(stroke, [230, 120, 30], [10, 90, 110]).astype(np.uint8))

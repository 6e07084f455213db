"""The networks of the house styles, which come with the package."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from nst import InstantParams, InstantStyle, load_style, paint
from nst.artworks import HOUSE_STYLES, STYLE_SIZE, artwork, style_file
from nst.instant.digests import painting_digest
from nst.instant.objective import LearningObjective
from nst.networks.encoders import Encoder

SIZE = 160


def tensor(image: Image.Image) -> Tensor:
    return torch.from_numpy(np.asarray(image, np.float32) / 255).permute(2, 0, 1)[None]


@pytest.fixture(scope="module", params=HOUSE_STYLES)
def named(request: pytest.FixtureRequest) -> tuple[str, InstantStyle]:
    return request.param, load_style(style_file(request.param))


def test_a_style_says_what_it_is(named: tuple[str, InstantStyle]) -> None:
    name, style = named
    assert style.name == HOUSE_STYLES[name]
    assert style.licence == "MIT"
    assert style.painting == painting_digest(artwork(name, STYLE_SIZE)), "it is found by the picture that people choose"
    assert style.training["steps"] > 2000


def test_a_photo_comes_nearer_to_the_painting_and_stays_itself(
    named: tuple[str, InstantStyle], encoder: Encoder
) -> None:
    name, style = named
    photo = artwork("mountain-lake", SIZE)
    painted = paint(photo, style, InstantParams(size=SIZE, strength=0.6, style_scale=2))
    objective = LearningObjective(tensor(artwork(name, SIZE)), encoder)
    full = torch.ones(1)
    before, after = (objective.compare(tensor(each), tensor(photo), full, 0) for each in (photo, painted))
    assert float(after.style) < 0.85 * float(before.style)
    assert shapes(painted, photo) > 0.4


def shapes(painted: Image.Image, photo: Image.Image) -> float:
    """Correlation of the edges of two pictures, where light is light in both or dark in one: 1 is equal."""
    found = []
    for image in (painted, photo):
        grey = np.asarray(image.convert("L").resize((24, 18), Image.Resampling.BOX), float)
        found.append(np.hypot(*np.gradient(grey)).ravel())
    return float(np.corrcoef(*found)[0, 1])


def test_flat_pictures_have_no_grid_and_noise_has_no_blotches_of_its_own(named: tuple[str, InstantStyle]) -> None:
    """Neither a checkerboard of two or four pixels, nor the same marks at the same places in unlike pictures."""
    style = named[1]
    random = np.random.default_rng(0)
    drawn = []
    for _ in range(3):
        pixels = random.normal(random.uniform(90, 160, 3), 25, (128, 128, 3)).clip(0, 255).astype(np.uint8)
        painted = paint(Image.fromarray(pixels), style, InstantParams(size=128, strength=0.7, style_scale=4))
        grey = np.asarray(painted.convert("L"), float)[16:-16, 16:-16]
        drawn.append((grey - grey.mean()) / max(grey.std(), 1))
    assert max(abs(float((one * other).mean())) for one, other in pairwise(drawn)) < 0.5
    flat = paint(Image.new("RGB", (128, 128), (120, 110, 100)), style, InstantParams(size=128, style_scale=4))
    grey = np.asarray(flat.convert("L"), float)[16:-16, 16:-16]
    assert grid(grey, 2) < 4
    assert grid(grey, 4) < 4


def grid(grey: np.ndarray, period: int) -> float:
    """Standard deviation, in levels of 255, of what repeats with a period in both directions."""
    phases = [[grey[y::period, x::period].mean() for x in range(period)] for y in range(period)]
    return float(np.std(phases))

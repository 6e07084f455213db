"""The iterate and its targets get the same augmentations."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps
from torch import nn

from nst.inputs.pictures import Inputs, Style
from nst.inputs.stages import Stage
from nst.networks.encoders import vgg
from nst.networks.weights import load_encoder
from nst.objective.augmentations import Augmentation, augmentations, dihedral
from nst.objective.objective import Objective, StyleCache, make_objective
from nst.recipes import recipe

STAGE = Stage(320, 240, 3)


def test_the_eight_turns_are_those_of_a_square() -> None:
    picture = torch.arange(9.0).view(1, 1, 3, 3)
    chosen = {tuple(dihedral(picture, turn).flatten().tolist()) for turn in range(8)}
    assert len(chosen) == 8
    assert all(way[4] == 4 for way in chosen)  # the centre stays
    assert all({way[0], way[8]} in ({0, 8}, {2, 6}) for way in chosen)  # opposite corners stay opposite


@given(st.tuples(*[st.integers(0, 5)] * 4), st.integers(0, 7), st.integers(6, 12), st.integers(6, 12))
def test_a_look_knows_the_size_of_what_it_shows(
    margin: tuple[int, int, int, int], turn: int, height: int, width: int
) -> None:
    look = Augmentation(margin, turn)
    assert look(torch.zeros(1, 3, height, width)).shape[-2:] == look.size(height, width)


def test_pocket_sees_all_turns_and_a_full_network_none() -> None:
    params = recipe("standard")
    assert {look.turn for look in augmentations(STAGE, params, turning=load_encoder("pocket").turning)} == set(range(8))
    chosen = augmentations(STAGE, params, turning=vgg("vgg19").turning)
    assert {look.turn for look in chosen} == {0}
    assert len({look.margin for look in chosen}) > 4


def test_both_networks_of_pocket_look_in_turn() -> None:
    chosen = augmentations(STAGE, recipe("standard"), turning=True, members=2)
    assert [look.member for look in chosen] == [0, 1] * 4
    assert augmentations(STAGE, recipe("standard", optimizer="lbfgs"), turning=True, members=2) == (Augmentation(),)
    made = objective(Style(half_striped()[0]))
    encoder = made.encoders[0]
    assert made.encoders == encoder.ensemble * 4
    for look, targets in zip(made.augmentations, made.targets, strict=True):
        (part,) = targets.style["relu3_1"]
        kernel = encoder.ensemble[look.member].stages["conv3_1"]
        assert isinstance(kernel, nn.Conv2d)
        assert len(part.moments.mean) == kernel.out_channels


def test_a_line_search_gets_the_same_loss_at_every_step() -> None:
    assert augmentations(STAGE, recipe("standard", optimizer="lbfgs"), turning=True) == (Augmentation(),)


def half_striped() -> tuple[Image.Image, Image.Image]:
    """A picture with rising stripes on the left and plain teal on the right, and the mask of the left half."""
    y, x = np.mgrid[:240, :320]
    stripes = ((x + y) // 6 % 2 * 200 + 20).astype(np.uint8)
    pixels = np.stack([stripes] * 3, -1)
    pixels[:, 160:] = (0, 128, 128)
    return Image.fromarray(pixels), Image.fromarray(((x < 160) * 255).astype(np.uint8))


def objective(style: Style) -> Objective:
    picture, _ = half_striped()
    params = recipe("standard", colours="free")
    inputs = Inputs(picture, [style], params, torch.device("cpu"))
    return make_objective(inputs, STAGE, params, load_encoder("pocket", precise=True), StyleCache())


def losses(made: Objective, picture: Image.Image, turn: int) -> tuple[float, float]:
    pixels = torch.from_numpy(np.asarray(picture, dtype=np.float32) / 255).permute(2, 0, 1)[None]
    terms = made.compare(pixels, turn, 0.0)
    return float(terms["content relu4_1"]), sum(float(v) for k, v in terms.items() if k.startswith("style"))


def test_photo_and_painting_turn_with_the_drawing() -> None:
    picture, _ = half_striped()
    halves = np.split(np.asarray(ImageOps.mirror(picture)), 2, 1)
    falling = Image.fromarray(np.concatenate(halves[::-1], 1))  # falling stripes instead
    made = objective(Style(picture))
    assert len(made.augmentations) == 8
    for turn in range(8):
        content, style = losses(made, picture, turn)
        assert content < 1e-6
        _, wrong = losses(made, falling, turn)
        assert style < wrong / 4


def test_masks_turn_with_the_drawing() -> None:
    picture, left = half_striped()
    made = objective(Style(picture, region=left, mask=left))
    textures = [float(targets.style["relu1_1"][0].moments.covariance.trace()) for targets in made.targets]
    region = made.resized.regions[0]
    assert region is not None
    for look, targets in zip(made.augmentations, made.targets, strict=True):
        (part,) = targets.style["relu1_1"]
        assert part.mask is not None
        assert torch.equal(part.mask, look(region)[0, 0])
        # The masked part of the painting is striped in every augmentation.
        assert float(part.moments.covariance.trace()) == pytest.approx(textures[look.member], rel=0.2)

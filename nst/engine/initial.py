"""The image that the optimisation starts from."""

from __future__ import annotations

import torch
from PIL import Image
from torch import Tensor

from nst.inputs.colours import matched
from nst.inputs.pictures import Inputs, ResizedInputs
from nst.params import Colours, Init, Mode, Params


def initial_drawing(
    inputs: Inputs, resized: ResizedInputs, size: tuple[int, int], params: Params, image: Image.Image | None
) -> Tensor:
    """The initial image of a stage, (1, 3, H, W) in 0–1. Noise replaces a missing picture.

    Args:
        inputs: pictures of the run.
        resized: the same pictures at the size of the stage.
        size: width and height of the stage.
        params: settings of the run.
        image: the initial picture for `Init.IMAGE`.
    """
    start = params.init
    if start in {Init.CONTENT, Init.MATCHED} and (resized.content is None or params.mode is Mode.RECONSTRUCTION):
        start = Init.NOISE  # there is no photo, or the run has to reconstruct it
    if start is Init.STYLE and not resized.styles:
        start = Init.NOISE
    match start:
        case Init.IMAGE if image is not None:
            return inputs.tensor(image.convert("RGB"), size)
        case Init.CONTENT if resized.content is not None:
            return resized.content
        case Init.MATCHED if resized.content is not None:
            return matched(resized.content, resized.styles[0])
        case Init.STYLE:
            return inputs.tensor(inputs.styles[0].image, size)
        case _:
            noise = _noise(size, params.seed).to(inputs.device)
            return matched(noise, resized.styles[0]) if resized.styles and params.colours is not Colours.FREE else noise


def _noise(size: tuple[int, int], seed: int) -> Tensor:
    random = torch.Generator().manual_seed(seed)
    return (torch.randn((1, 3, size[1], size[0]), generator=random) * 0.1 + 0.5).clamp(0, 1)

"""Names of the layers that losses use.

``relu4_2`` is the second convolution of the fourth block after its ReLU, ``conv4_2`` the same before the ReLU. Two
aliases are accepted because published recipes use them: the index into torchvision's ``features`` (``28``) and the
number of a block (``5``). A block number means the first convolution of that block, as in Gatys et al. (2015).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from nst.errors import BadRequest

_BLOCKS = {"vgg19": (2, 2, 4, 4, 4), "vgg16": (2, 2, 3, 3, 3)}
_NAME = re.compile(r"(relu|conv)([1-5])_([1-4])")


def vgg_layers(architecture: str) -> tuple[str, ...]:
    """Names of every module of torchvision's ``features``, in order: ``conv1_1``, ``relu1_1``, … ``pool5``."""
    names: list[str] = []
    for block, convolutions in enumerate(_BLOCKS[architecture], start=1):
        for i in range(1, convolutions + 1):
            names += [f"conv{block}_{i}", f"relu{block}_{i}"]
        names.append(f"pool{block}")
    return tuple(names)


def canonical(layer: str | int, architecture: str = "vgg19") -> str:
    """The name of a layer given by name, block number (1-5) or index into torchvision's ``features``.

    A bare number from 1 to 5 is a block: blocks and indices look the same, and no known recipe uses features 2 to 4.
    Write ``"features.5"`` for the index.

    Raises:
        BadRequest: the text does not name a convolution or ReLU of the architecture.
    """
    text = str(layer).strip().lower()
    names = vgg_layers(architecture)
    if text in names and not text.startswith("pool"):
        return text
    index = text.removeprefix("features.")
    if index.isdecimal():
        number = int(index)
        if index == text and 1 <= number <= len(_BLOCKS[architecture]):
            return f"relu{number}_1"
        if number < len(names) and not names[number].startswith("pool"):
            return names[number]
    raise BadRequest(
        f"There is no layer “{layer}” in {architecture}.",
        hint="Use a name such as relu4_1, a block number from 1 to 5, or a convolution's index such as 28.",
        code="unknown-layer",
        layer=str(layer),
    )


def nearest(layer: str, available: tuple[str, ...]) -> str:
    """The layer in ``available`` that replaces ``layer``: the layer itself, or the nearest one in its block.

    A small encoder has one layer per block, so ``relu4_2`` and ``conv4_2`` become its ``relu4_1``.

    Raises:
        BadRequest: the encoder has no layer in that block.
    """
    if layer in available:
        return layer
    wanted = _NAME.fullmatch(layer)
    candidates = [m for name in available if (m := _NAME.fullmatch(name)) and wanted and m[2] == wanted[2]]
    if wanted is None or not candidates:
        raise BadRequest(f"This encoder has no layer like “{layer}”.", hint=f"It has {', '.join(available)}.")
    return min(candidates, key=lambda m: (m[1] != wanted[1], abs(int(m[3]) - int(wanted[3]))))[0]


def feature_size(height: int, width: int, layer: str) -> tuple[int, int]:
    """Rows and columns of a layer's feature map. Each pooling halves both sides if both have two pixels."""
    for _ in range(int(layer[4]) - 1):
        if min(height, width) >= 2:
            height, width = height // 2, width // 2
    return height, width


def layer_weights(text: str | None) -> dict[str, float] | None:
    """Parse layers and weights such as ``relu4_1``, ``1=2, 2=1`` or ``28=0.5``; None gives None.

    Raises:
        BadRequest: a layer does not exist, or a weight is not a number.
    """
    if text is None:
        return None
    weights: dict[str, float] = {}
    for part in text.split(","):
        name, _, weight = part.partition("=")
        try:
            weights[canonical(name)] = float(weight or 1)
        except ValueError:
            raise BadRequest(
                f"The weight “{weight}” of {name.strip()} is no number.",
                hint="Write relu4_1=0.5.",
                code="layer-weight",
                weight=weight,
                layer=name.strip(),
            ) from None
    return weights


def written_layers(weights: Mapping[str, float]) -> str:
    """Layers and weights as a text that `layer_weights` reads: ``relu4_1, relu3_1=0.5``."""
    return ", ".join(layer if weight == 1 else f"{layer}={weight:g}" for layer, weight in weights.items())

"""Networks whose activations say what is in a picture and how it is painted.

An encoder takes RGB images in 0–1 and returns the activations of the layers asked for, computing no deeper than it
must. Convolutions repeat the border pixels instead of padding with zeros: zeros draw a frame that the optimiser then
paints (the style of "an image with a black border" is real to the Gram matrix).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import torch
from torch import Tensor, nn

from nst.layers import vgg_layers

_IMAGENET_MEAN = (0.485, 0.456, 0.406)
_IMAGENET_STD = (0.229, 0.224, 0.225)
POCKET_WIDTHS = (16, 40, 80, 160, 224)


class Encoder(nn.Module):
    """A stack of named modules, some of which can be tapped.

    Args:
        name: what people call it, for example ``vgg19``.
        stages: modules in order, by name; names of the form ``relu4_1`` or ``conv4_1`` can be asked for.
        taps: optional linear maps applied to what a tapped layer returns (and not to what the next stage sees).
        mean, std: RGB statistics that the first convolution expects to be removed.
    """

    def __init__(
        self,
        name: str,
        stages: Mapping[str, nn.Module],
        *,
        taps: Mapping[str, nn.Module] | None = None,
        mean: tuple[float, float, float] = _IMAGENET_MEAN,
        std: tuple[float, float, float] = _IMAGENET_STD,
    ) -> None:
        super().__init__()
        self.mean: Tensor
        self.std: Tensor
        self.name = name
        self.stages = nn.ModuleDict(stages)
        self.taps = nn.ModuleDict(taps or {})
        self.layers = tuple(self.taps) or tuple(n for n in stages if n.startswith(("conv", "relu")))
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(std).view(1, 3, 1, 1), persistent=False)

    def forward(self, image: Tensor, layers: Collection[str]) -> dict[str, Tensor]:
        """Activations of ``layers`` for ``image`` (N, 3, H, W) in 0–1, of block b at 1 / 2^(b-1) of its size."""
        wanted = set(layers)
        found: dict[str, Tensor] = {}
        if not wanted:
            return found
        # Twice as fast on a CPU; the picture itself stays contiguous, as torch's L-BFGS wants its gradient.
        x = ((image - self.mean) / self.std).contiguous(memory_format=torch.channels_last)
        for name, stage in self.stages.items():
            if name.startswith("pool") and min(x.shape[-2:]) < 2:
                stage = nn.Identity()  # noqa: PLW2901  a picture of a few pixels runs out of size before depth
            x = stage(x)
            if name in wanted:
                found[name] = self.taps[name](x) if name in self.taps else x
                if len(found) == len(wanted):
                    break
        return found


def _conv(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1, padding_mode="replicate")


def vgg(architecture: str) -> Encoder:
    """VGG19 or VGG16 (Simonyan & Zisserman 2014) up to its last rectifier, weights not loaded."""
    stages: dict[str, nn.Module] = {}
    inputs = 3
    for name in vgg_layers(architecture)[:-1]:
        kind, block = name[:4], int(name[4])
        if kind == "conv":
            outputs = min(64 * 2 ** (block - 1), 512)
            stages[name] = _conv(inputs, outputs)
            inputs = outputs
        else:
            # Never in place: a tapped convolution must keep its own values (issue in many engines).
            stages[name] = nn.ReLU() if kind == "relu" else nn.MaxPool2d(2)
    return Encoder(architecture, stages)


def pocket(widths: tuple[int, ...] = POCKET_WIDTHS) -> Encoder:
    """The small encoder that ships with the package, weights not loaded.

    Five levels of two 3×3 convolutions, halved by averaging, which hides no pixel from the optimiser as the maximum
    does. The tap of a level with features ``f`` returns ``M f``, where ``M`` is the square root of ``AᵀA`` and ``A``
    the linear map from ``f`` to the teacher's features that `training.distill` learned with the network. Squared
    distances between tapped features, and between their Gram matrices, are then those of the predicted teacher
    features, at a fraction of the width.
    """
    stages: dict[str, nn.Module] = {}
    taps: dict[str, nn.Module] = {}
    inputs = 3
    for level, width in enumerate(widths, start=1):
        if level > 1:
            stages[f"conv{level - 1}_2"] = _conv(inputs, inputs)
            stages[f"relu{level - 1}_2"] = nn.ReLU(inplace=True)  # nobody sees what it overwrites
            stages[f"pool{level - 1}"] = nn.AvgPool2d(2)
        stages[f"conv{level}_1"] = _conv(inputs, width)
        stages[f"relu{level}_1"] = nn.ReLU(inplace=True)
        taps[f"relu{level}_1"] = nn.Conv2d(width, width, 1, bias=False)
        inputs = width
    return Encoder("pocket", stages, taps=taps)

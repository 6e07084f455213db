"""Networks whose activations say what is in a picture and how it is painted.

An encoder takes RGB images in 0–1 and returns the activations of the layers asked for, computing no deeper than it
must. Convolutions repeat the border pixels instead of padding with zeros: zeros draw a frame that the optimiser then
paints (the style of "an image with a black border" is real to the Gram matrix).
"""

from __future__ import annotations

import copy
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import torch
from torch import Tensor, nn

from nst.layers import vgg_layers
from nst.networks.frozen import Block, Kernel, activations

_IMAGENET_MEAN = (0.485, 0.456, 0.406)
_IMAGENET_STD = (0.229, 0.224, 0.225)
_VGG_BALANCE = 1.5  # content then changes as much as with pocket, measured with a VGG16
Levels = tuple[tuple[int, int], ...]  # channels and convolutions of each level
POCKET_NETWORKS: tuple[Levels, ...] = (
    ((12, 2), (48, 2), (96, 3), (192, 3), (320, 1)),
    ((16, 2), (40, 2), (80, 2), (160, 2), (224, 1)),
)


class Encoder(nn.Module):
    """A stack of named modules, some of which can be tapped.

    Args:
        name: what people call it, for example ``vgg19``.
        stages: modules in order, by name; names of the form ``relu4_1`` or ``conv4_1`` can be asked for.
        taps: optional linear maps by layer: see `metric`. With them, only these layers can be asked for.
        balance: factor of the style weight, so that one weight means the same with every encoder.
        turning: whether it should see pictures turned as well: see `nst.objective.augmentations`.
        partners: encoders of the same layers that see the same otherwise. A run looks through all in turn.
        mean, std: RGB statistics that the first convolution expects to be removed.
    """

    def __init__(
        self,
        name: str,
        stages: Mapping[str, nn.Module],
        *,
        taps: Mapping[str, nn.Module] | None = None,
        balance: float = 1.0,
        turning: bool = False,
        partners: Iterable[Encoder] = (),
        mean: tuple[float, float, float] = _IMAGENET_MEAN,
        std: tuple[float, float, float] = _IMAGENET_STD,
    ) -> None:
        super().__init__()
        self.name = name
        self.identity = f"{name}-{secrets.token_hex(4)}"  # of these weights, for what is kept of what they saw
        self.balance, self.turning = balance, turning
        self.stages = nn.ModuleDict(stages)
        self.partners = nn.ModuleList(partners)
        self.taps = nn.ModuleDict(taps or {})
        self.layers = tuple(self.taps) or tuple(n for n in stages if n.startswith(("conv", "relu")))
        self.mean, self.std = mean, std
        self._kernels: dict[str, tuple[tuple[object, ...], Kernel]] = {}

    @property
    def members(self) -> tuple[Encoder, ...]:
        """This encoder and its partners."""
        return self, *(partner for partner in self.partners if isinstance(partner, Encoder))

    def metric(self, layer: str) -> Tensor | None:
        """The matrix (C, C) to multiply a layer's channels by before distances are taken; None for the identity."""
        tap = dict(self.taps.items()).get(layer)
        return tap.weight.float()[:, :, 0, 0] if isinstance(tap, nn.Conv2d) else None

    def pooled(self, *, maximum: bool) -> Encoder:
        """This encoder with maxima or averages where it pools maxima; the weights are shared."""
        if maximum or not any(isinstance(stage, nn.MaxPool2d) for stage in self.stages.values()):
            return self
        other = copy.copy(self)
        other._modules = self._modules | {  # noqa: SLF001  nn.Module's own way to hold what it is made of
            "stages": nn.ModuleDict(
                {k: nn.AvgPool2d(2) if isinstance(v, nn.MaxPool2d) else v for k, v in self.stages.items()}
            )
        }
        other.identity = f"{self.identity}-average"
        return other

    def normalised(self, image: Tensor) -> Tensor:
        """``image`` (N, 3, H, W) in 0–1 as the first convolution expects it."""
        mean, std = (image.new_tensor(v).view(1, 3, 1, 1) for v in (self.mean, self.std))
        return (image - mean) / std

    def forward(self, image: Tensor, layers: Collection[str]) -> dict[str, Tensor]:
        """Activations of ``layers`` for ``image`` (N, 3, H, W) in 0–1, of block b at 1 / 2^(b-1) of its size.

        They have the type of the weights. A frozen network runs a faster way with the same outcome.
        """
        wanted = set(layers)
        if not wanted:
            return {}
        kind = next((p.dtype for p in self.parameters()), image.dtype)
        if torch.is_autocast_enabled(image.device.type):
            kind = image.dtype
        # Twice as fast on a CPU; the picture itself stays contiguous, as torch's L-BFGS wants its gradient.
        x = self.normalised(image).to(kind).contiguous(memory_format=torch.channels_last)
        return self._frozen(x, wanted) if self._is_frozen() else self._plain(x, wanted)

    def _plain(self, x: Tensor, wanted: set[str]) -> dict[str, Tensor]:
        found: dict[str, Tensor] = {}
        for name, stage in self.stages.items():
            x = x if _too_small(name, x) else stage(x)
            if name in wanted:
                found[name] = x
                if len(found) == len(wanted):
                    break
        return found

    def _is_frozen(self) -> bool:
        """Whether these are convolutions with repeated borders, each with its rectifier, that are not in training."""
        convolutions = [stage for stage in self.stages.values() if isinstance(stage, nn.Conv2d)]
        rectifiers = sum(isinstance(stage, nn.ReLU) for stage in self.stages.values())
        pools = sum(isinstance(stage, nn.AvgPool2d | nn.MaxPool2d) for stage in self.stages.values())
        return len(convolutions) == rectifiers == len(self.stages) - rectifiers - pools and all(
            c.padding_mode == "replicate" and c.kernel_size == (3, 3) and not c.weight.requires_grad
            for c in convolutions
        )

    def _frozen(self, x: Tensor, wanted: set[str]) -> dict[str, Tensor]:
        """As `_plain`, by `nst.networks.frozen`."""
        blocks: list[Block] = []
        found: list[str] = []
        for name, stage in self.stages.items():
            if len(found) == len(wanted):
                break
            if isinstance(stage, nn.Conv2d):
                blocks.append(Block(self._kernel(name, stage), raw=name in wanted))
            elif isinstance(stage, nn.ReLU):
                blocks[-1] = replace(blocks[-1], tapped=name in wanted)
            else:
                blocks[-1] = replace(blocks[-1], pool="average" if isinstance(stage, nn.AvgPool2d) else "maximum")
            if name in wanted:
                found.append(name)
        return dict(zip(found, activations(x, blocks), strict=True))

    def _kernel(self, name: str, stage: nn.Conv2d) -> Kernel:
        """The kernel of a stage, laid out once for weights that stay."""
        state = (stage.weight.data_ptr(), stage.weight._version, stage.weight.dtype)  # noqa: SLF001
        if name not in self._kernels or self._kernels[name][0] != state:
            self._kernels[name] = state, Kernel(stage.weight, stage.bias)
        return self._kernels[name][1]


def _too_small(name: str, x: Tensor) -> bool:
    """Whether a picture of a few pixels has run out of size before this pooling."""
    return name.startswith("pool") and min(x.shape[-2:]) < 2


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
    return Encoder(architecture, stages, balance=_VGG_BALANCE)


def pocket(networks: Sequence[Levels] = POCKET_NETWORKS) -> Encoder:
    """The small encoder that ships with the package, weights not loaded.

    Levels of a few 3×3 convolutions each, halved by averaging, which hides no pixel from the optimiser as the maximum
    does. The metric of a level with features ``f`` is the square root ``M`` of ``AᵀA``, where ``A`` is the linear map
    from ``f`` to the teacher's features that `training.distill` learned with the network. Squared distances between
    ``M f``, and between Gram matrices of it, are then those of the predicted teacher features, at a fraction of the
    width.

    Args:
        networks: the levels of each; those after the first are its partners. What fools one does not fool another.
    """
    stages: dict[str, nn.Module] = {}
    taps: dict[str, nn.Module] = {}
    inputs = 3
    levels, *others = networks
    for level, (width, convolutions) in enumerate(levels, start=1):
        for number in range(1, convolutions + 1):
            stages[f"conv{level}_{number}"] = _conv(inputs, width)
            stages[f"relu{level}_{number}"] = nn.ReLU(inplace=True)  # nobody sees what it overwrites
            inputs = width
        if level < len(levels):
            stages[f"pool{level}"] = nn.AvgPool2d(2)
        taps[f"relu{level}_1"] = nn.Conv2d(width, width, 1, bias=False)
    return Encoder("pocket", stages, taps=taps, turning=True, partners=[pocket([other]) for other in others])

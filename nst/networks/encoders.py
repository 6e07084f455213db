"""Networks whose activations represent the content and the style of a picture.

An encoder takes RGB images in 0–1 and returns the activations of the requested layers; it computes no deeper layers.
Convolutions use replicate padding instead of zeros: zeros look like a black frame, which the optimiser would paint.
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
_FORMER = {"taps.": "metrics.", "partners.": "others."}
_VGG_BALANCE = 1.5  # makes content change as much as with pocket; measured with a VGG16
Levels = tuple[tuple[int, int], ...]  # channels and convolutions of each level
POCKET_NETWORKS: tuple[Levels, ...] = (
    ((12, 2), (48, 2), (96, 3), (192, 3), (320, 1)),
    ((16, 2), (40, 2), (80, 2), (160, 2), (224, 1)),
)


class Encoder(nn.Module):
    """A stack of named modules that returns the activations of some of them.

    Args:
        name: display name, for example ``vgg19``.
        stages: modules in order, by name. Those named like ``relu4_1`` or ``conv4_1`` are layers.
        metrics: linear maps by layer: see `metric`. If given, only these layers exist.
        balance: factor on the style weight, so that a weight has the same effect with every encoder.
        turning: whether a run also shows it rotated and mirrored pictures: see `nst.objective.augmentations`.
        others: further networks with the same layers. A run cycles through the `ensemble`.
        mean, std: RGB statistics that normalise the input.

    Attributes:
        layers: names of the layers.
        identity: identifies the weights, for caches.
    """

    def __init__(
        self,
        name: str,
        stages: Mapping[str, nn.Module],
        *,
        metrics: Mapping[str, nn.Module] | None = None,
        balance: float = 1.0,
        turning: bool = False,
        others: Iterable[Encoder] = (),
        mean: tuple[float, float, float] = _IMAGENET_MEAN,
        std: tuple[float, float, float] = _IMAGENET_STD,
    ) -> None:
        super().__init__()
        self.name = name
        self.identity = f"{name}-{secrets.token_hex(4)}"
        self.balance, self.turning = balance, turning
        self.stages = nn.ModuleDict(stages)
        self.others = nn.ModuleList(others)
        self.metrics = nn.ModuleDict(metrics or {})
        self.layers = tuple(self.metrics) or tuple(n for n in stages if n.startswith(("conv", "relu")))
        self.mean, self.std = mean, std
        self._kernels: dict[str, tuple[tuple[object, ...], Kernel]] = {}
        self.register_load_state_dict_pre_hook(_rename_former)  # type: ignore[no-untyped-call]

    @property
    def ensemble(self) -> tuple[Encoder, ...]:
        """This network followed by the others."""
        return self, *(other for other in self.others if isinstance(other, Encoder))

    def metric(self, layer: str) -> Tensor | None:
        """The matrix (C, C) that transforms a layer's channels before distances; None for the identity."""
        found = dict(self.metrics.items()).get(layer)
        return found.weight.float()[:, :, 0, 0] if isinstance(found, nn.Conv2d) else None

    def pooled(self, *, maximum: bool) -> Encoder:
        """This encoder with max pooling kept or replaced by average pooling. Both share their weights."""
        if maximum or not any(isinstance(stage, nn.MaxPool2d) for stage in self.stages.values()):
            return self
        other = copy.copy(self)
        other._modules = self._modules | {  # noqa: SLF001  nn.Module keeps its children there
            "stages": nn.ModuleDict(
                {k: nn.AvgPool2d(2) if isinstance(v, nn.MaxPool2d) else v for k, v in self.stages.items()}
            )
        }
        other.identity = f"{self.identity}-average"
        return other

    def normalised(self, image: Tensor) -> Tensor:
        """Normalise ``image`` (N, 3, H, W) in 0–1 for the first convolution."""
        mean, std = (image.new_tensor(v).view(1, 3, 1, 1) for v in (self.mean, self.std))
        return (image - mean) / std

    def forward(self, image: Tensor, layers: Collection[str]) -> dict[str, Tensor]:
        """Activations of ``layers`` for ``image`` (N, 3, H, W) in 0–1; block b has 1 / 2^(b-1) of the image's size.

        They have the dtype of the weights. A frozen network runs faster and gives the same result.
        """
        wanted = set(layers)
        if not wanted:
            return {}
        kind = next((p.dtype for p in self.parameters()), image.dtype)
        if torch.is_autocast_enabled(image.device.type):
            kind = image.dtype
        # Twice as fast on a CPU. The picture itself stays contiguous, as torch's L-BFGS needs that of its gradient.
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
        """Whether all convolutions are 3×3 with replicate padding and a ReLU, and none is being trained."""
        convolutions = [stage for stage in self.stages.values() if isinstance(stage, nn.Conv2d)]
        rectifiers = sum(isinstance(stage, nn.ReLU) for stage in self.stages.values())
        pools = sum(isinstance(stage, nn.AvgPool2d | nn.MaxPool2d) for stage in self.stages.values())
        return len(convolutions) == rectifiers == len(self.stages) - rectifiers - pools and all(
            c.padding_mode == "replicate" and c.kernel_size == (3, 3) and not c.weight.requires_grad
            for c in convolutions
        )

    def _frozen(self, x: Tensor, wanted: set[str]) -> dict[str, Tensor]:
        """The same as `_plain`, computed by `nst.networks.frozen`."""
        blocks: list[Block] = []
        found: list[str] = []
        for name, stage in self.stages.items():
            if len(found) == len(wanted):
                break
            if isinstance(stage, nn.Conv2d):
                blocks.append(Block(self._kernel(name, stage), raw=name in wanted))
            elif isinstance(stage, nn.ReLU):
                blocks[-1] = replace(blocks[-1], rectified=name in wanted)
            else:
                blocks[-1] = replace(blocks[-1], pool="average" if isinstance(stage, nn.AvgPool2d) else "maximum")
            if name in wanted:
                found.append(name)
        return dict(zip(found, activations(x, blocks), strict=True))

    def _kernel(self, name: str, stage: nn.Conv2d) -> Kernel:
        """The kernel of a stage, cached until its weights change."""
        state = (stage.weight.data_ptr(), stage.weight._version, stage.weight.dtype)  # noqa: SLF001
        if name not in self._kernels or self._kernels[name][0] != state:
            self._kernels[name] = state, Kernel(stage.weight, stage.bias)
        return self._kernels[name][1]


def _rename_former(_module: nn.Module, state: dict[str, Tensor], prefix: str, *_: object) -> None:
    """Read weights saved under the former names of `metrics` and `others`, such as the shipped file."""
    for key in list(state):
        for former, name in _FORMER.items():
            if key.startswith(prefix + former):
                state[prefix + name + key.removeprefix(prefix + former)] = state.pop(key)


def _too_small(name: str, x: Tensor) -> bool:
    """Whether the feature map of a tiny picture has too few pixels for this pooling."""
    return name.startswith("pool") and min(x.shape[-2:]) < 2


def _conv(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1, padding_mode="replicate")


def vgg(architecture: str) -> Encoder:
    """VGG19 or VGG16 (Simonyan & Zisserman 2014) up to its last ReLU, without trained weights."""
    stages: dict[str, nn.Module] = {}
    inputs = 3
    for name in vgg_layers(architecture)[:-1]:
        kind, block = name[:4], int(name[4])
        if kind == "conv":
            outputs = min(64 * 2 ** (block - 1), 512)
            stages[name] = _conv(inputs, outputs)
            inputs = outputs
        else:
            # Not in place, because a caller can request the activations before the ReLU.
            stages[name] = nn.ReLU() if kind == "relu" else nn.MaxPool2d(2)
    return Encoder(architecture, stages, balance=_VGG_BALANCE)


def pocket(networks: Sequence[Levels] = POCKET_NETWORKS) -> Encoder:
    """The small encoder that ships with the package, without trained weights.

    It has levels of a few 3×3 convolutions with average pooling between them. Unlike max pooling, average pooling gives
    every pixel a gradient. The metric of a level with features ``f`` is the square root ``M`` of ``AᵀA``, where ``A``
    is the linear map from ``f`` to the teacher's features that `training.distill` learned with the network. So squared
    distances between ``M f``, and between its Gram matrices, equal those of the predicted teacher features at a
    fraction of the width.

    Args:
        networks: the levels of each network in the ensemble. Noise that fools one network does not fool the other.
    """
    stages: dict[str, nn.Module] = {}
    metrics: dict[str, nn.Module] = {}
    inputs = 3
    levels, *others = networks
    for level, (width, convolutions) in enumerate(levels, start=1):
        for number in range(1, convolutions + 1):
            stages[f"conv{level}_{number}"] = _conv(inputs, width)
            stages[f"relu{level}_{number}"] = nn.ReLU(inplace=True)  # no layer reads the overwritten values
            inputs = width
        if level < len(levels):
            stages[f"pool{level}"] = nn.AvgPool2d(2)
        metrics[f"relu{level}_1"] = nn.Conv2d(width, width, 1, bias=False)
    return Encoder("pocket", stages, metrics=metrics, turning=True, others=[pocket([other]) for other in others])

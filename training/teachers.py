"""Networks that the pocket encoder learns from.

A teacher is an `nst.networks.encoders.Encoder` with weights and a list of layers. Its activations are divided by their
mean over the training data, so that every layer of every teacher has the same scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from nst.networks.encoders import Encoder, vgg

_BN_EPSILON = 1e-5


@dataclass(frozen=True)
class Teacher:
    """An encoder, its layers used as targets, and the licence notes of its files."""

    encoder: Encoder
    layers: tuple[str, ...]
    licence: str

    @property
    def name(self) -> str:
        """Its name in the metadata of the trained weights."""
        return self.encoder.name


def load(kind: str, path: Path) -> Teacher:
    """Load a teacher by kind.

    Args:
        kind: ``craft`` (VGG16-BN in CRAFT's checkpoint, layers 1-5), ``caffe19`` (the original VGG19 as safetensors,
            layers 2-3), or ``torchvision19`` (torchvision's VGG19 checkpoint, layers 1-5).
        path: the file with its weights.
    """
    every = tuple(f"relu{level}_1" for level in range(1, 6))
    match kind:
        case "craft":
            return Teacher(_craft(path), every, "MIT (CRAFT), from ImageNet weights")
        case "caffe19":
            return Teacher(_caffe(path), ("relu2_1", "relu3_1"), "CC BY 4.0 (Oxford VGG)")
        case "torchvision19":
            return Teacher(_torchvision(path), every, "BSD-3-Clause (torchvision), from ImageNet weights")
    raise ValueError(f"unknown kind of teacher: {kind}")


def averaged(teacher: Teacher) -> Teacher:
    """The teacher with average pooling instead of max pooling, as in the engine."""
    return replace(teacher, encoder=teacher.encoder.pooled(maximum=False))


def _frozen(encoder: Encoder, layers: Iterable[str]) -> Encoder:
    deepest = max(layers)
    names = list(encoder.stages)
    for name in names[names.index(deepest) + 1 :]:
        del encoder.stages[name]
    return encoder.eval().requires_grad_(requires_grad=False)


def _craft(path: Path) -> Encoder:
    """VGG16-BN with each batch norm folded into the preceding convolution."""
    prefix = "module.basenet."
    saved = torch.load(path, map_location="cpu", weights_only=True)
    state = {k.removeprefix(prefix): v for k, v in saved.items() if k.startswith(prefix)}
    # slice5 is CRAFT's own convolution, not VGG's; the others number their modules as torchvision's vgg16_bn does.
    keys = [k.rsplit(".", 1)[0] for k, v in state.items() if v.dim() == 4 and not k.startswith("slice5")]
    encoder = vgg("vgg16")
    encoder.name = "vgg16bn-craft"
    convolutions = [m for m in encoder.stages.values() if isinstance(m, nn.Conv2d)]
    for convolution, key in zip(convolutions, keys, strict=False):
        block, index = key.split(".")
        fold(convolution, _part(state, key), _part(state, f"{block}.{int(index) + 1}"))
    return _frozen(encoder, ["relu5_1"])


def _part(state: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {k.removeprefix(f"{prefix}."): v for k, v in state.items() if k.startswith(f"{prefix}.")}


def fold(into: nn.Conv2d, convolution: Mapping[str, Tensor], norm: Mapping[str, Tensor]) -> None:
    """Fold a convolution and its batch norm into ``into``: w·γ/σ and (b − μ)·γ/σ + β."""
    scale = norm["weight"] / torch.sqrt(norm["running_var"] + _BN_EPSILON)
    with torch.no_grad():
        into.weight.copy_(convolution["weight"] * scale.view(-1, 1, 1, 1))
        assert into.bias is not None
        into.bias.copy_((convolution["bias"] - norm["running_mean"]) * scale + norm["bias"])


def _caffe(path: Path) -> Encoder:
    """The original VGG19. Its first convolution expects BGR in 0–255 minus the mean; it is folded to RGB in 0–1."""
    state = load_file(path)
    encoder = vgg("vgg19")
    encoder.name = "vgg19-oxford"
    encoder.mean = (123.68 / 255, 116.779 / 255, 103.939 / 255)
    encoder.std = (1 / 255, 1 / 255, 1 / 255)
    with torch.no_grad():
        for name, module in encoder.stages.items():
            if isinstance(module, nn.Conv2d) and f"{name}.weight" in state:
                weight = state[f"{name}.weight"].float()
                module.weight.copy_(weight.flip(1) if name == "conv1_1" else weight)
                assert module.bias is not None
                module.bias.copy_(state[f"{name}.bias"].float())
    return _frozen(encoder, ["relu3_1"])


def _torchvision(path: Path) -> Encoder:
    encoder = vgg("vgg19")
    state = torch.load(path, map_location="cpu", weights_only=True)
    with torch.no_grad():
        for index, module in enumerate(encoder.stages.values()):
            if isinstance(module, nn.Conv2d):
                module.weight.copy_(state[f"features.{index}.weight"])
                assert module.bias is not None
                module.bias.copy_(state[f"features.{index}.bias"])
    return _frozen(encoder, ["relu5_1"])


def scales(teachers: Iterable[Teacher], images: Tensor) -> dict[tuple[str, str], float]:
    """Mean activation of every (teacher, layer) over ``images`` (N, 3, H, W)."""
    found = {}
    with torch.no_grad():
        for teacher in teachers:
            for layer, feature in teacher.encoder(images, teacher.layers).items():
                found[teacher.name, layer] = float(feature.mean())
    return found


def features(teachers: Iterable[Teacher], images: Tensor, scale: dict[tuple[str, str], float]) -> dict[str, Tensor]:
    """The teachers' normalised activations for ``images`` by layer, concatenated along channels, in bfloat16."""
    by_layer: dict[str, list[Tensor]] = {}
    with torch.no_grad(), torch.autocast(images.device.type, torch.bfloat16):
        for teacher in teachers:
            for layer, feature in teacher.encoder(images, teacher.layers).items():
                by_layer.setdefault(layer, []).append(feature / scale[teacher.name, layer])
    return {layer: torch.cat(parts, 1).bfloat16() for layer, parts in sorted(by_layer.items())}

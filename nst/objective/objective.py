"""The objective of one stage of a run: its targets, and the loss of the iterate against them."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from nst.inputs.pictures import Inputs, ResizedInputs
from nst.inputs.stages import Stage
from nst.layers import feature_size, nearest
from nst.networks.encoders import Encoder
from nst.objective import tiles
from nst.objective.augmentations import Augmentation, augmentations, dihedral
from nst.objective.losses import ContentTarget, StyleTarget, Targets, total_variation
from nst.objective.moments import Moments, mixed
from nst.params import LossNormalization, Mode, Params, Pooling

_REST = 0.07  # keeps the odds finite at strength 1


class StyleCache:
    """A cache of paintings' moments, so that a popular style is computed once.

    Args:
        entries: number of entries; the oldest are dropped first. One takes up to a few megabytes. A run needs one per
            painting, stage and network of the encoder.
    """

    def __init__(self, entries: int = 64) -> None:
        self._entries = entries
        self._known: OrderedDict[str, dict[str, list[Moments]]] = OrderedDict()

    def get(self, key: str, compute: Callable[[], dict[str, list[Moments]]]) -> dict[str, list[Moments]]:
        """Return the moments cached under ``key``, or compute and cache them."""
        if key not in self._known:
            self._known[key] = compute()
        self._known.move_to_end(key)
        while len(self._known) > self._entries:
            self._known.popitem(last=False)
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Objective:
    """The loss of one stage.

    Attributes:
        stage: its size and steps.
        resized: the pictures at that size.
        augmentations: cycled per step.
        targets, plans, encoders: targets, tiles and network for each augmentation.
        tv_weight: weight of the total variation.
    """

    stage: Stage
    resized: ResizedInputs
    augmentations: tuple[Augmentation, ...]
    targets: tuple[Targets, ...]
    plans: tuple[tuple[tiles.Tile, ...], ...]
    encoders: tuple[Encoder, ...]
    tv_weight: float

    def compare(self, pixels: Tensor, step: int, scale: float) -> dict[str, Tensor]:
        """The loss terms of ``pixels`` (1, 3, H, W). Adds ``scale`` × the gradient to ``pixels.grad``; none if 0.

        Args:
            pixels: the iterate, approximately in 0–1.
            step: number of the step, selects the augmentation.
            scale: factor on the gradient.
        """
        number = step % len(self.augmentations)
        targets, plan, encoder = self.targets[number], self.plans[number], self.encoders[number]
        with torch.set_grad_enabled(bool(scale)):
            seen = self.augmentations[number](pixels)
            if len(plan) > 1:
                gradient = torch.zeros_like(seen) if scale else None
                terms = tiles.tiled_terms(seen.detach(), gradient, encoder, targets, plan, scale)
                if gradient is not None:
                    seen.backward(gradient)  # type: ignore[no-untyped-call]
            else:
                terms = targets.terms(encoder(seen, targets.layers))
                _backpropagate(terms, scale)
            if self.tv_weight:
                terms["tv"] = self.tv_weight * total_variation(pixels)
                _backpropagate({"tv": terms["tv"]}, scale)
        return {name: term.detach() for name, term in terms.items()}


def _backpropagate(terms: Mapping[str, Tensor], scale: float) -> None:
    if scale and terms:
        (torch.stack(list(terms.values())).sum() * scale).backward()  # type: ignore[no-untyped-call]


def strength_factor(strength: float) -> float:
    """Factor on the style weight: 0 at strength 0, 1 at ½, about 65 at 1. A larger factor changes little.

    It uses odds because perception is relative. The exponent spaces visible changes evenly (`docs/quality.md`).
    """
    odds = strength / (1 - strength + _REST) * (1 + 2 * _REST)
    return float(odds**1.5)


@torch.no_grad()
def make_objective(
    inputs: Inputs,
    stage: Stage,
    params: Params,
    encoder: Encoder,
    cache: StyleCache,
    *,
    steps: int | None = None,
) -> Objective:
    """Compute the targets of a stage.

    Args:
        inputs: the pictures.
        stage: for which size.
        params: settings of the run.
        encoder: the network that compares.
        cache: keeps what was computed of the paintings.
        steps: how many steps are compared, so that the targets of others are left out; None for all.

    Raises:
        BadRequest: the encoder lacks a layer.
    """
    encoder = encoder.pooled(maximum=params.pooling is Pooling.MAXIMUM)
    resized = inputs.resized(stage.width, stage.height)
    content_weights, style_weights = _weights(params, encoder)
    layers = tuple(dict.fromkeys((*content_weights, *style_weights)))
    chosen = augmentations(stage, params, turning=encoder.turning, members=len(encoder.ensemble))[:steps]
    networks = {each.member: encoder.ensemble[each.member] for each in chosen}
    metrics = {member: {layer: network.metric(layer) for layer in layers} for member, network in networks.items()}
    styles = {
        member: _styles(resized, tuple(style_weights), network, cache, _turns(chosen, member))
        for member, network in networks.items()
    }
    plans = tuple(tiles.tiles(*each.size(stage.height, stage.width), layers) for each in chosen)
    targets = tuple(
        Targets(
            _content(resized, content_weights, each, plan, networks[each.member]),
            _parts(resized, style_weights, [style[each.turn] for style in styles[each.member]], inputs.weights, each),
            metrics[each.member],
            params.style_loss,
            params.normalization,
        )
        for each, plan in zip(chosen, plans, strict=True)
    )
    encoders = tuple(networks[each.member] for each in chosen)
    return Objective(stage, resized, chosen, targets, plans, encoders, params.tv_weight)


def _turns(chosen: Iterable[Augmentation], member: int) -> tuple[int, ...]:
    """The turns that one network of the ensemble uses (see `dihedral`)."""
    return tuple(dict.fromkeys(each.turn for each in chosen if each.member == member))


def _weights(params: Params, encoder: Encoder) -> tuple[dict[str, float], dict[str, float]]:
    content, style = params.content_weight, params.style_weight
    if params.mode is Mode.TRANSFER:
        style *= strength_factor(params.strength)
    if params.normalization is LossNormalization.SHARE:
        style *= encoder.balance
    return (
        _shares(params.content_layers, 0 if params.mode is Mode.TEXTURE else content, encoder),
        _shares(params.style_layers, 0 if params.mode is Mode.RECONSTRUCTION else style, encoder),
    )


def _shares(layers: Mapping[str, float], weight: float, encoder: Encoder) -> dict[str, float]:
    """Distribute ``weight`` over the encoder's nearest layers, in proportion to the given weights."""
    shares: dict[str, float] = {}
    total = sum(layers.values())
    for layer, share in layers.items():
        if share and weight:
            name = nearest(layer, encoder.layers)
            shares[name] = shares.get(name, 0.0) + weight * share / total
    return shares


def _content(
    resized: ResizedInputs,
    weights: Mapping[str, float],
    augmentation: Augmentation,
    plan: tuple[tiles.Tile, ...],
    encoder: Encoder,
) -> dict[str, ContentTarget]:
    if resized.content is None or not weights:
        return {}
    found = tiles.whole_features(augmentation(resized.content), encoder, tuple(weights), plan)
    return {
        layer: ContentTarget(
            weights[layer],
            feature,
            torch.stack([feature.float().square().sum(), feature.new_tensor(feature.numel()).float()]),
        )
        for layer, feature in found.items()
    }


def _styles(
    resized: ResizedInputs, layers: tuple[str, ...], encoder: Encoder, cache: StyleCache, turns: tuple[int, ...]
) -> list[dict[int, dict[str, Moments]]]:
    """The moments of each painting by turn and layer."""
    if not layers:
        return []
    found = []
    for style, mask in zip(resized.styles, resized.masks, strict=True):
        measure = partial(_moments, style, mask, layers, encoder, turns)
        kept = cache.get(_digest(encoder.identity, f"{layers} {turns}", style, mask), measure)
        found.append(
            {
                turn: {layer: kept[layer][number].transformed_by(encoder.metric(layer)) for layer in layers}
                for number, turn in enumerate(turns)
            }
        )
    return found


def _moments(
    style: Tensor, mask: Tensor | None, layers: tuple[str, ...], encoder: Encoder, turns: tuple[int, ...]
) -> dict[str, list[Moments]]:
    """The moments of a painting by layer, for each turn."""
    found: dict[str, list[Moments]] = {layer: [] for layer in layers}
    for turn in turns:
        picture = dihedral(style, turn)
        height, width = picture.shape[-2:]
        part = None if mask is None else dihedral(mask, turn)
        masks = {layer: [None if part is None else _shrunk(part, height, width, layer)] for layer in layers}
        seen = tiles.whole_moments(picture, encoder, masks, tiles.tiles(height, width, layers))
        for layer, (one,) in seen.items():
            found[layer].append(one)
    return found


def _digest(encoder: str, layers: str, *pictures: Tensor | None) -> str:
    digest = hashlib.sha256(f"{encoder} {layers}".encode())
    for picture in pictures:
        digest.update(b"-" if picture is None else picture.cpu().numpy().tobytes())
    return digest.hexdigest()


def _parts(
    resized: ResizedInputs,
    layer_weights: Mapping[str, float],
    styles: list[dict[str, Moments]],
    weights: tuple[float, ...],
    augmentation: Augmentation,
) -> dict[str, tuple[StyleTarget, ...]]:
    """Style targets by layer: one for each region, with the mixture of its paintings."""
    if not layer_weights:
        return {}
    mixtures: dict[int, list[tuple[float, dict[str, Moments]]]] = {}
    regions = {id(region): region for region in resized.regions if region is None or float(region.mean()) > 1e-4}
    for share, style, region in zip(weights, styles, resized.regions, strict=True):
        if share and id(region) in regions:
            mixtures.setdefault(id(region), []).append((share, style))
    seen = {key: None if region is None else augmentation(region) for key, region in regions.items()}
    parts = {
        layer: tuple(
            StyleTarget(
                weight * sum(share for share, _ in mixture),
                mixed([(share, style[layer]) for share, style in mixture]),
                None if (mask := seen[key]) is None else _shrunk(mask, mask.shape[-2], mask.shape[-1], layer),
            )
            for key, mixture in mixtures.items()
        )
        for layer, weight in layer_weights.items()
    }
    return {layer: targets for layer, targets in parts.items() if targets}


def _shrunk(mask: Tensor, height: int, width: int, layer: str) -> Tensor:
    """Resize a mask (1, 1, H, W) to the size of a layer's feature map, (h, w)."""
    return F.interpolate(mask, feature_size(height, width, layer), mode="area")[0, 0]

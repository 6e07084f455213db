"""What the drawing is compared with at one stage of a run, and the comparison itself."""

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
from nst.objective.augmentations import Look, augmentations, dihedral
from nst.objective.losses import ContentTarget, StyleTarget, Targets, total_variation
from nst.objective.moments import Moments, mixed
from nst.params import LossNormalization, Mode, Params, Pooling

_REST = 0.07  # of the odds against the style at strength 1


class StyleCache:
    """The moments of paintings that were used before, so that a style that many choose is looked at once.

    Args:
        entries: how many to keep; one takes up to a few megabytes, and a run needs one for each stage.
    """

    def __init__(self, entries: int = 64) -> None:
        self._entries = entries
        self._known: OrderedDict[str, dict[str, list[Moments]]] = OrderedDict()

    def get(self, key: str, compute: Callable[[], dict[str, list[Moments]]]) -> dict[str, list[Moments]]:
        """What is known under ``key``, else what ``compute`` gives."""
        if key not in self._known:
            self._known[key] = compute()
        self._known.move_to_end(key)
        while len(self._known) > self._entries:
            self._known.popitem(last=False)
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Objective:
    """Everything about one stage.

    Attributes:
        stage: its size and steps.
        view: the pictures at that size.
        looks: how the drawing is looked at, in turn.
        targets: for each look, what the drawing shall be.
        plans: for each look, the tiles to look at it in.
        encoders: for each look, what looks.
        tv_weight: to compare with.
    """

    stage: Stage
    view: ResizedInputs
    looks: tuple[Look, ...]
    targets: tuple[Targets, ...]
    plans: tuple[tuple[tiles.Tile, ...], ...]
    encoders: tuple[Encoder, ...]
    tv_weight: float

    def compare(self, pixels: Tensor, turn: int, scale: float) -> dict[str, Tensor]:
        """The loss terms of the drawing (1, 3, H, W) in one of the looks; its gradient grows by ``scale`` times theirs.

        No gradient is taken when ``scale`` is 0.
        """
        turn %= len(self.looks)
        targets, plan, encoder = self.targets[turn], self.plans[turn], self.encoders[turn]
        with torch.set_grad_enabled(bool(scale)):
            seen = self.looks[turn](pixels)
            if len(plan) > 1:
                gradient = torch.zeros_like(seen) if scale else None
                terms = tiles.tiled_terms(seen.detach(), gradient, encoder, targets, plan, scale)
                if gradient is not None:
                    seen.backward(gradient)  # type: ignore[no-untyped-call]
            else:
                terms = targets.terms(encoder(seen, targets.layers))
                _descend(terms, scale)
            if self.tv_weight:
                terms["tv"] = self.tv_weight * total_variation(pixels)
                _descend({"tv": terms["tv"]}, scale)
        return {name: term.detach() for name, term in terms.items()}


def _descend(terms: Mapping[str, Tensor], scale: float) -> None:
    if scale and terms:
        (torch.stack(list(terms.values())).sum() * scale).backward()  # type: ignore[no-untyped-call]


def strength_factor(strength: float) -> float:
    """Factor of the style weight: 0 at strength 0, 1 at ½, about 65 at 1, beyond which more changes little.

    Odds, as a person's sense is relative; the exponent spreads what can be seen evenly (`docs/quality.md`).
    """
    odds = strength / (1 - strength + _REST) * (1 + 2 * _REST)
    return float(odds**1.5)


@torch.no_grad()
def make_scene(subjects: Inputs, stage: Stage, params: Params, encoder: Encoder, cache: StyleCache) -> Objective:
    """Look at the pictures of a stage.

    Raises:
        BadRequest: a layer that the encoder does not have.
    """
    encoder = encoder.pooled(maximum=params.pooling is Pooling.MAXIMUM)
    view = subjects.view(stage.width, stage.height)
    content_weights, style_weights = _weights(params, encoder)
    layers = tuple(dict.fromkeys((*content_weights, *style_weights)))
    ways = augmentations(stage, params, turning=encoder.turning, members=len(encoder.members))
    members = {look.member: encoder.members[look.member] for look in ways}
    metrics = {number: {layer: member.metric(layer) for layer in layers} for number, member in members.items()}
    styles = {
        number: _styles(view, tuple(style_weights), member, cache, _turns(ways, number))
        for number, member in members.items()
    }
    plans = tuple(tiles.tiles(*look.size(stage.height, stage.width), layers) for look in ways)
    targets = tuple(
        Targets(
            _content(view, content_weights, look, plan, members[look.member]),
            _parts(view, style_weights, [style[look.turn] for style in styles[look.member]], subjects.weights, look),
            metrics[look.member],
            params.style_loss,
            params.formula,
        )
        for look, plan in zip(ways, plans, strict=True)
    )
    encoders = tuple(members[look.member] for look in ways)
    return Objective(stage, view, ways, targets, plans, encoders, params.tv_weight)


def _turns(ways: Iterable[Look], member: int) -> tuple[int, ...]:
    """How pictures are laid down for a member of the encoder."""
    return tuple(dict.fromkeys(look.turn for look in ways if look.member == member))


def _weights(params: Params, encoder: Encoder) -> tuple[dict[str, float], dict[str, float]]:
    content, style = params.content_weight, params.style_weight
    if params.mode is Mode.TRANSFER:
        style *= strength_factor(params.strength)
    if params.formula is LossNormalization.SHARE:
        style *= encoder.balance
    return (
        _shares(params.content_layers, 0 if params.mode is Mode.TEXTURE else content, encoder),
        _shares(params.style_layers, 0 if params.mode is Mode.RECONSTRUCTION else style, encoder),
    )


def _shares(layers: Mapping[str, float], weight: float, encoder: Encoder) -> dict[str, float]:
    """Weights that sum to ``weight``, of the layers that this encoder has instead of those named."""
    shares: dict[str, float] = {}
    total = sum(layers.values())
    for layer, share in layers.items():
        if share and weight:
            name = nearest(layer, encoder.layers)
            shares[name] = shares.get(name, 0.0) + weight * share / total
    return shares


def _content(
    view: ResizedInputs, weights: Mapping[str, float], look: Look, plan: tuple[tiles.Tile, ...], encoder: Encoder
) -> dict[str, ContentTarget]:
    if view.content is None or not weights:
        return {}
    found = tiles.whole_features(look(view.content), encoder, tuple(weights), plan)
    return {
        layer: ContentTarget(
            weights[layer],
            feature,
            torch.stack([feature.float().square().sum(), feature.new_tensor(feature.numel()).float()]),
        )
        for layer, feature in found.items()
    }


def _styles(
    view: ResizedInputs, layers: tuple[str, ...], encoder: Encoder, cache: StyleCache, turns: tuple[int, ...]
) -> list[dict[int, dict[str, Moments]]]:
    """The moments of each painting by turn and layer."""
    if not layers:
        return []
    found = []
    for style, mask in zip(view.styles, view.masks, strict=True):
        look = partial(_moments, style, mask, layers, encoder, turns)
        kept = cache.get(_digest(encoder.identity, f"{layers} {turns}", style, mask), look)
        found.append(
            {
                turn: {layer: kept[layer][number].through(encoder.metric(layer)) for layer in layers}
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
    view: ResizedInputs,
    layer_weights: Mapping[str, float],
    styles: list[dict[str, Moments]],
    weights: tuple[float, ...],
    look: Look,
) -> dict[str, tuple[StyleTarget, ...]]:
    """Style targets by layer: one for the mixture of the paintings that go everywhere, one for each region."""
    parts: dict[str, tuple[StyleTarget, ...]] = {}
    for layer, weight in layer_weights.items():
        everywhere = [
            (share, style[layer])
            for share, style, region in zip(weights, styles, view.regions, strict=True)
            if region is None and share
        ]
        targets = [StyleTarget(weight * sum(s for s, _ in everywhere), mixed(everywhere))] if everywhere else []
        for share, style, region in zip(weights, styles, view.regions, strict=True):
            if region is not None and share and float(region.mean()) > 1e-4:
                whole = look(region)
                mask = _shrunk(whole, whole.shape[-2], whole.shape[-1], layer)
                targets.append(StyleTarget(weight * share, style[layer], mask))
        parts[layer] = tuple(targets)
    return {layer: targets for layer, targets in parts.items() if targets}


def _shrunk(mask: Tensor, height: int, width: int, layer: str) -> Tensor:
    """A mask (1, 1, H, W) at the size of a layer's features, (h, w)."""
    return F.interpolate(mask, feature_size(height, width, layer), mode="area")[0, 0]

"""The loss of a large picture, computed in tiles without seams.

The network sees one tile at a time, with enough surrounding pixels that the features equal those of the whole picture.
Style statistics depend on the whole picture. So a first pass sums the moments of all tiles, which gives the loss and
its gradient with respect to the moments. A second pass propagates that gradient to the pixels. Loss and gradient equal
those of the whole picture, with the memory of one tile and a third more computation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from nst.layers import feature_size
from nst.networks.encoders import Encoder
from nst.objective.losses import ContentTarget, Targets, in_metric
from nst.objective.moments import Moments, moments

CORE = 1024
_REACH, _DEEP_REACH = 96, 144  # in pixels; a feature of VGG19 depends on 85 around it at relu5_1, on 133 at relu5_4
_ALIGN = 16


@dataclass(frozen=True, slots=True)
class Tile:
    """A window of the picture, and the core whose features are used: (top, bottom, left, right) in pixels."""

    window: tuple[int, int, int, int]
    core: tuple[int, int, int, int]

    def cut(self, picture: Tensor) -> Tensor:
        """Cut the window out of (1, C, H, W)."""
        top, bottom, left, right = self.window
        return picture[..., top:bottom, left:right]

    def own(self, feature: Tensor, layer: str) -> Tensor:
        """Cut the core out of the window's features."""
        if self.core == self.window:
            return feature
        stride = _stride(layer)
        (top, _, left, _), (a, b, c, d) = self.window, self.core
        rows, columns = (
            slice((a - top) // stride, (b - top) // stride),
            slice((c - left) // stride, (d - left) // stride),
        )
        return feature[..., rows, columns]

    def place(self, feature: Tensor, layer: str) -> Tensor:
        """Cut the core out of the whole picture's features."""
        stride = _stride(layer)
        a, b, c, d = (edge // stride for edge in self.core)
        return feature[..., a:b, c:d]


def _stride(layer: str) -> int:
    return int(2 ** (int(layer[4]) - 1))


def tiles(height: int, width: int, layers: tuple[str, ...], core: int | None = None) -> tuple[Tile, ...]:
    """The tiles of a picture, in row order; a picture of up to 1.5 times the core's size has one tile."""
    reach = _DEEP_REACH if any(layer[4] == "5" and layer[-1] != "1" for layer in layers) else _REACH
    return tuple(
        Tile((max(a - reach, 0), min(b + reach, height), max(c - reach, 0), min(d + reach, width)), (a, b, c, d))
        for a, b in _spans(height, core or CORE)
        for c, d in _spans(width, core or CORE)
    )


def _spans(length: int, core: int) -> list[tuple[int, int]]:
    count = max(1, round(length / core))
    edges = [round(length * i / count / _ALIGN) * _ALIGN for i in range(count)] + [length]
    return list(pairwise(edges))


@torch.no_grad()
def features(
    picture: Tensor, encoder: Encoder, layers: tuple[str, ...], plan: tuple[Tile, ...]
) -> Iterator[tuple[Tile, Mapping[str, Tensor]]]:
    """Yield each tile with the features of its core, by layer."""
    for tile in plan:
        seen = encoder(tile.cut(picture), layers)
        yield tile, {layer: tile.own(feature, layer) for layer, feature in seen.items()}


def whole_moments(
    picture: Tensor, encoder: Encoder, masks: Mapping[str, list[Tensor | None]], plan: tuple[Tile, ...]
) -> dict[str, list[Moments]]:
    """Compute the moments of a large picture by layer, one for each mask of the layer."""
    sums: dict[str, list[Moments | None]] = {layer: [None] * len(parts) for layer, parts in masks.items()}
    for tile, seen in features(picture, encoder, tuple(masks), plan):
        for layer, parts in masks.items():
            for i, mask in enumerate(parts):
                part = moments(seen[layer], None if mask is None else tile.place(mask, layer))
                sums[layer][i] = _added(sums[layer][i], part)
    return {layer: [_averaged(part) for part in parts] for layer, parts in sums.items()}


def _added(total: Moments | None, part: Moments) -> Moments:
    n = part.positions
    if total is None:
        return Moments(part.mean * n, part.second * n, n)
    return Moments(total.mean + part.mean * n, total.second + part.second * n, total.positions + n)


def _averaged(total: Moments | None) -> Moments:
    assert total is not None  # noqa: S101  there is at least one tile
    n = max(total.positions, 1e-6)
    return Moments(total.mean / n, total.second / n, total.positions)


def tiled_terms(
    picture: Tensor, gradient: Tensor | None, encoder: Encoder, targets: Targets, plan: tuple[Tile, ...], scale: float
) -> dict[str, Tensor]:
    """Compute the loss terms of a large picture.

    Args:
        picture: (1, 3, H, W).
        gradient: if given, receives ``scale`` × the gradient of the terms' sum, added in place.
        encoder: computes the features.
        targets: targets of the whole picture.
        plan: tiles of the picture.
        scale: factor on the gradient.
    """
    masks = {layer: [part.mask for part in parts] for layer, parts in targets.style.items()}
    whole = whole_moments(picture, encoder, masks, plan)
    for part in (part for parts in whole.values() for part in parts):
        part.mean.requires_grad_()
        part.second.requires_grad_()
    with torch.enable_grad():
        terms = targets.style_terms(whole)
        if terms and gradient is not None:
            torch.stack(list(terms.values())).sum().backward()  # type: ignore[no-untyped-call]
    for tile in plan:
        window = tile.cut(picture).detach().clone().requires_grad_()
        with torch.set_grad_enabled(gradient is not None):
            seen = {k: tile.own(f, k) for k, f in encoder(window, targets.layers).items()}
            content = _local(targets, tile).content_terms(seen)
            if gradient is not None:
                losses = [*content.values(), *_linear(whole, seen, masks, tile)]
                (torch.stack(losses).sum() * scale).backward()  # type: ignore[no-untyped-call]
                tile.cut(gradient).add_(window.grad)  # type: ignore[arg-type]
        for name, term in content.items():
            terms[name] = terms.get(name, torch.zeros_like(term)) + term.detach()
    return {name: term.detach() for name, term in terms.items()}


def _linear(
    whole: Mapping[str, list[Moments]],
    seen: Mapping[str, Tensor],
    masks: Mapping[str, list[Tensor | None]],
    tile: Tile,
) -> Iterator[Tensor]:
    """A tile's share of the style loss, linearised; its gradient is exact."""
    for layer, parts in whole.items():
        for part, mask in zip(parts, masks[layer], strict=True):
            own = moments(seen[layer], None if mask is None else tile.place(mask, layer))
            share = own.positions / max(part.positions, 1e-6)
            assert part.mean.grad is not None  # noqa: S101
            assert part.second.grad is not None  # noqa: S101
            yield share * ((part.mean.grad * own.mean).sum() + (part.second.grad * own.second).sum())


def _local(targets: Targets, tile: Tile) -> Targets:
    """The content targets of one tile."""
    content = {
        layer: ContentTarget(target.weight, tile.place(target.feature, layer), target.norm)
        for layer, target in targets.content.items()
    }
    return Targets(content, {}, targets.metrics, targets.kind, targets.normalization)


@torch.no_grad()
def whole_features(
    picture: Tensor, encoder: Encoder, layers: tuple[str, ...], plan: tuple[Tile, ...]
) -> dict[str, Tensor]:
    """Compute the features of a picture, transformed by the metric. Several tiles keep the encoder's dtype."""
    found: dict[str, Tensor] = {}
    height, width = picture.shape[-2:]
    for tile, seen in features(picture, encoder, layers, plan):
        for layer, feature in seen.items():
            values = in_metric(feature, encoder.metric(layer))
            if len(plan) == 1:
                found[layer] = values
                continue
            if layer not in found:
                size = (1, feature.shape[1], *feature_size(height, width, layer))
                found[layer] = torch.empty(size, dtype=feature.dtype, device=feature.device)
            tile.place(found[layer], layer).copy_(values)
    return found

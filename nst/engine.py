"""The optimisation: `stylize` yields a `Progress` after every step and ends with a `Result`.

A run goes from coarse to fine. At each size the targets are measured on both pictures at that size, the picture is
optimised, then enlarged; what the photo has in detail beyond the smaller size is added back, so that the finer
stage starts from a sharp picture.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from nst.colours import matched
from nst.encoders import Encoder
from nst.errors import EngineFailure
from nst.images import fitted
from nst.layers import nearest
from nst.losses import StyleTarget, Targets, total_variation
from nst.optimizers import Stepper
from nst.params import Optimizer, Params, Start
from nst.progress import Losses, Progress, Result
from nst.scales import Stage, schedule

_MAX_RETRIES = 3
_SHRINK = 0.7
_MARGINS = 8
_REACH = 16
_STEP_OVERHEAD = 7000  # pixels that take as long as a step's fixed costs; measured on a CPU
Margin = tuple[int, int, int, int]


def stylize(
    content: Image.Image, style: Image.Image, params: Params, *, encoder: Encoder, device: str = "cpu"
) -> Iterator[Progress]:
    """Paint ``content`` in the style of ``style``.

    Args:
        content: RGB picture of any size; the result has its shape.
        style: RGB picture of any size.
        params: decides everything else.
        encoder: on ``device``, as `nst.weights.load_encoder` returns it.
        device: where to compute.

    Yields:
        Progress after every step. The last one carries the `Result`. Closing the generator cancels the run.

    Raises:
        EngineFailure: not enough memory even for a small picture, or the optimisation diverges.
        BadRequest: a layer that the encoder does not have.
    """
    note = ""
    attempt = params
    while True:
        try:
            yield from _Run(content, style, attempt, encoder=encoder, device=torch.device(device), note=note).steps()
        except RuntimeError as error:
            if not _out_of_memory(error):
                raise
            smaller = int(min(attempt.size, max(content.size)) * _SHRINK)
            if smaller < 64:
                raise EngineFailure(
                    "There is not enough memory for this picture.", hint="Try a smaller size."
                ) from error
            note = f"There was not enough memory for {attempt.size} px, so this is {smaller} px."
            attempt = replace(attempt, size=smaller)
        else:
            return


def _out_of_memory(error: RuntimeError) -> bool:
    told = ("not enough memory", "can't allocate memory")  # the CPU's allocator raises a plain RuntimeError
    return isinstance(error, torch.OutOfMemoryError) or any(text in str(error) for text in told)


@dataclass(frozen=True)
class _Scene:
    """Both pictures at one stage: the photo's pixels (1, 3, H, W) in 0–1, and what the drawing is compared with.

    `targets` belong to `margins`: for each, what the drawing shall be when it is mirrored outwards by that much.
    """

    stage: Stage
    content: Tensor
    margins: tuple[Margin, ...]
    targets: tuple[Targets, ...]


class _Run:
    """One call of `stylize`."""

    def __init__(
        self,
        content: Image.Image,
        style: Image.Image,
        params: Params,
        *,
        encoder: Encoder,
        device: torch.device,
        note: str,
    ) -> None:
        self.content, self.style, self.params = content, style, params
        self.encoder, self.device, self.note = encoder, device, note
        self.stages = schedule(content.size, params)
        # What has been done after each step, if a step costs what its pixels do and a little for being a step at all.
        costs = (stage.pixels + _STEP_OVERHEAD for stage in self.stages for _ in range(stage.steps))
        self.work = tuple(accumulate(costs))
        self.history: list[Losses] = []
        self.begun = time.perf_counter()
        self.stepping_since = self.begun

    def steps(self) -> Iterator[Progress]:
        total = sum(stage.steps for stage in self.stages)
        taken = 0
        drawn: Tensor | None = None
        before: _Scene | None = None
        for number, stage in enumerate(self.stages, start=1):
            scene = self._scene(stage)
            start = self._start(scene) if drawn is None or before is None else _refined(drawn, before, scene)
            if not taken:
                self.stepping_since = time.perf_counter()
            for stepper in self._descend(scene, start):
                taken += 1
                last = taken == total
                yield Progress(
                    step=taken,
                    steps=total,
                    scale=number,
                    scales=len(self.stages),
                    losses=self.history[-1],
                    elapsed=time.perf_counter() - self.begun,
                    remaining=self._remaining(taken),
                    preview=self._preview(stepper),
                    result=self._result(scene, stepper) if last else None,
                )
            drawn, before = stepper.picture, scene

    def _descend(self, scene: _Scene, start: Tensor) -> Iterator[Stepper]:
        """Optimise at one stage, one step a turn. A step into nothing is taken back, the rate halved."""
        params = self.params
        stepper = Stepper(start, params, scene.stage.steps)
        safe, retries, done = start, 0, 0
        while done < scene.stage.steps:
            terms: dict[str, Tensor] = {}
            turn = done % len(scene.margins)
            stepper.step(lambda pixels: self._loss(pixels, scene, turn, terms))  # noqa: B023  called at once
            losses = _losses(terms)
            if not np.isfinite(losses.total) or not bool(stepper.pixels.detach().isfinite().all()):
                retries += 1
                if retries > _MAX_RETRIES:
                    raise EngineFailure("The optimisation diverged.", hint="Try another recipe.")
                params = replace(params, learning_rate=params.learning_rate / 2)
                stepper = Stepper(safe, params, scene.stage.steps - done)
                continue
            done += 1
            if done % 20 == 0:
                safe = stepper.picture
            self.history.append(losses)
            yield stepper

    def _loss(self, pixels: Tensor, scene: _Scene, turn: int, into: dict[str, Tensor]) -> Tensor:
        """The loss of the drawing within one of the margins; its terms go ``into`` the dictionary, for the record."""
        targets = scene.targets[turn]
        terms = targets.terms(self.encoder(_mirrored(pixels, scene.margins[turn]), targets.layers))
        if self.params.tv_weight:
            terms["tv"] = self.params.tv_weight * total_variation(pixels)
        into.clear()
        into.update({name: term.detach() for name, term in terms.items()})
        return torch.stack(list(terms.values())).sum() if terms else pixels.sum() * 0

    @torch.no_grad()
    def _scene(self, stage: Stage) -> _Scene:
        params = self.params
        content = self._tensor(self.content, (stage.width, stage.height))
        style = self._tensor(self.style, fitted(self.style.size, max(stage.width, stage.height)))
        # The photo takes the painting's palette first: the optimiser is slow at it, and content should not resist it.
        content = torch.lerp(content, matched(content, style), _palette(params.strength))
        content_weights = _shares(params.content_layers, params.content_weight, self.encoder)
        style_weights = _shares(params.style_layers, params.style_weight * emphasis(params.strength), self.encoder)
        features = self.encoder(style, list(style_weights))
        styles = {k: (w, StyleTarget.of(features[k])) for k, w in style_weights.items()}
        margins = self._margins(stage)
        targets = []
        for margin in margins:
            features = self.encoder(_mirrored(content, margin), list(content_weights))
            contents = {k: (w, features[k].float()) for k, w in content_weights.items()}
            targets.append(Targets(contents, styles, params.style_loss))
        return _Scene(stage, content, margins, tuple(targets))

    def _margins(self, stage: Stage) -> tuple[Margin, ...]:
        """Margins to look at the picture with, in turn.

        Pooling lays a grid over what it sees, and a grid that never moves is painted into the picture. L-BFGS has one
        margin only: its curvature estimates need the same loss at every step.
        """
        reach = min(_REACH, min(stage.width, stage.height) // 8)
        if self.params.optimizer is Optimizer.LBFGS or reach < 2:
            return ((0, 0, 0, 0),)
        random = np.random.default_rng((self.params.seed, stage.width, stage.height))
        offsets = [(0, 0), *random.integers(0, reach + 1, (_MARGINS - 1, 2)).tolist()]
        return tuple((int(x), reach - int(x), int(y), reach - int(y)) for x, y in offsets)

    def _start(self, scene: _Scene) -> Tensor:
        match self.params.start:
            case Start.CONTENT:
                return scene.content
            case Start.STYLE:
                return self._tensor(self.style, (scene.stage.width, scene.stage.height))
            case Start.NOISE:
                random = torch.Generator().manual_seed(self.params.seed)
                noise = torch.randn(scene.content.shape, generator=random) * 0.1 + 0.5
                return noise.clamp(0, 1).to(self.device)

    def _tensor(self, image: Image.Image, size: tuple[int, int]) -> Tensor:
        resized = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
        pixels = torch.from_numpy(np.asarray(resized, dtype=np.float32) / 255)
        return pixels.permute(2, 0, 1)[None].to(self.device)

    def _remaining(self, taken: int) -> float:
        """Seconds to come, at the speed so far."""
        done = self.work[taken - 1]
        return (time.perf_counter() - self.stepping_since) * (self.work[-1] - done) / done

    def _preview(self, stepper: Stepper) -> Callable[[int], Image.Image]:
        def draw(long_side: int) -> Image.Image:
            # Always of one size, also while the drawing itself is still small: a message must not jump as it grows.
            final = self.stages[-1]
            size = fitted((final.width, final.height), long_side)
            return _image(stepper.picture).resize(size, Image.Resampling.BILINEAR)

        return draw

    @torch.no_grad()
    def _result(self, scene: _Scene, stepper: Stepper) -> Result:
        measured = []
        for pixels in (scene.content, stepper.picture):
            terms: dict[str, Tensor] = {}
            self._loss(pixels, scene, 0, terms)
            measured.append(_losses(terms))
        return Result(
            image=_image(stepper.picture),
            history=tuple(self.history),
            first=measured[0],
            last=measured[1],
            seconds=time.perf_counter() - self.begun,
            steps=len(self.history),
            encoder=self.encoder.name,
            device=str(self.device),
            params=self.params,
            note=self.note,
        )


def emphasis(strength: float) -> float:
    """Factor of the style weight: 0 at strength 0, 1 at ½, about 1000 at 1: odds, as a person's sense is relative."""
    odds = strength / max(1 - strength, 0.01)
    return float(odds**1.5)


def _palette(strength: float) -> float:
    """How far the photo's colours are moved to the painting's before it is painted: all the way from strength ½ on."""
    return min(1.0, 2 * strength)


def _shares(layers: Mapping[str, float], weight: float, encoder: Encoder) -> dict[str, float]:
    """Weights that sum to ``weight``, of the layers that this encoder has instead of those named."""
    shares: dict[str, float] = {}
    total = sum(layers.values())
    for layer, share in layers.items():
        if share and weight:
            name = nearest(layer, encoder.layers)
            shares[name] = shares.get(name, 0.0) + weight * share / total
    return shares


def _refined(drawn: Tensor, before: _Scene, scene: _Scene) -> Tensor:
    """``drawn`` enlarged to the scene's size, with the photo's detail that the smaller size could not hold."""

    def enlarged(pixels: Tensor) -> Tensor:
        return F.interpolate(pixels, scene.content.shape[-2:], mode="bicubic", align_corners=False)

    return (enlarged(drawn) + scene.content - enlarged(before.content)).clamp(0, 1)


def _mirrored(pixels: Tensor, margin: Margin) -> Tensor:
    """``pixels`` with its border mirrored outwards by (left, right, top, bottom) pixels."""
    return F.pad(pixels, margin, mode="reflect") if any(margin) else pixels


def _losses(terms: Mapping[str, Tensor]) -> Losses:
    values = torch.stack(list(terms.values())).tolist() if terms else []
    by_layer = dict(zip(terms, values, strict=True))
    tv = by_layer.pop("tv", 0.0)
    content = sum(v for k, v in by_layer.items() if k.startswith("content"))
    style = sum(v for k, v in by_layer.items() if k.startswith("style"))
    return Losses(total=content + style + tv, content=content, style=style, tv=tv, by_layer=by_layer)


def _image(pixels: Tensor) -> Image.Image:
    array = pixels[0].permute(1, 2, 0).mul(255).round().clamp(0, 255).to(torch.uint8).cpu().numpy()
    return Image.fromarray(np.ascontiguousarray(array))

"""One optimisation: `run` yields a `Progress` after every step and ends with a `Result`.

A run goes from coarse to fine. At each size it computes the targets from the pictures at that size and optimises the
iterate. Then it upsamples the iterate and adds the photo's detail that the smaller size could not hold, so that the
finer stage starts from a sharp picture.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from nst.engine import memory
from nst.engine.forecasts import Forecast
from nst.engine.initial import initial_drawing
from nst.engine.optimizers import PixelOptimizer
from nst.errors import BadRequest, EngineFailure
from nst.images import fit_size
from nst.inputs.pictures import Inputs, Styles, as_styles
from nst.inputs.stages import Stage, schedule
from nst.networks.encoders import Encoder
from nst.objective.objective import Objective, StyleCache, make_objective
from nst.params import Init, Optimizer, Params
from nst.progress import Losses, Progress, Result

_MAX_RETRIES = 3
_SHRINK, _SMALLEST = 0.7, 64
_EXPLODED = 1e4  # factor on the best loss plus the weights: a picture that already fits may get worse
_SAFE_RATE = 0.015


@dataclass(frozen=True, slots=True)
class Options:
    """Arguments of a run besides its pictures and `Params`: see `nst.api.stylize`."""

    encoder: Encoder
    device: str = "cpu"
    start: Image.Image | None = None
    mask: Image.Image | None = None
    time_limit: float | None = None
    cache: StyleCache = field(default_factory=StyleCache)

    @property
    def torch_device(self) -> torch.device:
        """The device."""
        return torch.device(self.device)


def run(content: Image.Image | None, styles: Styles, params: Params, options: Options) -> Iterator[Progress]:
    """Paint one picture; see `nst.api.stylize`. With too little memory it is smaller, and the result's note says so."""
    paintings = as_styles(styles)
    note = ""
    attempt = params
    while True:
        inputs = Inputs(content, paintings, attempt, options.torch_device, options.mask)
        smaller = _smaller(inputs, attempt)
        if not _too_large(inputs, attempt, options) or smaller < _SMALLEST:
            try:
                yield from _Run(inputs, attempt, options, note).steps()
            except RuntimeError as error:
                if not _out_of_memory(error):
                    raise
                if smaller < _SMALLEST:
                    raise EngineFailure(
                        "There is not enough memory for this picture.", hint="Try a smaller size.", code="memory"
                    ) from error
            else:
                return
        note = f"There was not enough memory for {params.size} px, so this is {smaller} px."
        attempt = replace(attempt, size=smaller)


def _too_large(inputs: Inputs, params: Params, options: Options) -> bool:
    free = memory.available(options.device)
    return free is not None and forecast(inputs, params, options.encoder) > free


def forecast(inputs: Inputs, params: Params, encoder: Encoder) -> int:
    """Estimate the bytes that a run needs besides the network."""
    regions = sum(style.region is not None for style in inputs.styles)
    size, paintings = fit_size(inputs.shape, params.size), inputs.style_sizes(params.size)
    return memory.needed(*size, encoder, paintings, regions=regions)


def _smaller(inputs: Inputs, params: Params) -> int:
    return int(min(params.size, max(inputs.shape)) * _SHRINK)


def _out_of_memory(error: RuntimeError) -> bool:
    told = ("not enough memory", "can't allocate memory")  # the CPU's allocator raises a plain RuntimeError
    return isinstance(error, torch.OutOfMemoryError) or any(text in str(error) for text in told)


class _Run:
    """One attempt of `run`, at one size."""

    def __init__(self, inputs: Inputs, params: Params, options: Options, note: str) -> None:
        if params.init is Init.IMAGE and options.start is None:
            raise BadRequest("There is no picture to start from.", hint="Give one, or start from the content.")
        self.inputs, self.params, self.options, self.note = inputs, params, options, note
        self.stages = schedule(inputs.shape, params)
        self.total = sum(stage.steps for stage in self.stages)
        self.history: list[Losses] = []
        self.begun = time.perf_counter()
        self.deadline = None if options.time_limit is None else self.begun + options.time_limit

    def steps(self) -> Iterator[Progress]:
        final = self._objective(self.stages[-1])
        first = measured(final, self._initial(final))
        forecast = Forecast(self.stages, self._cost(final))
        drawn: Tensor | None = None
        before: Objective | None = None
        for number, stage in enumerate(self.stages):
            objective = final if stage is self.stages[-1] else self._objective(stage)
            if drawn is None or before is None:
                start = self._initial(objective)
            else:
                start = _upsampled(drawn, before, objective)
            since = time.perf_counter()
            for optimizer in self._optimize(objective, start):
                forecast.record(number, time.perf_counter() - since)
                over = self.deadline is not None and time.perf_counter() >= self.deadline
                last = over or len(self.history) == self.total
                result = self._result(optimizer.picture, objective, final, first) if last else None
                yield self._progress(number, optimizer, 0.0 if last else forecast.remaining, result)
                if last:
                    return
                since = time.perf_counter()
            drawn, before = optimizer.picture, objective

    def _optimize(self, objective: Objective, start: Tensor) -> Iterator[PixelOptimizer]:
        """Yield after each step of one stage. Undo a diverged step and halve the learning rate."""
        params, steps = self.params, objective.stage.steps
        optimizer = PixelOptimizer(start, params, steps)
        safe, retries, done, limit = start, 0, 0, float("inf")
        recent: deque[Losses] = deque(maxlen=len(set(objective.encoders)))  # each network has its own losses
        while done < steps:
            losses = _step(optimizer, objective, done)
            if not losses.total <= limit or not bool(optimizer.pixels.detach().isfinite().all()):
                retries += 1
                if retries > _MAX_RETRIES:
                    raise EngineFailure("The optimisation diverged.", hint="Try another recipe.", code="diverged")
                params = _retry_params(params)
                optimizer = PixelOptimizer(safe, params, steps - done)
                continue
            limit = min(limit, _EXPLODED * (losses.total + params.content_weight + params.style_weight))
            done += 1
            if done % 20 == 0:
                safe = optimizer.picture
            recent.append(losses)
            self.history.append(_mean(recent))
            yield optimizer

    def _objective(self, stage: Stage) -> Objective:
        return make_objective(self.inputs, stage, self.params, self.options.encoder, self.options.cache)

    def _initial(self, objective: Objective) -> Tensor:
        size = (objective.stage.width, objective.stage.height)
        return initial_drawing(self.inputs, objective.resized, size, self.params, self.options.start)

    def _cost(self, objective: Objective) -> float:
        """Measure the seconds of one step."""
        pixels = self._initial(objective).clone().requires_grad_()
        costs = []
        for _ in range(2):  # the first step also prepares what later steps reuse
            since = time.perf_counter()
            _losses(objective.compare(pixels, 0, 1.0))
            costs.append(time.perf_counter() - since)
        return costs[-1]

    def _progress(self, stage: int, optimizer: PixelOptimizer, remaining: float, result: Result | None) -> Progress:
        return Progress(
            step=len(self.history),
            steps=self.total,
            scale=stage + 1,
            scales=len(self.stages),
            losses=self.history[-1],
            elapsed=time.perf_counter() - self.begun,
            remaining=remaining,
            preview=self._preview(optimizer),
            result=result,
        )

    def _preview(self, optimizer: PixelOptimizer) -> Callable[[int], Image.Image]:
        def draw(long_side: int) -> Image.Image:
            # The same size at every stage, so that a message with the preview does not jump.
            final = self.stages[-1]
            return self.inputs.finished(optimizer.picture, fit_size((final.width, final.height), long_side))

        return draw

    def _result(self, drawn: Tensor, objective: Objective, final: Objective, first: Losses) -> Result:
        note = self.note
        if len(self.history) < self.total:
            note = f"{note} The time was up after step {len(self.history)}; this is how far it came.".strip()
        if objective is not final:
            drawn = _upsampled(drawn, objective, final)
        return Result(
            image=self.inputs.finished(drawn),
            history=tuple(self.history),
            first=first,
            last=measured(final, drawn),
            seconds=time.perf_counter() - self.begun,
            steps=len(self.history),
            encoder=self.options.encoder.name,
            device=str(self.inputs.device),
            params=self.params,
            note=note,
        )


@torch.no_grad()
def measured(objective: Objective, pixels: Tensor) -> Losses:
    """The losses of a picture, (1, 3, H, W) in 0–1."""
    return _losses(objective.compare(pixels, 0, 0.0))


def _step(optimizer: PixelOptimizer, objective: Objective, number: int) -> Losses:
    """Take a step and return its losses."""
    terms: dict[str, Tensor] = {}

    def evaluate(pixels: Tensor, scale: float) -> Tensor:
        terms.update(objective.compare(pixels, number, scale))
        return torch.stack(list(terms.values())).sum() if terms else pixels.new_zeros(())

    optimizer.step(evaluate)
    return _losses(terms)


def _retry_params(params: Params) -> Params:
    """Parameters after a diverged step: half the learning rate. Adam replaces L-BFGS, which would diverge again."""
    if params.optimizer is Optimizer.LBFGS:
        return replace(params, optimizer=Optimizer.ADAM, learning_rate=_SAFE_RATE, as_published=False, clip_every=1)
    return replace(params, learning_rate=params.learning_rate / 2)


def _upsampled(drawn: Tensor, before: Objective, after: Objective) -> Tensor:
    """Upsample ``drawn`` to the size of ``after`` and add the photo's detail that the smaller size could not hold."""
    size = (after.stage.height, after.stage.width)

    def enlarged(pixels: Tensor) -> Tensor:
        return F.interpolate(pixels, size, mode="bicubic", align_corners=False)

    larger = enlarged(drawn)
    if after.resized.content is not None and before.resized.content is not None and after.targets[0].content:
        larger = larger + after.resized.content - enlarged(before.resized.content)
    return larger.clamp(0, 1)


def _mean(losses: Collection[Losses]) -> Losses:
    def mean(values: Iterable[float]) -> float:
        return sum(values) / len(losses)

    return Losses(
        total=mean(each.total for each in losses),
        content=mean(each.content for each in losses),
        style=mean(each.style for each in losses),
        tv=mean(each.tv for each in losses),
        by_layer={layer: mean(each.by_layer[layer] for each in losses) for layer in next(iter(losses)).by_layer},
    )


def _losses(terms: Mapping[str, Tensor]) -> Losses:
    values = torch.stack(list(terms.values())).tolist() if terms else []
    by_layer = dict(zip(terms, values, strict=True))
    tv = by_layer.pop("tv", 0.0)
    content = sum(v for k, v in by_layer.items() if k.startswith("content"))
    style = sum(v for k, v in by_layer.items() if k.startswith("style"))
    return Losses(total=content + style + tv, content=content, style=style, tv=tv, by_layer=by_layer)

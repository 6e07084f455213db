"""The optimisation: `stylize` yields a `Progress` after every step and ends with a `Result`.

A run goes from coarse to fine. At each size the targets are measured on the pictures at that size, the drawing is
optimised, then enlarged; what the photo has in detail beyond the smaller size is added back, so that the finer stage
starts from a sharp picture.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from nst.engine import memory
from nst.engine.forecasts import Forecast
from nst.engine.optimizers import PixelOptimizer
from nst.errors import BadRequest, EngineFailure
from nst.images import fit_size
from nst.inputs.colours import matched
from nst.inputs.pictures import Inputs, Style
from nst.inputs.stages import Stage, schedule
from nst.networks.encoders import Encoder
from nst.objective.objective import Objective, StyleCache, make_scene
from nst.params import Colours, Init, Mode, Optimizer, Params
from nst.progress import Losses, Progress, Result

_MAX_RETRIES = 3
_SHRINK, _SMALLEST = 0.7, 64
_EXPLODED = 1e4  # times the best loss, and the weights: a picture that fits already may get worse
_SAFE_RATE = 0.015
Styles = Image.Image | Style | Sequence[Image.Image | Style]


def stylize(
    content: Image.Image | None,
    styles: Styles,
    params: Params,
    *,
    encoder: Encoder,
    device: str = "cpu",
    start: Image.Image | None = None,
    time_limit: float | None = None,
    cache: StyleCache | None = None,
) -> Iterator[Progress]:
    """Paint ``content`` in the style of ``styles``.

    Args:
        content: RGB or RGBA picture of any size; the result has its shape and its transparency. None in a texture.
        styles: an RGB picture of any size, or several, with the weights ``params.mix``; as `Style` with a region of the
            result each, outside of which the photo stays as it is. None (an empty list) in a reconstruction.
        params: decides everything else.
        encoder: on ``device``, as `nst.networks.weights.load_encoder` returns it.
        device: where to compute.
        start: what to start from with `Init.IMAGE`, of any size.
        time_limit: seconds after which the best picture so far is the result.
        cache: keeps what was seen of paintings from run to run.

    Yields:
        Progress after every step. The last one carries the `Result`. Closing the generator cancels the run.

    Raises:
        EngineFailure: not enough memory even for a small picture, or the optimisation diverges.
        BadRequest: a picture is missing, or a layer that the encoder does not have.
    """
    if params.sheet:
        from nst.engine.sheets import draw_sheet  # noqa: PLC0415  it draws by calling this function

        yield from draw_sheet(content, styles, params, encoder=encoder, device=device, time_limit=time_limit)
        return
    paintings = [styles] if isinstance(styles, Image.Image | Style) else styles
    known = [style if isinstance(style, Style) else Style(style) for style in paintings]
    note = ""
    attempt = params
    while True:
        subjects = Inputs(content, known, attempt, torch.device(device))
        if _too_large(subjects, attempt, encoder, device) and (smaller := _smaller(subjects, attempt)) >= _SMALLEST:
            note = _shrunk_note(params.size, smaller)
            attempt = replace(attempt, size=smaller)
            continue
        try:
            run = _Run(
                subjects, attempt, encoder, note, start=start, time_limit=time_limit, cache=cache or StyleCache()
            )
            yield from run.steps()
        except RuntimeError as error:
            if not _out_of_memory(error):
                raise
            smaller = _smaller(subjects, attempt)
            if smaller < _SMALLEST:
                raise EngineFailure(
                    "There is not enough memory for this picture.", hint="Try a smaller size.", code="memory"
                ) from error
            note = _shrunk_note(params.size, smaller)
            attempt = replace(attempt, size=smaller)
        else:
            return


def _too_large(subjects: Inputs, params: Params, encoder: Encoder, device: str) -> bool:
    free = memory.available(device)
    return free is not None and memory.needed(*fit_size(subjects.shape, params.size), encoder) > free


def _smaller(subjects: Inputs, params: Params) -> int:
    return int(min(params.size, max(subjects.shape)) * _SHRINK)


def _shrunk_note(size: int, smaller: int) -> str:
    return f"There was not enough memory for {size} px, so this is {smaller} px."


def _out_of_memory(error: RuntimeError) -> bool:
    told = ("not enough memory", "can't allocate memory")  # the CPU's allocator raises a plain RuntimeError
    return isinstance(error, torch.OutOfMemoryError) or any(text in str(error) for text in told)


class _Run:
    """One attempt of a call of `stylize`."""

    def __init__(
        self,
        subjects: Inputs,
        params: Params,
        encoder: Encoder,
        note: str,
        *,
        start: Image.Image | None,
        time_limit: float | None,
        cache: StyleCache,
    ) -> None:
        if params.start is Init.IMAGE and start is None:
            raise BadRequest("There is no picture to start from.", hint="Give one, or start from the content.")
        self.subjects, self.params, self.encoder, self.note = subjects, params, encoder, note
        self.image, self.cache = start, cache
        self.stages = schedule(subjects.shape, params)
        self.history: list[Losses] = []
        self.begun = time.perf_counter()
        self.deadline = None if time_limit is None else self.begun + time_limit

    def steps(self) -> Iterator[Progress]:
        final = self._scene(self.stages[-1])
        first = self._measured(final, self._first_drawing(final))
        forecast = Forecast(self.stages, self._cost(final))
        drawn: Tensor | None = None
        before: Objective | None = None
        for number, stage in enumerate(self.stages, start=1):
            scene = final if stage is self.stages[-1] else self._scene(stage)
            start = self._first_drawing(scene) if drawn is None or before is None else _upsampled(drawn, before, scene)
            since = time.perf_counter()
            for stepper in self._descend(scene, start):
                forecast.took(number - 1, time.perf_counter() - since)
                over = self.deadline is not None and time.perf_counter() >= self.deadline
                last = over or len(self.history) == sum(stage.steps for stage in self.stages)
                yield Progress(
                    step=len(self.history),
                    steps=sum(stage.steps for stage in self.stages),
                    scale=number,
                    scales=len(self.stages),
                    losses=self.history[-1],
                    elapsed=time.perf_counter() - self.begun,
                    remaining=0.0 if last else forecast.remaining,
                    preview=self._preview(stepper),
                    result=self._result(stepper.picture, scene, final, first) if last else None,
                )
                if last:
                    return
                since = time.perf_counter()
            drawn, before = stepper.picture, scene

    def _descend(self, scene: Objective, start: Tensor) -> Iterator[PixelOptimizer]:
        """Optimise at one stage, one step a turn. A step into nothing is taken back, the rate halved."""
        params = self.params
        stepper = PixelOptimizer(start, params, scene.stage.steps)
        safe, retries, done, limit = start, 0, 0, float("inf")
        recent: deque[Losses] = deque(maxlen=len(set(scene.encoders)))  # each network has losses of its own
        while done < scene.stage.steps:
            terms: dict[str, Tensor] = {}

            def evaluate(pixels: Tensor, scale: float) -> Tensor:
                terms.update(scene.compare(pixels, done, scale))  # noqa: B023  called at once
                return torch.stack(list(terms.values())).sum() if terms else pixels.new_zeros(())  # noqa: B023

            stepper.step(evaluate)
            losses = _losses(terms)
            if not losses.total <= limit or not bool(stepper.pixels.detach().isfinite().all()):
                retries += 1
                if retries > _MAX_RETRIES:
                    raise EngineFailure("The optimisation diverged.", hint="Try another recipe.", code="diverged")
                params = _retry_params(params)
                stepper = PixelOptimizer(safe, params, scene.stage.steps - done)
                continue
            limit = min(limit, _EXPLODED * (losses.total + params.content_weight + params.style_weight))
            done += 1
            if done % 20 == 0:
                safe = stepper.picture
            recent.append(losses)
            self.history.append(_mean(recent))
            yield stepper

    def _scene(self, stage: Stage) -> Objective:
        return make_scene(self.subjects, stage, self.params, self.encoder, self.cache)

    def _first_drawing(self, scene: Objective) -> Tensor:
        params, view = self.params, scene.view
        size = (scene.stage.width, scene.stage.height)
        start = params.start
        if start in {Init.CONTENT, Init.MATCHED} and (view.content is None or params.mode is Mode.RECONSTRUCTION):
            start = Init.NOISE  # there is no photo, or it is what shall be found
        if start is Init.STYLE and not view.styles:
            start = Init.NOISE
        match start:
            case Init.IMAGE if self.image is not None:
                return self.subjects.tensor(self.image.convert("RGB"), size)
            case Init.CONTENT if view.content is not None:
                return view.content
            case Init.MATCHED if view.content is not None:
                return matched(view.content, view.styles[0])
            case Init.STYLE:
                return self.subjects.tensor(self.subjects.styles[0].image, size)
            case _:
                random = torch.Generator().manual_seed(params.seed)
                noise = (torch.randn((1, 3, size[1], size[0]), generator=random) * 0.1 + 0.5).clamp(0, 1)
                noise = noise.to(self.subjects.device)
                return matched(noise, view.styles[0]) if view.styles and params.colours is not Colours.FREE else noise

    def _cost(self, scene: Objective) -> float:
        """Seconds that a step at that scene takes."""
        pixels = self._first_drawing(scene).clone().requires_grad_()
        costs = []
        for _ in range(2):  # the first time much has to be prepared
            since = time.perf_counter()
            _losses(scene.compare(pixels, 0, 1.0))
            costs.append(time.perf_counter() - since)
        return costs[-1]

    @torch.no_grad()
    def _measured(self, scene: Objective, pixels: Tensor) -> Losses:
        return _losses(scene.compare(pixels, 0, 0.0))

    def _preview(self, stepper: PixelOptimizer) -> Callable[[int], Image.Image]:
        def draw(long_side: int) -> Image.Image:
            # Always of one size, also while the drawing itself is still small: a message must not jump as it grows.
            final = self.stages[-1]
            return self.subjects.finished(stepper.picture, fit_size((final.width, final.height), long_side))

        return draw

    def _result(self, drawn: Tensor, scene: Objective, final: Objective, first: Losses) -> Result:
        note = self.note
        if len(self.history) < sum(stage.steps for stage in self.stages):
            note = f"{note} The time was up after step {len(self.history)}; this is how far it came.".strip()
        if scene is not final:
            drawn = _upsampled(drawn, scene, final)
        return Result(
            image=self.subjects.finished(drawn),
            history=tuple(self.history),
            first=first,
            last=self._measured(final, drawn),
            seconds=time.perf_counter() - self.begun,
            steps=len(self.history),
            encoder=self.encoder.name,
            device=str(self.subjects.device),
            params=self.params,
            note=note,
        )


def _retry_params(params: Params) -> Params:
    """After a step into nothing: half the rate; instead of L-BFGS, which would only run there again, Adam."""
    if params.optimizer is Optimizer.LBFGS:
        return replace(params, optimizer=Optimizer.ADAM, learning_rate=_SAFE_RATE, plain=False, clip_every=1)
    return replace(params, learning_rate=params.learning_rate / 2)


def _upsampled(drawn: Tensor, before: Objective, scene: Objective) -> Tensor:
    """``drawn`` enlarged to the scene's size, with the photo's detail that the smaller size could not hold."""
    size = (scene.stage.height, scene.stage.width)

    def enlarged(pixels: Tensor) -> Tensor:
        return F.interpolate(pixels, size, mode="bicubic", align_corners=False)

    larger = enlarged(drawn)
    if scene.view.content is not None and before.view.content is not None and scene.targets[0].content:
        larger = larger + scene.view.content - enlarged(before.view.content)
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

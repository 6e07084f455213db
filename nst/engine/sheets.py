"""A sheet of panels by layer depth: what each layer of an encoder represents of a style or of a photo.

In a sheet of textures every panel adds the next deeper layer (Gatys et al. 2015, *Texture Synthesis Using Convolutional
Neural Networks*, figure 2). With a photo, every panel shows the photo in the style of a single layer. In a sheet of
reconstructions every panel shows what one layer keeps of the photo. A sheet of styles shows one photo in several, and
a sheet of drafts one photo in one style with other settings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw, ImageFont

from nst.drafts import drafts
from nst.engine.run import Options, run
from nst.images import fit_image
from nst.inputs.pictures import Styles, as_styles, require_pictures
from nst.objective.objective import StyleCache
from nst.params import Colours, Init, Mode, Params
from nst.progress import Progress, Result
from nst.recipes import recipe

_COLUMNS = 3
_GAP, _CAPTION, _FONT = 8, 30, 18
_DRAFT_SIZE = 320  # long side of a draft in pixels, at most
_INK, _PAPER = (40, 40, 40), (255, 255, 255)


def draw_sheet(content: Image.Image | None, styles: Styles, params: Params, options: Options) -> Iterator[Progress]:
    """Paint the panels of a sheet one by one; see `nst.api.stylize`. ``params.size`` is about the sheet's long side.

    The result's losses and history are those of the last panel.

    Raises:
        BadRequest: the mode needs a picture that is missing.
    """
    require_pictures(content, as_styles(styles), params)
    if params.mode is Mode.TRANSFER:
        quick = [(str(number), styles, _quick(draft)) for number, draft in enumerate(drafts(params), 1)]
        yield from _draw(_Sheet([], len(quick), 2), content, quick, params, options)
        return
    options = replace(options, mask=None)
    panels = _panels(params, alone=content is not None)
    small = None if content is None else fit_image(content, params.size)
    original = fit_image(_original(content, styles, params), panels[0][1].size)
    sheet = _Sheet([("original", original)], len(panels) + 1, _COLUMNS)
    yield from _draw(sheet, small, [(caption, styles, panel) for caption, panel in panels], params, options)


def draw_styles(
    content: Image.Image,
    styles: Mapping[str, Image.Image],
    params: Params,
    options: Options,
) -> Iterator[Progress]:
    """Paint the photo in each style, a panel each; see `nst.api.compare_styles`."""
    columns = math.ceil(math.sqrt(len(styles)))
    each = replace(params, size=_panel_size(params.size, columns))
    panels = [(caption, painting, each) for caption, painting in styles.items()]
    yield from _draw(_Sheet([], len(panels), columns), content, panels, params, options)


@dataclass(frozen=True)
class _Sheet:
    """The panels that are finished, with their captions, of a sheet for ``count``."""

    drawn: list[tuple[str, Image.Image]]
    count: int
    columns: int


def _draw(
    sheet: _Sheet,
    content: Image.Image | None,
    panels: Sequence[tuple[str, Styles, Params]],
    params: Params,
    options: Options,
) -> Iterator[Progress]:
    options, time_limit = replace(options, start=None, cache=StyleCache()), options.time_limit
    total, done, elapsed = sum(panel.steps for *_, panel in panels), 0, 0.0
    for number, (caption, styles, panel) in enumerate(panels):
        limit = None if time_limit is None else max((time_limit - elapsed) / (len(panels) - number), 0.1)
        for progress in run(content, styles, panel, replace(options, time_limit=limit)):
            later = progress.elapsed / progress.step * (total - done - panel.steps)
            finished = None
            if progress.result is not None:
                sheet.drawn.append((caption, progress.result.image))
                if number == len(panels) - 1:
                    finished = _result(progress.result, sheet, params, elapsed + progress.elapsed, total)
            yield replace(
                progress,
                step=total if finished else done + progress.step,
                steps=total,
                scale=number + 1,
                scales=len(panels),
                elapsed=elapsed + progress.elapsed,
                remaining=progress.remaining + later,
                preview=_preview(sheet, caption, progress, panel.size),
                result=finished,
            )
        done, elapsed = done + panel.steps, elapsed + progress.elapsed


def _panel_size(size: int, columns: int) -> int:
    return max(64, (size - _GAP * (columns + 1)) // columns)


def _quick(params: Params) -> Params:
    """A small and short version of one picture."""
    draft = recipe("draft")
    size = min(_panel_size(params.size, 2), _DRAFT_SIZE)
    return replace(params, size=size, steps=min(params.steps, draft.steps), scales=min(params.scales, draft.scales))


def _panels(params: Params, *, alone: bool) -> list[tuple[str, Params]]:
    """Caption and parameters of each panel. With ``alone``, each panel uses one style layer, on the photo."""
    layers = [f"relu{level}_1" for level in range(1, 6)]
    size = _panel_size(params.size, _COLUMNS)
    each = replace(params, sheet=False, size=size, steps=max(1, params.steps // len(layers)))
    if params.mode is Mode.RECONSTRUCTION:
        return [(name, replace(each, content_layers={name: 1.0})) for name in layers]
    if alone:
        each = replace(each, mode=Mode.TRANSFER, content_weight=0.0, init=Init.CONTENT, colours=Colours.FREE)
        return [(name, replace(each, style_layers={name: 1.0})) for name in layers]
    shown = [layers[: i + 1] for i in range(len(layers))]
    return [
        (("up to " if i else "") + names[-1], replace(each, style_layers=dict.fromkeys(names, 1.0)))
        for i, names in enumerate(shown)
    ]


def _original(content: Image.Image | None, styles: Styles, params: Params) -> Image.Image:
    if params.mode is Mode.RECONSTRUCTION and content is not None:
        return content.convert("RGB")
    return as_styles(styles)[0].image


def _preview(sheet: _Sheet, caption: str, progress: Progress, size: int) -> Callable[[int], Image.Image]:
    now = replace(sheet, drawn=list(sheet.drawn))

    def draw(long_side: int) -> Image.Image:
        panels = [] if progress.result is not None else [(caption, progress.preview(size))]
        return fit_image(_composed(replace(now, drawn=[*now.drawn, *panels])), long_side)

    return draw


def _composed(sheet: _Sheet) -> Image.Image:
    """Arrange the panels in rows with captions, with space for those that are missing."""
    panels = sheet.drawn
    width = max(image.width for _, image in panels)
    height = max(image.height for _, image in panels)
    columns = min(sheet.columns, sheet.count)
    rows = -(-sheet.count // columns)
    paper = Image.new("RGB", (columns * (width + _GAP) + _GAP, rows * (height + _GAP + _CAPTION) + _GAP), _PAPER)
    draw = ImageDraw.Draw(paper)
    font = ImageFont.load_default(size=_FONT)
    for number, (caption, image) in enumerate(panels):
        left = _GAP + number % columns * (width + _GAP)
        top = _GAP + number // columns * (height + _GAP + _CAPTION)
        paper.paste(image.convert("RGB"), (left + (width - image.width) // 2, top + (height - image.height) // 2))
        draw.text((left + width / 2, top + height + _CAPTION / 2), caption, fill=_INK, font=font, anchor="mm")
    return paper


def _result(last: Result, sheet: _Sheet, params: Params, seconds: float, steps: int) -> Result:
    return replace(last, image=_composed(sheet), params=params, seconds=seconds, steps=steps)

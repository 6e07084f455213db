"""`stylize` and `compare_styles`, the engine's entry points. The first run imports torch; this module does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PIL import Image

from nst.params import Params
from nst.progress import Progress

if TYPE_CHECKING:
    from nst.inputs.pictures import Styles
    from nst.networks.encoders import Encoder
    from nst.objective.objective import StyleCache


def stylize(
    content: Image.Image | None,
    styles: Styles,
    params: Params,
    *,
    encoder: Encoder,
    device: str = "cpu",
    start: Image.Image | None = None,
    mask: Image.Image | None = None,
    time_limit: float | None = None,
    cache: StyleCache | None = None,
) -> Iterator[Progress]:
    """Paint ``content`` in the style of ``styles``: one picture, or a sheet of panels if ``params.sheet``.

    Args:
        content: RGB or RGBA picture of any size; the result keeps its shape and transparency. None for a texture.
        styles: RGB pictures, or `Style` with region and mask; ``params.mix`` weights them. Empty for a reconstruction.
        params: all other settings.
        encoder: on ``device``, as `nst.networks.weights.load_encoder` returns it.
        device: torch device to compute on.
        start: initial picture for `Init.IMAGE`, of any size. Sheets ignore it.
        mask: white where the photo is painted, of any size; None for everywhere. Sheets ignore it.
        time_limit: in seconds; after it, the best picture so far is the result.
        cache: keeps style statistics between runs. A sheet has its own.

    Yields:
        A `Progress` after every step. The last one carries the `Result`. Closing the generator cancels the run.

    Raises:
        EngineFailure: even a small picture does not fit into memory, or the optimisation diverges.
        BadRequest: a picture is missing, the encoder lacks a layer, the photo has no subject for ``params.area``, or
            the mask is black.
    """
    from nst.engine.run import Options, run  # noqa: PLC0415  imports torch
    from nst.engine.sheets import draw_sheet  # noqa: PLC0415  imports torch
    from nst.objective.objective import StyleCache  # noqa: PLC0415  imports torch

    options = Options(encoder, device, start, mask, time_limit, cache or StyleCache())
    yield from (draw_sheet if params.sheet else run)(content, styles, params, options)


def compare_styles(
    content: Image.Image,
    styles: Mapping[str, Image.Image],
    params: Params,
    *,
    encoder: Encoder,
    device: str = "cpu",
    time_limit: float | None = None,
) -> Iterator[Progress]:
    """Paint ``content`` in each of the styles, on one sheet.

    Args:
        content: RGB or RGBA picture of any size.
        styles: RGB pictures by caption.
        params: settings of each panel; ``params.size`` is about the sheet's long side.
        encoder: as in `stylize`.
        device: as in `stylize`.
        time_limit: for the whole sheet, in seconds.

    Yields:
        As `stylize`. The result's losses are those of the last panel.

    Raises:
        EngineFailure, BadRequest: as `stylize`.
    """
    from nst.engine.run import Options  # noqa: PLC0415  imports torch
    from nst.engine.sheets import draw_styles  # noqa: PLC0415  imports torch
    from nst.objective.objective import StyleCache  # noqa: PLC0415  imports torch

    options = Options(encoder, device, None, None, time_limit, StyleCache())
    yield from draw_styles(content, styles, params, options)

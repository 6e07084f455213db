"""`stylize`, the engine's entry point. Importing this module does not import torch; the first run does."""

from __future__ import annotations

from collections.abc import Iterator
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

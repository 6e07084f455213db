"""An instant picture with the losses that a run would report: of its first drawing, and of the picture."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from nst.engine.initial import initial_drawing
from nst.engine.run import Options, measured
from nst.inputs.pictures import Inputs, as_styles
from nst.inputs.stages import schedule
from nst.instant.painting import paint
from nst.instant.params import InstantParams
from nst.instant.style import InstantStyle
from nst.objective.objective import make_objective
from nst.params import Params
from nst.progress import Result

_MEASURED_SIZE = 256  # long side in pixels at which losses are measured; at full size it takes longer than painting


def paint_measured(
    photo: Image.Image,
    styles: Sequence[InstantStyle],
    paintings: Sequence[Image.Image],
    params: Params,
    options: Options,
) -> Result:
    """Paint a photo with learned styles, and measure the losses with the encoder of the options, at 256 pixels at most.

    Args:
        photo: see `nst.instant.painting.paint`.
        styles: on the options' device.
        paintings: that the styles have learned, in the same order; the losses compare with them.
        params: `InstantParams` has the fields that count; the others are for the losses.
        options: encoder, device and mask. The rest is ignored.

    Raises:
        BadRequest: see `nst.instant.painting.paint`.
    """
    begun = time.perf_counter()
    instant = InstantParams.from_dict(params.to_dict())
    picture = paint(photo, styles, instant, mask=options.mask, device=options.device)
    small = replace(params, size=min(params.size, _MEASURED_SIZE))
    inputs = Inputs(photo, as_styles(paintings), small, options.torch_device, options.mask)
    stage = schedule(inputs.shape, small)[-1]
    objective = make_objective(inputs, stage, small, options.encoder, options.cache, steps=1)
    size = (stage.width, stage.height)
    before = measured(objective, initial_drawing(inputs, objective.resized, size, small, None))
    after = measured(objective, inputs.tensor(picture.convert("RGB"), size))
    return Result(
        image=picture,
        history=(before, after),
        first=before,
        last=after,
        seconds=time.perf_counter() - begun,
        steps=1,
        encoder=options.encoder.name,
        device=options.device,
        params=params,
    )

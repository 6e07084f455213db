"""Paint a task that is an animation."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import TYPE_CHECKING

from bot.jobs.executor import Finished, PaintTask
from nst import images
from nst.motion.reading import OWN_CLIPS, read_clip
from nst.motion.writing import write_clip
from nst.progress import Losses, Progress

if TYPE_CHECKING:
    from nst.engine.run import Options

_NOT_MEASURED = Losses(0.0, 0.0, 0.0, 0.0, {})


def paint_clip(task: PaintTask, options: Options) -> Generator[Progress | Finished, None, None]:
    """Paint the clip of a task: one `Progress` for each frame, then the end. Call it in a worker thread only.

    The losses of the end are those of the first frame. Each task loads its networks, because several devices may paint.

    Args:
        task: has a clip, networks and styles.
        options: encoder, which measures the losses, and device.
    """
    from nst.instant.measuring import paint_measured  # noqa: PLC0415  imports torch
    from nst.instant.params import InstantParams  # noqa: PLC0415
    from nst.instant.style import decode_style  # noqa: PLC0415
    from nst.motion.painting import animate  # noqa: PLC0415

    clip = read_clip(task.clip or b"", OWN_CLIPS)
    networks = [decode_style(network).on(options.device) for network in task.networks]
    paintings = [images.decode_own(style) for style in task.styles]
    photo = images.decode_own(task.content or b"", transparency=True)
    first = paint_measured(photo, networks, paintings, task.params, options)
    painted, seconds = [], first.seconds
    for frame in animate(clip, networks, InstantParams.from_dict(task.params.to_dict()), device=options.device):
        painted.append(frame.image)
        seconds = first.seconds + frame.elapsed
        preview = partial(images.fit_image, frame.image)
        yield Progress(frame.frame, frame.frames, 1, 1, _NOT_MEASURED, seconds, frame.remaining, preview)
    written = write_clip(painted, clip.durations, clip.plays)
    told = {"frames": written.frames, "size": list(written.size), "seconds": round(seconds, 3)}
    yield Finished(images.encode_png(first.image, quick=True), first.summary() | told, written.data)

"""The painting of a picture as it came to be, as an animation.

>>> replay = Replay(photo)
>>> for progress in stylize(photo, painting):
...     replay.note(progress)
>>> replay.clip("WEBP", limit=8 * 2**20).data
"""

from __future__ import annotations

from PIL import Image

from nst.errors import BadRequest
from nst.images import fit_size
from nst.motion.writing import Written, write_clip
from nst.progress import Progress

_SIDE = 512  # pixels of the long side
_FRAMES = 36  # between the first and the last one
_EASE = 2.0  # the larger, the more of the frames are of the first steps, where most happens
_FIRST, _USUAL, _LAST = 700, 90, 2000  # ms: together six seconds


class Replay:
    """Collects previews while a picture is painted.

    Args:
        photo: is shown first.
    """

    def __init__(self, photo: Image.Image) -> None:
        self._photo = photo
        self._frames: list[Image.Image] = []
        self._finished: Image.Image | None = None

    def note(self, progress: Progress) -> None:
        """Take the preview of a step if it is due. Call it after each step, the last one included."""
        if progress.result is not None:
            self._finished = progress.result.image
        elif progress.step >= progress.steps * (len(self._frames) / _FRAMES) ** _EASE:
            self._frames.append(progress.preview(_SIDE))

    def clip(self, file_format: str = "WEBP", limit: int | None = None) -> Written:
        """The animation: the photo, the previews, and for two seconds the picture. It plays forever.

        Args:
            file_format: ``WEBP``, ``GIF`` or ``PNG``.
            limit: of the file in bytes; see `write_clip`.

        Raises:
            BadRequest: the painting has not ended, or the limit is too small.
        """
        if self._finished is None:
            raise BadRequest("The picture is not finished.", hint="Note all steps of the painting first.")
        frames = [_like(frame, self._finished) for frame in (self._photo, *self._frames, self._finished)]
        durations = [_FIRST, *[_USUAL] * len(self._frames), _LAST]
        return write_clip(frames, durations, 0, file_format, limit)


def _like(frame: Image.Image, finished: Image.Image) -> Image.Image:
    """A frame in the size of the animation, transparent where the finished picture is."""
    size = fit_size(finished.size, _SIDE)
    frame = frame.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    if finished.mode == "RGBA":
        frame.putalpha(finished.getchannel("A").resize(size, Image.Resampling.LANCZOS))
    return frame

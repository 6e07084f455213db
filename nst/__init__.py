"""Neural style transfer: one picture painted in the style of another.

>>> from nst import images, load_encoder, recipe, stylize
>>> photo, painting = images.load(Path("photo.jpg")), images.load(Path("painting.jpg"))
>>> for progress in stylize(photo, painting, recipe("draft"), encoder=load_encoder("pocket")):
...     print(progress.step, progress.losses.total)
>>> images.save(progress.result.image, Path("out.png"))

Importing the package does not import torch; the first use of `stylize` or `load_encoder` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nst.errors import UserError
from nst.params import Params, recipe
from nst.progress import Losses, Progress, Result

if TYPE_CHECKING:
    from nst.engine import stylize
    from nst.weights import load_encoder

__all__ = ["Losses", "Params", "Progress", "Result", "UserError", "load_encoder", "recipe", "stylize"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the name is
    if name == "stylize":
        from nst.engine import stylize  # noqa: PLC0415

        return stylize
    if name == "load_encoder":
        from nst.weights import load_encoder  # noqa: PLC0415

        return load_encoder
    raise AttributeError(name)

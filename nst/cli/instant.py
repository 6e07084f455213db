"""Paint with style files instead of paintings: ``nst stylize photo.jpg mystyle.style``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL.Image import Image

from nst.cli.files import pair_masks, read
from nst.cli.painting import Painter
from nst.errors import BadRequest
from nst.instant.params import InstantParams
from nst.params import Params
from nst.progress import Losses, Progress, Result

SUFFIX = ".style"
_NO_LOSSES = Losses(total=0.0, content=0.0, style=0.0, tv=0.0, by_layer={})  # a style file has no painting to compare


def are_styles(names: Sequence[str]) -> bool:
    """Whether names are those of style files.

    Raises:
        BadRequest: some are and some are not.
    """
    found = [name.lower().endswith(SUFFIX) for name in names]
    if any(found) and not all(found):
        raise BadRequest("Style files and paintings cannot be mixed.", hint="Learn the painting first: nst learn.")
    return any(found)


@dataclass(frozen=True)
class InstantPainting:
    """The style files and masks beside the photo, read when they are needed."""

    params: Params
    styles: Sequence[str]
    regions: Sequence[str] | None
    mask: str | None

    @property
    def names(self) -> list[str]:
        """Names of all files."""
        return [*self.styles, *(self.regions or ()), *filter(None, [self.mask])]

    def painting(self) -> Callable[[Painter, Image], Iterator[Progress]]:
        """Read the files, and return what paints a photo with them."""
        from nst.instant.painting import paint  # noqa: PLC0415  imports torch
        from nst.instant.style import load_style  # noqa: PLC0415

        styles = [load_style(Path(name)) for name in self.styles]
        regions = pair_masks(self.regions, len(styles))
        mask = read(self.mask, transparency=True) if self.mask else None
        params, told = replace(self.params, recipe="instant"), " and ".join(style.name or "a style" for style in styles)
        settings = InstantParams(
            params.size, params.strength, params.colours, params.style_scale, params.mix, params.area
        )

        def steps(painter: Painter, photo: Image) -> Iterator[Progress]:
            since = time.perf_counter()
            here = [style.on(painter.device) for style in styles]
            image = paint(photo, here, settings, regions=regions, mask=mask, device=painter.device)
            seconds = time.perf_counter() - since
            result = Result(image, (), _NO_LOSSES, _NO_LOSSES, seconds, 1, told, painter.device, params)
            yield Progress(1, 1, 1, 1, _NO_LOSSES, seconds, 0.0, lambda _: image, result)

        return steps

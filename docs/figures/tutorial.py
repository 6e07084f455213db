"""Paint the figures of `docs/engine.md` from our own artworks: ``python -m docs.figures.tutorial docs/pictures``.

Every figure is a strip of panels with captions. All are painted with ``pocket`` on the CPU, so that everyone gets the
same result; ``--only strength`` paints one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from nst import RECIPES, Encoder, Style, StyleCache, images, load_encoder, recipe, stylize
from nst.artworks import artwork

_WIDTH, _GAP, _CAPTION = 1000, 8, 26
_INK, _PAPER = (40, 40, 40), (255, 255, 255)
_SIZE, _ARTWORK = 320, 768
_MAX_BYTES = 85_000
# Outline of the fox's head and chest, in shares of the picture's width and height.
_FOX = (
    (0.02, 1.00), (0.09, 0.93), (0.13, 0.85), (0.17, 0.77), (0.20, 0.74), (0.26, 0.69), (0.29, 0.62), (0.29, 0.58),
    (0.24, 0.56), (0.17, 0.52), (0.20, 0.48), (0.25, 0.42), (0.29, 0.36), (0.30, 0.29), (0.30, 0.20), (0.31, 0.12),
    (0.33, 0.05), (0.37, 0.07), (0.41, 0.13), (0.45, 0.20), (0.47, 0.22), (0.53, 0.22), (0.59, 0.23), (0.63, 0.19),
    (0.69, 0.13), (0.76, 0.09), (0.78, 0.13), (0.78, 0.18), (0.76, 0.25), (0.74, 0.32), (0.73, 0.36), (0.76, 0.43),
    (0.79, 0.49), (0.79, 0.55), (0.76, 0.59), (0.73, 0.60), (0.74, 0.64), (0.78, 0.69), (0.80, 0.77), (0.83, 0.84),
    (0.89, 0.90), (0.93, 0.95), (0.95, 1.00),
)  # fmt: skip
Panel = tuple[str, Image.Image]


class Painter:
    """Paints panels; caches artworks and their style statistics."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self._cache = encoder, StyleCache()
        self._drawn: dict[str, Image.Image] = {}

    def artwork(self, name: str) -> Image.Image:
        """One of the project's artworks."""
        if name not in self._drawn:
            self._drawn[name] = artwork(name, _ARTWORK)
        return self._drawn[name]

    def paint(
        self,
        content: str | Image.Image | None,
        styles: str | Sequence[str | Style] = (),
        by: str = "draft",
        **changes: Any,  # noqa: ANN401  fields of Params
    ) -> Image.Image:
        """Paint a picture from artworks by name."""
        photo = self.artwork(content) if isinstance(content, str) else content
        paintings = [styles] if isinstance(styles, str) else styles
        known = [self.artwork(style) if isinstance(style, str) else style for style in paintings]
        params = recipe(by, **({"size": _SIZE, "seed": 1} | changes))
        *_, last = stylize(photo, known, params, encoder=self._encoder, cache=self._cache)
        assert last.result is not None
        return last.result.image


def transfer(painter: Painter) -> list[Panel]:
    """A photo, a painting, and the photo in the painting's style."""
    return [
        ("photo.jpg", painter.artwork("still-life")),
        ("painting.jpg", painter.artwork("night-wind")),
        ("out.png", painter.paint("still-life", "night-wind")),
    ]


def strength(painter: Painter) -> list[Panel]:
    """From the photo to the painting."""
    return [
        (f"strength {share:g}", painter.paint("fox", "mosaic", strength=share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]


def mix(painter: Painter) -> list[Panel]:
    """Two paintings by weight."""
    pair = ["waves", "stained-glass"]
    mixes = ((1.0, 0.0), (2.0, 1.0), (1.0, 2.0), (0.0, 1.0))
    return [(f"mix {a:g}, {b:g}", painter.paint("mountain-lake", pair, mix=(a, b))) for a, b in mixes]


def colours(painter: Painter) -> list[Panel]:
    """Whose colours the result has."""
    painted = [
        (kind, painter.paint("still-life", "night-wind", colours=kind)) for kind in ("painting", "photo", "matched")
    ]
    return [("photo.jpg", painter.artwork("still-life")), *painted]


def style_scale(painter: Painter) -> list[Panel]:
    """A smaller and a larger style scale."""
    return [
        (f"style scale {scale:g}", painter.paint("mountain-lake", "stained-glass", style_scale=scale))
        for scale in (0.5, 1.0, 2.0)
    ]


def regions(painter: Painter) -> list[Panel]:
    """Two paintings in separate regions of the result, and one region left unchanged."""
    photo = painter.artwork("mountain-lake")
    sky = _above(photo.size, 0.44)
    below = sky.point(lambda value: 255 - value)
    both = [Style(painter.artwork("night-wind"), sky), Style(painter.artwork("waves"), below)]
    return [
        ("photo.jpg", photo),
        ("sky.png", sky.convert("RGB")),
        ("both", painter.paint(photo, both)),
        ("sky alone", painter.paint(photo, both[:1])),
    ]


def transparency(painter: Painter) -> list[Panel]:
    """A picture with transparent parts keeps them."""
    photo = painter.artwork("fox").copy()
    photo.putalpha(_outlined(photo.size))
    return [
        ("fox.png", _on_squares(photo)),
        ("comic", _on_squares(painter.paint(photo, "comic"))),
        ("stained glass", _on_squares(painter.paint(photo, "stained-glass"))),
    ]


def texture(painter: Painter) -> list[Panel]:
    """The style of a painting alone."""
    panels = []
    for name in ("night-wind", "marbling"):
        panels += [
            (f"{name}.jpg", painter.artwork(name)),
            ("texture", painter.paint(None, name, "standard", mode="texture")),
        ]
    return panels


def reconstruction(painter: Painter) -> list[Panel]:
    """Reconstructions of a photo from single layers."""
    return [("photo.jpg", painter.artwork("fox"))] + [
        (layer, painter.paint("fox", (), "standard", mode="reconstruction", content_layers={layer: 1.0}))
        for layer in ("relu1_1", "relu3_1", "relu4_1", "relu5_1")
    ]


def sheet_textures(painter: Painter) -> list[Panel]:
    """A painting's textures by depth."""
    sheet = painter.paint(None, "night-wind", mode="texture", sheet=True, size=900, steps=500)
    return [("", sheet)]


def sheet_style(painter: Painter) -> list[Panel]:
    """A style by depth, painted on a photo."""
    return [("", painter.paint("fox", "night-wind", mode="texture", sheet=True, size=900, steps=500))]


def starts(painter: Painter) -> list[Panel]:
    """What the optimisation starts from."""
    return [(kind, painter.paint("mountain-lake", "waves", init=kind)) for kind in ("content", "noise", "style")]


def recipes(painter: Painter) -> list[Panel]:
    """The six recipes."""
    panels = [(name, painter.paint("still-life", "night-wind", name, size=_SIZE)) for name in RECIPES[:-1]]
    heavy = painter.paint("still-life", "night-wind", "peluche", size=_SIZE, style_weight=500)
    return [*panels, ("peluche, style weight 500", heavy)]


def losses(painter: Painter) -> list[Panel]:
    """The style losses."""
    return [
        (kind, painter.paint("still-life", "stained-glass", style_loss=kind))
        for kind in ("gram", "cosine", "moments", "wasserstein")
    ]


# Name and columns of each figure.
FIGURES: Mapping[str, tuple[Callable[[Painter], list[Panel]], int]] = {
    "transfer": (transfer, 3),
    "strength": (strength, 5),
    "mix": (mix, 4),
    "colours": (colours, 4),
    "style-scale": (style_scale, 3),
    "regions": (regions, 4),
    "transparency": (transparency, 3),
    "texture": (texture, 4),
    "reconstruction": (reconstruction, 5),
    "sheet-textures": (sheet_textures, 1),
    "sheet-style": (sheet_style, 1),
    "starts": (starts, 3),
    "recipes": (recipes, 3),
    "losses": (losses, 4),
}


def _above(size: tuple[int, int], edge: float) -> Image.Image:
    """A mask: white above ``edge`` (a share of the height), black below, with a soft edge."""
    width, height = size
    rows = np.clip((edge * height - np.arange(height)) / (0.03 * height) + 0.5, 0, 1)
    return Image.fromarray(np.tile((rows * 255).astype(np.uint8)[:, None], (1, width)))


def _outlined(size: tuple[int, int]) -> Image.Image:
    """A mask: white where the fox is."""
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon([(x * size[0], y * size[1]) for x, y in _FOX], fill=255)
    return mask.filter(ImageFilter.GaussianBlur(size[0] / 60)).point(lambda value: min(max((value - 96) * 4, 0), 255))


def _on_squares(image: Image.Image) -> Image.Image:
    """Show transparent parts as a checkerboard."""
    rows, columns = np.mgrid[0 : image.height, 0 : image.width] // max(1, image.width // 24)
    squares = Image.fromarray(np.where((rows + columns) % 2, 205, 245).astype(np.uint8)).convert("RGB")
    squares.paste(image, mask=image.getchannel("A"))
    return squares


def composed(panels: Sequence[Panel], columns: int) -> Image.Image:
    """Arrange panels in rows of the page's width, with captions below; a sheet has its own captions and stays as is."""
    if len(panels) == 1:
        return images.fit_image(panels[0][1], _WIDTH)
    rows = [_row(panels[i : i + columns]) for i in range(0, len(panels), columns)]
    strip = Image.new("RGB", (_WIDTH, sum(row.height for row in rows)), _PAPER)
    top = 0
    for row in rows:
        strip.paste(row, (0, top))
        top += row.height
    return strip


def _row(panels: Sequence[Panel]) -> Image.Image:
    """Place panels of one height side by side."""
    shapes = [image.width / image.height for _, image in panels]
    height = round((_WIDTH - _GAP * (len(panels) - 1)) / sum(shapes))
    row = Image.new("RGB", (_WIDTH, height + _CAPTION), _PAPER)
    pen, font = ImageDraw.Draw(row), ImageFont.load_default(size=16)
    left = 0.0
    for (caption, image), shape in zip(panels, shapes, strict=True):
        width = shape * height
        row.paste(image.resize((round(width), height), Image.Resampling.LANCZOS), (round(left), 0))
        pen.text((left + width / 2, height + _CAPTION / 2), caption, fill=_INK, font=font, anchor="mm")
        left += width + _GAP
    return row


def main(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")],
    only: Annotated[list[str] | None, typer.Option(help=f"Figures to paint: {', '.join(FIGURES)}.")] = None,
) -> None:
    """Write one JPEG per figure."""
    folder.mkdir(parents=True, exist_ok=True)
    painter = Painter(load_encoder("pocket"))
    for name in only or FIGURES:
        figure, columns = FIGURES[name]
        strip = composed(figure(painter), columns)
        qualities = (images.encode_jpeg(strip, quality=quality) for quality in range(88, 40, -4))
        data = next(data for data in qualities if len(data) <= _MAX_BYTES)
        (folder / f"engine-{name}.jpg").write_bytes(data)
        print(f"engine-{name}.jpg: {len(data) / 1000:.0f} KB")


if __name__ == "__main__":
    typer.run(main)

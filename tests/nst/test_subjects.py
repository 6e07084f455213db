"""What is painted of a photo: its subject, its background, or a mask."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image, ImageChops, ImageDraw

from nst import stylize
from nst.artworks import artwork
from nst.errors import BadRequest
from nst.inputs.pictures import Inputs, Style
from nst.inputs.stages import schedule
from nst.inputs.subjects import area_mask, subject_mask
from nst.networks.encoders import Encoder
from nst.objective.objective import StyleCache, make_objective
from nst.params import Area
from nst.recipes import recipe
from training.u2net import U2Net, fill

CPU = torch.device("cpu")
QUICK = recipe("draft", size=64, steps=2, scales=1)


@pytest.fixture(scope="module")
def disc() -> Image.Image:
    """A red disc on a grey wall, 96 × 64."""
    image = Image.new("RGB", (96, 64), (150, 150, 145))
    ImageDraw.Draw(image).ellipse((30, 12, 70, 52), fill=(190, 30, 40))
    return image


def bright(mask: Image.Image | None) -> np.ndarray:
    assert mask is not None
    found: np.ndarray = np.asarray(mask) > 127
    return found


def test_the_subject_is_what_stands_out(disc: Image.Image) -> None:
    mask = subject_mask(disc, CPU)
    assert mask.size == disc.size
    red = np.asarray(disc)[..., 0] > 170
    assert (bright(mask) == red).mean() > 0.97
    fox = bright(subject_mask(artwork("fox"), CPU))
    height, width = fox.shape
    assert fox[height // 2, width // 2]
    assert not fox[[0, 0, -1, -1], [0, -1, 0, -1]].any()


def test_the_background_is_all_but_the_subject(disc: Image.Image) -> None:
    subject, background = (bright(area_mask(disc, area, CPU)) for area in (Area.SUBJECT, Area.BACKGROUND))
    assert (subject ^ background).mean() > 0.99
    assert area_mask(disc, Area.EVERYWHERE, CPU) is None


def test_a_photo_without_a_subject_is_refused() -> None:
    with pytest.raises(BadRequest, match="no clear subject") as refused:
        subject_mask(Image.new("RGB", (64, 48), "grey"), CPU)
    assert refused.value.code == "no-subject"


def painted(photo: Image.Image, styles: list[Style], encoder: Encoder, **options: object) -> np.ndarray:
    """Where a run changes the photo visibly."""
    params = replace(QUICK, area=Area(str(options.get("area", "everywhere"))), strength=1.0)
    mask = options.get("mask")
    *_, last = stylize(photo, styles, params, encoder=encoder, mask=mask if isinstance(mask, Image.Image) else None)
    assert last.result is not None
    small = photo.resize(last.result.image.size, Image.Resampling.LANCZOS)
    changed: np.ndarray = np.asarray(ImageChops.difference(small, last.result.image)).max(2) > 6
    return changed


def test_only_the_subject_or_only_the_background_is_painted(
    disc: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    subject, background = (painted(disc, [Style(painting)], encoder, area=area) for area in ("subject", "background"))
    assert subject[21, 32]
    assert not subject[:4].any()
    assert background[:4].mean() > 0.8
    assert not background[18:24, 28:36].any()


def test_a_mask_holds_for_all_paintings_and_within_an_area(
    disc: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    left = Image.new("L", (2, 1))
    left.putpixel((0, 0), 255)
    both = [Style(painting), Style(painting.rotate(90))]
    changed = painted(disc, both, encoder, mask=left.resize((96, 64), Image.Resampling.NEAREST))
    assert changed[:, :30].mean() > 0.8
    assert not changed[:, 34:].any()
    inside = painted(disc, both, encoder, mask=left.resize((96, 64), Image.Resampling.NEAREST), area="subject")
    assert inside[21, 26]
    assert not inside[:4].any()
    assert not inside[:, 34:].any()


def test_a_black_mask_is_refused(disc: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    with pytest.raises(BadRequest, match="nothing would be painted"):
        painted(disc, [Style(painting)], encoder, mask=Image.new("L", (8, 8)))


def test_paintings_behind_one_mask_are_mixed_as_without_it(
    disc: Image.Image, painting: Image.Image, encoder: Encoder
) -> None:
    """One target with the mixture, not one for each painting."""
    styles = [Style(painting), Style(painting.rotate(90))]
    params = replace(QUICK, mix=(3.0, 1.0))

    def moments(mask: Image.Image | None) -> list[torch.Tensor]:
        inputs = Inputs(disc, styles, params, CPU, mask)
        made = make_objective(inputs, schedule(inputs.shape, params)[0], params, encoder, StyleCache())
        parts = made.targets[0].style["relu2_1"]
        assert len(parts) == 1
        return [parts[0].moments.mean, parts[0].moments.second]

    free, masked = moments(None), moments(Image.new("L", disc.size, 255))
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(free, masked, strict=True))


def number(value: int) -> bytes:
    """A whole number of variable length, as in protobuf."""
    return bytes([value & 0x7F | 0x80]) + number(value >> 7) if value > 0x7F else bytes([value])


def field(key: int, value: bytes | int) -> bytes:
    """A field of a protobuf message."""
    if isinstance(value, int):
        return number(key << 3) + number(value)
    return number(key << 3 | 2) + number(len(value)) + value


def test_the_teacher_is_read_from_onnx() -> None:
    """The file has the convolutions of the stages in their order, and the others by name."""
    made, read = U2Net(), U2Net()
    parts = [*made.convolutions, *made.masks, made.joined]
    names = [f"layer{n}" for n in range(112)] + [f"side{n}" for n in range(1, 7)] + ["outconv"]
    graph = b""
    for name, part in zip(names, parts, strict=True):
        ends = [f"{name}.weight", f"{name}.bias"]
        graph += field(1, b"".join(field(1, text.encode()) for text in ("x", *ends)) + field(4, b"Conv"))
        for end, tensor in zip(ends, (part.weight, part.bias), strict=True):
            shape = b"".join(field(1, size) for size in tensor.shape)
            graph += field(5, shape + field(8, end.encode()) + field(9, tensor.detach().numpy().tobytes()))
    fill(read, field(1, 8) + field(7, graph))
    assert all(torch.equal(value, read.state_dict()[name]) for name, value in made.state_dict().items())

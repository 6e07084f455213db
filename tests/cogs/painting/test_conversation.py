"""One whole conversation with the real engine; only Discord is simulated."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from tests.cogs.world import World, alt_texts, buttons, reply, shown_picture, text
from tests.polling import until

PATIENCE = 300


@pytest.fixture
def painter() -> None:
    """No fake painter: the engine paints."""
    return


def drawing(kind: str) -> bytes:
    """A small picture that is not plain."""
    y, x = np.mgrid[0:48, 0:64] / 64
    wave = np.sin(20 * x) if kind == "photo" else np.sin(40 * (x + y))
    pixels = np.stack([wave, y, 1 - x], axis=-1)
    file = io.BytesIO()
    Image.fromarray(np.uint8(127 + 120 * np.clip(pixels, -1, 1))).save(file, "PNG")
    return file.getvalue()


async def test_a_photo_a_painting_and_again(world: World) -> None:
    asked = await world.stylize(
        content=("photo.png", drawing("photo")),
        style=("painting.png", drawing("painting")),
        size=64,
        recipe="draft",
        seed=7,
    )
    await until(lambda: "step" in text(asked.response), what="progress", patience=PATIENCE)
    await until(lambda: "Delete" in buttons(asked.response), what="the picture", patience=PATIENCE)

    result = reply(asked)
    found = re.search(r"style (\S+) → (\S+), content \S+, \S+ s", text(result))
    assert found
    assert float(found[2]) < float(found[1]), "it has come closer to the style"
    assert "photo.png in painting.png" in alt_texts(result)[0]
    first = await shown_picture(result)
    assert first.size == (64, 48)

    again = await world.alice.click(result, label="Again")
    await until(lambda: "Delete" in buttons(again.response), what="the second picture", patience=PATIENCE)
    assert (await shown_picture(again.response)).size == (64, 48)
    details = await world.alice.click(reply(again), label="Details")
    told = re.search(r"80 steps · pocket · seed (\d+)", text(details.response))
    assert told
    assert told[1] != "7", "another seed"

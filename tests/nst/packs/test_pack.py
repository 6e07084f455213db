"""Style packs are written and read, also those that strangers made."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from nst import UserError, images
from nst.artworks import STYLE_SIZE, artwork, style_file
from nst.errors import BadPack
from nst.packs import PackedStyle, read_pack, write_pack
from tests.fuzzing import fuzzed

PICTURE = images.encode_png(Image.new("RGB", (40, 30), "teal"))
GOOD = write_pack([PackedStyle("Teal", Image.new("RGB", (40, 30), "teal"))])


def zipped(files: Mapping[str, bytes], *styles: Mapping[str, object]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
        pack.writestr("pack.json", json.dumps({"format": "chameleon-pack-1", "styles": styles}))
    return file.getvalue()


def test_a_style_comes_back_with_its_network() -> None:
    painting, network = artwork("mosaic", STYLE_SIZE), style_file("mosaic").read_bytes()
    (style,) = read_pack(write_pack([PackedStyle("Mosaic", painting, network)]))
    assert (style.name, style.network) == ("Mosaic", network)
    assert style.picture.tobytes() == painting.tobytes()


def test_a_network_of_another_painting_is_refused() -> None:
    pack = write_pack([PackedStyle("Waves", artwork("waves", STYLE_SIZE), style_file("mosaic").read_bytes())])
    with pytest.raises(BadPack, match="another picture"):
        read_pack(pack)


@pytest.mark.parametrize("name", ["../1.png", "/1.png", "a/1.png", "1.zip", "1.PNG", "0.png", "C:1.png", "2.png"])
def test_files_that_do_not_belong_in_a_pack_are_refused(name: str) -> None:
    with pytest.raises(BadPack):
        read_pack(zipped({"1.png": PICTURE, name: PICTURE}, {"name": "Teal", "picture": "1.png"}))


def test_a_file_that_unpacks_to_much_is_refused() -> None:
    with pytest.raises(BadPack, match="too large"):
        read_pack(zipped({"1.style": bytes(5_000_000)}))


@fuzzed(60)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_pack_is_read_or_refused_in_a_sentence(place: int, change: bytes) -> None:
    with suppress(UserError):  # any other error is a bug
        assert len(read_pack(GOOD[:place] + change + GOOD[place + len(change) :])) == 1

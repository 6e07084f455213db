"""Style packs are written and read, also those that strangers made."""

from __future__ import annotations

import json
import struct
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
from nst.packs import PackedStyle, StyleFiles, read_pack, write_files, write_pack
from tests.fuzzing import fuzzed

PICTURE = images.encode_png(Image.new("RGB", (40, 30), "teal"))
GOOD = write_pack([PackedStyle("Teal", Image.new("RGB", (40, 30), "teal"))])
TEAL = {"name": "Teal", "picture": "1.png"}
KEYS = st.sampled_from(["format", "styles", "name", "picture", "network"])


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
    waves, network = artwork("waves", STYLE_SIZE), style_file("mosaic").read_bytes()
    with pytest.raises(BadPack, match="another picture"):
        write_pack([PackedStyle("Waves", waves, network)])
    with pytest.raises(BadPack, match="another picture"):
        list(read_pack(write_files([StyleFiles("Waves", images.encode_png(waves), network)])))


@pytest.mark.parametrize("name", ["../1.png", "/1.png", "a/1.png", "1.zip", "1.PNG", "0.png", "C:1.png", "2.png"])
def test_files_that_do_not_belong_in_a_pack_are_refused(name: str) -> None:
    with pytest.raises(BadPack):
        list(read_pack(zipped({"1.png": PICTURE, name: PICTURE}, TEAL)))


def test_a_file_that_unpacks_to_much_is_refused() -> None:
    with pytest.raises(BadPack, match="too large"):
        list(read_pack(zipped({"1.style": bytes(30_000_000)})))


def test_many_files_that_unpack_to_much_are_refused() -> None:
    with pytest.raises(BadPack, match="too large"):
        list(read_pack(zipped({f"{number}.png": bytes(20_000_000) for number in range(1, 7)})))


def test_sizes_that_the_zip_file_tells_are_not_believed() -> None:
    pack = bytearray(zipped({"1.png": bytes(30_000_000)}, TEAL))
    listed = pack.index(b"PK\1\2")
    pack[listed + 24 : listed + 28] = struct.pack("<L", 100)  # of the unpacked file
    with pytest.raises(BadPack):
        list(read_pack(bytes(pack)))


def test_encrypted_files_are_refused() -> None:
    pack = bytearray(zipped({"1.png": PICTURE}, TEAL))
    pack[pack.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(BadPack, match="no style pack"):
        list(read_pack(bytes(pack)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused() -> None:
    file = BytesIO(zipped({"1.png": PICTURE}, TEAL))
    with zipfile.ZipFile(file, "a") as pack:
        pack.writestr("1.png", PICTURE)
    with pytest.raises(BadPack, match="no style pack"):
        list(read_pack(file.getvalue()))


def test_a_long_list_of_files_is_not_read() -> None:
    with pytest.raises(BadPack, match="no style pack"):
        list(read_pack(zipped({f"{number}.png": b"" for number in range(1, 2000)}, TEAL)))


def test_two_styles_of_one_name_are_refused_when_a_pack_is_written_and_read() -> None:
    teal = Image.new("RGB", (40, 30), "teal")
    with pytest.raises(BadPack, match="the same name"):
        write_pack([PackedStyle("Teal", teal), PackedStyle("teal", teal)])
    both = zipped({"1.png": PICTURE, "2.png": PICTURE}, TEAL, {"name": "TEAL", "picture": "2.png"})
    with pytest.raises(BadPack, match="the same name"):
        list(read_pack(both))


def test_what_could_not_be_read_is_not_written() -> None:
    teal = Image.new("RGB", (40, 30), "teal")
    with pytest.raises(BadPack, match="1 to 100 styles"):
        write_pack([])
    with pytest.raises(BadPack, match="1 to 100 characters"):
        write_pack([PackedStyle("two\nlines", teal)])
    with pytest.raises(BadPack, match="too large"):
        write_pack([PackedStyle("Wide", Image.new("RGB", (16_001, 1_000)))])


@fuzzed(60)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_pack_is_read_or_refused_in_a_sentence(place: int, change: bytes) -> None:
    with suppress(UserError):  # any other error is a bug
        assert len(list(read_pack(GOOD[:place] + change + GOOD[place + len(change) :]))) == 1


@fuzzed(60)
@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner))
)
def test_any_manifest_is_read_or_refused_in_a_sentence(manifest: object) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as pack:
        pack.writestr("1.png", PICTURE)
        pack.writestr("pack.json", json.dumps(manifest))
    with suppress(UserError):
        list(read_pack(file.getvalue()))

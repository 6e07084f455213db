"""Styles travel: `nst pack` puts them into one file, `nst unpack` takes them out."""

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from nst.artworks import STYLE_SIZE, artwork, style_file
from nst.cli import app
from nst.packs import PackedStyle, write_pack


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    artwork("mosaic", STYLE_SIZE).save("mosaic.png")
    shutil.copy(style_file("mosaic"), "mosaic.style")
    Image.new("RGB", (40, 30), "teal").save("teal.jpg")


def nst(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_styles_are_packed_with_their_networks_and_unpacked() -> None:
    packed = nst("pack", "mosaic.png", "teal.jpg", "-o", "mine.zip", "--json")
    assert json.loads(packed.stdout) == {"output": "mine.zip", "styles": ["mosaic", "teal"], "learned": 1}
    unpacked = nst("unpack", "mine.zip", "-o", "there")
    assert unpacked.exit_code == 0
    assert "2 styles, 1 of them learned" in unpacked.stderr
    assert sorted(path.name for path in Path("there").iterdir()) == ["mosaic.png", "mosaic.style", "teal.png"]
    assert Path("there/mosaic.style").read_bytes() == Path("mosaic.style").read_bytes()
    with Image.open("there/mosaic.png") as there, Image.open("mosaic.png") as here:
        assert there.tobytes() == here.convert("RGB").tobytes()


def test_a_network_that_has_learned_another_picture_is_not_packed() -> None:
    Path("mosaic.style").rename("teal.style")
    refused = nst("pack", "teal.jpg")
    assert refused.exit_code == 1
    assert "The network of “teal” has learned another picture." in refused.stderr
    assert not Path("styles.zip").exists()


def test_what_is_there_is_not_replaced_unless_asked() -> None:
    assert nst("pack", "teal.jpg").exit_code == 0
    assert nst("pack", "teal.jpg", "--no-overwrite").exit_code == 2
    assert nst("unpack", "styles.zip").exit_code == 0
    again = nst("unpack", "styles.zip")
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert nst("unpack", "styles.zip", "--overwrite").exit_code == 0


@pytest.mark.parametrize("name", ["../out", "a/b", "C:\\out", ".", "nul\N{BULLET}"])
def test_no_name_of_a_style_leaves_the_folder(name: str) -> None:
    teal = Image.new("RGB", (40, 30), "teal")
    Path("odd.zip").write_bytes(write_pack([PackedStyle(name, teal), PackedStyle(f"{name}*", teal)]))
    before = {path.name for path in Path().iterdir()}
    assert nst("unpack", "odd.zip", "-o", "there").exit_code == 0
    assert {path.name for path in Path().iterdir()} == before | {"there"}
    assert len([path for path in Path("there").iterdir() if path.suffix == ".png"]) == 2


def test_mistakes_end_in_one_sentence() -> None:
    Path("broken.zip").write_bytes(b"PK\x03\x04 and no more")
    for arguments, told in (
        (("unpack", "broken.zip"), "no style pack"),
        (("unpack", "nowhere.zip"), "cannot be read"),
        (("unpack", "teal.jpg"), "no style pack"),
        (("pack", "nowhere.jpg"), "There is no file"),
        (("pack", "teal.jpg", "-o", "out.png"), "does not say which format"),
    ):
        done = nst(*arguments)
        assert done.exit_code in {1, 2}
        assert told in done.stderr
        assert not Path("styles").exists()

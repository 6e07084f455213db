"""The painting of a picture as it came to be."""

from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from nst import recipe, stylize
from nst.artworks import style_file
from nst.cli import app
from nst.errors import BadRequest
from nst.motion.reading import load_clip, read_clip
from nst.motion.replay import Replay
from nst.networks.encoders import Encoder

QUICK = ["--recipe", "draft", "--size", "48", "--steps", "6", "--encoder", "pocket", "--device", "cpu"]


def replayed(photo: Image.Image, painting: Image.Image, encoder: Encoder, steps: int) -> tuple[Replay, Image.Image]:
    replay = Replay(photo)
    for progress in stylize(photo, painting, recipe("draft", size=48, steps=steps), encoder=encoder):
        replay.note(progress)
        if progress.result:
            return replay, progress.result.image
    raise AssertionError("a run ends with its result")


@pytest.mark.parametrize(("steps", "frames"), [(1, 2), (6, 7), (120, 38)])
def test_it_begins_with_the_photo_and_ends_with_the_picture(
    photo: Image.Image, painting: Image.Image, encoder: Encoder, steps: int, frames: int
) -> None:
    replay, picture = replayed(photo, painting, encoder, steps)
    clip = read_clip(replay.clip("PNG").data)
    shown = [frame.convert("RGB") for frame in clip.frames()]
    assert (clip.size, len(shown), clip.plays) == (picture.size, frames, 0)
    assert shown[0] == photo.resize(picture.size, Image.Resampling.LANCZOS)
    assert shown[-1] == picture
    assert (clip.durations[0], clip.durations[-1]) == (700, 2000)


def test_it_is_transparent_where_the_picture_is(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    cut = photo.copy()
    cut.putalpha(Image.new("L", photo.size, 0))
    cut.putalpha(Image.linear_gradient("L").resize(photo.size))
    replay, picture = replayed(cut, painting, encoder, 5)
    for frame in read_clip(replay.clip("PNG").data).frames():
        assert frame.getchannel("A") == picture.getchannel("A")


def test_it_fits_a_limit(photo: Image.Image, painting: Image.Image, encoder: Encoder) -> None:
    replay, _ = replayed(photo, painting, encoder, 30)
    limit = len(replay.clip().data) // 2
    made = replay.clip(limit=limit)
    assert len(made.data) <= limit
    assert "instead of" in made.given_up


def test_there_is_none_before_the_end(photo: Image.Image) -> None:
    with pytest.raises(BadRequest, match="The picture is not finished"):
        Replay(photo).clip()


# The command.


@pytest.fixture
def folder(tmp_path: Path, photo: Image.Image, painting: Image.Image, monkeypatch: pytest.MonkeyPatch) -> Path:
    photo.save(tmp_path / "photo.png")
    painting.save(tmp_path / "painting.png")
    (tmp_path / "mine.style").write_bytes(style_file("mosaic").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("name", ["replay.webp", "replay.gif"])
def test_a_command_writes_it_beside_the_picture(folder: Path, name: str) -> None:
    done = run("stylize", "photo.png", "painting.png", "-o", "out.png", "--replay", name, *QUICK)
    assert done.exit_code == 0, done.output
    assert load_clip(folder / name).size == (48, 32)
    assert (folder / "out.png").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["painting.png", "--replay", "replay.jpg"], "jpg"),
        (["painting.png", "--replay", "missing/replay.webp"], "missing"),
        (["painting.png", "--replay", "-"], "A replay needs a file."),
        (["painting.png", "-o", "out/", "--replay", "replay.webp"], "A replay is of one photo."),
        (["mine.style", "--replay", "replay.webp"], "A style file paints in one step"),
        (["painting.png", "-o", "out.webp", "--replay", "out.webp", "--no-overwrite"], "out.webp"),
    ],
)
def test_what_cannot_be_written_is_told_before_painting(folder: Path, words: list[str], told: str) -> None:
    (folder / "out.webp").write_bytes(b"mine")
    done = run("stylize", "photo.png", *words, *QUICK)
    assert done.exit_code != 0
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert {path.name for path in folder.iterdir()} <= {"photo.png", "painting.png", "mine.style", "out.webp", "out"}

"""Animations that people send: exact frames and times, and what is too much."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageDraw

from nst.errors import BadImage, UserError
from nst.motion.reading import ClipLimits, read_clip
from nst.motion.timing import timing
from tests.fuzzing import ASKED

RED, GREEN, BLUE, CLEAR = (255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0, 0)
FORMATS = ("GIF", "WEBP", "PNG")


def saved(frames: list[Image.Image], kind: str, **options: object) -> bytes:
    file = BytesIO()
    if kind == "WEBP":
        options["lossless"] = True
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], **options)
    return file.getvalue()


def squares(count: int = 4, size: tuple[int, int] = (24, 16)) -> list[Image.Image]:
    """A red square that walks over blue ground."""
    frames = []
    for number in range(count):
        frame = Image.new("RGB", size, BLUE)
        ImageDraw.Draw(frame).rectangle((4 * number, 4, 4 * number + 5, 9), RED)
        frames.append(frame)
    return frames


def refused(data: bytes, limits: ClipLimits | None = None) -> BadImage:
    with pytest.raises(BadImage) as caught:
        read_clip(data, limits or ClipLimits())
    return caught.value


@pytest.mark.parametrize("kind", FORMATS)
def test_frames_and_times_are_those_of_the_file(kind: str) -> None:
    frames, durations = squares(), [40, 100, 250, 70]
    clip = read_clip(saved(frames, kind, duration=durations, loop=0))
    assert (clip.size, clip.durations, clip.plays) == ((24, 16), tuple(durations), 0)
    assert clip.seconds == 0.46
    for frame, found in zip(frames, clip.frames(), strict=True):
        assert (found.mode, found.tobytes()) == ("RGB", frame.tobytes())


@pytest.mark.parametrize(("kind", "written", "plays"), [("GIF", 2, 3), ("GIF", None, 1), ("WEBP", 3, 3), ("PNG", 3, 3)])
def test_it_is_known_how_often_it_is_shown(kind: str, written: int | None, plays: int) -> None:
    options = {} if written is None else {"loop": written}
    assert read_clip(saved(squares(), kind, duration=50, **options)).plays == plays


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_transparent_stays_transparent(kind: str) -> None:
    frames = []
    for number in range(3):
        frame = Image.new("RGBA", (24, 16), CLEAR)
        ImageDraw.Draw(frame).rectangle((6 * number, 4, 6 * number + 5, 9), (*GREEN, 255))
        frames.append(frame)
    clip = read_clip(saved(frames, kind, duration=50, disposal=2 if kind == "GIF" else 1))
    for frame, found in zip(frames, clip.frames(), strict=True):
        assert found.mode == "RGBA"
        assert found.getchannel("A").tobytes() == frame.getchannel("A").tobytes()
        assert found.getbbox() == frame.getbbox()


def gif(*frames: tuple[tuple[int, int, int, int], int, int], delay: int = 5) -> bytes:
    """A GIF of 8 × 8 pixels. Each frame: its place (left, top, width, height), its colour of four, how it goes away."""
    header = b"GIF89a" + struct.pack("<HHBBB", 8, 8, 0x91, 0, 0) + bytes([*RED, *GREEN, *BLUE, 0, 0, 0])
    parts = []
    for (left, top, width, height), colour, disposal in frames:
        control = (
            b"\x21\xf9\x04" + bytes([disposal << 2 | 1]) + struct.pack("<H", delay) + b"\x03\0"
        )  # 3 is transparent
        # Each pixel as a code of three bits, after a code that clears the table, so that it never grows.
        bits = "".join(f"{code:03b}"[::-1] for _ in range(width * height) for code in (4, colour)) + f"{5:03b}"[::-1]
        packed = bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, len(bits), 8))
        blocks = b"".join(bytes([len(b)]) + b for b in (packed[at : at + 255] for at in range(0, len(packed), 255)))
        parts.append(control + b"," + struct.pack("<HHHHB", left, top, width, height, 0) + b"\2" + blocks + b"\0")
    return header + b"".join(parts) + b";"


def test_frames_that_cover_a_part_leave_what_was_there() -> None:
    whole = (0, 0, 8, 8)
    kept, cleared, restored = 1, 2, 3
    data = gif((whole, 2, kept), ((2, 2, 3, 3), 0, cleared), ((5, 5, 2, 2), 1, restored), ((0, 0, 1, 1), 1, kept))
    first, second, third, fourth = read_clip(data).frames()
    assert set(first.convert("RGB").get_flattened_data()) == {BLUE}
    assert second.getpixel((3, 3)) == RED
    assert second.getpixel((5, 5)) == BLUE
    assert third.convert("RGBA").getpixel((3, 3))[3] == 0, "what was cleared is transparent"  # type: ignore[index]
    assert third.convert("RGB").getpixel((6, 6)) == GREEN
    assert fourth.convert("RGB").getpixel((6, 6)) == BLUE, "what was there before the third"
    assert fourth.convert("RGB").getpixel((0, 0)) == GREEN


def test_a_frame_beyond_the_canvas_counts_and_is_cut_off() -> None:
    clip = read_clip(gif(((0, 0, 8, 8), 0, 1), ((6, 6, 20, 4), 1, 1)))
    assert clip.size == (26, 10)
    assert [frame.size for frame in clip.frames()] == [(8, 8), (8, 8)]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_times_of_a_png_that_are_no_whole_milliseconds_add_up() -> None:
    data = saved(squares(), "PNG", duration=[30, 30, 30, 30])
    found = timing(data.replace(struct.pack(">HH", 3, 100), struct.pack(">HH", 1, 30)))
    assert found is not None
    assert found.durations == (33, 34, 33, 33)
    assert sum(found.durations) == 133


def test_a_png_may_have_a_still_picture_beside_its_frames() -> None:
    still, *frames = squares(4)
    data = saved([still, *frames], "PNG", duration=80, default_image=True)
    clip = read_clip(data)
    assert clip.durations == (80, 80, 80)
    assert [found.tobytes() for found in clip.frames()] == [frame.tobytes() for frame in frames]


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_too_much_is_refused_before_anything_is_decoded(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(squares(), kind, duration=500)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("was opened"))
    assert refused(data, ClipLimits(max_frames=3)).kind == "too many frames"
    assert refused(data, ClipLimits(max_seconds=1.5)).kind == "too long"
    assert refused(data, ClipLimits(max_pixels=24 * 16 * 3)).kind == "too heavy"
    assert read_clip(data, ClipLimits(max_frames=4, max_seconds=2, max_pixels=24 * 16 * 4)).seconds == 2


def test_frames_without_a_time_count_as_programs_show_them() -> None:
    assert read_clip(gif(*[((0, 0, 8, 8), colour, 1) for colour in (0, 1)], delay=0)).seconds == 0.2


def test_what_is_no_animation_is_said() -> None:
    photo = BytesIO()
    squares()[0].save(photo, "JPEG")
    assert refused(photo.getvalue()).kind == "not animated"
    assert refused(saved(squares(1), "GIF")).kind == "not animated"
    assert refused(b"%PDF-1.4 a document").kind == "not a picture"
    assert refused(b"").kind == "empty"
    assert refused(b"GIF89a").kind == "damaged"
    assert refused(b"\0" * (26 * 2**20)).kind == "too many bytes"
    assert refused(saved(squares(2, (2000, 20)), "GIF")).kind == "too thin"


def test_a_gif_of_countless_parts_is_refused() -> None:
    start = saved(squares(2), "GIF", comment=b"x")
    at = start.index(b"\x21\xfe")
    assert refused(start[: at + 2] + b"\1x" * 2**21 + start[at + 2 :]).kind == "too complex"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_damaged_frame_is_an_error_when_it_comes(kind: str) -> None:
    noise = [Image.effect_noise((64, 64), 90).convert("RGB") for _ in range(4)]
    data = saved(noise, kind, duration=50)
    clip = read_clip(data)
    broken = read_clip(data[: len(data) * 6 // 10])
    assert len(list(clip.frames())) == 4
    with pytest.raises(BadImage) as caught:
        list(broken.frames())
    assert caught.value.kind == "damaged"


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_of_any_bytes_is_read_or_refused(kind: str) -> None:
    noise = [Image.effect_noise((40, 30), 60).convert("RGB") for _ in range(3)]
    random, refusals = Random(0), 0
    for data in [saved(frames, kind, duration=50) for frames in (noise, squares())] * max(100, ASKED // 2):
        changed = bytearray(data)
        for _ in range(random.choice((1, 5, 20))):
            changed[random.randrange(min(len(data), random.choice((60, len(data)))))] = random.choice((0, 255, 77))
        try:
            assert len({frame.size for frame in read_clip(bytes(changed)).frames()}) == 1
        except UserError:
            refusals += 1
    assert refusals > 100


def test_one_frame_is_held_at_a_time_and_small_if_that_is_asked_for() -> None:
    frames = read_clip(saved(squares(3, (48, 32)), "WEBP", duration=50)).frames(max_side=24)
    assert next(frames).size == (24, 16)

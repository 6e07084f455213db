"""Pictures in and out of the command line: paths, ``-`` for standard input and output, folders and patterns."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import typer
from PIL.Image import Image

from nst import images
from nst.errors import BadImage, BadRequest
from nst.images.targets import FORMATS
from nst.motion.reading import CLIP_LIMITS, Clip, load_clip, read_clip
from nst.params import MIN_SIZE

STANDARD = "-"
PHOTO = images.Limits(min_side=MIN_SIZE)
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp"}


class Sink(Protocol):
    """Where a picture goes: an `images.Target` or standard output."""

    @property
    def format(self) -> str:
        """Of its file, such as ``PNG``."""
        ...

    def write(self, data: bytes) -> None:
        """Write a file of this format."""
        ...

    def save(self, image: Image) -> None:
        """Write the picture."""
        ...


@dataclass(frozen=True)
class _StandardOutput:
    format: str

    def save(self, image: Image) -> None:
        self.write(images.encode_png(image))

    def write(self, data: bytes) -> None:
        stream = typer.get_binary_stream("stdout")
        stream.write(data)
        stream.flush()


def read(name: str, *, transparency: bool = False, limits: images.Limits = images.DEFAULT_LIMITS) -> Image:
    """Read a picture; ``-`` is standard input.

    Raises:
        BadImage: there is no such picture, or it cannot be used. The error says which it is.
        OutOfResources: there is not enough memory.
    """
    with _named(name):
        if name != STANDARD:
            return images.load(Path(name), limits=limits, transparency=transparency)
        data = typer.get_binary_stream("stdin").read(limits.max_bytes + 1)
        return images.decode(data, limits=limits, transparency=transparency)


def read_animation(name: str) -> Clip:
    """Read an animation; ``-`` is standard input.

    Raises:
        BadImage: there is no such animation, or it cannot be used. The error says which it is.
        OutOfResources: there is not enough memory.
    """
    with _named(name):
        if name != STANDARD:
            return load_clip(Path(name))
        return read_clip(typer.get_binary_stream("stdin").read(CLIP_LIMITS.picture.max_bytes + 1))


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Let errors of a picture say which one it is."""
    try:
        yield
    except BadImage as error:
        if error.kind == "missing":
            raise
        raise BadImage(f"{_shown(name)}: {error}", hint=error.hint, kind=error.kind, **error.values) from error


@contextmanager
def written(
    output: str, inputs: Iterable[str], *, overwrite: bool | None, formats: Mapping[str, str] = FORMATS
) -> Iterator[Sink]:
    """Open the place for a picture before it is painted; ``-`` is standard output, which gets the first format.

    Args:
        output: path.
        inputs: names of the pictures that are read; they are not overwritten unless that is asked for.
        overwrite: whether to replace a file that is there; None: all but the inputs.
        formats: as for `images.Target`.

    Raises:
        BadRequest: the picture could not be written there, or a file is there that shall stay.
    """
    if output == STANDARD:
        if typer.get_text_stream("stdout").isatty():
            raise BadRequest("A picture cannot be shown in the terminal.", hint="Redirect it (> out.png), or use -o.")
        yield _StandardOutput(next(iter(formats.values())))
        return
    path = Path(output)
    if not overwrite and _is(path.is_file):
        if overwrite is False:
            raise BadRequest(f"“{path}” is there already.", hint="Choose another name, or give --overwrite.")
        if any(name != STANDARD and _is(Path(name).is_file) and path.samefile(name) for name in inputs):
            raise BadRequest(f"“{path}” is one of the pictures to read.", hint="Use another name, or --overwrite.")
    with images.Target(path, formats) as target:
        yield target


def output_name(output: str | None, *names: str) -> str:
    """The output that was asked for, or one that is named after the pictures, such as ``photo-painting.png``.

    What is read from standard input is written to standard output.
    """
    if output is not None:
        return output
    return STANDARD if STANDARD in names else f"{'-'.join(Path(name).stem for name in names)}.png"


def photos_in(names: Sequence[str]) -> list[str]:
    """The pictures that names stand for: files, all pictures in folders, and patterns such as ``*.jpg``, sorted.

    Raises:
        BadRequest: there is no picture in a folder, or none fits a pattern.
    """
    found: list[str] = []
    for name in names:
        path = Path(name)
        if _is(path.is_dir):
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in _SUFFIXES and not p.name.startswith("."))
            if not inside:
                raise BadRequest(f"There is no picture in the folder “{name}”.")
            found += map(str, inside)
        elif is_many(name):
            fitting = sorted(match for match in glob.glob(name, recursive=True) if Path(match).is_file())  # noqa: PTH207
            if not fitting:
                raise BadRequest(f"No file fits “{name}”.")
            found += fitting
        else:
            found.append(name)
    return list(dict.fromkeys(found))


def is_many(name: str) -> bool:
    """Whether a name stands for several pictures: a folder, or a pattern."""
    return _is(Path(name).is_dir) or (glob.has_magic(name) and not _is(Path(name).exists))


def is_folder(output: str | None) -> bool:
    """Whether an output is a folder, there or to be made."""
    return output is not None and output != STANDARD and (output.endswith(("/", "\\")) or _is(Path(output).is_dir))


def outputs_in(folder: str, photos: Sequence[str], paintings: Sequence[str]) -> list[Path]:
    """A path in the folder for each photo. Photos of the same name keep their suffix in it.

    Raises:
        BadRequest: the folder cannot be made.
    """
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadRequest(f"The folder “{folder}” cannot be made: {error.strerror}.", hint="Choose another.") from None
    names = [output_name(None, photo, *paintings) for photo in photos]
    often = Counter(names)
    full = [output_name(None, Path(p).name.replace(".", "-"), *paintings) for p in photos]
    return [Path(folder) / (other if often[name] > 1 else name) for name, other in zip(names, full, strict=True)]


def _is(check: Callable[[], bool]) -> bool:
    """Ask the system about a path; a name that it cannot have is no path."""
    try:
        return check()
    except (OSError, ValueError):
        return False


def _shown(name: str) -> str:
    return "Standard input" if name == STANDARD else f"“{Path(name).name}”"


def pair_masks(names: Sequence[str] | None, count: int) -> list[Image | None]:
    """Read the masks of the paintings, one for each; without names there are none.

    Raises:
        BadRequest: there are more or fewer masks than paintings.
    """
    if names is None:
        return [None] * count
    if len(names) != count:
        raise BadRequest(f"There are {count} paintings but {len(names)} masks.", hint="Give each painting its mask.")
    return [read(name, transparency=True) for name in names]

"""Write a picture to a file, whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image

from nst.errors import BadRequest
from nst.images.encoding import encode_file

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


class Target:
    """A file for a picture that does not exist yet. Used as a context manager.

    All that can be found out early is: whether the folder exists and can be written, and whether the name has a known
    suffix and is not too long. For that, a temporary file beside the target is opened, which becomes the target when
    the picture is saved. Pipes and devices are written directly.

    Args:
        path: of the picture; its suffix is the format. Pipes without a suffix get the first format.
        formats: known suffixes and their formats; those of pictures are png, jpg, jpeg and webp.

    Attributes:
        format: of the file, such as ``PNG``.

    Raises:
        BadRequest: the picture could not be written there.
    """

    def __init__(self, path: Path, formats: Mapping[str, str] = FORMATS) -> None:
        self.path = path
        self._part: Path | None = None
        try:
            special = path.exists() and not path.is_file()
            folder = path.parent.is_dir()
        except (OSError, ValueError) as error:
            raise _unwritable(path, error) from None
        if path.is_dir():
            raise BadRequest(f"“{path}” is a folder.", hint=f"Name a file in it, such as out{next(iter(formats))}.")
        self.format = formats.get(path.suffix.lower(), next(iter(formats.values())) if special else "")
        if not self.format:
            *suffixes, last = reversed({name: suffix for suffix, name in reversed(list(formats.items()))}.values())
            hint = f"End it with {', '.join(suffixes)} or {last}."
            raise BadRequest(f"“{path.name}” does not say which format to write.", hint=hint)
        if not folder:
            raise BadRequest(f"There is no folder “{path.parent}”.", hint="Create it, or choose another.")
        if not special:
            part = path.with_name(f".nst-{secrets.token_hex(4)}.part")  # short: the target's name may be the longest
            try:
                part.touch(exist_ok=False)
            except OSError as error:
                raise _unwritable(path, error) from None
            self._part = part

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._part is not None:
            self._part.unlink(missing_ok=True)

    def save(self, image: Image.Image) -> None:
        """Write the picture, without metadata.

        Raises:
            BadRequest: it cannot be written, such as to a full disk.
        """
        self.write(encode_file(image, self.format))

    def write(self, data: bytes) -> None:
        """Write a file of this format. Errors as in `save`."""
        try:
            (self._part or self.path).write_bytes(data)
            if self._part is not None:
                self._part.replace(self.path)
        except OSError as error:
            raise _unwritable(self.path, error) from None


def save(image: Image.Image, path: Path) -> None:
    """Write a picture without metadata in the format of the suffix (png, jpg, jpeg, webp). No partial file appears.

    Raises:
        BadRequest: the picture cannot be written there.
    """
    with Target(path) as target:
        target.save(image)


def _unwritable(path: Path, error: Exception) -> BadRequest:
    reason = getattr(error, "strerror", None) or error
    return BadRequest(f"“{path}” cannot be written: {reason}.", hint="Choose another folder or name.")

"""Errors whose text may be shown to a person.

::

    UserError                  what went wrong (`str(error)`) and what to do next (`error.hint`)
    ├── BadImage               the bytes are not a usable picture
    ├── BadPack                the bytes are not a usable style pack
    ├── BadRequest             a parameter is out of range or names something unknown
    ├── BadStyle               the bytes are not a usable style file
    ├── BadPack                the bytes are not a usable style pack
    ├── WeightsUnavailable     an encoder's weights are not on disk and could not be downloaded
    ├── EngineFailure          the optimisation failed (memory, divergence)
    └── OutOfResources         the machine ran out of memory or open files; the data may be fine

Any other exception is a bug: show a reference id and log the traceback.
"""

from __future__ import annotations

import errno


class UserError(Exception):
    """An error that says in one sentence what went wrong and, in `hint`, what to do next. Both are safe to show.

    `code` and `values` let a program say the same in another language: `code` names the problem (``image-too-thin``),
    `values` are the numbers and names in the sentence. Without a code there is only the sentence.
    """

    def __init__(self, message: str, *, hint: str = "", code: str = "", **values: object) -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code
        self.values = values

    @property
    def text(self) -> str:
        """Message and hint as one line."""
        return f"{self} {self.hint}".strip()


class BadImage(UserError):
    """The bytes are not a usable picture.

    `kind` gives the reason to programs: ``empty``, ``missing``, ``too many bytes``, ``too many pixels``, ``too thin``,
    ``too small``, ``damaged``, ``unreadable`` (of a rare kind), ``too complex`` (built to cost far more than its
    picture) or ``not a picture``; of animations ``not animated``, ``too many frames``, ``too long`` or ``too heavy``
    (too many pixels in all frames); the bot's decoders also use ``too costly`` and ``crash``. The code is ``image-``
    plus the kind.
    """

    def __init__(self, message: str, *, hint: str = "", kind: str = "not a picture", **values: object) -> None:
        super().__init__(message, hint=hint, code=f"image-{kind.replace(' ', '-')}", **values)
        self.kind = kind


class BadPack(UserError):
    """The bytes are not a usable style pack."""


class BadRequest(UserError):
    """A parameter is out of range or names something that does not exist."""


class BadStyle(UserError):
    """The bytes are not a usable style file."""


class WeightsUnavailable(UserError):
    """An encoder's weights are not on disk and could not be downloaded."""


class EngineFailure(UserError):
    """The optimisation failed."""


class OutOfResources(UserError):
    """The machine ran out of a resource. The data may be fine."""


def out_of_resources(error: BaseException) -> OutOfResources | None:
    """Return a showable error if the machine ran out of memory or open files; None for any other error."""
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.EMFILE, errno.ENFILE}:
        hint = "Try again in a minute. If it stays so, whoever runs this should allow more open files (ulimit -n)."
        return OutOfResources("Too many files are open on this side.", hint=hint, code="no-files")
    if (
        number in {errno.ENOMEM, errno.EAGAIN}
        or isinstance(error, MemoryError)
        or "out of memory" in str(error).lower()
    ):
        hint = "Scale the picture down, or try again when less is going on."
        return OutOfResources("There is not enough memory to open the picture.", hint=hint, code="no-memory")
    return None

"""Errors whose text may be shown to a person.

::

    UserError                  what was wrong (`str(error)`) and what to do next (`error.hint`)
    ├── BadImage               the bytes are no usable picture
    ├── BadRequest             a parameter is out of range or names nothing
    ├── WeightsUnavailable     an encoder's weights are not here and could not be fetched
    ├── EngineFailure          the optimisation itself could not go on (memory, divergence)
    └── OutOfResources         the machine has no memory or no open files left, whatever the data are

Everything else that is raised is a defect: show a reference id and log the traceback.
"""

from __future__ import annotations

import errno


class UserError(Exception):
    """Says in one sentence what was wrong and, in `hint`, what to do next. Both may be shown to anyone.

    `code` and `values` say the same to programs, which may tell it in another language: `code` names what was wrong
    (``image-too-thin``), `values` are the numbers and names in the sentence. No code: the sentence is all there is.
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
    """The bytes are not a picture that can be used.

    `kind` says why in a word or two, for programs: ``empty``, ``missing``, ``too many bytes``, ``too many pixels``,
    ``too thin``, ``damaged``, ``too complex`` (built to cost far more than its picture) or ``not a picture``; from
    the bot's decoders also ``too costly`` and ``crash``. The code is ``image-`` and that.
    """

    def __init__(self, message: str, *, hint: str = "", kind: str = "not a picture", **values: object) -> None:
        super().__init__(message, hint=hint, code=f"image-{kind.replace(' ', '-')}", **values)
        self.kind = kind


class BadRequest(UserError):
    """A parameter is out of range or names something that does not exist."""


class WeightsUnavailable(UserError):
    """The weights of an encoder are neither on disk nor could they be downloaded."""


class EngineFailure(UserError):
    """The optimisation could not go on."""


class OutOfResources(UserError):
    """The machine has run out of something. The data may be in order."""


def out_of_resources(error: BaseException) -> OutOfResources | None:
    """The error for people if the machine ran out of memory or of open files; None if it was something else."""
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

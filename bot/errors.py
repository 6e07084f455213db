"""The errors of the services. Each has a text for users, see `nst.errors.UserError`."""

from __future__ import annotations

from nst.errors import UserError


class NotAllowed(UserError):
    """The person is not allowed to do this."""


class NotFound(UserError):
    """The requested item does not exist (any more)."""


class TooMany(UserError):
    """The person has the most unfinished jobs that are allowed."""

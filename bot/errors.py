"""The errors of the services. Each has a text that people may read, see `nst.errors.UserError`."""

from __future__ import annotations

from nst.errors import UserError


class NotAllowed(UserError):
    """The person may not do this."""


class NotFound(UserError):
    """What is asked for is not there (any more)."""


class TooMany(UserError):
    """The person has as many unfinished jobs as one may have."""

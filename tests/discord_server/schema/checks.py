"""The building blocks of the schemas: small checks that report where an error is.

A check takes a value and a `Report` and adds errors there; it never raises, so one body yields all its errors.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Check = Callable[[Any, "Report"], None]


@dataclass
class Report:
    """The errors of one body, each with its path."""

    path: str = ""
    faults: list[str] = field(default_factory=list)

    def at(self, step: str | int) -> "Report":
        """The same report, one step deeper in the body."""
        return Report(f"{self.path}.{step}" if self.path else str(step), self.faults)

    def complain(self, text: str) -> None:
        """Note an error."""
        self.faults.append(f"{self.path or 'body'}: {text}")


def text(least: int = 0, most: int | None = None, pattern: str | None = None) -> Check:
    """A string of a length, counted in characters."""

    def check(value: Any, report: Report) -> None:
        if not isinstance(value, str):
            report.complain(f"must be a string, not {value!r}")
        elif not least <= len(value) <= (len(value) if most is None else most):
            report.complain(f"must have {least} to {most} characters, has {len(value)}")
        elif pattern is not None and not re.fullmatch(pattern, value):
            report.complain(f"{value!r} does not match {pattern}")

    return check


def whole(least: int | None = None, most: int | None = None) -> Check:
    """An integer in a range."""

    def check(value: Any, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report.complain(f"must be an integer, not {value!r}")
        elif (least is not None and value < least) or (most is not None and value > most):
            report.complain(f"must be {least} to {most}, is {value}")

    return check


def number(value: Any, report: Report) -> None:
    """An integer or a float."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        report.complain(f"must be a number, not {value!r}")


def flag(value: Any, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.complain(f"must be true or false, not {value!r}")


def one_of(*allowed: object) -> Check:
    """One of some values."""

    def check(value: Any, report: Report) -> None:
        if value not in allowed:
            report.complain(f"must be one of {allowed}, is {value!r}")

    return check


def anything(value: Any, report: Report) -> None:
    """No check."""


def either(*kinds: Check) -> Check:
    """A value that passes one of some checks."""

    def check(value: Any, report: Report) -> None:
        reports = [Report(report.path) for _ in kinds]
        for kind, own in zip(kinds, reports, strict=True):
            kind(value, own)
            if not own.faults:
                return
        report.faults.extend(reports[0].faults)

    return check


def array(item: Check, least: int = 0, most: int | None = None) -> Check:
    """A list of a length."""

    def check(value: Any, report: Report) -> None:
        if not isinstance(value, list):
            report.complain(f"must be a list, not {value!r}")
            return
        if len(value) < least or (most is not None and len(value) > most):
            report.complain(f"must have {least} to {most} items, has {len(value)}")
        for place, one in enumerate(value):
            item(one, report.at(place))

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these keys and no others. Optional keys may also be null, as in Discord's OpenAPI."""
    optional = optional or {}

    def check(value: Any, report: Report) -> None:
        if not isinstance(value, dict):
            report.complain(f"must be an object, not {value!r}")
            return
        for name in required.keys() - value.keys():
            report.complain(f"lacks {name}")
        for name, one in value.items():
            if name in required:
                required[name](one, report.at(name))
            elif name not in optional:
                report.complain(f"has {name}, which does not belong there")
            elif one is not None:
                optional[name](one, report.at(name))

    return check


def table(key: Check, item: Check) -> Check:
    """An object with any keys of one kind."""

    def check(value: Any, report: Report) -> None:
        if not isinstance(value, dict):
            report.complain(f"must be an object, not {value!r}")
            return
        for name, one in value.items():
            key(name, report)
            item(one, report.at(name))

    return check


snowflake = text(15, 20, r"\d+")
number_or_snowflake = either(snowflake, whole(0))
custom_id = text(1, 100)
timestamp = text(19, 40, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

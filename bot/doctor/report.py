"""The report: findings as lines for people, or as JSON. It can be pasted into a report of a bug."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bot.doctor.findings import Finding, Level

_SIGNS = {Level.OK: "ok     ", Level.WARNING: "warning", Level.WRONG: "WRONG  "}
_WIDTH = max(map(len, _SIGNS.values()))


def as_text(findings: Sequence[Finding]) -> str:
    """A line for each finding, its advice below it, and a summary."""
    lines = []
    for found in findings:
        lines.append(f"{_SIGNS[found.level]}  {found.topic}: {found.seen}")
        if found.advice:
            lines.append(f"{' ' * _WIDTH}  → {found.advice}")
    return "\n".join([*lines, "", _summary(findings)])


def _summary(findings: Sequence[Finding]) -> str:
    count = {level: sum(found.level is level for found in findings) for level in Level}
    return f"{count[Level.WRONG]} wrong, {count[Level.WARNING]} to look at, {count[Level.OK]} ok. Nothing was changed."


def as_json(findings: Sequence[Finding]) -> str:
    """The same as one JSON object."""
    return json.dumps(
        {"well": is_well(findings), "findings": [asdict(found) for found in findings]}, ensure_ascii=False, indent=1
    )


def is_well(findings: Sequence[Finding]) -> bool:
    """Whether nothing is wrong; warnings are allowed."""
    return all(found.level is not Level.WRONG for found in findings)


def without_home(text: str) -> str:
    """The text without the path of the home folder, which often is a person's name."""
    home = str(Path.home())
    return text if len(home) < 2 else text.replace(home, "~")

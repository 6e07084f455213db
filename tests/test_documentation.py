"""The pages about faults and threats name tests and code that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("reliability.md", "threats.md")
TESTS = {
    name
    for path in (ROOT / "tests").rglob("*.py")
    for name in re.findall(r"^ *(?:async )?def (test_\w+)\(", path.read_text("utf-8"), re.MULTILINE)
}


def text(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_is_there(page):
    named = set(re.findall(r"\btest_\w+\b(?!\.py)", text(page)))
    modules = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    assert named - TESTS - modules == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page):
    named = re.findall(r"`((?:bot|cogs|nst|tests|docs|benchmarks)/[\w/.]+\.\w+)`", text(page))
    assert [name for name in named if not any((folder / name).exists() for folder in (ROOT, ROOT / "tests"))] == []


def test_every_threat_is_stopped_by_a_test_or_said_not_to_be():
    rows = [line for line in text("threats.md").splitlines() if line.startswith("| ") and "---" not in line]
    rows = [row for row in rows if not row.startswith("| what they could want")]
    assert len(rows) > 30
    unproved = [row for row in rows if "`test_" not in row and "*" not in row]
    assert len(unproved) <= 1, "what Discord itself forbids needs no test of ours"

"""The small mistakes that `make mutate` tries; trying them all is not for here."""

import ast
import sys

import pytest

from benchmarks.mutants import mutants

if sys.platform == "win32":
    pytest.skip("it forks", allow_module_level=True)


def changes(source: str) -> set[tuple[str, str]]:
    return {(one.before, one.after) for one in mutants(source)}


@pytest.mark.parametrize(
    ("source", "mistakes"),
    [
        ("a < b", {("a < b", "a <= b"), ("a < b", "a >= b")}),
        ("a is None", {("a is None", "a is not None")}),
        ("a and b", {("a and b", "a or b")}),
        ("not a", {("not a", "a")}),
        ("a + b", {("a + b", "a - b")}),
        ("True", {("True", "False")}),
        ("1.5", {("1.5", "2.5")}),
        ("'x'", {("'x'", "'xXX'")}),
        ("a if b else c", {("a if b else c", "a if not b else c")}),
        ("(a, b)", {("(a, b)", "(b,)"), ("(a, b)", "(a,)")}),
        ("{a: b}", {("{a: b}", "{}")}),
    ],
)
def test_each_expression_has_its_mistakes(source: str, mistakes: set[tuple[str, str]]) -> None:
    assert changes(f"value = {source}") == mistakes


@pytest.mark.parametrize(
    ("statement", "after"),
    [
        ("call()", "pass"),
        ("raise error", "pass"),
        ("a.b = c", "pass"),
        ("a += b", "pass"),
        ("return a", "return None"),
        ("if a:\n        b = c", "if not a:\n    b = c"),
    ],
)
def test_each_statement_has_its_mistake(statement: str, after: str) -> None:
    assert after in {change for _, change in changes(f"def f(a):\n    {statement}\n")}


def test_documentation_annotations_decorators_and_the_log_are_left_alone() -> None:
    assert mutants('"""Text."""\nimport a\n@a(1)\ndef f(a: "b") -> "c":\n    """Text."""\n    log.info("x", 1)\n') == []


def test_a_mutant_is_the_whole_module_with_one_mistake() -> None:
    source = "def f(a):\n    if a > 1 and a < 3:\n        return 'x'\n    return None"
    made = mutants(source)
    assert [one.line for one in made] == sorted(one.line for one in made)
    assert len({one.source for one in made}) == len(made)
    for one in made:
        ast.parse(one.source)
        assert one.source != source
        assert len(one.source.splitlines()) == 4


def test_the_tests_that_are_run_are_there() -> None:
    from benchmarks.mutation import ROOT, TESTS  # noqa: PLC0415  not for Windows

    assert [name for name in TESTS if not (ROOT / name).exists()] == []
    assert [name for names in TESTS.values() for name in names if not (ROOT / "tests" / name).exists()] == []

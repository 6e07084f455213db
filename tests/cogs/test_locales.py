"""Check the texts in `cogs/locales` against each other and against the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from cogs.shared.texts import LANGUAGES, label, localized, user_error

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "cogs" / "locales"
FINDS = {localized.__name__, label.__name__}  # the functions that look up texts
ENGLISH, *OTHERS = LANGUAGES
TOPICS = sorted(file.stem for file in (LOCALES / ENGLISH).glob("*.ftl"))
START = re.compile(rf"(?:\(\?:)?(?:{'|'.join([*TOPICS, 'error'])})(?:\\)?-")
KEY = re.compile(rf"(?:{'|'.join([*TOPICS, 'error'])})(?:-[a-z0-9]+)+(?:\.[a-z]+)?")
LIMITS: dict[tuple[str, str | int | None], int] = {
    ("Button", "label"): 80,
    ("Label", "text"): 45,
    ("Label", "description"): 100,
    ("TextInput", "label"): 45,
    ("TextInput", "placeholder"): 100,
    ("SelectOption", "label"): 100,
    ("SelectOption", "description"): 100,
    ("RadioGroupOption", "label"): 100,
    ("Select", "placeholder"): 150,
    ("ContextMenu", "name"): 32,
    ("labelled", 0): 45,
    ("labelled", 2): 100,
    ("__init__", 0): 45,  # the title of a form
}
"""What Discord accepts where, in characters: keyword or place of the argument."""


def listed(findings: list[Any]) -> str:
    return "\n".join(map(str, findings))


def body(language: str, topic: str) -> list[Any]:
    return FluentParser().parse((LOCALES / language / f"{topic}.ftl").read_text("utf-8")).body


class Names(Visitor):
    """Collects the variables of a text, and the texts that it refers to."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.references.add(node.id.name)


@cache
def texts(language: str) -> dict[str, Names]:
    """Every key of a language, attributes as `key.hint`, with the needs of its text."""
    found = {}
    topics = sorted(file.stem for file in (LOCALES / language).glob("*.ftl"))
    for message in (entry for topic in topics for entry in body(language, topic) if isinstance(entry, ftl.Message)):
        for key, value in [
            (message.id.name, message.value),
            *((f"{message.id.name}.{attribute.id.name}", attribute.value) for attribute in message.attributes),
        ]:
            if value is not None:
                found[key] = Names()
                found[key].visit(value)
    return found


def variables(key: str, language: str = ENGLISH) -> set[str]:
    names = texts(language)[key]
    return names.variables.union(*(variables(other, language) for other in names.references))


@cache
def sources() -> dict[str, ast.Module]:
    paths = [path for folder in ("nst", "bot", "cogs") for path in (ROOT / folder).rglob("*.py")]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_bytes()) for path in paths}


def nodes() -> Iterator[tuple[str, Any]]:
    for name, module in sources().items():
        for node in ast.walk(module):
            yield f"{name}:{getattr(node, 'lineno', '?')}", node


def called(node: Any) -> str:
    """The name of the called function, without its module."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def pattern(node: Any, before: str = "") -> str:
    """A regular expression for the possible values of an expression: exact for a literal, open for the rest."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(before + text)
        case ast.JoinedStr(values=parts):
            found = re.escape(before)
            for part in parts:
                # Only one word may follow the topic; otherwise “stylize-{action}” would match all its texts.
                gap = r"\w+" if re.fullmatch(r"\w+\\-", found) else r"[\w.-]+"
                found += re.escape(str(part.value)) if isinstance(part, ast.Constant) else gap
            return found
        case ast.IfExp(body=one, orelse=other):
            return f"(?:{pattern(one, before)}|{pattern(other, before)})"
        case _:
            return ""


def asked() -> Iterator[tuple[str, Any, str]]:
    """Every place where the code looks up a text: the place, the call, and the pattern of its key."""
    for place, node in nodes():
        if called(node) in FINDS and node.args:
            yield place, node, pattern(node.args[0])
        elif called(node) == user_error.__name__ and node.args:
            yield place, node, pattern(node.args[0], "error-")
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "code":
                    yield place, node, pattern(keyword.value, "error-")
                elif keyword.arg == "kind" and called(node) == "BadImage" and isinstance(keyword.value, ast.Constant):
                    if keyword.value.value == "missing":  # a path on the command line
                        continue
                    yield place, node, re.escape(f"error-image-{str(keyword.value.value).replace(' ', '-')}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_can_be_read(language: str) -> None:
    junk = [
        (topic, entry.content)
        for topic in sorted(file.stem for file in (LOCALES / language).glob("*.ftl"))
        for entry in body(language, topic)
        if isinstance(entry, ftl.Junk)
    ]
    assert junk == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_stands_under_its_topic_and_once(language: str) -> None:
    ids = [
        (topic, entry.id.name) for topic in TOPICS for entry in body(language, topic) if isinstance(entry, ftl.Message)
    ]
    assert [(topic, name) for topic, name in ids if not name.startswith((f"{topic}-", "error-"))] == []
    names = [name for _, name in ids]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_texts_of_english(language: str) -> None:
    other = texts(language).keys() ^ texts(ENGLISH).keys()
    assert not other, listed(sorted(other))


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_has_the_same_variables_in_a_language_as_in_english(language: str) -> None:
    both = sorted(texts(language).keys() & texts(ENGLISH).keys())
    assert [key for key in both if variables(key, language) != variables(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said(language: str, caplog: pytest.LogCaptureFixture) -> None:
    for key in texts(language):
        assert localized(key, language, **dict.fromkeys(variables(key, language), 3)).strip()
    assert caplog.messages == []


def test_every_text_that_the_code_asks_for_exists() -> None:
    missing = [
        (place, wanted)
        for place, _, wanted in asked()
        if START.match(wanted) and not any(re.fullmatch(wanted, key) for key in texts(ENGLISH))
    ]
    missing += [
        (place, node.value)
        for place, node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not place.startswith("nst/")
        if KEY.fullmatch(node.value) and node.value not in texts(ENGLISH)
    ]
    assert not missing, listed(missing)


def test_a_text_is_given_the_values_that_it_needs() -> None:
    wrong = []
    for place, call, wanted in asked():
        given = {keyword.arg for keyword in call.keywords}
        for key in [key for key in texts(ENGLISH) if wanted == re.escape(key)]:
            needed = variables(key) | (variables(f"{key}.hint") if f"{key}.hint" in texts(ENGLISH) else set())
            unknown = given - {None} - needed if called(call) == localized.__name__ else set()
            lacking = set() if None in given or called(call) == "BadImage" else needed - given
            if unknown or lacking:
                wrong.append((place, key, unknown, lacking))
    assert not wrong, listed(wrong)


def test_every_text_is_used() -> None:
    strings = {node.value for _, node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    written = strings | {f"error-{text}" for text in strings}  # an error code may come from a table
    patterns = [wanted for place, _, wanted in asked() if wanted and not place.startswith("cogs/shared/texts.py")]
    patterns += [
        pattern(node)
        for place, node in nodes()
        if isinstance(node, ast.JoinedStr)
        and START.match(_start(node))
        and not place.startswith("cogs/shared/texts.py")
    ]
    referred = {name for names in texts(ENGLISH).values() for name in names.references}
    unused = [
        key
        for key in texts(ENGLISH)
        if not key.endswith(".hint") and key not in written | referred
        if not any(re.fullmatch(one, key) for one in patterns)
    ]
    assert not unused, listed(unused)


def _start(node: ast.JoinedStr) -> str:
    first = node.values[0]
    return str(first.value) if isinstance(first, ast.Constant) else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_discord_limits_fits(language: str) -> None:
    long = []
    for place, node in nodes():
        wanted = [(node.args[0], 100)] if called(node) == label.__name__ and node.args else []
        for name, value in _arguments(node):
            if called(value) in FINDS and (called(node), name) in LIMITS:
                wanted += [(value.args[0], LIMITS[called(node), name])]
        for expression, limit in wanted:
            for key in [key for key in texts(ENGLISH) if re.fullmatch(pattern(expression), key)]:
                text = localized(key, language, **dict.fromkeys(variables(key), 3))
                if len(text) > limit:
                    long.append((place, key, len(text), limit))
    assert not long, listed(long)


def _arguments(node: Any) -> list[tuple[str | int | None, Any]]:
    if not isinstance(node, ast.Call):
        return []
    return [*enumerate(node.args), *((keyword.arg, keyword.value) for keyword in node.keywords)]

"""What a style may be called, and finding one by a part of its name. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from nst.errors import UserError

MAX_NAME = 32
_PUNCTUATION = frozenset(" -'’.,!?&+")
_MAX_MARKS = 2  # on one letter; more would tower over the lines above
_SIMILAR = 0.7
_EXACT, _START, _WORD, _PART, _LETTERS, _ALIKE = range(6)
NO_MATCH = float("inf")


class BadName(UserError):
    """A style cannot have that name."""


def clean_name(text: str) -> str:
    """A name as it is shown: 1 to 32 letters, digits, signs and emoji, in their usual form, with single spaces.

    Raises:
        BadName: nothing is left, it is too long, or it holds what Discord would read as a mention, link or formatting.
    """
    plain = unicodedata.normalize("NFKC", text.replace("_", " "))
    name = unicodedata.normalize("NFKC", _without_towers(" ".join("".join(map(_visible, plain)).split())))
    if not name:
        raise BadName("A style needs a name.", hint="Give it 1 to 32 letters or digits.", code="style-name-empty")
    if len(name) > MAX_NAME:
        raise BadName(
            f"That name is longer than {MAX_NAME} characters.",
            hint="Please choose a shorter one.",
            code="style-name-long",
            limit=MAX_NAME,
        )
    if not all(map(_allowed, name)) or not _begins_well(name[0]):
        raise BadName(
            "A style's name can hold letters, digits, emoji, spaces and - ' . , ! ? & + only.",
            hint="It begins with a letter, a digit or an emoji.",
            code="style-name-characters",
        )
    return name


def name_key(name: str) -> str:
    """A name as it is looked up: names that differ in case, hyphens or spaces alone are the same."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(folded.replace("-", " ").replace("_", " ").replace("’", "'").split())


def match(text: str, name: str) -> float:
    """How well `text` finds `name`: less is better, `NO_MATCH` is not at all. Case, accents and slips are forgiven."""
    sought, found = _bare(text), _bare(name)
    if sought == found:
        return _EXACT
    if found.startswith(sought):
        return _START
    words = found.split()
    if any(word.startswith(sought) for word in words):
        return _WORD
    if sought in found:
        return _PART
    if _in_order(sought.replace(" ", ""), found):
        return _LETTERS
    alike = max(SequenceMatcher(None, sought, part).ratio() for part in (found, *words))
    return _ALIKE + 1 - alike if alike >= _SIMILAR else NO_MATCH


def _bare(name: str) -> str:
    """A name's key without accents."""
    decomposed = unicodedata.normalize("NFKD", name_key(name))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _in_order(letters: str, name: str) -> bool:
    """Whether the name has these letters in this order, from its first one on: “stgl” finds “stained glass”."""
    rest: Iterable[str] = iter(name)
    return len(letters) > 1 and name.startswith(letters[0]) and all(letter in rest for letter in letters)


def _visible(character: str) -> str:
    """A character, a space for one that is a gap, nothing for one that cannot be seen."""
    category = unicodedata.category(character)
    if category.startswith("Z") or character in "\t\r\n":
        return " "
    return "" if category in {"Cc", "Cf", "Cs", "Co", "Cn"} else character


def _without_towers(name: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in name:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _allowed(character: str) -> bool:
    return character in _PUNCTUATION or unicodedata.category(character)[0] in "LNM" or _is_emoji(character)


def _begins_well(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or _is_emoji(character)


def _is_emoji(character: str) -> bool:
    # “Sk” is also the backtick; the skin tones are all beyond the first plane.
    category = unicodedata.category(character)
    return category == "So" or (category == "Sk" and ord(character) > 0xFFFF)

"""What a style may be called, and finding one by a part of its name. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest
from typing import NamedTuple

from nst.errors import UserError

MAX_NAME = 32
MAX_TEXT = (
    3 * MAX_NAME
)  # characters that are looked at of what a person types; some are several before they are in form
MAX_COMPARED = 50  # names that are compared for slips at each key that is pressed
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
    if (
        len(text) > 10 * MAX_NAME
    ):  # putting it in its usual form takes long, with some texts in the square of their length
        raise _too_long()
    plain = unicodedata.normalize("NFKC", text.replace("_", " "))
    name = unicodedata.normalize("NFKC", _without_towers(" ".join("".join(map(_visible, plain)).split())))
    if not name:
        raise BadName("A style needs a name.", hint="Give it 1 to 32 letters or digits.", code="style-name-empty")
    if len(name) > MAX_NAME:
        raise _too_long()
    if not all(map(_allowed, name)) or not _begins_well(name[0]):
        raise BadName(
            "A style's name can hold letters, digits, emoji, spaces and - ' . , ! ? & + only.",
            hint="It begins with a letter, a digit or an emoji.",
            code="style-name-characters",
        )
    return name


def name_key(name: str) -> str:
    """A name as it is looked up: names that differ in case, hyphens or spaces alone are the same."""
    folded = name.lower() if name.isascii() else _folded(name)
    return " ".join(folded.replace("-", " ").replace("_", " ").replace("’", "'").split())


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def match(text: str, name: str) -> float:
    """How well `text` finds `name`: less is better, `NO_MATCH` is not at all. Case, accents and slips are forgiven."""
    sought, found = _sought(text), known(name)
    score = _plain_match(sought, found)
    return score if score < NO_MATCH else _alike(sought, _places(sought), found)


def ranked(text: str, names: Mapping[str, Collection[Known]]) -> list[str]:
    """The keys of what `text` may mean, the best first; of equals in their order.

    Its work is bounded for any text: names are compared for slips only where nothing else fits, and of those only the
    `MAX_COMPARED` that have the most similar letters.

    Args:
        text: as a person types it; only its beginning counts.
        names: by key, what each may be called.
    """
    sought = _sought(text)
    letters, places = _letters(sought), _places(sought)
    scores: dict[str, float] = {}
    missed: list[tuple[int, int, str, Known]] = []
    for key, called in names.items():
        for found in called:
            score = _plain_match(sought, found)
            if score < NO_MATCH:
                scores[key] = min(score, scores.get(key, NO_MATCH))
            else:
                missed.append(((found.letters ^ letters).bit_count(), len(missed), key, found))
    for _, _, key, found in nsmallest(MAX_COMPARED, missed):
        score = _alike(sought, places, found)
        if score < NO_MATCH:
            scores[key] = min(score, scores.get(key, NO_MATCH))
    order = {key: number for number, key in enumerate(names)}
    return sorted(scores, key=lambda key: (scores[key], order[key]))


class Known(NamedTuple):
    """A name, ready to be compared: its key, the same without accents, the words of that, and which letters it has."""

    key: str
    bare: str
    words: list[str]
    letters: int


def known(name: str) -> Known:
    """Make a name ready to be compared."""
    key = name_key(name)
    bare = _bare(key)
    return Known(key, bare, bare.split(), _letters(bare))


def _plain_match(sought: str, found: Known) -> float:
    """How well it finds the name, apart from slips."""
    bare = found.bare
    if sought not in bare:
        return _LETTERS if bare[:1] == sought[:1] and _in_order(sought.replace(" ", ""), bare) else NO_MATCH
    if bare.startswith(sought):
        return _EXACT if bare == sought else _START
    return _WORD if any(word.startswith(sought) for word in found.words) else _PART


def _alike(sought: str, places: Mapping[str, int], found: Known) -> float:
    """How well it finds the name in spite of slips, in the whole of it or in one of its words."""
    alike = max(_likeness(sought, places, part) for part in (found.bare, *found.words))
    return _ALIKE + 1 - alike if alike >= _SIMILAR else NO_MATCH


def _likeness(sought: str, places: Mapping[str, int], part: str) -> float:
    """The share of both texts that is common to them in the same order, 0 to 1.

    The longest common subsequence, a letter of `part` at a time for all of `sought` at once (Hyyrö 2004): a bit that
    became 0 is a letter in common.
    """
    length, whole = len(sought), len(sought) + len(part)
    if 2 * min(length, len(part)) < _SIMILAR * whole:
        return 0.0
    full = rest = (1 << length) - 1
    for letter in part:
        hits = rest & places.get(letter, 0)
        rest = (rest + hits | rest - hits) & full
    return 2 * (length - rest.bit_count()) / whole if whole else 1.0


def _places(text: str) -> dict[str, int]:
    """Where each letter stands in a text, as bits."""
    places: dict[str, int] = {}
    for number, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | 1 << number
    return places


def _letters(text: str) -> int:
    """Which letters a text has, as bits; some share one."""
    bits = 0
    for letter in text:
        bits |= 1 << ord(letter) % 61
    return bits


def _sought(text: str) -> str:
    return _bare(name_key(text[:MAX_TEXT]))[:MAX_TEXT]  # a sign can stand for eighteen letters


def _bare(key: str) -> str:
    """A key without accents."""
    if key.isascii():
        return key
    decomposed = unicodedata.normalize("NFKD", key)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _in_order(letters: str, name: str) -> bool:
    """Whether the name has these letters in this order: “stgl” finds “stained glass”, whose first it has in common."""
    rest: Iterable[str] = iter(name)
    return 1 < len(letters) < len(name) and all(letter in rest for letter in letters)


def _too_long() -> BadName:
    return BadName(
        f"That name is longer than {MAX_NAME} characters.",
        hint="Please choose a shorter one.",
        code="style-name-long",
        limit=MAX_NAME,
    )


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

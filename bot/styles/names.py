"""Valid names of styles, and search by a part of the name. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest
from typing import NamedTuple

from nst.errors import UserError

MAX_NAME = 32
MAX_TEXT = 3 * MAX_NAME  # characters used of typed text; normalization joins some characters
MAX_COMPARED = 50  # names compared for typing errors per pressed key
_PUNCTUATION = frozenset(" -'’.,!?&+")
_MAX_MARKS = 2  # combining marks per letter; more would cover the lines above
_SIMILAR = 0.7
_EXACT, _START, _WORD, _PART, _LETTERS, _ALIKE = range(6)
NO_MATCH = float("inf")


class BadName(UserError):
    """The name of the style is invalid."""


def clean_name(text: str) -> str:
    """Normalize a name for display: 1 to 32 letters, digits, signs and emoji, with single spaces.

    Raises:
        BadName: it is empty or too long, or Discord would read it as a mention, link or formatting.
    """
    if len(text) > 10 * MAX_NAME:  # normalization is slow; for some texts its time is quadratic
        raise _too_long()
    plain = unicodedata.normalize("NFKC", text.replace("_", " "))
    name = unicodedata.normalize("NFKC", printable(plain))
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


def printable(text: str) -> str:
    """The visible characters of a text, with single spaces: no controls, marks of direction or towers of accents."""
    return _without_towers(" ".join("".join(map(_visible, text)).split()))


def name_key(name: str) -> str:
    """The lookup key of a name: names that differ only in case, hyphens or spaces have the same key."""
    folded = name.lower() if name.isascii() else _folded(name)
    return " ".join(folded.replace("-", " ").replace("_", " ").replace("’", "'").split())


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def match(text: str, name: str) -> float:
    """How well `text` matches `name`: lower is better, `NO_MATCH` is none. Ignores case, accents and typing errors."""
    sought, found = _sought(text), known(name)
    score = _plain_match(sought, found)
    return score if score < NO_MATCH else _alike(sought, _places(sought), found)


def ranked(text: str, names: Mapping[str, Collection[Known]]) -> list[str]:
    """The keys that match `text`, best first; equal matches keep their order.

    The work is limited for any text: only names without another match are compared for typing errors, and of those
    only the `MAX_COMPARED` names with the most similar letters.

    Args:
        text: as typed; only its beginning counts.
        names: by key, all names of each item.
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
    """A name prepared for comparison: its key, the key without accents, the words of that, and its letters."""

    key: str
    bare: str
    words: list[str]
    letters: int


def known(name: str) -> Known:
    """Prepare a name for comparison."""
    key = name_key(name)
    bare = _bare(key)
    return Known(key, bare, bare.split(), _letters(bare))


def _plain_match(sought: str, found: Known) -> float:
    """How well the text matches the name without typing errors."""
    bare = found.bare
    if sought not in bare:
        return _LETTERS if bare[:1] == sought[:1] and _in_order(sought.replace(" ", ""), bare) else NO_MATCH
    if bare.startswith(sought):
        return _EXACT if bare == sought else _START
    return _WORD if any(word.startswith(sought) for word in found.words) else _PART


def _alike(sought: str, places: Mapping[str, int], found: Known) -> float:
    """How well the text matches the whole name or one of its words, despite typing errors."""
    alike = max(_likeness(sought, places, part) for part in (found.bare, *found.words))
    return _ALIKE + 1 - alike if alike >= _SIMILAR else NO_MATCH


def _likeness(sought: str, places: Mapping[str, int], part: str) -> float:
    """The share of letters that both texts have in the same order, 0 to 1.

    Computes the longest common subsequence bit-parallel (Hyyrö 2004): each letter of `part` is compared with all of
    `sought` at once, and a bit that becomes 0 is a common letter.
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
    """The positions of each letter in a text, as bits."""
    places: dict[str, int] = {}
    for number, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | 1 << number
    return places


def _letters(text: str) -> int:
    """The letters of a text, as bits; some letters share a bit."""
    bits = 0
    for letter in text:
        bits |= 1 << ord(letter) % 61
    return bits


def _sought(text: str) -> str:
    return _bare(name_key(text[:MAX_TEXT]))[:MAX_TEXT]  # one character can expand to eighteen letters


def _bare(key: str) -> str:
    """A key without accents."""
    if key.isascii():
        return key
    decomposed = unicodedata.normalize("NFKD", key)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _in_order(letters: str, name: str) -> bool:
    """Whether the name has these letters in this order and the same first letter: “stgl” matches “stained glass”."""
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
    """The character itself; a space for a gap, and nothing for an invisible character."""
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

"""Find the links of a text that Discord hides behind `||…||`.

Discord marks a file as a spoiler, but not a link's preview: only the text tells. If the text is ambiguous, the link
counts as hidden. That may hide a picture without need, but never shows a hidden one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_LINK = r"https?://(?:(?!\|\|)[^\s<>])+"
_CODE = r"```[\s\S]+?```|(?<!`)(?P<ticks>`+)(?!`)[\s\S]*?[^`](?P=ticks)(?!`)"
_ESCAPED = r"\\[^0-9A-Za-z\s]"
_HIDDEN = r"\|\|(?P<hidden>[\s\S]+?)\|\|"
# The first pattern ends a link at two bars, the second allows them in a link: Discord may do either.
_READINGS = tuple(
    re.compile("|".join(parts), re.IGNORECASE)
    for parts in ((_ESCAPED, _CODE, _HIDDEN), (_ESCAPED, _CODE, r"https?://[^\s<]+", _HIDDEN))
)
_LINKS = re.compile(rf"(?P<label>\[(?:[^\[\]\\]|\\.)*\]\(\s*<?)?(?P<link>{_LINK})", re.IGNORECASE)
# Bold text, quotes and similar parts are parsed separately, so bars inside and outside of them do not pair.
_NESTED = re.compile(r"[*_~\[]|^\s*(?:[>#-]|\d+\.)", re.MULTILINE)
_ENDS = ".,:;!?\"')]}|\\"
_PROXIED = re.compile(r"/external/[^/]+/(?:[^/]*/)?(?P<scheme>https?)/(?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text, and whether it is hidden or may be hidden."""

    address: str
    hidden: bool


def links_in(text: str) -> list[Link]:
    """Every link in a text of Discord's markdown, in order."""
    hidden = list(_hidden_parts(text))
    return [
        Link(
            found["link"],
            any(start < found.end() and found.start() < end for start, end in hidden),
        )
        for found in _LINKS.finditer(text)
    ]


def hides(text: str, addresses: Iterable[str | None]) -> bool:
    """Whether the text above a link's preview hides the link, or may hide it.

    Args:
        text: of the message.
        addresses: of the preview: the page, the picture, Discord's copy.
    """
    links = links_in(text)
    if not links:
        return True  # the link is in no visible text
    if not any(link.hidden for link in links):
        return False
    wanted = {_key(address) for address in addresses if address}
    own = [link for link in links if _key(link.address) in wanted]
    return not own or any(link.hidden for link in own)


def _hidden_parts(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each hidden part, for every reading of the text."""
    for reading in _READINGS:
        yield from (found.span() for found in reading.finditer(text) if found["hidden"])
    first, last = text.find("||"), text.rfind("||")
    if last >= first + 2 and _NESTED.search(re.sub(_LINK, " ", text, flags=re.IGNORECASE)):
        yield first, last + 2


def _key(address: str) -> str:
    """A key that is equal for different spellings of an address. The query is ignored."""
    try:
        parts = urlsplit(address.rstrip(_ENDS))
    except ValueError:
        return address
    if proxied := _PROXIED.fullmatch(parts.path):
        return _key(f"{proxied['scheme']}://{proxied['rest']}")
    host = parts.netloc.lower().removeprefix("www.").replace("media.discordapp.net", "cdn.discordapp.com")
    return f"{host}{unquote(parts.path).rstrip('/')}"

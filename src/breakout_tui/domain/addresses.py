"""Addresses in a text: of web pages, of mail, and handles on a server. What is in one of them is never a mark.

The time is proportional to the text, however it is made up: this runs at every key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"\S+")
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\bmailto:", re.IGNORECASE)
_PAGE = re.compile(r"[(\[{<\"'“„«]*([\w-]+(?:\.[\w-]+)+/)")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_IN_LOCAL_PART = "_.%+'-"


def address_spans(line: str) -> list[tuple[int, int]]:
    """Start and end of each address, in order."""
    if "." not in line and ":" not in line:
        return []
    return [
        (match.start() + start, match.start() + end)
        for match in _TOKEN.finditer(line)
        for start, end in _in_token(match.group())
    ]


def _in_token(token: str) -> Iterator[tuple[int, int]]:
    """The addresses in a text without blanks; one of a page reaches to its end."""
    found = _WITH_SCHEME.search(token) or _PAGE.match(token)
    page = len(token) if found is None else found.start(found.lastindex or 0)
    end = 0
    for at in (place for place, character in enumerate(token) if character == "@"):
        if end <= at < page and (domain := _DOMAIN.match(token, at + 1)) is not None:
            start = _mail_start(token, at)
            if start is not None:
                yield max(start, end), domain.end()
                end = domain.end()
    if page < len(token):
        yield max(page, end), len(token)


def _mail_start(token: str, at: int) -> int | None:
    """Where the address whose ``@`` is here starts; None if there is none. A handle has a second ``@`` before."""
    start = at
    while start and (token[start - 1].isalnum() or token[start - 1] in _IN_LOCAL_PART):
        start -= 1
    if not any(map(str.isalnum, token[start:at])):
        return None
    return start - 1 if token[start - 1 : start] == "@" and start else start

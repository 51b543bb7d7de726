"""Finds the bracket or quote of a TOML text that is open at a place, also where the text is not valid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
    | (?P<quote>\"\"\"|'''|["'])
    | (?P<bracket>[\[\]{}])
    """,
    re.VERBOSE,
)
_ENDS = {
    '"': re.compile(r'(?:[^"\\\n]|\\.)*+(?P<end>")?'),
    "'": re.compile(r"[^'\n]*+(?P<end>')?"),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*+(?P<end>"{3,5})?', re.DOTALL),
    "'''": re.compile(r"(?:[^']|'(?!''))*+(?P<end>'{3,5})?", re.DOTALL),
}


class Opening(NamedTuple):
    """A bracket or quote and its offset."""

    sign: str
    at: int


class _Token(NamedTuple):
    """A comment, a text in quotes, or a bracket; ``is_open`` for a text without its end."""

    sign: str
    at: int
    end: int
    is_open: bool = False


def opening_at(text: str, place: int) -> Opening | None:
    """The innermost bracket or quote that is open at the offset ``place``, or None."""
    open_ones: list[Opening] = []
    for token in _tokens(text, place):
        if token.is_open or token.sign in "[{":
            open_ones.append(Opening(token.sign, token.at))
        elif token.sign in "]}" and open_ones:
            open_ones.pop()
    return open_ones[-1] if open_ones else None


def end_of_code(text: str, place: int) -> int:
    """The offset behind the last character before ``place`` that is neither blank nor in a comment."""
    code, since = "", 0
    for token in _tokens(text, place):
        if token.sign == "#":
            code += text[since : token.at] + " " * (token.end - token.at)
            since = token.end
    return len((code + text[since:place]).rstrip())


def _tokens(text: str, place: int) -> Iterator[_Token]:
    """The tokens before ``place``; a text that isn't closed in its line ends at its quote, except before ``place``."""
    at = 0
    while (found := _TOKEN.search(text, at, place)) is not None:
        sign, at = found.group()[:1] if found["comment"] else found.group(), found.end()
        if found["quote"]:
            text_end = _ENDS[sign].match(text, at, place)
            if text_end is not None and text_end["end"] is not None:
                at = text_end.end()
            elif len(sign) == 3 or text.find("\n", at, place) < 0:
                yield _Token(sign, found.start(), place, is_open=True)
                return
        yield _Token(sign, found.start(), at)

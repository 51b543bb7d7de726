"""Reads a JSON object that has one long list, an element at a time: only one of them is in memory as values.

The whole text is checked before the first element is given, so text that is cut off gives nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True, slots=True)
class PiecedObject:
    """A JSON object whose list is still text."""

    members: Mapping[str, Any]
    """Without the list. Empty for JSON that is no object."""
    text: str
    starts: tuple[int, ...] | None
    """Where each element of the list begins in the text; None where there is no list of that name."""

    def elements(self) -> Iterator[Any]:
        """The elements of the list, one at a time."""
        for start in self.starts or ():
            yield _value(self.text, start)[0]


def pieced(text: str, listed: str) -> PiecedObject:
    """The object that a JSON text is, with the list named ``listed`` left as text.

    Raises ValueError for what is no JSON, as JSONDecodeError where the place is known; RecursionError where it is nested too deeply.
    """
    at = _skip(text, 0)
    if not text.startswith("{", at):
        _end(text, _value(text, at)[1])
        return PiecedObject({}, text, None)
    members: dict[str, Any] = {}
    starts: tuple[int, ...] | None = None
    at = _skip(text, at + 1)
    is_more = not text.startswith("}", at)
    while is_more:
        name, at = _name(text, at)
        if name == listed and text.startswith("[", at):
            starts, at = _elements(text, at)
        else:
            members[name], at = _value(text, at)
        is_more, at = _comma(text, at)
    _end(text, _after(text, at, "}"))
    return PiecedObject(members, text, starts)


def _elements(text: str, at: int) -> tuple[tuple[int, ...], int]:
    """Where the elements of the list that begins here begin, and where the list ends."""
    starts: list[int] = []
    at = _skip(text, at + 1)
    is_more = not text.startswith("]", at)
    while is_more:
        starts.append(at)
        _, at = _value(text, at)
        is_more, at = _comma(text, at)
    return tuple(starts), _after(text, at, "]")


def _name(text: str, at: int) -> tuple[str, int]:
    """A member's name, and where its value begins."""
    if not text.startswith('"', at):
        raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
    name, at = _value(text, at)
    return name, _after(text, _skip(text, at), ":")


def _comma(text: str, at: int) -> tuple[bool, int]:
    """Whether another element follows, and where it or the end of all is."""
    at = _skip(text, at)
    return (True, _skip(text, at + 1)) if text.startswith(",", at) else (False, at)


def _after(text: str, at: int, mark: str) -> int:
    """The next place behind this mark, which must be here."""
    if not text.startswith(mark, at):
        raise json.JSONDecodeError(f"Expecting {mark!r}", text, at)
    return _skip(text, at + 1)


def _end(text: str, at: int) -> None:
    if (at := _skip(text, at)) != len(text):
        raise json.JSONDecodeError("Extra data", text, at)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def _value(text: str, at: int) -> tuple[Any, int]:
    """The value that begins here, and where it ends."""
    return _DECODER.raw_decode(text, at)

"""Marks: finds ``@name`` and ``#name`` in a line.

A mark is at the start of a word; names with spaces are known ones, quoted, or joined by ``_``. A doubled sign is the
character itself, and an ``@`` inside a word (an address) is not a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_NAME = r"\w[^\s\"“”„«»,;:!?()\[\]{}<>|/\\…]*"
_MARK = re.compile(
    rf"(?<![\w@#])(?:(?P<literal>@@|##)|(?P<sign>[@#])(?:\"(?P<quoted>[^\"\n]*)\"|\"?(?P<name>{_NAME})))"
)
_PERSONAL = re.compile(
    rf"(?P<gap>(?<![ \t])[ \t]*)(?<![\w@])(?P<mark>@+(?:\"[^\"\n]*(?:\"|(?=\n)|\Z)|{_NAME}))",
)
_TRAILING = ".'’-&@#*"
_POSSESSIVE = re.compile(r"['’]s$")


class Mark(NamedTuple):
    """One mark: ``start`` to ``end`` of the line, its sign and the name; the name is empty for a doubled sign."""

    start: int
    end: int
    sign: str
    name: str


class Spellings:
    """The known names, found in upper and lower case; those with spaces are indexed by their first letter."""

    def __init__(self, known: Iterable[str]) -> None:
        self._names = {name.casefold(): name for name in known}
        self._spaced: dict[str, list[str]] = {}
        for name in sorted((name for name in self._names.values() if " " in name), key=len, reverse=True):
            self._spaced.setdefault(name[0].casefold(), []).append(name)

    def of(self, name: str) -> str | None:
        """The known spelling of a name, or None if it is unknown."""
        return self._names.get(name.casefold())

    def longest_at(self, line: str, start: int) -> str:
        """The longest known name with spaces at this place, as written; empty if there is none."""
        for name in self._spaced.get(line[start : start + 1].casefold(), ()):
            end = start + len(name)
            following = line[end : end + 1]
            if line[start:end].casefold() == name.casefold() and not (
                following.isalnum() or following == "_"
            ):
                return line[start:end]
        return ""


def marks_of(line: str, spellings: Spellings) -> Iterator[Mark]:
    """The marks of a line, in order."""
    position = 0
    while match := _MARK.search(line, position):
        start, position = match.span()
        if match["literal"]:
            yield Mark(start, position, line[start], "")
            continue
        if match["quoted"] is not None:
            if name := " ".join(match["quoted"].split()):
                yield Mark(start, position, match["sign"], name)
            continue
        name_at = match.start("name")
        written = spellings.longest_at(line, name_at) if match["sign"] == "@" else ""
        written = written or _POSSESSIVE.sub("", match["name"].rstrip(_TRAILING))
        position = name_at + len(written)
        name = written.replace("_", " ").strip() if match["sign"] == "@" else written
        if name and not (match["sign"] == "#" and name.isdigit()):
            yield Mark(start, position, match["sign"], name)


def personal_spans(line: str) -> Iterator[tuple[int, int]]:
    """The parts of a line that the rule *none* removes."""
    return (match.span("mark") for match in _PERSONAL.finditer(line))


def strip_personal(line: str, known: Iterable[str] = ()) -> str:
    """The line without any ``@word``, for drafts and notes under the rule *none*.

    A quotation after an ``@`` that is still open ends with its line: a name may be half typed.
    """
    spellings = Spellings(name for name in known if " " in name)
    stripped = line
    while _PERSONAL.search(stripped):
        for mark in reversed(list(marks_of(stripped, spellings))):
            if mark.sign == "@" and " " in mark.name:
                stripped = stripped[: mark.start] + "@_" + stripped[mark.end :]
        stripped = _PERSONAL.sub(_gap_left, stripped)
    return stripped


def quoted(name: str) -> str:
    """The name as it must be written after a sign."""
    is_plain = re.fullmatch(_NAME, name) and name.rstrip(_TRAILING) == name and not _POSSESSIVE.search(name)
    return name if is_plain and "_" not in name and not name.isdigit() else f'"{name}"'


def _gap_left(match: re.Match[str]) -> str:
    """The space before a removed mark, if words would run together without it."""
    following = match.string[match.end() : match.end() + 1]
    return match["gap"] if following and not following.isspace() and following not in ".,;:!?)" else ""

"""The problems of a programme file: all collected, sorted in file order, each in one printable line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from breakout_tui.domain.errors import ProgrammeRefused

KeyPath = tuple[str | int, ...]
"""The position of a value in the file: keys of tables, and indices of lists, from 0."""

MOST_PROBLEMS = 100
"""The most problems that are listed. Further problems are only counted, because a longer list does not help."""

MOST_SHOWN = 60
"""The most characters that are quoted from the file."""

_BARE_KEY = re.compile(rf"[A-Za-z0-9_-]{{1,{MOST_SHOWN}}}")
_MOST_DIGITS = 20


class Problems:
    """Collects the problems of one file."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document
        self._found: list[tuple[KeyPath, str]] = []
        self._more = 0

    @property
    def count(self) -> int:
        """How many problems there are, including those that are only counted."""
        return len(self._found) + self._more

    @property
    def has_room(self) -> bool:
        """Whether another problem would still be listed. If not, the caller can skip the work of describing it."""
        return len(self._found) < MOST_PROBLEMS

    def add(self, path: KeyPath, what: str) -> None:
        """Add a problem with the value at ``path``; an empty path means the whole file."""
        if self.has_room:
            self._found.append((path, what))
        else:
            self._more += 1

    def refusal(self, where: str) -> ProgrammeRefused:
        """The error that lists all problems; ``where`` names the file."""
        ranks: dict[int, dict[str, int]] = {}
        found = sorted(self._found, key=lambda problem: self._position(problem[0], ranks))
        lines = [f"{key_path(path)}: {what}" if path else what for path, what in found]
        if self._more:
            lines.append(f"… and {self._more} more problem{'s' if self._more > 1 else ''}")
        return ProgrammeRefused(where, tuple(lines))

    def _position(self, path: KeyPath, ranks: dict[int, dict[str, int]]) -> tuple[int, ...]:
        """The sort key of ``path``: a table comes before its keys, a missing key after the keys that exist."""
        position: list[int] = []
        at: object = self._document
        for part in path:
            if isinstance(part, int):
                position.append(part)
                at = at[part] if isinstance(at, list) and part < len(at) else None
            elif isinstance(at, dict):
                if (order := ranks.get(id(at))) is None:
                    order = ranks[id(at)] = {key: rank for rank, key in enumerate(at)}
                position.append(order.get(part, len(order)))
                at = at.get(part)
            else:
                position.append(0)
                at = None
        return tuple(position)


def key_path(path: KeyPath) -> str:
    """The path in the usual notation: ``themes[2].questions[0]``."""
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            written += ("." if written else "") + (part if _BARE_KEY.fullmatch(part) else shown(part))
    return written


def shown(value: object) -> str:
    """A value of the file for an error message: at most ``MOST_SHOWN`` characters, all printable."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case int() if abs(value) >= 10**_MOST_DIGITS:
            return f"a number of more than {_MOST_DIGITS} digits"
        case dict():
            return "a table"
        case list():
            return "an empty list" if not value else f"a list of {len(value)}"
        case _:
            return printable(str(value), MOST_SHOWN)


def printable(text: str, longest: int) -> str:
    """``text`` cut to ``longest`` characters, with escapes in place of characters that could control a terminal."""
    written = ""
    for character in text:
        written += character if character.isprintable() else _escaped(character)
        if len(written) > longest:
            return written[: longest - 1] + "…"
    return written


def unknown(key: str, allowed: Sequence[str], of: str) -> str:
    """What is said of a key that is not allowed; ``of`` says what it is, such as a key."""
    return f"unknown {of}; {suggestion(key, allowed, f'the {of}s allowed here are')}"


def suggestion(name: str, known: Sequence[str], all_of_them: str) -> str:
    """The known name that is nearest, or all of them."""
    import difflib  # rarely needed, and slow to import

    nearest = difflib.get_close_matches(name[:MOST_SHOWN].lower(), known, n=1, cutoff=0.6)
    return f'did you mean "{nearest[0]}"?' if nearest else f"{all_of_them} {', '.join(known)}"


def _quoted(text: str) -> str:
    return f'"{printable(text, MOST_SHOWN - 2)}"'


def _escaped(character: str) -> str:
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
    code = ord(character)
    return short.get(character) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")

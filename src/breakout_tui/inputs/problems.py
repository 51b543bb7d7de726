"""What is wrong with a programme file: collected whole, told in file order, each problem in one printable line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from breakout_tui.domain.errors import ProgrammeRefused

KeyPath = tuple[str | int, ...]
"""Where a value stands in the file: keys of tables, indices (from 0) of arrays."""

MOST_PROBLEMS = 100
"""So many are told one by one; of the rest only the number, because more lines than this help nobody."""

MOST_SHOWN = 60
"""The longest quotation from the file, in characters."""

_BARE_KEY = re.compile(rf"[A-Za-z0-9_-]{{1,{MOST_SHOWN}}}")
_MOST_DIGITS = 20


class Problems:
    """The problems of one file, in the order in which the file gives rise to them."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document
        self._found: list[tuple[KeyPath, str]] = []
        self._more = 0

    @property
    def count(self) -> int:
        """How many there are, untold ones included."""
        return len(self._found) + self._more

    @property
    def has_room(self) -> bool:
        """Whether another one would still be told; if not, its wording need not be worked out."""
        return len(self._found) < MOST_PROBLEMS

    def add(self, path: KeyPath, what: str) -> None:
        """Take up a problem with the value at ``path``; an empty path is the file as a whole."""
        if self.has_room:
            self._found.append((path, what))
        else:
            self._more += 1

    def refusal(self, where: str) -> ProgrammeRefused:
        """The error that tells them all."""
        ranks: dict[int, dict[str, int]] = {}
        found = sorted(self._found, key=lambda problem: self._position(problem[0], ranks))
        lines = [f"{key_path(path)}: {what}" if path else what for path, what in found]
        if self._more:
            lines.append(f"… and {self._more} more problem{'s' if self._more > 1 else ''}")
        return ProgrammeRefused(where, tuple(lines))

    def _position(self, path: KeyPath, ranks: dict[int, dict[str, int]]) -> tuple[int, ...]:
        """The place of ``path`` in the file: a table before its keys, a missing key after those that are there."""
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
    """The path as people write it: ``themes[2].questions[0]``."""
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            written += ("." if written else "") + (part if _BARE_KEY.fullmatch(part) else shown(part))
    return written


def shown(value: object) -> str:
    """A value of the file for an error line: at most ``MOST_SHOWN`` characters, every one of them printable."""
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
            return "an empty array" if not value else f"an array of {len(value)}"
        case _:
            return printable(str(value), MOST_SHOWN)


def printable(text: str, longest: int) -> str:
    """``text`` with what a terminal could act on written as escapes, cut to ``longest`` characters."""
    written = ""
    for character in text:
        written += character if character.isprintable() else _escaped(character)
        if len(written) > longest:
            return written[: longest - 1] + "…"
    return written


def _quoted(text: str) -> str:
    return f'"{printable(text, MOST_SHOWN - 2)}"'


def _escaped(character: str) -> str:
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
    code = ord(character)
    return short.get(character) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")

"""One table of the file, read key by key: what is there is checked and returned, what is wrong becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time
from enum import Enum
from typing import TypeVar

from breakout_tui.inputs.problems import MOST_SHOWN, KeyPath, Problems, shown
from breakout_tui.inputs.wording import objection

W = TypeVar("W", bound=Enum)

LONGEST_TITLE = 300
LONGEST_ID = 60
MOST_MINUTES = 24 * 60

_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_ID}}}")
_TIME_OF_DAY = re.compile(r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])")


class Table:
    """A table at ``path`` whose ``known`` keys are the only ones it may have.

    Every reader returns None for what is absent or wrong; wrong, and absent where required, is told to ``problems``.
    """

    def __init__(
        self, values: Mapping[str, object], path: KeyPath, problems: Problems, known: Sequence[str]
    ) -> None:
        self._values = values
        self._problems = problems
        self.path = path
        for key in values:
            if key not in known:
                self.refuse(key, _unknown(key, known) if problems.has_room else "unknown key")

    def refuse(self, key: str, what: str) -> None:
        """Tell a problem with the value of ``key``."""
        self._problems.add((*self.path, key), what)

    def has(self, key: str) -> bool:
        """Whether the file gives this key, rightly or wrongly."""
        return key in self._values

    def text(self, key: str, longest: int = LONGEST_TITLE) -> str | None:
        """A required text; spaces around it do not count."""
        expected = f"a text of at most {longest} characters"
        if (value := self._required(key, expected)) is None:
            return None
        return self._clean((*self.path, key), value, longest, expected)

    def prose(self, key: str, longest: int) -> str | None:
        """A required text that may be written over several lines; a line break in it counts as a space."""
        expected = f"a text of at most {longest} characters"
        value = self._required(key, expected)
        if isinstance(value, str):
            value = " ".join(line.strip() for line in value.strip().split("\n"))
        return None if value is None else self._clean((*self.path, key), value, longest, expected)

    def texts(self, key: str, longest: int, *, of: str) -> tuple[str | None, ...] | None:
        """An array of texts, with None in the place of each wrong one."""
        expected = f"an array of {of}"
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, list):
            self.refuse(key, f"expected {expected}, found {shown(value)}")
            return None
        return tuple(
            self._clean((*self.path, key, index), entry, longest, "a text")
            for index, entry in enumerate(value)
        )

    def identifier(self, key: str) -> str | None:
        """A required short name, fit to be pointed at from elsewhere in the file."""
        expected = f"a short name of at most {LONGEST_ID} letters, digits, - and _"
        if (value := self._required(key, expected)) is None:
            return None
        if isinstance(value, str) and _ID.fullmatch(value):
            return value
        self.refuse(key, f"expected {expected}, found {shown(value)}")
        return None

    def integer(self, key: str, most: int, of: str, *, required: bool) -> int | None:
        """A whole number from 1 to ``most``; true and 1.0 are none."""
        expected = f"a whole number of {of} from 1 to {most}"
        value = self._required(key, expected) if required else self._values.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
            return value
        self.refuse(key, f"expected {expected}, found {shown(value)}")
        return None

    def flag(self, key: str) -> bool | None:
        """True or false."""
        value = self._values.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.refuse(key, f"expected true or false, found {shown(value)}")
        return None

    def word(self, key: str, words: Sequence[W]) -> W | None:
        """A required one of ``words``, by its value."""
        expected = "one of " + ", ".join(f'"{word.value}"' for word in words)
        if (value := self._required(key, expected)) is None:
            return None
        for word in words:
            if isinstance(value, str) and value == word.value:
                return word
        self.refuse(key, f"expected {expected}, found {shown(value)}")
        return None

    def time_of_day(self, key: str) -> time | None:
        """A local time of day such as "12:30", given as a text."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, str) and (found := _TIME_OF_DAY.fullmatch(value)):
            return time(int(found["hour"]), int(found["minute"]))
        self.refuse(key, f'expected a time of day such as "12:30", in quotes, found {shown(value)}')
        return None

    def table(self, key: str, known: Sequence[str]) -> Table | None:
        """A required table."""
        value = self._required(key, f"a table [{key}]")
        if value is None:
            return None
        if isinstance(value, dict):
            return Table(value, (*self.path, key), self._problems, known)
        self.refuse(key, f"expected a table [{key}], found {shown(value)}")
        return None

    def tables(self, key: str, known: Sequence[str], *, required: bool) -> tuple[Table | None, ...]:
        """An array of tables, with None in the place of each entry that is no table."""
        heading = ".".join([*(part for part in self.path if isinstance(part, str)), key])
        expected = f"tables headed [[{heading}]]"
        value = self._required(key, expected) if required else self._values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or (required and not value):
            self.refuse(key, f"expected {expected}, found {shown(value)}")
            return ()
        found: list[Table | None] = []
        for index, entry in enumerate(value):
            path = (*self.path, key, index)
            if isinstance(entry, dict):
                found.append(Table(entry, path, self._problems, known))
                continue
            self._problems.add(path, f"expected a table headed [[{heading}]], found {shown(entry)}")
            found.append(None)
        return tuple(found)

    def _required(self, key: str, expected: str) -> object | None:
        if key not in self._values:
            self.refuse(key, f"missing; expected {expected}")
        return self._values.get(key)

    def _clean(self, path: KeyPath, value: object, longest: int, expected: str) -> str | None:
        if not isinstance(value, str):
            self._problems.add(path, f"expected {expected}, found {shown(value)}")
            return None
        text = value.strip(" ")
        if what := objection(text, longest):
            self._problems.add(path, what)
            return None
        return text


def _unknown(key: str, known: Sequence[str]) -> str:
    import difflib  # rarely needed, and slow to import

    nearest = difflib.get_close_matches(key[:MOST_SHOWN].lower(), known, n=1, cutoff=0.6)
    if nearest:
        return f'unknown key; did you mean "{nearest[0]}"?'
    return "unknown key; known here are " + ", ".join(known)

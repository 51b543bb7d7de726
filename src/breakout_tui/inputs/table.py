"""Reads one table of the programme file key by key: valid values are returned, wrong ones are reported as problems."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time
from enum import Enum
from typing import TypeVar

from breakout_tui.inputs.problems import MOST_SHOWN, KeyPath, Problems, shown
from breakout_tui.inputs.text_rules import text_problem

C = TypeVar("C", bound=Enum)

LONGEST_TITLE = 300
LONGEST_QUESTION = 500
LONGEST_ID = 60
MOST_MINUTES = 24 * 60

_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_ID}}}")
_TIME_OF_DAY = re.compile(r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])")


class Table:
    """The table at ``path``; any key that is not in ``allowed`` is a problem.

    Every method returns None for a value that is absent or wrong. It reports a wrong value, and a required value
    that is absent, to ``problems``.
    """

    def __init__(
        self, values: Mapping[str, object], path: KeyPath, problems: Problems, allowed: Sequence[str]
    ) -> None:
        self._values = values
        self._problems = problems
        self.path = path
        for key in values:
            if key not in allowed:
                self.report(key, _unknown(key, allowed) if problems.has_room else "unknown key")

    def report(self, key: str, what: str) -> None:
        """Report a problem with the value of ``key``."""
        self._problems.add((*self.path, key), what)

    def has(self, key: str) -> bool:
        """Whether the table has this key, with a valid value or not."""
        return key in self._values

    def text(self, key: str, longest: int = LONGEST_TITLE) -> str | None:
        """A required text, without the spaces around it."""
        expected = f"text of at most {longest} characters in quotes"
        if (value := self._required(key, expected)) is None:
            return None
        return self._clean((*self.path, key), value, longest, expected)

    def prose(self, key: str, longest: int) -> str | None:
        """A required text that may span several lines; each line break becomes a space."""
        expected = f"text of at most {longest} characters in quotes"
        value = self._required(key, expected)
        if isinstance(value, str):
            value = " ".join(line.strip() for line in value.strip().split("\n"))
        return None if value is None else self._clean((*self.path, key), value, longest, expected)

    def texts(self, key: str, longest: int, *, of: str) -> tuple[str | None, ...] | None:
        """A list of texts, with None in place of each wrong entry; ``of`` says what the list contains."""
        expected = f"a list of {of} in square brackets"
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, list):
            self.report(key, f"expected {expected}, found {shown(value)}")
            return None
        return tuple(
            self._clean((*self.path, key, index), entry, longest, "text in quotes")
            for index, entry in enumerate(value)
        )

    def entries(
        self, key: str, longest: int, allowed: Sequence[str], *, of: str, example: str
    ) -> tuple[str | Table | None, ...] | None:
        """A list of texts and of tables in braces, with None in place of each wrong entry; ``example`` is such a table."""
        expected = f"a list of {of} in square brackets"
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, list):
            self.report(key, f"expected {expected}, found {shown(value)}")
            return None
        return tuple(
            Table(entry, (*self.path, key, index), self._problems, allowed)
            if isinstance(entry, dict)
            else self._clean(
                (*self.path, key, index), entry, longest, f"text in quotes, or a table such as {example}"
            )
            for index, entry in enumerate(value)
        )

    def optional_text(self, key: str, longest: int = LONGEST_TITLE) -> str:
        """An optional text, without the spaces around it; empty where it is absent."""
        return (self.text(key, longest) or "") if self.has(key) else ""

    def optional_minutes(self, key: str) -> int | None:
        """An optional whole number of minutes, in seconds."""
        minutes = self.integer(key, MOST_MINUTES, "minutes", required=False)
        return None if minutes is None else minutes * 60

    def identifier(self, key: str) -> str | None:
        """A required short name that other places in the file can refer to."""
        expected = f"a short name (1 to {LONGEST_ID} letters, digits, - or _)"
        if (value := self._required(key, expected)) is None:
            return None
        if isinstance(value, str) and _ID.fullmatch(value):
            return value
        self.report(key, f"expected {expected}, found {shown(value)}")
        return None

    def integer(self, key: str, most: int, of: str, *, required: bool) -> int | None:
        """A whole number from 1 to ``most``; true and 1.0 are not whole numbers here."""
        expected = f"a whole number of {of} from 1 to {most}"
        value = self._required(key, expected) if required else self._values.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
            return value
        self.report(key, f"expected {expected}, found {shown(value)}")
        return None

    def flag(self, key: str) -> bool | None:
        """True or false."""
        value = self._values.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.report(key, f"expected true or false, found {shown(value)}")
        return None

    def choice(self, key: str, choices: Sequence[C]) -> C | None:
        """A required value: one of ``choices``, written as its ``value``."""
        expected = "one of " + ", ".join(f'"{choice.value}"' for choice in choices)
        if (value := self._required(key, expected)) is None:
            return None
        for choice in choices:
            if isinstance(value, str) and value == choice.value:
                return choice
        self.report(key, f"expected {expected}, found {shown(value)}")
        return None

    def time_of_day(self, key: str) -> time | None:
        """A local time of day such as "12:30", written as text."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, str) and (found := _TIME_OF_DAY.fullmatch(value)):
            return time(int(found["hour"]), int(found["minute"]))
        self.report(key, f'expected a time of day in quotes, such as "12:30", found {shown(value)}')
        return None

    def table(self, key: str, allowed: Sequence[str]) -> Table | None:
        """A required table."""
        value = self._required(key, f"a table [{key}]")
        if value is None:
            return None
        if isinstance(value, dict):
            return Table(value, (*self.path, key), self._problems, allowed)
        self.report(key, f"expected a table [{key}], found {shown(value)}")
        return None

    def tables(
        self, key: str, allowed: Sequence[str], *, required: bool, example: str = ""
    ) -> tuple[Table | None, ...]:
        """A list of tables, with None in place of each entry that is not a table.

        They stand under headings of their own or, with ``example``, in a list that usually looks so.
        """
        heading = ".".join([*(part for part in self.path if isinstance(part, str)), key])
        where = f"in a list such as {example}" if example else f"under the heading [[{heading}]]"
        expected = f"tables {where}"
        value = self._required(key, expected) if required else self._values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or (required and not value):
            self.report(key, f"expected {expected}, found {shown(value)}")
            return ()
        found: list[Table | None] = []
        for index, entry in enumerate(value):
            path = (*self.path, key, index)
            if isinstance(entry, dict):
                found.append(Table(entry, path, self._problems, allowed))
                continue
            self._problems.add(path, f"expected a table {where}, found {shown(entry)}")
            found.append(None)
        return tuple(found)

    def _required(self, key: str, expected: str) -> object | None:
        if key not in self._values:
            self.report(key, f"missing; add {expected}")
        return self._values.get(key)

    def _clean(self, path: KeyPath, value: object, longest: int, expected: str) -> str | None:
        if not isinstance(value, str):
            self._problems.add(path, f"expected {expected}, found {shown(value)}")
            return None
        text = value.strip(" ")
        if what := text_problem(text, longest):
            self._problems.add(path, what)
            return None
        return text


def _unknown(key: str, allowed: Sequence[str]) -> str:
    import difflib  # rarely needed, and slow to import

    nearest = difflib.get_close_matches(key[:MOST_SHOWN].lower(), allowed, n=1, cutoff=0.6)
    if nearest:
        return f'unknown key; did you mean "{nearest[0]}"?'
    return "unknown key; the keys allowed here are " + ", ".join(allowed)

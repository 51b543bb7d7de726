"""Reads one table of the programme file key by key: valid values are returned, wrong ones are reported as problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import time
from enum import Enum
from typing import TypeVar

from breakout_tui.inputs.problems import KeyPath, Problems, shown, suggestion, unknown
from breakout_tui.inputs.text_rules import language_problem, text_problem

C = TypeVar("C", bound=Enum)

LONGEST_TITLE = 300
LONGEST_QUESTION = 500
LONGEST_ID = 60
MOST_MINUTES = 24 * 60

_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_ID}}}")
_TIME_OF_DAY = re.compile(r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])")


class Table:
    """The table at ``path``; any key that is not in ``allowed`` is a problem; ``of`` says what the keys name.

    Every method returns None for a value that is absent or wrong. It reports a wrong value, and a required value
    that is absent, to ``problems``.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        path: KeyPath,
        problems: Problems,
        allowed: Sequence[str],
        *,
        of: str = "key",
    ) -> None:
        self._values = values
        self._problems = problems
        self._allowed = allowed
        self.path = path
        for key in values:
            if key not in allowed:
                self.report(key, unknown(key, allowed, of) if problems.has_room else f"unknown {of}")

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
        if (value := self._list(key, of)) is None:
            return None
        return tuple(
            self._clean((*self.path, key, index), entry, longest, "text in quotes")
            for index, entry in enumerate(value)
        )

    def one_or_two(self, key: str, longest: int) -> tuple[str, str] | None:
        """An optional pair of texts; a single text counts as both."""
        expected = (
            f"text of at most {longest} characters in quotes, or a list of two, for one and for several"
        )
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, list):
            single = self._clean((*self.path, key), value, longest, expected)
            return None if single is None else (single, single)
        if len(value) != 2:
            self.report(key, f"expected {expected}, found {shown(value)}")
            return None
        one, many = (
            self._clean((*self.path, key, index), entry, longest, "text in quotes")
            for index, entry in enumerate(value)
        )
        return None if one is None or many is None else (one, many)

    def entries(
        self, key: str, longest: int, allowed: Sequence[str], *, of: str, example: str
    ) -> tuple[str | Table | None, ...] | None:
        """A list of texts and of tables in braces, with None in place of each wrong entry; ``example`` is such a table."""
        if (value := self._list(key, of)) is None:
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

    def name(self, key: str, known: Sequence[str], *, of: str) -> str | None:
        """The name of a thing that exists; ``of`` says what it is, such as ``a theme``."""
        value = self._values.get(key)
        if value is None or (isinstance(value, str) and value in known):
            return value
        if not isinstance(value, str):
            self.report(key, f"expected the name of {of} in quotes, found {shown(value)}")
            return None
        self.report(
            key,
            f"expected the name of {of}, found {shown(value)}; {suggestion(value, known, 'choose from')}",
        )
        return None

    def languages(self, key: str, is_known: Callable[[str], bool] = lambda _: True) -> tuple[str, ...] | None:
        """Codes of languages, such as "en" or "pt-BR", each once; a wrong one is left out."""
        codes = self.texts(key, LONGEST_ID, of="languages") or ()
        good: dict[str, None] = {}
        for index, code in enumerate(codes):
            if code is not None and self._is_good((*self.path, key, index), language_problem(code, is_known)):
                good[code] = None
        return tuple(good) or None

    def language(self, key: str, is_known: Callable[[str], bool] = lambda _: True) -> str | None:
        """The code of a language, such as "en" or "pt-BR"."""
        if (code := self._values.get(key)) is None:
            return None
        is_good = self._is_good((*self.path, key), language_problem(code, is_known))
        return code if is_good and isinstance(code, str) else None

    def items(self) -> Iterator[tuple[str, object]]:
        """The keys that are allowed, and their values, unchecked."""
        return ((key, value) for key, value in self._values.items() if key in self._allowed)

    def choices(self, key: str, choices: Sequence[C]) -> tuple[C, ...] | None:
        """An optional list of some of ``choices``, at least one, each written as its ``value`` and only once."""
        expected = "one of " + ", ".join(f'"{choice.value}"' for choice in choices)
        values = self._values.get(key)
        if values is None:
            return None
        if not isinstance(values, list) or not values:
            self.report(key, f"expected a list in square brackets, each {expected}, found {shown(values)}")
            return None
        found: list[C] = []
        for index, value in enumerate(values):
            chosen = next((each for each in choices if value == each.value), None)
            if chosen is None:
                self._problems.add((*self.path, key, index), f"expected {expected}, found {shown(value)}")
            elif chosen in found:
                self._problems.add(
                    (*self.path, key, index), f"{shown(value)} is in the list already; remove it"
                )
            else:
                found.append(chosen)
        return tuple(found)

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

    def open_table(self, key: str, allowed: Collection[str] | None, *, of: str) -> Table | None:
        """A table whose keys are names of things that ``allowed`` has; without it every key is allowed."""
        value = self._values.get(key)
        if not isinstance(value, dict):
            self.report(key, f"expected a table [{key}], found {shown(value)}")
            return None
        return Table(
            value, (*self.path, key), self._problems, tuple(value if allowed is None else allowed), of=of
        )

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

    def _list(self, key: str, of: str) -> list[object] | None:
        value = self._values.get(key)
        if value is None or isinstance(value, list):
            return value
        self.report(key, f"expected a list of {of} in square brackets, found {shown(value)}")
        return None

    def _clean(self, path: KeyPath, value: object, longest: int, expected: str) -> str | None:
        if not isinstance(value, str):
            self._problems.add(path, f"expected {expected}, found {shown(value)}")
            return None
        text = value.strip(" ")
        return text if self._is_good(path, text_problem(text, longest)) else None

    def _is_good(self, path: KeyPath, problem: str | None) -> bool:
        if problem is not None:
            self._problems.add(path, problem)
        return problem is None

"""Known names: the names that ``@`` takes whole, from the session's lists and the countries of the world."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from breakout_tui.domain.ports import Countries
from breakout_tui.domain.text import clean_line


class FoundName(NamedTuple):
    """A known name in a line: where it ends, and whether it is a country or a name of the session's lists."""

    end: int
    is_country: bool


_KIND_OF_STATE = re.compile(r".+ of(?: the)?")


def names_in(text: str) -> tuple[str, ...]:
    """The names of a list with commas, each once, in order.

    A name with its end behind a comma is put in its natural order: *Korea, Republic of* is *Republic of Korea*.
    """
    names: list[str] = []
    for item in filter(None, map(clean_line, text.split(","))):
        if names and _KIND_OF_STATE.fullmatch(item):
            names[-1] = f"{item} {names[-1]}"
        else:
            names.append(item)
    return tuple(dict.fromkeys(names))


class NoCountries:
    """No country is known."""

    def longest_at(self, text: str, start: int) -> int:  # noqa: ARG002
        """Nothing."""
        return start

    def code_of(self, name: str) -> str:  # noqa: ARG002
        """Nothing."""
        return ""

    def name_of(self, code: str) -> str:  # noqa: ARG002
        """Nothing."""
        return ""

    def is_english(self, name: str) -> bool:  # noqa: ARG002
        """Nothing."""
        return False

    def begin(self) -> None:
        """Nothing to read."""

    @property
    def is_ready(self) -> bool:
        """Always."""
        return True

    @property
    def names(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def speak(self, languages: Sequence[str]) -> None:
        """Nothing to name."""


NO_COUNTRIES = NoCountries()


class KnownNames:
    """The names of the session, found in upper and lower case, and the countries."""

    def __init__(self, known: Iterable[str] = (), countries: Countries = NO_COUNTRIES) -> None:
        self._countries = countries
        self._names = {name.casefold(): name for name in known if name}
        self._by_letter: dict[str, list[str]] = {}
        for name in sorted(self._names.values(), key=len, reverse=True):
            self._by_letter.setdefault(name[0].casefold(), []).append(name)
        self._of_country: dict[str, str] | None = None

    def longest_at(self, line: str, start: int) -> FoundName | None:
        """The longest known name at this place; None if there is none."""
        listed = self._listed_at(line, start)
        country = self._countries.longest_at(line, start)
        if max(listed, country) == start:
            return None
        return FoundName(max(listed, country), is_country=country >= listed)

    def listed(self, name: str) -> str | None:
        """The spelling of a name in the session's lists; None if it is in none."""
        return self._names.get(name.casefold())

    def country(self, name: str) -> str | None:
        """The one spelling of a country: the one of the session's lists, else its name in the chosen language; None for no country."""
        code = self._countries.code_of(name)
        if not code:
            return None
        if self._of_country is None:
            found = ((self._countries.code_of(each), each) for each in reversed(self._names.values()))
            self._of_country = dict(found)
        return self._of_country.get(code) or self._countries.name_of(code)

    def _listed_at(self, line: str, start: int) -> int:
        for name in self._by_letter.get(line[start : start + 1].casefold(), ()):
            end = start + len(name)
            following = line[end : end + 1]
            is_whole = not (following.isalnum() or following == "_")
            if is_whole and line[start:end].casefold() == name.casefold():
                return end
        return start

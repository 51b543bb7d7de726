"""Reads JSON member by member: each is what it should be, or refused with one line that says where it is."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from breakout_tui.domain.errors import JsonNewer, JsonRefused

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

_MOST = 1_000_000_000
"""No number in such a file is larger."""
_LONGEST = 10_000_000
"""Characters of a text in it."""


class JsonObject:
    """An object of JSON, read member by member; ``where`` is what it is, in a refusal."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, dict):
            raise JsonRefused(f"{where} is no object")
        self._values: dict[str, Any] = values
        self.where = where

    def check_form(self, form: str, version: int) -> None:
        """Raises JsonRefused if it is no file of this form, JsonNewer if it is of a newer version of it."""
        if self.of("form", a_text) != form:
            raise JsonRefused(f"{self.where} is not a file of this kind ({form})")
        if self.of("form_version", a_number) > version:
            raise JsonNewer(f"{self.where} was written by a newer version of breakout-tui (form_version)")

    def has(self, name: str) -> bool:
        """Whether the member is there and not null."""
        return self._values.get(name) is not None

    def of(self, name: str, read: Callable[[object, str], T]) -> T:
        """The member, as ``read`` gives it."""
        if name not in self._values:
            raise JsonRefused(f"{self.where} has no {name!r}")
        return read(self._values[name], f"{name!r} of {self.where}")

    def each(self, name: str) -> list[JsonObject]:
        """The objects of a list."""
        return [
            JsonObject(value, f"element {place} of {name!r}")
            for place, value in enumerate(self.of(name, a_list), 1)
        ]

    def listed(self, name: str, read: Callable[[JsonObject], T]) -> tuple[T, ...]:
        """What ``read`` makes of each object of a list."""
        return tuple(map(read, self.each(name)))

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list."""
        return self.of(name, a_list_of_texts)

    def one_of(self, name: str, members: type[E]) -> tuple[E, ...]:
        """The members that a list of texts names."""
        return tuple(a_member(members, value, name) for value in self.texts(name))


def a_member(members: type[E], value: str, name: str) -> E:
    """The member of this value."""
    try:
        return members(value)
    except ValueError:
        raise JsonRefused(f"{name!r} can't be {value!r:.40}") from None


def a_text(value: object, where: str) -> str:
    """A text."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise JsonRefused(f"{where} is no text")
    return value


def a_truth(value: object, where: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise JsonRefused(f"{where} is neither true nor false")
    return value


def a_number(value: object, where: str) -> int:
    """A whole number from 0."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise JsonRefused(f"{where} is no whole number from 0")
    return value


def a_number_from_1(value: object, where: str) -> int:
    """A whole number from 1."""
    if (found := a_number(value, where)) < 1:
        raise JsonRefused(f"{where} is no whole number from 1")
    return found


def a_list(value: object, where: str) -> list[Any]:
    """The elements of a list."""
    if not isinstance(value, list):
        raise JsonRefused(f"{where} is no list")
    return value


def a_list_of_texts(value: object, where: str) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(a_text(each, where) for each in a_list(value, where))

"""Finds the delegates that are named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from breakout_tui.domain.allocation_record import Version
from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.errors import DelegatesRefused
from breakout_tui.domain.text import clean_line, fold

STDIN = "-"
_MOST_OFFERED = 5


class Known(NamedTuple):
    """A delegate with her number in the draw."""

    number: int
    delegate: Delegate

    @property
    def shown(self) -> str:
        """Her name, with her country."""
        country = self.delegate.country or self.delegate.organisation
        return f"{self.delegate.name} ({country})" if country else self.delegate.name


def present(version: Version) -> tuple[Known, ...]:
    """Those who have or wait for places."""
    return tuple(Known(number, delegate) for number, delegate, _ in version.allocation.each())


def absent(version: Version) -> tuple[Known, ...]:
    """Those who withdrew or did not come."""
    return tuple(Known(*each) for each in ((one.number, one.delegate) for one in version.absent))


def typed_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names; for ``-`` those of stdin, a line each."""
    found: list[str] = []
    for name in names:
        found += sys.stdin.read().splitlines() if name == STDIN else [name]
    return tuple(name for name in map(clean_line, found) if name)


def find_all(names: Iterable[str], known: Sequence[Known]) -> tuple[Known, ...]:
    """Who is named, each once. Raises DelegatesRefused with a line for each name that is nobody or several."""
    found: dict[str, Known] = {}
    problems = []
    for name in names:
        fitting = matches(name, known)
        if len(fitting) == 1:
            found.setdefault(fitting[0].delegate.key, fitting[0])
        else:
            problems.append(_problem(name, fitting))
    if problems:
        raise DelegatesRefused("nothing was changed", tuple(problems))
    return tuple(found.values())


def matches(name: str, known: Sequence[Known]) -> tuple[Known, ...]:
    """Those of this name, with or without their country, or this number; else those whose name begins so or has this word."""
    if name.removeprefix("#").isdecimal():
        return tuple(each for each in known if each.number == int(name.removeprefix("#")))
    wanted = fold(name)
    for fits in (_is_called, _begins, _has_word):
        if found := tuple(each for each in known if fits(each, wanted)):
            return found
    return ()


def same_name(delegate: Delegate, known: Sequence[Known]) -> tuple[Known, ...]:
    """Those who have this name, and no other country or organisation."""
    return tuple(
        each
        for each in known
        if fold(each.delegate.name) == fold(delegate.name)
        and all(
            not one or not other or fold(one) == fold(other)
            for one, other in (
                (each.delegate.country, delegate.country),
                (each.delegate.organisation, delegate.organisation),
            )
        )
    )


def _is_called(known: Known, wanted: str) -> bool:
    delegate = known.delegate
    name = fold(delegate.name)
    origins = filter(None, (delegate.country, delegate.organisation))
    last, comma, first = wanted.partition(", ")
    return wanted in (name, *(f"{name}, {fold(each)}" for each in origins), fold(known.shown)) or (
        bool(comma) and f"{first} {last}" == name
    )


def _begins(known: Known, wanted: str) -> bool:
    return fold(known.delegate.name).startswith(wanted)


def _has_word(known: Known, wanted: str) -> bool:
    return wanted in fold(known.delegate.name).split()


def _problem(name: str, fitting: Sequence[Known]) -> str:
    if not fitting:
        return f"there is no delegate “{name}”; check the spelling in places.csv"
    offered = "; ".join(f"#{each.number} {each.shown}" for each in fitting[:_MOST_OFFERED])
    more = len(fitting) - _MOST_OFFERED
    return f"“{name}” can be {offered}{f'; and {more} more' if more > 0 else ''}: name one by the number"

"""Small cases of one test are played as one: most of them take less than what pytest does for each.

Only cases that need nothing but their parameters are merged, and only after cases were chosen, so each can be asked for by its name.
The test keeps the name of its first case; the case that fails is named below its error.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import pytest

_FEWEST = 3
_FOR_ALL = {"_no_writer_outlives_its_test", "_screens_are_quick", "event_loop_policy"}
"""Fixtures of every test; with another one, each case may need it anew."""


def merged(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """The items, with one in place of those that can be merged."""
    for function, group in groupby(items, _function_of_a_case):
        first, *others = group
        if function is None or len(others) + 1 < _FEWEST:
            yield from (first, *others)
            continue
        assert isinstance(first, pytest.Function)
        first.obj = _one_after_the_other(function, [first, *others])
        yield first


def _function_of_a_case(item: pytest.Item) -> Callable[..., None] | None:
    """The function, if it has parameters, and needs and is marked as nothing else."""
    if not isinstance(item, pytest.Function) or item.cls is not None or not hasattr(item, "callspec"):
        return None
    function: Callable[..., Any] = item.function
    is_plain = not inspect.iscoroutinefunction(function) and not hasattr(function, "hypothesis")
    values = set(_names_of_values(item))
    is_alone = set(inspect.signature(function).parameters) == values == set(item.fixturenames) - _FOR_ALL
    is_marked = any(each.name != "parametrize" for each in item.iter_markers())
    return function if is_plain and is_alone and not is_marked else None


def _names_of_values(item: pytest.Item) -> Iterator[str]:
    """The parameters that are given as they are, not made by a fixture."""
    for mark in item.iter_markers("parametrize"):
        names = mark.kwargs.get("argnames") or mark.args[0]
        if not mark.kwargs.get("indirect"):
            yield from (each.strip() for each in (names.split(",") if isinstance(names, str) else names))


def _one_after_the_other(function: Callable[..., None], cases: Sequence[Any]) -> Callable[..., None]:
    def play(**first: object) -> None:
        for case in cases:
            try:
                function(**case.callspec.params)
            except BaseException as error:
                error.add_note(f"in the case [{case.callspec.id}]")
                raise

    return play

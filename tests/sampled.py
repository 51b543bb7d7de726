"""Which part of a long test is in every run: `make soak` has all cases, `make properties` more examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import settings

T = TypeVar("T")
_MANY = 1000
"""Examples of a property that names no number, from which on all examples are played."""

A_FIFTH = settings(max_examples=max(1, settings().max_examples // 5))
"""For a property whose examples take long: a fifth of the examples that others get."""


def a_third(examples: int) -> int:
    """Of so many examples a third in each run, and all with `make properties`."""
    return examples if settings().max_examples >= _MANY else max(1, examples // 3)


def sampled(cases: Iterable[T], *often: T) -> list[ParameterSet]:
    """The cases as parameters; those that are not named here are only in `make soak`."""
    every = tuple(cases)
    assert set(often) <= set(every), "a case that is named is gone"
    return [pytest.param(case, marks=() if case in often else pytest.mark.soak) for case in every]

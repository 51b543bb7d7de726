"""Which part of a long test is in every run: `make soak` has all cases, `make properties` more examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import settings

T = TypeVar("T")

A_FIFTH = settings(max_examples=max(1, settings().max_examples // 5))
"""For a property whose examples take long: a fifth of the examples that others get."""


def sampled(cases: Iterable[T], *often: T) -> list[ParameterSet]:
    """The cases as parameters; those that are not named here are only in `make soak`."""
    every = tuple(cases)
    assert set(often) <= set(every), "a case that is named is gone"
    return [pytest.param(case, marks=() if case in often else pytest.mark.soak) for case in every]

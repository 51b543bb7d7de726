"""Which cases of a long test are in every run; `make soak` has them all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import pytest
from _pytest.mark.structures import ParameterSet

T = TypeVar("T")


def sampled(cases: Iterable[T], *often: T) -> list[ParameterSet]:
    """The cases as parameters; those that are not named here are only in `make soak`."""
    every = tuple(cases)
    assert set(often) <= set(every), "a case that is named is gone"
    return [pytest.param(case, marks=() if case in often else pytest.mark.soak) for case in every]

"""Which cases of a long test are played in each run; the others are left to `make soak`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def in_each_run(values: Iterable[Any], *chosen: Any) -> list[Any]:
    """All values as parameters of a test: the chosen ones for each run, the others for `make soak`."""
    known = list(values)
    assert {*chosen} <= {*known}
    return [
        value if value in chosen else pytest.param(value, marks=pytest.mark.soak, id=_id(value))
        for value in known
    ]


def _id(value: object) -> str | None:
    return value if isinstance(value, str) else None

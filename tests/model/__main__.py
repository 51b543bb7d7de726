"""``python -m tests.model SEED [END]``: plays the day of a seed, or all up to END, and says how it failed."""

from __future__ import annotations

import sys

import pytest

from tests.model.test_days import played
from tests.parsed_styles import keep_parsed


def main(arguments: list[str]) -> None:
    """Play them in turn; the first failure ends it."""
    first = int(arguments[0])
    end = int(arguments[1]) if len(arguments) > 1 else first + 1
    with pytest.MonkeyPatch.context() as patch:
        keep_parsed(patch)
        for seed in range(first, end):
            played(seed)
    print(f"{end - first} days, without a failure")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

"""List marks: the bullets and numbers before the lines of a pasted list. They order the lines; nobody said them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BULLET = re.compile(r"(\s*)[-*+•‣◦▪●○·–—]\s+(?=\S)")
_NUMBER = re.compile(r"(\s*)(\d{1,3})[.)]\s+(?=\S)")


def without_marks(lines: Sequence[str]) -> list[str]:
    """The lines without their bullets, and without their numbers.

    Bullets are those that at least two lines have: ``- 5 % a year`` in one line alone is a figure. Numbers are those that
    count up by one from line to line, whatever lines stand between.
    """
    return _without_bullets(_without_numbers(lines))


def _without_bullets(lines: Sequence[str]) -> list[str]:
    if sum(1 for line in lines if _BULLET.match(line)) < 2:
        return list(lines)
    return [_cut(_BULLET.match(line), line) for line in lines]


def _without_numbers(lines: Sequence[str]) -> list[str]:
    found = [_NUMBER.match(line) for line in lines]
    numbers = [int(match.group(2)) for match in found if match is not None]
    if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return list(lines)
    return [_cut(match, line) for match, line in zip(found, lines, strict=True)]


def _cut(match: re.Match[str] | None, line: str) -> str:
    return line if match is None else f"{match.group(1)}{line[match.end() :]}"

"""Reads when answers were given. A date such as 5/6 is read as the others of its column must be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

_MOMENT = re.compile(
    r"(?P<a>[0-9]{1,4})[-/.]\s?(?P<b>[0-9]{1,2})[-/.]\s?(?P<c>[0-9]{2,4})"
    r"(?:[\sT,]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"\s*(?:(?P<half>[ap])\.?\s?m\b\.?)?)?"
    r"\s*(?:(?:GMT|UTC|Z)(?:[+-][0-9:]{1,5})?|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{3,4})?",
    re.IGNORECASE | re.ASCII,
)
_DAY_FIRST, _MONTH_FIRST = "day first", "month first"


class AnswerTimes:
    """The times in a column."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = frozenset(text for text in texts if text)

    def latest(self, texts: Sequence[str]) -> int | None:
        """Which of these is the latest; None if that isn't clear."""
        if not all(texts):
            return None
        found: set[int] = set()
        for order in self._orders:
            moments = [moment for text in texts if (moment := _moment(text, order)) is not None]
            if len(moments) < len(texts) or moments.count(max(moments)) > 1:
                return None
            found.add(moments.index(max(moments)))
        return found.pop() if len(found) == 1 else None

    def is_readable(self, text: str) -> bool:
        """Whether a text is a time in any order of day and month."""
        return any(_moment(text, order) is not None for order in (_DAY_FIRST, _MONTH_FIRST))

    @cached_property
    def _orders(self) -> tuple[str, ...]:
        """The orders of day and month in which all times can be read, apart from those that can't be read at all."""
        readable = [text for text in self._texts if self.is_readable(text)]
        return tuple(
            order
            for order in (_DAY_FIRST, _MONTH_FIRST)
            if all(_moment(text, order) is not None for text in readable)
        )


def _moment(text: str, order: str) -> datetime | None:
    found = _MOMENT.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    one, two, three = found["a"], found["b"], found["c"]
    if len(one) == 4:
        year, month, day = one, two, three
    elif order == _DAY_FIRST:
        day, month, year = one, two, three
    else:
        month, day, year = one, two, three
    hour = int(found["hour"] or 0)
    half = (found["half"] or "").lower()
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour >= 12:
        hour = 0 if hour == 12 else 24  # 14:05 AM is no time
    try:
        return datetime(  # noqa: DTZ001 - the times of one form have one zone
            int(year) + (2000 if len(year) == 2 else 0),
            int(month),
            int(day),
            hour,
            int(found["minute"] or 0),
            int(found["second"] or 0),
        )
    except ValueError:
        return None

"""Line arithmetic: which row is on which line, when rows differ in height and most were never looked at.

Rows are measured a chunk at a time, when somebody looks there; until then a chunk is taken to be as tall as the rows
known so far are on average. So a hundred thousand rows are laid out, and laid out anew at another width, at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

CHUNK = 256
"""Rows measured together: about a millisecond or two of work."""


class LineIndex:
    """Heights of rows, summed up; ``measure`` gives the height of a row in lines, at least 1."""

    def __init__(self, count: int, measure: Callable[[int], int]) -> None:
        self._measure = measure
        self._count = count
        chunks = -(-count // CHUNK)
        self._ends: list[list[int] | None] = [None] * chunks
        self._sample = 1.0
        if chunks:
            last = self._ends[-1] = self._measured(chunks - 1)
            self._sample = last[-1] / len(last)
        self._starts: list[int] = []
        self._sum_up()

    @property
    def total(self) -> int:
        """Lines of all rows together, as far as known."""
        return self._starts[-1]

    def start_of(self, index: int) -> int:
        """The first line of row ``index``."""
        chunk, place = divmod(index, CHUNK)
        ends = self._look_at(chunk)
        return self._starts[chunk] + (ends[place - 1] if place else 0)

    def height_of(self, index: int) -> int:
        """The lines of row ``index``."""
        chunk, place = divmod(index, CHUNK)
        ends = self._look_at(chunk)
        return ends[place] - (ends[place - 1] if place else 0)

    def locate(self, line: int) -> tuple[int, int]:
        """The row on ``line`` and which of its lines that is; lines outside give the nearest row.

        Where nobody has looked yet, the row is the one as far down its chunk as the line is.
        """
        if not self._count:
            raise IndexError(line)
        line = min(max(line, 0), self.total - 1)
        chunk = bisect_right(self._starts, line) - 1
        below = line - self._starts[chunk]
        if self._ends[chunk] is None:
            tall = self._starts[chunk + 1] - self._starts[chunk]
            ends = self._look_at(chunk)
            return chunk * CHUNK + min(below * len(ends) // tall, len(ends) - 1), 0
        ends = self._look_at(chunk)
        place = bisect_right(ends, below)
        return chunk * CHUNK + place, below - (ends[place - 1] if place else 0)

    def look_at(self, first: int, last: int) -> None:
        """Measure rows ``first`` to ``last`` and their neighbours; indices outside are left out."""
        if not self._count:
            return
        low, high = max(0, first), min(last, self._count - 1)
        for chunk in range(low // CHUNK, high // CHUNK + 1):
            self._look_at(chunk)

    def append(self) -> None:
        """One more row at the end."""
        height = self._measure(self._count)
        self._count += 1
        tail = self._ends[-1] if self._ends else None
        if tail is not None and len(tail) < CHUNK:
            tail.append(tail[-1] + height)
            self._starts[-1] += height
            return
        self._ends.append([height])
        self._starts.append(self._starts[-1] + height)

    def changed(self, index: int) -> None:
        """Row ``index`` may have another height now."""
        chunk = index // CHUNK
        self._ends[chunk] = self._measured(chunk)
        self._sum_up()

    def _look_at(self, chunk: int) -> list[int]:
        ends = self._ends[chunk]
        if ends is None:
            ends = self._ends[chunk] = self._measured(chunk)
            self._sum_up()
        return ends

    def _measured(self, chunk: int) -> list[int]:
        first = chunk * CHUNK
        return list(
            accumulate(self._measure(index) for index in range(first, min(first + CHUNK, self._count)))
        )

    def _sum_up(self) -> None:
        guess = max(1, round(self._sample * CHUNK))
        heights = (guess if ends is None else ends[-1] for ends in self._ends)
        self._starts = list(accumulate(heights, initial=0))

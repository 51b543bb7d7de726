"""Line index: maps rows to lines, for rows of different heights that are mostly not measured yet.

Rows are measured in chunks, when they come near the visible lines. Until then a chunk is estimated from the average height
of the last rows. So a hundred thousand rows are ready immediately, even after a change of width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

CHUNK = 256
"""Rows measured together: one or two milliseconds of work."""


class LineIndex:
    """Sums of row heights. ``measure`` returns the lines of a row, at least 1; ``gap`` blank lines follow each row."""

    def __init__(
        self, count: int, measure: Callable[[int], int], *, gap: int = 0, chunk: int = CHUNK
    ) -> None:
        self._row_height = measure
        self._gap = gap
        self._count = count
        self._chunk = chunk
        """The number of rows measured together."""
        chunks = -(-count // chunk)
        self._ends: list[list[int] | None] = [None] * chunks
        self._sample = 1.0
        if chunks:
            last = self._ends[-1] = self._measured(chunks - 1)
            self._sample = last[-1] / len(last)
        self._starts: list[int] = []
        self._sum_up()

    @property
    def total(self) -> int:
        """The lines of all rows, partly estimated, without the gap after the last."""
        return self._starts[-1] - self._gap if self._count else 0

    def start_of(self, index: int) -> int:
        """The first line of row ``index``."""
        chunk, place = divmod(index, self._chunk)
        ends = self._look_at(chunk)
        return self._starts[chunk] + (ends[place - 1] if place else 0)

    def height_of(self, index: int) -> int:
        """The number of lines of row ``index``, without the gap after it."""
        chunk, place = divmod(index, self._chunk)
        ends = self._look_at(chunk)
        return ends[place] - (ends[place - 1] if place else 0) - self._gap

    def end_of(self, index: int) -> int:
        """The line after the last one of row ``index``."""
        return self.start_of(index) + self.height_of(index)

    def locate(self, line: int) -> tuple[int, int]:
        """The row on ``line``, and the line within that row; a line outside gives the nearest row.

        In a chunk that is not measured, the row is interpolated.
        """
        if not self._count:
            raise IndexError(line)
        line = min(max(line, 0), self._starts[-1] - 1)
        chunk = bisect_right(self._starts, line) - 1
        below = line - self._starts[chunk]
        if self._ends[chunk] is None:
            tall = self._starts[chunk + 1] - self._starts[chunk]
            ends = self._look_at(chunk)
            return chunk * self._chunk + min(below * len(ends) // tall, len(ends) - 1), 0
        ends = self._look_at(chunk)
        place = bisect_right(ends, below)
        return chunk * self._chunk + place, below - (ends[place - 1] if place else 0)

    def look_at(self, first: int, last: int) -> None:
        """Measure rows ``first`` to ``last`` and the rest of their chunks; ignores indices outside."""
        if not self._count:
            return
        low, high = max(0, first), min(last, self._count - 1)
        for chunk in range(low // self._chunk, high // self._chunk + 1):
            self._look_at(chunk)

    def first_with(self, last: int, height: int) -> int:
        """The first row of a window of ``height`` lines that ends with the whole row ``last``."""
        self.look_at(last - height, last)
        line = self.end_of(last) - height
        if line <= 0:
            return 0
        row, part = self.locate(line)
        return min(row + 1 if part else row, last)

    def last_whole(self, line: int, height: int) -> int:
        """The last row that fits as a whole in ``height`` lines from ``line`` on; at least the first one there."""
        row, part = self.locate(min(line + height, self.total) - 1)
        is_whole = part >= self.height_of(row) - 1
        return max(self.locate(line)[0], row if is_whole else row - 1)

    def append(self) -> None:
        """Add a row at the end."""
        height = self._measure(self._count)
        self._count += 1
        tail = self._ends[-1] if self._ends else None
        if tail is not None and len(tail) < self._chunk:
            tail.append(tail[-1] + height)
            self._starts[-1] += height
            return
        self._ends.append([height])
        self._starts.append(self._starts[-1] + height)

    def changed(self, index: int) -> bool:
        """Measure row ``index`` again, if it was measured; returns whether its height changed."""
        chunk, place = divmod(index, self._chunk)
        ends = self._ends[chunk]
        if ends is None:
            return False
        grown = self._measure(index) - (ends[place] - (ends[place - 1] if place else 0))
        if grown:
            ends[place:] = [end + grown for end in ends[place:]]
            self._sum_up()
        return bool(grown)

    def _measure(self, index: int) -> int:
        return self._row_height(index) + self._gap

    def _look_at(self, chunk: int) -> list[int]:
        ends = self._ends[chunk]
        if ends is None:
            ends = self._ends[chunk] = self._measured(chunk)
            self._sum_up()
        return ends

    def _measured(self, chunk: int) -> list[int]:
        first = chunk * self._chunk
        return list(
            accumulate(self._measure(index) for index in range(first, min(first + self._chunk, self._count)))
        )

    def _sum_up(self) -> None:
        guess = max(1, round(self._sample * self._chunk))
        heights = (guess if ends is None else ends[-1] for ends in self._ends)
        self._starts = list(accumulate(heights, initial=0))

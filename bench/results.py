"""Formats the results as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date

from bench.figures import Figure
from bench.growth import GrowthRow
from bench.rows import Extent

METHOD = """\
`make bench` measures these values.

- Each program runs in a pseudo-terminal of 120 × 32 cells. It answers queries (device attributes, modes, kitty keyboard,
  version, colours) as a real terminal does.
- Times are measured from outside the program: from writing a key to the terminal until the expected output has been read.
  Only *Enter → durable* is measured within one process. *Durable* means that SQLite's COMMIT has returned.
- The baseline is a minimal Textual app with one `Input` ([programs/bare_textual.py](programs/bare_textual.py)) unless the
  row names another one.
- The programs of a row take turns. A ratio is the ratio of the medians; the range in brackets is the smallest and the
  largest ratio of a single run. p95 is the 95th percentile.
- The rows of the screens are also measured with BREAKOUT_TUI_NO_HOOKS=1, which uses only public names of Textual.
- Every session has a running clock and all its notes in one box, which is the worst case."""


Pair = tuple[Figure, Figure | None]
"""A figure, and the same figure without hooks into Textual's internals if they can change it."""


def cells(pair: Pair) -> tuple[str, ...]:
    """The cells of a row; without hooks only the result."""
    figure, without = pair
    *first, met = figure.cells()
    return (*first, "–" if without is None else without.cells()[2], met)


def as_markdown(
    figures: Sequence[Pair], growth_rows: Sequence[GrowthRow], extent: Extent, today: date
) -> str:
    """The whole page."""
    lines = ["# Benchmark results", "", METHOD, ""]
    lines += [f"{today:%d %B %Y}, {machine()}, {extent.runs} runs.", ""]
    lines += table(
        (
            "benchmark",
            "goal",
            "result (range)",
            "medians, breakout-tui / baseline",
            "without hooks (range)",
            "met",
        ),
        [cells(pair) for pair in figures],
    )
    if growth_rows:
        lines += ["", "## Growth", ""]
        heads = (
            "notes",
            "start, ms",
            "echo p95, ms",
            "Enter → on screen p95, ms",
            "Enter → durable p95, ms",
            "memory, MB",
        )
        lines += table(
            heads,
            [
                (
                    f"{s.notes:,}",
                    f"{s.start:.0f}",
                    f"{s.echo:.1f}",
                    f"{s.addition:.1f}",
                    f"{s.save:.2f}",
                    f"{s.memory:.0f}",
                )
                for s in growth_rows
            ],
        )
    return "\n".join(lines) + "\n"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table."""
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]


def machine() -> str:
    """What the values were measured on."""
    python = platform.python_version()
    return f"{os.cpu_count()} processor cores, {platform.system()}, {platform.machine()}, Python {python}"

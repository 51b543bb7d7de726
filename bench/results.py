"""The results as Markdown, for people."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date

from bench.figures import Figure
from bench.growth import Stage
from bench.table import Extent

METHOD = """\
`make bench` measures it. Each program runs in a pseudo-terminal of 120 by 32 cells that answers queries as real ones do
(device attributes, modes, kitty keyboard, version, colours) and is watched from outside: a key is written, and the time
runs until what it must bring has been read. The programs of a row take turns; a ratio is that of the medians, in brackets
its least and greatest over single runs. The bare Textual app is one `Input`
([programs/bare_textual.py](programs/bare_textual.py)). All sessions have their clock running and all notes in one box,
the worst case."""


def as_markdown(figures: Sequence[Figure], stages: Sequence[Stage], extent: Extent, today: date) -> str:
    """The page."""
    lines = ["# What is fast, and how fast", "", METHOD, ""]
    lines += [f"{today:%d %B %Y}, {_machine()}, {extent.runs} runs.", ""]
    lines += _table(
        ("what", "goal", "measured (range)", "medians, ours / theirs", "met"), [f.cells() for f in figures]
    )
    if stages:
        lines += ["", "## Growth", ""]
        heads = (
            "notes",
            "start, ms",
            "echo p95, ms",
            "Enter → on screen p95, ms",
            "Enter → durable p95, ms",
            "memory, MB",
        )
        lines += _table(
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
                for s in stages
            ],
        )
    return "\n".join(lines) + "\n"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]


def _machine() -> str:
    python = platform.python_version()
    return f"{os.cpu_count()} processor cores, {platform.system()}, {platform.machine()}, Python {python}"

"""Writers: how long a long report takes in each format, against Markdown, and how much memory."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Figure
from bench.meetings import NAMES, Said, meeting
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.report.document import Contents, Document, Heading, Item, Items, ItemsStyle
from breakout_tui.report.figures import Bar, Chart, ChartKind, Column, TableBlock
from breakout_tui.report.formats import written
from breakout_tui.report.inlines import Anchor, Emphasis, Inlines, Reference, Strong, Text

NOTES = 2_000
_A_BOX = 50
_GOAL = 1_000
"""Milliseconds for Markdown, which is the measure of the others."""
_GOALS = {FileFormat.HTML: 4, FileFormat.DOCX: 20, FileFormat.PDF: 100}
"""How many times as long as Markdown."""
_MEMORY = {FileFormat.DOCX: 120, FileFormat.PDF: 700}
"""MB of the largest process, Python and the document included."""


def writers(runs: int) -> list[Figure]:
    """The time to write one document in each format, in ``runs`` runs; PDF with the start of its process."""
    document = _document(random.Random(5))
    times: dict[FileFormat, list[float]] = {each: [] for each in FileFormat}
    for _ in range(runs):
        for each in FileFormat:
            began = time.perf_counter()
            written(document, each)
            times[each].append((time.perf_counter() - began) * 1000)
    plain = tuple(times[FileFormat.MARKDOWN])
    name = f"report of {NOTES:,} notes as"
    return [
        Figure(f"{name} Markdown", _GOAL, plain, None),
        *(
            Figure(f"{name} {each.label} (against Markdown)", goal, tuple(times[each]), plain)
            for each, goal in _GOALS.items()
        ),
        *(
            Figure(f"{name} {each.label}, memory", goal, (_memory(each),), None, "MB")
            for each, goal in _MEMORY.items()
        ),
    ]


def _memory(file_format: FileFormat) -> float:
    """The memory of a process that writes the same document once, or of its child if that takes more, in megabytes."""
    command = [sys.executable, "-m", "bench.writers", file_format.value]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _own_peak() -> int:
    """The most memory that this program used, in kibibytes. ``ru_maxrss`` would be at least that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def _document(generator: random.Random) -> Document:
    """Statements of the words of the replayed meetings, a table of 300 rows and 7 columns, and a chart."""
    said = [event.text for name in NAMES for event in meeting(name).events if isinstance(event, Said)]
    words = sorted({word for text in said for word in text.split()})

    def line(least: int, most: int) -> Inlines:
        return (Text(" ".join(generator.choices(words, k=generator.randint(least, most)))),)

    blocks: list[Heading | Items | TableBlock | Chart | Contents] = [Contents()]
    for first in range(1, NOTES + 1, _A_BOX):
        notes = tuple(_statement(number, line(5, 15)) for number in range(first, first + _A_BOX))
        blocks += [Heading(1, line(3, 8), f"box{first}"), Items(notes, ItemsStyle.STATEMENTS)]
    columns = tuple(Column(line(1, 1)) for _ in range(7))
    blocks.append(TableBlock(columns, tuple(tuple(line(1, 4) for _ in range(7)) for _ in range(300))))
    bars = tuple(Bar(" ".join(generator.choices(words, k=4)), each, str(each)) for each in range(20))
    blocks.append(Chart(ChartKind.TALLIES, "Votes", bars, "Twenty bars."))
    return Document("A long report", tuple(blocks))


def _statement(number: int, text: Inlines) -> Item:
    reference = Strong((Anchor(f"C{number}", (Text(f"C{number}"),)),))
    answers = Reference(f"C{max(1, number - 7)}", (Text(f"C{max(1, number - 7)}"),))
    details = (Emphasis((Text("10:31, Norway, #budget, answers "),)), answers)
    return Item((reference, Text(" "), *text), (Item(details),))


if __name__ == "__main__":
    written(_document(random.Random(5)), FileFormat(sys.argv[1]))
    kibibytes = max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(kibibytes / 1000)

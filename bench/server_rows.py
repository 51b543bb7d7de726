"""The rows of the server of the displays, and their part of RESULTS.md: it can be measured and written apart from the rest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date

from bench.beside import BESIDE_HEADS, BesideRow, beside
from bench.figures import Figure
from bench.load import LOAD_HEADS, LoadRow, load
from bench.results import machine, table
from bench.rows import Extent
from bench.sample_databases import SampleDatabases
from bench.serving import serving

BESIDE, LOAD, SERVING = "beside", "load", "serving"
SERVER_ROWS = (BESIDE, LOAD, SERVING)
HEAD = "## The server of the displays"
_MOST_RUNS = 3
_METHOD = """\
`python -m bench beside load serving --write` measures these values and writes this part only.

- The room is a window in a pseudo-terminal with 500 notes. Its server is `breakout-tui serve --for-window`, a process of its own. The
  states take turns, in another order in each run; before each of them the same is typed into the same window without a server.
  *Enter → durable* is from writing Enter to the terminal until COMMIT has returned in the window's process.
  The phones send 300 statements a minute, evenly, and every two seconds all their ballots at once. A percentile is that over all runs together, and the range that of each of them, which alone has few notes.
- The displays are connections of a process of its own that runs on the second core only; what it takes is in the table. Statements are
  sent by the room's link, one a second. The time of an event is from offering the statement to the link until a display has read it.
- The baseline is the smallest event stream of Starlette, [programs/bare_events.py](programs/bare_events.py), which sends the same bytes
  to as many connections. It has no heartbeat, no pages and no room.
- Memory is what the server's resident memory grew by, divided by the connections."""


class ServerResults:
    """What was measured of the server."""

    def __init__(self, samples: SampleDatabases, extent: Extent, wanted: Sequence[str]) -> None:
        runs = min(_MOST_RUNS, extent.runs)
        self._runs = runs
        self._loads = [os.getloadavg()[0]]
        self._beside = beside(samples, runs, extent.keys, extent.notes) if BESIDE in wanted else []
        self._load = load(samples, runs, extent.seconds) if LOAD in wanted else []
        self._serving = serving(samples, runs) if SERVING in wanted else []
        self._loads.append(os.getloadavg()[0])

    def figures(self) -> list[Figure]:
        """The rows of the table."""
        groups: list[BesideRow | LoadRow] = [*self._beside, *self._load]
        return [*(figure for group in groups for figure in group.figures()), *self._serving]

    def as_markdown(self, today: date) -> str:
        """The part of the page."""
        before, after = self._loads
        when = f"{today:%d %B %Y}, {machine()}, {self._runs} runs; load of the machine {before:.1f} before, {after:.1f} after."
        lines = [HEAD, "", _METHOD, "", when, ""]
        heads = ("benchmark", "goal", "result (range)", "medians, breakout-tui / baseline", "met")
        lines += table(heads, [figure.cells() for figure in self.figures()])
        lines += _table_of(BESIDE_HEADS, self._beside)
        if self._load:
            lines += ["", "Ours / the bare one's:"]
        lines += _table_of(LOAD_HEADS, self._load)
        return "\n".join(lines) + "\n"


def _table_of(heads: Sequence[str], rows: Iterable[BesideRow | LoadRow]) -> list[str]:
    cells = [row.cells() for row in rows]
    return ["", *table(heads, cells)] if cells else []

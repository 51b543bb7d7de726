"""``python -m bench [--quick] [row …]``: measures, prints, and with all rows in full writes RESULTS.md."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

from bench.growth import growth
from bench.results import as_markdown
from bench.rooms import Rooms
from bench.table import FULL, QUICK, ROWS
from bench.visits import Wish, visit_bare, visit_programme, visit_session

GROWTH = "growth"
RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "rows", nargs="*", metavar="ROW", help=f"of: {', '.join((*ROWS, GROWTH))}; default: all"
    )
    parser.add_argument("--quick", action="store_true", help="fewer runs, no growth, nothing written")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} also from a part")
    options = parser.parse_args()
    if unknown := set(options.rows) - {*ROWS, GROWTH}:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    extent = QUICK if options.quick else FULL
    wanted = options.rows or [*ROWS, *([] if options.quick else [GROWTH])]
    with tempfile.TemporaryDirectory(prefix="breakout-bench-") as folder:
        rooms = Rooms(Path(folder))
        _warm(rooms)
        figures = []
        for name, measure in ROWS.items():
            if name in wanted:
                for figure in measure(rooms, extent):
                    figures.append(figure)
                    print("  ".join(figure.cells()), flush=True)
        stages = growth(rooms, extent) if GROWTH in wanted else []
    page = as_markdown(figures, stages, extent, date.today())  # noqa: DTZ011 - the day where it is measured
    print(f"\n{page}")
    if options.write or (not options.quick and not options.rows):
        RESULTS.write_text(page, encoding="utf-8")


def _warm(rooms: Rooms) -> None:
    """Once each, unmeasured: the byte code is written and the files are in memory."""
    visit_bare(rooms, Wish())
    visit_programme(rooms)
    visit_session(rooms, 0, Wish())


if __name__ == "__main__":
    main()

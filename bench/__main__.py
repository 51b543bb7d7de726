"""``python -m bench [--quick] [row …]``: runs the benchmarks. A full run of all rows also writes RESULTS.md and KEYS.md.

With ``--write`` a run of some rows writes the part of RESULTS.md that they are in: the room's, the server's, that of a hub, or that of
allocations. The row ``conference`` takes minutes, so it runs only when it is named (``make bench-conference``).
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

from bench import allocating, conference_rows, server_rows
from bench.allocating import ALLOCATE, AllocateResults
from bench.conference_rows import CONFERENCE, ConferenceResults
from bench.growth import growth
from bench.keys import keys_page, replayed
from bench.results import Pair, as_markdown, cells
from bench.rows import FULL, QUICK, ROWS, SCREEN_ROWS, Extent, no_hooks
from bench.sample_databases import SampleDatabases
from bench.sections import ROOM, merged
from bench.server_rows import SERVER_ROWS, ServerResults
from bench.visits import VisitPlan, visit_bare, visit_programme, visit_session

GROWTH = "growth"
KEYS = "keys"
KEYS_PAGE = Path(__file__).parent / "KEYS.md"
EVERYTHING = (*ROWS, *SERVER_ROWS, CONFERENCE, ALLOCATE, GROWTH, KEYS)
UNASKED = tuple(row for row in EVERYTHING if row != CONFERENCE)
"""What runs where no row is named."""
RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> None:
    """Run the requested benchmarks and print the results."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "rows",
        nargs="*",
        metavar="ROW",
        help=f"any of {', '.join(EVERYTHING)} (default: all but {CONFERENCE})",
    )
    parser.add_argument(
        "--quick", action="store_true", help=f"fewer runs, without {GROWTH}; {RESULTS.name} is not written"
    )
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} with the rows that run")
    options = parser.parse_args()
    if unknown := set(options.rows) - set(EVERYTHING):
        parser.error(f"unknown row: {', '.join(sorted(unknown))}")
    extent = QUICK if options.quick else FULL
    wanted = options.rows or [row for row in UNASKED if row != GROWTH or not options.quick]
    if KEYS in wanted:
        _count_keys(is_written=options.write or not options.quick)
    with tempfile.TemporaryDirectory(prefix="breakout-bench-") as folder:
        samples = SampleDatabases(Path(folder))
        measured: dict[str, str] = {}
        if {*ROWS, GROWTH} & set(wanted):
            measured[ROOM] = _room_page(samples, extent, wanted)
        if set(SERVER_ROWS) & set(wanted):
            measured[server_rows.HEAD] = _server_page(samples, extent, wanted)
    if CONFERENCE in wanted:
        measured[conference_rows.HEAD] = _conference_page(is_quick=options.quick)
    if ALLOCATE in wanted:
        measured[allocating.HEAD] = _allocate_page(extent)
    if options.write or (not options.quick and not options.rows):
        RESULTS.write_text(merged(RESULTS.read_text(encoding="utf-8"), measured), encoding="utf-8")


def _room_page(samples: SampleDatabases, extent: Extent, wanted: list[str]) -> str:
    """Measure the rows of the room, and print them."""
    _warm_up(samples)
    figures: list[Pair] = []
    for name in ROWS:
        if name in wanted:
            for pair in _measure(name, samples, extent):
                figures.append(pair)
                print("  ".join(cells(pair)), flush=True)
    growth_rows = growth(samples, extent) if GROWTH in wanted else []
    page = as_markdown(figures, growth_rows, extent, date.today())  # noqa: DTZ011 - the local date
    print(f"\n{page}")
    return page


def _server_page(samples: SampleDatabases, extent: Extent, wanted: list[str]) -> str:
    """Measure the rows of the server, and print them."""
    page = ServerResults(samples, extent, wanted).as_markdown(date.today())  # noqa: DTZ011 - the local date
    print(f"\n{page}")
    return page


def _conference_page(*, is_quick: bool) -> str:
    """Measure the hub, and print what came of it."""
    page = ConferenceResults(is_quick=is_quick).as_markdown(date.today())  # noqa: DTZ011 - the local date
    print(f"\n{page}")
    return page


def _allocate_page(extent: Extent) -> str:
    """Measure the allocations, and print them."""
    page = AllocateResults(extent.runs).as_markdown(date.today())  # noqa: DTZ011 - the local date
    print(f"\n{page}")
    return page


def _count_keys(*, is_written: bool) -> None:
    """Replay the meetings; their figures do not depend on the machine."""
    page = keys_page(replayed())
    print(page)
    if is_written:
        KEYS_PAGE.write_text(page, encoding="utf-8")


def _measure(name: str, samples: SampleDatabases, extent: Extent) -> list[Pair]:
    """The figures of a row, each with the same figure without hooks if they can change it."""
    figures = ROWS[name](samples, extent)
    if name not in SCREEN_ROWS:
        return [(figure, None) for figure in figures]
    with no_hooks():
        return list(zip(figures, ROWS[name](samples, extent), strict=True))


def _warm_up(samples: SampleDatabases) -> None:
    """Run each program once without measuring, so that byte code is compiled and files are in the cache."""
    visit_bare(samples, VisitPlan())
    visit_programme(samples)
    visit_session(samples, 0, VisitPlan())


if __name__ == "__main__":
    main()

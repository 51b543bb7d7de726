"""``breakout-tui allocate --announce FILE``: writes what delegates are told before they send their wishes."""

from __future__ import annotations

from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.chosen_format import chosen_format, page_setup
from breakout_tui.cli.options import Options
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.text import clean_line
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.report.allocation_announcement import announcement
from breakout_tui.report.atomic_file import write_atomically
from breakout_tui.report.formats import written


def announce(options: Options, path: Path) -> int:
    """Write the page and print its path. Raises UsageError for a programme without rooms, OutputExists and WriteFailed."""
    programme_path = paths.find_programme(options.themes)
    programme = read_programme(programme_path)
    if not programme.rooms:
        raise UsageError(
            f"{programme_path} has no rooms",
            remedy="add [[rooms]] tables, or let --suggest-rooms print some once there are wishes",
        )
    file_format = chosen_format(None, str(path))
    document = announcement(programme, options.seed or programme.event)
    write_atomically(path, written(document, file_format, page_setup(options, file_format)), replace=False)
    print(clean_line(str(path)))  # noqa: T201 - the result
    return 0

"""Reads the list of delegates that ``allocate`` is given, and says how it was read."""

from __future__ import annotations

import sys
from pathlib import Path

from breakout_tui.cli.allocation_folder import AllocationFolder
from breakout_tui.cli.column_answers import chosen_columns
from breakout_tui.cli.options import Options
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import clean_line
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.inputs.delegate_rows import DelegateList, read_delegates
from breakout_tui.inputs.delegate_sheet import read_delegate_sheet


def delegates_of(
    source: Path, programme: Programme, folder: AllocationFolder | None, options: Options
) -> DelegateList:
    """Who is on the list, with what was remarked on stderr; the columns are kept once the list could be read. Raises DelegatesRefused."""
    sheet = read_delegate_sheet(source, options.worksheet or "")
    chosen = chosen_columns(sheet, programme, folder, options.column or ())
    countries = CldrCountries(programme.languages)
    countries.read()
    found = read_delegates(sheet, chosen.columns, programme, countries, str(source))
    if folder is not None and chosen.is_new:
        folder.keep_columns(chosen.columns)
    for remark in (*sheet.remarks, *found.remarks):
        print(f"  {clean_line(remark)}", file=sys.stderr)  # noqa: T201 - how the list was read
    return found

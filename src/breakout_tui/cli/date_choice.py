"""The language of dates that the settings file chooses, for the commands that write a document without a window."""

from __future__ import annotations

from breakout_tui import paths
from breakout_tui.domain.date_words import DateWords
from breakout_tui.inputs.cldr_dates import date_words
from breakout_tui.inputs.settings_file import read_dates


def chosen_dates() -> DateWords:
    """The words of the settings file; English without one, or where it is wrong. Imports no screens."""
    return date_words(read_dates(paths.settings_file()))

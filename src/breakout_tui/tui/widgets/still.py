"""The old name of NoReflow, until the lists are merged."""

from breakout_tui.tui.textual_internals.no_reflow import NoReflow as Still

__all__ = ["Still"]

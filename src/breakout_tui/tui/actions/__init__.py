"""The commands of the live screen, one small class each, listed in :mod:`breakout_tui.tui.actions.catalogue`."""

"""Every command of the live screen, once: one small class each, found through :mod:`breakout_tui.tui.actions.catalogue`."""

"""breakout-tui: a terminal companion for the person who runs a breakout group."""

__version__ = "0.1.0"

"""breakout-tui: a terminal app for facilitators of breakout groups."""

__version__ = "0.1.0"

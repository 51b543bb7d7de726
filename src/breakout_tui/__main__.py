"""``python -m breakout_tui``."""

from breakout_tui.cli.main import run

run()

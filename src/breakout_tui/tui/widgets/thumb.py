"""The old place of the thumb, until the lists are merged."""

from breakout_tui.tui.textual_internals.thumb import move_bar, thumb_of

__all__ = ["move_bar", "thumb_of"]

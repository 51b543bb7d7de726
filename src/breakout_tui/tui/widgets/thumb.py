"""Thumb: which part of a scrollbar is filled, so that the bar is painted only when that changes.

Textual paints a bar through Rich at each change of what lies beside it; for the notes that took as long as all notes in sight.
"""

from __future__ import annotations

from math import ceil

from textual.scrollbar import ScrollBar

_EIGHTHS = 8


def thumb_of(lines: int, height: int, line: int) -> tuple[int, int] | None:
    """The eighths of a cell between which a bar of this height is filled; None where it is blank.

    ``lines`` are all there are, ``line`` is the first in sight. As Textual's ``ScrollBarRender.render_bar`` draws it.
    """
    if not height or lines <= height:
        return None
    size = max(1.0, height / (lines / height))
    start = int((height - size) * (line / (lines - height)) * _EIGHTHS)
    return start, start + ceil(size * _EIGHTHS)


def move_bar(bar: ScrollBar, lines: int, line: int, *, is_painted: bool) -> None:
    """Tell a vertical bar where it is; where it is painted so already, it isn't painted again."""
    if is_painted:
        bar.set_reactive(ScrollBar.window_virtual_size, lines)
        bar.set_reactive(ScrollBar.position, bar.validate_position(line))
    else:
        bar.window_virtual_size, bar.position = lines, line

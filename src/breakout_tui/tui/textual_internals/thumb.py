"""Thumb: a scrollbar is painted only when its filled part changes.

Textual paints a bar through Rich at each change of the widget beside it; for the notes that takes as long as painting all
visible notes.

Gain: without it an Enter that saves a note makes 1.7 times the calls (8 notes in one run), and sends 1.18 times the bytes.
Fallback: the bar is painted at each change.
"""

from __future__ import annotations

from math import ceil

from textual.scrollbar import ScrollBar

from breakout_tui.tui.textual_internals import hooks

IS_ON = hooks.has(ScrollBar, "window_virtual_size", "position", "validate_position")
_EIGHTHS = 8


def thumb_of(lines: int, height: int, line: int) -> tuple[int, int] | None:
    """The start and end of the filled part of a bar of this height, in eighths of a cell; None if it is blank.

    ``lines`` is the number of all lines, ``line`` the first visible one. Computed as in Textual's
    ``ScrollBarRender.render_bar``.
    """
    if not height or lines <= height:
        return None
    size = max(1.0, height / (lines / height))
    start = int((height - size) * (line / (lines - height)) * _EIGHTHS)
    return start, start + ceil(size * _EIGHTHS)


def move_bar(bar: ScrollBar, lines: int, line: int, *, is_painted: bool) -> None:
    """Move a vertical bar; repaint it only if it looks different."""
    if is_painted and IS_ON:
        bar.set_reactive(ScrollBar.window_virtual_size, lines)
        bar.set_reactive(ScrollBar.position, bar.validate_position(line))
    else:
        bar.window_virtual_size, bar.position = lines, line

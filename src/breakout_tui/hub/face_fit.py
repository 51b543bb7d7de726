"""How a face fits where no script measures it: the size of its title, which of its lines are shown, how wide their column is. Pure.

All lengths are in the units of ``type_size``. The estimates allow for wide fonts, so that nothing is cut off.
"""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.display_face import DisplayFace, FaceLine, Moment
from breakout_tui.hub.type_size import SIZES, cell_width, leading, lines_of, size_for

_HEIGHT = 73.0
"""Of a face, with a little to spare."""
_WIDTH = 156
_TITLE_ABOVE_TIME = 14
_ABOVE = 7.0
"""What is above a title, and what is above lines: their heading."""
_CLOCK = 35.0
"""The time and what is said of it, above lines."""
_TOP = 31.0
"""The same beside a title, with lines below both."""
_FACTS = 7.0
"""A row of what belongs to a title; there are three in one."""
_MORE = 6.0
"""What says how many lines are left out."""
_BELOW_TITLE = 5.0
_LINE = 4.4
"""Size of a line."""
_LEAST = 4.0
"""Of one that is long."""
_NARROW, _WIDE, _WIDER = 44.0, 72.0, 80.0
"""Widths of the texts of lines beside a title."""
_BESIDE_NARROW, _BESIDE_WIDE = 90.0, 53.0
"""Widths of a title beside these."""
_CAPTION = 4.0
"""Height that what is said of the time takes less there."""
_NOTICE = 4.0
"""Size of a message of the organiser, below the face."""
_NOTICE_ROWS = 2
_ABOVE_NOTICE = 4.4
"""What is between it and the face."""
_SPEAKERS = 9.6
"""Height of the line with the speakers, with what is between it and the face."""
_MOST_ROWS = 12
_BESIDE_LEAD = 142.0
_BESIDE_BARS = 88.0
_WIDEST_VALUE = 60.0
_BOLD = 2.8
"""Width of a letter of a value."""
_LEADING = 1.2
_BETWEEN_LINES = 2.4
_BETWEEN_BELOW = 1.7
"""Where they are below title and time."""


class Fit(NamedTuple):
    """How a face fits."""

    title: int
    """The place of the title's size in ``SIZES``."""
    shown: tuple[int, ...] = ()
    """The places of the lines that are shown."""
    is_wide: bool = False
    """Whether the lines beside a title have a wider column."""
    most: int = 1
    """How many rows a line may have."""
    is_below: bool = False
    """Whether these lines are below title and time instead, across the whole face."""


def height_of(notice: str) -> float:
    """What a message of the organiser takes away from the height of the face above it."""
    if not notice:
        return 0.0
    rows = min(_NOTICE_ROWS, lines_of(notice, _WIDTH, _NOTICE))
    return _ABOVE_NOTICE + rows * _NOTICE * leading(notice, _LEADING)


def fit_of(
    face: DisplayFace, layout: str, *, has_clock: bool, notice: str = "", has_speakers: bool = False
) -> Fit:
    """How a face fits in this layout, ``side``, ``time`` or ``whole``, above the speakers and a message of the organiser."""
    height = _HEIGHT - height_of(notice) - (_SPEAKERS if has_speakers else 0)
    above = (_ABOVE if face.above else 0) + _FACTS * -(-len(face.facts) // 3)
    heading = _ABOVE if face.heading else 0
    if layout == "time":
        return Fit(size_for(face.title, _WIDTH, _TITLE_ABOVE_TIME))
    if layout == "side":
        fit = _beside(face, height - above, height - heading - (_CLOCK if has_clock else 0))
        if has_clock and not face.facts and not is_latest(face):
            below = _below_time(face, _TOP - above, height - heading - _TOP)
            if below.title < len(SIZES) - 1 and len(below.shown) > len(fit.shown):
                return below
        return fit
    if not face.lines:
        return Fit(size_for(face.title, _WIDTH, height - above))
    title = size_for(face.title, _WIDTH, max(14.0, 44 - len(face.lines) * _LINE * 1.7))
    size = SIZES[title]
    used = (
        above
        + lines_of(face.title, _WIDTH * 0.9, size) * size * leading(face.title)
        + size * 0.24
        + _BELOW_TITLE
    )
    has_bars = any(line.share is not None for line in face.lines)
    return _below(face, title, height - used - heading, _BESIDE_BARS if has_bars else _BESIDE_LEAD)


def _beside(face: DisplayFace, title: float, room: float) -> Fit:
    """With the title at one side; these are the heights for it and for the lines."""
    shown = _shown(face, _NARROW, room)
    if is_latest(face):
        is_wide = bool(shown) and _height(face.lines[shown[-1]], _NARROW) > room
    else:
        is_wide = len(shown) < len(face.lines)
    if not is_wide:
        return Fit(size_for(face.title, _BESIDE_NARROW, title), shown, most=_rows(room, _LINE))
    room += _CAPTION
    width, size = (_WIDER, _LEAST) if is_latest(face) else (_WIDE, _LINE)
    place = size_for(face.title, _BESIDE_WIDE, title)
    return Fit(place, _shown(face, width, room, size), is_wide=True, most=_rows(room, size))


def _below_time(face: DisplayFace, title: float, room: float) -> Fit:
    """With the lines below title and time; these are the heights for the title and for the lines."""
    shown = _shown(face, _BESIDE_LEAD, room, _LEAST, _BETWEEN_BELOW)
    place = size_for(face.title, _BESIDE_NARROW, title)
    return Fit(place, shown, most=_rows(room, _LEAST), is_below=True)


def _below(face: DisplayFace, title: int, room: float, width: float) -> Fit:
    """With the lines below the title."""
    shown = _shown(face, width, room)
    return Fit(title, shown, most=_rows(room - (_MORE if len(shown) < len(face.lines) else 0), _LINE))


def _rows(room: float, size: float) -> int:
    """How many rows a line may have if it is alone."""
    return min(_MOST_ROWS, max(1, int((room - _BETWEEN_LINES) / (size * _LEADING))))


def is_latest(face: DisplayFace) -> bool:
    """Whether its lines are the latest notes, of which the last ones count; of all others the first ones do."""
    return face.moment is Moment.DISCUSSING and not face.heading


def _shown(
    face: DisplayFace, width: float, room: float, size: float = _LINE, between: float = _BETWEEN_LINES
) -> tuple[int, ...]:
    """The places of the lines that fit; at least one."""
    places = tuple(range(len(face.lines)))
    heights = [_height(line, width, size, between) for line in face.lines]
    if sum(heights) <= room:
        return places
    used = 0.0 if is_latest(face) else _MORE
    shown: list[int] = []
    for place in reversed(places) if is_latest(face) else places:
        used += heights[place]
        if used > room and shown:
            break
        shown.append(place)
    return tuple(sorted(shown))


def _height(line: FaceLine, width: float, size: float = _LINE, between: float = _BETWEEN_LINES) -> float:
    """Of a line for whose text and value there is this width."""
    value = 0.0 if line.share is not None else min(_WIDEST_VALUE, cell_width(line.value) * _BOLD)
    return lines_of(line.text, width - value, size) * size * leading(line.text, _LEADING) + between

"""Clock layout: digits, bar and words as lines of text, as large as the space allows."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.widgets import block_digits

FULL_HEIGHT = 8
"""Lines of the digits at scale 1, one blank line, the bar and the caption."""


class Level(Enum):
    """How urgent the time is; the value is the component class for the colour of the digits."""

    CALM = "calm"
    LOW = "low"
    """A fifth of the box is left."""
    LAST = "last"
    """A twentieth is left."""
    OVER = "over"
    """The time of the box is over; overtime is counted."""


class Face(NamedTuple):
    """The content of a face."""

    seconds: int
    level: Level
    is_paused: bool
    caption: str
    sub_caption: str
    progress: float | None
    is_bare: bool = False
    """Whether all words stand elsewhere."""

    @property
    def digits(self) -> str:
        """The time as ``12:05``, ``1:02:03`` or, in overtime, ``+1:05``."""
        return countdown(self.seconds)

    @property
    def words(self) -> str:
        """The caption with the state in words."""
        if self.is_bare:
            return ""
        state = "paused" if self.is_paused else ""
        over = "over" if self.seconds < 0 or self.level is Level.OVER else ""
        return " · ".join(part for part in (state, over, clean_line(self.caption)) if part)


Row = tuple[tuple[str, str], ...]
"""One line as stretches of text, each with its component class."""


def rows_of(
    face: Face, width: int, height: int, *, is_big: bool = False, is_centred: bool = False
) -> list[Row]:
    """``face`` as at most ``height`` lines of at most ``width`` cells: the largest form that still has its words."""
    if width <= 0 or height <= 0:
        return []
    bar = _bar(face, width)
    captions = _centred(face, width) if is_centred else _captions(face, width)
    below: list[Row] = [*bar, *captions]
    widest = _widest(face.digits) if is_big else face.digits
    scale = block_digits.largest_scale(widest, width, height - len(below))
    if scale is None:
        return _without_bar(face, width, height)
    digits = _digits(face, scale, width, is_centred=is_centred)
    has_air = (bar or (is_big and captions)) and len(digits) + len(below) < height
    air: list[Row] = [()] if has_air else []
    return [*digits, *air, *below]


def _widest(digits: str) -> str:
    """The widest time that may follow within a box, so that digits don't become smaller with one more of them."""
    return "+0:00:00" if digits.count(":") > 1 else "+00:00"


def changed_cells(old: Row, new: Row) -> tuple[int, int]:
    """The range of cells in which two lines differ."""
    left = [(sign, role) for text, role in old for sign in text]
    right = [(sign, role) for text, role in new for sign in text]
    width = max(sum(cell_len(text) for text, _ in row) for row in (old, new))
    if any(cell_len(text) != len(text) for text, _ in (*old, *new)):
        return 0, width
    blank = (" ", "")
    left += [blank] * (width - len(left))
    right += [blank] * (width - len(right))
    differing = [place for place in range(width) if left[place] != right[place]]
    return (differing[0], differing[-1] + 1) if differing else (0, 0)


def _digits(face: Face, scale: int, width: int, *, is_centred: bool) -> list[Row]:
    lead = (width - block_digits.size(face.digits, scale)[0]) // 2 if is_centred else 0
    return [((" " * lead + line, _colour(face)),) for line in block_digits.render(face.digits, scale)]


def _without_bar(face: Face, width: int, height: int) -> list[Row]:
    """The forms for small spaces: small digits with their words beside or below them, else one line of text."""
    if (scale := block_digits.largest_scale(face.digits, width, height - 1)) is not None and face.words:
        return [*_digits(face, min(scale, 1), width, is_centred=False), *_captions(face, width)]
    beside = f"  {face.words}" if face.words else ""
    wide, high = block_digits.size(face.digits, block_digits.SMALL)
    if high <= height and wide + cell_len(beside) <= width:
        digits = _digits(face, block_digits.SMALL, width, is_centred=False)
        return [*digits[:-1], (*digits[-1], (beside, "caption"))]
    line: Row = ((face.digits, _colour(face)), (_fitted(beside, width - len(face.digits)), "caption"))
    return [line, *_bar(face, width)][:height]


def _colour(face: Face) -> str:
    if face.is_paused:
        return "paused"
    return Level.OVER.value if face.seconds < 0 else face.level.value


def _bar(face: Face, width: int) -> list[Row]:
    if face.progress is None:
        return []
    done = round(min(max(face.progress, 0.0), 1.0) * width)
    return [(("━" * done, "done"), ("─" * (width - done), "ahead"))]


def _captions(face: Face, width: int) -> list[Row]:
    """The words at the left and, if both fit, the sub caption at the right."""
    words, sub = face.words, clean_line(face.sub_caption)
    if not words and not sub:
        return []
    gap = width - cell_len(words) - cell_len(sub)
    if sub and gap >= 2:
        return [((words + " " * gap + sub, "caption"),)]
    return [((_fitted(words or sub, width), "caption"),)]


def _centred(face: Face, width: int) -> list[Row]:
    """The words and the sub caption in the middle of one line."""
    words = " · ".join(filter(None, (face.words, clean_line(face.sub_caption))))
    shown = _fitted(words, width)
    return [((" " * ((width - cell_len(shown)) // 2) + shown, "caption"),)] if words else []


def _fitted(words: str, width: int) -> str:
    if cell_len(words) <= width:
        return words
    return f"{set_cell_size(words, width - 1).rstrip()}…" if width > 1 else ""

"""Speaker lines: who spoke last, speaks now and is next, as one line of the room display, or two where it is narrow. Pure."""

from __future__ import annotations

from rich.cells import cell_len

from breakout_tui.domain.speakers_face import SpeakersFace, time_words
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.wording import shortened, steady

Row = tuple[Part, ...]

TWO_LINES = 72
"""The width below which there are two lines."""
_GAP = "   "
_LEAST = 6
"""Cells of a name at least."""


def speaker_lines(speakers: SpeakersFace | None, width: int) -> tuple[Row, Row]:
    """The line, and the second one where it is narrow; empty without a list of speakers."""
    if speakers is None or width <= 0:
        return (), ()
    if width < TWO_LINES:
        return _fitted(_now(speakers), width), _fitted((*_last(speakers), *_next(speakers)), width)
    return _fitted((*_now(speakers), *_next(speakers), *_last(speakers)), width), ()


class _Piece(tuple[str, str, str, str]):
    """A word, a name that can be shortened, what is behind it, and the role of the name and what is behind it."""


def _now(speakers: SpeakersFace) -> tuple[_Piece, ...]:
    if not speakers.now or speakers.time is None:
        return ()
    time = speakers.time
    role = "bad" if time.left is not None and time.left < 0 else "muted" if time.is_paused else "strong"
    return (_Piece(("Now ", steady(speakers.now), f"  {time_words(time)}", role)),)


def _next(speakers: SpeakersFace) -> tuple[_Piece, ...]:
    if not speakers.next:
        return ()
    more = f" +{speakers.more}" if speakers.more else ""
    return (_Piece(("Next ", steady(speakers.next), more, "")),)


def _last(speakers: SpeakersFace) -> tuple[_Piece, ...]:
    return (_Piece(("Last ", steady(speakers.last), "", "muted")),) if speakers.last else ()


def _fitted(pieces: tuple[_Piece, ...], width: int) -> Row:
    """The pieces in a line, with the longest names shortened first."""
    fixed = sum(cell_len(word) + cell_len(end) for word, _, end, _ in pieces)
    room = width - fixed - len(_GAP) * (len(pieces) - 1)
    lengths = [cell_len(name) for _, name, _, _ in pieces]
    while sum(lengths) > room and max(lengths) > _LEAST:
        lengths[lengths.index(max(lengths))] -= 1
    row: list[Part] = []
    for (word, name, end, role), length in zip(pieces, lengths, strict=True):
        row += [(_GAP if row else "", ""), (word, "muted"), (shortened(name, length), _name_role(word, role))]
        row += [(end, role if word == "Now " else "muted")] if end else []
    return tuple(row)


def _name_role(word: str, role: str) -> str:
    return "accent" if word == "Now " else role

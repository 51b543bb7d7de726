"""The speakers on the room display: who spoke last, who speaks now and for how long, and who is next.

While the facilitator hides the statements, nobody is named: a speaker is a number, as under the rule *none*.
"""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speakers import Numbered, SpeakerTime, speaker_time, speakers_view


class SpeakersFace(NamedTuple):
    """What the room sees of the list of speakers."""

    last: str
    """Who spoke last; empty for nobody, as in the others."""
    now: str
    next: str
    more: int
    """How many wait behind the next one."""
    time: SpeakerTime | None
    """Of who speaks now."""


def speakers_face_of(session: Session, reading: Reading) -> SpeakersFace | None:
    """The speakers at this reading; None while the list is not used."""
    view = speakers_view(session)
    if not view.is_used:
        return None
    is_hidden = session.info.is_display_hidden

    def label(each: Numbered | None) -> str:
        if each is None:
            return ""
        return f"Speaker {each.number}" if is_hidden else each.short

    return SpeakersFace(
        label(view.last),
        label(view.now),
        label(view.next),
        max(0, len(view.waiting) - 1),
        speaker_time(session, reading),
    )


def time_words(time: SpeakerTime) -> str:
    """``1:12 left``, ``0:20 over``, ``3:05`` without a limit; also that it is paused."""
    words = clock(time.shown)
    if time.left is not None:
        words += " over" if time.left < 0 else " left"
    return f"{words} · paused" if time.is_paused else words

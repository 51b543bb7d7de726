"""The words for the list of speakers, on screens and on the command line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.once import once
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaker_records import Speaker, SpeakerSort, SpeakerState
from breakout_tui.domain.speakers import Numbered, settled_speakers, speaker_time, speakers_view
from breakout_tui.domain.speakers_face import time_words
from breakout_tui.tui.wording import shortened, steady

if TYPE_CHECKING:
    from breakout_tui.tui.widgets.line import Part

_LONGEST = 32
"""Cells of a speaker in the live screen's line."""
SPEAKERS_KEYS = (
    ("n", "the next speaker; after the last one nobody speaks"),
    ("Space", "pause the speaker's time, or go on"),
    ("e", "end the speech without a next one"),
    ("↑ ↓ Enter", "let the one under the cursor speak, out of turn"),
    ("a", "put somebody on the list"),
    ("r", "put a reply on it: before the others, with a shorter time"),
    ("o", "put a point of order on top; the speaker it interrupts goes on after it"),
    ("+ −", "move the one under the cursor, later or earlier"),
    ("d", "take the one under the cursor off the list"),
    ("s", "choose the order: not spoken yet first, in order, shuffled"),
    ("t", "set the time of each; those who speak keep theirs"),
    ("c", "close the list or reopen it; replies and points of order can always be asked for"),
    ("? Enter A", "a request of a phone: put the one under the cursor on the list, or all"),
    ("? d x", "a request of a phone: refuse it, or mute the phone that sent it for ten minutes"),
    ("Ctrl+Z Ctrl+Y", "undo, redo"),
    ("Esc", "go back; the speaker's time runs on"),
)
"""What the keys of the list do, as its help has it."""


def sort_words(speaker: Speaker) -> str:
    """What it is, if it is no speech, and whether it was interrupted; empty for a speech that waits."""
    sort = "" if speaker.sort is SpeakerSort.SPEECH else speaker.sort.value
    is_interrupted = speaker.progress is SpeakerState.INTERRUPTED
    return " · ".join(filter(None, (sort, "goes on" if is_interrupted else "")))


def live_line(session: Session, reading: Reading) -> tuple[Part, ...]:
    """Who speaks, the time, who is next and how many wait; empty while the list is not used."""
    if not session.speakers:
        return ()
    view = speakers_view(session)
    time = speaker_time(session, reading)
    parts: list[Part] = []
    if view.now is not None and time is not None:
        is_over = time.left is not None and time.left < 0
        parts += [(shortened(steady(view.now.label), _LONGEST), "strong"), ("  ", "")]
        parts += [(time_words(time), "bad" if is_over else "muted" if time.is_paused else "")]
    if view.next is not None:
        parts += [(" · next: " if parts else "Next: ", "muted")]
        parts += [(shortened(steady(view.next.label), _LONGEST), "")]
        if len(view.waiting) > 1:
            parts += [(f" · {len(view.waiting)} wait", "muted")]
    if parts and view.leading.is_closed:
        parts += [(" · list closed", "muted")]
    return tuple(parts)


def asking_words(count: int, *, before: str = "") -> str:
    """How many ask for it from their phones; empty for none."""
    return "" if not count else f"{before}{count:,} {'wants' if count == 1 else 'want'} to speak"


def printed_speakers(session: Session, reading: Reading) -> list[str]:
    """A line for who speaks, and for each who waits."""
    view, time = speakers_view(session), speaker_time(session, reading)
    lines = [f"Speakers: {view.leading.order.value}{' · closed' if view.leading.is_closed else ''}"]
    if view.now is not None and time is not None:
        lines.append(
            " · ".join(filter(None, ("now", view.now.label, time_words(time), sort_words(view.now.speaker))))
        )
    for place, each in enumerate(view.waiting, 1):
        lines.append(" · ".join(filter(None, (str(place), each.label, sort_words(each.speaker)))))
    return lines if len(lines) > 1 else [*lines, "Nobody wants to speak"]


def row_words(session: Session, each: Numbered) -> str:
    """What is known of somebody who waits: what is asked for, and how often the name has spoken."""
    times = spoken_by(session).get(each.speaker.attribution, 0) if each.speaker.attribution else 0
    before = "" if not times else "has spoken" if times == 1 else f"has spoken {times} times"
    return " · ".join(filter(None, (sort_words(each.speaker), before)))


@once
def spoken_by(session: Session) -> dict[str, int]:
    """How many speeches and replies each name has begun, by the name as it is attributed."""
    begun = (each for each in settled_speakers(session) if each.times and each.attribution)
    return dict(Counter(each.attribution for each in begun if each.progress is not SpeakerState.INTERRUPTED))


def names_before() -> tuple[tuple[str, str], ...]:
    """The commands of the line for the list, for the help."""
    return (
        ("/speaker Norway", "puts Norway on the list; /reply and /point likewise"),
        (
            "/speakers next",
            "what the keys do, also from another program: next, end, pause, speak, withdraw, up, down, close, …",
        ),
    )

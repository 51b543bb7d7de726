"""Speakers: who wants to speak, who speaks now, and who has spoken, as it follows from the records of a session.

* The list is that of the phase in view, so each phase begins with an empty one. Who has spoken counts for the whole session.
* At most one speaks. Where two laptops let somebody speak at the same time, it is the one who began last; the other one has spoken.
* A speaker's time is the room's time: it runs while the room's clock runs in that phase, and neither in its pauses nor after its end.
* Under the rule *none* nobody has a name here, whatever the records of other laptops say: a speaker is a number on the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.once import once
from breakout_tui.domain.pace import moment
from breakout_tui.domain.programme import AttributionRule, Phase, Programme, Step
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaker_order import have_spoken, in_line
from breakout_tui.domain.speaker_records import (
    SPEAKING,
    Speaker,
    SpeakersList,
    SpeakerSort,
    SpeakerState,
    SpeakingTime,
)
from breakout_tui.domain.text import clip

LONGEST_SHORT = 40
"""Characters of a speaker where there is little room."""
_REPLY = 2
"""A reply has half of the time of a speech, if the programme says nothing else."""


class Numbered(NamedTuple):
    """A speaker with its number on the list of its phase, from 1 as they asked."""

    speaker: Speaker
    number: int

    @property
    def label(self) -> str:
        """Its name, else its number: ``Speaker 3``."""
        return self.speaker.attribution or f"Speaker {self.number}"

    @property
    def short(self) -> str:
        """The same in a line with others."""
        return clip(self.label, LONGEST_SHORT)


class SpeakersView(NamedTuple):
    """The list of a phase, without the time."""

    leading: SpeakersList
    """How it is led; the defaults where nothing was chosen."""
    now: Numbered | None
    """Who speaks now."""
    waiting: tuple[Numbered, ...]
    """Who speaks later, the next one first."""
    last: Numbered | None
    """Who spoke last."""
    heard: int
    """How many have spoken or speak now."""

    @property
    def is_used(self) -> bool:
        """Whether there is anything to show."""
        return self.now is not None or bool(self.waiting) or self.last is not None

    @property
    def next(self) -> Numbered | None:
        """Who is next."""
        return self.waiting[0] if self.waiting else None


class SpeakerTime(NamedTuple):
    """The time of who speaks now, in whole seconds."""

    used: int
    allotted: int
    """0 for no limit."""
    is_paused: bool
    """Whether it stands: the speaker's own, or that of the room."""

    @property
    def left(self) -> int | None:
        """What is left, negative in overtime; None without a limit."""
        return self.allotted - self.used if self.allotted else None

    @property
    def shown(self) -> int:
        """What the figures say: what is left or, without a limit, what is used."""
        return self.used if self.left is None else self.left


@once
def speakers_view(session: Session) -> SpeakersView:
    """The list of the phase in view."""
    phase = session.phase_in_view
    leading = leading_of(session, phase)
    if not session.speakers:
        return SpeakersView(leading, None, (), None, 0)
    settled = settled_speakers(session)
    here = [each for each in settled if each.phase == phase]
    numbers = {each.id: number for number, each in enumerate(here, 1)}
    now = next((each for each in here if each.progress in SPEAKING), None)
    heard = [each for each in here if each.times]
    ended = [each for each in heard if each.progress is SpeakerState.DONE]
    last = max(ended, key=lambda each: (_began_last(each), each.id), default=None)
    waiting = in_line(here, leading, have_spoken(settled))

    def numbered(speaker: Speaker) -> Numbered:
        return Numbered(speaker, numbers[speaker.id])

    return SpeakersView(
        leading,
        None if now is None else numbered(now),
        tuple(map(numbered, waiting)),
        None if last is None else numbered(last),
        len(heard),
    )


@once
def settled_speakers(session: Session) -> tuple[Speaker, ...]:
    """All requests of the session as they asked, deleted ones left out; at most one speaks, in the running phase."""
    kept = sorted(session.speakers.values(), key=lambda each: (each.asked_at.timestamp(), each.id))
    here = [each for each in kept if not each.deleted]
    running = "" if session.running is None else session.running.phase
    speaking_now = [
        each for each in here if each.progress in SPEAKING and each.phase == running and each.times
    ]
    speaking = max(speaking_now, key=lambda each: (_began_last(each), each.id), default=None)
    if speaking is not None and _next_start(here, speaking) is not None:
        speaking = None
    is_private = session.info.rule is AttributionRule.NONE
    return tuple(
        each
        if each is speaking and not is_private
        else replace(
            each,
            attribution="" if is_private else each.attribution,
            progress=SpeakerState.DONE
            if each.progress in SPEAKING and each is not speaking
            else each.progress,
            times=each.times if each is speaking else _until(each.times, _next_start(here, each)),
        )
        for each in here
    )


def leading_of(session: Session, phase: str) -> SpeakersList:
    """How the list of a phase is led."""
    found = session.speakers_lists.get(phase)
    list_id = f"{session.id}:speakers:{phase}"
    return SpeakersList(list_id, session.id, phase) if found is None or found.deleted else found


def spoken(session: Session, speaker: Speaker, now: datetime) -> int:
    """Whole seconds that a speaker has spoken: while the room's clock ran in its phase."""
    running = [span for span in session.spans if span.phase == speaker.phase and not span.is_pause]
    seconds = 0.0
    for time in speaker.times:
        end = time.ended_at or now
        for span in running:
            start, stop = max(time.started_at, span.started_at), min(end, span.ended_at or now)
            seconds += max(0.0, (stop - start).total_seconds())
    return int(seconds)


def speaker_time(session: Session, reading: Reading) -> SpeakerTime | None:
    """The time of who speaks now; None for nobody."""
    now = speakers_view(session).now
    if now is None:
        return None
    used = spoken(session, now.speaker, moment(session, reading))
    stands = session.is_paused or now.speaker.progress is SpeakerState.PAUSED
    return SpeakerTime(used, now.speaker.allotted, stands)


def time_for(session: Session, sort: SpeakerSort) -> int:
    """Whole seconds that a speaker who begins now gets; 0 for no limit. A point of order has the time of a reply."""
    phase = session.phase_in_view
    leading, programme = leading_of(session, phase), session.info.programme
    box = session.current_box
    step = None if box is None else programme.step(box.step)
    levels: list[Step | Phase | Programme] = [programme.phase(phase), programme]
    if step is not None:
        levels.insert(0, step)
    speaking = leading.speaking
    if speaking is None:
        speaking = next((each.speaking for each in levels if each.speaking is not None), 0)
    if sort is SpeakerSort.SPEECH:
        return speaking
    if leading.reply is not None:
        return leading.reply
    reply = next((each.reply for each in levels if each.reply is not None), None)
    return speaking // _REPLY if reply is None or leading.speaking is not None else reply


def _began_last(speaker: Speaker) -> float:
    return speaker.times[-1].started_at.timestamp() if speaker.times else 0.0


def _next_start(speakers: Iterable[Speaker], before: Speaker) -> datetime | None:
    """When somebody else of its phase began after a speaker began last; None for nobody."""
    began = before.times[-1].started_at if before.times else None
    others = (each for each in speakers if each.phase == before.phase and each is not before)
    starts = (time.started_at for each in others for time in each.times)
    return None if began is None else min((start for start in starts if start > began), default=None)


def _until(times: tuple[SpeakingTime, ...], end: datetime | None) -> tuple[SpeakingTime, ...]:
    """The times, of which none is open where there is an end."""
    if end is None or all(time.ended_at is not None for time in times):
        return times
    return tuple(replace(time, ended_at=time.ended_at or end) for time in times)

"""Who was heard from the list of speakers: how often and how long, as the attribution rule allows."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speakers import settled_speakers, spoken


class HeardSpeaker(NamedTuple):
    """A name as it is attributed; empty for those without one."""

    name: str
    times: int
    seconds: int


class HeardSpeakers(NamedTuple):
    """All who spoke in a session."""

    times: int = 0
    seconds: int = 0
    each: tuple[HeardSpeaker, ...] = ()
    """By time spoken, the longest first; those without a name last. Nobody under the rule *none*."""


NO_SPEAKERS = HeardSpeakers()
"""Of a session without a list of speakers."""


def heard_speakers(session: Session, now: datetime) -> HeardSpeakers:
    """Speeches, replies and points of order together, up to the room's time ``now``; pauses are left out."""
    times: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for speaker in settled_speakers(session):
        if speaker.times:
            times[speaker.attribution] += 1
            seconds[speaker.attribution] += spoken(session, speaker, now)
    is_private = session.info.rule is AttributionRule.NONE
    found = [] if is_private else [HeardSpeaker(name, times[name], seconds[name]) for name in times]
    found.sort(key=lambda each: (not each.name, -each.seconds, each.name.casefold(), each.name))
    return HeardSpeakers(sum(times.values()), sum(seconds.values()), tuple(found))

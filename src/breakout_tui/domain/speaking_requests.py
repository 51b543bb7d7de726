"""Requests to speak that come from phones. Each waits until the facilitator puts it on the list of speakers or refuses it.

A request travels as a statement of the floor does, with an id from the server that received it. The speaker that is made of it has the same id, so
that it is on the list at most once, whichever window or computer takes it, and what became of it can be read from the session.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from breakout_tui.domain.floor import FloorOutcome, SpeakingRequest
from breakout_tui.domain.floor_outcomes import Became
from breakout_tui.domain.known_names import KnownNames
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.room_floor import LONGEST_COUNTRY, allowed_claim
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaker_order import have_spoken, in_line
from breakout_tui.domain.speaker_records import (
    SPEAKING,
    Speaker,
    SpeakerSource,
    SpeakerState,
)
from breakout_tui.domain.speakers import Numbered, leading_of, settled_speakers, speakers_view
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.text import clean_line


class Place(NamedTuple):
    """A line of the list of speakers: somebody who waits, or a request where it would come if it was taken now."""

    waits: Numbered | None
    """None for a request."""
    request: SpeakingRequest | None = None


def allowed_asker(said: str, rule: AttributionRule, names: KnownNames) -> str:
    """What the rule allows to be kept of who asks, names separated by commas: under *country* no name that is on no list."""
    if rule is AttributionRule.NONE:
        return ""
    found = []
    for each in map(clean_line, said.split(",")):
        claim = allowed_claim(each, rule, names)
        found.append(claim or (each[:LONGEST_COUNTRY] if rule is AttributionRule.NAMED else ""))
    return ", ".join(dict.fromkeys(filter(None, found)))


def became_of(request: SpeakingRequest, session: Session) -> Became:
    """What became of a request.

    Of one on the list the reference is its place, from 1, and behind it the number by which displays call who has no name: ``3/5``.
    """
    speaker = next((each for each in settled_speakers(session) if each.id == request.id), None)
    if speaker is None:
        is_over = request.outcome is FloorOutcome.WAITING and session.stage is Stage.DONE
        return Became(FloorOutcome.ASIDE if is_over else request.outcome)
    if speaker.progress in SPEAKING:
        return Became(FloorOutcome.SPEAKING)
    if speaker.progress is SpeakerState.DONE:
        return Became(FloorOutcome.SPOKEN)
    if request.outcome is FloorOutcome.WITHDRAWN:
        return Became(FloorOutcome.WITHDRAWN)
    for place, each in enumerate(speakers_view(session).waiting, 1):
        if each.speaker.id == request.id:
            is_numbered = not speaker.attribution or session.info.is_display_hidden
            return Became(FloorOutcome.LISTED, f"{place}/{each.number}" if is_numbered else str(place))
    return Became(FloorOutcome.ASIDE)  # it was taken off, or its phase is over


def that_wait(requests: Iterable[SpeakingRequest], session: Session) -> tuple[SpeakingRequest, ...]:
    """The requests that the facilitator still has to deal with, in the order in which they came."""
    return tuple(each for each in requests if became_of(each, session).outcome is FloorOutcome.WAITING)


def withdrawn_on_list(requests: Iterable[SpeakingRequest], session: Session) -> tuple[str, ...]:
    """The ids of those that are on the list, but whose authors have taken them back."""
    withdrawn = [each.id for each in requests if each.outcome is FloorOutcome.WITHDRAWN]
    return tuple(each for each in withdrawn if _waits(session, each))


def _waits(session: Session, speaker_id: str) -> bool:
    speaker = session.speakers.get(speaker_id)
    return speaker is not None and not speaker.deleted and speaker.progress is SpeakerState.WAITING


def places(requests: Iterable[SpeakingRequest], session: Session) -> tuple[Place, ...]:
    """Who waits, with the requests that wait where each would come if all were taken now."""
    view = speakers_view(session)
    offered = {each.id: each for each in that_wait(requests, session)}
    if not offered:
        return tuple(map(Place, view.waiting))
    listed = {each.speaker.id: each for each in view.waiting}
    phase, settled = session.phase_in_view, settled_speakers(session)
    here = [each for each in settled if each.phase == phase and each.id not in offered]
    last = max((each.asked_at for each in here), default=next(iter(offered.values())).stored_at)
    now = last + timedelta(seconds=1)
    would_be = [
        Speaker(
            each.id,
            session.id,
            phase,
            now,
            each.country,
            origin=SpeakerSource.PHONE,
        )
        for each in offered.values()
    ]
    ordered = in_line([*here, *would_be], leading_of(session, phase), have_spoken(settled))
    return tuple(Place(listed.get(each.id), offered.get(each.id)) for each in ordered)

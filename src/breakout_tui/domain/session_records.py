"""All records of one session, as a store returns them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import HeardAgain, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.timeline import PhaseRun, Span


class SessionRecords(NamedTuple):
    """The stored records of one session, each type in order (notes by serial, spans by start, undo steps by number)."""

    info: SessionInfo
    runs: tuple[PhaseRun, ...]
    boxes: tuple[Box, ...]
    spans: tuple[Span, ...]
    notes: Sequence[Note]
    tallies: tuple[Tally, ...]
    rankings: tuple[Ranking, ...]
    """One for each rank step that the room has voted in."""
    report_back: ReportBack | None
    heard_again: tuple[HeardAgain, ...]
    undo_steps: tuple[UndoStep, ...]
    """The last 200."""
    speakers: tuple[Speaker, ...] = ()
    speakers_lists: tuple[SpeakersList, ...] = ()
    """One for each phase in which something was chosen about the list."""
    phone_votes: tuple[PhoneVote, ...] = ()

"""The session: the state machine of the day.

``decide(session, command, reading)`` returns an :class:`Outcome`: the new session, the records to store, and what happened.
It reads no clock and touches no file; the caller passes a :class:`Reading` and stores the changes. Only ids are random. If a command is not
allowed now, it raises :class:`CommandRefused` and nothing has changed.

The day, in short; a programme has one phase or more::

    READY ──Next──▶ RUNNING ──Next after the last box──▶ BETWEEN ──Next──▶ RUNNING … ──▶ DONE
                       ▲  ╰──────────Back───────────────╯                   ▲   ╰──Back──╯

Which phase of the programme is running, or starts next, is in ``Session.phase_in_view`` and ``Session.due_phase``.

Where to read on: the value itself is in ``session_state``; the rules for commands are in ``clock_rules``, ``agenda_rules``,
``details_rules``, ``note_rules``, ``outcome_rules``, ``speaker_rules`` and ``undo``; the state of the clock is in ``pace``.
"""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import (
    agenda_rules,
    clock_rules,
    details_rules,
    floor_rules,
    note_rules,
    outcome_rules,
    phone_vote_rules,
    speaker_rules,
    undo,
)
from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.command_context import CommandContext, Outcome
from breakout_tui.domain.identity import NewId, new_id
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.records import Anchor, Change, Record, SessionInfo
from breakout_tui.domain.session_state import Session

__all__ = ["Outcome", "Session", "decide", "start"]


def start(
    programme: Programme,
    theme_id: str,
    details: c.EditDetails,
    reading: Reading,
    *,
    follows: str | None = None,
) -> Outcome:
    """A new session on a theme, with its first phase laid out; ``follows`` is the session of the round before."""
    theme = programme.theme(theme_id)
    session_id = new_id(reading.wall)
    info = SessionInfo(
        id=session_id,
        programme=replace(programme, themes=(theme,), tracks=(), rooms=()),
        created_at=reading.wall.replace(microsecond=0),
        anchor=Anchor(reading.boot, reading.wall.timestamp() - reading.since_boot),
        rule=programme.rule,
        groups=programme.groups,
        ends={phase.id: phase.ends for phase in programme.phases if phase.ends is not None},
        follows=follows,
        zone=reading.zone,
    )
    info = details_rules.edited(info, details)
    session = Session(info=info, boxes=())
    boxes = preview(session, programme.phases[0])
    session = replace(session, boxes=boxes)
    records: tuple[Record, ...] = (info, *boxes)
    return Outcome(session, tuple(Change(None, record) for record in records), ())


def decide(session: Session, command: c.Command, reading: Reading, new_id: NewId = new_id) -> Outcome:
    """What the session becomes when this command is given at this moment. Raises CommandRefused.

    ``new_id`` gives the ids of new records; all else depends only on the other arguments.
    """
    context = CommandContext(session, reading, new_id)
    match command:
        case c.Undo():
            undo.undo(context)
        case c.Redo():
            undo.redo(context)
        case _ if isinstance(command, c.NoteCommand):
            note_rules.apply(context, command)
        case c.TakeStatements():
            floor_rules.take(context, command)
        case _ if isinstance(command, c.OutcomeCommand):
            outcome_rules.apply(context, command)
        case _ if isinstance(command, c.SpeakerCommand):
            speaker_rules.apply(context, command)
        case _ if isinstance(command, c.PhoneVoteCommand):
            phone_vote_rules.apply(context, command)
        case _ if isinstance(command, c.ClockCommand):
            clock_rules.apply(context, command)
        case _ if isinstance(command, c.AgendaCommand):
            agenda_rules.apply(context, command)
        case _:
            details_rules.apply(context, command)
    return context.outcome()

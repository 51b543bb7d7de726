"""The session: the state machine of the day.

``decide(session, command, reading)`` gives an :class:`Outcome`: the new session, the records to store, and what happened.
It reads no clock and touches no file; the caller passes a :class:`Reading` and stores the changes. Where a command does not
fit, it raises :class:`CommandRefused` and nothing has changed.

The day, in short::

    READY ──Next──▶ MORNING ──Next after the last box──▶ LUNCH ──Next──▶ AFTERNOON ──▶ DONE
                       ▲  ╰──────────Back───────────────╯                   ▲  ╰──Back──╯

Where to read on: the value itself is ``session_state``; what a command does is in ``clock_rules``, ``agenda_rules``,
``note_rules``, ``outcome_rules`` and ``undo``; what the clock says is ``pace``.
"""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import agenda_rules, clock_rules, note_rules, outcome_rules, undo
from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda import Box, lay_out
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.command_context import CommandContext, Outcome
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.identity import new_id
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.records import Anchor, Change, Record, SessionInfo
from breakout_tui.domain.session_state import Session, Stage
from breakout_tui.domain.text import clean_line

__all__ = ["Outcome", "Session", "Stage", "decide", "start"]


def start(
    programme: Programme,
    theme_id: str,
    details: c.EditDetails,
    reading: Reading,
    *,
    follows: str | None = None,
) -> Outcome:
    """A new session on a theme, its morning laid out; ``follows`` is the session of the round before."""
    theme = programme.theme(theme_id)
    session_id = new_id(reading.wall)
    info = SessionInfo(
        id=session_id,
        programme=replace(programme, themes=(theme,), tracks=()),
        created_at=reading.wall.replace(microsecond=0),
        anchor=Anchor(reading.boot, reading.wall.timestamp() - reading.since_boot),
        rule=programme.rule,
        groups=programme.groups,
        morning_ends=programme.morning.ends,
        afternoon_ends=programme.afternoon.ends,
        follows=follows,
    )
    info = _edited(info, details)
    boxes = lay_out(session_id, programme.morning, theme)
    session = Session(info=info, boxes=boxes)
    records: tuple[Record, ...] = (info, *boxes)
    return Outcome(session, tuple(Change(None, record) for record in records), ())


def decide(session: Session, command: c.Command, reading: Reading) -> Outcome:
    """What becomes of the session by this command at this moment."""
    context = CommandContext(session, reading)
    match command:
        case c.Capture():
            note_rules.capture(context, (command,))
        case c.CaptureMany(captures):
            note_rules.capture(context, captures)
        case c.Next(seconds_ago):
            clock_rules.go_on(context, seconds_ago)
        case c.Back():
            clock_rules.go_back(context)
        case c.JumpTo(box_id):
            clock_rules.jump(context, _box(context, box_id))
        case c.Skip():
            agenda_rules.skip(context)
        case c.AddBox(title, seconds):
            agenda_rules.add(context, clean_line(title), seconds)
        case c.RenameBox(box_id, title):
            agenda_rules.rename(context, box_id, clean_line(title))
        case c.MoveBox(box_id, by):
            agenda_rules.move(context, box_id, by)
        case c.DropBox(box_id):
            agenda_rules.drop(context, box_id)
        case c.RestoreBox(box_id):
            agenda_rules.restore(context, box_id)
        case c.MergeBoxes(box_id, other_id):
            agenda_rules.merge(context, box_id, other_id)
        case c.Pause():
            clock_rules.pause(context)
        case c.Resume():
            clock_rules.resume(context)
        case c.Extend(seconds):
            clock_rules.extend(context, seconds)
        case c.SetEnd(at):
            clock_rules.set_end(context, at)
        case c.EndLater(seconds):
            clock_rules.end_later(context, seconds)
        case c.StartPhase(phase):
            clock_rules.start_phase(context, phase)
        case c.EndPhase():
            clock_rules.end_phase(context, context.now)
        case c.CorrectClock(seconds):
            anchor = context.session.info.anchor
            anchor = replace(anchor, offset=anchor.offset + seconds)
            context.put(replace(context.session.info, anchor=anchor, clock_flag=""))
            context.happened(
                Told(
                    f"the room's time was moved by {'−' if seconds < 0 else '+'}{abs(seconds) // 60}:{abs(seconds) % 60:02}"
                    if seconds
                    else "the room's time is confirmed"
                )
            )
        case c.EditDetails():
            _edit_details(context, command)
        case c.LockRule():
            note_rules.lock_rule(context)
        case c.EditNote():
            note_rules.edit(context, command)
        case c.DeleteNote(serial):
            note_rules.delete(context, serial)
        case c.RestoreNote(serial):
            note_rules.restore(context, serial)
        case c.ChangeKind(serial, kind):
            note_rules.change_kind(context, serial, kind)
        case c.MoveNote(serial, to_box):
            note_rules.move(context, serial, to_box)
        case c.MergeNote(serial, into):
            note_rules.merge(context, serial, into)
        case c.Link(serial, target):
            note_rules.link(context, serial, target)
        case c.Unlink(serial, target):
            note_rules.unlink(context, serial, target)
        case c.RenameCluster(name, new_name):
            note_rules.rename_cluster(context, name, new_name)
        case c.Undo():
            undo.undo(context)
        case c.Redo():
            undo.redo(context)
        case _:
            outcome_rules.apply(context, command)
    return context.outcome()


def _box(context: CommandContext, box_id: str) -> Box:
    box = context.session.box(box_id)
    if box is None:
        raise CommandRefused("there is no such box", remedy="choose one from the list at the left")
    return box


def _edit_details(context: CommandContext, details: c.EditDetails) -> None:
    info = context.session.info
    if details.rule is not None and details.rule is not info.rule and info.rule_locked:
        raise CommandRefused(
            f"the rule stays {info.rule.value}: it was locked by the first words",
            remedy="start a new session for another",
        )
    context.put(_edited(info, details))


def _edited(info: SessionInfo, details: c.EditDetails) -> SessionInfo:
    lines = {
        name: clean_line(value)
        for name in ("room", "facilitator", "rapporteur")
        if isinstance(value := getattr(details, name), str)
    }
    lists = {
        name: tuple(dict.fromkeys(line for item in value if (line := clean_line(item))))
        for name in ("groups", "known")
        if isinstance(value := getattr(details, name), tuple)
    }
    if details.people is not None and not 0 <= details.people <= 10_000:
        raise CommandRefused("the head count is a number from 0 to 10,000")
    if details.round is not None and not 1 <= details.round <= 99:
        raise CommandRefused("the round is a number from 1 to 99")
    return replace(
        info,
        **lines,  # type: ignore[arg-type]
        **lists,  # type: ignore[arg-type]
        people=info.people if details.people is None else details.people,
        round=info.round if details.round is None else details.round,
        rule=info.rule if details.rule is None else details.rule,
        archived=info.archived if details.archived is None else details.archived,
        is_display_hidden=(
            info.is_display_hidden if details.is_display_hidden is None else details.is_display_hidden
        ),
        morning_ends=info.morning_ends
        if details.morning_ends is c.Unchanged.UNCHANGED
        else details.morning_ends,
        afternoon_ends=info.afternoon_ends
        if details.afternoon_ends is c.Unchanged.UNCHANGED
        else details.afternoon_ends,
    )

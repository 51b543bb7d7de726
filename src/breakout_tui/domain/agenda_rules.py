"""The rules for changing the agenda: adding, renaming, moving, dropping and merging boxes."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda import Box, unique_name
from breakout_tui.domain.clock_refusals import BoxTooShort
from breakout_tui.domain.clock_rules import end_phase
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import BoxDropped, BoxSkipped, Told
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.span_rules import current, enter
from breakout_tui.domain.text import clean_line, named
from breakout_tui.domain.topic_rules import SHORTEST, USUAL, last_before_topic, take_time

GAP = 10
"""Distance between the positions of neighbours after laying out."""


def apply(context: CommandContext, command: c.AgendaCommand) -> None:
    """Carry out one command about the agenda."""
    match command:
        case c.Skip():
            skip(context)
        case c.AddBox(title, seconds):
            add(context, clean_line(title), seconds)
        case c.RenameBox(box_id, title):
            rename(context, box_id, clean_line(title))
        case c.MoveBox(box_id, by):
            move(context, box_id, by)
        case c.DropBox(box_id):
            drop(context, box_id)
        case c.RestoreBox(box_id):
            restore(context, box_id)
        case c.MergeBoxes(box_id, other_id):
            merge(context, box_id, other_id)


def skip(context: CommandContext) -> None:
    """Leave the current box for the next one and mark it as dropped."""
    here = current(context)
    ahead = context.session.ahead(here)
    if ahead:
        enter(context, ahead[0], context.now)
    else:
        end_phase(context, context.now)
    context.put(replace(context.known_box(here.id), dropped=True))
    context.happened(BoxSkipped(here.title))


def add(context: CommandContext, title: str, seconds: int | None) -> None:
    """Add an elastic box: a topic in the step that waits for topics, anything else after the current box, in its step.

    Before the phase, after its first discuss step.
    """
    if not title:
        raise CommandRefused(Plain.NO_TITLE)
    if seconds is not None and seconds < SHORTEST:
        raise CommandRefused(BoxTooShort(SHORTEST))
    if (last := last_before_topic(context.session)) is None:
        after = context.session.current_box or _last_discussion(context)
        _put_after(context, after, title, seconds or USUAL)
        return
    length = take_time(context, last.step, seconds)
    _put_after(context, last, title, length)
    context.happened(Told(f"added to {named(last.step_title)}: {title} · {max(1, round(length / 60))} min"))


def _put_after(context: CommandContext, after: Box, title: str, seconds: int) -> None:
    session = context.session
    position = _room_after(context, after)
    after = context.known_box(after.id)
    context.put(
        Box(
            id=context.new_id(),
            session_id=session.id,
            phase=after.phase,
            position=position,
            step=after.step,
            step_title=after.step_title,
            kind=StepKind.DISCUSS if after.note_kind is not None else after.kind,
            title=title,
            planned=seconds,
            minimum=seconds // 2,
            note_kind=after.note_kind,
            short_name=_name_for(context, after.phase, title),
        )
    )


def rename(context: CommandContext, box_id: str, title: str) -> None:
    """Give a box another title."""
    if not title:
        raise CommandRefused(Plain.NO_TITLE)
    box = context.known_box(box_id)
    name = box.short_name if box.number is not None else _name_for(context, box.phase, title, box_id)
    context.put(replace(box, title=title, short_name=name))


def move(context: CommandContext, box_id: str, by: int) -> None:
    """Move an upcoming box by so many places, never before the current one."""
    box = _ahead(context, box_id)
    here = context.session.current_box
    movable = [b for b in context.session.agenda(box.phase) if here is None or b.position > here.position]
    index = next(i for i, b in enumerate(movable) if b.id == box.id)
    target = min(max(0, index + by), len(movable) - 1)
    if target == index:
        raise CommandRefused(Plain.CANNOT_MOVE_FURTHER)
    positions = [b.position for b in movable]
    movable.insert(target, movable.pop(index))
    for position, moved in zip(positions, movable, strict=True):
        context.put(replace(moved, position=position))


def drop(context: CommandContext, box_id: str) -> None:
    """Remove an upcoming box from the agenda."""
    box = _ahead(context, box_id)
    if context.session.running is None and len(context.session.agenda(box.phase)) == 1:
        raise CommandRefused(Plain.LAST_BOX)
    context.put(replace(box, dropped=True))
    context.happened(BoxDropped(box.title))


def restore(context: CommandContext, box_id: str) -> None:
    """Restore a dropped box; if its time has passed, it comes right after the current box."""
    box = context.known_box(box_id)
    if not box.dropped:
        raise CommandRefused(Plain.BOX_NOT_DROPPED)
    here = context.session.current_box
    if here is not None and box.phase == here.phase and box.position <= here.position:
        position = _room_after(context, here)
        box = replace(context.known_box(box_id), position=position)
    context.put(replace(box, dropped=False))


def merge(context: CommandContext, box_id: str, other_id: str) -> None:
    """Merge two boxes: the first gets both titles and the longer plan, the other is dropped."""
    first, other = context.known_box(box_id), _ahead(context, other_id)
    if first.id == other.id or first.phase != other.phase or first.dropped:
        raise CommandRefused(Plain.NOT_MERGEABLE)
    merged = replace(
        first,
        title=f"{first.title} / {other.title}",
        planned=max(first.planned, other.planned),
        minimum=max(first.minimum, other.minimum),
    )
    context.put(merged)
    context.put(replace(other, dropped=True))
    freed = first.planned + other.planned - merged.planned
    context.happened(Told(f"merged: {first.label} has the longer plan, and {round(freed / 60)} min are free"))


def _name_for(context: CommandContext, phase: str, title: str, box_id: str = "") -> str:
    """The name of an added or renamed box: its title, told from the names of the others."""
    return unique_name(
        title, (box.label for box in context.session.boxes if box.phase == phase and box.id != box_id)
    )


def _ahead(context: CommandContext, box_id: str) -> Box:
    """The box, which must be upcoming."""
    box = context.known_box(box_id)
    here = context.session.current_box
    is_past = here is not None and box.phase == here.phase and box.position <= here.position
    run = context.session.run(box.phase)
    if is_past or box.dropped or (run is not None and run.ended_at is not None):
        raise CommandRefused(Plain.BOX_NOT_UPCOMING)
    return box


def _last_discussion(context: CommandContext) -> Box:
    boxes = context.session.agenda(context.session.phase_in_view)
    found = [box for box in boxes if box.kind is StepKind.DISCUSS]
    if not found:
        raise CommandRefused(Plain.NO_AGENDA_YET)
    step = found[0].step
    return [box for box in found if box.step == step][-1]


def _room_after(context: CommandContext, box: Box) -> int:
    """A free position right after a box; moves later boxes if there is none."""
    taken = sorted(
        b.position for b in context.session.boxes if b.phase == box.phase and b.position > box.position
    )
    if not taken or taken[0] - box.position > 1:
        return box.position + (GAP if not taken else (taken[0] - box.position) // 2)
    for other in context.session.boxes:
        if other.phase == box.phase and other.position > box.position:
            context.put(replace(other, position=other.position + GAP))
    return box.position + GAP // 2

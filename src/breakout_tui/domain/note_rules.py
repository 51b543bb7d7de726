"""The rules for making and changing notes. Each command is one undo step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain import merged_counts, timeline
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agreed_list import are_of_one_list, holds
from breakout_tui.domain.clusters import SIGN, cluster_key
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.country_groups import addressed, moved
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import NoteCaptured, NoteChanged
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.merging import handed_back
from breakout_tui.domain.note_fields import with_fields
from breakout_tui.domain.notes import Note, Wording, edit_words
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking_refusals import IsPriorityIssue
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.refusals import (
    AlreadyLinked,
    MergeIntoItself,
    NoSuchCluster,
    NoteTooLong,
    Plain,
    UnknownName,
)
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import MAX_TEXT, clean_line, plural


def apply(context: CommandContext, command: c.NoteCommand) -> None:
    """Carry out one command about notes."""
    match command:
        case c.Capture():
            capture(context, command)
        case c.EditNote():
            edit(context, command)
        case c.DeleteNote(serial):
            delete(context, serial)
        case c.RestoreNote(serial):
            restore(context, serial)
        case c.ChangeKind(serial, kind):
            change_kind(context, serial, kind)
        case c.MoveNote(serial, box_id):
            move(context, serial, box_id)
        case c.BringNotes():
            bring(context)
        case c.MergeNote(serial, into):
            merge(context, serial, into)
        case c.Link(serial, target):
            link(context, serial, target)
        case c.Unlink(serial, target):
            unlink(context, serial, target)
        case c.RenameCluster(name, new_name):
            rename_cluster(context, name, new_name)


def capture(context: CommandContext, command: c.Capture) -> None:
    """Make a note."""
    note = made(context, command)
    words = f"captured {note.reference}"
    if note.merged_into is not None:
        words += f" as {context.session.book.standing_for(note.serial).reference} again"
    lock_rule(context)
    context.record_step(words)
    context.happened(NoteCaptured(note.serial))


def lock_rule(context: CommandContext) -> None:
    """Lock the attribution rule; the first note or draft does so."""
    if not context.session.info.rule_locked:
        context.put(replace(context.session.info, rule_locked=True))


def made(context: CommandContext, command: c.Capture, note_id: str = "") -> Note:
    """The note that this makes, with this id if it has one; no undo step yet."""
    text = _worded(context, command.text)
    session = context.session
    box = session.current_box
    serial = len(session.book.notes)
    note = Note(
        id=note_id or context.new_id(),
        session_id=session.info.id,
        serial=serial,
        kind=command.kind,
        number=session.book.next_number(command.kind),
        text=text,
        box_id=command.box_id if command.box_id is not None else (box.id if box is not None else None),
        captured_at=context.now,
        attribution=attributed(context, command.attribution) if command.attribution else "",
        cluster=context.cluster(command.cluster) if command.cluster else "",
        links=tuple(dict.fromkeys([context.note(target).serial for target in command.links])),
    )
    note = with_fields(note, _allowed(context, command.fields))
    if command.same_as is None:
        note = addressed(session, note)
    else:
        stands = session.book.standing_for(context.note(command.same_as).serial)
        if not stands.deleted:
            note = replace(note, merged_into=stands.serial)
            context.happened(NoteChanged(stands.serial))
    context.put(note)
    return note


def edit(context: CommandContext, command: c.EditNote) -> None:
    """Change a note; an earlier wording is kept."""
    note = context.note(command.serial)
    changed = edited(context, command)
    _change(context, changed, edit_words(note, changed))


def edited(context: CommandContext, command: c.EditNote) -> Note:
    """The note after an edit. New names become known."""
    note = context.note(command.serial)
    changed = with_fields(note, _allowed(context, command.fields))
    if command.text is not None and (text := _worded(context, command.text)) != note.text:
        changed = replace(changed, text=text, wordings=(*note.wordings, Wording(note.text, context.now)))
    if command.attribution is not None:
        changed = replace(changed, attribution=attributed(context, command.attribution))
    if command.cluster is not None:
        changed = replace(changed, cluster=context.cluster(command.cluster))
    if command.kind is not None and command.kind is not note.kind:
        changed = _of_kind(context, changed, command.kind)
    return changed


def delete(context: CommandContext, serial: int) -> None:
    """Mark a note as deleted; the notes merged into it are shown again. The locked list never names a deleted note."""
    note = context.note(serial)
    if holds(context.session, serial):
        raise CommandRefused(IsPriorityIssue(note.reference))
    book = context.session.book
    context.put(replace(note, deleted=True))
    behind = [handed_back(book[other], context.note) for other in book.said_by(serial)]
    for changed in behind:
        context.put(changed)
        context.happened(NoteChanged(changed.serial))
    shown = [other.reference for other in behind if other.is_visible]
    again = f"; {', '.join(shown)} {'is' if len(shown) == 1 else 'are'} shown again" if shown else ""
    context.record_step(f"deleted {note.reference}{again}")
    context.happened(NoteChanged(serial))


def restore(context: CommandContext, serial: int) -> None:
    """Restore a deleted or merged note."""
    note = context.note(serial)
    _change(context, replace(note, deleted=False, merged_into=None), f"restored {note.reference}")


def change_kind(context: CommandContext, serial: int, kind: Kind) -> None:
    """Change a note's kind; the old reference stays as an alias."""
    note = context.note(serial)
    if note.kind is kind:
        return
    changed = _of_kind(context, note, kind)
    _change(context, changed, f"{note.reference} became {changed.reference}")


def move(context: CommandContext, serial: int, box_id: str | None) -> None:
    """Move a note to another box."""
    note = context.note(serial)
    if box_id is not None:
        context.known_box(box_id)
    _change(context, moved(context.session, note, box_id), f"moved {note.reference}")


def bring(context: CommandContext) -> None:
    """Move the notes of the box before, taken since the current one began, to the current one."""
    box, _, serials = notes_to_bring(context.session)
    if box is None or not serials:
        raise CommandRefused(Plain.NO_NOTES_TO_BRING)
    for serial in serials:
        context.put(moved(context.session, context.note(serial), box.id))
        context.happened(NoteChanged(serial))
    context.record_step(f"moved {plural(len(serials), 'note')} to {box.label}")


def notes_to_bring(session: Session) -> tuple[Box | None, Box | None, tuple[int, ...]]:
    """The current box, the one before, and the notes of that one that were taken since the current one began."""
    box = session.current_box
    before = timeline.before_visit(session.spans, box.id) if box is not None else ()
    if box is None or not before or before[-1].phase != box.phase:
        return box, None, ()
    left = session.box(before[-1].box_id)
    since = session.spans[len(before)].started_at
    found = () if left is None else session.book.of_box(left.id)
    return box, left, tuple(note.serial for note in found if note.captured_at >= since)


def merge(context: CommandContext, serial: int, into: int) -> None:
    """Merge a note into another one that says the same."""
    note = context.note(serial)
    target = context.session.book.standing_for(context.note(into).serial)
    if target.serial == serial:
        raise CommandRefused(MergeIntoItself(note.reference))
    if not note.is_visible or target.deleted:
        raise CommandRefused(Plain.MERGE_OF_DELETED)
    if are_of_one_list(context.session, (serial, target.serial)):
        raise CommandRefused(IsPriorityIssue(note.reference))
    merged_counts.forget_joined_votes(context, (note.reference, target.reference))
    merged_counts.tell_if_it_leaves(context, note, target)
    words = f"merged {note.reference} into {target.reference}"
    _change(context, replace(note, merged_into=target.serial), words)
    merged_counts.tell(context, target.reference)


def link(context: CommandContext, serial: int, target: int) -> None:
    """Link a note to another."""
    note, other = context.note(serial), context.note(target)
    if serial == target:
        raise CommandRefused(Plain.LINK_TO_ITSELF)
    if target in note.links:
        raise CommandRefused(AlreadyLinked(note.reference, other.reference))
    _change(
        context, replace(note, links=(*note.links, target)), f"linked {note.reference} to {other.reference}"
    )


def unlink(context: CommandContext, serial: int, target: int) -> None:
    """Remove a link."""
    note, other = context.note(serial), context.note(target)
    links = tuple(t for t in note.links if t != target)
    _change(context, replace(note, links=links), f"unlinked {note.reference} from {other.reference}")


def rename_cluster(context: CommandContext, name: str, new_name: str) -> None:
    """Rename a cluster: its notes, its counts and its line of the locked list; an existing name joins the two."""
    book = context.session.book
    known, new = book.cluster_named(clean_line(name)), context.allowed(clean_line(new_name))
    if known not in book.cluster_counts or not cluster_key(new):
        raise CommandRefused(NoSuchCluster(name))
    if cluster_key(new) != cluster_key(known):
        new = book.cluster_named(new)
    subjects = f"{SIGN}{known}", f"{SIGN}{new}"
    merged_counts.rename(context, *subjects)
    for note in tuple(book.of_cluster(known)):
        context.put(replace(note, cluster=new))
        context.happened(NoteChanged(note.serial))
    context.record_step(f"renamed #{known} to #{new}")
    merged_counts.tell(context, subjects[1])


def attributed(context: CommandContext, attribution: str, *, adds_names: bool = False) -> str:
    """The attribution as the rule allows it: empty under *none*, listed names under *country*, any name under *named*.

    Under *country* a name on no list is refused unless ``adds_names``; new names are added to the list.
    """
    info = context.session.info
    names = _names(attribution)
    if info.rule is AttributionRule.NONE or not names:
        return ""
    spelling = {known.casefold(): known for known in info.known}
    new = unlisted(info, attribution)
    if new and info.rule is AttributionRule.COUNTRY and not adds_names:
        raise CommandRefused(UnknownName(new[0]))
    if new:
        context.put(replace(info, known=(*info.known, *new)))
    return ", ".join(dict.fromkeys(spelling.get(name.casefold(), name) for name in names))


def unlisted(info: SessionInfo, attribution: str) -> tuple[str, ...]:
    """The names of an attribution that are on no list of the session, each once."""
    listed = {known.casefold() for known in info.known}
    return tuple(dict.fromkeys(name for name in _names(attribution) if name.casefold() not in listed))


def _names(attribution: str) -> list[str]:
    return [name.strip() for name in clean_line(attribution).split(",") if name.strip()]


def _of_kind(context: CommandContext, note: Note, kind: Kind) -> Note:
    """The note with a reference of this kind."""
    number, aliases = context.session.book.next_number(kind), (*note.aliases, note.reference)
    return addressed(context.session, replace(note, kind=kind, number=number, aliases=aliases))


def _worded(context: CommandContext, text: str) -> str:
    text = context.allowed(text)
    if not text:
        raise CommandRefused(Plain.EMPTY_NOTE)
    if len(text) > MAX_TEXT:
        raise CommandRefused(NoteTooLong(len(text), MAX_TEXT))
    return text


def _allowed(context: CommandContext, fields: Mapping[str, str]) -> dict[str, str]:
    return {name: context.allowed(value) for name, value in fields.items()}


def _change(context: CommandContext, note: Note, words: str) -> None:
    context.put(note)
    context.record_step(words)
    context.happened(NoteChanged(note.serial))

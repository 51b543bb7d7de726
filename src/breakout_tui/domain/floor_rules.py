"""The rules for taking statements of the floor: a statement becomes the note that has its id, once.

If that note was deleted, by undoing or as a note, it is the same note that comes back: with its reference, and with all of its wordings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import NoteCaptured, NoteChanged
from breakout_tui.domain.floor_commands import TakenStatement, TakeStatements
from breakout_tui.domain.note_commands import Capture, EditNote
from breakout_tui.domain.note_rules import attributed, edited, lock_rule, made
from breakout_tui.domain.notes import Note, Wording
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural


def take(context: CommandContext, command: TakeStatements) -> None:
    """Make notes of the statements. Raises CommandRefused if all of them are notes already, or one can't be one."""
    serials = _serials(context.session, {each.id for each in command.statements})
    taken = []
    for each in command.statements:
        serial = serials.get(each.id)
        if serial is None:
            taken.append(_new(context, each))
            serials[each.id] = taken[-1].serial
        elif context.session.book[serial].deleted:
            taken.append(_again(context, serial, each.note))
    if not taken:
        raise CommandRefused(Plain.TAKEN_ALREADY)
    lock_rule(context)
    words = _words(context.session, taken)
    context.record_step(f"co-facilitator {words}" if command.by_co_facilitator else words)


def _serials(session: Session, ids: Iterable[str]) -> dict[str, int]:
    """Those of the notes that these statements are already."""
    wanted = set(ids)
    return {note.id: note.serial for note in session.book.notes if note.id in wanted}


def _new(context: CommandContext, taken: TakenStatement) -> Note:
    _list_names(context, taken.note)
    note = made(context, taken.note, taken.id)
    original = context.allowed(taken.original)
    if original and original != note.text:
        note = replace(note, wordings=(Wording(original, context.now),))
        context.put(note)
    context.happened(NoteCaptured(note.serial))
    return note


def _again(context: CommandContext, serial: int, wanted: Capture) -> Note:
    """The deleted note, as it is wanted now. It stays where it is in the list."""
    _list_names(context, wanted)
    kind = wanted.kind
    edit = EditNote(serial, wanted.text, wanted.attribution, wanted.cluster, wanted.fields, kind)
    note = replace(edited(context, edit), deleted=False, merged_into=_stands(context, wanted, serial))
    context.put(note)
    context.happened(NoteChanged(serial))
    return note


def _list_names(context: CommandContext, note: Capture) -> None:
    """Under *country* a note only has listed names: a country that was found is listed with its first note."""
    if note.attribution:
        attributed(context, note.attribution, adds_names=True)


def _stands(context: CommandContext, wanted: Capture, serial: int) -> int | None:
    """The note with which a statement that says the same is counted; None to make a note of its own."""
    if wanted.same_as is None:
        return None
    stands = context.session.book.standing_for(context.note(wanted.same_as).serial)
    if stands.deleted or stands.serial == serial:
        return None
    context.happened(NoteChanged(stands.serial))
    return stands.serial


def _words(session: Session, taken: list[Note]) -> str:
    if len(taken) > 1:
        return f"took {plural(len(taken), 'statement')} from the floor"
    note = taken[0]
    words = f"took {note.reference} from the floor"
    again = note.merged_into is not None
    return f"{words} as {session.book.standing_for(note.serial).reference} again" if again else words

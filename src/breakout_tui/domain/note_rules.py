"""What the commands do that make and change notes. Each is one deed that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from breakout_tui.domain.capture import strip_personal
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.commands import Capture, EditNote
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import NoteCaptured, NoteChanged
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import MAX_TEXT, Note, Wording, note_id
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import clean, clean_line

FIELDS = ("where", "evidence", "addressee", "actor", "due")
"""The fields of a note that may be set by name."""


def capture(context: CommandContext, commands: Iterable[Capture]) -> None:
    """Make notes, as one undo step."""
    made = [_make(context, command) for command in commands]
    if not made:
        raise CommandRefused("there is nothing to save")
    what = made[0].reference if len(made) == 1 else f"{made[0].reference} to {made[-1].reference}"
    if made[-1].merged_into is not None:
        what += f" as {context.session.book.standing_for(made[-1].serial).reference} again"
    lock_rule(context)
    context.record_step(f"captured {what}")
    for note in made:
        context.happened(NoteCaptured(note.serial))


def lock_rule(context: CommandContext) -> None:
    """From the first note or draft on, the attribution rule stands."""
    if not context.session.info.rule_locked:
        context.put(replace(context.session.info, rule_locked=True))


def _make(context: CommandContext, command: Capture) -> Note:
    text = _worded(context, command.text)
    session = context.session
    box = session.current_box
    serial = len(session.book.notes)
    note = Note(
        id=note_id(session.info.id, serial),
        session_id=session.info.id,
        serial=serial,
        kind=command.kind,
        number=session.book.next_number(command.kind),
        text=text,
        box_id=command.box_id if command.box_id is not None else (box.id if box is not None else None),
        captured_at=context.now,
        attribution=attributed(context, command.attribution) if command.attribution else "",
        cluster=session.book.cluster_named(clean_line(command.cluster)) if command.cluster else "",
        links=tuple(dict.fromkeys([context.note(target).serial for target in command.links])),
    )
    note = _filled(note, command.fields)
    if command.same_as is not None:
        stands = session.book.standing_for(context.note(command.same_as).serial)
        if not stands.deleted:
            note = replace(note, merged_into=stands.serial)
            context.happened(NoteChanged(stands.serial))
    context.put(note)
    return note


def edit(context: CommandContext, command: EditNote) -> None:
    """Change a note; a changed wording keeps the earlier one."""
    note = context.note(command.serial)
    changed = _filled(note, command.fields)
    if command.text is not None and (text := _worded(context, command.text)) != note.text:
        changed = replace(changed, text=text, wordings=(*note.wordings, Wording(note.text, context.now)))
    if command.attribution is not None:
        changed = replace(changed, attribution=attributed(context, command.attribution))
    if command.cluster is not None:
        changed = replace(changed, cluster=context.session.book.cluster_named(clean_line(command.cluster)))
    _change(context, changed, f"edited {note.reference}")


def delete(context: CommandContext, serial: int) -> None:
    """Mark a note as deleted."""
    note = context.note(serial)
    _change(context, replace(note, deleted=True), f"deleted {note.reference}")


def restore(context: CommandContext, serial: int) -> None:
    """Bring a deleted or merged note back to stand for itself."""
    note = context.note(serial)
    _change(context, replace(note, deleted=False, merged_into=None), f"restored {note.reference}")


def change_kind(context: CommandContext, serial: int, kind: Kind) -> None:
    """Make a note another kind; the old reference stays as its alias."""
    note = context.note(serial)
    if note.kind is kind:
        return
    number = context.session.book.next_number(kind)
    changed = replace(note, kind=kind, number=number, aliases=(*note.aliases, note.reference))
    _change(context, changed, f"{note.reference} became {changed.reference}")


def move(context: CommandContext, serial: int, box_id: str | None) -> None:
    """Put a note under another box."""
    note = context.note(serial)
    if box_id is not None and context.session.box(box_id) is None:
        raise CommandRefused("there is no such box")
    _change(context, replace(note, box_id=box_id), f"moved {note.reference}")


def merge(context: CommandContext, serial: int, into: int) -> None:
    """Heard again: let another note stand for this one."""
    note = context.note(serial)
    target = context.session.book.standing_for(context.note(into).serial)
    if target.serial == serial:
        raise CommandRefused(f"{note.reference} can't be merged into itself", remedy="choose another note")
    if not note.is_visible or target.deleted:
        raise CommandRefused("a deleted note can't be merged", remedy="restore it first")
    _change(
        context, replace(note, merged_into=target.serial), f"merged {note.reference} into {target.reference}"
    )


def link(context: CommandContext, serial: int, target: int) -> None:
    """Let a note point to another."""
    note, other = context.note(serial), context.note(target)
    if serial == target:
        raise CommandRefused("a note can't point to itself", remedy="choose another note")
    if target in note.links:
        raise CommandRefused(f"{note.reference} points to {other.reference} already")
    _change(
        context, replace(note, links=(*note.links, target)), f"linked {note.reference} to {other.reference}"
    )


def unlink(context: CommandContext, serial: int, target: int) -> None:
    """Take a link away."""
    note, other = context.note(serial), context.note(target)
    links = tuple(t for t in note.links if t != target)
    _change(context, replace(note, links=links), f"unlinked {note.reference} from {other.reference}")


def rename_cluster(context: CommandContext, name: str, new_name: str) -> None:
    """Give a cluster another name on all its notes."""
    known = context.session.book.cluster_named(name)
    new = clean_line(new_name).strip()
    if known not in context.session.book.cluster_counts or not new:
        raise CommandRefused(f"there is no cluster #{name}", remedy="/clusters shows them")
    if new.casefold() != known.casefold():
        new = context.session.book.cluster_named(new)
    for note in tuple(context.session.book.of_cluster(known)):
        context.put(replace(note, cluster=new))
        context.happened(NoteChanged(note.serial))
    tally = context.session.tallies.get(f"#{known}")
    if tally is not None and not tally.deleted and f"#{new}" not in context.session.tallies:
        context.put(replace(tally, deleted=True))
        context.put(replace(tally, id=f"{tally.session_id}:tally:#{new}", subject=f"#{new}"))
    context.record_step(f"renamed #{known} to #{new}")


def attributed(context: CommandContext, attribution: str) -> str:
    """The attribution as the rule allows it: nothing under *none*, known entries under *country*, any under *named*."""
    info = context.session.info
    names = [name.strip() for name in clean_line(attribution).split(",") if name.strip()]
    if info.rule is AttributionRule.NONE or not names:
        return ""
    spelling = {known.casefold(): known for known in info.known}
    new = [name for name in names if name.casefold() not in spelling]
    if new and info.rule is AttributionRule.COUNTRY:
        raise CommandRefused(f"@{new[0]} is not in the session's list", remedy="/details adds it")
    if new:
        context.put(replace(info, known=(*info.known, *dict.fromkeys(new))))
    return ", ".join(dict.fromkeys(spelling.get(name.casefold(), name) for name in names))


def _worded(context: CommandContext, text: str) -> str:
    text = clean(text)
    if context.session.info.rule is AttributionRule.NONE:
        text = strip_personal(text)
    text = text.strip()
    if not text:
        raise CommandRefused("a note needs words")
    if len(text) > MAX_TEXT:
        raise CommandRefused(
            f"a note holds {MAX_TEXT:,} characters, this has {len(text):,}", remedy="make two of it"
        )
    return text


def _filled(note: Note, fields: Mapping[str, str]) -> Note:
    if not fields:
        return note
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise CommandRefused(f"a note has no {min(unknown)}")
    given = {name: clean(value).strip() for name, value in fields.items()}
    return replace(
        note,
        where=given.get("where", note.where),
        evidence=given.get("evidence", note.evidence),
        addressee=given.get("addressee", note.addressee),
        actor=given.get("actor", note.actor),
        due=given.get("due", note.due),
    )


def _change(context: CommandContext, note: Note, words: str) -> None:
    context.put(note)
    context.record_step(words)
    context.happened(NoteChanged(note.serial))

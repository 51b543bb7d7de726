"""What the commands do that make and change notes. Each is one deed that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from breakout_tui.domain.capture import strip_personal
from breakout_tui.domain.commands import Capture, EditNote
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import NoteCaptured, NoteChanged
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import MAX_TEXT, Note, Wording, note_id
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import clean, clean_line
from breakout_tui.domain.turn import Turn

FIELDS = ("where", "evidence", "addressee", "actor", "due")
"""The fields of a note that may be set by name."""


def capture(turn: Turn, commands: Iterable[Capture]) -> None:
    """Make notes, as one deed."""
    made = [_make(turn, command) for command in commands]
    if not made:
        raise CommandRefused("there is nothing to save")
    what = made[0].reference if len(made) == 1 else f"{made[0].reference} to {made[-1].reference}"
    if made[-1].merged_into is not None:
        what += f" as {turn.session.book.standing_for(made[-1].serial).reference} again"
    lock_rule(turn)
    turn.did(f"captured {what}")
    for note in made:
        turn.happened(NoteCaptured(note.serial))


def lock_rule(turn: Turn) -> None:
    """From the first note or draft on, the attribution rule stands."""
    if not turn.session.head.rule_locked:
        turn.put(replace(turn.session.head, rule_locked=True))


def _make(turn: Turn, command: Capture) -> Note:
    text = _worded(turn, command.text)
    session = turn.session
    box = session.current_box
    serial = len(session.book.notes)
    note = Note(
        id=note_id(session.head.id, serial),
        session_id=session.head.id,
        serial=serial,
        kind=command.kind,
        number=session.book.next_number(command.kind),
        text=text,
        box_id=command.box_id if command.box_id is not None else (box.id if box is not None else None),
        captured_at=turn.now,
        attribution=attributed(turn, command.attribution) if command.attribution else "",
        cluster=session.book.cluster_named(clean_line(command.cluster)) if command.cluster else "",
        links=tuple(dict.fromkeys([turn.note(target).serial for target in command.links])),
    )
    note = _filled(note, command.fields)
    if command.same_as is not None:
        stands = session.book.standing_for(turn.note(command.same_as).serial)
        if not stands.deleted:
            note = replace(note, merged_into=stands.serial)
            turn.happened(NoteChanged(stands.serial))
    turn.put(note)
    return note


def edit(turn: Turn, command: EditNote) -> None:
    """Change a note; a changed wording keeps the earlier one."""
    note = turn.note(command.serial)
    changed = _filled(note, command.fields)
    if command.text is not None and (text := _worded(turn, command.text)) != note.text:
        changed = replace(changed, text=text, wordings=(*note.wordings, Wording(note.text, turn.now)))
    if command.attribution is not None:
        changed = replace(changed, attribution=attributed(turn, command.attribution))
    if command.cluster is not None:
        changed = replace(changed, cluster=turn.session.book.cluster_named(clean_line(command.cluster)))
    _change(turn, changed, f"edited {note.reference}")


def delete(turn: Turn, serial: int) -> None:
    """Mark a note as deleted."""
    note = turn.note(serial)
    _change(turn, replace(note, deleted=True), f"deleted {note.reference}")


def restore(turn: Turn, serial: int) -> None:
    """Bring a deleted or merged note back to stand for itself."""
    note = turn.note(serial)
    _change(turn, replace(note, deleted=False, merged_into=None), f"restored {note.reference}")


def change_kind(turn: Turn, serial: int, kind: Kind) -> None:
    """Make a note another kind; the old reference stays as its alias."""
    note = turn.note(serial)
    if note.kind is kind:
        return
    number = turn.session.book.next_number(kind)
    changed = replace(note, kind=kind, number=number, aliases=(*note.aliases, note.reference))
    _change(turn, changed, f"{note.reference} became {changed.reference}")


def move(turn: Turn, serial: int, box_id: str | None) -> None:
    """Put a note under another box."""
    note = turn.note(serial)
    if box_id is not None and turn.session.box(box_id) is None:
        raise CommandRefused("there is no such box")
    _change(turn, replace(note, box_id=box_id), f"moved {note.reference}")


def merge(turn: Turn, serial: int, into: int) -> None:
    """Heard again: let another note stand for this one."""
    note = turn.note(serial)
    target = turn.session.book.standing_for(turn.note(into).serial)
    if target.serial == serial:
        raise CommandRefused(f"{note.reference} can't be merged into itself", remedy="choose another note")
    if not note.is_visible or target.deleted:
        raise CommandRefused("a deleted note can't be merged", remedy="restore it first")
    _change(
        turn, replace(note, merged_into=target.serial), f"merged {note.reference} into {target.reference}"
    )


def link(turn: Turn, serial: int, target: int) -> None:
    """Let a note point to another."""
    note, other = turn.note(serial), turn.note(target)
    if serial == target:
        raise CommandRefused("a note can't point to itself", remedy="choose another note")
    if target in note.links:
        raise CommandRefused(f"{note.reference} points to {other.reference} already")
    _change(turn, replace(note, links=(*note.links, target)), f"linked {note.reference} to {other.reference}")


def unlink(turn: Turn, serial: int, target: int) -> None:
    """Take a link away."""
    note, other = turn.note(serial), turn.note(target)
    links = tuple(t for t in note.links if t != target)
    _change(turn, replace(note, links=links), f"unlinked {note.reference} from {other.reference}")


def rename_cluster(turn: Turn, name: str, new_name: str) -> None:
    """Give a cluster another name on all its notes."""
    known = turn.session.book.cluster_named(name)
    new = clean_line(new_name).strip()
    if known not in turn.session.book.cluster_counts or not new:
        raise CommandRefused(f"there is no cluster #{name}", remedy="/clusters shows them")
    if new.casefold() != known.casefold():
        new = turn.session.book.cluster_named(new)
    for note in tuple(turn.session.book.of_cluster(known)):
        turn.put(replace(note, cluster=new))
        turn.happened(NoteChanged(note.serial))
    tally = turn.session.tallies.get(f"#{known}")
    if tally is not None and not tally.deleted and f"#{new}" not in turn.session.tallies:
        turn.put(replace(tally, deleted=True))
        turn.put(replace(tally, id=f"{tally.session_id}:tally:#{new}", subject=f"#{new}"))
    turn.did(f"renamed #{known} to #{new}")


def attributed(turn: Turn, attribution: str) -> str:
    """The attribution as the rule allows it: nothing under *none*, known entries under *country*, any under *named*."""
    head = turn.session.head
    names = [name.strip() for name in clean_line(attribution).split(",") if name.strip()]
    if head.rule is AttributionRule.NONE or not names:
        return ""
    spelling = {known.casefold(): known for known in head.known}
    new = [name for name in names if name.casefold() not in spelling]
    if new and head.rule is AttributionRule.COUNTRY:
        raise CommandRefused(f"@{new[0]} is not in the session's list", remedy="/details adds it")
    if new:
        turn.put(replace(head, known=(*head.known, *dict.fromkeys(new))))
    return ", ".join(dict.fromkeys(spelling.get(name.casefold(), name) for name in names))


def _worded(turn: Turn, text: str) -> str:
    text = clean(text)
    if turn.session.head.rule is AttributionRule.NONE:
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


def _change(turn: Turn, note: Note, words: str) -> None:
    turn.put(note)
    turn.did(words)
    turn.happened(NoteChanged(note.serial))

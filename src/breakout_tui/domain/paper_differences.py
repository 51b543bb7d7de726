"""Differences: what a room changed after the editor had decided on a statement.

Nothing of the editor's is changed by it. Each difference waits until the editor keeps the decision for the new words, or drops it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from breakout_tui.domain import paper_records as r
from breakout_tui.domain.conference import Conference
from breakout_tui.domain.notes import Note
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_records import PaperEntry


@dataclass(frozen=True, slots=True)
class Difference:
    """A decision that was made on other words than the room has now."""

    note_id: str
    entry: PaperEntry
    """The decision: an edited wording, a joined statement, a statement that is left out, or a next step."""
    before: str
    """What the room said then."""
    now: str | None
    """What it says now; None if it has deleted the statement, merged it into another, or is not here."""


def differences(conference: Conference, paper: Paper) -> tuple[Difference, ...]:
    """All differences, by statement."""
    found = []
    for note_id, entry, before in _based(paper):
        said = conference.statements.get(note_id)
        now = None if said is None else said_in(said.note, entry)
        if now != before:
            found.append(Difference(note_id, entry, before, now))
    return tuple(sorted(found, key=lambda each: (each.note_id, each.entry.id)))


def said_in(note: Note, entry: PaperEntry) -> str:
    """What a decision on this note is based on."""
    return step_base(note) if isinstance(entry, r.NextStep) else note.text


def step_base(note: Note) -> str:
    """What a line of the next steps is based on."""
    return "\n".join((note.text, note.actor, note.due))


def settled(entry: PaperEntry, difference: Difference, *, keeps: bool) -> PaperEntry:
    """The decision after a difference was settled: kept for what the room says now, or dropped."""
    now = difference.now
    if isinstance(entry, r.JoinedStatement):
        others = tuple(each for each in entry.members if each.note_id != difference.note_id)
        if now is None or not keeps:
            return replace(entry, members=others, deleted=len(others) < 2)
        members = (
            replace(each, based_on=now) if each.note_id == difference.note_id else each
            for each in entry.members
        )
        return replace(entry, members=tuple(members))
    if now is None or not keeps:
        return replace(entry, deleted=True)
    if isinstance(entry, r.LeftOut | r.EditedWording | r.NextStep):
        return replace(entry, based_on=now)
    return entry


def _based(paper: Paper) -> Iterator[tuple[str, PaperEntry, str]]:
    """Each decision that is based on what a room said: the statement, the decision, the words."""
    for wording in paper.all_of(r.EditedWording):
        yield wording.note_id, wording, wording.based_on
    for left_out in paper.all_of(r.LeftOut):
        yield left_out.note_id, left_out, left_out.based_on
    for joined in paper.joined():
        for member in joined.members:
            yield member.note_id, joined, member.based_on
    for step in paper.all_of(r.NextStep):
        if step.note_id:
            yield step.note_id, step, step.based_on

"""The chain: which statement answers which, from challenge to recommendation, and decision.

A link counts whichever way round it was given: of two linked notes, the one whose kind comes later (C → P → A → R → D)
answers the other, so a decision answers any of the others. Links between notes of one kind, and with the parking lot, are
mentions and not part of the chain. So the chain has no cycles. Everything here takes time in proportion to the notes and
their links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agreed_list import issues_of, laid_out_from, latest
from breakout_tui.domain.clusters import cluster_key
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import Note
from breakout_tui.domain.once import once
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.ranking_records import PriorityIssue
from breakout_tui.domain.session_state import Session

KINDS = (Kind.CHALLENGE, Kind.PRINCIPLE, Kind.APPROACH, Kind.RECOMMENDATION, Kind.DECISION)
"""The kinds of the chain, from challenge to recommendation and decision."""

_PLACE = {kind: place for place, kind in enumerate(KINDS)}


class ChainRow(NamedTuple):
    """One row of the evidence table: a statement that nothing answers, and all that it answers, directly or not."""

    challenges: tuple[Note, ...] = ()
    principles: tuple[Note, ...] = ()
    approaches: tuple[Note, ...] = ()
    recommendations: tuple[Note, ...] = ()
    decisions: tuple[Note, ...] = ()

    @property
    def cells(self) -> tuple[tuple[Note, ...], ...]:
        """The places of all kinds of the chain, in their order; an empty one is a gap."""
        return self.challenges, self.principles, self.approaches, self.recommendations, self.decisions


class Web(NamedTuple):
    """The chain of a session: per serial of a visible note, the notes it answers and the notes that answer it."""

    notes: tuple[Note, ...]
    """All visible notes of the chain's kinds, in the order captured."""
    above: Mapping[int, tuple[Note, ...]]
    below: Mapping[int, tuple[Note, ...]]
    alike: Mapping[int, tuple[Note, ...]]
    """The notes of its own kind to which a note links; only of those that are linked with some."""


def answers(book: NoteBook, note: Note) -> tuple[Note, ...]:
    """The visible notes that a note answers directly."""
    return () if note.kind not in _PLACE else _earlier(note, book.neighbours(note))


@once
def web(session: Session) -> Web:
    """The whole chain."""
    book = session.book
    notes = tuple(note for note in book.notes if note.is_visible and note.kind in _PLACE)
    above: dict[int, tuple[Note, ...]] = {}
    below: dict[int, list[Note]] = {note.serial: [] for note in notes}
    alike: dict[int, tuple[Note, ...]] = {}
    for note in notes:
        neighbours = book.neighbours(note)
        above[note.serial] = _earlier(note, neighbours)
        for answered in above[note.serial]:
            below[answered.serial].append(note)
        if [each for each in neighbours if each.kind is note.kind]:
            targets = book.targets(note)
            alike[note.serial] = tuple(each for each in targets if each.kind is note.kind)
    return Web(notes, above, {serial: tuple(found) for serial, found in below.items()}, alike)


def rows(session: Session) -> tuple[ChainRow, ...]:
    """The evidence table: a row for every statement at the end of a chain; missing links are empty cells."""
    made = web(session)
    beyond: dict[int, ChainRow] = {}
    shared: dict[tuple[int, ...], ChainRow] = {}
    for kind in KINDS:
        for note in made.notes:
            if note.kind is kind:
                beyond[note.serial] = _with(_united(made.above[note.serial], beyond, shared), (note,))
    ends = (beyond[note.serial] for note in made.notes if not made.below[note.serial])
    return tuple(sorted(ends, key=_reading_order))


@once
def places(session: Session) -> Mapping[int, int]:
    """Per serial the place (from 0) of the first priority issue that a note is for; notes without one are left out.

    A note is for an issue if it is the issue itself or in its cluster, was captured in its box, or answers such a note.
    """
    made = web(session)
    issues = priorities(session)
    by_box = issues_by_box(session)
    by_note: dict[int, int] = {}
    by_cluster: dict[str, int] = {}
    for place, issue in enumerate(issues):
        if issue.subject.startswith("#"):
            by_cluster.setdefault(cluster_key(issue.subject[1:]), place)
        elif (note := session.book.find(issue.subject)) is not None:
            by_note.setdefault(session.book.standing_for(note.serial).serial, place)
    none = len(issues)
    found: dict[int, int] = {}
    for kind in KINDS:
        for note in made.notes:
            if note.kind is not kind:
                continue
            own = (
                by_note.get(note.serial, none),
                by_cluster.get(cluster_key(note.cluster), none),
                *by_box.get(note.box_id or "", ()),
            )
            inherited = (found.get(other.serial, none) for other in made.above[note.serial])
            place = min((*own, *inherited))
            if place < none:
                found[note.serial] = place
    return found


def issue_of_box(session: Session, box: Box) -> tuple[int, PriorityIssue] | None:
    """The first priority issue that a box is for, with its place (from 0): of the list that it was made from, else of the latest."""
    for step in (laid_out_from(session, box.phase), latest(session)):
        if found := _issues_by_box(session, step).get(box.id):
            return found[0], issues_of(session, step)[found[0]]
    return None


def reached(session: Session, starts: Iterable[Note]) -> set[int]:
    """The serials of these notes and of everything that they answer, directly or through other notes, even of the same kind."""
    made = web(session)
    waiting = list(starts)
    reached = {note.serial for note in waiting}
    while waiting:
        here = waiting.pop()
        for note in (*made.above[here.serial], *made.alike.get(here.serial, ())):
            if note.serial not in reached:
                reached.add(note.serial)
                waiting.append(note)
    return reached


def issues_by_box(session: Session, step: str | None = None) -> Mapping[str, tuple[int, ...]]:
    """Per id of a box the places (from 0) of the priority issues that it is for: by its title, else by its number.

    The issues are those of the latest list, or of that of a rank ``step``. A number counts only for the list from which the
    boxes of the phase were made. A merged box has both titles and is for both issues.
    """
    return _issues_by_box(session, latest(session) if step is None else step)


def _issues_by_box(session: Session, step: str | None) -> Mapping[str, tuple[int, ...]]:
    """As ``issues_by_box``; None is the list of the theme."""
    issues = issues_of(session, step)
    titles = {issue.title: place for place, issue in reversed(list(enumerate(issues)))}
    found: dict[str, tuple[int, ...]] = {}
    for box in session.boxes:
        if box.priority is None:
            continue
        named = sorted({titles[title] for title in (box.title, *box.title.split(" / ")) if title in titles})
        if named:
            found[box.id] = tuple(named)
        elif box.priority <= len(issues) and laid_out_from(session, box.phase) == step:
            found[box.id] = (box.priority - 1,)
    return found


def _earlier(note: Note, neighbours: tuple[Note, ...]) -> tuple[Note, ...]:
    """Those of the notes that it links to, and that link to it, whose kind comes before its own."""
    place = _PLACE[note.kind]
    return tuple([each for each in neighbours if _PLACE.get(each.kind, place) < place])


def _united(
    above: tuple[Note, ...], beyond: Mapping[int, ChainRow], shared: dict[tuple[int, ...], ChainRow]
) -> ChainRow:
    """These notes and all that they answer, directly or not; computed once for each set of notes."""
    if not above:
        return ChainRow()
    key = tuple(note.serial for note in above)
    if len(key) > 1 and key not in shared:
        cells = zip(*(beyond[serial].cells for serial in key), strict=True)
        shared[key] = ChainRow(*(_in_order(cell) for cell in cells))
    return beyond[key[0]] if len(key) == 1 else shared[key]


def _in_order(cells: tuple[tuple[Note, ...], ...]) -> tuple[Note, ...]:
    found = {note.serial: note for cell in cells for note in cell}
    return tuple(sorted(found.values(), key=lambda note: note.number))


def _with(row: ChainRow, notes: tuple[Note, ...]) -> ChainRow:
    """The row with these notes of one kind added; it must have none of that kind yet."""
    cells = list(row.cells)
    cells[_PLACE[notes[0].kind]] = notes
    return ChainRow(*cells)


def _reading_order(row: ChainRow) -> tuple[float, ...]:
    return tuple(cell[0].number if cell else float("inf") for cell in row.cells)

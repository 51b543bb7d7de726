"""Serials, references and the numbers of undo steps: local handles, worked out for the notes that are there.

Two laptops that go on from one copy both make serial 27 and C9, for different statements. A note's *own* numbers are those that
its laptop gave it, and never change. The numbers it is *given* follow from the own numbers of all notes alone, so that they are
the same in whatever order files were joined:

* Of the notes with one own reference, the one with the smallest id keeps it. The others, by own number and id, get the next number
  of their kind that no note has.
* Serials and the numbers of undo steps are seen by nobody; they only say what came first. All are counted from the start, by own number and
  id. So what one laptop recorded stays in its order, and undo meets its steps the last first.

What a laptop gives later is above all that it knows, so numbers stay as they are until another laptop's notes come in.

A reference that a note lost stays as an alias that names the laptop, such as ``C9@annex``.

To compare two states, each is brought into its *own form* first: own numbers, notes known by their place in a list of ids that both
share, and references in other records (of tallies, locked lists, the words of undo steps) tied to the note they mean.

A damaged or hostile file may hold aliases and own numbers that are none. They stay as they are, or are passed over; nobody else's number
depends on them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from breakout_tui.domain.kinds import LETTERS, Kind
from breakout_tui.domain.notes import LAPTOP_SIGN, REFERENCE, Note
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import Record, Undoable, UndoStep
from breakout_tui.domain.versions import Handle, Renumbered, SessionState, Version

References = Mapping[str, Mapping[str, str]]
"""By the id of a note, its references before, each with the one after."""

_TIED = re.compile("\x02([^\x03]+)\x03([^\x02]+)\x02")
"""A reference in own form outside of its note: the id of the note and its own reference. Clean text has no such characters."""

_REFERENCE = re.compile(rf"[{LETTERS}]-?[0-9]{{1,19}}")
_NUMBER = re.compile(r"-?[0-9]{1,19}")
"""What can be a reference, and a number, in a file; more than those that are given."""


@dataclass(frozen=True, slots=True)
class Renumbering:
    """How to rewrite records from one set of numbers to another."""

    places: Mapping[str, int]
    """The serial of each note afterwards, by id."""
    serials: Mapping[int, int]
    """The serial of each note afterwards, by the one before."""
    references: References
    mentions: Mapping[str, str]
    """What stands for a reference outside of its note before, and afterwards."""
    steps: Mapping[str, int]
    """The number of each undo step afterwards, by id."""
    lost: Mapping[str, tuple[str, ...]]
    """By the id of a note, its lost references with the name of the laptop."""

    def version(self, version: Version) -> Version:
        """The version with these numbers."""
        return replace(version, record=self.record(version.record))

    def record(self, record: Record) -> Record:
        """The record with these numbers; other records than notes and what names them are the same object."""
        match record:
            case Note():
                return self._note(record)
            case UndoStep():
                return self._step(record)
            case Tally():
                return replace(record, subject=self._mentioned(record.subject))
            case PhoneVote():
                return replace(record, subjects=tuple(map(self._mentioned, record.subjects)))
            case Ranking():
                issues = (replace(issue, subject=self._mentioned(issue.subject)) for issue in record.issues)
                return replace(record, issues=tuple(issues))
        return record

    def _note(self, note: Note) -> Note:
        given = self.references.get(note.id, {})
        reference = given.get(note.reference, note.reference)
        aliases = (given.get(alias, alias) for alias in note.aliases if LAPTOP_SIGN not in alias)
        return replace(
            note,
            serial=self.places.get(note.id, note.serial),
            number=int(reference[1:]),
            aliases=(*aliases, *self.lost.get(note.id, ())),
            links=tuple(self.serials[target] for target in note.links if target in self.serials),
            merged_into=None if note.merged_into is None else self.serials.get(note.merged_into),
        )

    def _step(self, step: UndoStep) -> UndoStep:
        changes = tuple(
            replace(
                change,
                before=None if change.before is None else self._undoable(change.before),
                after=self._undoable(change.after),
            )
            for change in step.changes
        )
        words = (_TIED if "\x02" in step.words else REFERENCE).sub(
            lambda found: self._mentioned(found[0]), step.words
        )
        return replace(step, number=self.steps.get(step.id, step.number), words=words, changes=changes)

    def _undoable(self, record: Undoable) -> Undoable:
        changed = self.record(record)
        assert isinstance(changed, Undoable)
        return changed

    def _mentioned(self, subject: str) -> str:
        if subject in self.mentions:
            return self.mentions[subject]
        found = _TIED.fullmatch(subject)
        return subject if found is None else found[2]


def note_ids(*states: SessionState) -> list[str]:
    """The ids of all notes of these states, in order; a note's place in the list is its serial in own form."""
    return sorted(
        {record.id for state in states for record in _records(state.versions) if isinstance(record, Note)}
    )


def to_own(state: SessionState, ids: Sequence[str], stands: Mapping[str, str]) -> Renumbering:
    """Brings the records of a state into own form; ``ids`` holds at least those of its notes.

    What names a note in ``stands``, by id, names the note of the other id.
    """
    places = {note_id: place for place, note_id in enumerate(ids)}
    references: dict[str, dict[str, str]] = defaultdict(dict)
    steps: dict[str, int] = {}
    for each in state.renumbered:
        if each.what is Handle.REFERENCE and _are_alike(each.given, each.own):
            references[each.record_id][each.given] = each.own
        elif each.what is Handle.STEP and _NUMBER.fullmatch(each.own):
            steps[each.record_id] = int(each.own)
    notes = [record for record in _records(state.versions) if isinstance(record, Note)]
    mentions = {
        reference: tied(note.id, references.get(note.id, {}).get(reference, reference))
        for note in notes
        for reference in references_of(note)
    }
    serials = {note.serial: places[stands.get(note.id, note.id)] for note in notes}
    return Renumbering(places, serials, references, mentions, steps, {})


def to_given(
    given: Iterable[Renumbered], versions: Iterable[Version], serials: Mapping[str, int]
) -> Renumbering:
    """Brings records from own form to the given numbers; ``serials`` are the given ones of all notes, by id."""
    references: dict[str, dict[str, str]] = defaultdict(dict)
    steps: dict[str, int] = {}
    lost: dict[str, list[str]] = defaultdict(list)
    for each in given:
        if each.what is Handle.REFERENCE:
            references[each.record_id][each.own] = each.given
            lost[each.record_id].append(f"{each.own}{LAPTOP_SIGN}{each.laptop}")
        elif each.what is Handle.STEP:
            steps[each.record_id] = int(each.given)
    mentions = {
        tied(note_id, own): references.get(note_id, {}).get(own, own) for note_id, own in claims(versions)
    }
    places = {place: serials[note_id] for place, note_id in enumerate(sorted(serials))}
    aliases = {note_id: tuple(sorted(each)) for note_id, each in lost.items()}
    return Renumbering(serials, places, references, mentions, steps, aliases)


def tied(note_id: str, own: str) -> str:
    """A reference in own form outside of its note."""
    return f"\x02{note_id}\x03{own}\x02"


def references_of(note: Note) -> tuple[str, ...]:
    """Every reference that a note has or had; without those that name a laptop, and without what is no reference."""
    return (*filter(_REFERENCE.fullmatch, note.aliases), note.reference)


def claims(versions: Iterable[Version]) -> list[tuple[str, str]]:
    """Every note's id with each of its references, each pair once, in order."""
    notes = (record for record in _records(versions) if isinstance(record, Note))
    return sorted({(note.id, reference) for note in notes for reference in references_of(note)})


def own_serials(state: SessionState) -> dict[str, int]:
    """By the id of a note, the serial that its laptop gave it."""
    own = {record.id: record.serial for record in _records(state.versions) if isinstance(record, Note)}
    numbered = (each for each in state.renumbered if each.what is Handle.SERIAL)
    return own | {
        each.record_id: int(each.own)
        for each in numbered
        if each.record_id in own and _NUMBER.fullmatch(each.own)
    }


def given_serials(own: Mapping[str, int]) -> dict[str, int]:
    """The serials of these notes, by id: 0, 1, 2, … in the order of the own ones, and of the ids of equals."""
    return {note_id: serial for serial, note_id in enumerate(sorted(own, key=lambda each: (own[each], each)))}


def given_steps(own: Mapping[str, int]) -> dict[str, int]:
    """The numbers of these undo steps, by id: in the order of the own ones and of the ids of equals, none lower than its own."""
    given: dict[str, int] = {}
    last = 0
    for step_id in sorted(own, key=lambda each: (own[each], each)):
        last = given[step_id] = max(own[step_id], last + 1)
    return given


def given_numbers(own: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """What each of these pairs of a note's id and an own number of one kind gets, so that no number is given twice."""
    pairs = sorted(own)
    taken: dict[int, str] = {}
    for record_id, number in pairs:
        taken.setdefault(number, record_id)
    given = {(record_id, number): number for number, record_id in taken.items()}
    numbers = set(taken)
    for record_id, number in sorted(pairs, key=lambda pair: pair[1]):
        if (record_id, number) not in given:
            free = _next_free(number, numbers)
            numbers.add(free)
            given[record_id, number] = free
    return given


def given_references(own: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What each of these pairs of a note's id and own reference gets."""
    found: dict[tuple[str, str], str] = {}
    for kind in Kind:
        of_kind = [(note_id, int(own[1:])) for note_id, own in own if own[0] == kind.letter]
        for (note_id, number), given in given_numbers(of_kind).items():
            found[note_id, f"{kind.letter}{number}"] = f"{kind.letter}{given}"
    return found


def _are_alike(reference: str, other: str) -> bool:
    """Whether both are references of one kind."""
    return all(map(_REFERENCE.fullmatch, (reference, other))) and reference[0] == other[0]


def _next_free(number: int, taken: Collection[int]) -> int:
    while number in taken:
        number += 1
    return number


def _records(versions: Iterable[Version]) -> Iterator[Record]:
    return (version.record for version in versions)

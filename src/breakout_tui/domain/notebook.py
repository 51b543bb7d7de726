"""The notes of a session, with the indexes that keep capture, look-up and screens fast at any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from breakout_tui.domain.clusters import cluster_key, united
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ledger import Ledger
from breakout_tui.domain.merging import found_again, handed_back
from breakout_tui.domain.notes import LAPTOP_SIGN, REFERENCE, Note

_LOST = -1
"""In place of a serial: a number whose note was lost in a damaged file."""
_EMPTY: Ledger[int] = Ledger()


@dataclass(frozen=True, slots=True)
class NoteBook:
    """All notes by serial, deleted and merged ones included; every change gives a new book."""

    notes: Ledger[Note] = field(default_factory=Ledger)
    numbers: Mapping[Kind, Ledger[int]] = field(default_factory=lambda: dict.fromkeys(Kind, Ledger()))
    """Per kind the serials by running number: ``numbers[kind][2]`` is the note that was given number 3, whatever its kind now."""
    boxes: Mapping[str | None, Ledger[int]] = field(default_factory=dict)
    """Per box (None: outside) the serials in the order captured."""
    cited: Ledger[tuple[int, ...]] = field(default_factory=Ledger)
    """Per serial the serials of visible and hidden notes that link to it."""
    merged: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Per serial the serials merged into it."""
    spellings: Mapping[str, int] = field(default_factory=dict)
    """Visible notes per spelling of a cluster."""
    visible: int = 0
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """Serials by the references that notes had on another laptop, such as ``c9@annex``, in lower case."""

    @classmethod
    def of(cls, notes: Iterable[Note]) -> NoteBook:
        """A book of stored notes, which must be ordered by serial from 0 without gaps.

        What was merged into a note that is deleted now (as in files of earlier versions) is a note of its own again, and so is
        what is merged into itself (as in a damaged file).
        """
        everything = found_again(_without_gaps(notes))
        numbers: dict[Kind, dict[int, int]] = {kind: {} for kind in Kind}
        boxes: dict[str | None, list[int]] = {}
        cited: list[tuple[int, ...]] = [()] * len(everything)
        merged: dict[int, tuple[int, ...]] = {}
        clusters: dict[str, int] = {}
        elsewhere: dict[str, int] = {}
        visible = 0
        for serial, note in enumerate(everything):
            if note.merged_into is not None and not note.deleted:
                everything[serial] = note = handed_back(note, everything.__getitem__)
            numbers[note.kind][note.number] = serial
            for alias in note.aliases:
                if LAPTOP_SIGN in alias:
                    elsewhere[alias.casefold()] = serial
                    continue
                numbers[Kind.of_letter(alias[0])][int(alias[1:])] = serial
            boxes.setdefault(note.box_id, []).append(serial)
            for target in note.links:
                cited[target] = (*cited[target], serial)
            if note.merged_into is not None:
                merged[note.merged_into] = (*merged.get(note.merged_into, ()), serial)
            if note.is_visible:
                visible += 1
                if note.cluster:
                    clusters[note.cluster] = clusters.get(note.cluster, 0) + 1
        return cls(
            notes=Ledger(everything),
            numbers={kind: _by_number(given) for kind, given in numbers.items()},
            boxes={box: Ledger(serials) for box, serials in boxes.items()},
            cited=Ledger(cited),
            merged=merged,
            spellings=clusters,
            visible=visible,
            elsewhere=elsewhere,
        )

    def __len__(self) -> int:
        return len(self.notes)

    def __getitem__(self, serial: int) -> Note:
        return self.notes[serial]

    def next_number(self, kind: Kind) -> int:
        """The running number that the next note of this kind gets."""
        return len(self.numbers[kind]) + 1

    def find(self, reference: str) -> Note | None:
        """The note that has, or once had, this reference (``C3``, ``c3``; on another laptop ``C3@annex``), or None."""
        if (elsewhere := self.elsewhere.get(reference.strip().casefold())) is not None:
            return self.notes[elsewhere]
        match = REFERENCE.fullmatch(reference.strip().upper())
        if match is None:
            return None
        serials = self.numbers[Kind.of_letter(match[1])]
        number = int(match[2])
        serial = serials[number - 1] if number <= len(serials) else _LOST
        return None if serial == _LOST else self.notes[serial]

    def standing_for(self, serial: int) -> Note:
        """The note itself or, if it was merged, the note that now represents it."""
        note = self.notes[serial]
        while note.merged_into is not None:
            note = self.notes[note.merged_into]
        return note

    def of_box(self, box_id: str | None) -> Iterator[Note]:
        """The visible notes of a box in the order captured."""
        return (note for s in self.boxes.get(box_id, ()) if (note := self.notes[s]).is_visible)

    def of_kind(self, kind: Kind) -> Iterator[Note]:
        """The visible notes of a kind by number."""
        for number, serial in enumerate(self.numbers[kind], 1):
            if serial == _LOST:
                continue
            note = self.notes[serial]
            if note.is_visible and note.kind is kind and note.number == number:
                yield note

    @property
    def cluster_counts(self) -> Mapping[str, int]:
        """Visible notes per cluster, by one spelling of each."""
        return united(self.spellings)

    def of_cluster(self, cluster: str) -> Iterator[Note]:
        """The notes of a cluster in any spelling, in the order captured; deleted and merged ones included."""
        key = cluster_key(cluster)
        return (note for note in self.notes if note.cluster and cluster_key(note.cluster) == key)

    def heard(self, serial: int) -> int:
        """How often a statement was heard: itself and the notes merged into it."""
        return len(self.family(serial))

    def said_by(self, serial: int) -> tuple[int, ...]:
        """The serials of the notes that were merged into this one and not deleted since."""
        merged = self.merged.get(serial)
        return () if merged is None else tuple(other for other in merged if not self.notes[other].deleted)

    def family(self, serial: int) -> tuple[int, ...]:
        """The note and all notes merged into it, directly or not; without the deleted ones."""
        if serial not in self.merged:
            return (serial,)
        found = [serial]
        for member in found:
            found.extend(self.said_by(member))
        return tuple(found)

    def answered_by(self, serial: int) -> tuple[Note, ...]:
        """The visible notes that link to a note or to one merged into it."""
        return self._standing(serial, self._citing(serial))

    def targets(self, note: Note) -> tuple[Note, ...]:
        """The visible notes to which a note, or one merged into it, links, in the order given."""
        return self._standing(note.serial, self._linked(note))

    def neighbours(self, note: Note) -> tuple[Note, ...]:
        """Its ``targets``, then those that it is ``answered_by``, each once."""
        return self._standing(note.serial, [*self._linked(note), *self._citing(note.serial)])

    def _linked(self, note: Note) -> Sequence[int]:
        """What a note, or one merged into it, links to."""
        if note.serial not in self.merged:
            return note.links
        members = self.family(note.serial)[1:]
        return [*note.links, *(target for member in members for target in self.notes[member].links)]

    def _citing(self, serial: int) -> Sequence[int]:
        """The notes that link to a note or to one merged into it, without the deleted ones."""
        members = self.family(serial)
        return [other for member in members for other in self.cited[member] if not self.notes[other].deleted]

    def _standing(self, serial: int, others: Sequence[int]) -> tuple[Note, ...]:
        """The visible notes that represent these, each once and without the note itself."""
        if not others:
            return ()
        found = {note.serial: note for other in others if (note := self.standing_for(other)).is_visible}
        found.pop(serial, None)
        return tuple(found.values())

    def cluster_named(self, name: str) -> str:
        """The spelling of a cluster that is in use; else the name as given."""
        counts = self.cluster_counts
        if name in counts:
            return name
        key = cluster_key(name)
        return next((known for known in counts if cluster_key(known) == key), name)

    def put(self, note: Note) -> NoteBook:
        """The book with this note added (its serial is the next) or changed."""
        if note.serial == len(self.notes):
            return self._add(note)
        before = self.notes[note.serial]
        book = replace(self, notes=self.notes.replace(note.serial, note))
        if before.box_id != note.box_id:
            book = book._moved(before, note)
        if (before.kind, before.number) != (note.kind, note.number) and note.number > len(
            book.numbers[note.kind]
        ):
            numbers = {**book.numbers, note.kind: book.numbers[note.kind].append(note.serial)}
            book = replace(book, numbers=numbers)
        if before.links != note.links:
            book = replace(book, cited=book._cited(note.serial, before.links, note.links))
        if before.merged_into != note.merged_into:
            book = replace(book, merged=book._merged(note.serial, before.merged_into, note.merged_into))
        return book._counted(before, note)

    def _add(self, note: Note) -> NoteBook:
        cited = self.cited.append(())
        for target in note.links:
            cited = cited.replace(target, (*cited[target], note.serial))
        counts, merged = self.spellings, self.merged
        if note.is_visible and note.cluster:
            counts = {**counts, note.cluster: counts.get(note.cluster, 0) + 1}
        if note.merged_into is not None:
            merged = self._merged(note.serial, None, note.merged_into)
        return NoteBook(
            notes=self.notes.append(note),
            numbers={**self.numbers, note.kind: self.numbers[note.kind].append(note.serial)},
            boxes={**self.boxes, note.box_id: self.boxes.get(note.box_id, _EMPTY).append(note.serial)},
            cited=cited,
            merged=merged,
            spellings=counts,
            visible=self.visible + note.is_visible,
            elsewhere=self.elsewhere,
        )

    def _counted(self, before: Note, after: Note) -> NoteBook:
        was, now = before.is_visible, after.is_visible
        old, new = before.cluster if was else "", after.cluster if now else ""
        if was == now and old == new:
            return self
        counts = self.spellings
        if old != new:
            counts = dict(counts)
            if old:
                counts[old] -= 1
                if not counts[old]:
                    del counts[old]
            if new:
                counts[new] = counts.get(new, 0) + 1
        return replace(self, spellings=counts, visible=self.visible + now - was)

    def _moved(self, before: Note, after: Note) -> NoteBook:
        left = Ledger(s for s in self.boxes[before.box_id] if s != after.serial)
        joined = Ledger(sorted((*self.boxes.get(after.box_id, ()), after.serial)))
        boxes = {**self.boxes, before.box_id: left, after.box_id: joined}
        if not left:
            del boxes[before.box_id]
        return replace(self, boxes=boxes)

    def _cited(self, serial: int, before: tuple[int, ...], after: tuple[int, ...]) -> Ledger[tuple[int, ...]]:
        cited = self.cited
        for target in set(before) - set(after):
            cited = cited.replace(target, tuple(s for s in cited[target] if s != serial))
        for target in after:
            if target not in before:
                cited = cited.replace(target, tuple(sorted((*cited[target], serial))))
        return cited

    def _merged(self, serial: int, before: int | None, after: int | None) -> dict[int, tuple[int, ...]]:
        merged = dict(self.merged)
        if before is not None:
            merged[before] = tuple(s for s in merged[before] if s != serial)
            if not merged[before]:
                del merged[before]
        if after is not None:
            merged[after] = tuple(sorted((*merged.get(after, ()), serial)))
        return merged


def _by_number(given: Mapping[int, int]) -> Ledger[int]:
    return Ledger(given.get(number, _LOST) for number in range(1, max(given, default=0) + 1))


def _without_gaps(notes: Iterable[Note]) -> list[Note]:
    """The notes as a list. Raises ValueError if one is missing."""
    everything = list(notes)
    missing = next((serial for serial, note in enumerate(everything) if note.serial != serial), None)
    if missing is not None:
        raise ValueError(f"note {missing} of the session is missing")
    return everything

"""The paper of a conference: the editor's decisions as a value, and what follows from them directly.

``paper_rules.decide`` changes it; ``paper_outline`` puts it together with what the rooms said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, get_args

from breakout_tui.domain import paper_records as r
from breakout_tui.domain.paper_records import PaperEntry, PaperRecord, PaperStep

E = TypeVar("E", bound=PaperEntry)

STEPS_KEPT = 500
"""How many steps can be undone."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The decisions on one paper."""

    id: str
    entries: Mapping[str, PaperEntry] = field(default_factory=dict)
    """By id, deleted ones included."""
    steps: tuple[PaperStep, ...] = ()
    """By id, the last ones."""

    @classmethod
    def of(cls, paper_id: str, records: Iterable[PaperRecord]) -> Paper:
        """The paper made of these records, in any order."""
        found = sorted(records, key=lambda record: record.id)
        steps = tuple(record for record in found if isinstance(record, PaperStep))
        entries = {record.id: record for record in found if not isinstance(record, PaperStep)}
        return cls(paper_id, entries, steps[-STEPS_KEPT:])

    def put(self, record: PaperRecord) -> Paper:
        """The paper with this record added or changed."""
        if not isinstance(record, PaperStep):
            return replace(self, entries={**self.entries, record.id: record})
        others = {step.id: step for step in self.steps} | {record.id: record}
        return replace(self, steps=tuple(others[each] for each in sorted(others))[-STEPS_KEPT:])

    def stored(self, record: PaperRecord) -> PaperRecord | None:
        """The record as it is now; None if it is new."""
        if isinstance(record, PaperStep):
            return next((step for step in reversed(self.steps) if step.id == record.id), None)
        return self.entries.get(record.id)

    def all_of(self, kind: type[E]) -> Iterator[E]:
        """The entries of a type that are not deleted, by id."""
        for entry_id in sorted(self.entries):
            entry = self.entries[entry_id]
            if isinstance(entry, kind) and not entry.deleted:
                yield entry

    def one(self, kind: type[E], entry_id: str) -> E | None:
        """The entry of this id; None if there is none, or it is deleted or of another type."""
        entry = self.entries.get(entry_id)
        return entry if isinstance(entry, kind) and not entry.deleted else None

    @property
    def frontispiece(self) -> r.Frontispiece:
        """Title and opening."""
        return self.one(r.Frontispiece, r.FRONTISPIECE) or r.Frontispiece(r.FRONTISPIECE)

    def decided_twice(self, decision_id: str) -> r.DecidedTwice | None:
        """That a decision was made differently by two editors, and waits for a choice."""
        return self.one(r.DecidedTwice, r.twice_id(decision_id))

    def headline(self, theme_id: str) -> str:
        """The headline of a theme; empty for none."""
        found = self.one(r.Headline, r.headline_id(theme_id))
        return "" if found is None else found.text

    def left_out(self, note_id: str) -> r.LeftOut | None:
        """The decision that a statement is not in the paper."""
        return self.one(r.LeftOut, r.left_out_id(note_id))

    def wording(self, note_id: str) -> r.EditedWording | None:
        """The editor's wording of a statement."""
        return self.one(r.EditedWording, r.wording_id(note_id))

    def joined(self) -> tuple[r.JoinedStatement, ...]:
        """The joined statements by id. A statement that two editors joined differently is in the first of them."""
        taken: set[str] = set()
        found = []
        for joined in self.all_of(r.JoinedStatement):
            members = tuple(member for member in joined.members if member.note_id not in taken)
            taken.update(member.note_id for member in members)
            if members:
                found.append(replace(joined, members=members))
        return tuple(found)

    def groups(self) -> dict[str, r.JoinedStatement]:
        """By the id of a note the joined statement that has it."""
        return {member.note_id: joined for joined in self.joined() for member in joined.members}

    def joined_with(self, note_id: str) -> r.JoinedStatement | None:
        """The joined statement that has this one; for many of them ``groups`` is quicker."""
        return self.groups().get(note_id)

    def are_apart(self, one: str, other: str) -> bool:
        """Whether the editor said that two statements are not the same."""
        return self.one(r.NotTheSame, r.apart_id(one, other)) is not None

    @property
    def undoable(self) -> PaperStep | None:
        """The step that undo would undo."""
        return next((step for step in reversed(self.steps) if not step.undone), None)

    @property
    def redoable(self) -> PaperStep | None:
        """The step that redo would redo."""
        return next((step for step in self.steps if step.undone and not step.superseded), None)


RECORD_TYPES: Mapping[str, type[PaperRecord]] = {each.__name__: each for each in get_args(PaperRecord)}
"""The types of records by their names in files."""

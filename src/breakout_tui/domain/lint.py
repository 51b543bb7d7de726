"""The lint of the chain: finds every loose end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from breakout_tui.domain import chain, read_back
from breakout_tui.domain.agreed_list import agreed_lists, issues_of
from breakout_tui.domain.chain import Web, issues_by_box, web
from breakout_tui.domain.clusters import cluster_key
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import fields_of, value_of
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking import priorities
from breakout_tui.domain.ranking_counts import Key, key_of
from breakout_tui.domain.session_state import Session


class Loose(Enum):
    """The kinds of loose end, in the order of listing; the value names what is missing."""

    NO_ORIGIN = "origin"
    """A recommendation that answers nothing."""
    NO_ADDRESSEE = "addressee"
    NO_OWNER = "owner"
    NO_DATE = "date"
    NO_REASON = "reason"
    """A decision that does not say why."""
    NO_CHALLENGE = "challenge"
    NO_PRINCIPLE = "principle"
    NO_APPROACH = "approach"
    """A priority issue that no approach is for."""
    NOT_READ_BACK = "read-back"

    @property
    def wanted(self) -> Kind | None:
        """The kind of note that is missing, if it is one."""
        return _WANTED.get(self)


_WANTED = {
    Loose.NO_CHALLENGE: Kind.CHALLENGE,
    Loose.NO_PRINCIPLE: Kind.PRINCIPLE,
    Loose.NO_APPROACH: Kind.APPROACH,
}


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """Something that is missing."""

    kind: Loose
    subject: str
    """The reference, the cluster, or the title of a priority issue that came with the theme."""
    serial: int | None
    """The note's serial; for a priority issue that of its note, None where it has none."""
    issue: int | None = None
    """The place of a priority issue on its list, from 1; None for a note."""
    step: str | None = None
    """The rank step of its list, if that is not the latest one."""

    @property
    def name(self) -> str:
        """What it is called: its reference, or the number of an issue of the latest list."""
        return self.subject if self.issue is None or self.step is not None else f"priority issue {self.issue}"


_EMPTY_FIELDS = {
    "addressee": Loose.NO_ADDRESSEE,
    "actor": Loose.NO_OWNER,
    "due": Loose.NO_DATE,
    "reason": Loose.NO_REASON,
}
"""What an empty field of a recommendation or a decision is."""
_AFTER_APPROACHES = (Kind.RECOMMENDATION, Kind.DECISION)


def lint(session: Session, *, final: bool = False) -> tuple[LooseEnd, ...]:
    """All loose ends by kind, within it in the order of reference.

    A read-back is missing only when its time is over, an approach only when a phase that collects approaches has started. A
    ``final`` list, for a report, has every output that was not read back.
    """
    made = web(session)
    found = [
        *_of_origins(session, made),
        *_of_fields(session),
        *_of_links(session, made, Kind.PRINCIPLE, Loose.NO_CHALLENGE),
        *_of_links(session, made, Kind.APPROACH, Loose.NO_PRINCIPLE),
        *_of_issues(session, made),
        *_of_reading(session, final=final),
    ]
    order = {kind: place for place, kind in enumerate(Loose)}
    return tuple(sorted(found, key=lambda end: order[end.kind]))


def _of_origins(session: Session, made: Web) -> Iterator[LooseEnd]:
    recommendations = session.book.of_kind(Kind.RECOMMENDATION)
    return (_end(Loose.NO_ORIGIN, note) for note in recommendations if not made.above[note.serial])


def _of_fields(session: Session) -> Iterator[LooseEnd]:
    for kind in (Kind.RECOMMENDATION, Kind.DECISION):
        for note in session.book.of_kind(kind):
            for field in fields_of(kind):
                if not value_of(note, field):
                    yield _end(_EMPTY_FIELDS[field.name], note)


def _of_links(session: Session, made: Web, kind: Kind, missing: Loose) -> Iterator[LooseEnd]:
    """The notes of a kind without a link to the one before it; none where nobody collects or took notes of that one."""
    wanted = missing.wanted
    is_there = wanted in session.info.programme.kinds(session.theme) or any(
        note.kind is wanted for note in made.notes
    )
    if not is_there:
        return iter(())
    loose = [
        note
        for note in made.notes
        if note.kind is kind and all(other.kind is not wanted for other in made.above[note.serial])
    ]
    return (_end(missing, note) for note in sorted(loose, key=lambda note: note.number))


def _of_issues(session: Session, made: Web) -> Iterator[LooseEnd]:
    """The priority issues without an approach: none in its box or its cluster, and none linked to it over any number of steps.

    Of all agreed lists, the latest one first. An issue that comes after the approaches in the chain wants none.
    """
    collecting = [
        phase for phase in session.info.programme.phases if Kind.APPROACH in phase.kinds(session.theme)
    ]
    if all(session.run(phase.id) is None for phase in collecting):
        return
    named: set[Key] = set()
    for step in (None, *(ranking.step for ranking in reversed(agreed_lists(session)[:-1]))):
        for end in _without_approach(session, made, step):
            key = key_of(session, end.subject)
            if key not in named:
                yield end
            named.add(key)


def _without_approach(session: Session, made: Web, step: str | None) -> Iterator[LooseEnd]:
    """Those of the list of a step; None for the latest."""
    approaches = [note for note in made.notes if note.kind is Kind.APPROACH]
    reached = chain.reached(session, approaches)
    clusters = {cluster_key(session.book[serial].cluster) for serial in reached}
    boxes = issues_by_box(session, step)
    with_approach = {place for note in approaches for place in boxes.get(note.box_id or "", ())}
    for place, issue in enumerate(priorities(session) if step is None else issues_of(session, step)):
        note = session.book.find(issue.subject)
        stands = None if note is None else session.book.standing_for(note.serial)
        is_met = (
            place in with_approach
            or (stands is not None and (stands.serial in reached or stands.kind in _AFTER_APPROACHES))
            or (issue.subject.startswith("#") and cluster_key(issue.subject[1:]) in clusters)
        )
        if not is_met:
            serial = None if stands is None else stands.serial
            yield LooseEnd(Loose.NO_APPROACH, issue.subject or issue.title, serial, place + 1, step)


def _of_reading(session: Session, *, final: bool) -> Iterator[LooseEnd]:
    phases = [phase.id for phase in session.info.programme.phases]
    over = [phase for phase in phases if final or read_back.is_over(session, phase)]
    return (_end(Loose.NOT_READ_BACK, note) for note in read_back.unread(session, over))


def _end(kind: Loose, note: Note) -> LooseEnd:
    return LooseEnd(kind, note.reference, note.serial)

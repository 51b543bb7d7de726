"""The places of a joined session that a person should look at: where two laptops did something different.

Each is a plain value that names both sides; nothing is decided here. Differences that nobody would look at are left out: the clock's
anchor, the time that boxes were given, the order of undo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clusters import SIGN, cluster_key
from breakout_tui.domain.joining import by_record, laptop_name
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Tally
from breakout_tui.domain.records import Record, SessionInfo, UndoStep
from breakout_tui.domain.timeline import Span
from breakout_tui.domain.versions import Handle, SessionState, Version

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Side:
    """A record as one laptop left it."""

    record: Record
    laptop: str
    """Its name, else the first digits of its writer."""


@dataclass(frozen=True, slots=True)
class ChangedTwice:
    """A record that two laptops changed, or made, without knowing of each other.

    By the type of the record: a note has two wordings, a subject two counts, a phase started or ended twice, two lists were locked …
    """

    shown: Side
    """The current one."""
    others: tuple[Side, ...]
    """The latest by stamp first."""


@dataclass(frozen=True, slots=True)
class OtherReference:
    """A note whose reference another laptop had given to another note too."""

    note_id: str
    own: str
    """As its laptop printed it."""
    given: str
    """As it is now."""
    laptop: str


@dataclass(frozen=True, slots=True)
class LaidOutTwice:
    """A subject of a phase that has more than one box, because two laptops laid out its agenda."""

    phase: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class CountedTwice:
    """A cluster that two laptops counted; its dots would be added up, although the room voted once."""

    subject: str
    tallies: tuple[Tally, ...]


Place = ChangedTwice | OtherReference | LaidOutTwice | CountedTwice
"""A place to look at."""


def places_to_look(state: SessionState) -> tuple[Place, ...]:
    """The places of this state, always in the same order."""
    groups = list(by_record(state.versions).values())
    shown = [group[0] for group in groups]
    return (
        *_changed_twice(groups, state),
        *_other_references(state),
        *_laid_out_twice(shown),
        *_counted_twice(shown),
    )


def _changed_twice(groups: Iterable[list[Version]], state: SessionState) -> Iterator[ChangedTwice]:
    for shown, *others in groups:
        sides = tuple(_side(each, state) for each in others if _is_different(shown.record, each.record))
        if sides:
            yield ChangedTwice(_side(shown, state), sides)


def _side(version: Version, state: SessionState) -> Side:
    return Side(version.record, laptop_name(version.stamp.writer, state.laptops))


def _other_references(state: SessionState) -> Iterator[OtherReference]:
    for each in state.renumbered:
        if each.what is Handle.REFERENCE:
            yield OtherReference(each.record_id, each.own, each.given, each.laptop)


def _laid_out_twice(shown: Iterable[Version]) -> Iterator[LaidOutTwice]:
    boxes = [
        ((box.phase, box.step, box.title, box.group, box.priority, box.number), box, version.maker)
        for version in shown
        if isinstance(box := version.record, Box) and not box.dropped
    ]
    for same in _of_two_makers(boxes):
        yield LaidOutTwice(same[0].phase, same)


def _counted_twice(shown: Iterable[Version]) -> Iterator[CountedTwice]:
    tallies = [
        ((cluster_key(tally.subject), tally.method, tally.step), tally, version.maker)
        for version in shown
        if isinstance(tally := version.record, Tally)
        if not tally.deleted and tally.subject.startswith(SIGN)
    ]
    for same in _of_two_makers(tallies):
        yield CountedTwice(same[0].subject, same)


def _of_two_makers(found: Iterable[tuple[Hashable, T, str]]) -> Iterator[tuple[T, ...]]:
    """Those of one subject, where they were made by more than one writer."""
    by_subject: dict[Hashable, list[tuple[T, str]]] = defaultdict(list)
    for subject, record, maker in found:
        by_subject[subject].append((record, maker))
    for same in by_subject.values():
        if len({maker for _, maker in same}) > 1:
            yield tuple(record for record, _ in same)


def _is_different(shown: Record, other: Record) -> bool:
    """Whether two versions of a record differ in more than what nobody would look at."""
    match shown, other:
        case ((Span() | UndoStep()), _):
            return False
        case ((SessionInfo() as one), (SessionInfo() as two)):
            return _without_upkeep(one, two) != one
        case ((Note() as note), (Note() as sibling)):
            return _with_handles_of(note, sibling) != note
        case ((Box() as box), (Box() as same)):
            return replace(same, allotted=box.allotted, position=box.position) != box
    return shown != other


def _without_upkeep(shown: SessionInfo, other: SessionInfo) -> SessionInfo:
    """The other details, with what the program keeps up itself as the shown ones have it."""
    return replace(
        other,
        anchor=shown.anchor,
        clock_flag=shown.clock_flag,
        known=shown.known,
        rule_locked=shown.rule_locked,
        erased=shown.erased,
        zone=shown.zone,
    )


def _with_handles_of(shown: Note, other: Note) -> Note:
    """The other note, with the number, the earlier wordings and references, and the time of reading back of the shown one."""
    return replace(
        other,
        serial=shown.serial,
        wordings=shown.wordings,
        aliases=shown.aliases,
        read_back_at=shown.read_back_at,
    )

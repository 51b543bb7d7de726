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
from breakout_tui.domain.records import Anchor, Record, SessionInfo, UndoStep
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


_NO_ANCHOR = Anchor("", 0.0)

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
        content = _content(shown.record)
        differing = [each for each in others if _content(each.record) != content]
        if content is not None and differing:
            sides = (Side(each.record, laptop_name(each.stamp.writer, state.laptops)) for each in differing)
            yield ChangedTwice(
                Side(shown.record, laptop_name(shown.stamp.writer, state.laptops)), tuple(sides)
            )


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
        ((cluster_key(tally.subject), tally.method), tally, version.maker)
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


def _content(record: Record) -> Record | None:
    """The record without what nobody would look at; None for records of which there is nothing to look at."""
    match record:
        case Span() | UndoStep():
            return None
        case SessionInfo():
            return replace(
                record, anchor=_NO_ANCHOR, clock_flag="", known=(), rule_locked=False, erased=0, zone=""
            )
        case Note():
            return replace(record, serial=0, wordings=(), aliases=(), read_back_at=None)
        case Box():
            return replace(record, allotted=None, position=0)
    return record

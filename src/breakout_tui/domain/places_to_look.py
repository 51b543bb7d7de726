"""The places of a joined session that a person should look at: where two laptops did something different.

Each is a plain value that names both sides; nothing is decided here. Differences that nobody would look at are left out: the clock's
anchor, the time that boxes were given, the order of undo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.joining import by_record, laptop_name
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Anchor, Record, SessionInfo, UndoStep
from breakout_tui.domain.timeline import Span
from breakout_tui.domain.versions import Handle, SessionState, Version


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


_NO_ANCHOR = Anchor("", 0.0)

Place = ChangedTwice | OtherReference | LaidOutTwice
"""A place to look at."""


def places_to_look(state: SessionState) -> tuple[Place, ...]:
    """The places of this state, always in the same order."""
    groups = list(by_record(state.versions).values())
    return (
        *_changed_twice(groups, state),
        *_other_references(state),
        *_laid_out_twice(group[0] for group in groups),
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
    twins: dict[tuple[object, ...], list[tuple[Box, str]]] = defaultdict(list)
    for version in shown:
        box = version.record
        if isinstance(box, Box) and not box.dropped:
            subject = box.phase, box.step, box.title, box.group, box.priority, box.number
            twins[subject].append((box, version.maker))
    for same in twins.values():
        if len({maker for _, maker in same}) > 1:
            yield LaidOutTwice(same[0][0].phase, tuple(box for box, _ in same))


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

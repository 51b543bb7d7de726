"""Joins two states of one session, which was continued on two laptops, so that neither loses anything.

The join gives the same in any order, in any grouping and however often it is done. The rule for one record:

* A version that both hold stays.
* A version that one side holds and the other one has *not* seen stays: nobody has replaced it.
* A version that the other side has seen, and holds another one instead, goes: the other side replaced it.
* A record that the other side does not hold at all stays, and so does the version with the highest stamp: records are never
  removed, so an older or damaged file takes nothing away.

Where more than one stays, the changes were concurrent. All are kept; one of them is the *current* one, the others are its siblings,
until a change by somebody who has seen them all replaces them. These are dotted version vectors with sibling values (Preguiça,
Baquero, Almeida, Fonte and Gonçalves, "Dotted Version Vectors", 2010; "Brief Announcement: Efficient Causality Tracking in
Distributed Storage Systems with Dotted Version Vectors", 2012).

The current one is the one with the highest stamp of those that leave the record in sight: what one laptop goes on with is not lost
because the other one deleted, merged, dropped or took it back in the meantime. A wall clock decides nothing.

Different statements with one number both stay; ``renumbering`` says which one keeps it, and ``joined_session`` what is shown. What was erased on either side is erased from
both before they are joined (``store/erased_states.py``): words can only be recognised where they still are. How many statements were
erased only grows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.erased_words import LOST, marks_in
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Record, SessionInfo, UndoStep
from breakout_tui.domain.renumbering import (
    claims,
    given_references,
    given_serials,
    given_steps,
    note_ids,
    own_serials,
    to_given,
    to_own,
)
from breakout_tui.domain.speaker_records import Speaker
from breakout_tui.domain.timeline import PhaseRun
from breakout_tui.domain.versions import (
    DAMAGED,
    LOST_STAMP,
    OLD_WRITER,
    Handle,
    Knowledge,
    Renumbered,
    SessionState,
    Stamp,
    Version,
    laptops_of,
    record_id,
    seen,
)
from breakout_tui.domain.versions import staying as staying_stamps

Key = tuple[int, str]
"""The type of a record and its id."""

DIGITS_OF_LAPTOP = 4
"""How much of a writer's id stands for the name of its laptop where that is unknown."""

_ORDER = {kind: place for place, kind in enumerate(get_args(Record))}


def join(ours: SessionState, theirs: SessionState) -> SessionState:
    """Everything that both states have. Raises ValueError for states of different sessions."""
    if ours.session_id != theirs.session_id:
        raise ValueError(f"{ours.session_id} and {theirs.session_id} are different sessions")
    stands = found_again(ours, theirs)
    ids = [note_id for note_id in note_ids(ours, theirs) if note_id not in stands]
    erasures = tuple(sorted({*ours.erasures, *theirs.erasures}, key=lambda each: each.id))
    statements = sum(1 for each in erasures if each.record_id and each.session_id == ours.session_id)
    joined = _with_erased(
        _joined(
            _in_own_form(ours, ids, stands),
            _in_own_form(theirs, ids, stands),
            ours.knowledge,
            theirs.knowledge,
        ),
        max([statements, *map(_erased, (*ours.versions, *theirs.versions))]),
    )
    laptops = laptops_of(ours.laptops, theirs.laptops)
    both = _either(own_serials(ours), own_serials(theirs))
    own = {note_id: serial for note_id, serial in both.items() if note_id not in stands}
    serials = given_serials(own)
    renumbered = _renumbered(joined, own, serials, laptops)
    numbers = to_given(renumbered, joined, serials)
    return SessionState(
        session_id=ours.session_id,
        knowledge=seen(ours.knowledge, theirs.knowledge),
        versions=tuple(in_order(map(numbers.version, joined))),
        renumbered=renumbered,
        erasures=erasures,
        laptops=laptops,
    )


def settled(state: SessionState) -> SessionState:
    """The state joined with itself: its versions in their order, and its numbers as the rule gives them."""
    return join(state, state)


def laptop_name(writer: str, laptops: Mapping[str, str]) -> str:
    """The name of a writer's laptop, else the first digits of the writer."""
    whole = writer.removeprefix(DAMAGED)
    return laptops.get(whole) or whole.removeprefix(OLD_WRITER)[:DIGITS_OF_LAPTOP]


def key_of(record: Record) -> Key:
    """What identifies a record in a session; records are ordered by it."""
    return _ORDER[type(record)], record_id(record)


def in_order(versions: Iterable[Version]) -> list[Version]:
    """The versions by record, the current one of each first."""
    return [version for group in by_record(versions).values() for version in group]


def by_record(versions: Iterable[Version]) -> dict[Key, list[Version]]:
    """The versions of each record, the current one first, then its siblings, the highest stamp first."""
    found: dict[Key, list[Version]] = defaultdict(list)
    for version in versions:
        found[key_of(version.record)].append(version)
    return {key: sorted(found[key], key=_rank, reverse=True) for key in sorted(found)}


def is_in_sight(record: Record) -> bool:
    """Whether a record was not deleted, merged into another one, dropped or taken back."""
    match record:
        case Note():
            return record.is_visible
        case Box():
            return not record.dropped
        case PhaseRun():
            return not record.taken_back
    return not getattr(record, "deleted", False)


def found_again(ours: SessionState, theirs: SessionState) -> dict[str, str]:
    """The placeholders for notes that a damaged file had lost, each with the real note of the same serial, where one was found.

    A placeholder that somebody has changed since is a note like others.
    """
    versions = [each for each in (*ours.versions, *theirs.versions) if isinstance(each.record, Note)]
    real = {record_id(each.record) for each in versions if each.stamp != LOST_STAMP}
    serials = _either(own_serials(ours), own_serials(theirs))
    by_serial = {serials[note_id]: note_id for note_id in sorted(real, reverse=True)}
    lost = {record_id(each.record) for each in versions} - real
    return {note_id: by_serial[serials[note_id]] for note_id in lost if serials[note_id] in by_serial}


def _in_own_form(state: SessionState, ids: Sequence[str], stands: Mapping[str, str]) -> list[Version]:
    form = to_own(state, ids, stands)
    return [form.version(version) for version in state.versions if record_id(version.record) not in stands]


def _rank(version: Version) -> tuple[bool, Stamp]:
    return is_in_sight(version.record), version.stamp


def _joined(
    ours: Iterable[Version], theirs: Iterable[Version], known: Knowledge, known_there: Knowledge
) -> list[Version]:
    """All versions that stay, in order."""
    here, there = by_record(ours), by_record(theirs)
    found: list[Version] = []
    for key in sorted({*here, *there}):
        found += staying(here.get(key, []), there.get(key, []), known, known_there)
    return in_order(found)


def _erased(version: Version) -> int:
    """How many erasures a version counts."""
    return version.record.erased if isinstance(version.record, SessionInfo) else 0


def _with_erased(versions: list[Version], erased: int) -> list[Version]:
    """The versions, with so many erasures counted: the most that one side counted, or as many statements as are known to be erased."""
    return [
        replace(each, record=replace(each.record, erased=erased))
        if isinstance(each.record, SessionInfo)
        else each
        for each in versions
    ]


def staying(
    ours: Sequence[Version], theirs: Sequence[Version], known: Knowledge, known_there: Knowledge
) -> list[Version]:
    """The versions of one record that stay."""
    here = {version.stamp: version for version in ours}
    there = {version.stamp: version for version in theirs}
    return [
        _same(here.get(stamp), there.get(stamp)) for stamp in staying_stamps(here, there, known, known_there)
    ]


def _same(ours: Version | None, theirs: Version | None) -> Version:
    """One change as both have it; where one was shortened, damaged or erased, the same from either side."""
    if ours is None or theirs is None or ours == theirs:
        found = theirs if ours is None else ours
        assert found is not None
        return found
    made_by = min(ours.made_by, theirs.made_by) or max(ours.made_by, theirs.made_by)
    return replace(min(ours, theirs, key=_precedence), made_by=made_by)


def _precedence(version: Version) -> tuple[int, int, bool, int, str]:
    """The least is that of the version from which most was erased; then of the one that lost least, is deleted, and says most.

    Documents leave out names that the attribution rule forbids.
    """
    record = version.record
    text = repr(record)
    names = 0
    match record:
        case SessionInfo():
            names = len(record.known)
        case Note():
            parts = len(record.links) + len(record.wordings)
            names = len(record.attribution) + len(record.dissent) + parts
        case Speaker():
            names = len(record.attribution)
    return -marks_in(text), text.count(LOST), not getattr(record, "deleted", False), -names, text


def _either(ours: Mapping[str, int], theirs: Mapping[str, int]) -> dict[str, int]:
    """The own numbers of both; where a file was damaged, the lower one."""
    return {
        key: min(numbers[key] for numbers in (ours, theirs) if key in numbers) for key in {*ours, *theirs}
    }


def _renumbered(
    versions: Sequence[Version],
    own: Mapping[str, int],
    serials: Mapping[str, int],
    laptops: Mapping[str, str],
) -> tuple[Renumbered, ...]:
    """The notes and undo steps that got another number than their own, in order."""
    makers = {
        record_id(group[0].record): min(group, key=lambda each: each.stamp).maker
        for group in by_record(versions).values()
    }
    steps = {each.record.id: each.record.number for each in versions if isinstance(each.record, UndoStep)}
    changed = [
        *((Handle.SERIAL, note_id, str(own[note_id]), str(serial)) for note_id, serial in serials.items()),
        *((Handle.REFERENCE, *pair, given) for pair, given in given_references(claims(versions)).items()),
        *((Handle.STEP, each, str(steps[each]), str(given)) for each, given in given_steps(steps).items()),
    ]
    found = [
        Renumbered(record, what, before, after, laptop_name(makers[record], laptops))
        for what, record, before, after in changed
        if before != after
    ]
    told_apart = _told_apart(found, makers)
    return tuple(sorted(told_apart, key=lambda each: (each.record_id, each.what.value, each.own)))


def _told_apart(found: Sequence[Renumbered], makers: Mapping[str, str]) -> Iterator[Renumbered]:
    """The same, with more of the writer where laptops of one name lost the same number."""
    names = Counter((each.what, each.own, each.laptop) for each in found)
    for each in found:
        is_clear = names[each.what, each.own, each.laptop] == 1
        yield each if is_clear else replace(each, laptop=f"{each.laptop}-{makers[each.record_id]}")

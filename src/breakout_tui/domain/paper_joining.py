"""Joins the decisions of two editors who worked on copies of one file, so that neither loses anything.

The rule is that of sessions (``joining``), for each record of the paper: what the other side has seen and replaced goes, what nobody has
replaced stays. Where two changes of one record stay, the one with the highest stamp of those that are not deleted is the current one,
the others are its siblings until the next change; in the paper a ``DecidedTwice`` holds them. The join gives the same in any order and
grouping.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from breakout_tui.domain.erased_words import marks_in
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_records import (
    DecidedTwice,
    OtherDecision,
    PaperDecision,
    PaperRecord,
    PaperStep,
    twice_id,
)
from breakout_tui.domain.versions import Knowledge, Stamp, laptops_of, seen, staying


@dataclass(frozen=True, slots=True)
class PaperVersion:
    """A record of a paper as it was after one change."""

    record: PaperRecord
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class PaperState:
    """Everything of one paper that travels between files."""

    paper_id: str
    knowledge: Knowledge = field(default_factory=dict)
    versions: tuple[PaperVersion, ...] = ()
    """By id; the current version of each record first."""
    laptops: Mapping[str, str] = field(default_factory=dict)
    """By writer, the name of its laptop, where known."""


def join_papers(ours: PaperState, theirs: PaperState) -> PaperState:
    """Everything that both states have. Raises ValueError for states of different papers."""
    if ours.paper_id != theirs.paper_id:
        raise ValueError(f"{ours.paper_id} and {theirs.paper_id} are different papers")
    here, there = _by_record(ours.versions), _by_record(theirs.versions)
    found = []
    for record_id in {**here, **there}:
        mine = {version.stamp: version for version in here.get(record_id, ())}
        other = {version.stamp: version for version in there.get(record_id, ())}
        for stamp in staying(mine, other, ours.knowledge, theirs.knowledge):
            both = [version for version in (mine.get(stamp), other.get(stamp)) if version is not None]
            found.append(min(both, key=_wordiness))
    return PaperState(
        ours.paper_id,
        seen(ours.knowledge, theirs.knowledge),
        in_order(found),
        laptops_of(ours.laptops, theirs.laptops),
    )


def in_order(versions: Iterable[PaperVersion]) -> tuple[PaperVersion, ...]:
    """The versions by record, the current one of each first."""
    groups = _by_record(versions)
    return tuple(version for record_id in sorted(groups) for version in groups[record_id])


def current_paper(state: PaperState) -> Paper:
    """The paper with the current version of each record, and with what two editors decided differently."""
    groups = _by_record(state.versions)
    found = {record_id: group[0].record for record_id, group in groups.items()}
    for record_id, group in groups.items():
        if len(group) > 1 and (twice := _twice(state, group, found.get(twice_id(record_id)))) is not None:
            found[twice.id] = twice
    return Paper.of(state.paper_id, found.values())


def _twice(
    state: PaperState, group: Sequence[PaperVersion], stored: PaperRecord | None
) -> DecidedTwice | None:
    """The versions of one record between which the editor must choose; None if they don't differ or the record is no decision."""
    shown = group[0].record
    if not isinstance(shown, PaperDecision):
        return None
    others = {
        each.record: OtherDecision(each.record, *_made(state, each))
        for each in group[1:]
        if isinstance(each.record, PaperDecision) and each.record != shown
    }
    if isinstance(stored, DecidedTwice) and not stored.deleted:
        others |= {each.decision: each for each in stored.others if each.decision != shown}
    if not others:
        return None
    return DecidedTwice(twice_id(shown.id), shown.id, tuple(others.values()), *_made(state, group[0]))


def _made(state: PaperState, version: PaperVersion) -> tuple[str, datetime | None]:
    """On which laptop a version was made, and when, where that is known."""
    steps = (each.record for each in state.versions if isinstance(each.record, PaperStep))
    moments = (step.at for step in steps if any(change.after == version.record for change in step.changes))
    return state.laptops.get(version.stamp.writer, ""), max(moments, default=None)


def changed_decisions(before: PaperState, after: PaperState) -> int:
    """How many decisions are not the same in two states of one paper; a step is a matter of its editor only."""
    old, new = _by_record(before.versions), _by_record(after.versions)
    return sum(
        old.get(record_id) != group and not isinstance(group[0].record, PaperStep)
        for record_id, group in new.items()
    )


def changed(state: PaperState, records: Iterable[PaperRecord], writer: str) -> PaperState:
    """The state after one change by a writer who has seen all of it."""
    # In a rescued file nothing is known to be seen, and the versions have counters all the same.
    counter = max([*state.knowledge.values(), *(each.stamp.counter for each in state.versions), 0]) + 1
    stamp = Stamp(counter, writer)
    new = {record.id: PaperVersion(record, stamp) for record in records}
    kept = [version for version in state.versions if version.record.id not in new]
    return PaperState(
        state.paper_id,
        {**state.knowledge, writer: counter},
        in_order((*kept, *new.values())),
        state.laptops,
    )


def _wordiness(version: PaperVersion) -> tuple[int, str]:
    """The least is that of the version from which more was erased."""
    words = repr(version)
    return -marks_in(words), words


def _by_record(versions: Iterable[PaperVersion]) -> dict[str, list[PaperVersion]]:
    found: dict[str, list[PaperVersion]] = defaultdict(list)
    for version in versions:
        found[version.record.id].append(version)
    return {key: sorted(group, key=_rank, reverse=True) for key, group in found.items()}


def _rank(version: PaperVersion) -> tuple[bool, Stamp]:
    return not getattr(version.record, "deleted", False), version.stamp

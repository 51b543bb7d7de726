"""Joins the decisions of two editors who worked on copies of one file, so that neither loses anything.

The rule is that of sessions (``joining``), for each record of the paper: what the other side has seen and replaced goes, what nobody has
replaced stays. Where two changes of one record stay, the one with the highest stamp of those that are not deleted is the current one,
the others are its siblings until the next change; ``conflicts`` names them. The join gives the same in any order and grouping.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from breakout_tui.domain.erased_words import marks_in
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_records import PaperEntry, PaperRecord, PaperStep
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


@dataclass(frozen=True, slots=True)
class PaperConflict:
    """A decision that two editors made differently without knowing of each other."""

    shown: PaperEntry
    others: tuple[PaperEntry, ...]


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
    """The paper with the current version of each record."""
    return Paper.of(state.paper_id, (group[0].record for group in _by_record(state.versions).values()))


def conflicts(state: PaperState) -> tuple[PaperConflict, ...]:
    """The decisions that differ, by id; a step is a matter of its editor only."""
    found = []
    for group in _by_record(state.versions).values():
        shown, *others = (version.record for version in group)
        differing = tuple(each for each in others if each != shown and not isinstance(each, PaperStep))
        if differing and not isinstance(shown, PaperStep):
            found.append(PaperConflict(shown, differing))
    return tuple(sorted(found, key=lambda conflict: conflict.shown.id))


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

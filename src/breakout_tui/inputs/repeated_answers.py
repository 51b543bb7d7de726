"""Finds delegates who are in the list twice, and decides which row counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from breakout_tui.domain.text import fold
from breakout_tui.inputs.answer_times import AnswerTimes
from breakout_tui.inputs.delegate_draft import Draft, Remarks, named_rows
from breakout_tui.inputs.problems import shown

_SAME = "said the same as another row of the same delegate, and counts once"
_LATER = "filled in again by the same delegate; the latest answer counts"


def give_keys(drafts: Sequence[Draft], remarks: Remarks) -> None:
    """Give each row the key of its delegate: her id, or else name, country and organisation."""
    by_name: defaultdict[str, dict[str, list[Draft]]] = defaultdict(lambda: defaultdict(list))
    for draft in drafts:
        name = _folded(draft.name)
        parts = (name, draft.country_key, _folded(draft.organisation))
        draft.key = f"id {_folded(draft.id)}" if draft.id else "|".join(parts)
        if name:
            by_name[name][draft.key].append(draft)
    for keys in by_name.values():
        if len(keys) > 1:
            rows = named_rows(draft.row for each in keys.values() for draft in each)
            remarks.say(
                f"{rows}: the same name, but {_difference([each[0] for each in keys.values()])}; "
                f"counted as {len(keys)} people. If they are one person, delete a row."
            )


def _difference(drafts: Sequence[Draft]) -> str:
    """What tells delegates of the same name from each other."""
    found = [
        what
        for what, values in (
            ("id", {_folded(each.id) for each in drafts}),
            ("country", {each.country_key for each in drafts}),
            ("organisation", {_folded(each.organisation) for each in drafts}),
        )
        if len(values) > 1
    ]
    return f"not the same {' and '.join(found)}"


class Counted(NamedTuple):
    """One row for each delegate, and rows of which it can't be decided whether they count."""

    drafts: list[Draft]
    undecided: list[Draft]


def without_repeats(drafts: Sequence[Draft], remarks: Remarks, answered: str = "") -> Counted:
    """Find the rows that count, in their order. What can't be decided is a problem of the first row of its delegate.

    ``answered`` is the title of the column of times.
    """
    groups: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.key].append(draft)
    times = AnswerTimes([draft.answered for draft in drafts])
    counted: list[Draft] = []
    undecided: list[Draft] = []
    for first, *others in groups.values():
        problem = ""
        kept = first
        if others:
            rows = named_rows(each.row for each in others)
            if len({_folded(each.name) for each in (first, *others)}) > 1:
                problem = f"the same id as {rows}, but another name; correct one, or read the list without its id column"
            elif (decided := _decided([first, *others], times, remarks)) is not None:
                kept = decided
            elif unreadable := [
                each for each in (first, *others) if each.answered and not times.is_readable(each.answered)
            ]:
                undecided += others
                for each in unreadable:
                    each.refuse(
                        f"the time {shown(each.answered)} can't be read, so it is not known which of "
                        f"{_count(len(others) + 1)} answers of {shown(first.name)} is the later one; correct it",
                        answered,
                    )
            else:
                problem = (
                    f"{shown(first.name)} is also in {rows}, with other answers; delete what no longer counts"
                )
        if problem:
            first.refuse(problem)
            undecided += others
        counted.append(kept)
    return Counted(counted, undecided)


def _decided(group: list[Draft], times: AnswerTimes, remarks: Remarks) -> Draft | None:
    """The row that counts of those of one delegate; None if that isn't clear."""
    if (
        len({(each.said, each.country_key, _folded(each.organisation), *each.problems) for each in group})
        == 1
    ):
        kept = min(group, key=lambda each: (each.name, each.organisation, each.row))
        for draft in group[1:]:
            remarks.add(_SAME, draft.row)
        kept.row = group[0].row
        return kept
    latest = times.latest([draft.answered for draft in group])
    if latest is None:
        return None
    for draft in group:
        if draft is not group[latest]:
            remarks.add(_LATER, draft.row)
    return group[latest]


def _count(number: int) -> str:
    return "two" if number == 2 else str(number)


def _folded(text: str) -> str:
    return " ".join(fold(text).split())

"""Finds delegates who are in the list twice, and decides which row counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from breakout_tui.domain.text import fold
from breakout_tui.inputs.delegate_draft import Draft, Remarks, named_rows
from breakout_tui.inputs.problems import shown

_ZONE = re.compile(
    r"\s*(?:(?:GMT|UTC|Z)(?:[+-][0-9:]{1,5})?|(?<=:[0-9]{2})\s?[+-][0-9]{2}:?[0-9]{2}|[A-Z]{3,4})$"
)
_FORMS = tuple(
    f"{day}{time}"
    for day in ("%Y-%m-%d", "%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y", "%m-%d-%y")
    for time in (" %H:%M:%S", " %I:%M:%S %p", " %H:%M", " %I:%M %p", "")
)
_SAME = "said the same as another row of the same delegate, and counts once"
_LATER = "filled in again by the same delegate; the latest answer counts"


def give_keys(drafts: Sequence[Draft], remarks: Remarks) -> None:
    """Give each row the key of its delegate: her id, or else name, country and organisation."""
    by_name: defaultdict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for draft in drafts:
        name = _folded(draft.name)
        parts = (name, draft.country_key, _folded(draft.organisation))
        draft.key = f"id {_folded(draft.id)}" if draft.id else "|".join(parts)
        if name:
            by_name[name][draft.key].append(draft.row)
    for keys in by_name.values():
        if len(keys) > 1:
            rows = [row for each in keys.values() for row in each]
            remarks.say(
                f"{named_rows(rows)}: the same name, but not the same delegate; counted as {len(keys)} people."
            )


class Counted(NamedTuple):
    """One row for each delegate, and rows of which it can't be decided whether they count."""

    drafts: list[Draft]
    undecided: list[Draft]


def without_repeats(drafts: Sequence[Draft], remarks: Remarks) -> Counted:
    """Find the rows that count, in their order. What can't be decided is a problem of the first row of its delegate."""
    groups: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.key].append(draft)
    times = _Times([draft.answered for draft in drafts])
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
            else:
                problem = (
                    f"{shown(first.name)} is also in {rows}, with other answers; delete what no longer counts"
                )
        if problem:
            first.problems.append(problem)
            undecided += others
        counted.append(kept)
    return Counted(counted, undecided)


def _decided(group: list[Draft], times: _Times, remarks: Remarks) -> Draft | None:
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


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


class _Times:
    """Reads when answers were given. A date such as 5/6 is read as the others of its column must be."""

    def __init__(self, texts: Sequence[str]) -> None:
        given = {text for text in texts if text}
        self._forms = [form for form in _FORMS if all(_moment(text, form) is not None for text in given)]

    def latest(self, texts: Sequence[str]) -> int | None:
        """Which of these is the latest; None if that isn't clear."""
        if not all(texts):
            return None
        found: set[int] = set()
        for form in self._forms:
            moments = [moment for text in texts if (moment := _moment(text, form)) is not None]
            if len(moments) < len(texts) or moments.count(max(moments)) > 1:
                return None
            found.add(moments.index(max(moments)))
        return found.pop() if len(found) == 1 else None


def _moment(text: str, form: str) -> datetime | None:
    plain = re.sub(r"[/.](?=[0-9])", "-", re.sub(r"(?<=[0-9])T(?=[0-9])", " ", text.strip()))
    plain = re.sub(r"(?<=:[0-9]{2})-[0-9]{1,6}", "", plain)  # parts of a second
    meridiem = re.sub(
        r"\b([ap])\.?m\b\.?", lambda half: f"{half[1].upper()}M", plain.replace(",", ""), flags=re.IGNORECASE
    )
    shortened = meridiem if meridiem.endswith(("AM", "PM")) else _ZONE.sub("", meridiem)
    try:
        return datetime.strptime(shortened, form).replace(tzinfo=UTC)
    except ValueError:
        return None

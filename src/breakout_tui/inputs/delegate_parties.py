"""Finds who stays together: delegates who name each other, or whose rows have the same label."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from breakout_tui.domain.ports import Countries
from breakout_tui.domain.text import fold
from breakout_tui.inputs.column_words import words_of
from breakout_tui.inputs.delegate_draft import Draft
from breakout_tui.inputs.person_names import turned, with_country
from breakout_tui.inputs.problems import shown
from breakout_tui.inputs.round_cells import NOTHING
from breakout_tui.inputs.row_problems import titled

_BETWEEN = (re.compile(r"[;\n|&+]"), re.compile(r"[;\n|&+,]|\b(?:and|und|et|y|e)\b"))
"""What is between names: the second one also divides *Silva, Ana*, so it comes after."""
_MOST_NAMES = 50
"""The most names in a cell."""


def find_parties(drafts: Sequence[Draft], countries: Countries) -> None:
    """Give the same label to all who stay together. What can't be resolved is a problem of its row."""
    people = _People(drafts, countries)
    groups = _Groups()
    labels: Counter[str] = Counter(
        label for draft in drafts for label in {words_of(each.cell) for each in draft.partners}
    )
    for draft in drafts:
        for cell, column in draft.partners:
            label = words_of(cell)
            if label in NOTHING:
                continue
            found, unknown = people.named(cell)
            if unknown and not found and labels[label] > 1:
                groups.join(draft.key, f"label {label}")
                continue
            for what in unknown:
                draft.refuse(what, column)
            for other in found:
                groups.join(draft.key, other)
    members: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        members[groups.of(draft.key)].append(draft)
    parties = [party for party in members.values() if len(party) > 1]
    for number, party in enumerate(sorted(parties, key=lambda party: min(each.key for each in party)), 1):
        for draft in party:
            draft.party = f"party {number}"


class _People:
    """The delegates by name and id."""

    def __init__(self, drafts: Sequence[Draft], countries: Countries) -> None:
        self._countries = countries
        self._country = {draft.key: draft.country_key for draft in drafts}
        self._keys: defaultdict[str, set[str]] = defaultdict(set)
        self._turned: defaultdict[str, set[str]] = defaultdict(set)
        for draft in drafts:
            words = words_of(draft.name)
            self._keys[words].add(draft.key)
            self._turned[turned(draft.name)].add(draft.key)
            if draft.id:
                self._keys[fold(draft.id)].add(draft.key)

    def named(self, cell: str) -> tuple[list[str], list[str]]:
        """The keys of those whom a cell names, and problems."""
        if len(whole := self._of(cell)) == 1:
            return [*whole], []
        fewest: tuple[list[str], list[str]] | None = None
        for between in _BETWEEN:
            pieces = [piece.strip() for piece in between.split(cell) if piece and words_of(piece)]
            if len(pieces) > _MOST_NAMES:
                return [], [f"more than {_MOST_NAMES} names in one cell"]
            found: list[str] = []
            unknown: list[str] = []
            for piece in pieces:
                keys = self._of(piece)
                if len(keys) == 1:
                    found += keys
                elif keys:
                    unknown.append(
                        f"{len(keys)} delegates are called {shown(piece)}; "
                        "write the country in brackets behind the name, or the id of the one who is meant"
                    )
                else:
                    unknown.append(
                        f"there is no delegate {titled(piece)}; add a row for them or empty the cell"
                    )
            if fewest is None or len(unknown) < len(fewest[1]):
                fewest = found, unknown
        return fewest if fewest is not None else ([], [])

    def _of(self, text: str) -> set[str]:
        """The keys of those whom a text names: in any order of the parts, with a country behind it or without."""
        if found := self._called(text):
            return found
        name, behind = with_country(text)
        if not behind or not (found := self._called(name)):
            return set()
        country = self._countries.code_of(behind) or fold(behind)
        from_there = {key for key in found if self._country[key] == country}
        is_country = bool(self._countries.code_of(behind))
        # in brackets there may also be an organisation
        return from_there or (set() if is_country or not text.rstrip().endswith((")", "]")) else found)

    def _called(self, name: str) -> set[str]:
        return (
            self._keys.get(words_of(name))
            or self._keys.get(fold(name.strip()))
            or self._turned.get(turned(name))
            or set()
        )


class _Groups:
    """Who belongs together, by way of others too."""

    def __init__(self) -> None:
        self._leads: dict[str, str] = {}

    def of(self, key: str) -> str:
        """The same for all of a group."""
        path = []
        while (lead := self._leads.get(key, key)) != key:
            path.append(key)
            key = lead
        self._leads |= dict.fromkeys(path, key)
        return key

    def join(self, one: str, other: str) -> None:
        """Put the groups of both together."""
        self._leads[self.of(one)] = self.of(other)

"""Reads the delegates from the rows of a table: all of them, or every problem at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from breakout_tui.domain.delegates import Condition, Delegate
from breakout_tui.domain.errors import DelegatesRefused
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.inputs.column_words import words_of
from breakout_tui.inputs.country_spellings import unify_countries, unify_organisations
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.delegate_draft import Draft, Remarks
from breakout_tui.inputs.delegate_parties import find_parties
from breakout_tui.inputs.problems import MOST_PROBLEMS, shown
from breakout_tui.inputs.repeated_answers import give_keys, without_repeats
from breakout_tui.inputs.sheet_rows import Sheet
from breakout_tui.inputs.theme_names import Names, ThemeNames, rounds_in
from breakout_tui.inputs.wish_cells import read_wishes

LONGEST_NAME = 200
"""Characters of a name, a country or an organisation."""
_NO_COUNTRY = frozenset({"", "none", "n a", "na"})


@dataclass(frozen=True, slots=True)
class DelegateList:
    """The delegates, in the order of their rows, and what was understood in another way than it was typed."""

    delegates: tuple[Delegate, ...]
    remarks: tuple[str, ...]


def last_round(programme: Programme) -> int:
    """How many rounds there are: as many as a delegate explores, or a room names."""
    named = (number for room in programme.rooms for number in room.rounds)
    return max([*(track.explore for track in programme.tracks), *named], default=1)


def read_delegates(
    sheet: Sheet, columns: Columns, programme: Programme, countries: Countries, where: str = ""
) -> DelegateList:
    """The delegates in a table. Raises DelegatesRefused, which lists every problem by row; ``where`` names the file."""
    if missing := columns.missing_in(sheet.headers):
        raise DelegatesRefused(
            where,
            tuple(f"no column has the title {shown(title)}; say which columns to read" for title in missing),
        )
    reading = _Reading(columns, programme)
    drafts = [
        reading.draft(number, dict(zip(sheet.headers, cells, strict=True))) for number, cells in sheet.rows
    ]
    remarks = reading.remarks
    unify_countries(drafts, countries, remarks)
    unify_organisations(drafts, remarks)
    give_keys(drafts, remarks)
    drafts, undecided = without_repeats(drafts, remarks)
    find_parties(drafts)
    drafts.sort(key=lambda draft: draft.row)
    problems = [
        f"row {draft.row}: {what}"
        for draft in sorted((*drafts, *undecided), key=lambda draft: draft.row)
        for what in dict.fromkeys(draft.problems)
    ]
    if problems:
        more = len(problems) - MOST_PROBLEMS
        lines = (*problems[:MOST_PROBLEMS], *([f"… and {plural(more, 'more problem')}"] if more > 0 else ()))
        raise DelegatesRefused(where, lines)
    for typed, title in sorted(reading.near.items()):
        remarks.say(f"{shown(typed)} was read as {shown(title)}.")
    return DelegateList(tuple(map(_delegate, drafts)), remarks.lines())


def _delegate(draft: Draft) -> Delegate:
    return Delegate(
        key=draft.key,
        name=draft.name,
        country=draft.country,
        organisation=draft.organisation,
        track=draft.track,
        wishes=draft.wishes,
        away=draft.away,
        must=draft.must,
        never=draft.never,
        party=draft.party,
    )


class _Reading:
    """Reads rows, each on its own."""

    def __init__(self, columns: Columns, programme: Programme) -> None:
        self._columns = columns
        self._themes = ThemeNames(programme)
        self._tracks = Names(((track.title, track.title) for track in programme.tracks), "track")
        self._in_track = {track.title: frozenset(track.themes) for track in programme.tracks}
        self._last = last_round(programme)
        self.remarks = Remarks()

    @property
    def near(self) -> Mapping[str, str]:
        """The titles of themes and tracks that were found by a very near spelling, by that spelling."""
        return self._themes.near | self._tracks.near

    def draft(self, row: int, cells: Mapping[str, str]) -> Draft:
        """What a row says, with its problems."""
        columns = self._columns
        draft = Draft(row, "")
        draft.name = self._text(draft, self._name(cells), "name")
        if not draft.name:
            draft.problems.append("the name is empty")
        draft.id = clean_line(cells[columns.id]) if columns.id else ""
        draft.country = self._text(draft, cells.get(columns.country, ""), "country")
        if words_of(draft.country) in _NO_COUNTRY:
            draft.country = ""
        draft.organisation = self._text(draft, cells.get(columns.organisation, ""), "organisation")
        draft.answered = cells.get(columns.answered, "")
        draft.partners = tuple(clean_line(cells[title]) for title in columns.together if cells[title])
        self._read_track(draft, cells.get(columns.track, ""))
        track = self._in_track.get(draft.track, frozenset())
        read_wishes(draft, cells, columns, self._themes, track, self.remarks)
        self._read_away(draft, [cells[title] for title in columns.away])
        draft.must = self._conditions(draft, [cells[title] for title in columns.must])
        draft.never = self._conditions(draft, [cells[title] for title in columns.must_not])
        self._check_conditions(draft, track)
        return draft

    def _name(self, cells: Mapping[str, str]) -> str:
        columns = self._columns
        parts = [columns.name] if columns.name else [columns.first_name, columns.last_name]
        return " ".join(cells[title] for title in parts if title and cells[title])

    def _text(self, draft: Draft, cell: str, what: str) -> str:
        text = " ".join(clean_line(cell).split())
        if len(text) > LONGEST_NAME:
            draft.problems.append(f"the {what} has {len(text)} characters; shorten it to {LONGEST_NAME}")
        elif text.startswith("="):
            draft.problems.append(f"the {what} is a formula; replace it with text")
        return text

    def _read_track(self, draft: Draft, cell: str) -> None:
        if not cell or not self._in_track:
            return
        draft.track = self._tracks.find(cell)
        if not draft.track:
            draft.problems.append(self._tracks.unknown(cell))

    def _read_away(self, draft: Draft, cells: Sequence[str]) -> None:
        found: set[int] = set()
        for cell in cells:
            rounds, problem = rounds_in(cell, self._last)
            found |= rounds
            if problem:
                draft.problems.append(problem)
        if len(found) == self._last:
            draft.problems.append("away in all rounds; remove the row, or correct the rounds")
        draft.away = frozenset(found)

    def _conditions(self, draft: Draft, cells: Sequence[str]) -> tuple[Condition, ...]:
        found: list[Condition] = []
        for cell in cells:
            conditions, unknown = self._themes.conditions(cell)
            draft.problems += map(self._themes.unknown, unknown)
            for each in conditions:
                if each.round > self._last or (not each.round and not each.theme):
                    draft.problems.append(f"there is no round {each.round}; the last one is {self._last}")
                else:
                    found.append(each)
        return tuple(sorted(set(found)))

    def _check_conditions(self, draft: Draft, track: frozenset[str]) -> None:
        for must in draft.must:
            if any(
                never.theme in ("", must.theme) and never.round in (0, must.round) for never in draft.never
            ):
                draft.problems.append(f"must and must not attend {self._said(must)}")
            if must.round in draft.away:
                draft.problems.append(f"must attend {self._said(must)}, but is away then")
            if track and must.theme and must.theme not in track:
                draft.problems.append(
                    f"must attend {self._said(must)}, which is not in the track {shown(draft.track)}"
                )

    def _said(self, condition: Condition) -> str:
        theme = shown(self._themes.title(condition.theme)) if condition.theme else ""
        number = f"round {condition.round}" if condition.round else ""
        return " in ".join(filter(None, (theme, number)))

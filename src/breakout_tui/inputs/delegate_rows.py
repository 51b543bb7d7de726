"""Reads the delegates from the rows of a table: all of them, or every problem at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from breakout_tui.domain.delegates import Condition, Delegate
from breakout_tui.domain.errors import DelegatesRefused
from breakout_tui.domain.ports import Countries
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.rounds import last_round
from breakout_tui.domain.text import clean_line
from breakout_tui.inputs.column_words import words_of
from breakout_tui.inputs.condition_cells import ConditionCells
from breakout_tui.inputs.conditions_together import check_conditions
from breakout_tui.inputs.country_spellings import unify_countries, unify_organisations
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.delegate_draft import Draft, Partner, Remarks
from breakout_tui.inputs.delegate_parties import find_parties
from breakout_tui.inputs.person_names import family_in
from breakout_tui.inputs.problems import shown
from breakout_tui.inputs.repeated_answers import give_keys, without_repeats
from breakout_tui.inputs.round_cells import away_in
from breakout_tui.inputs.row_problems import problem_lines
from breakout_tui.inputs.sheet_rows import Sheet
from breakout_tui.inputs.theme_names import Names, ThemeNames
from breakout_tui.inputs.wish_cells import read_wishes

LONGEST_NAME = 200
"""Characters of a name, a country or an organisation."""
_NO_COUNTRY = frozenset({"", "none", "n a", "na"})


@dataclass(frozen=True, slots=True)
class DelegateList:
    """The delegates, in the order of their rows, and what was understood in another way than it was typed."""

    delegates: tuple[Delegate, ...]
    remarks: tuple[str, ...]


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
    drafts, undecided = without_repeats(drafts, remarks, columns.answered)
    find_parties(drafts, countries)
    drafts.sort(key=lambda draft: draft.row)
    if any(draft.problems for draft in (*drafts, *undecided)):
        filled = {
            header: sum(bool(cells[index]) for _, cells in sheet.rows)
            for index, header in enumerate(sheet.headers)
        }
        raise DelegatesRefused(where, problem_lines((*drafts, *undecided), filled))
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
        family=draft.family,
    )


class _Reading:
    """Reads rows, each on its own."""

    def __init__(self, columns: Columns, programme: Programme) -> None:
        self._columns = columns
        self._themes = ThemeNames(programme)
        self._condition_cells = ConditionCells(self._themes)
        self._tracks = Names(((track.title, track.title) for track in programme.tracks), "track")
        self._in_track = {track.title: frozenset(track.themes) for track in programme.tracks}
        self._last = last_round(programme.tracks, programme.rooms)
        self.remarks = Remarks()

    @property
    def near(self) -> Mapping[str, str]:
        """The titles of themes and tracks that were found by a very near spelling, by that spelling."""
        return self._themes.near | self._tracks.near

    def draft(self, row: int, cells: Mapping[str, str]) -> Draft:
        """What a row says, with its problems."""
        columns = self._columns
        draft = Draft(row, "")
        parts = [columns.name] if columns.name else [columns.first_name, columns.last_name]
        parts = [title for title in parts if title]
        draft.name = self._text(draft, " ".join(filter(None, map(cells.get, parts))), "name", parts[0])
        if not draft.name:
            draft.refuse("the name is empty; write it, or delete the row", parts[0])
        elif not draft.name.startswith("=") and not any(map(str.isalpha, draft.name)):
            draft.refuse(
                f"the name {shown(draft.name)} has no letter; if the row is a total, delete it", parts[0]
            )
        draft.family = clean_line(cells.get(columns.last_name, "")) or family_in(draft.name)
        draft.id = clean_line(cells[columns.id]) if columns.id else ""
        draft.country = self._text(draft, cells.get(columns.country, ""), "country", columns.country)
        if words_of(draft.country) in _NO_COUNTRY:
            draft.country = ""
        draft.organisation = self._text(
            draft, cells.get(columns.organisation, ""), "organisation", columns.organisation
        )
        draft.answered = cells.get(columns.answered, "")
        draft.partners = tuple(
            Partner(clean_line(cells[title]), title) for title in columns.together if cells[title]
        )
        self._read_track(draft, cells.get(columns.track, ""))
        track = self._in_track.get(draft.track, frozenset())
        read_wishes(draft, cells, columns, self._themes, track, self.remarks)
        self._read_away(draft, cells)
        musts = self._conditions(draft, cells, columns.must)
        nevers = self._conditions(draft, cells, columns.must_not)
        draft.must, draft.never = tuple(sorted(musts)), tuple(sorted(nevers))
        check_conditions(draft, musts, self._themes, track, self._last)
        return draft

    def _text(self, draft: Draft, cell: str, what: str, column: str) -> str:
        text = " ".join(clean_line(cell).split())
        if len(text) > LONGEST_NAME:
            draft.refuse(f"the {what} has {len(text)} characters; shorten it to {LONGEST_NAME}", column)
        elif text.startswith("="):
            draft.refuse(f"the {what} is a formula; replace it with text", column)
        return text

    def _read_track(self, draft: Draft, cell: str) -> None:
        if not cell or not self._in_track:
            return
        draft.track = self._tracks.find(cell)
        if not draft.track:
            draft.refuse(self._tracks.unknown(cell), self._columns.track, "track", cell)

    def _read_away(self, draft: Draft, cells: Mapping[str, str]) -> None:
        found: set[int] = set()
        for title in self._columns.away:
            away = away_in(cells[title], title, self._last)
            found |= away.rounds
            if away.problem:
                draft.refuse(away.problem, title, "round", cells[title])
            if away.remark:
                self.remarks.add(away.remark, draft.row)
        if len(found) == self._last:
            draft.refuse("away in all rounds; remove the row, or correct the rounds", self._columns.away[0])
        draft.away = frozenset(found)

    def _conditions(
        self, draft: Draft, cells: Mapping[str, str], titles: Sequence[str]
    ) -> dict[Condition, str]:
        """The conditions in the columns of these titles, each with the title of its column."""
        found: dict[Condition, str] = {}
        for title in titles:
            conditions, unknown = self._condition_cells.conditions(cells[title])
            for cell in unknown:
                draft.refuse(self._condition_cells.no_condition(cell), title, "theme or round", cell)
            for each in conditions:
                if each.round > self._last or (not each.round and not each.theme):
                    draft.refuse(f"there is no round {each.round}; the last one is {self._last}", title)
                else:
                    found.setdefault(each, title)
        return found

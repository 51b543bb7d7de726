"""Finds columns that no title explains but that name themes, rounds or delegates: a condition must not be missed in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from breakout_tui.inputs.column_questions import COLUMN, Question
from breakout_tui.inputs.column_words import Role, says_rounds, words_of
from breakout_tui.inputs.condition_cells import ConditionCells
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.person_names import turned, with_country
from breakout_tui.inputs.round_cells import NOTHING, away_in, is_yes_or_no
from breakout_tui.inputs.row_problems import titled
from breakout_tui.inputs.sheet_rows import Sheet
from breakout_tui.inputs.theme_names import ThemeNames

_MUCH = 0.5
_SOME = 0.2
_SAMPLE = 100
"""Filled cells of a column that are looked at."""
_LARGEST_ROUND = 99
_BETWEEN = re.compile(r"[;\n|&+]|\b(?:and|und|et|y|e)\b")
_ASKED: Mapping[str, tuple[str, tuple[Role, ...]]] = {
    "theme": (
        "names themes. Is it what a delegate must attend, must not attend, or not to be read?",
        (Role.MUST, Role.NEVER),
    ),
    "round": (
        "names rounds. Is it when a delegate is away, what a delegate must attend or must not attend, or not to be read?",
        (Role.AWAY, Role.MUST, Role.NEVER),
    ),
    "answer": (
        "asks about rounds. Does it say when a delegate is away, or is it not to be read?",
        (Role.AWAY,),
    ),
    "delegate": (
        "names other delegates. Do they stay together, or is it not to be read?",
        (Role.TOGETHER,),
    ),
}
"""By what a column names: the question, and the roles that it may have."""
_MEANT = {
    Role.MUST: "what a delegate must attend",
    Role.NEVER: "what a delegate must not attend",
    Role.AWAY: "when a delegate is away",
    Role.TOGETHER: "who stays together",
}


class UnreadColumns:
    """Looks at the cells of the columns that are not read."""

    def __init__(self, sheet: Sheet, themes: ThemeNames) -> None:
        self._sheet, self._conditions = sheet, ConditionCells(themes)

    def questions(self, titles: Iterable[str], columns: Columns) -> list[Question]:
        """A question for each of these columns that names something that may be a condition."""
        people = self._people(columns)
        found = ((title, self._named(title, people)) for title in titles)
        return [
            _question(title, f"{titled(title)} {_ASKED[named][0]}", _ASKED[named][1])
            for title, named in found
            if named
        ]

    def doubt(self, title: str, role: Role) -> Question | None:
        """A question about a column whose title sounds like a condition, if hardly a cell is one."""
        cells = [cell for _, cell in self._filled(title)]
        if role is Role.TOGETHER or not cells:
            return None
        if role is Role.AWAY:
            fit = sum(
                is_yes_or_no(cell) or not away_in(cell, title, _LARGEST_ROUND).problem for cell in cells
            )
        else:
            fit = sum(bool(self._conditions.conditions(cell)[0]) for cell in cells)
        if fit >= _SOME * len(cells):
            return None
        return self.question(title, role)

    def question(self, title: str, role: Role) -> Question:
        """Whether a column is this condition."""
        return _question(title, f"Is {titled(title)} {_MEANT[role]}, or is it not to be read?", (role,))

    def _named(self, title: str, people: Mapping[str, frozenset[int]]) -> str:
        """What most cells of a column name, or most of the different ones; empty for nothing of this."""
        filled = self._filled(title)
        if not filled:
            return ""
        kinds = {cell: self._conditions.names(cell) for cell in {cell for _, cell in filled}}
        themes = sum(kinds[cell] == "theme" for _, cell in filled)
        named = sum(bool(kinds[cell]) for _, cell in filled)
        different = sum(map(bool, kinds.values()))
        # "participant" in most rows, and in the others the theme that somebody presents
        if named >= _MUCH * len(filled) or (different > 1 and different >= _MUCH * len(kinds)):
            return "theme" if themes else "round"
        if says_rounds(title) and sum(is_yes_or_no(cell) for _, cell in filled) >= _MUCH * len(filled):
            return "answer"
        others = sum(_names_others(cell, row, people) for row, cell in filled)
        return "delegate" if others and others >= _MUCH * len(filled) else ""

    def _filled(self, title: str) -> list[tuple[int, str]]:
        """The first cells of a column that say something, with the numbers of their rows."""
        index = self._sheet.column(title)
        found: list[tuple[int, str]] = []
        for number, cells in self._sheet.rows:
            if (cells[index] and words_of(cells[index]) not in NOTHING) or is_yes_or_no(cells[index]):
                found.append((number, cells[index]))
                if len(found) == _SAMPLE:
                    break
        return found

    def _people(self, columns: Columns) -> Mapping[str, frozenset[int]]:
        """The rows of each delegate, by her name and her address."""
        indexes = [
            self._sheet.column(title)
            for title in ([columns.name] if columns.name else [columns.first_name, columns.last_name])
            if title
        ]
        address = self._sheet.column(columns.id) if columns.id else None
        found: dict[str, set[int]] = {}
        for number, cells in self._sheet.rows:
            name = turned(" ".join(cells[index] for index in indexes))
            if name and not name.isdigit():
                found.setdefault(name, set()).add(number)
            if address is not None and "@" in cells[address]:
                found.setdefault(turned(cells[address]), set()).add(number)
        return {name: frozenset(rows) for name, rows in found.items()}


def _question(title: str, text: str, roles: Sequence[Role]) -> Question:
    candidates = tuple(role.value for role in (*roles, Role.IGNORE))
    return Question(f"{COLUMN}{title}", text, candidates, column=title)


def _names_others(cell: str, row: int, people: Mapping[str, frozenset[int]]) -> bool:
    """Whether a cell names a delegate of another row."""
    texts = [cell, with_country(cell)[0], *_BETWEEN.split(cell)]
    rows = [people.get(turned(text), frozenset()) for text in texts]
    return any(rows) and not any(row in each for each in rows)

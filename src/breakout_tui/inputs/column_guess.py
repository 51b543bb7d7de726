"""Guesses what the columns of a list of delegates are, by their titles and by what is in them; what is ambiguous is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.programme import Programme
from breakout_tui.inputs.column_questions import ASKED, COLUMN, MEANS, Guess, Question, nearest
from breakout_tui.inputs.column_words import (
    Role,
    choice_rank,
    id_rank,
    is_choice,
    parts_of,
    role_of,
    words_of,
)
from breakout_tui.inputs.delegate_columns import ONE, SCORES_MEAN, Columns
from breakout_tui.inputs.id_column import id_column
from breakout_tui.inputs.problems import shown, suggestion
from breakout_tui.inputs.sheet_rows import Sheet
from breakout_tui.inputs.theme_names import ThemeNames
from breakout_tui.inputs.theme_scores import Scores, is_score, meaning_of
from breakout_tui.inputs.unread_columns import UnreadColumns

_MOSTLY = 0.8
_OFTEN = 0.5
_SELDOM = 0.2
_LONG_BEGINNING = 10
"""Letters from which on the beginning of a theme's title may be a whole title of a column."""
_SAMPLE = 200
"""Rows that are looked at."""
_WISHES = (Role.CHOICE, Role.LIST, Role.SCORE)
_CONDITIONS = (Role.MUST, Role.NEVER, Role.AWAY, Role.TOGETHER, Role.IGNORE)
"""The roles of which a table may have several columns that add up."""


def guess_columns(
    sheet: Sheet,
    programme: Programme,
    given: Mapping[str, Sequence[str]] | None = None,
    kept: Columns | None = None,
) -> Guess:
    """What the columns are. ``given`` says it for some: titles by the word of the role, such as ``{"country": ["Pays"]}``.

    Conditions that are given add to those with telling titles. With ``kept``, the columns of an earlier file, nothing is guessed:
    only columns that this one doesn't know are asked about. Raises UsageError if something given is no role or no column of the table.
    """
    guessing = _Guessing(sheet, ThemeNames(programme), has_tracks=bool(programme.tracks), kept=kept)
    for key, titles in (given or {}).items():
        guessing.give(key, [title for title in titles if title])
    if kept is None:
        guessing.find_wishes()
        guessing.find_roles()
        guessing.find_name()
        guessing.find_meaning()
    guessing.find_conditions()
    columns = guessing.columns
    return Guess(columns, tuple(guessing.questions), columns.ignored_in(sheet.headers))


class _Guessing:
    """The columns so far, and what was asked."""

    def __init__(
        self, sheet: Sheet, themes: ThemeNames, *, has_tracks: bool, kept: Columns | None = None
    ) -> None:
        self._headers = sheet.headers
        self._themes, self._has_tracks = themes, has_tracks
        self._cells = {
            header: [row.cells[index] for row in sheet.rows[:_SAMPLE]]
            for index, header in enumerate(sheet.headers)
        }
        self._given: set[str] = set()
        self._empty = {
            header
            for index, header in enumerate(sheet.headers)
            if not any(row.cells[index] for row in sheet.rows)
        }
        self._unread = UnreadColumns(sheet, themes)
        self._is_kept = kept is not None
        self.columns = kept or Columns()
        self.questions: list[Question] = []
        self._asked: set[str] = set()

    def give(self, key: str, titles: Sequence[str]) -> None:
        """Take what was said. Raises UsageError."""
        if key.startswith(COLUMN):
            word = titles[0] if titles else Role.IGNORE.value
            if word not in {role.value for role in _CONDITIONS}:
                raise UsageError(f"a column is one of: {', '.join(role.value for role in _CONDITIONS)}")
            role, title = Role(word), self._header(key.removeprefix(COLUMN))
            self.columns = self.columns.but(role, [*self.columns.of(role), title])
            return
        self._given.add(key)
        if key == SCORES_MEAN:
            words = [each.value for each in Scores]
            if len(titles) != 1 or titles[0] not in words:
                raise UsageError(f"{key} is one of: {', '.join(words)}")
            self.columns = replace(self.columns, scores_mean=Scores(titles[0]))
            return
        roles = [role.value for role in Role]
        if key not in roles:
            raise UsageError(f"no column is called {shown(key)}; {suggestion(key, roles, 'there is')}")
        found = [self._header(title) for title in titles]
        role = Role(key)
        if role is Role.SCORE:
            pairs = [(title, self._theme_of(title)) for title in found]
            if missing := [title for title, theme in pairs if not theme]:
                raise UsageError(f"the column {shown(missing[0])} names no theme of the programme")
            self.columns = replace(self.columns, score=tuple(pairs))
        elif role in ONE and len(found) > 1:
            raise UsageError(f"{key} is one column, not {len(found)}")
        elif role in _CONDITIONS and found:
            self.columns = self.columns.but(role, list(dict.fromkeys((*self.columns.of(role), *found))))
        else:
            self.columns = self.columns.but(role, found)

    def find_wishes(self) -> None:
        """The columns that say what is wanted: of one theme each, of one rank each, or one with a list."""
        if self.columns.has_wishes or any(each.value in self._given for each in _WISHES):
            return
        if score := self._score_columns():
            self.columns = replace(self.columns, score=score)
            return
        share = {header: self._share(header, self._is_wish) for header in self._free()}
        ranked = {header: rank for header in share if (rank := choice_rank(header))}
        if any(share[header] >= _OFTEN for header in share):
            ranked = {
                header: rank
                for header, rank in ranked.items()
                if share[header] >= _SELDOM or self._is_empty(header)
            }
        if ranked:
            self._take_ranked(ranked)
            return
        likely = [header for header in share if share[header] >= _OFTEN and self._is_no_role(header)]
        likely = likely or [header for header in share if is_choice(header) and self._is_no_role(header)]
        if len(likely) == 1:
            self.columns = replace(self.columns, list=likely[0])
        else:
            self._ask(Role.CHOICE, likely or [each for each in share if self._is_no_role(each)])

    def find_roles(self) -> None:
        """The columns of all other roles but the name."""
        named: dict[Role, list[tuple[bool, str]]] = {}
        for header in self._free():
            said = role_of(header)
            if said is not None and id_rank(header) < 0 and header not in self._asked:
                named.setdefault(said[0], []).append((said[1], header))
        for role, found in named.items():
            if role in _CONDITIONS:
                self._take_conditions(role, found)
                continue
            if role.value in self._given or (role is Role.TRACK and not self._has_tracks):
                continue
            surest = [header for is_whole, header in found if is_whole] or [header for _, header in found]
            filled = [header for header in surest if not self._is_empty(header)] or surest[:1]
            if role is Role.ANSWERED or role not in ONE:
                self.columns = self.columns.but(role, filled[:1] if role in ONE else filled)
            elif len(filled) == 1:
                self.columns = self.columns.but(role, filled)
            else:
                self._ask(role, filled)
        if Role.ID.value not in self._given:
            self.columns = replace(self.columns, id=id_column(self._free(), self._cells, self.columns))

    def find_conditions(self) -> None:
        """Ask about columns that name themes, rounds or delegates and are not read."""
        asked = self._asked | {each.column for each in self.questions}
        has_given_wishes = any(each.value in self._given for each in _WISHES)
        titles = [
            header
            for header in self._free()
            if header not in asked and not (has_given_wishes and choice_rank(header))
        ]
        self.questions += self._unread.questions(titles, self.columns)
        if not self._is_kept:
            return
        asked = {each.column for each in self.questions}
        for header in titles:
            said = role_of(header)
            if said and said[0] in _CONDITIONS and header not in asked and not self._is_empty(header):
                self.questions.append(self._unread.question(header, said[0]))

    def find_name(self) -> None:
        """A name, or first and last name: *Nom* beside *Prénom* is the last name, *Nombre* beside *Apellidos* the first."""
        columns = self.columns
        if columns.name and columns.first_name and not columns.last_name:
            self.columns = replace(columns, name="", last_name=columns.name)
        elif columns.name and columns.last_name and not columns.first_name:
            self.columns = replace(columns, name="", first_name=columns.name)
        elif columns.name:
            # the last name alone is kept: lists are sorted by it
            self.columns = replace(columns, first_name="")
        elif not (
            columns.first_name
            or columns.last_name
            or any(each.key == Role.NAME.value for each in self.questions)
        ):
            self._ask(Role.NAME, [header for header in self._free() if not self._is_empty(header)])

    def find_meaning(self) -> None:
        """What numbers for themes mean."""
        titles = self.columns.of(Role.SCORE)
        if not titles or SCORES_MEAN in self._given:
            return
        rows = list(zip(*(self._cells[title] for title in titles), strict=True))
        meaning = meaning_of(titles, rows)
        if meaning is None:
            self.questions.append(Question(SCORES_MEAN, MEANS, tuple(each.value for each in Scores)))
        else:
            self.columns = replace(self.columns, scores_mean=meaning)

    def _take_conditions(self, role: Role, found: Sequence[tuple[bool, str]]) -> None:
        """Take all columns of a condition; ask about a title that only sounds like it."""
        if role.value in self._given and not self.columns.of(role):
            return
        for is_whole, header in found:
            doubt = None if is_whole else self._unread.doubt(header, role)
            if doubt is not None:
                self.questions.append(doubt)
            else:
                self.columns = self.columns.but(role, [*self.columns.of(role), header])

    def _score_columns(self) -> tuple[tuple[str, str], ...]:
        """The columns of one theme each, from the question with most of them."""
        questions: dict[str, dict[str, str]] = {}
        for header in self._free():
            theme = self._theme_of(header)
            if theme and (self._is_empty(header) or self._share(header, is_score) >= _MOSTLY):
                questions.setdefault(parts_of(header)[0] if parts_of(header)[1] else "", {}).setdefault(
                    theme, header
                )
        best = max(questions.values(), key=len, default={})
        if len(best) < 2 or all(self._is_empty(header) for header in best.values()):
            return ()
        return tuple((header, theme) for theme, header in best.items())

    def _take_ranked(self, ranked: Mapping[str, int]) -> None:
        """Take the columns of the ranks. Of each track a form may have its own ones: then each row fills one of a rank."""
        order = sorted(ranked, key=lambda header: ranked[header])
        for rank in set(ranked.values()):
            same = [self._cells[header] for header in order if ranked[header] == rank]
            if any(sum(map(bool, row)) > 1 for row in zip(*same, strict=True)):
                self._ask(Role.CHOICE, order)
                return
        self.columns = replace(self.columns, choice=tuple(order))

    def _theme_of(self, header: str) -> str:
        """The theme that a title names; empty for none."""
        question, item = parts_of(header)
        if item:
            return "" if item.strip().isdigit() else self._themes.find(item, nearly=False)
        found = self._themes.find(question, nearly=False)
        words = words_of(question)
        is_whole = words == words_of(found) or len(words) >= _LONG_BEGINNING
        return found if is_whole and not words.isdigit() else ""

    def _is_wish(self, cell: str) -> bool:
        listed = self._themes.listed(cell)
        return bool(listed.themes) and not listed.unknown

    def _share(self, header: str, fits: Callable[[str], bool]) -> float:
        """The share of the filled cells of a column that fit; 0 without any."""
        filled = [cell for cell in self._cells[header] if cell]
        return sum(map(fits, filled)) / len(filled) if filled else 0.0

    def _is_empty(self, header: str) -> bool:
        return header in self._empty

    def _is_no_role(self, header: str) -> bool:
        return role_of(header) is None and id_rank(header) < 0

    def _free(self) -> tuple[str, ...]:
        """The columns that are neither read nor to be ignored."""
        ignore = set(self.columns.ignore)
        return tuple(each for each in self.columns.ignored_in(self._headers) if each not in ignore)

    def _ask(self, role: Role, candidates: Sequence[str]) -> None:
        if role.value not in self._given and candidates:
            self.questions.append(Question(role.value, ASKED[role], tuple(candidates), role not in ONE))
            self._asked |= set(candidates) if role is Role.CHOICE else set()

    def _header(self, title: str) -> str:
        if title in self._headers:
            return title
        alike = [header for header in self._headers if words_of(header) == words_of(title)]
        if len(alike) != 1:
            raise UsageError(f"no column has the title {shown(title)}; {nearest(title, self._headers)}")
        return alike[0]

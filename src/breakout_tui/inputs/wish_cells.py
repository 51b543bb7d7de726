"""Reads what a delegate wants from the cells of her row: choices in order, a list, or a score for each theme."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from breakout_tui.domain.text import plural
from breakout_tui.inputs.column_words import words_of
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.delegate_draft import Draft, Remarks
from breakout_tui.inputs.problems import shown
from breakout_tui.inputs.round_cells import NOTHING
from breakout_tui.inputs.theme_names import ThemeNames
from breakout_tui.inputs.theme_scores import Scores, score_of

_GAP = "a choice is empty and a later one isn't; the later ones move up"
_TWICE = "a theme is named twice; the first mention counts"
_OTHER_TRACK = "scores for themes of another track don't count"


def read_wishes(
    draft: Draft,
    cells: Mapping[str, str],
    columns: Columns,
    themes: ThemeNames,
    track: frozenset[str],
    remarks: Remarks,
) -> None:
    """Put the wishes of a row into its draft. ``track`` has the themes of its track; none for all."""
    listed = [*_choices(draft, cells, columns, themes, remarks), *_list(draft, cells, columns, themes)]
    once = dict(reversed(listed))
    once = {theme: once[theme] for theme, _ in listed}
    if len(once) < len(listed):
        remarks.add(_TWICE, draft.row)
    for theme, title in once.items():
        if track and theme not in track:
            draft.refuse(f"{shown(themes.title(theme))} is not in the track {shown(draft.track)}", title)
    groups: list[tuple[str, ...]] = [(theme,) for theme in once]
    for group in _scored(draft, cells, columns, themes):
        rest = tuple(theme for theme in group if theme not in once and (not track or theme in track))
        if track and not track.issuperset(group):
            remarks.add(_OTHER_TRACK, draft.row)
        if rest:
            groups.append(rest)
    draft.wishes = tuple(groups)


def _choices(
    draft: Draft, cells: Mapping[str, str], columns: Columns, themes: ThemeNames, remarks: Remarks
) -> list[tuple[str, str]]:
    """Themes, each with the title of its column."""
    found: list[tuple[str, str]] = []
    has_gap = False
    for title in columns.choice:
        cell = cells[title]
        if words_of(cell) in NOTHING:
            has_gap = True
            continue
        if has_gap:
            remarks.add(_GAP, draft.row)
            has_gap = False
        listed = themes.listed(cell)
        if len(listed.themes) > 1 and not listed.unknown:
            draft.refuse(
                f"{shown(cell)} names {plural(len(listed.themes), 'theme')}; a choice is one theme", title
            )
        elif theme := themes.find(cell):
            found.append((theme, title))
        else:
            draft.refuse(themes.unknown(cell), title, "theme", cell)
    return found


def _list(
    draft: Draft, cells: Mapping[str, str], columns: Columns, themes: ThemeNames
) -> list[tuple[str, str]]:
    """Themes, each with the title of the column."""
    if not columns.list:
        return []
    listed = themes.listed(cells[columns.list])
    for each in listed.unknown:
        draft.refuse(themes.unknown(each), columns.list, "theme", each)
    return [(theme, columns.list) for theme in listed.themes]


def _scored(
    draft: Draft, cells: Mapping[str, str], columns: Columns, themes: ThemeNames
) -> list[tuple[str, ...]]:
    """Groups of themes with the same score, the most wanted first."""
    scores: list[tuple[float, str]] = []
    is_rank = columns.scores_mean is Scores.RANKS
    for title, theme in columns.score:
        score = score_of(cells[title], columns.scores_mean)
        if score is None:
            kind, example = ("rank", 1) if is_rank else ("rating", 3)
            what = f"{shown(cells[title])} for {shown(themes.title(theme))} is no {kind}; write a number, such as {example}"
            draft.refuse(what, title, kind, cells[title])
        elif score:
            scores.append((score if is_rank else -score, theme))
    scores.sort(key=lambda each: each[0])
    # in the order of the programme within a group, wherever the columns are
    return [
        tuple(sorted((theme for _, theme in group), key=themes.place))
        for _, group in groupby(scores, key=lambda each: each[0])
    ]

"""Finds conditions of one delegate that can't all be kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from breakout_tui.domain.delegates import Condition
from breakout_tui.inputs.delegate_draft import Draft
from breakout_tui.inputs.problems import shown
from breakout_tui.inputs.theme_names import ThemeNames


def check_conditions(
    draft: Draft, musts: Mapping[Condition, str], themes: ThemeNames, track: frozenset[str], last: int
) -> None:
    """Add the problems of a row. ``musts`` has what it must attend, with the titles of the columns; ``track`` the themes of its track."""

    def said(condition: Condition) -> str:
        theme = shown(themes.title(condition.theme)) if condition.theme else ""
        number = f"round {condition.round}" if condition.round else ""
        return " in ".join(filter(None, (theme, number)))

    for must, column in musts.items():
        if any(never.theme in ("", must.theme) and never.round in (0, must.round) for never in draft.never):
            draft.refuse(f"must and must not attend {said(must)}; empty one of the two cells", column)
        if must.round in draft.away:
            draft.refuse(f"must attend {said(must)}, but is away then; correct one of the two cells", column)
        if track and must.theme and must.theme not in track:
            draft.refuse(
                f"must attend {said(must)}, which is not in the track {shown(draft.track)}; "
                f"empty the track in row {draft.row}, or change the theme",
                column,
            )
    by_round: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for must, column in musts.items():
        if must.theme:
            by_round[must.round][must.theme] = column
    for number, of_round in sorted(by_round.items()):
        if number and len(of_round) > 1:
            listed = " and ".join(shown(themes.title(theme)) for theme in of_round)
            draft.refuse(
                f"two themes in round {number}: {listed}; keep one, or change its round"
                if len(of_round) == 2
                else f"{len(of_round)} themes in round {number}: {listed}; keep one, or change their rounds",
                next(iter(of_round.values())),
            )
    wanted = {must.theme: column for must, column in musts.items() if must.theme}
    if len(wanted) > last:
        rounds = "1 round" if last == 1 else f"{last} rounds"
        draft.refuse(
            f"must attend {len(wanted)} themes in {rounds}; keep {last}", next(iter(wanted.values()))
        )

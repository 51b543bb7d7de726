"""The mapping: which column of a list of delegates says what. It is guessed once, confirmed once, and kept as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from breakout_tui.inputs.column_words import Role
from breakout_tui.inputs.theme_scores import Scores

SCORES_MEAN = "scores-mean"
"""The key of what numbers in columns of themes mean."""
ONE = frozenset(
    {
        *(Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.ID, Role.COUNTRY),
        *(Role.ORGANISATION, Role.TRACK, Role.LIST, Role.ANSWERED),
    }
)
"""The roles of one column; each of the others may have several."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The titles of the columns that are read; empty for what the list doesn't have."""

    name: str = ""
    first_name: str = ""
    last_name: str = ""
    id: str = ""
    """What tells a delegate from others: a registration number or an e-mail address. Never shown."""
    country: str = ""
    organisation: str = ""
    track: str = ""
    choice: tuple[str, ...] = ()
    """One column for each rank, the most wanted first."""
    list: str = ""
    """A column with the themes in their order, the most wanted first."""
    score: tuple[tuple[str, str], ...] = ()
    """One column for each theme: title and id of the theme."""
    scores_mean: Scores = Scores.RANKS
    away: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    """Not to be read, although its cells name themes, rounds or delegates."""
    answered: str = ""
    """When the form was filled in."""

    @property
    def has_wishes(self) -> bool:
        """Whether a column says what is wanted."""
        return bool(self.choice or self.list or self.score)

    def of(self, role: Role) -> tuple[str, ...]:
        """The titles of the columns of a role."""
        value = getattr(self, _attribute(role))
        if role is Role.SCORE:
            return tuple(title for title, _ in self.score)
        return value if isinstance(value, tuple) else tuple(filter(None, (value,)))

    def titles(self) -> tuple[str, ...]:
        """All columns that are read."""
        roles = [role for role in Role if role is not Role.IGNORE]
        return tuple(dict.fromkeys(title for role in roles for title in self.of(role)))

    def missing_in(self, headers: Iterable[str]) -> tuple[str, ...]:
        """The columns that a file doesn't have."""
        known = set(headers)
        return tuple(title for title in self.titles() if title not in known)

    def ignored_in(self, headers: Iterable[str]) -> tuple[str, ...]:
        """The columns of a file that are not read."""
        known = set(self.titles())
        return tuple(title for title in headers if title not in known)

    def but(self, role: Role, titles: Sequence[str]) -> Columns:
        """With these columns for a role other than the scores. Raises ValueError if there are several for a role of one."""
        if role is Role.SCORE or (role in ONE and len(titles) > 1):
            raise ValueError(f"{role.value} has one column")
        change: dict[str, Any] = {_attribute(role): "".join(titles) if role in ONE else tuple(titles)}
        return replace(self, **change)

    def to_values(self) -> dict[str, object]:
        """The mapping as plain values, for JSON; without what is empty."""
        values: dict[str, object] = {}
        for role in Role:
            if role is Role.SCORE:
                continue
            if titles := self.of(role):
                values[role.value] = titles[0] if role in ONE else list(titles)
        if self.score:
            values[Role.SCORE.value] = dict(self.score)
            values[SCORES_MEAN] = self.scores_mean.value
        return values

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Columns:
        """The mapping in plain values. Raises ValueError for anything that ``to_values`` doesn't give."""
        known = {role.value: role for role in Role}
        columns = cls()
        for key, value in values.items():
            role = known.get(key)
            if key == SCORES_MEAN and isinstance(value, str):
                columns = replace(columns, scores_mean=Scores(value))
            elif role is Role.SCORE and isinstance(value, dict):
                columns = replace(
                    columns, score=tuple((str(title), str(theme)) for title, theme in value.items())
                )
            elif role in ONE and isinstance(value, str):
                columns = columns.but(role, (value,))
            elif role is not None and role not in (Role.SCORE, *ONE) and isinstance(value, list):
                columns = columns.but(role, tuple(map(str, value)))
            else:
                raise ValueError(f"{key!r} is no column of a list of delegates")
        return columns


def _attribute(role: Role) -> str:
    return role.value.replace("-", "_")

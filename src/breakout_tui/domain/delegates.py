"""Delegates: who takes part in a conference, which themes each one wants, and what has to be kept when places are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A seat of a delegate: the room and the theme in it, and the round, from 1."""

    room: str
    theme: str
    round: int


class Condition(NamedTuple):
    """What a delegate must or must not attend."""

    theme: str = ""
    """The id of a theme; empty for any."""
    round: int = 0
    """A round from 1; 0 for any."""

    def holds_for(self, place: Place) -> bool:
        """Whether a place is of this theme and round."""
        return self.theme in ("", place.theme) and self.round in (0, place.round)


@dataclass(frozen=True, slots=True)
class Delegate:
    """A delegate, as her row in the organiser's list says."""

    key: str
    """What tells her from all others, whatever the order of the rows."""
    name: str
    country: str = ""
    organisation: str = ""
    track: str = ""
    """The title of her track; empty if she may be in any."""
    wishes: tuple[tuple[str, ...], ...] = ()
    """Ids of themes, the most wanted first; those of one group are wanted equally. Empty if she didn't answer."""
    away: frozenset[int] = frozenset()
    """The rounds that she can't attend."""
    must: tuple[Condition, ...] = ()
    """Places that she must have, such as the theme that she presents."""
    never: tuple[Condition, ...] = ()
    """Places that she must not have."""
    party: str = ""
    """The same label for those who stay together; empty for somebody on her own."""
    family: str = ""
    """The family name, if the list has it apart: lists are sorted by it."""

    def __post_init__(self) -> None:
        """Check the wishes. Raises ValueError."""
        listed = [theme for group in self.wishes for theme in group]
        if len(set(listed)) != len(listed) or not all(self.wishes):
            raise ValueError("a theme is wished for twice, or a group of wishes is empty")

    @property
    def has_answered(self) -> bool:
        """Whether she wished for anything."""
        return bool(self.wishes)

    def rank(self, theme: str) -> int:
        """The rank of a theme in her list, from 1; equal wishes share the better one, and what she didn't list comes last."""
        before = 0
        for group in self.wishes:
            if theme in group:
                break
            before += len(group)
        return before + 1

    def may_have(self, place: Place) -> bool:
        """Whether nothing that she said forbids this place."""
        return place.round not in self.away and not any(each.holds_for(place) for each in self.never)

    def lacks(self, places: Sequence[Place]) -> tuple[Condition, ...]:
        """What she must attend and doesn't with these places."""
        return tuple(each for each in self.must if not any(map(each.holds_for, places)))

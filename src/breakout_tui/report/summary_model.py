"""The summary of a report as plain data: its figures, who took part, and the recommendations by country group."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.ranking import Standing


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement in a table: its reference and, at the first mention, its gist."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class Addressed:
    """One recommendation in the list by country group."""

    addressee: str
    """The group or another addressee; empty for none."""
    cited: Cited
    actor: str
    due: str
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The session in figures, and who took part in it."""

    counts: tuple[tuple[Kind, int], ...] = ()
    """How many notes of each kind, without those of which there are none."""
    issues: int = 0
    """How many priority issues the room agreed on."""
    first: tuple[Standing, ...] = ()
    """The first of them; several if they are tied."""
    levels: tuple[tuple[Kind, tuple[tuple[Agreement | None, int], ...]], ...] = ()
    """How many recommendations and decisions have each level of agreement; None for no level."""
    strongest: tuple[Agreement, Cited] | None = None
    """The recommendation or decision with the strongest agreement; None if no level says that the room carries it."""
    read: tuple[tuple[ReadBack, int], ...] = ()
    """How many outputs were read back with each result."""
    heard: tuple[tuple[str, int], ...] = ()
    """Who was heard how often, as the attribution rule allows; most often first."""
    listed: tuple[str, ...] = ()
    """The countries and organisations of the room's list; empty where the rule is not *country*."""


NO_SUMMARY = Summary()
"""Of a session without notes."""

"""The summary of a session in figures, who took part in it, and its recommendations by country group."""

from __future__ import annotations

from collections import Counter

from breakout_tui.domain.agreed_list import latest
from breakout_tui.domain.agreement import counts, ordered, strongest_first
from breakout_tui.domain.country_groups import by_group
from breakout_tui.domain.gist import gist
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note, ReadBack
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.report_back_headline import carried_outcomes
from breakout_tui.domain.said_references import spoken
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import AGREED_ON, agreed_kinds, read_kinds
from breakout_tui.domain.text import clean_line
from breakout_tui.report.summary_model import Addressed, Cited, Summary

LONGEST = 100
"""Longest gist of a recommendation in the list by country group, in code points."""


def summary(session: Session) -> Summary:
    """The figures of the whole session."""
    book = session.book
    of_kind = {kind: sum(1 for _ in book.of_kind(kind)) for kind in Kind}
    agreed = latest(session)
    chosen = [] if agreed is None else [line for line in standings(session, agreed) if line.chosen]
    return Summary(
        counts=tuple((kind, count) for kind, count in of_kind.items() if count),
        issues=len(chosen),
        first=tuple(line for line in chosen if line.rank == chosen[0].rank),
        levels=tuple((kind, _levels(session, kind)) for kind in AGREED_ON if kind in agreed_kinds(session)),
        strongest=_strongest(session),
        read=_read(session),
        heard=heard(session),
        listed=session.info.known if session.info.rule is AttributionRule.COUNTRY else (),
    )


def _levels(session: Session, kind: Kind) -> tuple[tuple[Agreement | None, int], ...]:
    return tuple((level, count) for level, count in counts(session, kind).items() if count)


def heard(session: Session) -> tuple[tuple[str, int], ...]:
    """Who was heard, and how often, also in notes that were merged; nobody under the rule *none*."""
    if session.info.rule is AttributionRule.NONE:
        return ()
    found: Counter[str] = Counter()
    for note in session.book.notes:
        if not note.deleted:
            found.update({name.strip() for name in note.attribution.split(",") if name.strip()})
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0].casefold())))


def _strongest(session: Session) -> tuple[Agreement, Cited] | None:
    first = next(iter(carried_outcomes(session)), None)
    if first is None or first.agreement is None:
        return None
    return first.agreement, Cited(first.reference, gist(spoken(session, first), LONGEST))


def _read(session: Session) -> tuple[tuple[ReadBack, int], ...]:
    notes = [note for kind in read_kinds(session) for note in session.book.of_kind(kind)]
    found = Counter(note.read_back for note in notes)
    return tuple((result, found[result]) for result in ReadBack if found[result])


def addressed(session: Session) -> tuple[Addressed, ...]:
    """The recommendations by country group, the strongest agreement first.

    Nothing where the session has no groups, or none of its recommendations is for anybody.
    """
    groups = by_group(session, strongest_first(ordered(session)))
    if not session.info.groups or not any(group.addressee for group in groups):
        return ()
    return tuple(_addressed(session, group.addressee, note) for group in groups for note in group.notes)


def _addressed(session: Session, addressee: str, note: Note) -> Addressed:
    return Addressed(
        addressee=addressee,
        cited=Cited(note.reference, gist(spoken(session, note), LONGEST)),
        actor=clean_line(note.actor),
        due=clean_line(note.due),
        agreement=note.agreement,
    )

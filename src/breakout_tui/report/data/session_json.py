"""Sessions as JSON for those who go on working with them: one document for one session, or for a conference with its papers.

The form is that of ``protocol``, and ``docs/session.schema.json`` describes it. The same sessions give the same bytes, in whatever
order they came together. The list of names that ``@`` completes is left out where the attribution rule lets no name be written, and
under *country* it holds only what statements are attributed to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from breakout_tui import protocol
from breakout_tui.domain.joining import in_order
from breakout_tui.domain.notes import Note
from breakout_tui.domain.paper_joining import PaperState
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.versions import SessionState, Version


def sessions_json(states: Iterable[SessionState], papers: Iterable[PaperState] = ()) -> str:
    """The document, indented, in UTF-8 characters, with a line feed at its end."""
    document = protocol.document(map(allowed, states), papers=papers)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def allowed(state: SessionState) -> SessionState:
    """The state without the names that the session's attribution rule forbids, whichever laptop recorded them under whichever rule."""
    rule = _rule(state)
    if rule is AttributionRule.NAMED:
        return state
    names = attributed(state) if rule is AttributionRule.COUNTRY else set()
    return replace(state, versions=tuple(_allowed(version, rule, names) for version in state.versions))


def attributed(state: SessionState) -> set[str]:
    """All names that statements are attributed to."""
    return {
        name
        for version in state.versions
        if isinstance(version.record, Note)
        for name in (*version.record.attribution.split(", "), *version.record.dissent.split(", "))
    }


def _rule(state: SessionState) -> AttributionRule:
    """That of the session as it is shown."""
    details = (version for version in state.versions if isinstance(version.record, SessionInfo))
    return next(v.record.rule for v in in_order(details) if isinstance(v.record, SessionInfo))


def _allowed(version: Version, rule: AttributionRule, names: set[str]) -> Version:
    match version.record:
        case SessionInfo() as info:
            return replace(version, record=replace(info, known=tuple(filter(names.__contains__, info.known))))
        case Note() as note if rule is AttributionRule.NONE:
            return replace(version, record=replace(note, attribution="", dissent=""))
    return version

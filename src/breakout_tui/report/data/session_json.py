"""Sessions as JSON for those who go on working with them: one document for one session or for all of a conference.

The form is that of ``protocol``, and ``docs/session.schema.json`` describes it. The same sessions give the same bytes, in whatever
order they came together. The list of names that ``@`` completes is left out where the attribution rule lets no name be written, and
under *country* it holds only what statements are attributed to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from breakout_tui import protocol
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.versions import SessionState, Version


def sessions_json(states: Iterable[SessionState]) -> str:
    """The document, indented, in UTF-8 characters, with a line feed at its end."""
    document = protocol.document(map(allowed, states))
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def allowed(state: SessionState) -> SessionState:
    """The state without the names that its attribution rule keeps out of documents."""
    attributed = {
        name
        for version in state.versions
        if isinstance(version.record, Note)
        for name in (*version.record.attribution.split(", "), *version.record.dissent.split(", "))
    }
    return replace(state, versions=tuple(_allowed(version, attributed) for version in state.versions))


def _allowed(version: Version, attributed: set[str]) -> Version:
    info = version.record
    if not isinstance(info, SessionInfo) or info.rule is AttributionRule.NAMED:
        return version
    known = info.known if info.rule is AttributionRule.COUNTRY else ()
    return replace(version, record=replace(info, known=tuple(name for name in known if name in attributed)))

"""Sessions as JSON for those who go on working with them: one document for one session, or for a conference with its papers.

The form is that of ``protocol``, and ``docs/session.schema.json`` describes it. The same sessions give the same bytes, in whatever
order they came together. Names are in it as ``domain.allowed_names`` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from breakout_tui import protocol
from breakout_tui.domain.allowed_names import allowed
from breakout_tui.domain.paper_joining import PaperState
from breakout_tui.domain.versions import SessionState


def sessions_json(states: Iterable[SessionState], papers: Iterable[PaperState] = ()) -> str:
    """The document, indented, in UTF-8 characters, with a line feed at its end."""
    document = protocol.document(map(allowed, states), papers=papers)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

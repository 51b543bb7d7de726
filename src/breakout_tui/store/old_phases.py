"""Sessions of earlier versions, in which each day had a morning and an afternoon: their cells in the form of today.

In their programmes a guiding question is a text; today it is a table, which can say more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from breakout_tui.domain.text import clean
from breakout_tui.store.sql_connection import SqlConnection

_PHASES = ("morning", "afternoon")
_OLD_ENDS = tuple(f"{phase}_ends" for phase in _PHASES)
_PAUSE = "Lunch"
"""What lay between them."""


def migrate_phases(connection: SqlConnection) -> None:
    """Rewrite the programmes and the fixed ends of all sessions of a file."""
    rows = connection.execute("SELECT id, programme, morning_ends, afternoon_ends FROM session").fetchall()
    for session_id, programme, *ends in rows:
        cells = {"programme": programme, **dict(zip(_OLD_ENDS, ends, strict=True))}
        new = with_phases(cells)
        connection.execute(
            "UPDATE session SET programme = ?, phase_ends = ?, morning_ends = NULL, afternoon_ends = NULL WHERE id = ?",
            (new["programme"], new["phase_ends"], session_id),
        )


def with_phases(row: Mapping[str, Any]) -> dict[str, Any]:
    """A session's row of any version in the form of today; cells that can't be read stay as they are."""
    new = {name: cell for name, cell in row.items() if name not in _OLD_ENDS}
    new["programme"] = _programme(row.get("programme"))
    ends = {
        phase: cell
        for phase, name in zip(_PHASES, _OLD_ENDS, strict=True)
        if isinstance(cell := row.get(name), str)
    }
    if ends or not new.get("phase_ends"):
        new["phase_ends"] = json.dumps(ends, ensure_ascii=False, separators=(",", ":"))
    return new


def _programme(cell: Any) -> Any:
    try:
        plain = json.loads(cell)
        if "phases" in plain:
            return cell
        old = [plain.pop(phase) for phase in _PHASES]
        phases = [_phase(phase, each) for phase, each in zip(_PHASES, old, strict=True)]
        for theme in plain.get("themes", ()):
            theme["questions"] = [{"text": text} for text in theme["questions"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return cell
    phases[0]["pause"] = _PAUSE
    return clean(json.dumps({**plain, "phases": phases}, ensure_ascii=False, separators=(",", ":")))


def _phase(phase_id: str, old: dict[str, Any]) -> dict[str, Any]:
    return {"id": phase_id, **{key: value for key, value in old.items() if key != "name"}}

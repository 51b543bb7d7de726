"""The footer: the keys for the current focus, the likeliest first, since a narrow window cuts the last ones."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import letter_hints
from breakout_tui.tui.phase_words import how_far, phase_name
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.key_line import KeyHint
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.panel import Panel

_NOTES = ("After Esc, in the notes", letter_hints(Place.NOTES))
_KEYS = {"Esc": "escape", "Enter": "enter", "Tab": "tab", "↑": "up", "/": "slash"}


def hints(focused: Widget | None, session: Session) -> tuple[KeyHint, ...]:
    """The keys and what they do; a click on one presses the key."""
    return tuple(KeyHint(key, meaning, _press(key)) for key, meaning in _keys(focused, session))


def moment(session: Session, panel: Panel | None) -> list[tuple[str, Sequence[tuple[str, str]]]]:
    """The function keys, and the keys of the panel or the notes list behind the line, under headings."""
    step = session.current_box.step_title if session.current_box is not None else how_far(session)
    behind = ("After Esc, in the panel", panel.keys) if panel is not None and panel.keys else _NOTES
    return [(f"Now: {step}", [key for key in _line_keys(session) if key[0].startswith("F")]), behind]


def _keys(focused: Widget | None, session: Session) -> list[tuple[str, str]]:
    if isinstance(focused, NoteList):
        return [("Esc", "line"), *(letter_hints(Place.NOTES) if focused.is_marking else [])]
    if isinstance(focused, AgendaList):
        return [
            ("Esc", "line"),
            *letter_hints(Place.AGENDA, "jump", "rename", "drop"),
            ("+ −", "move"),
            *letter_hints(Place.AGENDA, "spare", "merge-boxes", "add"),
        ]
    if isinstance(focused, Panel):
        own = list(focused.keys)
        return own if any(key == "Esc" for key, _ in own) else [("Esc", "line"), *own]
    return _line_keys(session)


def _press(key: str) -> str:
    """The action of a click; empty for a hint about several keys."""
    if key in _KEYS:
        return f"press('{_KEYS[key]}')"
    is_single = len(key) == 1 or (key.startswith("F") and key[1:].isdigit())
    return f"press('{key if len(key) == 1 else key.lower()}')" if is_single and key.isalnum() else ""


def _line_keys(session: Session) -> list[tuple[str, str]]:
    keys = [("Enter", "save"), ("Tab", "kind")]
    if session.book.visible:
        keys.append(("↑", "edit last"))
    if (due := session.due_phase) is not None:
        keys.append(("F2", f"start {phase_name(due)}"))
    elif session.stage is Stage.DONE:
        keys.append(("F8", "report"))
    else:
        keys += [("F2", "next"), ("F3", "extend"), ("F4", "resume" if session.is_paused else "pause")]
    return [*keys, ("Esc", "notes"), ("/", "commands")]

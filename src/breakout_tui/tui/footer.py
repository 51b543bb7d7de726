"""The keys that fit the moment, the likeliest first, so that a narrow window cuts the least."""

from __future__ import annotations

from textual.widget import Widget

from breakout_tui.domain.session import Session, Stage
from breakout_tui.tui.commands import ACTIONS
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.panel import Panel

HELP: tuple[Part, ...] = (("F1", "key"), (" help", "muted"))
"""What is always in sight, at the right."""


def parts(focused: Widget | None, session: Session, width: int) -> tuple[Part, ...]:
    """Key and meaning in turn, as many as fit into so many cells beside the help."""
    keys: list[tuple[str, str]]
    if isinstance(focused, NoteList):
        keys = [("Esc", "line"), *((_letter(a.letter), a.label) for a in ACTIONS if a.letter and a.label)]
    elif isinstance(focused, AgendaList):
        keys = [
            ("Esc", "line"),
            ("Enter", "jump"),
            ("r", "rename"),
            ("d", "drop"),
            ("+ −", "move"),
            ("j", "join next"),
        ]
        keys.append(("a", "add"))
    elif isinstance(focused, Panel):
        keys = [("Esc", "line"), *focused.keys]
    else:
        keys = _line_keys(session)
    made: list[Part] = []
    room = width - 10
    for key, meaning in keys:
        room -= len(key) + len(meaning) + 4
        if room < -3:
            break
        made += [(key, "key"), (f" {meaning}   ", "muted")]
    return tuple(made)


def _line_keys(session: Session) -> list[tuple[str, str]]:
    keys = [("Enter", "save"), ("Tab", "kind")]
    if session.book.visible:
        keys.append(("↑", "edit last"))
    match session.stage:
        case Stage.READY:
            keys.append(("F2", "start morning"))
        case Stage.LUNCH:
            keys.append(("F2", "start afternoon"))
        case Stage.DONE:
            keys.append(("F8", "report"))
        case Stage.MORNING | Stage.AFTERNOON:
            keys += [("F2", "next"), ("F3", "extend"), ("F4", "resume" if session.is_paused else "pause")]
    return [*keys, ("Esc", "notes"), ("/", "commands")]


def _letter(letter: str) -> str:
    return "/" if letter == "slash" else letter

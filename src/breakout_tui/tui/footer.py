"""The footer: the keys for the current focus, the likeliest first, since a narrow window cuts the last ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual.widget import Widget

from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.actions.action import Place
from breakout_tui.tui.actions.catalogue import letter_hints
from breakout_tui.tui.keymap import all_keys, key_of, shown
from breakout_tui.tui.live_view import kinds_told
from breakout_tui.tui.phase_words import how_far, phase_name
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.widgets.agenda_list import AgendaList
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.command_words import COMMAND
from breakout_tui.tui.widgets.key_line import KeyHint
from breakout_tui.tui.widgets.note_list import NoteList
from breakout_tui.tui.widgets.panel import Panel

_AGENDA = (
    *letter_hints(Place.AGENDA, "jump", "rename", "drop"),
    ("+ −", "move"),
    *letter_hints(Place.AGENDA, "spare", "merge-boxes", "add"),
)
_READING = letter_hints(Place.NOTES, "search", "copy")
_KEYS = {"Esc": "escape", "Enter": "enter", "Tab": "tab", "↑": "up", "/": "slash"}


def hints(focused: Widget | None, controller: SessionController) -> tuple[KeyHint, ...]:
    """The keys and what they do; a click on one presses the key."""
    keys = _reading_keys(focused) if controller.is_read_only else _keys(focused, controller.session)
    bound = all_keys()
    return tuple(KeyHint(key, meaning, _press(key, bound)) for key, meaning in keys)


def moment(
    controller: SessionController, panel: Panel | None, focused: Widget | None
) -> list[tuple[str, Sequence[tuple[str, str]]]]:
    """The kinds of notes if they need words, the function keys, and the keys of the lists, under headings.

    Those of the focused list come first. ``panel`` is what is in place of the notes, if anything.
    """
    session = controller.session
    notes = _READING if controller.is_read_only else letter_hints(Place.NOTES)
    lists: dict[str, Sequence[tuple[str, str]]] = {"notes": notes}
    if controller.is_read_only:
        heading, keys = controller.held_words, _elsewhere()
    else:
        step = session.current_box.step_title if session.current_box is not None else how_far(session)
        heading, keys = f"Now: {step}", _command_keys(session)
        if panel is not None and panel.keys:
            lists = {"panel": panel.keys}
        lists["agenda"] = _AGENDA
    here = _list_of(focused)
    behind = [(f"After {_way_to(name)}, in the {name}", of) for name, of in lists.items() if name != here]
    kinds = kinds_told(session)
    if not here:
        return [*kinds, (heading, keys), *behind]
    own = focused.keys if isinstance(focused, Panel) else notes if here == "notes" else lists.get(here, ())
    return [(f"In the {here}", own), (heading, keys), *behind, *kinds]


def _list_of(focused: Widget | None) -> str:
    """The list in which letters are commands now, in a word; empty in the line."""
    if isinstance(focused, AgendaList):
        return "agenda"
    if isinstance(focused, NoteList):
        return "notes"
    return "panel" if isinstance(focused, Panel) else ""


def _way_to(name: str) -> str:
    """What brings the focus to a list."""
    return (shown("agenda") or "/agenda") if name == "agenda" else "Esc"


def _keys(focused: Widget | None, session: Session) -> list[tuple[str, str]]:
    if isinstance(focused, NoteList):
        return [("Esc", "line"), *(letter_hints(Place.NOTES) if focused.is_marking else [])]
    if isinstance(focused, AgendaList):
        return [("Esc", "line"), *_AGENDA]
    if isinstance(focused, Panel):
        own = list(focused.keys)
        return own if any(key == "Esc" for key, _ in own) else [("Esc", "line"), *own]
    if isinstance(focused, CaptureLine) and (now := _keys_of_text(focused)):
        return [*now, *_command_keys(session)]
    return _line_keys(session)


def _reading_keys(focused: Widget | None) -> list[tuple[str, str]]:
    """Of a session that is only read: the keys that read."""
    if not isinstance(focused, CaptureLine):
        return [("Esc", "line"), *(_READING if isinstance(focused, NoteList) else ()), *_elsewhere()]
    return _keys_of_text(focused) or [("Esc", "notes"), *_elsewhere()]


def _elsewhere() -> list[tuple[str, str]]:
    keys = [(shown(word), word) for word in ("agenda", "report", "chain") if key_of(word)]
    return [*keys, ("/", "commands")]


def _keys_of_text(line: CaptureLine) -> list[tuple[str, str]]:
    """What the keys of the line do with what is in it; nothing where they do what they always do."""
    if line.held is not None:
        one = [("Enter", "one note")] if line.held.is_one_note else []
        return [*one, ("Tab", "one a line"), ("Esc", "cancel")]
    if line.offers.is_open:
        is_taken, is_command = line.offers.for_enter is not None, COMMAND.match(line.value) is not None
        enter = ("take" if is_command else "take, save") if is_taken else "run" if is_command else "save"
        return [
            ("Enter", enter),
            ("Tab", "take"),
            ("↑ ↓", "choose"),
            ("Esc", "close"),
        ]
    if COMMAND.match(line.value):
        return [("Enter", "run"), ("Esc", "notes")]
    if line.editing is not None:
        is_kept = line.aside.is_amended(line.value)
        return [("Enter", "save"), ("Tab", "kind"), ("Esc", "notes" if is_kept else "cancel")]
    return []


def _press(key: str, bound: Collection[str]) -> str:
    """The action of a click, if commands have the ``bound`` keys; empty for a hint about several keys."""
    if key in _KEYS:
        return f"press('{_KEYS[key]}')"
    if (pressed := key.lower()) in bound:
        return f"press('{pressed}')"
    return f"press('{key}')" if len(key) == 1 and key.isalnum() else ""


def _line_keys(session: Session) -> list[tuple[str, str]]:
    keys = [("Enter", "save"), ("Tab", "kind")]
    if session.book.visible:
        keys.append(("↑", "edit last"))
    return [*keys, *_command_keys(session), ("Esc", "notes"), ("/", "commands")]


def _command_keys(session: Session) -> list[tuple[str, str]]:
    """The keys of the commands that this stage of the day is about."""
    if (due := session.due_phase) is not None:
        keys = [("next", f"start {phase_name(due)}")]
    elif session.stage is Stage.DONE:
        keys = [("report", "report")]
    else:
        keys = [("next", "next"), ("extend", "extend"), ("pause", "resume" if session.is_paused else "pause")]
    return [(shown(word), label) for word, label in keys if key_of(word)]

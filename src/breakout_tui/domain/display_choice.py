"""What one display shows in place of what is now: one statement alone, only its theme, a message, its name, or nothing.

The keys of a display, in a terminal or a browser, and what the facilitator chooses for it are the same choices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from breakout_tui.domain.display_face import DisplayFace, FaceLine, Moment
from breakout_tui.domain.display_view import DisplayView


class Shows(Enum):
    """What a display shows."""

    NOW = "what is now"
    STANDBY = "theme and room"
    MESSAGE = "a message"
    NAME = "its name"
    JOIN = "how to join"
    PHONES = "how phones join"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class DisplayChoice:
    """The choice for one display."""

    shows: Shows = Shows.NOW
    words: str = ""
    """The message."""
    alone: str = ""
    """With NOW the line that is shown alone: what it begins with, and its text. Empty for the whole face."""


SHOW_NOW = DisplayChoice()
_OF_KEYS = {"s": Shows.STANDBY, "b": Shows.NOTHING, "p": Shows.PHONES}


def chosen_face(view: DisplayView, choice: DisplayChoice, name: str = "") -> DisplayFace:
    """The face to show; ``name`` is that of the display. For JOIN, PHONES and NOTHING it is the one of now, which isn't drawn then."""
    match choice.shows:
        case Shows.STANDBY:
            return DisplayFace(Moment.BEFORE, view.theme, view.event)
        case Shows.MESSAGE if choice.words:
            return DisplayFace(Moment.BEFORE, choice.words, view.event)
        case Shows.NAME if name:
            return DisplayFace(Moment.BEFORE, name, view.event)
    return _alone(view.face, choice.alone) if choice.shows is Shows.NOW else view.face


def after_key(face: DisplayFace, choice: DisplayChoice, key: str) -> DisplayChoice:
    """The choice after a key: ``up`` and ``down`` show one line alone, ``s`` standby, ``b`` nothing, ``p`` how phones join, ``escape`` what is now.

    The second ``s``, ``b`` or ``p`` takes the first one back. ``face`` is the one of now.
    """
    match key:
        case "up" | "down":
            return _next_line(face, choice, 1 if key == "down" else -1)
        case "s" | "b" | "p":
            wanted = _OF_KEYS[key]
            return SHOW_NOW if choice.shows is wanted else DisplayChoice(wanted)
        case "escape":
            return SHOW_NOW
    return choice


def _next_line(face: DisplayFace, choice: DisplayChoice, by: int) -> DisplayChoice:
    """The line before or after the one that is alone; at first the latest note, or the first line of a list."""
    lines = [_key(line) for line in face.lines]
    if not lines:
        return choice
    if choice.shows is Shows.NOW and choice.alone in lines:
        place = min(max(lines.index(choice.alone) + by, 0), len(lines) - 1)
    else:
        place = len(lines) - 1 if face.moment is Moment.DISCUSSING else 0
    return DisplayChoice(alone=lines[place])


def _key(line: FaceLine) -> str:
    return f"{line.lead} {line.text}"


def _alone(face: DisplayFace, key: str) -> DisplayFace:
    """A face with one of its lines as title; the whole face if it has no such line."""
    for line in face.lines:
        if _key(line) == key:
            facts = (("level", line.value),) if line.value and line.kind is not None else ()
            return replace(
                face, title=line.text, above=line.lead, kind=line.kind, facts=facts, lines=(), heading=""
            )
    return face

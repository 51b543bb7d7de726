"""What each action types, as the bytes of a terminal, and what that must do."""

from __future__ import annotations

from collections.abc import Callable

from breakout_tui.domain import commands as c
from tests.model.commands import typed_command
from tests.model.panel_keys import PANELS, pressed_in_panel
from tests.model.paper import CLUSTERS, NO_MARKS, PEOPLE, Marks, Paper
from tests.model.plan import COMMANDS, Action, words

ENTER, TAB, UP, DOWN = "\r", "\t", "\x1b[A", "\x1b[B"
ESCAPE = "\x1b[27u"
"""As a terminal with the kitty protocol sends it: nothing behind it can belong to it."""
F1, F2, F3, F4, F5, F6, F8, F9 = (
    *("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"),
    *("\x1b[15~", "\x1b[17~", "\x1b[19~", "\x1b[20~"),
)
FOCUS = ("\x1b[O", "\x1b[I")
SIZES = ("24;80", "32;120", "50;200", "10;40", "16;100")


def keys(action: Action, paper: Paper) -> str:
    """The bytes of an action, which is noted on the paper; none if there is nothing to do."""
    return _TYPED[action.what](action, paper)


def _finished(paper: Paper) -> str:
    """Give what is in the line, so that it is empty."""
    if not paper.line:
        return ""
    paper.enter()
    return ENTER


def _say(action: Action, paper: Paper) -> str:
    return _type(action, paper) + _finished(paper)


def _type(action: Action, paper: Paper) -> str:
    """Words behind those in the line, if these have no marks."""
    before = _finished(paper) if paper.marks != NO_MARKS else ""
    text = f"{' ' if paper.line else ''}{words(action.number)}"
    paper.type(text)
    return before + text


def _say_marked(action: Action, paper: Paper) -> str:
    before = _finished(paper) if paper.editing is not None else ""
    before += _type(action, paper)
    note = paper.note_at(action.second)
    marks = Marks(
        (*PEOPLE, "", "")[action.first % 4],
        (*CLUSTERS, "")[action.second % 4],
        note.reference if note is not None and action.number % 3 == 0 else "",
    )
    typed = paper.shortest(marks, action.first // 4 % 4) if action.number % 5 else str(marks)
    paper.type("", marks)
    paper.enter()
    return f"{before}{typed}{ENTER}"


def _say_another_kind(action: Action, paper: Paper) -> str:
    before = _finished(paper)
    paper.turn_kind()
    return before + TAB + _say(action, paper)


def _enter(action: Action, paper: Paper) -> str:
    return _finished(paper)


def _add_to_last(action: Action, paper: Paper) -> str:
    before, note = _finished(paper), paper.last_visible()
    if note is None:
        return before
    paper.edit(note)
    added = f" {words(action.number)}"
    paper.type(added)
    return before + UP + added + (_finished(paper) if action.first % 3 else "")


def _pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def _paste_a_line(action: Action, paper: Paper) -> str:
    before = _finished(paper) if paper.line else ""
    paper.type(words(action.number))
    return before + _pasted(words(action.number))


def _lines(action: Action) -> list[str]:
    return [words(action.number, place) for place in range(2 + action.first % 2)]


def _paste_as_one(action: Action, paper: Paper) -> str:
    before = _finished(paper)
    paper.say("\n".join(_lines(action)))
    return before + _pasted("\r".join(_lines(action))) + ENTER


def _paste_each(action: Action, paper: Paper) -> str:
    before = _finished(paper)
    for line in _lines(action):
        paper.say(line)
    return before + _pasted("\r".join(_lines(action))) + TAB


def _next(action: Action, paper: Paper) -> str:
    paper.run(c.Next())
    return F2


def _back(action: Action, paper: Paper) -> str:
    paper.run(c.Back())
    return F5


def _pause(action: Action, paper: Paper) -> str:
    paper.run(c.Resume() if paper.session.is_paused else c.Pause())
    return F4


def _extend(action: Action, paper: Paper) -> str:
    paper.run(c.Extend((action.first % 9 + 1) * 60))
    return f"{F3}{action.first % 9 + 1}{ENTER}"


def _of_words(word: str) -> Callable[[Action, Paper], str]:
    """A typed command, unless it would be refused: its text would come back into the line."""

    def type_it(action: Action, paper: Paper) -> str:
        chosen = word or COMMANDS[action.number * 7 % len(COMMANDS)]
        before = _finished(paper)
        typed = typed_command(chosen, action, paper)
        if typed is None or not paper.would(typed.command):
            return before
        paper.run(typed.command)
        return f"{before}/{typed.text}{ENTER}"

    return type_it


def _list_and_back(action: Action, paper: Paper) -> str:
    """To the list, or on to the line by a sentence in the list."""
    if paper.editing is not None or paper.marks != NO_MARKS:
        return ""
    moves = (UP, DOWN, "")[action.first % 3]
    return ESCAPE + moves + (ESCAPE if action.second % 2 else _type_from_list(action, paper))


def _type_from_list(action: Action, paper: Paper) -> str:
    """In a list a blank is a command of some lists, so the sentence begins with a letter."""
    before = "" if not paper.line else "and"
    paper.type(before + words(action.number))
    return before + words(action.number)


def _letter(action: Action, paper: Paper) -> str:
    """A key of a list or of a panel, behind Esc."""
    before = _finished(paper)
    pressed = pressed_in_panel(action, paper)
    if pressed.command is not None:
        paper.run(pressed.command)
    is_open = paper.session.current_box is not None and not paper.session.is_paused
    return before + (ESCAPE + pressed.keys + ESCAPE if is_open else "")


def _panel(action: Action, paper: Paper) -> str:
    """Go to the ranking, the agreement or the read-back, and press a key there."""
    before = _finished(paper)
    boxes = [box for box in paper.session.boxes if box.phase is paper.session.phase_in_view]
    panels = [box for box in boxes if box.kind in PANELS]
    box = panels[action.first % len(panels)] if panels else None
    typed = ""
    if box is not None and box != paper.session.current_box and paper.would(c.JumpTo(box.id)):
        paper.run(c.JumpTo(box.id))
        typed = f"/jump {box.label}{ENTER}"
    return before + typed + _letter(action, paper)


def _click(action: Action, paper: Paper) -> str:
    """On the title, where there is nothing to act on."""
    return "\x1b[<0;2;1M\x1b[<0;2;1m"


def _look(action: Action, paper: Paper) -> str:
    return (F1, F8, F9, F6)[action.first % 4] + (DOWN if action.second % 2 else "") + ESCAPE


def _focus(action: Action, paper: Paper) -> str:
    return FOCUS[action.first % 2]


def _size(action: Action, paper: Paper) -> str:
    return f"\x1b[48;{SIZES[action.first % len(SIZES)]};480;1600t"


def _half_typed(action: Action, paper: Paper) -> str:
    """Before the window ends, mostly."""
    return _type(action, paper) if action.second % 4 else ""


def _nothing(action: Action, paper: Paper) -> str:
    return ""


_TYPED: dict[str, Callable[[Action, Paper], str]] = {
    **{"say": _say, "say marked": _say_marked, "say another kind": _say_another_kind, "type": _type},
    **{"enter": _enter, "add to last": _add_to_last, "paste a line": _paste_a_line},
    **{"paste lines as one": _paste_as_one, "paste a note a line": _paste_each},
    **{"next": _next, "back": _back, "pause": _pause, "extend": _extend, "jump": _of_words("jump")},
    **{"skip": _of_words("skip"), "next ago": _of_words("next"), "command": _of_words("")},
    **{"list and back": _list_and_back, "look": _look, "focus report": _focus, "size": _size},
    **{"letter": _letter, "panel": _panel, "click": _click},
    **{"wait": _nothing, "kill": _half_typed, "quit": _half_typed},
}

"""Every command of the live screen, once: its word, its keys, what it says in the footer and in the help.

Bindings, footer, palette, the ``/`` line, the help screen and the README's table all come from here.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Group(Enum):
    """Under which heading the help lists a command."""

    CLOCK = "The clock"
    AGENDA = "The agenda"
    NOTES = "Notes"
    OUTCOMES = "Outcomes"
    SCREENS = "Screens"


class Action(NamedTuple):
    """One command. ``key`` works everywhere; ``letter`` in the notes list or a panel, after Esc."""

    word: str
    group: Group
    help: str
    argument: str = ""
    """How its argument is written, in brackets where it may be left out."""
    key: str = ""
    letter: str = ""
    label: str = ""
    """What the footer says; empty for not in the footer."""
    needs_note: bool = False
    """The argument begins with a note; in the list it is the one under the cursor."""

    @property
    def usage(self) -> str:
        """As it is typed."""
        return f"/{self.word} {self.argument}".rstrip()


def _clock(
    word: str, argument: str, help_: str, *, key: str = "", letter: str = "", label: str = ""
) -> Action:
    return Action(word, Group.CLOCK, help_, argument, key, letter, label)


def _agenda(word: str, argument: str, help_: str) -> Action:
    return Action(word, Group.AGENDA, help_, argument)


def _note(word: str, argument: str, help_: str, *, letter: str = "", label: str = "") -> Action:
    return Action(word, Group.NOTES, help_, argument, "", letter, label, needs_note=True)


def _outcome(
    word: str, argument: str, help_: str, *, needs_note: bool = False, letter: str = "", label: str = ""
) -> Action:
    return Action(word, Group.OUTCOMES, help_, argument, "", letter, label, needs_note)


def _screen(
    word: str, argument: str, help_: str, *, key: str = "", letter: str = "", label: str = ""
) -> Action:
    return Action(word, Group.SCREENS, help_, argument, key, letter, label)


ACTIONS: tuple[Action, ...] = (
    _clock(
        "next",
        "[minutes ago]",
        "go on to the next box, now or as of some minutes ago",
        key="f2",
        label="next",
    ),
    _clock(
        "extend",
        "[minutes]",
        "give this box more time; shows first what that costs",
        key="f3",
        label="extend",
    ),
    _clock("pause", "", "let the phase stand still", key="f4", label="pause"),
    _clock("resume", "", "end the pause"),
    _clock("back", "", "return to the box before, or reopen a phase that ended", key="f5", label="back"),
    _clock("jump", "box", "go to any box, such as Q3"),
    _clock("skip", "", "leave this box for the next and count it as dropped"),
    _clock("end", "12:30 | +10 | flexible", "fix when the phase ends, move it, or let it follow the plan"),
    _clock("finish", "", "end this phase now"),
    _clock("clock", "[±minutes]", "say that the time is right, or correct it"),
    _agenda("add", "minutes title", "add a box after this one"),
    _agenda("rename", "box title", "give a box another title"),
    _agenda("drop", "box", "take a box that lies ahead off the agenda"),
    _agenda("restore", "box", "put a dropped box back"),
    _agenda("move", "box ±places", "move a box that lies ahead"),
    _agenda("join", "box box", "make one box of two"),
    _note("edit", "[note]", "take a note into the line", letter="e", label="edit"),
    _note("kind", "[note] kind", "make a note another kind", letter="k", label="kind"),
    _note("cluster", "[note] [name]", "put a note into a cluster", letter="c", label="cluster"),
    _note(
        "merge", "[note] into", "heard again: let another note stand for this one", letter="m", label="merge"
    ),
    Action(
        "same",
        Group.NOTES,
        "what stands in the line was heard before, in the note that is offered",
        key="ctrl+s",
    ),
    _note("link", "[note] to", "let a note point to another", letter="l", label="link"),
    _note("unlink", "[note] from", "take a link away"),
    _note("park", "[note]", "put a note into the parking lot", letter="p", label="park"),
    _note("place", "[note] box", "put a note under another box"),
    _note("fields", "[note]", "fill in for whom, who, by when; or where and evidence", letter="f"),
    _note("delete", "[note]", "delete a note; undo brings it back", letter="d", label="delete"),
    _note("undelete", "[note]", "bring back a deleted or merged note"),
    Action("undo", Group.NOTES, "take back the last change of a note or an outcome", "", "", "u", "undo"),
    Action("redo", Group.NOTES, "do again what was taken back", "", "", "U"),
    Action(
        "search",
        Group.NOTES,
        "show the notes of the day that hold some words",
        "[words]",
        "",
        "slash",
        "search",
    ),
    Action("notes", Group.NOTES, "show all notes of the day, or again those of this box", "", "f7", "", ""),
    Action("clusters", Group.NOTES, "show the notes of the phase by cluster", "", "", "", ""),
    Action("rename-cluster", Group.NOTES, "give a cluster another name", "old new", "", "", ""),
    _outcome("rank", "challenges | principles | clusters", "choose what is ranked"),
    _outcome("hands", "", "vote by show of hands"),
    _outcome("dots", "[each]", "vote by dots, so many each"),
    _outcome("vote", "[what] count", "enter a count, such as /vote C3 7", letter="v"),
    _outcome("revote", "what count", "enter the count of a second vote among those that tied"),
    _outcome("cut", "count", "choose how many become priority issues"),
    _outcome("lock", "", "agree the list: these are the priority issues"),
    _outcome("unlock", "reason", "open the agreed list again; the reason goes into the report"),
    _outcome(
        "agree",
        "[note] 1–5",
        "record the level of agreement on a recommendation",
        needs_note=True,
        letter="a",
    ),
    _outcome("minority", "[note] words", "record a minority view on a recommendation", needs_note=True),
    _outcome("dissent", "[note] who", "record who dissents, as the rule allows", needs_note=True),
    _outcome(
        "read", "[note] agreed | skipped", "record what became of an output at the read-back", needs_note=True
    ),
    _outcome(
        "amend",
        "[note] new words",
        "change an output at the read-back; the earlier wording stays",
        needs_note=True,
    ),
    _outcome("again", "reference", "mark an output of the round before as heard again"),
    _screen("help", "", "all keys and commands", key="f1", label="help"),
    _screen("agenda", "", "go to the agenda at the left; Enter jumps to a box", key="f6"),
    _screen("context", "", "fold what this box builds on, above the notes, or open it again", key="ctrl+o"),
    _screen("chain", "", "which statement answers which, and what is loose", key="f9"),
    _screen("report", "", "read the report as it would be now; e exports it", key="f8", label="report"),
    _screen("export", "", "write the report to your documents folder"),
    _screen("report-back", "[minutes]", "the short spoken form, fitted to its minutes"),
    _screen("recap", "", "what the round before said"),
    _screen("details", "", "room, names, head count, groups"),
    _screen("display", "", "hide the latest notes on the room display, or show them again"),
    _screen("take-over", "", "write here, though another window has this session open", key="ctrl+t"),
    _screen("save-elsewhere", "file", "copy the whole database to a new file, and go on saving there"),
    _screen("theme", "", "dark or light"),
    _screen("bell", "", "ring at 5 % and at zero, or be silent"),
    _screen("sessions", "", "back to the themes and sessions; the clock goes on"),
    _screen("quit", "", "close the window; the clock goes on and everything is kept"),
)

BY_WORD: dict[str, Action] = {action.word: action for action in ACTIONS}


def words() -> tuple[tuple[str, str], ...]:
    """Word and help of each, for the ``/`` line."""
    return tuple((action.word, action.help) for action in ACTIONS)


def help_groups() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Heading, and (keys, usage, help) of each command under it."""
    return [
        (group.value, [(_keys(a), a.usage, a.help) for a in ACTIONS if a.group is group]) for group in Group
    ]


def _keys(action: Action) -> str:
    letter = "/" if action.letter == "slash" else action.letter
    return " ".join(filter(None, (action.key.upper(), letter)))

"""Help topics: what F1 shows on each screen: what can be done here, how to write a note, then all commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen

from breakout_tui.tui.actions.catalogue import help_groups
from breakout_tui.tui.screens.help_screen import HelpGroup, key_rows
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.key_line import KeyLine, help_hint

WRITING: HelpGroup = (
    "Writing a note",
    key_rows(
        (
            ("Enter", "save the note; it is saved at once"),
            (
                "Tab",
                "change the kind of this note, shown above the line; or accept a word that is offered",
            ),
            ("/keep", "keep the kind for all notes of this step, as a second click on it does"),
            ("@Norway", "who said it; it leaves the sentence"),
            ("#budget", "put it into a cluster; it leaves the sentence"),
            (
                "#bud",
                "Enter saves it with the name that the line shows; Esc then Enter saves #bud, as a new one",
            ),
            ("@", "alone at the end: who spoke last; # alone: the cluster that the line shows"),
            ("C3", "at the end: link it to another note"),
            ("@@  ##", "the characters @ and # themselves"),
            ("↑", "edit the last note, while the line is empty; Tab then changes its kind"),
            ("Ctrl+J", "begin a new line within the note"),
            ("/", "a command, such as /extend 5; // is a slash"),
            ("Paste", "of several lines: Enter makes one note, Tab one for each line, Esc cancels"),
            ("Mouse", "select text and copy it with Ctrl+C, if your terminal allows it (OSC 52)"),
        )
    ),
)


@runtime_checkable
class TellsKeys(Protocol):
    """A screen that knows more about its keys than its key line shows."""

    def keys_now(self) -> Sequence[HelpGroup]:
        """The keys of this moment, under headings."""
        ...


@runtime_checkable
class TellsItself(Protocol):
    """A screen that is explained by itself: in place of what its key line shows."""

    def explained(self) -> Sequence[HelpGroup]:
        """What can be done here, under headings."""
        ...


def help_for(screen: Screen[Any]) -> list[HelpGroup]:
    """What F1 shows over this screen, from the first line on: what can be done here comes first."""
    if isinstance(screen, TellsKeys):
        now = screen.keys_now()
        here = [WRITING, *now] if isinstance(screen.focused, CaptureLine) else [*now, WRITING]
    elif isinstance(screen, TellsItself):
        here = [*screen.explained(), WRITING]
    else:
        here = [("Keys on this screen", _shown_by(screen)), WRITING]
    return [*(group for group in here if group[1]), *help_groups()]


def _shown_by(screen: Screen[object]) -> list[tuple[str, str, str]]:
    return key_rows(
        (hint.key, hint.words) for line in screen.query(KeyLine) for hint in line.hints if hint != help_hint()
    )

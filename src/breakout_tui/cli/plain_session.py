"""``breakout-tui --plain``: the open session as lines, for screen readers: a line in, a line or a few out, no screen."""

from __future__ import annotations

import sys
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.action_command import carry_out
from breakout_tui.cli.follower import Follower
from breakout_tui.cli.milestones import Milestones
from breakout_tui.cli.open_choice import choose_open
from breakout_tui.cli.options import Options
from breakout_tui.cli.typed_lines import TypedLines
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import BreakoutError, DatabaseBusy
from breakout_tui.domain.outside import Answer, Request
from breakout_tui.domain.text import clean_line
from breakout_tui.store.database import Database
from breakout_tui.tui.actions.catalogue import aliases, words
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.widgets.capture_messages import CommandGiven
from breakout_tui.tui.widgets.command_words import CommandWords

LOOK = 0.25
"""Seconds between two looks at the clock and the file."""
_QUIT = "quit"
_HOW = "Type a note, or a command such as /next or /status. /search lists notes. Ctrl+D ends."


def plain_session(options: Options) -> int:
    """Print what happens and carry out what is typed, until the end of the input."""
    clock, database = SystemClock(), options.database or paths.default_database()
    store = Database(database, clock)
    chosen = choose_open(store, options.session)
    talk = PlainTalk(database, chosen.session_id, Follower(store, chosen.session_id), Milestones(clock))
    for line in filter(None, (chosen.told, _HOW)):
        _print_line(line)
    talk.take("/status")
    typed = TypedLines(sys.stdin.fileno(), sys.stdin.encoding)
    while (line_ := typed.next(LOOK)) is not None:
        if line_ and not talk.take(line_):
            break
        talk.look()
    return 0


class PlainTalk:
    """One session: typed lines are carried out, what others did and the time are told in one line now and then."""

    def __init__(self, database: Path, session_id: str, follower: Follower, milestones: Milestones) -> None:
        self._database = database
        self._session_id = session_id
        self._follower = follower
        self._milestones = milestones
        self._milestones.start(follower.read())
        self._words = CommandWords(words(), aliases())

    def take(self, line: str) -> bool:
        """Carry a line out and print what came of it; False if it ends the talk."""
        request = self._request(line)
        if request is None:
            _print_line(f"No command {line.split()[0]}, or several begin so. // begins a note with a slash.")
            return True
        if request.word == _QUIT:
            return False
        try:
            answer = carry_out(self._database, request)
        except BreakoutError as error:
            answer = Answer(error.exit_code, (error_text(error),))
        for each in answer.lines:
            _print_line(each)
        self._follow(is_own=True)
        return True

    def look(self) -> None:
        """Tell what others did, or that a box has little time left."""
        self._follow(is_own=False)
        if told := self._milestones.due():
            _print_line(told)

    def _request(self, line: str) -> Request | None:
        """A command, or a note; a note that begins with a slash has two."""
        command = self._words.read(line)
        if command is None:
            return Request(self._session_id, "note", line[1:] if line.startswith("//") else line)
        if isinstance(command, CommandGiven):
            return Request(self._session_id, command.word, command.argument)
        return None

    def _follow(self, *, is_own: bool) -> None:
        try:
            session = self._follower.changed()
        except DatabaseBusy:
            return
        if session is not None:
            self._milestones.changed(session, is_own=is_own)


def _print_line(line: str) -> None:
    print(clean_line(line), flush=True)  # noqa: T201 - the result

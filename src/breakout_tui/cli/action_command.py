"""``breakout-tui WORD``: carries out an action on the open session, through the window that has it, or directly."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from breakout_tui import paths
from breakout_tui.cli.open_choice import choose_open
from breakout_tui.cli.shell_words import shell_words
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import BreakoutError, OwnershipLost
from breakout_tui.domain.outside import Answer, Request
from breakout_tui.store.database import Database

if TYPE_CHECKING:
    from breakout_tui.cli.action_line import ActionLine

PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.8)
"""Seconds between attempts while another command writes, which takes about a tenth of a second."""


def run_action_line(line: ActionLine) -> int:
    """Carry out the action, print what happened, and return the exit status."""
    if line.asks_help:
        from breakout_tui.cli.actions_command import print_usage

        return print_usage(line.word)
    if line.word == "status" and "--follow" in line.argument.split():
        from breakout_tui.cli.status_command import follow

        return follow(line)
    database = line.database or paths.default_database()
    session_id = _chosen(line, database)
    answer = carry_out(database, Request(session_id, line.word, line.argument))
    return tell(answer)


def _chosen(line: ActionLine, database: Path) -> str:
    """The session; an action that doesn't exist, or needs the window, is told before a missing session is."""
    store = Database(database, SystemClock())
    try:
        chosen = choose_open(store, line.session)
    except BreakoutError:
        from breakout_tui.cli.actions_command import (
            refuse_unknown,  # with a window, no action is imported here
        )

        refuse_unknown(line.word)
        raise
    if chosen.told:
        print(f"breakout-tui: {chosen.told}", file=sys.stderr)  # noqa: T201 - messages go to stderr
    return chosen.session_id


def carry_out(database: Path, request: Request) -> Answer:
    """The answer of the window that has the session or, without one, what came of doing it here.

    Raises OwnershipLost, StoreError, NotFound.
    """
    from breakout_tui.control.client import ask_windows, tell_windows

    pauses = iter(PAUSES)
    while True:
        answer = ask_windows(database, request)
        if answer is not None:
            return answer
        from breakout_tui.cli.direct_action import SessionTaken, perform_directly

        try:
            answer = perform_directly(database, request, SystemClock())
            tell_windows(database, request.session_id)
            return answer
        except SessionTaken as taken:
            if (pause := next(pauses, None)) is None:
                raise OwnershipLost(
                    f"{taken.what} has the session, and takes no commands",
                    remedy="close it, or open the session again in it",
                ) from taken
            Event().wait(pause)


def tell(answer: Answer) -> int:
    """Print what happened on stdout, a refusal on stderr; returns the exit status."""
    for line in answer.lines:
        words = shell_words(line, is_refusal=answer.status != 0)
        if answer.status == 0:
            print(words)  # noqa: T201 - the result
        else:
            print(f"breakout-tui: {words}", file=sys.stderr)  # noqa: T201 - messages go to stderr
    return answer.status

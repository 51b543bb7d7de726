"""Candidates: what a word of the command line can be, for the completion of a shell: commands, options, notes, boxes, sessions.

The words come from the parser and from the classes of the actions: how an action's argument is written says what each of its
words is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from breakout_tui import paths
from breakout_tui.cli.action_line import WITH_VALUE, action_line
from breakout_tui.cli.open_choice import choose_open
from breakout_tui.cli.parser import COMMANDS, helps, options_by_command
from breakout_tui.cli.shell_words import remedy_words, written
from breakout_tui.cli.stored_sessions import refused
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.server_address import DatabaseName, ServerAddress, database_named
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, clip
from breakout_tui.store.database import Database
from breakout_tui.tui.actions.action import Action
from breakout_tui.tui.actions.catalogue import ACTIONS, BY_WORD
from breakout_tui.tui.details_form import FIELDS

_FIRST_WORDS = 50
"""Characters of a note beside its reference."""
_NOTES = {"note", "into", "to", "from", "what", "reference"}
_CLUSTERS = {"what", "name", "old"}
_OF_A_SESSION = {"export", "report-back", "resume", "display"}
"""The commands whose argument is a session."""


class Candidate(NamedTuple):
    """A word, and what it is."""

    word: str
    about: str = ""


def print_candidates(words: Sequence[str]) -> int:
    """Print what the last of the words can be, each with a tab and what it is. Errors are no candidates."""
    try:
        found = [each for each in _candidates(words) if each.word.casefold().startswith(words[-1].casefold())]
    except BreakoutError:
        found = []
    for each in found:
        print(f"{each.word}\t{clean_line(each.about)}")  # noqa: T201 - the result
    return 0


def _candidates(words: Sequence[str]) -> Iterable[Candidate]:
    *before, last = words
    if before and before[-1] == "--session":
        return _sessions(_database(before))
    if before and before[-1] in {*WITH_VALUE, "-o", "--output", "--into", "--room-file"}:
        return ()
    line = action_line(before)
    if line is not None:
        action = BY_WORD.get(line.word)
        if action is None or action.needs_window:
            return ()
        return _arguments(action, line.argument.split(), line.session, before)
    command = next((word for word in before if word in COMMANDS), None)
    if command is None:
        return _first_words(last)
    options = [Candidate(name) for name in options_by_command()[command]] if last.startswith("-") else []
    return [*options, *(_sessions(_database(before)) if command in _OF_A_SESSION else ())]


def _first_words(last: str) -> Iterator[Candidate]:
    """Commands and actions; behind a slash, actions only; behind a dash, options."""
    if last.startswith("-"):
        yield from map(Candidate, options_by_command()[""])
        return
    if not last.startswith("/"):
        yield from (Candidate(name, about) for name, about in helps().items())
    for action in ACTIONS:
        if not action.needs_window:
            word = f"/{action.word}" if last.startswith("/") else written(action.word)
            yield Candidate(word, remedy_words(action.printed_help or action.help))


def _arguments(
    action: Action, given: Sequence[str], session: str | None, before: Sequence[str]
) -> Iterator[Candidate]:
    """What the next word of an action can be; the first one may be left out where it is in brackets."""
    parts = [re.sub(r"[\[\]]", "", part) for part in re.sub(r"\s*\|\s*", "|", action.argument).split()]
    if parts and parts[0].startswith("--"):
        yield from _of_option(parts, given)
        return
    wanted = parts[len(given) : len(given) + 1]
    if action.argument.startswith("[") and not given:
        wanted = parts[:2]
    for part in wanted:
        yield from _fixed(part)
    if {*_NOTES, *_CLUSTERS, "box"} & {*wanted}:
        yield from _of_session(wanted, _session(session, _database(before)))


def _of_option(parts: Sequence[str], given: Sequence[str]) -> Iterator[Candidate]:
    """Of an argument that begins with an option: the option, or its value."""
    if not given:
        yield Candidate(parts[0])
    elif [*given] == parts[:1]:
        yield from _fixed(parts[1])


def _fixed(part: str) -> Iterator[Candidate]:
    """The words that a part can always be."""
    match part:
        case "kind":
            yield from (Candidate(kind.value.split()[0], f"{kind.letter}, {kind.value}") for kind in Kind)
        case "field":
            yield from map(Candidate, FIELDS)
        case _ if "|" in part:
            yield from (Candidate(each) for each in part.split("|") if each.isalpha())


def _of_session(wanted: Sequence[str], session: Session) -> Iterator[Candidate]:
    sorts = {*wanted}
    if sorts & _NOTES:
        for note in session.book.notes:
            if note.is_visible:
                yield Candidate(note.reference, clip(clean_line(note.text), _FIRST_WORDS))
    if sorts & _CLUSTERS:
        yield from (Candidate(f"#{name}", f"{count}") for name, count in session.book.cluster_counts.items())
    if "box" in sorts:
        for box in session.boxes:
            if box.phase == session.phase_in_view:
                yield Candidate("".join(box.label.split()), box.title)


def _session(named: str | None, database: DatabaseName) -> Session:
    if isinstance(database, ServerAddress):
        raise refused()
    store = Database(database, SystemClock())
    return Session.of(store.load(choose_open(store, named).session_id))


def _sessions(database: DatabaseName) -> Iterator[Candidate]:
    """Those of a file: to ask a server at each Tab would take too long."""
    if isinstance(database, ServerAddress):
        return
    visible = [each for each in Database(database, SystemClock()).summaries() if not each.archived]
    for number, each in enumerate(visible, 1):
        about = (each.theme_title, each.room, each.whose, f"round {each.round}", each.how_far)
        yield Candidate(str(number), ", ".join(filter(None, about)))


def _database(words: Sequence[str]) -> DatabaseName:
    """The database that the words before name."""
    for name, value in pairwise(words):
        if name == "--database":
            return database_named(value)
    named = next((word.partition("=")[2] for word in words if word.startswith("--database=")), None)
    return paths.default_database() if named is None else database_named(named)

"""``breakout-tui erase``: a name or a statement goes for good, after a typed confirmation."""

from __future__ import annotations

import sys

from breakout_tui import paths
from breakout_tui.cli.choose import choose
from breakout_tui.cli.options import Options
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import NotConfirmed, NotFound, UsageError
from breakout_tui.domain.notes import REFERENCE
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.store.database import Database
from breakout_tui.store.erasure import Count, Wanted, erase, preview

_LEAST = 2
"""Letters of the shortest name: a single one would go from every text."""
_WORD = "erase"


def erase_for_good(options: Options) -> int:
    """Say what would go, ask, erase, and say how many went."""
    clock = SystemClock()
    store = Database(options.database or paths.default_database(), clock)
    wanted = _wanted(options, store)
    found = preview(store.path, wanted)
    if not (found.places or found.notes or found.in_copies):
        raise NotFound("nothing of that is in the database", where=str(store.path))
    for line in _about(wanted, found):
        _tell(line)
    if not options.yes and not _is_confirmed():
        raise NotConfirmed("nothing was erased", remedy=f"type the word {_WORD} to go on")
    done = erase(store.path, wanted, clock.read())
    for line in _outcome(done):
        _tell(line)
    return 0


def _wanted(options: Options, store: Database) -> Wanted:
    """A reference (``C3``) is a note of the session; anything else is a name."""
    names, notes = [], []
    references = [word for word in options.words if REFERENCE.fullmatch(word.strip())]
    if references:
        session = Session.of(store.load(choose(store, options.session)))
        for reference in references:
            note = session.book.find(reference)
            if note is None:
                raise NotFound(
                    f"there is no {reference} in that session",
                    remedy="--session says which; `sessions` lists them",
                )
            notes.append((session.id, note.serial))
    else:
        # An older file is brought to its present form before anything is looked for in it.
        store.summaries()
    for word in options.words:
        if word in references:
            continue
        name = clean_line(word).lstrip("@").strip('"')
        if sum(character.isalnum() for character in name) < _LEAST:
            raise UsageError(f"{word!r} is too short to be a name", remedy="give the name in full")
        names.append(name)
    return Wanted(tuple(names), tuple(dict.fromkeys(notes)))


def _about(wanted: Wanted, found: Count) -> list[str]:
    lines = []
    if wanted.names:
        names = ", ".join(f"“{name}”" for name in wanted.names)
        lines.append(f"{names}: in {plural(found.places, 'place')}, and {found.in_copies} in backups")
    if found.notes:
        lines.append(f"{plural(found.notes, 'statement')}, with earlier wordings and all that repeats them")
    lines.append(
        f"It goes from the database and from {plural(found.copies, 'backup')}, and nothing brings it back."
    )
    lines.append("Documents that were exported before are not changed: see to them yourself.")
    return lines


def _is_confirmed() -> bool:
    print(f"Type {_WORD} to go on: ", end="", file=sys.stderr, flush=True)  # noqa: T201 - a question is no result
    return sys.stdin.readline().strip().lower() == _WORD


def _outcome(done: Count) -> list[str]:
    lines = [
        f"erased: {plural(done.notes, 'statement')}, names in {plural(done.places, 'place')};"
        f" {plural(done.copies, 'backup')} treated likewise"
    ]
    if done.removed:
        lines.append(f"{plural(done.removed, 'backup')} could not be changed and had to be removed")
    return lines


def _tell(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - results go to stdout

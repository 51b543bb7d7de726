"""``breakout-tui erase``: permanently erases names and statements, after a typed confirmation."""

from __future__ import annotations

from pathlib import Path

from breakout_tui.cli.choose import choose
from breakout_tui.cli.confirmation import is_confirmed
from breakout_tui.cli.options import Options
from breakout_tui.cli.share_file import read_share, still_valid
from breakout_tui.cli.stored_sessions import stored_sessions
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.errors import BreakoutError, NotConfirmed, NotFound, StoreError, UsageError
from breakout_tui.domain.notes import REFERENCE
from breakout_tui.domain.ports import StoredSessions
from breakout_tui.domain.server_address import DatabaseName, ServerAddress
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.store.erasure import Count, Wanted, erase, preview
from breakout_tui.store.floor_erasure import scrub_waiting
from breakout_tui.store.floor_file import floor_path

_SHORTEST_NAME = 2
"""The fewest letters of a name: a single letter would match words in every text."""
_CONFIRMATION = "erase"


def erase_for_good(options: Options) -> int:
    """Show what would be erased, ask for confirmation, erase it, and print the counts."""
    clock = SystemClock()
    store = stored_sessions(options, clock)
    wanted = _wanted(options, store)
    found = _found(store.path, wanted, clock)
    if not (found.places or found.notes or found.in_copies):
        raise NotFound(
            "nothing to erase: no match in the database",
            where=str(store.path),
            remedy="check the spelling (only whole words match)",
        )
    for line in _summary(wanted, found, is_file=isinstance(store.path, Path)):
        _print_line(line)
    if not options.yes and not is_confirmed(_CONFIRMATION, "continue"):
        raise NotConfirmed("nothing was erased", remedy=f"run the command again and type {_CONFIRMATION}")
    if isinstance(store.path, ServerAddress):
        return _erase_on_server(store.path, wanted, clock)
    done = erase(store.path, wanted, clock.read())
    done.places += scrub_waiting(store.path, wanted.names, writes=True)
    _print_line(_outcome(done))
    _forget_shared(store.path, clock.read().wall.timestamp())
    if done.left:
        raise _incomplete(done)
    return 0


def _found(database: DatabaseName, wanted: Wanted, clock: Clock) -> Count:
    if isinstance(database, ServerAddress):
        from breakout_tui.store.server_erasure import preview_on_server

        return preview_on_server(database, wanted, clock)
    found = preview(database, wanted)
    try:
        found.places += scrub_waiting(database, wanted.names, writes=False)
    except StoreError:
        found.left.append(floor_path(database))
    return found


def _erase_on_server(address: ServerAddress, wanted: Wanted, clock: Clock) -> int:
    from breakout_tui.store.server_erasure import erase_on_server

    done = erase_on_server(address, wanted, clock)
    _print_line(f"Erased {plural(done.notes, 'statement')}, and names in {plural(done.places, 'place')}.")
    return 0


def _forget_shared(database: Path, now: float) -> None:
    """Let a server of the displays forget its copy of the session."""
    share = still_valid(read_share(database), now)
    if share is None or not share.url:
        return
    from breakout_tui.link.room_link import ServerPlace, ask_to_forget

    if ask_to_forget(ServerPlace(share.url, share.secret)):
        _print_line("The displays show nothing until a window sends the session again.")
    else:
        _print_line("The server of the displays did not answer, so it may still have it: stop it.")


def _wanted(options: Options, store: StoredSessions) -> Wanted:
    """What to erase: a reference (``C3``) means a note of the session, anything else a name."""
    names, notes = [], []
    references = [target for target in options.targets if REFERENCE.fullmatch(target.strip())]
    if references:
        session = Session.of(store.load(choose(store, options.session)))
        for reference in references:
            note = session.book.find(reference)
            if note is None:
                raise NotFound(
                    f"there is no note {reference} in this session",
                    remedy="choose another session with --session; `breakout-tui sessions` lists them",
                )
            notes.append((session.id, note.serial))
    else:
        # This upgrades a file of an older version, before the search.
        store.summaries()
    for target in options.targets:
        if target in references:
            continue
        name = clean_line(target).lstrip("@").strip('"')
        if sum(character.isalnum() for character in name) < _SHORTEST_NAME:
            raise UsageError(f"{target!r} is too short for a name", remedy="type the full name")
        names.append(name)
    return Wanted(tuple(names), tuple(dict.fromkeys(notes)))


def _summary(wanted: Wanted, found: Count, *, is_file: bool) -> list[str]:
    lines = []
    if wanted.names:
        names = ", ".join(f"“{name}”" for name in wanted.names)
        in_backups = f", {found.in_copies} in backups" if is_file else ""
        lines.append(f"{names}: {plural(found.places, 'place')} in the database{in_backups}")
    if found.notes:
        lines.append(f"{plural(found.notes, 'statement')}, with earlier wordings and copies of the text")
    backups = f" and {plural(found.copies, 'backup')}" if is_file else ""
    lines.append(f"This will be erased from the database{backups}. It cannot be undone.")
    if not is_file:
        lines.append(
            "The server's own backups and archived journals are not changed. Its administrator sees to them."
        )
    lines += [f"{copy} can't be read, so it may still have it afterwards." for copy in found.left]
    lines.append("Exported documents are not changed. Delete or edit these yourself.")
    return lines


def _outcome(done: Count) -> str:
    return (
        f"Erased {plural(done.notes, 'statement')}, and names in {plural(done.places, 'place')};"
        f" {plural(done.copies - len(done.left), 'backup')} cleaned."
    )


def _incomplete(done: Count) -> BreakoutError:
    """Backups that may still have it: only the facilitator can decide to lose one."""
    return StoreError(
        f"{plural(len(done.left), 'backup')} could not be cleaned and may still have it",
        where=", ".join(map(str, done.left)),
        remedy="run `breakout-tui erase` again, or delete the file yourself",
    )


def _print_line(line: str) -> None:
    print(clean_line(line))  # noqa: T201 - results go to stdout

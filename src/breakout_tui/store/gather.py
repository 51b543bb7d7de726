"""Takes the sessions of other rooms' files into one database. They stay theirs: read here, never changed.

Each session of a source is joined with the state that is here, if there is one (``domain.joining``), so that files can be gathered in any
order and any number of times. All of a source comes in within one transaction. The source is only read (``source_files``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from types import TracebackType

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import GatheredIntoItself
from breakout_tui.domain.gathering import GatheredSession, GatheredSource, Outcome, Progress, untold
from breakout_tui.domain.versions import Erasure, SessionState
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import BUSY, open_writing, reading, tolerant
from breakout_tui.store.erasure import erase_again, has_erased, is_open_elsewhere
from breakout_tui.store.erasure_records import remembered
from breakout_tui.store.incoming import Here, take_in
from breakout_tui.store.integrity import refuse_damage
from breakout_tui.store.migrations import copy_database, migrate, version_of
from breakout_tui.store.ownership import Window
from breakout_tui.store.paper_states import gather_papers
from breakout_tui.store.session_states import read_state, write_state
from breakout_tui.store.source_files import SourceRefused, about, opened, private_copy, private_folder
from breakout_tui.store.source_search import is_same

_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


class Gathering:
    """Takes sources into one database, one after the other; use it in one thread, in a ``with`` block.

    Creates or migrates the database. Every method raises a StoreError about the database, and then nothing of the source has come in.
    What is wrong with a source is said in the result, and the next one can be tried.
    """

    def __init__(
        self, target: Path, clock: Clock, *, known_as: Path | None = None, busy: float = BUSY
    ) -> None:
        """``known_as`` is the database of which ``target`` is a copy for a trial."""
        self._path = target
        self._known_as = known_as or target
        self._clock = clock
        self._busy = busy
        self._window = Window.of_this_process(clock.read().boot)
        with self._about_here():
            self._here = open_writing(target, busy)
            try:
                refuse_damage(self._here, target)
                migrate(self._here, target, self._at())
            except BaseException:
                self._here.close()
                raise

    def __enter__(self) -> Gathering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._here.close()

    def take_in(
        self,
        source: Path,
        progress: Progress = untold,
        states: Callable[[Path], Iterable[SessionState]] | None = None,
    ) -> GatheredSource:
        """Take in the sessions of a database, or those that ``states`` reads from a file of another form."""
        if is_same(source, self._known_as):
            itself = GatheredIntoItself(
                "is the database that you gather into", where=str(source), remedy="name the other files only"
            )
            return GatheredSource(str(source), refusal=itself)
        try:
            with self._opened(source, states) as there, self._about_here():
                return self._taken(source, there, progress)
        except SourceRefused as refused:
            return GatheredSource(str(source), refusal=refused.error)

    def _opened(
        self, source: Path, states: Callable[[Path], Iterable[SessionState]] | None
    ) -> AbstractContextManager[sqlite3.Connection]:
        if states is None:
            return opened(source, self._at(), self._busy)
        return _in_memory(source, states, self._at())

    def _taken(self, source: Path, there: sqlite3.Connection, progress: Progress) -> GatheredSource:
        with ExitStack() as stack:
            with about(source):
                theirs = remembered(there)
                there = self._without_erased(there, stack)
            unknown = self._erase(theirs)
            self._here.execute("BEGIN IMMEDIATE")
            try:
                version_of(self._here, self._path)
                sessions = tuple(self._sessions(source, there, unknown, progress))
                with about(source):
                    gather_papers(self._here, there)
                self._here.execute("COMMIT")
            finally:
                if self._here.in_transaction:
                    self._here.execute("ROLLBACK")
        return GatheredSource(str(source), sessions, waiting_erasures=len(unknown))

    def _sessions(
        self, source: Path, there: sqlite3.Connection, unknown: Collection[str], progress: Progress
    ) -> Iterator[GatheredSession]:
        here = Here(self._here, self._window, self._clock.read().wall, str(source))
        with about(source):
            ids = [row[0] for row in there.execute("SELECT id FROM session ORDER BY id")]
        for done, session_id in enumerate(ids):
            progress(done, len(ids))
            try:
                with about(source):
                    state = _state_of(there, session_id)
                yield take_in(here, state, unknown)
            except _UNREADABLE as error:
                yield GatheredSession(session_id, Outcome.UNREADABLE, problem=str(error))
        progress(len(ids), len(ids))

    def _without_erased(self, there: sqlite3.Connection, stack: ExitStack) -> sqlite3.Connection:
        """The source without what was erased here."""
        ours = set(remembered(self._here)) - set(remembered(there))
        if not ours or not has_erased(there, ours):
            return there
        copy = private_copy(there, stack, self._busy)
        claims = copy.execute("SELECT session_id, window, revision FROM ownership").fetchall()
        erase_again(copy, ours)
        for session_id, window, revision in claims:
            # What a file has seen of a writer is its revision, and nothing new was seen by erasing.
            copy.execute(
                "UPDATE ownership SET window = ?, revision = ? WHERE session_id = ?",
                (window, revision, session_id),
            )
        return copy

    def _erase(self, theirs: Collection[Erasure]) -> Collection[str]:
        """Erase here what was erased there. While a window has a session open nothing is; gives the ids of what has to wait."""
        new = set(theirs) - set(remembered(self._here))
        if not new:
            return ()
        if is_open_elsewhere(self._here, self._window):
            return {erasure.id for erasure in new}
        erase_again(self._here, new)
        return ()

    def _at(self) -> str:
        return self._clock.read().wall.isoformat(timespec="seconds")

    @contextmanager
    def _about_here(self) -> Iterator[None]:
        """Inside the ``with`` block, what SQLite says is about the database."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise sqlite_errors.as_store_error(error, self._path) from error


@contextmanager
def copy_for_trial(target: Path, busy: float = BUSY) -> Iterator[Path]:
    """A copy of a database in a folder of its own, until the block ends: to try what gathering would do. Raises StoreError."""
    with ExitStack() as stack:
        copy = private_folder(stack) / target.name
        with reading(target, busy) as connection:
            if connection is not None:
                copy_database(connection, copy)
        yield copy


@contextmanager
def _in_memory(
    source: Path, states: Callable[[Path], Iterable[SessionState]], at: str
) -> Iterator[sqlite3.Connection]:
    """A database of these states."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, source, at)
        connection.execute("BEGIN")
        with about(source):
            for state in states(source):
                write_state(connection, state)
        connection.execute("COMMIT")
        yield connection


def _state_of(connection: sqlite3.Connection, session_id: str) -> SessionState:
    """The state in a source; where bytes are not UTF-8, with replacements."""
    try:
        state = read_state(connection, session_id)
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" not in str(error):
            raise
        connection.text_factory = tolerant
        state = read_state(connection, session_id)
    assert state is not None
    return state

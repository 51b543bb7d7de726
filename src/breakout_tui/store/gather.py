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
from breakout_tui.domain.errors import GatheredIntoItself, NotFound
from breakout_tui.domain.gathering import GatheredSession, GatheredSource, Progress, untold
from breakout_tui.domain.paper_joining import PaperState
from breakout_tui.domain.server_address import DatabaseName, ServerAddress
from breakout_tui.domain.versions import Erasure, SessionState
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import BUSY, reading
from breakout_tui.store.database_place import place_of
from breakout_tui.store.erasure import erase_again, is_open_elsewhere
from breakout_tui.store.erasure_records import remembered
from breakout_tui.store.gathered_papers import gather_papers
from breakout_tui.store.incoming import Here, IncomingSessions
from breakout_tui.store.migrations import copy_database, migrate
from breakout_tui.store.ownership import Window
from breakout_tui.store.paper_states import write_paper
from breakout_tui.store.session_states import write_state
from breakout_tui.store.source_files import SourceRefused, about, opened, private_folder
from breakout_tui.store.source_sessions import SourceSessions
from breakout_tui.store.sql_connection import SqlConnection

States = Callable[[Path], Iterable[SessionState | PaperState]]
"""Reads the sessions and papers of a file of another form than a database."""


class Gathering:
    """Takes sources into one database, one after the other; use it in one thread, in a ``with`` block.

    Raises a StoreError for the database, and then nothing of the source has come in. What is wrong with a source is said in the
    result, and the next one can be tried.
    """

    def __init__(
        self,
        target: DatabaseName,
        clock: Clock,
        *,
        known_as: DatabaseName | None = None,
        before: Callable[[], None] = lambda: None,
        busy: float = BUSY,
    ) -> None:
        """``known_as`` is the database of which ``target`` is a copy for a trial; ``before`` is called before anything comes in."""
        self._place = place_of(target, busy)
        self._known_as = place_of(known_as or target, busy)
        self._clock = clock
        self._before = before
        self._busy = busy
        self._window = Window.of_this_process(clock.read().boot)
        self._opened_here: SqlConnection | None = None

    def __enter__(self) -> Gathering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened_here is not None:
            self._opened_here.close()

    @property
    def _here(self) -> SqlConnection:
        """The database; it is created or migrated for the first source that can be read."""
        if self._opened_here is None:
            self._before()
            self._opened_here = self._place.opened(self._at())
        return self._opened_here

    def take_in(
        self,
        source: DatabaseName,
        progress: Progress = untold,
        states: States | None = None,
    ) -> GatheredSource:
        """Take in the sessions of a database, or those that ``states`` reads from a file of another form."""
        if self._known_as.is_same(source):
            itself = GatheredIntoItself(
                "is the database that you gather into", where=str(source), remedy="name the other files only"
            )
            return GatheredSource(str(source), refusal=itself)
        try:
            with self._opened(source, states) as there, self._about_here():
                return self._taken(source, there, progress)
        except SourceRefused as refused:
            return GatheredSource(str(source), refusal=refused.error)

    def _opened(self, source: DatabaseName, states: States | None) -> AbstractContextManager[SqlConnection]:
        if isinstance(source, ServerAddress):
            return _on_server(source, self._at())
        if states is None:
            return opened(source, self._at(), self._busy)
        return _in_memory(source, states, self._at())

    def _taken(self, source: DatabaseName, there: SqlConnection, progress: Progress) -> GatheredSource:
        theirs = SourceSessions(there, source)
        new = {*theirs.erasures} - {*remembered(self._here)}
        waiting = {each.id for each in new} if new and is_open_elsewhere(self._here, self._window) else set()
        uncleaned = () if waiting else self._erase(new)
        self._here.execute("BEGIN IMMEDIATE")
        try:
            self._place.examine(self._here)
            sessions = tuple(self._sessions(theirs, str(source), waiting, progress))
            decisions = gather_papers(self._here, there, source)
            self._here.execute("COMMIT")
        finally:
            if self._here.in_transaction:
                self._here.execute("ROLLBACK")
        return GatheredSource(
            str(source),
            sessions,
            decisions=decisions,
            waiting_erasures=len(waiting),
            uncleaned_backups=uncleaned,
        )

    def _sessions(
        self, theirs: SourceSessions, source: str, waiting: Collection[str], progress: Progress
    ) -> Iterator[GatheredSession]:
        erased = remembered(self._here)
        here = Here(self._here, self._place.name, self._window, self._clock.read().wall, source, erased)
        incoming = IncomingSessions(here, theirs, waiting)
        for done, session_id in enumerate(theirs.ids):
            progress(done, len(theirs.ids))
            yield incoming.take_in(session_id)
        progress(len(theirs.ids), len(theirs.ids))

    def _erase(self, new: Collection[Erasure]) -> tuple[str, ...]:
        """Erase here what was erased there, from the backups first; gives the backups that could not be cleaned."""
        left = self._place.erase_from_copies(new)
        erase_again(self._here, new)
        return left

    def _at(self) -> str:
        return self._clock.read().wall.isoformat(timespec="seconds")

    @contextmanager
    def _about_here(self) -> Iterator[None]:
        """Inside the ``with`` block, what goes wrong is about the database."""
        with sqlite_errors.then("then gather again"), self._place.failing():
            yield


@contextmanager
def copy_for_trial(target: DatabaseName, clock: Clock, busy: float = BUSY) -> Iterator[Path]:
    """A copy of a database in a folder of its own, until the block ends: to try what gathering would do. Raises StoreError."""
    with ExitStack() as stack:
        if isinstance(target, ServerAddress):
            copy = private_folder(stack) / "copy.db"
            _copy_server(target, copy, clock)
        else:
            copy = private_folder(stack) / target.name
            with reading(target, busy) as connection:
                if connection is not None:
                    copy_database(connection, copy)
        yield copy


def _copy_server(target: ServerAddress, copy: Path, clock: Clock) -> None:
    """Into a new file; an empty database makes none."""
    with Gathering(copy, clock) as gathering:
        refusal = gathering.take_in(target).refusal
    if refusal is not None and not isinstance(refusal, NotFound):
        raise refusal


@contextmanager
def _on_server(source: ServerAddress, at: str) -> Iterator[SqlConnection]:
    """A server's database, only read."""
    with ExitStack() as stack:
        with about(source):
            from breakout_tui.store.server_place import reading_server  # without psycopg it can't be imported

            connection = stack.enter_context(reading_server(source, at))
            if connection is None:
                raise NotFound(
                    "holds nothing yet", where=str(source), remedy="gather rooms' files into it first"
                )
        yield connection


@contextmanager
def _in_memory(source: Path, states: States, at: str) -> Iterator[sqlite3.Connection]:
    """A database of these states."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, source, at)
        connection.execute("BEGIN")
        with about(source):
            for state in states(source):
                if isinstance(state, PaperState):
                    write_paper(connection, state)
                else:
                    write_state(connection, state)
        connection.execute("COMMIT")
        yield connection

"""What the screens need from a store, from documents and from the list of countries, as protocols.

``store/``, ``inputs/``, ``cli/`` and the tests implement them.

Writing is asynchronous: :meth:`Store.submit` returns at once, the writer thread commits in the order of submission, and
the listener is called *from that thread*. Submitted changes are never dropped: those that cannot be written are kept,
reported, and tried again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.settings import Settings

# Only for the types: the first screen imports this module and must not wait for all of these.
if TYPE_CHECKING:
    from breakout_tui.domain.browsing import FilePlace, Listing
    from breakout_tui.domain.clock import Reading
    from breakout_tui.domain.gathering import GatheredSource, Progress
    from breakout_tui.domain.outside import Answer, Request
    from breakout_tui.domain.records import Change, Draft
    from breakout_tui.domain.server_address import DatabaseName
    from breakout_tui.domain.session_records import SessionRecords
    from breakout_tui.domain.session_state import Session
    from breakout_tui.domain.store_events import StoreEvent
    from breakout_tui.domain.summary import Summary


class StoredSessions(Protocol):
    """The sessions of a database, to read: of a file, or on a server."""

    @property
    def path(self) -> DatabaseName:
        """The database, as messages name it."""
        ...

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions, in the order of ``summary.listed``. Raises StoreError."""
        ...

    def latest(self) -> str | None:
        """The newest stored session that is not archived; another room's only if there is no other. Raises StoreError."""
        ...

    def load(self, session_id: str) -> SessionRecords:
        """Everything of a session. Raises NotFound, StoreError."""
        ...

    def is_gathered(self, session_id: str) -> bool:
        """Whether the session is another room's: it was gathered from its file, and is only read here. Raises StoreError."""
        ...


class Store(StoredSessions, Protocol):
    """One database file. Reads are plain and quick; writes go through the one writer thread.

    The window of the editor of a paper may have a server's database, whose sessions nobody changes.
    """

    def preview(self, session_id: str) -> SessionRecords | None:
        """A large session without its notes, to show at once; None if ``load`` is as fast. Raises StoreError."""
        ...

    def draft(self, session_id: str) -> Draft | None:
        """The stored draft, if any."""
        ...

    def holder(self, session_id: str) -> str:
        """Which other running window owns the session, in words; empty for none."""
        ...

    def is_behind(self, session_id: str) -> bool:
        """Whether another process has written to the session since this one read it or wrote to it. Raises StoreError."""
        ...

    def start(self, listener: Callable[[StoreEvent], None]) -> None:
        """Start the writer thread; from now on ``listener`` is called from it."""
        ...

    def prepare(self) -> None:
        """Make what the first write needs, so that it doesn't wait for it; for a thread of its own."""
        ...

    def take_over(self, session_id: str) -> None:
        """Take over the session's ownership with the next write, in the same transaction."""
        ...

    def release(self) -> None:
        """Give up the ownership of every session, once all that waits is written; the next write claims its session again.

        Blocks until it is done. What can't be written or released keeps its owner.
        """
        ...

    def submit(self, session_id: str, changes: Sequence[Change], *, ends_draft: bool = False) -> int:
        """Queue changes for one transaction; returns the ticket that ``Saved`` will name. Never blocks.

        ``ends_draft``: they are made of the draft, which is removed in the same transaction.
        """
        ...

    def save_draft(self, session_id: str, draft: Draft | None) -> None:
        """Queue the draft (None: there is no draft any more); a later draft replaces an earlier one in the queue."""
        ...

    def hand_back(self, session_id: str) -> tuple[Change, ...]:
        """Return the unwritten changes of a session that another window took over; the store forgets them."""
        ...

    def unsaved(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Changes that are queued or failed and not yet committed, oldest first, by session."""
        ...

    def save_elsewhere(self, path: Path) -> None:
        """Copy everything to a new file and continue there; blocks until done. Raises OutputExists, StoreError."""
        ...

    def close(self, timeout: float | None = None) -> bool:
        """Write all queued changes, release ownership, stop the thread. False if something could not be written."""
        ...


def unnoticed(_: str) -> None:
    """Passes over what a file lacks."""


class Publisher(Protocol):
    """Makes the documents of a session; ``cli/publisher.py`` implements it with ``report/``."""

    def render(self, session: Session, reading: Reading, until: str | None = None) -> str:
        """The report as Markdown; ``until`` is the id of the last phase to cover."""
        ...

    def export(
        self,
        session: Session,
        reading: Reading,
        until: str | None = None,
        file_format: FileFormat = FileFormat.MARKDOWN,
        notice: Callable[[str], None] = unnoticed,
    ) -> Path:
        """Write the report to the documents folder; never overwrites a file. Raises BreakoutError.

        ``notice`` gets one line for each thing that the file lacks, such as characters that no font shows.
        """
        ...

    def export_report_back(
        self,
        session: Session,
        file_format: FileFormat = FileFormat.MARKDOWN,
        notice: Callable[[str], None] = unnoticed,
    ) -> tuple[Path, ...]:
        """Write the report-back, as a text and as slides; never overwrites a file. Raises BreakoutError. ``notice`` as for ``export``."""
        ...


class Gatherer(Protocol):
    """Takes the sessions of other rooms' files into the database; ``cli/file_gatherer.py`` implements it."""

    def listed(self, names: Sequence[DatabaseName]) -> tuple[DatabaseName | GatheredSource, ...]:
        """The files of these names and in these folders, in order; for a name that can't be used, the reason."""
        ...

    def gather(
        self, listed: Sequence[DatabaseName | GatheredSource], progress: Progress
    ) -> Iterator[GatheredSource]:
        """Take in one file after the other. Takes time: call it on a thread of its own, and go through it there.

        Raises StoreError for the database itself; what has come in before stays.
        """
        ...


class Sources(Protocol):
    """Where files of other rooms can be; ``cli/file_sources.py`` implements it. Each call can take long: use a thread."""

    def places(self) -> tuple[FilePlace, ...]:
        """The folders from which looking begins: sticks and cards first. Never raises."""
        ...

    def listing(self, folder: Path) -> Listing:
        """What is in a folder. Never raises: ``Listing.problem`` says why it can't be read."""
        ...

    def sessions_in(self, file: Path) -> int | None:
        """How many sessions a database has, where that is quickly known; else None. Changes nothing, never raises."""
        ...

    def gatherer(self, *, is_trial: bool) -> Gatherer:
        """Gathers into the database in use; with ``is_trial`` it stays as it is."""
        ...


class Door(Protocol):
    """The way by which other processes of this user hand actions to the window; ``control/server.py`` implements it."""

    async def open(self, database: Path, perform: Callable[[Request], Awaitable[Answer]]) -> None:
        """Take requests for this database from now on; a door for another one is closed. Never raises."""
        ...

    def close(self) -> None:
        """Take no more."""
        ...


class Countries(Protocol):
    """The countries of the world in the spellings of all languages, and by their ISO codes."""

    @property
    def is_ready(self) -> bool:
        """Whether all spellings are read. Before, the other methods know only the English ones, and wait for these."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the chosen languages, in the order of the alphabet; empty until they are read. Never waits."""
        ...

    def speak(self, languages: Sequence[str]) -> None:
        """Give names in these languages from now on, the preferred one first; without any, in those of the settings."""
        ...

    def begin(self) -> None:
        """Read the spellings in the background, if that has not begun yet."""
        ...

    def longest_at(self, text: str, start: int) -> int:
        """Where the longest name of a country that begins here ends; ``start`` if there is none."""
        ...

    def code_of(self, name: str) -> str:
        """The two letters of a country; empty if the name is no country."""
        ...

    def name_of(self, code: str) -> str:
        """The name of a country in the first of the chosen languages that has one."""
        ...

    def is_english(self, name: str) -> bool:
        """Whether it is the whole English name of a country, also of several (*Congo*), or a code."""
        ...


class Preferences(Protocol):
    """The settings of the user; ``inputs/preferences.py`` keeps them in a file."""

    @property
    def settings(self) -> Settings:
        """The settings as they were at the start."""
        ...

    def notice(self, words: Collection[str]) -> str:
        """One line if the file has problems, else nothing. ``words`` are those of all commands."""
        ...

    def remember(self, key: str, value: bool | str | tuple[str, ...]) -> str:
        """Write a choice to the file; returns why it could not be written, or nothing. Takes some time."""
        ...


class NoPreferences:
    """The defaults; nothing is remembered."""

    settings = Settings()

    def notice(self, words: Collection[str]) -> str:  # noqa: ARG002 - there is no file
        """No problems."""
        return ""

    def remember(self, key: str, value: bool | str | tuple[str, ...]) -> str:  # noqa: ARG002 - there is no file
        """Nothing to write."""
        return ""


NO_PREFERENCES = NoPreferences()
"""For tests, and where no file is wanted."""

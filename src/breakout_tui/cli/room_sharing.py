"""The sharing of a room's window: starts and stops the server, in a process of its own, and links the session to it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from breakout_tui.cli.card_file import CardFile
from breakout_tui.cli.share_file import Share, read_share, remove_share, still_valid
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_choice import DisplayChoice
from breakout_tui.domain.room_notice import RoomNotice
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.sharing import NOT_SHARED, Contact, SharingStanding
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.text import clean_line
from breakout_tui.link.room_link import RoomLink, ServerPlace
from breakout_tui.store.room_floor import StoredFloor

EVERYWHERE, LOOPBACK = "0.0.0.0", "127.0.0.1"
_STARTING = 15.0
"""Seconds that a server may take to start."""
_ENDING = 5.0
"""Seconds that a server may take to end before it is killed."""
_ANSWERING = 3.0
"""Seconds that it may take to answer for the first time."""
_LOOK = 0.05
"""Seconds between two looks at that."""


class RoomSharing:
    """Implements ``domain.sharing.Sharing``. ``database`` is the one in use: it can become another one."""

    def __init__(
        self,
        database: Callable[[], Path],
        clock: Clock,
        floor: StoredFloor,
    ) -> None:
        self._database = database
        self._clock = clock
        self.floor = floor
        """What phones send."""
        self._link = RoomLink(self._place, clock, floor=self.floor)
        self._card_file = CardFile()
        self._is_linked = False
        self._server: subprocess.Popen[bytes] | None = None
        self._working: threading.Thread | None = None
        """Starts or stops the server; one at a time."""
        self._is_starting = False
        self._since: float | None = None
        self._problem = ""
        self._squares: tuple[str, tuple[tuple[bool, ...], ...]] = ("", ())
        self._seen: tuple[object, SharingStanding] = (None, NOT_SHARED)

    # What the window asks for

    def offer(self, session: Session | None) -> None:
        """Show this saved state from now on."""
        self.floor.offer(session)
        self._link.offer(session)
        if not self._is_linked:
            self._is_linked = True
            self._link.start()

    def begin(self, *, on_network: bool) -> None:
        """Start the server on a thread."""
        if not self._is_working:
            self._problem, self._is_starting = "", True
            self._work(lambda: self._start(EVERYWHERE if on_network else LOOPBACK))

    def end(self) -> None:
        """Stop the server and forget its secrets, on a thread."""
        self.floor.door.left()
        self._work(self._stop_for_good)

    def show_notice(self, notice: RoomNotice | None) -> None:
        """Show a message of the organiser until it expires."""
        self._link.show_notice(notice)

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card in place of what is now."""
        self._link.show_card(card)
        self._card_file.show(self._database(), card)

    def choose(self, display_id: str, choice: DisplayChoice) -> None:
        """What a display shows."""
        self._link.choose(display_id, choice)

    def renew_code(self) -> None:
        """Give a new code."""
        self._link.renew_code()

    def close(self) -> None:
        """Say goodbye; the server that a window started ends with it."""
        self._card_file.show(self._database(), None)
        self._link.close(stops_server=True)
        if self._is_linked:
            self._link.join(0.5)
        if self._server is not None:
            with suppress(OSError):
                self._server.terminate()

    @property
    def standing(self) -> SharingStanding:
        """How it is now; made anew only when something of it has changed."""
        key = (self._link.standing, self._is_starting, self._problem)
        if self._seen[0] != key:
            self._seen = key, self._standing()
        return self._seen[1]

    def _standing(self) -> SharingStanding:
        link, answer = self._link.standing, self._link.standing.answer
        contact = self._contact()
        if contact is not Contact.ON:
            self._since = None
        elif self._since is None:
            self._since = self._clock.read().since_boot
        told = SharingStanding(
            contact, since=self._since or 0.0, problem=self._problem, away_since=link.away_since
        )
        if answer is None or contact is Contact.STARTING:
            return told
        return replace(
            told,
            addresses=answer.addresses,
            code=answer.code,
            squares=self._qr(answer.addresses, answer.code),
            is_on_network=answer.is_on_network,
            has_visitors=answer.has_visitors,
            displays=answer.displays,
        )

    def _contact(self) -> Contact:
        link = self._link.standing
        if self._is_starting:
            return Contact.STARTING
        if link.away_since is not None:
            return Contact.AWAY
        if link.answer is None:
            return Contact.OFF
        return Contact.TAKEN if link.answer.is_taken else Contact.ON

    def _qr(self, addresses: tuple[str, ...], code: str) -> tuple[tuple[bool, ...], ...]:
        if not addresses:
            return ()
        from breakout_tui.hub.qr_code import Join, qr

        join = Join(addresses[0], code.replace("-", ""))
        if self._squares[0] != f"{join}":
            self._squares = f"{join}", qr(join)
        return self._squares[1]

    # On threads

    @property
    def _is_working(self) -> bool:
        return self._working is not None and self._working.is_alive()

    def _work(self, job: Callable[[], None]) -> None:
        """Do something after what is being done."""
        before = self._working

        def work() -> None:
            if before is not None:
                before.join()
            job()
            self._link.look()

        self._working = threading.Thread(target=work, daemon=True)
        self._working.start()

    def _place(self) -> ServerPlace | None:
        """Where the server is; called by the link at each look."""
        share = self._share()
        if share is None or not share.url:
            return None
        if share.is_for_window and not self._is_working and self._has_ended(share):
            self._work(lambda: self._start(share.host))
        return ServerPlace(share.url, share.secret, share.process)

    def _has_ended(self, share: Share) -> bool:
        """Whether the server of a window ended by accident: it would have taken its address out of the file."""
        if self._server is not None and self._server.pid == share.process:
            return self._server.poll() is not None
        return not is_running(share.process)

    def _share(self) -> Share | None:
        return still_valid(read_share(self._database()), self._clock.read().wall.timestamp())

    def _start(self, host: str) -> None:
        """Start the server, in place of one that runs for other devices; say why it doesn't start."""
        try:
            self._problem = self._started(host)
            self._link.look()
            if not self._problem:
                _waited_for(lambda: self._link.standing.answer is not None, _ANSWERING)
        finally:
            self._is_starting = False

    def _started(self, host: str) -> str:
        """Start the server unless it runs; what is wrong, or nothing."""
        running = self._share()
        if running is not None and running.url and not self._has_ended(running):
            if running.host == host:
                return ""
            if not running.is_for_window:
                return "the server was started by `breakout-tui serve`: stop it there, and start it anew with or without --host 0.0.0.0"
            self._stop_running()
        command = [sys.executable, "-m", "breakout_tui", "serve", "--for-window", "--host", host]
        try:
            server = subprocess.Popen(
                [*command, "--database", str(self._database())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            return f"the server can't start: {error.strerror}"
        if self._server is not None and self._server.stderr is not None:
            self._server.stderr.close()  # it was killed
        self._server = server
        if self._comes_up(server):
            return ""
        return _last_words(server) or "the server did not start; try again"

    def _comes_up(self, server: subprocess.Popen[bytes]) -> bool:
        def is_up() -> bool:
            share = self._share()
            return share is not None and share.process == server.pid and bool(share.url)

        if not _waited_for(lambda: is_up() or server.poll() is not None, _STARTING):
            server.kill()
        return is_up()

    def _stop_running(self) -> None:
        """Stop the server that is known: ours by a signal; one that another window started stops itself for the room."""
        server = self._server
        if server is None:
            self._link.stop_server()
            _waited_for(lambda: (share := self._share()) is None or not share.url, _ENDING)
            return
        server.terminate()
        with server:  # its pipe is closed in the end
            try:
                server.wait(_ENDING)
            except subprocess.TimeoutExpired:
                server.kill()
        self._server = None

    def _stop_for_good(self) -> None:
        self._stop_running()
        with suppress(OSError):
            remove_share(self._database())
        from breakout_tui.store.floor_file import remove_if_fetched

        remove_if_fetched(self._database())


def is_running(process: int) -> bool:
    """Whether a process of this number runs. Only POSIX can tell without touching it: elsewhere it is said to."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process > 0


def _waited_for(is_so: Callable[[], bool], seconds: float) -> bool:
    """Whether something became so within this time."""
    waiting = threading.Event()
    for _ in range(round(seconds / _LOOK)):
        if is_so():
            return True
        waiting.wait(_LOOK)
    return is_so()


def _last_words(server: subprocess.Popen[bytes]) -> str:
    """What the server said before it ended."""
    if server.stderr is None or server.poll() is None:
        return ""
    lines = server.stderr.read().decode(errors="replace").strip().splitlines()
    return clean_line(lines[-1]).removeprefix("breakout-tui: ") if lines else ""

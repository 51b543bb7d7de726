"""The sharing of a room's window: starts and stops the server, in a process of its own, and links the session to it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from breakout_tui.cli.share_file import Share, read_share, remove_share, still_valid
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.display_choice import DisplayChoice
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.sharing import NOT_SHARED, Contact, SharingStanding
from breakout_tui.domain.text import clean_line
from breakout_tui.link.room_link import RoomLink, ServerPlace

EVERYWHERE = "0.0.0.0"
_STARTING = 15.0
"""Seconds that a server may take to start."""
_ENDING = 5.0
"""Seconds that a server may take to end before it is killed."""


class RoomSharing:
    """Implements ``domain.sharing.Sharing``. ``database`` is the one in use: it can become another one."""

    def __init__(self, database: Callable[[], Path], clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._link = RoomLink(self._place, clock)
        self._is_linked = False
        self._server: subprocess.Popen[bytes] | None = None
        self._starting: threading.Thread | None = None
        self._since = 0.0
        self._problem = ""
        self._squares: tuple[str, tuple[tuple[bool, ...], ...]] = ("", ())
        self._seen: tuple[object, SharingStanding] = (None, NOT_SHARED)

    # What the window asks for

    def offer(self, session: Session | None) -> None:
        """Show this saved state from now on."""
        self._link.offer(session)
        if not self._is_linked:
            self._is_linked = True
            self._link.start()

    def begin(self, *, on_network: bool) -> None:
        """Start the server on a thread."""
        if self._starting is None or not self._starting.is_alive():
            self._problem, self._since = "", self._clock.read().since_boot
            self._starting = threading.Thread(target=self._start, args=(on_network,), daemon=True)
            self._starting.start()

    def end(self) -> None:
        """Stop the server and forget its secrets, on a thread."""
        threading.Thread(target=self._stop_for_good, daemon=True).start()

    def choose(self, display_id: str, choice: DisplayChoice) -> None:
        """What a display shows."""
        self._link.choose(display_id, choice)

    def renew_code(self) -> None:
        """Give a new code."""
        self._link.renew_code()

    def close(self) -> None:
        """Say goodbye; the server that a window started ends with it."""
        self._link.close(stops_server=True)
        if self._is_linked:
            self._link.join(0.5)
        if self._server is not None:
            with suppress(OSError):
                self._server.terminate()

    @property
    def standing(self) -> SharingStanding:
        """How it is now; made anew only when something of it has changed."""
        link, is_starting = self._link.standing, self._starting is not None and self._starting.is_alive()
        key = (link, is_starting, self._problem, self._since)
        if self._seen[0] != key:
            self._seen = key, self._standing(is_starting=is_starting)
        return self._seen[1]

    def _standing(self, *, is_starting: bool) -> SharingStanding:
        link = self._link.standing
        told = SharingStanding(since=self._since, problem=self._problem, away_since=link.away_since)
        if link.answer is None:
            contact = Contact.STARTING if is_starting else Contact.AWAY if link.away_since else Contact.OFF
            return replace(told, contact=contact)
        answer = link.answer
        contact = Contact.AWAY if link.away_since else Contact.TAKEN if answer.is_taken else Contact.ON
        return replace(
            told,
            contact=contact,
            addresses=answer.addresses,
            code=answer.code,
            squares=self._qr(answer.addresses, answer.code),
            is_on_network=answer.is_on_network,
            has_visitors=answer.has_visitors,
            displays=answer.displays,
        )

    def _qr(self, addresses: tuple[str, ...], code: str) -> tuple[tuple[bool, ...], ...]:
        if not addresses:
            return ()
        from breakout_tui.hub.qr_code import Join, qr

        join = Join(addresses[0], code.replace("-", ""))
        if self._squares[0] != f"{join}":
            self._squares = f"{join}", qr(join)
        return self._squares[1]

    # On threads

    def _place(self) -> ServerPlace | None:
        share = self._share()
        return None if share is None or not share.url else ServerPlace(share.url, share.secret)

    def _share(self) -> Share | None:
        return still_valid(read_share(self._database()), self._clock.read().wall.timestamp())

    def _start(self, on_network: bool) -> None:
        """Start the server, in place of one that runs; say why it doesn't."""
        if (running := self._share()) is not None and running.url:
            self._stop_running()
        command = [
            sys.executable,
            "-m",
            "breakout_tui",
            "serve",
            "--for-window",
            "--database",
            str(self._database()),
        ]
        if on_network:
            command += ["--host", EVERYWHERE]
        try:
            server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            self._problem = f"the server can't start: {error.strerror}"
            return
        self._server = server
        if not self._comes_up(server):
            self._problem = _last_words(server) or "the server did not start; try again"
        self._link.look()

    def _comes_up(self, server: subprocess.Popen[bytes]) -> bool:
        waiting = threading.Event()
        for _ in range(round(_STARTING / 0.05)):
            share = self._share()
            if share is not None and share.process == server.pid and share.url:
                return True
            if server.poll() is not None:
                return False
            waiting.wait(0.05)
        server.kill()
        return False

    def _stop_running(self) -> None:
        """Stop the server that is known: ours by a signal; one that another window started, as it stops itself for the room."""
        server = self._server
        if server is None:
            self._link.stop_server()
            self._wait_until_stopped()
            return
        server.terminate()
        try:
            server.wait(_ENDING)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        self._server = None

    def _wait_until_stopped(self) -> None:
        waiting = threading.Event()
        for _ in range(round(_ENDING / 0.05)):
            share = self._share()
            if share is None or not share.url:
                return
            waiting.wait(0.05)

    def _stop_for_good(self) -> None:
        self._stop_running()
        with suppress(OSError):
            remove_share(self._database())
        self._link.look()


def _last_words(server: subprocess.Popen[bytes]) -> str:
    """What the server said before it ended."""
    if server.stderr is None or server.poll() is None:
        return ""
    lines = server.stderr.read().decode(errors="replace").strip().splitlines()
    return clean_line(lines[-1]).removeprefix("breakout-tui: ") if lines else ""

"""Client: hands an action to the window that has the session, and waits for its answer."""

from __future__ import annotations

import socket
from contextlib import closing, suppress
from pathlib import Path

from breakout_tui.control import socket_files, wire
from breakout_tui.control.peers import is_same_user
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.outside import CHANGED, NOT_HERE, Answer, Request

CONNECTING = 2.0
"""Seconds to wait for a window that is busy."""
ANSWERING = 30.0
"""Seconds to wait for the answer: longer than a window takes to give up on a disk."""


class WindowSilent(StoreError):
    """The window took the request and gave no answer: whether it was done is not known."""

    exit_code = 6


def ask_windows(database: Path, request: Request) -> Answer | None:
    """The answer of the window that has the session; None if no window has it, so that it may be written directly.

    Raises WindowSilent.
    """
    if not socket_files.are_supported():
        return None
    for path in socket_files.sockets_of(database):
        answer = _ask(path, request)
        if answer is not None and answer.status != NOT_HERE:
            return answer
    return None


def tell_windows(database: Path, session_id: str) -> None:
    """Tell every window that the file of a session has changed: one may have begun to open it meanwhile."""
    if socket_files.are_supported():
        for path in socket_files.sockets_of(database):
            with suppress(WindowSilent):
                _ask(path, Request(session_id, CHANGED))


def _ask(path: Path, request: Request) -> Answer | None:
    try:
        connection = socket_files.connected(path, CONNECTING)
    except OSError:  # left behind by a window that was killed, or of one that is closing
        return None
    with closing(connection):
        if not is_same_user(connection):
            return None
        try:
            connection.sendall(wire.encoded_request(request))
            connection.settimeout(ANSWERING)
            return wire.decoded_answer(_line(connection))
        except (OSError, wire.NotUnderstood) as error:
            raise WindowSilent(
                "the window with this session gave no answer",
                remedy="look at it, or at `breakout-tui status`, before you repeat the command",
            ) from error


def _line(connection: socket.socket) -> bytes:
    received = bytearray()
    while not received.endswith(b"\n"):
        part = connection.recv(65536)
        if not part or len(received) > wire.MOST_ANSWERED:
            raise wire.NotUnderstood("the answer has no end")
        received += part
    return bytes(received)

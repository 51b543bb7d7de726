"""A room with a file and a link to a hub, for tests over real sockets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_standing import HubContact, HubStanding
from breakout_tui.domain.joining import settled
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.room_code import RoomCode
from breakout_tui.domain.versions import Erasure, SessionState
from breakout_tui.link.hub_exchange import HubPatience
from breakout_tui.link.hub_link import HubLink
from breakout_tui.store.room_changes import ChangesReader
from tests.link.listening_hub import SOON, ListeningHub
from tests.store.builders import database
from tests.store.file_replicas import FileReplica

CODE = RoomCode("0123456789ABCDEF")
QUICK = HubPatience(
    heartbeat=0.05, settling=0.0, step=2.0, whole=4.0, away=(0.01, 0.02, 0.05), refused=0.05, goodbye=SOON
)


@contextmanager
def linked(
    room: FileReplica,
    *urls: str,
    patience: HubPatience = QUICK,
    code: RoomCode = CODE,
    erased: Callable[[Sequence[Erasure]], None] = lambda _: None,
) -> Iterator[HubLink]:
    """A link that has been told of the session."""
    file = ChangesReader(lambda: room.path)
    link = HubLink(HubPlace(urls, code), file, SystemClock(), "laptop-1", erased=erased, patience=patience)
    link.offer(room.session_id)
    try:
        yield link
    finally:
        link.close()
        link._thread.join(SOON)


def says(room: FileReplica, link: HubLink, text: str) -> None:
    """A statement that is saved, as the window says."""
    room.wish(c.Capture(text, Kind.CHALLENGE))
    room.flushes()
    link.offer(room.session_id)


def has_all(hub: ListeningHub, room: FileReplica) -> bool:
    """Whether the hub has what the file has."""
    held = hub.data.states.get(room.session_id)
    return held is not None and held.knowledge == state_of(room).knowledge and held == state_of(room)


def state_of(room: FileReplica) -> SessionState:
    """What the file has."""
    return settled(database(room.path).state(room.session_id))


def until(link: HubLink, wanted: Callable[[HubStanding], object]) -> HubStanding:
    """Wait until this holds of the standing, and return that standing."""
    waiting = threading.Event()
    for _ in range(round(SOON / 0.005)):
        if wanted(link.standing):
            return link.standing
        waiting.wait(0.005)
    raise AssertionError(link.standing)


def at(contact: HubContact) -> Callable[[HubStanding], bool]:
    """Whether the standing is this one."""
    return lambda standing: standing.contact is contact

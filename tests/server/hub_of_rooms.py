"""Hubs that share a database, rooms with files that send to them, and displays that look at them, for tests of faults."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.room_code import RoomCode, new_room_secret, secret_hash
from breakout_tui.domain.server_address import DatabaseName, ServerAddress
from breakout_tui.hub.certificate import certificate_at
from breakout_tui.hub.cleaning import CleaningTimes
from breakout_tui.hub.credentials import new_code
from breakout_tui.hub.hub_serving import HubServing
from breakout_tui.hub.listening import Place
from breakout_tui.hub.store_thread import StorePatience
from breakout_tui.link.hub_link import HubLink
from breakout_tui.store.hub_database import HubDatabase
from breakout_tui.store.room_changes import ChangesReader
from breakout_tui.store.server_store import ServerStore
from tests.domain.example import Talk
from tests.hub.running import TIMEOUT, Client, EventReader
from tests.ready_programs import Heard, heard
from tests.store.file_replicas import FileReplica, first_file

_BEATS = 8
"""Heartbeats of a stream until it is no longer waited for."""


@dataclass
class RunningHub(Client):
    """A hub as a display of one room sees it."""

    at: int
    display_code: str
    secret: str = ""
    clock: Any = field(default_factory=SystemClock)
    sent: bytearray = field(default_factory=bytearray)
    pinned: str = ""

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.at

    @property
    def code(self) -> str:
        """What a display types."""
        return self.display_code

    @property
    def url(self) -> str:
        """Where it is."""
        return f"{'https' if self.pinned else 'http'}://127.0.0.1:{self.at}"

    @property
    def fingerprint(self) -> str:
        """That of its certificate."""
        return self.pinned


@dataclass
class SendingRoom:
    """A room with a file, whose code the hub knows."""

    file: FileReplica
    code: RoomCode
    display_code: str
    said: list[str] = field(default_factory=list)

    def say(self, link: HubLink) -> str:
        """Save the next statement; what it says."""
        self.said.append(f"Statement {len(self.said) + 1}.")
        self.file.wish(c.Capture(self.said[-1], Kind.CHALLENGE))
        self.file.flushes()
        link.offer(self.file.session_id)
        return self.said[-1]

    def at(self, port: int) -> RunningHub:
        """A hub as displays of this room see it."""
        return RunningHub(port, self.display_code, pinned=self.code.fingerprint)

    def is_in(self, database: ServerAddress) -> bool:
        """Whether everything that was said is there, and nothing twice."""
        notes = ServerStore(database, SystemClock()).load(self.file.session_id).notes
        return sorted(note.text for note in notes) == sorted(["Before", *self.said])

    @contextmanager
    def linked(self, *urls: str) -> Iterator[HubLink]:
        """Its link to a hub, at its usual pace."""
        reader = ChangesReader(lambda: self.file.path)
        link = HubLink(HubPlace(urls, self.code), reader, SystemClock(), "laptop")
        link.offer(self.file.session_id)
        try:
            yield link
        finally:
            link.close()
            link._thread.join(TIMEOUT)
            self.file.ends_window()


def sending_room(folder: Path, database: ServerAddress, fingerprint: str = "") -> SendingRoom:
    """A new room of a hub, which has said one thing."""
    talk = Talk(c.EditDetails(rule=AttributionRule.NAMED))
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, "Before")
    secret, display_code = new_room_secret(), new_code()
    hub = HubDatabase(database, SystemClock())
    hub.add_room(folder.name, secret_hash(secret), display_code)
    hub.close()
    folder.mkdir()
    return SendingRoom(first_file(talk, folder / "room.db"), RoomCode(secret, fingerprint), display_code)


@contextmanager
def hub_here(
    database: DatabaseName,
    patience: StorePatience | None = None,
    cleaning: CleaningTimes | None = None,
    port: int = 0,
) -> Iterator[int]:
    """A hub in a thread, without TLS, on a port or on any; its port. Nothing unexpected may happen in it."""
    clock, errors = SystemClock(), list[Exception]()
    serving = HubServing(
        Place(port=port),
        lambda: HubDatabase(database, clock),
        clock,
        report=errors.append,
        patience=patience or StorePatience(),
        cleaning=cleaning or CleaningTimes(),
    )
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    try:
        yield serving.listening.port
    finally:
        serving.stop()
        thread.join(TIMEOUT)
        assert not thread.is_alive()
    assert not errors, errors


@contextmanager
def hub_process(database: ServerAddress, folder: Path) -> Iterator[tuple[subprocess.Popen[str] | Heard, int]]:
    """A hub as a process of its own, over TLS, and its port."""
    environment = {**os.environ, "HOME": str(folder)}
    certificate = ["--certificate", str(folder / "hub.pem"), "--port", "0"]
    with heard(["serve", "--database", str(database), *certificate], environment) as process:
        assert process.stdout is not None
        try:
            yield process, int(process.stdout.readline().rpartition(":")[2])
        finally:
            process.kill()


def fingerprint_in(folder: Path) -> str:
    """That of the certificate of the hubs in this folder."""
    return certificate_at(folder / "hub.pem", ["127.0.0.1"], SystemClock()).fingerprint


def see(events: EventReader, text: str) -> float:
    """Read a stream until it shows this text; when that was, in seconds since the boot."""
    beats = 0
    while beats < _BEATS and (told := events.next())[0]:
        if told[0] == "face" and text in str(told[1]):
            return SystemClock().read().since_boot
        beats += told[0] == "alive"
    raise AssertionError(f"{text} was not shown")

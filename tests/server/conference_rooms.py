"""The rooms of a whole conference: each with a room file of the organiser, a file of its own, its mail, and a link to the hubs."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_messages import MessageAnswer
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Change
from breakout_tui.domain.room_code import read_room_code
from breakout_tui.domain.room_file import RoomFile, room_file_text
from breakout_tui.domain.room_mail import RoomMessage
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.store_events import Saved
from breakout_tui.domain.versions import Knowledge, is_seen
from breakout_tui.link.hub_exchange import HubPatience
from breakout_tui.link.hub_link import HubLink
from breakout_tui.link.pinned_connection import connection_to
from breakout_tui.store.database import Database
from breakout_tui.store.room_changes import ChangesReader
from breakout_tui.store.room_mail import StoredMail
from tests.cli.commands_here import run_here
from tests.hub.running import TIMEOUT
from tests.hub.served import wait_until
from tests.store.builders import RecordingListener

CLOCK = SystemClock()
_PATIENCE = HubPatience(heartbeat=1.0, away=(0.1, 0.2, 0.5), goodbye=TIMEOUT)
"""The usual one, but for what would keep a test waiting."""


def started(folder: Path, room: RoomFile, *details: str) -> Path:
    """The database of a room that has started with its room file, and is in its first box."""
    folder.mkdir()
    (folder / "room.toml").write_text(room_file_text(room), encoding="utf-8")
    file = folder / "room.db"
    for words in (("start", "--room-file", str(folder / "room.toml"), *details), ("next",)):
        done = run_here(folder, "--database", file, *words)
        assert done.status == 0, done
    return file


@dataclass
class ConferenceRoom:
    """A window of the room's file, without its screen: it decides, stores, sends and answers as the window does."""

    name: str
    store: Database
    link: HubLink
    mail: StoredMail
    session: Session
    heard: RecordingListener
    network: threading.Event
    """Set while the room reaches the hubs."""
    said: list[tuple[str, Knowledge]] = field(default_factory=list)
    """Each statement, and what was in the file when it was saved."""

    @property
    def acknowledged(self) -> list[str]:
        """The statements that a hub said it has."""
        known = self.link._known.get(self.session.id)
        told: Knowledge = {} if known is None else known.knowledge
        return [text for text, held in self.said if is_seen(held, told)]

    def do(self, command: c.Command) -> None:
        """Carry out a command and wait until it is in the file."""
        outcome = decide(self.session, command, CLOCK.read())
        self.session = outcome.session
        self._save(outcome.changes)

    def say(self, text: str, attribution: str = "") -> None:
        """Capture a statement, as a challenge."""
        self.do(c.Capture(text, Kind.CHALLENGE, attribution))
        self.said.append((text, self.store.state(self.session.id).knowledge))

    def is_acknowledged(self) -> None:
        """Wait until a hub has said that it has every statement."""
        every = [text for text, _ in self.said]
        wait_until(lambda: self.acknowledged == every, f"not all of {self.name} is at the hub")

    def answers(self, text: str, answer: MessageAnswer) -> None:
        """Wait for a message, and answer it as the window does, which carries out what it accepts."""
        wait_until(lambda: self._message(text) is not None, f"{text} does not arrive in {self.name}")
        message = self._message(text)
        assert message is not None
        if answer is MessageAnswer.TAKEN:
            self.do(c.Extend(60 * int(message.value)))
        self.mail.answer(message.id, answer)

    def _message(self, text: str) -> RoomMessage | None:
        return next((each for each in self.mail.messages if each.text == text), None)

    def _save(self, changes: Sequence[Change]) -> None:
        saved = len(self.heard.of(Saved))
        self.store.submit(self.session.id, changes)
        self.heard.wait_for(Saved, saved + 1)
        self.link.offer(self.session.id)


class _Connection:
    """Connects while there is a network, and cuts each request where there is none."""

    def __init__(self, network: threading.Event) -> None:
        self._network = network

    def __call__(self, url: str, fingerprint: str, timeout: float) -> http.client.HTTPConnection:
        made, network = connection_to(url, fingerprint, timeout), self._network
        send = made.send

        def sending(data: Any) -> None:
            if not network.is_set():
                raise OSError("there is no network")
            send(data)

        made.send = sending  # type: ignore[method-assign]
        return made


@contextmanager
def open_room(name: str, file: Path, urls: tuple[str, ...], code: str) -> Iterator[ConferenceRoom]:
    """The window of this file; a hub has its session when the block begins."""
    store, heard, network = Database(file, CLOCK), RecordingListener(), threading.Event()
    network.set()
    session = Session.of(store.load(store.latest() or ""))
    store.start(heard)
    mail = StoredMail(lambda: file, store.write_aside, CLOCK)
    place = HubPlace(urls, read_room_code(code))
    reader = ChangesReader(lambda: file)
    link = HubLink(
        place, reader, CLOCK, f"laptop of {name}", mail=mail, patience=_PATIENCE, connect=_Connection(network)
    )
    link.offer(session.id)
    try:
        wait_until(lambda: link.standing.contact is HubContact.ON, f"{name} is not heard: {link.standing}")
        yield ConferenceRoom(name, store, link, mail, session, heard, network)
    finally:
        store.close()
        link.close()
        link._thread.join(TIMEOUT)

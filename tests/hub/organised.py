"""A hub with its rooms and an organiser: a real database, served on a real socket."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from breakout_tui.domain.clock import Clock, Reading, SystemClock
from breakout_tui.domain.organiser_link import OrganiserLink
from breakout_tui.domain.room_code import RoomCode, new_room_secret, secret_hash, shown
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.versions import SessionState, Stamp, Version
from breakout_tui.hub.certificate import Certificate
from breakout_tui.hub.conference_reader import ConferenceReader
from breakout_tui.hub.credentials import new_code
from breakout_tui.hub.hub_serving import HubServing
from breakout_tui.hub.listening import Place
from breakout_tui.hub_protocol import HubUpdate, Part
from breakout_tui.store.hub_database import HubDatabase
from tests.hub.running import TIMEOUT, Answered, Client
from tests.stored import records_of


@dataclass
class OrganisedHub(Client):
    """What organisers, rooms and displays ask of a hub; ``database`` is a connection of the tests to its database."""

    serving: HubServing
    database: HubDatabase
    certificate: Certificate | None
    clock: Clock
    name: str = "Ana"
    secret: str = ""
    sent: bytearray = field(default_factory=bytearray)
    link: OrganiserLink = field(init=False)
    """That of its first organiser."""
    secrets: dict[str, str] = field(default_factory=dict)
    """Of rooms, by id."""
    counters: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.link = self.organiser(self.name)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.serving.listening.port

    @property
    def code(self) -> str:
        """What a display of the first room types."""
        return self.database.rooms()[0].display_code

    @property
    def url(self) -> str:
        """Where it is."""
        return self.serving.listening.own_address

    @property
    def fingerprint(self) -> str:
        """That of its certificate; empty without one."""
        return "" if self.certificate is None else self.certificate.fingerprint

    def organiser(self, name: str) -> OrganiserLink:
        """The link of a new organiser."""
        code = RoomCode(new_room_secret(), self.fingerprint)
        self.database.organisers.add(name, secret_hash(code.secret))
        return OrganiserLink(self.url, code)

    def revoke(self, name: str) -> None:
        """End the link of an organiser."""
        for each in self.database.organisers.every():
            if each.name == name:
                self.database.organisers.revoke(each.id)

    def room(self, name: str) -> str:
        """The id of a new room."""
        secret = new_room_secret()
        room = self.database.add_room(name, secret_hash(secret), new_code())
        self.secrets[room.id] = secret
        return room.id

    def says(self, room_id: str, session: Session | None, reading: Reading, laptop: str = "annex") -> None:
        """A room says this; None closes its session."""
        self.database.take([(room_id, self.update(session, reading, f"link-{room_id}", laptop))])

    def update(
        self, session: Session | None, reading: Reading, link: str = "link", laptop: str = "annex"
    ) -> HubUpdate:
        """What says this."""
        if session is None:
            return HubUpdate(link, laptop, "", reading)
        counter = self.counters[session.id] = self.counters.get(session.id, 0) + 1
        stamp = Stamp(counter, "writer")
        versions = tuple(Version(record, stamp) for record in records_of(session))
        state = SessionState(session.id, {"writer": counter}, versions, laptops={"writer": laptop})
        return HubUpdate(link, laptop, session.id, reading, Part(state, is_whole=True))

    def enters(self, link: OrganiserLink | None = None) -> str:
        """The cookie of an organiser who enters."""
        answer = self.post("/overview/enter", {"code": shown((link or self.link).code)})
        assert answer.status == 303, answer.text
        return answer.headers["set-cookie"].partition(";")[0]

    def gets(self, path: str, cookie: str) -> Answered:
        """What a page of the organiser answers."""
        return self.ask("GET", path, headers={"Cookie": cookie})


@contextmanager
def organised(
    folder: Path,
    *,
    certificate: Certificate | None = None,
    clock: Clock | None = None,
    name: str = "Ana",
    report: Callable[[Exception], None] | None = None,
    conference: ConferenceReader | None = None,
) -> Iterator[OrganisedHub]:
    """A hub on a free port, one more process if there is one for this folder; nothing unexpected may happen in it.

    ``name`` is that of its organiser; ``report`` is told of what is unexpected, which then may happen.
    """
    clock, path = clock or SystemClock(), folder / "hub.db"
    found: list[Exception] = []
    serving = HubServing(
        Place(port=0, certificate=certificate),
        lambda: HubDatabase(path, clock),
        clock,
        report=report or found.append,
        conference=conference,
    )
    database = HubDatabase(path, clock)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    try:
        yield OrganisedHub(serving, database, certificate, clock, name)
    finally:
        serving.stop()
        thread.join(TIMEOUT)
        database.close()
        assert not thread.is_alive()
    assert not found, found

"""A statement's way from a phone to a note and back: a real server in its process, a real file, nothing in between replaced."""

from __future__ import annotations

import http.client
import secrets
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from breakout_tui.cli import launch
from breakout_tui.cli.late_floor import LateFloor
from breakout_tui.cli.room_sharing import RoomSharing
from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.floor_outcomes import FloorOutcomes
from breakout_tui.domain.held_votes import HeldBallots
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.domain.phone_votes import VoteSort
from breakout_tui.domain.session import decide, start
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.sharing import Contact
from breakout_tui.domain.store_events import Saved, StoreEvent
from breakout_tui.domain.vote_sheet import open_votes
from breakout_tui.store.database import Database
from breakout_tui.store.floor_file import FloorFile, floor_path
from breakout_tui.store.room_floor_rows import read_floor
from breakout_tui.tui.floor_taking import taking
from tests.domain.day import programme

SOON = 20.0
"""Seconds within which a busy machine has done anything here."""


class Window:
    """A window without a screen: its file, its session, and its sharing."""

    def __init__(self, path: Path) -> None:
        self.clock = SystemClock()
        self.store = Database(path, self.clock)
        self.saved = 0
        self.offers: list[Callable[[], None]] = []
        """What else is told whenever something was saved."""
        self.store.start(self._hear)
        outcome = start(programme(), "t", c.EditDetails(), self.clock.read())
        self.session: Session = outcome.session
        self.ticket = self.store.submit(outcome.session.id, outcome.changes)
        self.floor = LateFloor(self.store, self.clock, NO_COUNTRIES)
        self.sharing = RoomSharing(lambda: path, self.clock, self.floor.get())

    def _hear(self, event: StoreEvent) -> None:
        if isinstance(event, Saved):
            self.saved = event.ticket

    def does(self, command: c.Command) -> None:
        """Carry it out, save it, and show it."""
        outcome = decide(self.session, command, self.clock.read())
        self.session = outcome.session
        self.ticket = self.store.submit(self.session.id, outcome.changes)
        until(lambda: self.saved >= self.ticket)
        self.sharing.offer(self.session)
        for offer in self.offers:
            offer()

    def close(self) -> None:
        """Its server ends, and the window closes."""
        self.sharing.end()
        until(lambda: self.sharing.standing.contact is Contact.OFF)
        self.sharing.close()
        self.store.close(SOON)


class Phone:
    """A phone that has joined."""

    def __init__(self, address: str, code: str) -> None:
        found = urlsplit(address)
        self._origin = f"{found.scheme}://{found.netloc}"
        self._cookie = ""
        self._host, self._port = found.hostname or "", found.port
        status, headers, _ = self._ask("POST", "/p/join", {"code": code})
        assert status == 303
        self._cookie = headers["set-cookie"].partition(";")[0]

    def sends(self, text: str, session_id: str) -> None:
        """Send a statement."""
        form = {"text": text, "session": session_id, "kind": "challenge"}
        keys = {"key": secrets.token_urlsafe(24), "secret": secrets.token_urlsafe(24)}
        status, _, answer = self._ask("POST", "/p/send", form | keys)
        assert status == 200, answer

    def votes(self, vote_id: str, *said: int) -> None:
        """Cast a ballot."""
        form = {"vote": vote_id, **{f"p{place}": str(each) for place, each in enumerate(said)}}
        status, _, answer = self._ask("POST", "/p/vote", form)
        assert status == 200, answer

    def sees(self, vote_id: str) -> bool:
        """Whether it has the ballot of a vote before it."""
        return f'value="{vote_id}"' in self._ask("GET", "/p/vote/sheet", {})[2]

    def results(self) -> str:
        """What became of all statements."""
        return self._ask("GET", "/p/results", {})[2]

    def _ask(self, method: str, path: str, form: dict[str, str]) -> tuple[int, dict[str, str], str]:
        with closing(http.client.HTTPConnection(self._host, self._port, timeout=SOON)) as connection:
            headers = {"Cookie": self._cookie, "Accept": "application/json"}
            if form:
                headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self._origin}
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read().decode()


def until(is_so: Callable[[], object]) -> None:
    """Wait until this holds."""
    waiting = threading.Event()
    for _ in range(round(SOON / 0.01)):
        if is_so():
            return
        waiting.wait(0.01)
    raise AssertionError("it did not come to that")


def test_a_locked_file_of_old_ballots_keeps_no_window_waiting(tmp_path: Path) -> None:
    """Rule: what a window shares is made at once; ballots that nobody has counted are erased as soon as the file can be written."""
    path, clock = tmp_path / "room.db", SystemClock()
    held = HeldBallots("vote", "session", "5a17", 0, {"ab": (1,)})
    file = FloorFile(path)
    file.ballots.put([held])
    file.close()
    store = Database(path, clock)
    with closing(sqlite3.connect(floor_path(path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        launch._sharing(store, clock, LateFloor(store, clock, NO_COUNTRIES)).close()
        other.execute("ROLLBACK")
    until(lambda: file.ballots.all().held == ())


def test_a_statement_becomes_a_note_and_its_author_reads_of_it(tmp_path: Path) -> None:
    """Rule: what a server heard to be stored is in the file, whatever happens to the window; the reference comes back once it is saved.

    When sharing ends for good, nothing of it is left beside the file.
    """
    path = tmp_path / "room.db"
    window = Window(path)
    try:
        sharing, floor = window.sharing, window.sharing.floor
        window.does(c.Next())
        window.does(c.Next())
        floor.door.let_in(True)
        sharing.begin(on_network=False)
        until(lambda: floor.door.standing.address)
        phone = Phone(floor.door.standing.address, floor.door.standing.code)
        phone.sends("Silo budgets", window.session.id)
        phone.sends("No shared words", window.session.id)
        until(lambda: len(floor.statements) == 2)
        until(lambda: len(getattr(read_floor(path, window.session.id), "all", ())) == 2)
        first, second = floor.statements
        window.does(taking([first], window.session))
        floor.set_aside([second.id])
        until(lambda: "taken as C1" in phone.results())
        window.does(c.Undo())
        until(lambda: "taken as C1" not in phone.results())
        window.does(taking(floor.statements, window.session))
        until(lambda: "taken as C2" in phone.results())
        outcomes = FloorOutcomes().of(floor.statements, window.session).values()
        assert {became.outcome for _, became in outcomes} == {FloorOutcome.TAKEN}
        assert floor.door.standing.squares
        assert floor_path(path).exists()
        sharing.end()
        until(lambda: not floor_path(path).exists())
    finally:
        window.close()


def told_of(door: FloorDoor) -> list[VoteCount]:
    """What all servers have told of votes."""
    return [count for each in door.votes for count in each.votes]


def begun_again(window: Window) -> str:
    """All phones get a new code while they vote; the id of the vote then."""
    door = window.sharing.floor.door
    assert not door.doubled
    door.renew_code()
    until(lambda: door.doubled)
    window.does(c.RestartVote())
    (vote,) = open_votes(window.session)
    until(lambda: not told_of(door))
    return vote.id


def test_a_vote_goes_to_the_phones_and_its_tally_into_the_file(tmp_path: Path) -> None:
    """Rule: the window hears how many have voted, and sums only once it has closed the vote; the file has the tally, and no ballot.

    After a new code the same people have one ballot each.
    """
    path = tmp_path / "room.db"
    window = Window(path)
    try:
        sharing, door = window.sharing, window.sharing.floor.door
        for command in (
            c.Next(),
            c.Capture("Silo budgets", Kind.CHALLENGE),
            c.Capture("No law", Kind.CHALLENGE),
        ):
            window.does(command)
        window.does(c.OpenVote(VoteSort.RANK))
        (vote,) = window.session.phone_votes.values()
        sharing.begin(on_network=False)
        until(lambda: door.standing.address)
        for vote_id in (vote.id, ""):
            vote_id = vote_id or begun_again(window)
            phones = [Phone(door.standing.address, door.standing.code) for _ in range(5)]
            for phone in phones:
                phone.votes(vote_id, 1, 0)
            phones[0].votes(vote_id, 0, 1)
            until(lambda: [(each.ballots, each.counts) for each in told_of(door)] == [(5, ())])
        window.does(c.CloseVote())
        until(lambda: [each.counts for each in told_of(door)] == [((4,), (1,))])
        (told,) = told_of(door)
        window.does(c.RecordBallots(told.id, told.ballots, told.is_counted, told.counts, told.part))
        until(lambda: not told_of(door))
        sharing.end()
        until(lambda: not floor_path(path).exists())
        stored = window.store.load(window.session.id)
        assert {*stored.phone_votes} == {*window.session.phone_votes.values()}
        (kept,) = (each for each in stored.phone_votes if not each.deleted)
        assert (kept.ballots, kept.counts) == (5, ((4,), (1,)))
    finally:
        window.close()

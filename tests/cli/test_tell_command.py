"""The organiser's messages and the calls for help, by commands; and all the way to a room over a real hub."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from breakout_tui.cli.room_hub import RoomHub
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_messages import MessageAnswer, MessageKind
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.room_code import read_room_code
from breakout_tui.link.hub_link import HubLink
from breakout_tui.store.database import Database
from breakout_tui.store.room_changes import ChangesReader
from breakout_tui.store.room_mail import StoredMail
from tests.cli.command_line import CommandResult
from tests.cli.commands_here import HOMES, run_here
from tests.hub.served import wait_until
from tests.link.linked_room import QUICK
from tests.ready_programs import heard


@dataclass
class Organiser:
    """A hub's database with two rooms."""

    folder: Path

    def __post_init__(self) -> None:
        self.added = self.says("rooms", "add", "Room 1", "Room 2")

    def run(self, *words: str) -> CommandResult:
        """Run a command on the hub."""
        return run_here(self.folder, *words, "--database", self.folder / "hub.db")

    def says(self, *words: str) -> list[str]:
        """What a command that must succeed prints."""
        found = self.run(*words)
        assert found.status == 0, found
        return found.out.splitlines()

    def code(self, room: str) -> str:
        """The code of a room."""
        return next(line.split()[-1] for line in self.added if line.startswith(room))


@pytest.fixture
def organiser(tmp_path: Path) -> Organiser:
    """Who answers for the conference."""
    return Organiser(tmp_path)


def test_a_message_is_sent_listed_and_taken_back_by_its_id(organiser: Organiser) -> None:
    """Rule: to all rooms or to those that are named; with the same key it is sent once."""
    assert organiser.says("tell") == ["No messages yet: breakout-tui tell TEXT"]
    sent = organiser.says("tell", "Lunch is at 12:40", "--key", "lunch")
    assert sent[0] == "Sent to 2 rooms:"
    assert "to the facilitators, until" in sent[1]
    assert sent[1].endswith("Lunch is at 12:40")
    assert sent[2] == "   Room 1 not there yet · Room 2 not there yet"
    assert organiser.says("tell", "Lunch is at 12:40", "--key", "lunch") == sent
    organiser.says("tell", "--extend", "10", "The bus is late", "--room", "Room 2", "--minutes", "5")
    organiser.says("tell", "--end", "9:30")
    organiser.says("tell", "--display", "Fire drill at 11")
    listed = organiser.says("tell")
    assert [line.partition(": ")[2] for line in listed[::2]] == [
        "Lunch is at 12:40",
        "+10 min: The bus is late",
        "end at 09:30",
        "Fire drill at 11",
    ]
    assert listed[3] == "   Room 2 not there yet"
    assert "on the displays, until" in listed[6]
    taken_back = organiser.says("tell", "--withdraw", listed[2].split()[0])
    assert taken_back[0] == "Taken back:"
    assert "proposed, taken back" in taken_back[1]


REFUSED: dict[tuple[str, ...], str] = {
    ("tell", " "): "it has no words",
    ("tell", "Hello", "--minutes", "0"): "1 to 1440 minutes",
    ("tell", "Hello", "--room", "Room 9"): "the rooms are: Room 1, Room 2",
    ("tell", "--extend", "999"): "+1 to +120 minutes",
    ("tell", "--end", "noon"): "time of day",
    ("tell", "--withdraw", "abc"): "there is no message “abc”",
    ("calls", "take"): "no call is named",
    ("calls", "close", "abc"): "there is no open call for help “abc”",
}


def test_what_can_not_be_done_is_said_in_a_line(organiser: Organiser) -> None:
    """Rule: with what to do instead."""
    for words, told in REFUSED.items():
        found = organiser.run(*words)
        assert found.status != 0
        assert found.out == ""
        assert told in found.err
        assert len(found.err.splitlines()) == 1


@dataclass
class Linked:
    """A room with a file, its writer's thread and its link."""

    store: Database
    hub: RoomHub

    @property
    def mail(self) -> StoredMail:
        """Its mail."""
        assert isinstance(self.hub.mail, StoredMail)
        return self.hub.mail

    def texts(self) -> list[str]:
        """What its messages say."""
        return [each.text for each in self.mail.messages]


@contextmanager
def linked(file: Path, url: str, code: str) -> Iterator[Linked]:
    """A window of this file that sends to this hub."""
    clock = SystemClock()
    store = Database(file, clock)
    store.start(lambda _: None)
    mail = StoredMail(lambda: file, store.write_aside, clock)
    place = HubPlace((url,), read_room_code(code))
    link = HubLink(place, ChangesReader(lambda: file), clock, "annex", mail=mail, patience=QUICK)
    hub = RoomHub(link, mail)
    hub.offer("")
    try:
        yield Linked(store, hub)
    finally:
        store.close()
        hub.close()
        link._thread.join(5)


@contextmanager
def serving(organiser: Organiser) -> Iterator[str]:
    """The hub runs; gives its address."""
    environment = {**os.environ, **dict.fromkeys(HOMES, str(organiser.folder / "home"))}
    command = ["serve", "--port", "0", "--database", str(organiser.folder / "hub.db")]
    with heard(command, environment) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def test_messages_and_calls_go_all_the_way_over_a_hub(organiser: Organiser, tmp_path: Path) -> None:
    """Rule: also what was called while the hub was away; each side hears what the other did."""
    file = tmp_path / "room.db"
    with (
        serving(organiser) as url,
        linked(file, url, organiser.code("Room 1")) as room,
        linked(tmp_path / "other.db", url, organiser.code("Room 2")) as other,
    ):
        wait_until(lambda: room.hub.standing.contact is HubContact.ON, "the room is not heard")
        organiser.says("tell", "Lunch is at 12:40", "--room", "Room 1")
        organiser.says("tell", "--extend", "+10")
        wait_until(lambda: len(room.texts()) == 2 and len(other.texts()) == 1, "they do not arrive")
        lunch, proposal = room.mail.messages
        assert (lunch.kind, lunch.text) == (MessageKind.FACILITATOR, "Lunch is at 12:40")
        assert (proposal.kind, proposal.value) == (MessageKind.EXTEND, "+10")
        room.mail.answer(lunch.id, MessageAnswer.SEEN)
        room.mail.answer(proposal.id, MessageAnswer.TAKEN)
        other.mail.answer(proposal.id, MessageAnswer.DECLINED)
        room.mail.call_for_help("The projector is dark")
        wait_until(lambda: "Room 1 waits" in organiser.says("calls")[0], "the call does not arrive")
        told = "\n".join(organiser.says("tell"))
        assert "Room 1 seen" in told
        assert "Room 1 taken" in told
        assert "Room 2 declined" in told
        (call,) = organiser.says("calls")
        assert re.search(r"Room 1 waits for \d+ s: The projector is dark$", call)
        assert "taken by Maria" in organiser.says("calls", "take", call.split()[0], "--by", "Maria")[0]
        wait_until(lambda: room.mail.call is not None and room.mail.call.taken_by == "Maria", "who comes?")
        organiser.says("calls", "close", call.split()[0])
        wait_until(lambda: room.mail.call is None, "the call is still open")
        assert organiser.says("calls") == ["No calls for help"]
        assert "closed" in organiser.says("calls", "--all")[0]
    with linked(file, "http://127.0.0.1:1", organiser.code("Room 1")) as room:
        wait_until(lambda: len(room.texts()) == 2, "the file is not read")
        room.mail.call_for_help("No chairs")
        wait_until(lambda: bool(room.mail.news(is_first=False).calls), "it is not stored")
    with serving(organiser) as url, linked(file, url, organiser.code("Room 1")) as room:
        wait_until(lambda: "No chairs" in organiser.says("calls")[0], "the call does not arrive")
        assert len(room.texts()) == 2
        call_of_room = room.mail.call
        assert call_of_room is not None
        assert call_of_room.text == "No chairs"

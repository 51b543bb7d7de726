"""No byte that the server sends has a word that the room keeps to itself, at any step of a day, whatever a display is told to show."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui import paths
from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import DAY
from breakout_tui.cli.demo_player import Player
from breakout_tui.domain import commands as c
from breakout_tui.domain.display_choice import DisplayChoice, Shows
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Draft, Finding, ReportBack
from breakout_tui.domain.session import Session
from breakout_tui.domain.shared_copy import changes_since
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.room_protocol import RoomUpdate
from breakout_tui.store.database import Database
from tests.domain.example import reading
from tests.hub.phones import phone
from tests.hub.running import Running, running
from tests.report.names import found_in
from tests.sampled import sampled

NEVER = (
    "Facilitatorin",
    "Rapporteurin",
    "Zubrowka",
    "Quixley",
    "Vantongeren",
    "Þorgerður",
    "李木子秀",
    "parkedword",
    "slipword",
    "typoword",
    "minorityword",
    "delegations",
    "reopenword",
    "headlineword",
    "findingword",
    "askword",
    "draftword",
    "migration",  # parked by the script of the day
)
"""Words of which a display never gets any: names, what is parked, mistakes that were mended before anything was sent, views of a minority,
why a list was opened again, the report-back, the draft."""
WITHDRAWN = ("deletedword", "mergedword", "firstword", "undoneword")
"""Words that were on the displays, and that no new page has once they are taken back."""
ALWAYS = (
    "Who pays twice?",
    "What is the role of the CIO?",
    "Silo budgets block shared services",
    "The CIO sits, and votes, where the money is decided",
    "strong support with significant opposition",
    "One data-sharing act in place of forty clauses",
)
"""What the room sees, or a search that finds nothing would prove nothing."""
HIDDEN = "hiddenword"


class Day:
    """A day, played step by step in a room that names everybody, and followed by a server."""

    def __init__(self, rule: AttributionRule, server: Running, folder: Path) -> None:
        self.server = server
        self.rule = rule
        known = (*DETAILS.known, "Zubrowka") if DETAILS.known else ("Zubrowka",)
        details = replace(
            DETAILS, rule=rule, facilitator="Facilitatorin Ada", rapporteur="Rapporteurin Jo", known=known
        )
        programme = read_programme(paths.shipped_programme())
        self.player = Player(programme, programme.themes[0].id, details, reading(0))
        self.store = Database(folder / "room.db", server.clock)
        self.store.start(lambda _: None)
        self.stored = 0
        self.sent: Session | None = None
        self.number = 0
        self.cookie = server.joined()
        phones = server.serving.server.phones
        assert phones is not None
        self.phone = phone(server, phones.credentials.code).cookie
        self.pages: list[bytes] = []
        """What a display got at each step, in order."""

    @property
    def session(self) -> Session:
        """The session now."""
        return self.player.session

    def serial(self, reference: str) -> int:
        """The serial of a note."""
        found = self.session.book.find(reference)
        assert found is not None, reference
        return found.serial

    def send(self) -> None:
        """Store what has changed, send what a link sends, and look at what displays get."""
        for changes in self.player.changes[self.stored :]:
            self.store.submit(self.session.id, changes)
        self.stored = len(self.player.changes)
        base = None if self.sent is None else self.number
        self.number += 1
        records = tuple(changes_since(self.sent, self.session))
        update = RoomUpdate("room", self.number, base, self.session.id, self.player.reading, records)
        assert self.server.tell(update, self.session).has == self.number
        self.sent = self.session
        self.pages.append(whole_answer(self.server, "/display", self.cookie))

    def look_at_all(self) -> None:
        """Give the display every choice in turn."""
        displays = self.server.serving.server.room.displays
        for shows in Shows:
            displays.choose("", DisplayChoice(shows, "Coffee is late"))
            self.pages.append(whole_answer(self.server, "/display", self.cookie))
        displays.choose("", DisplayChoice())
        for key in ("down", "down", "up", "s", "s", "b", "escape"):
            self.server.post("/key", {"key": key}, self.cookie)
            self.pages.append(whole_answer(self.server, "/display", self.cookie))
        for language in ("en", "ar"):
            self.pages.append(whole_answer(self.server, f"/p?lang={language}", self.phone))

    def steps(self) -> Iterator[None]:
        """The day of the demonstration, with what people keep to themselves between its lines."""
        do = self.player.do
        said_by = {
            AttributionRule.NAMED: ("@Quixley_Vantongeren", "@Þorgerður", "@李木子秀"),
            AttributionRule.COUNTRY: ("@Zubrowka", "@Quixley_Vantongeren", "@Þorgerður"),
            AttributionRule.NONE: ("@Zubrowka", "@Quixley_Vantongeren", "@李木子秀"),
        }[self.rule]
        for line in filter(None, map(str.strip, DAY.splitlines())):
            self.player.play([line])
            yield
            if line.startswith("/merge"):
                for name in said_by:
                    self.player.play([f"C Who pays twice? {name}"])
                self.player.play(["X The parkedword is for later @Norway"])
                do(c.Capture("A slipword", Kind.CHALLENGE))
                do(c.DeleteNote(len(self.session.book) - 1))
                do(c.Capture("A typoword", Kind.CHALLENGE))
                do(c.EditNote(len(self.session.book) - 1, "A firstword"))
                yield
                do(c.EditNote(len(self.session.book) - 1, "A better word"))
                do(c.Capture("A deletedword", Kind.CHALLENGE))
                yield
                do(c.DeleteNote(len(self.session.book) - 1))
                do(c.Capture("A mergedword", Kind.CHALLENGE))
                yield
                do(c.MergeNote(len(self.session.book) - 1, self.serial("C1")))
                do(c.Capture("An undoneword", Kind.CHALLENGE))
                yield
                do(c.Undo())
                self.store.save_draft(self.session.id, Draft("A draftword that nobody said", Kind.CHALLENGE))
                yield
                self.look_at_all()
                do(c.EditDetails(is_display_hidden=True))
                do(c.Capture(f"A {HIDDEN}", Kind.CHALLENGE))
                yield
                self.look_at_all()
                do(c.DeleteNote(len(self.session.book) - 1))
                do(c.EditDetails(is_display_hidden=False))
                yield
            if line == "/lock now":
                self.look_at_all()
                do(c.UnlockRanking("The reopenword was left out"))
                yield
                self.player.play(["/lock now"])
            if line.startswith("/minority"):
                level = Agreement.STRONG_SUPPORT
                do(
                    c.Agree(
                        self.serial("R2"), level, "A minorityword of two", self.dissenter, adds_names=True
                    )
                )
                yield
                self.look_at_all()
            if line.startswith("/amend R4"):
                said = (Finding("A findingword", "the findingword again"),)
                do(c.EditReportBack(ReportBack("", "", 5, "A headlineword", said, None, None, "An askword")))
                yield

    @property
    def dissenter(self) -> str:
        """Who dissents, as the rule allows; the session may be of one that allows nobody."""
        return {
            AttributionRule.NAMED: "Quixley Vantongeren",
            AttributionRule.COUNTRY: "Zubrowka",
            AttributionRule.NONE: "",
        }[self.rule]


def whole_answer(server: Running, path: str, cookie: str, method: str = "GET") -> bytes:
    """All bytes of an answer to a browser, which takes them packed: its head and its body, unpacked."""
    asked = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nAccept-Encoding: gzip, br\r\n"
        "Connection: close\r\n\r\n"
    )
    found = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(asked.encode())
        while data := connection.recv(1 << 16):
            found += data
    head, _, body = found.partition(b"\r\n\r\n")
    is_packed = b"content-encoding: gzip" in head.lower()
    return head + (gzip.decompress(body) if is_packed and body else body)


@pytest.mark.parametrize("rule", sampled(AttributionRule, AttributionRule.NONE, AttributionRule.COUNTRY))
def test_no_byte_is_private(rule: AttributionRule, tmp_path: Path) -> None:
    """Rule: under each attribution rule; what was withdrawn is in no page that is loaded or drawn afterwards."""
    with running(database=tmp_path / "shared.db") as server:
        day = Day(rule, server, tmp_path)
        day.send()
        with server.stream(day.cookie) as events:
            gone: dict[str, int] = {}
            for _ in day.steps():
                day.send()
                texts = {note.text for note in day.session.book.notes if note.is_visible}
                for word in WITHDRAWN:
                    was_said = any(word.encode() in page for page in day.pages)
                    if was_said and not any(word in text for text in texts):
                        gone.setdefault(word, len(day.pages) - 1)
            assert set(gone) == set(WITHDRAWN)
            _as_resumed(day, tmp_path)
            while "The session has ended" not in events.until("face"):
                pass
        for path in ("/", "/now", "/join", "/nowhere", "/room", "/static/display.js", "/static/display.css"):
            day.pages.append(whole_answer(server, path, day.cookie))
        for path in ("/p/join", "/p/results", "/p/now", "/static/phone.js", "/static/live.js"):
            day.pages.append(whole_answer(server, path, day.phone))
        everything = b"\n".join((*day.pages, bytes(server.sent)))
        assert found_in(everything, NEVER, tmp_path) == set()
        assert HIDDEN.encode() not in everything
        for word, place in gone.items():
            assert not [page for page in day.pages[place:] if word.encode() in page], word
        for words in ALWAYS:
            assert words.encode() in everything
        named = {AttributionRule.NAMED: "Quixley", AttributionRule.COUNTRY: "Zubrowka"}.get(rule)
        kept = repr(tuple(day.session.book.notes))
        assert named is None or named in kept
        assert "parkedword" in kept


def _as_resumed(day: Day, folder: Path) -> None:
    """Close the window and open the session again from its file, in which a draft lies; a new link sends all of it."""
    day.store.close(30)
    again = Database(folder / "room.db", day.server.clock)
    draft = again.draft(day.session.id)
    assert draft is not None
    assert "draftword" in draft.text
    session = Session.of(again.load(day.session.id))
    day.server.show(session, link="room", number=day.number + 1)
    day.pages.append(whole_answer(day.server, "/display", day.cookie))
    again.close(30)


def test_a_search_of_these_bytes_finds_what_is_there(tmp_path: Path) -> None:
    """Rule: escaped for a page or for a stream: or the test above would prove nothing."""
    told = b'event: face\ndata: "<p>\\u00deorger\\u00f0ur &#38; \xe6\x9d\x8e\xe6\x9c\xa8\xe5\xad\x90\xe7\xa7\x80</p>"\n\n'
    assert found_in(told, NEVER, tmp_path) == {"þorgerður", "李木子秀"}

"""A conference as it is held: twelve rooms, PostgreSQL, two hub processes, the overview, and what happens on such a day."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from breakout_tui.domain.hub_messages import MessageAnswer
from breakout_tui.domain.organiser_link import OrganiserLink, read_organiser_link
from breakout_tui.domain.room_file import RoomFile
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.store.database import Database
from breakout_tui.store.hub_database import HubDatabase
from breakout_tui.store.server_store import ServerStore
from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_settings import settings_of
from tests.hub.wall import SOON
from tests.report.browser import CHROMIUM, chromium
from tests.server.conference_hubs import Conference, HubProcess, Secrets, command_lines, display_codes
from tests.server.conference_rooms import CLOCK, ConferenceRoom, open_room, started

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a pty and /proc")

NAMES = tuple(f"Room {number:02}" for number in range(1, 13))
REPLACED, BY_KEY = NAMES[:2]
"""They have real windows: of one the laptop is replaced, in the other a proposal is accepted by its key."""
ACCEPTED, DECLINED = NAMES[2:5], NAMES[5:7]
CUT_OFF = NAMES[8:10]
"""They lose the network for good when the hub is killed: nobody sends again what they were told is there."""
NAMED, ANONYMOUS = NAMES[10:]
DETAILS = {NAMED: ("rule=named",), ANONYMOUS: ("rule=none", "facilitator=Bo Quernstone")}
THEMES = ("governance", "international", "management", "open-government", "customer", "policy")
ORGANISER = "Ana Quilliam"
SPEAKERS = {NAMED: "Olga Quandt", ANONYMOUS: "Wanda Quagmire"}
HIDDEN = ("Quernstone", "Quagmire")
"""Names in the anonymous room, which no paper has."""
PEOPLE = 20
MARK = "quinquennial"
"""In each statement, and nowhere else."""
ACCEPT = b"\x07"
MESSAGES = (
    ("Lunch is at 12:40",),
    ("--extend", "+10", "The bus is late"),
    ("--display", "Coffee is late", "--room", REPLACED),
)


@dataclass
class Day:
    """The conference while it is held, and what was said in it."""

    conference: Conference
    rooms: dict[str, ConferenceRoom] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """Of the sessions, by room."""
    store: ServerStore = field(init=False)
    """The database of the hubs."""

    def __post_init__(self) -> None:
        self.store = ServerStore(self.conference.database, CLOCK)

    def next_of(self, name: str) -> str:
        """What a room says next."""
        said = self.said.setdefault(name, [])
        said.append(f"{name} lacks a {MARK} register, part {len(said) + 1}.")
        return said[-1]

    def starts(self, name: str, details: RoomFile, *more: str) -> None:
        """A room starts with its room file."""
        file = started(self.conference.folder / name, details, *more)
        self.files[name], self.ids[name] = file, Database(file, CLOCK).latest() or ""

    def all_say(self, names: Sequence[str] = NAMES[2:]) -> None:
        """Each of these rooms, which have no screen, says something."""
        for name in names:
            self.rooms[name].say(self.next_of(name), SPEAKERS.get(name, ""))

    def all_is_acknowledged(self) -> None:
        """Wait until the rooms that have a network were told that all they said is at the hub."""
        for room in self.rooms.values():
            if room.network.is_set():
                room.is_acknowledged()

    def types(self, window: PtyTerminal, name: str) -> None:
        """Say something in a window, and wait until a hub has it."""
        text = self.next_of(name)
        window.send(text, "enter")
        window.wait_until(lambda: text in self.at_hub(name), f"no hub has {text}")

    def at_hub(self, name: str) -> list[str]:
        """What the hubs have of a room."""
        return [note.text for note in self.store.load(self.ids[name]).notes]

    def sessions(self) -> list[SessionRecords]:
        """What the hubs have of all rooms."""
        return [self.store.load(each) for each in self.ids.values()]

    def draft_of(self, name: str) -> str:
        """The draft of a room's session that the hubs have."""
        database = HubDatabase(self.conference.database, CLOCK)
        try:
            (room,) = (each for each in database.rooms() if each.name == name)
            found = database.hand_over(room.id, self.ids[name])
        finally:
            database.close()
        return "" if found is None or found.draft is None else found.draft.text

    def home(self, name: str, urls: Sequence[str]) -> Path:
        """The home of a room's laptop that has joined the hubs."""
        home = self.conference.folder / name / "laptop"
        path = settings_of(home)
        path.parent.mkdir(parents=True)
        path.write_text(f'hub = ["{urls[0]}", "{urls[1]}"]\nroom_code = "{self.conference.codes[name]}"\n')
        path.chmod(0o600)
        return home


@dataclass
class Browsing:
    """The organiser's page and a display in Chromium, and what it asked the hub for."""

    overview: Page
    display: Page
    asked: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        """It asks for this."""
        self.asked.append(f"{request.method} {request.url} {request.headers.get('referer', '')}")

    def shows(self, page: Page, text: str) -> None:
        """Wait until this can be read."""
        page.wait_for_function("text => document.body.innerText.includes(text)", arg=text, timeout=SOON)


@contextmanager
def browsing(hub: HubProcess, link: OrganiserLink, code: str) -> Iterator[Browsing | None]:
    """Both pages, opened as people do; None where there is no browser."""
    if CHROMIUM is None:
        yield None
        return
    with chromium() as browser:
        context = browser.new_context(ignore_https_errors=True, viewport={"width": 1200, "height": 900})
        made = Browsing(context.new_page(), context.new_page())
        context.on("request", made.note)
        made.overview.goto(link.text)
        made.overview.wait_for_selector("#cards", timeout=SOON)
        made.display.goto(hub.displays)
        made.display.fill("#code", code)
        made.display.click("button")
        made.display.wait_for_selector("#stage", timeout=SOON)
        yield made
        context.close()


@contextmanager
def overview_in_a_terminal(home: Path, link: OrganiserLink) -> Iterator[PtyTerminal]:
    """``breakout-tui overview``, which asks for the link."""
    with PtyTerminal(["overview"], home, size=(160, 60), is_started=True) as terminal:
        terminal.wait_for("Organiser's link or code")
        terminal.send(link.text, "enter")
        yield terminal


def accepts(window: PtyTerminal, text: str) -> None:
    """Press the key for a message until it does something: it does nothing before the message was in sight for a moment."""

    def has_gone() -> bool:
        window.send(ACCEPT)
        return text not in window.text

    window.wait_for(text)
    window.wait_until(has_gone, "the key does nothing")


def told(day: Day, what: str) -> dict[str, str]:
    """What became of a message in each room, as ``tell`` lists it."""
    lines = day.conference.says("tell").splitlines()
    rooms = next(after for line, after in pairwise(lines) if what in line)
    return dict(re.findall(r"(Room \d\d) ([a-z ]+?)(?: [\d:]+)?(?: ·|$)", rooms))


@dataclass
class Screens:
    """What people look at while the conference is held."""

    laptop: PtyTerminal
    """Of the room whose laptop is replaced."""
    window: PtyTerminal
    """Of the room that accepts by a key."""
    terminal: PtyTerminal
    browser: Browsing | None


def opened(stack: ExitStack, day: Day, hubs: Sequence[HubProcess], link: OrganiserLink) -> Screens:
    """Start all rooms with their room files, send the messages, and open the overviews, at the second hub."""
    urls = tuple(each.url for each in hubs)
    folder, codes = day.conference.folder, day.conference.codes
    for at, name in enumerate(NAMES):
        known = ("Norway", *filter(None, [SPEAKERS.get(name)]))
        day.starts(name, RoomFile(THEMES[at % 6], name, 1, PEOPLE, known), *DETAILS.get(name, ()))
    laptop, window = (
        stack.enter_context(
            PtyTerminal(
                ["resume", "--database", str(day.files[name])],
                day.home(name, urls),
                module=module,
                is_started=True,
            )
        )
        for name, module in ((REPLACED, "tests.cli.other_laptop"), (BY_KEY, "breakout_tui"))
    )
    for at, name in enumerate(NAMES[2:]):
        order = urls if at % 2 or name in CUT_OFF else urls[::-1]
        day.rooms[name] = stack.enter_context(open_room(name, day.files[name], order, codes[name]))
    terminal = stack.enter_context(overview_in_a_terminal(folder / "organiser", link))
    for each, name in ((laptop, REPLACED), (window, BY_KEY)):
        each.wait_for("hub ✓")
        day.types(each, name)
    for words in MESSAGES:
        day.conference.says("tell", *words)
    browser = stack.enter_context(browsing(hubs[1], link, display_codes(day.conference)[REPLACED]))
    return Screens(laptop, window, terminal, browser)


@pytest.mark.soak
def test_a_conference_of_twelve_rooms(hub: ServerAddress, tmp_path: Path) -> None:
    """Rule: every word that a room was told is at the hub is in the paper, once; no secret, word or name is seen from outside."""
    conference = Conference(tmp_path, hub)
    conference.add_rooms(*NAMES)
    printed = conference.says("rooms", "organiser", ORGANISER).splitlines()[0].rpartition("  ")[2]
    day = Day(conference)
    with ExitStack() as stack:
        one, two = hubs = stack.enter_context(conference.hubs("one", "two"))
        link = OrganiserLink(two.url, read_organiser_link(printed).code)
        screens = opened(stack, day, hubs, link)
        day.all_say()
        day.all_is_acknowledged()
        watched(day, screens)
        screens.laptop.send("Half a ", MARK)
        messages(day, screens)
        seen = command_lines()

        screens.laptop.wait_until(lambda: day.draft_of(REPLACED).endswith(MARK), "the hub has no draft")
        screens.laptop.kill(signal.SIGKILL)
        day.all_say(NAMES[2:7])
        one.kill()
        for name in CUT_OFF:
            day.rooms[name].network.clear()
        day.all_say(NAMES[7:])
        other = stack.enter_context(replaced(day, [each.url for each in hubs]))
        day.all_say()
        day.types(screens.window, BY_KEY)
        day.all_is_acknowledged()
        watched(day, screens)
        seen += command_lines()
        papers = papers_of(day, screens.browser)
        for each, key in ((other, "ctrl+q"), (screens.window, "ctrl+q"), (screens.terminal, "q")):
            each.send(key)
            assert each.wait_for_end() == 0

    has_every_word(day, papers)
    secrets = Secrets.of(conference, link, (MARK, ORGANISER, *SPEAKERS.values(), *HIDDEN))
    assert all(word in seen for word in ("serve", "resume", "overview", "take-over"))
    asked = screens.browser.asked if screens.browser else []
    logs = [each.read_bytes().decode(errors="replace") for each in conference.own_files]
    secrets.are_not_in(seen, one.said, two.said, *logs, *asked)
    with pytest.raises(AssertionError):
        secrets.are_not_in(printed)
    for each in (screens.laptop, screens.window, screens.terminal, other):
        secrets.are_not_in(each.output.decode(), is_private=True)
    if screens.browser is None:
        pytest.skip("all of it but the pages was tested: no Chromium is installed")


def watched(day: Day, screens: Screens) -> None:
    """Both overviews show all rooms and, as the hubs have them, all notes."""
    notes = sum(len(each.notes) for each in day.sessions())
    words = f"{len(NAMES)} rooms · {PEOPLE * len(NAMES)} people · {notes} notes"
    for each in (words, *NAMES):
        screens.terminal.wait_for(each)
        if screens.browser is not None:
            screens.browser.shows(screens.browser.overview, each)


def messages(day: Day, screens: Screens) -> None:
    """A message is put away, one is on a display, and a proposal is accepted by some and declined by some."""
    window, browser = screens.window, screens.browser
    for name in ACCEPTED:
        day.rooms[name].answers("Lunch is at 12:40", MessageAnswer.SEEN)
        day.rooms[name].answers("The bus is late", MessageAnswer.TAKEN)
    for name in DECLINED:
        day.rooms[name].answers("The bus is late", MessageAnswer.DECLINED)
    for text in ("Organiser: Lunch is at 12:40", "The bus is late"):
        accepts(window, text)
    if browser is not None:
        browser.shows(browser.display, "Coffee is late")
    answers = {BY_KEY: "taken", **dict.fromkeys(ACCEPTED, "taken"), **dict.fromkeys(DECLINED, "declined")}
    window.wait_until(
        lambda: {name: told(day, "The bus is late").get(name) for name in answers} == answers,
        "the hub does not know the answers",
    )
    assert all(told(day, "Lunch").get(name) == "seen" for name in (BY_KEY, *ACCEPTED))
    others = {*NAMES} - {*answers}
    assert {told(day, "The bus is late")[name] for name in others} <= {"there", "not there yet"}


@contextmanager
def replaced(day: Day, urls: Sequence[str]) -> Iterator[PtyTerminal]:
    """Another laptop of the room goes on where the first one ended, with the draft; of the hubs one is gone."""
    folder = day.conference.folder / "other laptop"
    folder.mkdir()
    hubs = [word for url in urls for word in ("--hub", url)]
    words = [*hubs, "take-over", "--database", str(folder / "room.db")]
    with PtyTerminal(words, folder, is_started=True) as window:
        window.wait_for("Code of this room")
        window.send(day.conference.codes[REPLACED], "enter")
        window.wait_for("Type continue")
        window.send("continue", "enter")
        window.wait_for(f"Half a {MARK}")
        window.wait_for("hub ✓")
        window.send(" word.", "enter")
        day.said[REPLACED].append(f"Half a {MARK} word.")
        window.wait_until(lambda: day.said[REPLACED] == day.at_hub(REPLACED), "the hub lacks it")
        yield window


def papers_of(day: Day, browser: Browsing | None) -> dict[str, str]:
    """The paper as the command writes it, and as the organiser's page shows it."""
    path = day.conference.folder / "paper.md"
    day.conference.says("paper", "-o", str(path))
    found = {"paper.md": path.read_text(encoding="utf-8")}
    if browser is not None:
        page = browser.overview
        page.goto(f"{page.url.rpartition('/overview')[0]}/overview/paper")
        found["page"] = page.inner_text("body")
    return found


def has_every_word(day: Day, papers: dict[str, str]) -> None:
    """Everything that is acknowledged, once, and of the rest nothing twice; names only as the rules allow."""
    unknown = 0
    for name, said in day.said.items():
        room = day.rooms.get(name)
        acknowledged = said if room is None else room.acknowledged
        if name in CUT_OFF:
            assert 1 <= len(acknowledged) < len(said)
        else:
            assert acknowledged == said
        for text in said:
            for where, paper in papers.items():
                assert paper.count(text) <= 1, (where, text)
                assert paper.count(text) == 1 or text not in acknowledged, (where, text)
            unknown += text not in acknowledged
    assert unknown
    for paper in papers.values():
        assert SPEAKERS[NAMED] in paper
        assert not [name for name in HIDDEN if name in paper]
    assert SPEAKERS[ANONYMOUS] not in repr(day.sessions())

"""The parts of the live screen, each tested without the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import CommandRefused, DatabaseBusy
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Draft
from breakout_tui.domain.session import Session, start
from breakout_tui.tui.colours import THEMES
from breakout_tui.tui.deferred_notes import DeferredNotes
from breakout_tui.tui.parts.status_line import SHOWN_FOR, About, StatusLine
from breakout_tui.tui.parts.typing_part import Typing
from breakout_tui.tui.read_only import SessionHeld
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.session_controller import SessionController
from breakout_tui.tui.similar_notes import RepeatOffer
from tests.domain.day import Room, programme
from tests.tui.fakes import FakeClock, FakeStore


def started(store: FakeStore, clock: FakeClock) -> Session:
    """A stored session that has started."""
    outcome = start(programme(), "t", c.EditDetails(known=("Norway",)), clock.read())
    store.submit(outcome.session.id, outcome.changes)
    return outcome.session


class Host(App[None]):
    """Only the parts that typing needs; keeps the requests of the typing part."""

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.store, clock = FakeStore(), FakeClock()
        self.store.start(lambda _: None)
        self.controller = SessionController(started(self.store, clock), self.store, clock, Saving())
        self.status = StatusLine()
        self.typing = Typing(self.controller, draft, self, self.status)
        self.runs: list[tuple[str, str]] = []
        self.searches: list[str] = []

    def compose(self) -> ComposeResult:
        """The parts, one below the other."""
        yield self.status
        yield self.typing.kinds
        yield self.typing.line

    def on_mount(self) -> None:
        """As the live screen does."""
        self.typing.begin()
        self.controller.subscribe(lambda *_: self.typing.refresh())
        self.typing.line.focus()

    def do(self, command: c.Command, *, ends_draft: bool = False) -> bool:
        """Carry out a command."""
        try:
            self.controller.do(command, ends_draft=ends_draft)
        except (CommandRefused, SessionHeld) as refusal:
            self.status.say(str(refusal))
            return False
        return True

    def show_amended(self) -> None:
        """There is no panel."""

    def run_typed(self, word: str, argument: str) -> None:
        """Keep it."""
        self.runs.append((word, argument))

    def search(self, words: str) -> None:
        """Keep it."""
        self.searches.append(words)

    def leave_line(self) -> None:
        """Nothing else can have the focus."""

    def show_captured(self, note: Note) -> bool:
        """There is no list."""
        return False


@asynccontextmanager
async def host(draft: Draft | None = None) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    """A host that runs."""
    app = Host(draft)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        yield app, pilot


async def test_typing_makes_a_note_and_says_its_reference() -> None:
    """Rule: text typed before Enter is a note of the session, with its marks."""
    async with host() as (app, pilot):
        await pilot.press(*"Doors", "space", *"leak", "space", "@", *"Norway", "enter")
        note = app.controller.session.book[0]
        assert (note.text, note.attribution) == ("Doors leak", "Norway")
        assert app.status.as_text() == "C1 saved"
        assert app.typing.text == ""


async def test_a_command_is_passed_on_and_makes_no_note() -> None:
    """Rule: a line that begins with a slash goes to the host."""
    async with host() as (app, pilot):
        await pilot.press("/", *"jump", "space", *"Q3", "enter")
        assert app.runs == [("jump", "Q3")]
        assert len(app.controller.session.book) == 0


async def test_a_refused_note_returns_to_the_line() -> None:
    """Rule: while another window owns the session, nothing is stored and no text is lost."""
    async with host() as (app, pilot):
        app.controller.holder = "another window"
        await pilot.press(*"Doors", "enter")
        assert app.typing.text == "Doors"
        assert app.typing.draft == Draft("Doors", Kind.CHALLENGE)
        assert len(app.controller.session.book) == 0


async def test_a_stored_draft_is_restored_in_the_line() -> None:
    """Rule: with its kind, and with a message."""
    async with host(Draft("half a", Kind.PRINCIPLE)) as (app, pilot):
        assert (app.typing.text, app.typing.line.kinds.current) == ("half a", Kind.PRINCIPLE)
        assert "draft is back" in app.status.as_text()
        await pilot.press("x")
        app.typing.save_draft()
        assert app.store.draft(app.controller.session.id) == Draft("half ax", Kind.PRINCIPLE)


async def test_words_are_added_to_a_restored_edit_before_its_marks() -> None:
    """Rule: after a crash, an edit goes on where it would have gone on: behind the words, so that the marks stay marks."""
    async with host() as (app, pilot):
        await pilot.press(*"Doors leak @Norway #local", "enter")
        app.typing.loader.bring_back(Draft("Doors leak again @Norway #local", Kind.CHALLENGE, editing=0))
        await pilot.press(*" and rattle", "enter")
        note = app.controller.session.book[0]
        assert (note.text, note.attribution, note.cluster) == (
            "Doors leak again and rattle",
            "Norway",
            "local",
        )


@pytest.fixture
def line() -> StatusLine:
    """A status line."""
    return StatusLine()


def test_the_most_urgent_message_is_shown(line: StatusLine) -> None:
    """Rule: a recent message, then the price, then the clock; when one ends, the next is shown."""
    line.show_standing((("paused 0:10", "accent"),))
    line.show_price("+5:00 here")
    line.say("Saved elsewhere")
    shown = [line.as_text()]
    for _ in range(SHOWN_FOR):
        line.beat()
    line.show_standing((("paused 0:17", "accent"),))
    shown.append(line.as_text())
    line.show_price("")
    shown.append(line.as_text())
    assert shown == ["Saved elsewhere", "+5:00 here", "paused 0:17"]


def test_a_refusal_stays_visible_while_its_text_returns_to_the_line(line: StatusLine) -> None:
    """Rule: the price of the returned command does not hide the refusal."""
    line.say("The disk is full")
    with line.kept():
        line.show_price("+5:00 here")
    assert line.as_text() == "The disk is full"


def test_a_message_ends_with_what_it_is_about(line: StatusLine) -> None:
    """Rule: one about the text in the line with the text, one about the kind with the kind; the others stay."""
    for about in About:
        for gone in (About.TEXT, About.KIND):
            line.say("So it is", about=about)
            line.drop(gone)
            assert line.as_text() == ("" if about is gone else "So it is")


def test_a_refusal_ends_with_the_text_that_returned_to_the_line(line: StatusLine) -> None:
    """Rule: what is refused says its reason first, and is tied to the text then."""
    line.say("There is no box Q9", is_bad=True)
    line.tie_to(About.TEXT)
    line.drop(About.TEXT)
    assert line.as_text() == ""


def test_a_question_and_a_similar_note_are_shown_together(line: StatusLine) -> None:
    """Rule: neither hides the other, and both keys work."""
    room = Room()
    room.do(c.Capture("Registers differ", Kind.CHALLENGE))
    room.do(c.Capture("Registers differ a lot", Kind.CHALLENGE))
    line.ask("Who said C2: Zorg? Ctrl+Y adds it")
    line.show_offer(RepeatOffer(*room.session.book.notes))
    asked = "Who said C2: Zorg? Ctrl+Y adds it · ≈ C1 · Ctrl+S merges C2 into it · Registers differ"
    assert line.as_text() == asked
    assert line.is_asking
    line.show_offer(None)
    assert line.as_text() == "Who said C2: Zorg? Ctrl+Y adds it"
    assert line.is_asking


def test_commands_wait_for_the_whole_session() -> None:
    """Rule: a preview is only for display; the first command reads the rest, which is published once."""
    store, clock = FakeStore(), FakeClock()
    whole = started(store, clock)
    reads: list[str] = []

    def read() -> Session:
        reads.append("read")
        return whole

    controller = SessionController(whole, store, clock, Saving(), deferred=DeferredNotes(read))
    published: list[Session] = []
    controller.subscribe(lambda session, _: published.append(session))
    assert controller.is_preview
    assert reads == []
    controller.do(c.Next())
    controller.do(c.Next())
    assert not controller.is_preview
    assert reads == ["read"]
    assert published[0] is whole
    assert len(published) == 3


def test_a_session_that_cannot_be_read_yet_changes_nothing() -> None:
    """Rule: a command is refused while another program blocks the file, and can be repeated."""
    store, clock = FakeStore(), FakeClock()
    whole, busy = started(store, clock), [DatabaseBusy("another program holds the database")]

    def read() -> Session:
        if busy:
            raise busy.pop()
        return whole

    controller = SessionController(whole, store, clock, Saving(), deferred=DeferredNotes(read))
    before = store.submitted
    with pytest.raises(DatabaseBusy):
        controller.do(c.Next())
    assert store.submitted == before
    controller.do(c.Next())
    assert store.submitted == before + 1


def test_the_same_session_again_stays_a_preview_and_counts_as_saved() -> None:
    """Rule: where the file can't be read after another window took over, listeners still hear of it, and nothing waits."""
    store, clock, saving = FakeStore(), FakeClock(), Saving()
    whole = started(store, clock)
    controller = SessionController(whole, store, clock, saving, deferred=DeferredNotes(lambda: whole))
    published: list[Session] = []
    controller.subscribe(lambda session, _: published.append(session))
    controller.ticket = 7
    controller.replace(whole)
    assert published == [whole]
    assert controller.is_preview
    assert controller.is_saved

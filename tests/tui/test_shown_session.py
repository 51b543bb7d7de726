"""What the displays in browsers get of the window: each saved state of its own open session, and nothing else."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.session import Session, start
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.shown_session import ShownSession
from tests.domain.day import programme
from tests.tui.fake_sharing import FakeSharing
from tests.tui.fakes import FakeClock, FakePublisher, FakeStore
from tests.tui.keyboard import no_pause
from tests.tui.live_app import live_app
from tests.tui.places import entered
from tests.tui.test_resume_preview import SlowStore, stored


def last(sharing: FakeSharing) -> Session:
    """The session that was offered last."""
    session = sharing.offered[-1]
    assert session is not None
    return session


def texts(session: Session) -> list[str]:
    """What its notes say."""
    return [note.text for note in session.book.notes]


def app_on(store: FakeStore, sharing: FakeSharing, session_id: str | None = None) -> BreakoutApp:
    """An app that is not started yet."""
    return BreakoutApp(
        programme,
        store,
        FakeClock(),
        FakePublisher(),
        beat_every=None,
        session_id=session_id,
        letter_pause=no_pause,
        sharing=sharing,
    )


def test_nothing_is_offered_before_the_first_paint() -> None:
    """Rule: looking does nothing until it has begun."""
    store, sharing = FakeStore(), FakeSharing()
    session = stored(SlowStore(), FakeClock())
    opened = app_on(store, sharing).opened
    opened.controller = opened.controller_of(session)
    shown = ShownSession(opened, sharing, FakeClock().read)
    shown.look()
    assert sharing.offered == []
    shown.begin()
    assert sharing.offered == [session]


async def test_an_open_session_is_offered_without_a_key() -> None:
    """Rule: what is saved when it opens; nothing opens on the screen, and nothing is begun."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        assert sharing.offered == [app.session]
        assert isinstance(app.app.screen, LiveScreen)
        assert sharing.begun == []


async def test_a_saved_note_is_offered_once() -> None:
    """Rule: with its Saved; beats offer nothing again."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        before = len(sharing.offered)
        await app.type("Silo budgets", "enter")
        assert texts(last(sharing)) == ["Silo budgets"]
        assert last(sharing) is app.session
        offered = len(sharing.offered)
        for _ in range(3):
            await app.wait(1)
        assert before < offered == len(sharing.offered)


async def test_a_note_that_is_not_saved_is_not_offered() -> None:
    """Rule: the displays keep the state before it until it is saved, whatever beats meanwhile."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        await app.type("Silo budgets", "enter")
        with app.store.file.unwritable():
            await app.type("No owner", "enter")
            await app.wait(1)
            assert texts(app.session) == ["Silo budgets", "No owner"]
            assert texts(last(sharing)) == ["Silo budgets"]
        await app.idle()
        assert texts(last(sharing)) == ["Silo budgets", "No owner"]


async def test_a_session_that_is_closed_is_offered_no_more() -> None:
    """Rule: None, once, at the next beat; opened again, it is offered again."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        session_id = app.session_id
        await app.type("/sessions", "enter")
        await app.wait(0.25)
        await app.wait(0.25)
        assert sharing.offered[1:] == [None]
        app.app.sessions.resume(session_id)
        await app.wait(0.25)
        assert last(sharing).id == session_id


async def test_a_session_that_another_window_takes_over_is_offered_no_more() -> None:
    """Rule: None as soon as it is known; taken back, its state is offered."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        await app.type("Silo budgets", "enter")
        other = app.store.lose(app.session_id)
        await app.type("Not saved here", "enter")
        assert app.controller.is_read_only
        assert sharing.offered[-1] is None
        other.release()
        await app.pilot.press("ctrl+t")
        await app.wait(0.25)
        assert texts(last(sharing)) == ["Silo budgets"]


async def test_another_rooms_session_is_never_offered() -> None:
    """Rule: it is only read here."""
    sharing = FakeSharing()
    async with entered("discussion", is_gathered=True, sharing=sharing) as app:
        await app.wait(1)
        assert app.controller.is_read_only
        assert sharing.offered == []


async def test_a_preview_is_not_offered_but_the_whole_session_is() -> None:
    """Rule: the displays would show a room without notes."""
    store, sharing = SlowStore(), FakeSharing()
    session = stored(store, FakeClock())
    app = app_on(store, sharing, session.id)
    async with app.run_test(size=(120, 32)) as pilot:
        controller = app.opened.controller
        assert controller is not None
        app.beat()
        assert controller.is_preview
        assert sharing.offered == []
        store.may_read.set()
        while controller.is_preview or not store.is_started:
            await pilot.pause()
        assert texts(last(sharing)) == ["said 0", "said 1", "said 2"]


async def test_another_session_never_gets_the_state_of_the_one_before() -> None:
    """Rule: a session that starts while nothing can be written shows nothing until it is saved."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        first = app.session_id
        with app.store.file.unwritable():
            outcome = start(programme(), "t", c.EditDetails(room="Room 3"), app.clock.read())
            app.app.sessions.open_new(outcome)
            await app.wait(0.25)
            assert sharing.offered[-1] is None
        await app.idle()
        assert last(sharing).id == outcome.session.id != first


async def test_a_step_of_the_clock_is_offered_too() -> None:
    """Rule: whatever changes the session, not only notes."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        await app.pilot.press("f2")
        await app.idle()
        assert last(sharing).running is not None
        assert last(sharing) is app.session


async def test_the_end_of_the_window_closes_sharing_once() -> None:
    """Rule: also after a session was shared; nothing is offered behind it."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        await app.pilot.press("ctrl+q")
        await app.pilot.pause()
    assert sharing.closed == 1


async def test_a_window_without_sharing_says_how_else() -> None:
    """Rule: the commands are refused with what to do instead."""
    session, clock = stored(SlowStore(), FakeClock()), FakeClock()
    app = BreakoutApp(
        programme, FakeStore.holding(session), clock, FakePublisher(), beat_every=None, session_id=session.id
    )
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause()
        live = app.screen
        assert isinstance(live, LiveScreen)
        for word in ("share", "displays"):
            assert not live.room.run(word)
            assert "`breakout-tui serve`" in live.room.status.as_text()

"""A message of the organiser on the displays of a room: a quiet band until it expires, on those of the room and on those of the hub."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.display_choice import DisplayChoice
from breakout_tui.domain.hub_messages import HubMessage, MessageKind
from breakout_tui.domain.room_code import secret_hash
from breakout_tui.domain.room_notice import RoomNotice
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shared_copy import shared
from breakout_tui.hub.copy_on_show import CopyOnShow
from breakout_tui.hub.hub_app import HubServer
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.qr_code import Join
from breakout_tui.room_protocol import RoomUpdate
from breakout_tui.store.hub_database import HubDatabase
from tests.hub.measured_page import problems
from tests.hub.moments import day, others
from tests.hub.running import Running, running
from tests.hub.wall import Wall, moved_server, wall
from tests.report.browser import chromium, needs_browser
from tests.store.hub_rules import update, whole
from tests.tui.fakes import FakeClock

CLOCK = SystemClock()
LUNCH = "Lunch is at 12:40 <b>&"
DRILL = (
    "The fire drill begins at eleven: please leave everything where it is, go down the stairs at the end of the corridor and wait at "
    "the fountain until you are counted"
)
JOIN = Join("http://hub", "ABCDEFGH")


def show(server: Running, session: Session, notice: RoomNotice | None, number: int = 1) -> None:
    """Send a session with a message, as a room does."""
    records = tuple(shared(session))
    told = RoomUpdate("a room", number, None, session.id, server.clock.read(), records, notice=notice)
    server.tell(told, session)


def test_a_room_shows_a_message_until_it_expires_or_is_taken_back() -> None:
    """Rule: below what is now, as text; the latest state of the room counts."""
    with moved_server() as (server, clock):
        cookie, session = server.joined(), others()["a question"]
        show(server, session, RoomNotice(LUNCH, 60.0))
        band = '<p class="notice" dir="auto">Lunch is at 12:40 &lt;b&gt;&amp;</p>'
        assert band in server.page(cookie)
        show(server, session, None, 2)
        assert "notice" not in server.page(cookie)
        show(server, session, RoomNotice(LUNCH, 60.0), 3)
        assert band in server.page(cookie)
        clock.moved += 61
        server.serving.server.room.show()
        assert "notice" not in server.page(cookie)


def test_without_a_session_the_message_is_all_that_is_shown() -> None:
    """Rule: the latest of several that have not expired."""
    clock = FakeClock()
    copy = CopyOnShow(clock)
    copy.show_notices([RoomNotice("Welcome", 300.0), RoomNotice("Doors open at nine", 60.0)])
    view = copy.view()
    assert view is not None
    assert "<h1" in (page := Pages().fragment(view, DisplayChoice(), "Display 1", JOIN))
    assert "Doors open at nine" in page
    clock.pass_time(61)
    assert copy.view() is not None
    assert "Welcome" in Pages().fragment(copy.view(), DisplayChoice(), "Display 1", JOIN)
    clock.pass_time(300)
    assert copy.view() is None


def test_the_displays_of_a_hub_show_the_messages_of_their_room(tmp_path: Path) -> None:
    """Rule: at the next look, whether the room has fetched them or not, and no other room's."""
    file = tmp_path / "hub.db"
    with closing(HubDatabase(file, CLOCK)) as database:
        rooms = [database.add_room(f"Room {n}", secret_hash(f"s{n}"), f"ABCDEFG{n}") for n in (1, 2)]
        database.take([(rooms[0].id, update(whole(2)))])

        async def shown() -> list[tuple[str, str]]:
            server = HubServer(lambda: HubDatabase(file, CLOCK), CLOCK, tuple, look=1000)
            found = []
            async with server.app.router.lifespan_context(server.app):
                for change in (lambda: None, send, lambda: database.messages.withdraw("m1")):
                    change()
                    await server.rooms.look()
                    views = []
                    for room in rooms:
                        live = await server.rooms.admitting(room.display_code)
                        assert live is not None
                        views.append(live.copy.view())
                    first, second = views
                    assert first is not None
                    found.append((first.notice, "" if second is None else second.face.title))
            return found

        def send() -> None:
            message = HubMessage("m1", MessageKind.DISPLAY, LUNCH)
            database.messages.send(message, 60.0, [rooms[0].id])
            other = HubMessage("m2", MessageKind.FACILITATOR, "not for displays")
            database.messages.send(other, 60.0)

        assert asyncio.run(shown()) == [("", ""), (LUNCH, ""), ("", "")]


@needs_browser
def test_everything_else_still_fits() -> None:
    """Rule: the face above has less room, and nothing of it is cut off or covered; a long message has two lines."""
    with chromium() as browser, running() as server:
        with wall(browser, server) as display:
            for session in (others()["little time"], day()[5]):
                show(server, session, RoomNotice(DRILL, 600.0))
                display.waits_for_text(DRILL[:30])
                assert_fits(display)
                show(server, session, None)
                display.waits_until("() => !document.querySelector('.notice')")
        with wall(browser, server, has_script=False) as display:
            show(server, others()["ranked and agreed"], RoomNotice(DRILL, 600.0))
            display.page.reload()
            assert_fits(display)


def assert_fits(display: Wall) -> None:
    """The page is as it should be, with a band."""
    display.drawn()
    assert problems(display.page) == []
    assert 0 < display.page.evaluate("document.querySelector('.notice').clientHeight") < 720 * 0.15

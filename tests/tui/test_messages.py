"""The organiser's messages in the window: one quiet line, answered by a key, and never in the way of typing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from breakout_tui.domain.hub_messages import MessageAnswer
from breakout_tui.domain.hub_standing import HubContact, HubStanding
from breakout_tui.domain.mail_exchange import NO_MAIL, HelpState, HubMail, SentMessage
from breakout_tui.domain.pace import Pace
from breakout_tui.tui.screens.messages_screen import MessagesScreen
from tests.domain.day import NINE
from tests.store.mail_room import MailRoom
from tests.tui.fake_hub import URL, FakeHub
from tests.tui.fakes import FakeClock
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_rows, screen_text

LUNCH = SentMessage("m1", "facilitator", "Lunch is at 12:40", left=900)
DRILL = SentMessage("m2", "display", "Fire drill at eleven", left=900)
MORE = SentMessage("m3", "extend", "", "+10", left=900)
LONG = SentMessage("m4", "facilitator", "Please " + "ask all groups for their papers " * 9, left=900)
ARABIC = SentMessage("m5", "facilitator", "الغداء في الساعة \u202e[bold]12:40[/]", left=900)


@dataclass
class MailedApp:
    """A window with a hub that sends what it is told."""

    app: LiveApp
    room: MailRoom
    hub: FakeHub

    async def gets(self, *messages: SentMessage, calls: tuple[HelpState, ...] = ()) -> None:
        """The hub sends this."""
        news = self.room.mail.news(is_first=False)
        self.room.mail.told(news)
        self.room.mail.take(HubMail(messages, calls))
        await self.quiet()

    async def presses(self, *keys: str) -> None:
        """Press keys; what is shown was shown for a while."""
        await self.app.wait(1.25)
        await self.app.pilot.press(*keys)
        await self.app.idle()
        await self.app.wait(0.25)

    async def quiet(self) -> None:
        """What was said before is no longer shown."""
        self.app.live.room.status.stop_saying()
        await self.app.wait(0.25)

    @property
    def line(self) -> str:
        """The status line as it is painted."""
        return next((row for row in screen_rows(self.app.app) if "Ctrl+G" in row), "")

    def answers(self) -> dict[str, MessageAnswer]:
        """By its id what was answered to each message."""
        return {each.id: each.answer for each in self.room.mail.messages}


@asynccontextmanager
async def mailed(folder: Path, size: tuple[int, int] = (120, 32)) -> AsyncIterator[MailedApp]:
    """A window with a hub."""
    clock, hub = FakeClock(), FakeHub()
    room = MailRoom(folder / "room.db", clock)
    room.mail.news(is_first=True)
    hub.mail = room.mail
    async with live_app(hub=hub, size=size, clock=clock) as app:
        yield MailedApp(app, room, hub)


@pytest.mark.parametrize(
    ("message", "size"),
    [
        (MORE, (200, 50)),
        (LONG, (120, 32)),
        *((each, (80, 24)) for each in (LUNCH, DRILL, MORE, LONG, ARABIC)),
    ],
)
async def test_a_message_is_one_line_and_typing_goes_on(
    tmp_path: Path, message: SentMessage, size: tuple[int, int]
) -> None:
    """Rule: nothing changes in the line that is typed, in the focus and in the clock; the keys are always in sight."""
    async with mailed(tmp_path, size) as mailed_app:
        app = mailed_app.app
        await app.pilot.press("f2")
        await app.type("Silo bud")
        before = [row for row in screen_rows(app.app) if "Silo bud" in row]
        await mailed_app.gets(message)
        await app.type("gets")
        assert app.line.value == "Silo budgets"
        assert app.app.focused is app.line
        assert app.notices == []
        assert [row.replace("gets", "") for row in screen_rows(app.app) if "Silo budgets" in row] == before
        row = mailed_app.line
        assert cell_len(row) <= size[0]
        assert "[bold]" in row if message is ARABIC else "\u202e" not in row
        if message is MORE:
            assert "+10:00 →" in row
            assert "Ctrl+N" in row
        await mailed_app.presses("ctrl+g")
        assert mailed_app.line == ""
        assert MessageAnswer.NONE not in mailed_app.answers().values()
        assert app.line.value == "Silo budgets"
        await app.type("", "enter")
        assert [note.text for note in app.session.book.notes] == ["Silo budgets"]


async def test_several_wait_in_order_and_one_press_answers_one(tmp_path: Path) -> None:
    """Rule: the earliest stays in sight whatever comes, and a key that is pressed twice does not answer the next one."""
    async with mailed(tmp_path) as app:
        await app.gets(LUNCH)
        await app.gets(DRILL, MORE)
        assert "Organiser: Lunch is at 12:40" in app.line
        assert "2 more" in app.line
        await app.presses("ctrl+g", "ctrl+g")
        assert "On the displays until" in app.line
        assert app.answers() == {"m1": MessageAnswer.SEEN, "m2": MessageAnswer.NONE, "m3": MessageAnswer.NONE}
        await app.presses("ctrl+g")
        await app.presses("ctrl+n")
        assert app.line == ""
        assert app.answers()["m3"] is MessageAnswer.DECLINED
        await app.presses("ctrl+g")
        assert "No message waits · /messages lists them" in app.app.says("status")


async def test_a_message_that_is_out_of_sight_is_shown_before_it_is_answered(tmp_path: Path) -> None:
    """Rule: nobody accepts what they can't read."""
    async with mailed(tmp_path) as app:
        await app.app.pilot.press("f2")
        await app.gets(MORE)
        app.app.live.room.say("Something else that happened")
        await app.presses("ctrl+g")
        assert "Proposed +10:00" in app.line
        assert app.answers() == {"m3": MessageAnswer.NONE}
        await app.presses("ctrl+g")
        assert app.answers() == {"m3": MessageAnswer.TAKEN}


async def test_a_message_ends_when_it_expires_or_is_withdrawn(tmp_path: Path) -> None:
    """Rule: without a key; the next one takes its place."""
    async with mailed(tmp_path) as app:
        await app.gets(SentMessage("m1", "facilitator", "First", left=60), LUNCH)
        await app.gets(SentMessage("m6", "facilitator", "Second", left=90))
        assert "First" in app.line
        await app.app.wait(61)
        assert "Second" in app.line
        await app.gets(SentMessage("m6", "facilitator", is_withdrawn=True))
        assert app.line == ""


def of_box(pace: Pace | None) -> int:
    """Seconds that the current box has left."""
    assert pace is not None
    return pace.left


async def test_accepting_is_what_the_key_of_extend_does(tmp_path: Path) -> None:
    """Rule: the same price before, the same command, and the same session after."""
    async with mailed(tmp_path / "a") as asked, live_app() as typed:
        for app in (asked.app, typed):
            await app.pilot.press("f2", "f2")
            await app.wait(30)
        await typed.type("/extend 10")
        price = typed.says("status")
        await asked.gets(MORE)
        shown = asked.line.partition("Proposed ")[2].partition(" · ")[0]
        assert price.startswith(shown.rstrip("… "))
        assert shown.startswith("+10:00 → ")
        before = of_box(asked.app.live.pace)
        await typed.wait(1.5)
        await asked.presses("ctrl+g")
        await typed.type("", "enter")
        assert of_box(asked.app.live.pace) == of_box(typed.live.pace) == before + 600 - 1
        boxes = [[box.allotted for box in app.session.boxes] for app in (asked.app, typed)]
        assert boxes[0] == boxes[1]


async def test_the_price_is_that_of_this_moment(tmp_path: Path) -> None:
    """Rule: it is computed anew as time goes on."""
    async with mailed(tmp_path) as app:
        await app.app.pilot.press("f2")
        await app.gets(replace(MORE, left=36000))
        before = app.line
        await app.app.wait(9000)
        assert before.startswith("  Proposed +10:00 → Q1")
        assert "Proposed +10:00" not in app.line
        assert "Ctrl+G accepts" in app.line


async def test_a_proposed_end_is_set_by_the_same_command(tmp_path: Path) -> None:
    """Rule: unless it has passed; what can't be done stays, and can be declined."""
    async with mailed(tmp_path) as app:
        await app.app.pilot.press("f2")
        now = app.app.live.pace
        assert now is not None
        await app.gets(SentMessage("m1", "end", "", "12:30", left=900))
        assert f"Proposed: end 12:30, now {now.ends_at:%H:%M}" in app.line
        await app.presses("ctrl+g")
        assert app.answers() == {"m1": MessageAnswer.TAKEN}
        assert app.app.live.pace is not None
        assert f"{app.app.live.pace.ends_at:%H:%M}" == "12:30"
        await app.gets(SentMessage("m2", "end", "", "08:30", left=900))
        await app.presses("ctrl+g")
        assert "08:30 has passed" in app.app.says("status")
        assert app.answers()["m2"] is MessageAnswer.NONE


async def test_a_proposal_without_a_phase_is_refused_with_the_reason(tmp_path: Path) -> None:
    """Rule: as the command would be; then it still waits."""
    async with mailed(tmp_path) as app:
        await app.gets(MORE)
        assert "no phase is running" in app.line
        await app.presses("ctrl+g")
        assert app.answers() == {"m3": MessageAnswer.NONE}
        assert "Proposed" not in app.app.says("status")


async def test_help_is_called_and_somebody_comes(tmp_path: Path) -> None:
    """Rule: it is shown how it is with the call, one at a time, also while the hub is away; it can be withdrawn."""
    async with mailed(tmp_path) as app:
        app.hub.standing = HubStanding(HubContact.AWAY, NINE, URL)
        await app.app.type("/help-me The projector is dark", "enter")
        call = app.room.mail.call
        assert call is not None
        assert call.text == "The projector is dark"
        assert "The organiser is called" in app.app.says("status")
        await app.app.wait(8)
        assert "help called 09:00, sent when the hub is back" in screen_text(app.app.app)
        app.hub.standing = HubStanding(HubContact.ON, NINE, URL, "Room 3")
        app.room.exchange.hear(app.room.exchange.news(), NO_MAIL)
        await app.app.wait(8)
        assert "help called 09:00, not taken yet · hub ✓" in screen_text(app.app.app)
        await app.gets(calls=(HelpState(call.id, "Maria"),))
        assert "Maria comes · hub ✓" in screen_text(app.app.app)
        await app.app.type("/help-me again", "enter")
        assert "Maria comes · /help-me withdraw takes it back" in app.app.says("status")
        await app.app.type("/help-me withdraw", "enter")
        assert app.room.mail.call is None
        await app.app.wait(8)
        assert "Maria" not in screen_text(app.app.app)
        await app.app.type("/help-me withdraw", "enter")
        assert "No call for help is open" in app.app.says("status")


async def test_a_window_without_a_hub_says_so(tmp_path: Path) -> None:
    """Rule: with what to do."""
    async with live_app(size=(160, 40)) as app:
        for words in ("/help-me", "/messages"):
            await app.type(words, "enter")
            assert "his window sends to no hub" in app.says("status")
            await app.type("", "escape")
            app.line.empty()


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_messages_lists_what_came(tmp_path: Path, size: tuple[int, int]) -> None:
    """Rule: the latest first, whole, with what became of each; Esc goes back to the line."""
    async with mailed(tmp_path, size) as app:
        await app.app.type("/messages", "enter")
        assert isinstance(app.app.app.screen, MessagesScreen)
        assert "The organiser has sent no message to this room." in screen_text(app.app.app)
        await app.app.pilot.press("escape")
        await app.gets(LUNCH, DRILL, MORE, LONG)
        await app.presses("ctrl+g")
        await app.app.type("/messages", "enter")
        await app.app.pilot.pause()
        text = screen_text(app.app.app)
        assert text.index("Please ask all groups") < text.index("Proposed") < text.index("Lunch is at 12:40")
        assert text.count("ask all groups for their papers") >= 4
        assert "+10 min" not in text
        assert "Waits" in text
        assert "Seen" in text
        await app.app.pilot.press("escape")
        assert app.app.app.focused is app.app.line
        await app.app.wait(901)
        await app.app.type("/messages", "enter")
        await app.app.pilot.pause()
        assert "Proposed +10 min" in screen_text(app.app.app)
        assert "Waits" not in screen_text(app.app.app)


async def test_a_window_that_only_reads_offers_nothing(tmp_path: Path) -> None:
    """Rule: another window has the session, and its messages."""
    async with mailed(tmp_path) as app:
        await app.gets(MORE)
        app.app.store.lose(app.app.session_id)
        await app.app.type("Not saved here", "enter")
        await app.app.wait(8)
        assert "Proposed" not in app.app.says("status")

"""The organiser's message on the room display in a terminal: read from the room's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.cli.shown_notice import ShownNotice
from breakout_tui.domain.mail_exchange import HubMail, SentMessage
from breakout_tui.tui.display import DisplayApp
from tests.domain.example import Talk
from tests.store.mail_room import MailRoom
from tests.tui.screen_text import screen_rows


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_the_last_line_is_the_message_until_it_expires(tmp_path: Path, size: tuple[int, int]) -> None:
    """Rule: as soon as the room has stored it; the line says again what the room is when it is over."""
    room, talk = MailRoom(tmp_path / "room.db"), Talk()
    notice = ShownNotice(lambda: room.path, room.clock)
    app = DisplayApp(talk.session, lambda: None, room.clock, notice=notice.text, beat_every=None)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        before = screen_rows(app)[-1]
        sent = (
            SentMessage("m1", "facilitator", "Not for all", left=60),
            SentMessage("m2", "display", "Fire \x1b[1mdrill", left=60),
        )
        room.exchange.hear(room.exchange.news(), HubMail(sent))
        app.beat()
        await pilot.pause()
        assert screen_rows(app)[-1].strip() == "Fire ␛[1mdrill"
        room.clock.pass_time(61)
        app.beat()
        await pilot.pause()
        assert screen_rows(app)[-1] == before
    assert ShownNotice(lambda: tmp_path / "none.db", room.clock).text() == ""

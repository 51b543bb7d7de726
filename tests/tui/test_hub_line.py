"""The hub in the window: the status line says how it is with it where there is room, and typing never notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len

from breakout_tui.domain.hub_standing import NO_HUB, HubContact, HubStanding
from breakout_tui.tui.hub_words import in_full, in_short
from tests.domain.day import NINE
from tests.tui.fake_hub import URL, FakeHub
from tests.tui.live_app import live_app
from tests.tui.places import entered
from tests.tui.screen_text import screen_rows

SINCE = NINE + timedelta(minutes=91)
SHORT = {
    HubContact.CONNECTING: "hub …",
    HubContact.ON: "hub ✓",
    HubContact.AWAY: "hub away since 10:31",
    HubContact.CODE_REFUSED: "hub: code not accepted · /hub",
    HubContact.OTHER_CERTIFICATE: "hub: other certificate · /hub",
    HubContact.NEWER: "hub: newer version · /hub",
    HubContact.REFUSED: "hub: session not taken · /hub",
    HubContact.TAKEN_OVER: "hub: taken over by LAPTOP2, 13:05",
}
FIVE_PAST_ONE = NINE + timedelta(hours=4, minutes=5)


def standing(contact: HubContact, reason: str = "") -> HubStanding:
    """How it is, with all that belongs to it."""
    told = HubStanding(contact, SINCE, URL, "Room 3", reason=reason)
    if contact is HubContact.TAKEN_OVER:
        return replace(told, other_laptop="LAPTOP2", other_since=FIVE_PAST_ONE)
    return told


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (200, 50)])
async def test_each_standing_is_at_the_right_of_the_status_line(size: tuple[int, int]) -> None:
    """Rule: as soon as the screen beats; no notice, and nothing changes in the line that is typed or in the focus."""
    hub = FakeHub()
    async with live_app(hub=hub, size=size) as app:
        await app.type("Silo bud")
        for contact, words in SHORT.items():
            hub.standing = standing(contact)
            await app.wait(0.25)
            (row,) = (row for row in screen_rows(app.app) if words in row)
            assert row.endswith(words)
            assert cell_len(row) <= size[0] - 1
            assert app.line.value == "Silo bud"
            assert app.app.focused is app.line
            assert app.notices == []
        hub.standing = NO_HUB
        await app.wait(0.25)
        assert not any("hub" in row for row in screen_rows(app.app))


async def test_what_is_more_important_has_the_whole_line() -> None:
    """Rule: a message, a price, an offer is never cut for the hub, which is there again afterwards."""
    hub = FakeHub(standing(HubContact.TAKEN_OVER))
    async with live_app(hub=hub, size=(80, 24)) as app:
        await app.wait(0.25)
        assert "taken over" in "".join(screen_rows(app.app))
        words = "A message of the room that takes nearly all of the line, and no word less"
        app.live.room.say(words)
        await app.pilot.pause()
        rows = screen_rows(app.app)
        assert any(words in row for row in rows)
        assert not any("taken over" in row for row in rows)
        for _ in range(30):
            await app.wait(0.25)
        assert "taken over" in "".join(screen_rows(app.app))


async def test_the_hub_is_told_of_each_saved_state_once() -> None:
    """Rule: not of beats, and not of what is not saved."""
    hub = FakeHub()
    async with live_app(hub=hub) as app:
        assert hub.offered == [app.session_id]
        await app.type("Silo budgets", "enter")
        offered = len(hub.offered)
        for _ in range(3):
            await app.wait(1)
        assert len(hub.offered) == offered > 1
        with app.store.file.unwritable():
            await app.type("No owner", "enter")
            await app.wait(1)
            assert len(hub.offered) == offered
        await app.idle()
        assert {*hub.offered} == {app.session_id}
        assert len(hub.offered) > offered


async def test_a_session_that_is_closed_and_one_that_another_window_has_are_told_apart() -> None:
    """Rule: in the first case the room is still there, in the second one the other window speaks for it."""
    hub = FakeHub()
    async with live_app(hub=hub) as app:
        session_id = app.session_id
        await app.type("/sessions", "enter")
        await app.wait(0.25)
        assert hub.offered[-1] == ""
        app.app.sessions.resume(session_id)
        await app.wait(0.25)
        assert hub.offered[-1] == session_id
        app.store.lose(session_id)
        await app.type("Not saved here", "enter")
        assert app.controller.is_read_only
        assert hub.offered[-1] is None


async def test_another_rooms_session_is_never_told() -> None:
    """Rule: it is only read here."""
    hub = FakeHub()
    async with entered("discussion", is_gathered=True, hub=hub) as app:
        await app.wait(1)
        assert hub.offered == []


async def test_the_end_of_the_window_is_told_by_who_opened_it() -> None:
    """Rule: only when all is saved."""
    hub = FakeHub()
    async with live_app(hub=hub) as app:
        await app.pilot.press("ctrl+q")
        await app.pilot.pause()
    assert hub.closed == 0


async def test_a_word_says_more_of_it() -> None:
    """Rule: what to do comes first, the address last; without a hub it says how to join one."""
    hub = FakeHub(standing(HubContact.AWAY, "it takes too long to answer"))
    async with live_app(hub=hub, size=(200, 50)) as app:
        await app.type("/hub", "enter")
        expected = (
            "Hub away since 10:31 · all is saved here, and sent when it is back · it takes too long to answer"
        )
        assert f"{expected} · {URL}" in app.says("status")
    async with live_app() as app:
        await app.type("/hub", "enter")
        assert "This window sends to no hub · breakout-tui --hub" in app.says("status")


@pytest.mark.parametrize("contact", HubContact)
def test_a_long_name_and_signs_of_control_do_no_harm(contact: HubContact) -> None:
    """Rule: what another computer says is shown as text, and the short form has at most half of a narrow line."""
    told = HubStanding(
        contact, SINCE, URL, "Room\x1b[2J", "L\x1b]0;" + "x" * 500, SINCE, "no\nreason", "code", ("http://x",)
    )
    for text in (in_full(told), "".join(text for text, _ in in_short(told))):
        assert text.isprintable()
    assert sum(cell_len(text) for text, _ in in_short(told)) <= 48

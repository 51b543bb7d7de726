"""The share screen: how it is, where to go, the code, what others can do; and its keys."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.sharing import LONELY, NOT_SHARED, Contact, SharingStanding
from breakout_tui.tui.screens.ask_screen import ChooseScreen
from breakout_tui.tui.screens.displays_screen import DisplaysScreen
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.screens.share_screen import ShareScreen
from breakout_tui.tui.share_lines import HINT, LARGER, ON_NETWORK, ONLY_HERE, ShareText
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.page import Page
from tests.sampled import sampled
from tests.tui.fake_sharing import CODE, FakeSharing, displays, shared
from tests.tui.fakes import MORNING
from tests.tui.live_app import LiveApp, live_app
from tests.tui.places import entered
from tests.tui.screen_text import screen_rows, screen_text

V6 = "http://[2001:db8:85a3::8a2e:370:7334]:8765"
NAMED = f"http://{'a-very-long-name-of-a-laptop-' * 4}.local:8765"
HALF_PAST = MORNING.replace(hour=10, minute=31)


async def opened(app: LiveApp, command: str = "/share") -> ShareScreen:
    """Open the screen."""
    await app.type(command, "enter")
    assert isinstance(app.app.screen, ShareScreen)
    return app.app.screen


def told(app: LiveApp) -> str:
    """The whole text of the page, with single blanks."""
    return " ".join(app.app.screen.query_one(Page).as_text().split())


def keys(app: LiveApp) -> dict[str, str]:
    """The keys in the footer."""
    return {hint.key: hint.words for hint in app.app.screen.query_one(KeyLine).hints}


# The command


async def test_share_begins_for_this_computer_only() -> None:
    """Rule: if nothing is shared; the screen then says how to join."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        await opened(app)
        assert sharing.begun == [False]
        assert "http://127.0.0.1:8765" in told(app)


async def test_share_leaves_what_is_shared_as_it_is() -> None:
    """Rule: it only opens the screen."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing) as app:
        await opened(app)
        assert sharing.begun == []


@pytest.mark.parametrize("before", [NOT_SHARED, shared(on_network=False)], ids=["off", "here"])
async def test_share_network_is_for_other_devices_too(before: SharingStanding) -> None:
    """Rule: also if it was shared with this computer only."""
    sharing = FakeSharing(before)
    async with live_app(sharing=sharing) as app:
        await opened(app, "/share network")
        assert sharing.begun == [True]
        await app.send("escape", "/share network", "enter")
        assert sharing.begun == [True]


async def test_share_stop_stops_at_once() -> None:
    """Rule: without a screen; the status line says so, also that nothing was shared."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing) as app:
        await app.type("/share stop", "enter")
        assert isinstance(app.app.screen, LiveScreen)
        assert sharing.ended == 1
        assert app.says("status") == "Sharing has stopped"
        await app.type("/share stop", "enter")
        assert sharing.ended == 1
        assert app.says("status") == "Nothing is shared"


async def test_another_word_is_refused() -> None:
    """Rule: nothing begins; the words are named."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        await app.type("/share wifi", "enter")
        assert sharing.begun == []
        assert "network, co-facilitator, stop" in app.says("status")


# What it tells


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_the_state_is_in_one_line(size: tuple[int, int]) -> None:
    """Rule: each state in words."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing, size=size) as app:
        await opened(app)
        for standing, words in (
            (shared(contact=Contact.STARTING, addresses=("",), code=""), "Starting …"),
            (shared(on_network=False), "Shared with this computer only"),
            (shared(), "Shared with this computer's networks"),
            (
                shared(contact=Contact.AWAY, away_since=HALF_PAST),
                "The server has not answered since 10:31 · trying again",
            ),
            (shared(contact=Contact.AWAY), "The server does not answer · trying again"),
            (shared(contact=Contact.TAKEN), "Another window of this database is shown"),
        ):
            sharing.standing = standing
            await app.wait(0.25)
            assert words in told(app)


async def test_it_follows_at_each_beat() -> None:
    """Rule: no key is needed, and it stays where it was scrolled to."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing, size=(40, 12)) as app:
        await opened(app)
        await app.pilot.press("end")
        before = app.app.screen.query_one(Page).scroll_y
        assert before > 0
        sharing.standing = shared(displays=displays(2))
        await app.wait(0.25)
        assert "2 open" in told(app)
        assert app.app.screen.query_one(Page).scroll_y > 0


async def test_a_problem_is_told_with_its_remedy() -> None:
    """Rule: as it comes, literally; Enter tries again."""
    problem = "Port 8765 is in use · [b]close[/b] the other program"
    sharing = FakeSharing(shared(problem=problem))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        sharing.standing = replace(NOT_SHARED, problem=problem)
        await app.wait(0.25)
        assert f"! {problem}" in told(app)
        await app.pilot.press("enter")
        assert sharing.begun == [False]
        assert problem not in told(app)


async def test_what_others_can_do_is_said() -> None:
    """Rule: for this computer how to show it to others; on the network who sees it, and that it is not encrypted."""
    sharing = FakeSharing(shared(on_network=False))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        assert ONLY_HERE in told(app)
        await app.pilot.press("n")
        assert ON_NETWORK in told(app)
        assert ONLY_HERE not in told(app)


async def test_after_a_minute_alone_it_says_what_can_keep_others_away() -> None:
    """Rule: on the network only, and until another device has come."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        since = app.clock.since_boot
        sharing.standing = shared(since=since)
        await opened(app)
        await app.wait(LONELY - 1)
        assert HINT not in told(app)
        await app.wait(1)
        assert HINT in told(app)
        sharing.standing = shared(since=since, has_visitors=True)
        await app.wait(0.25)
        assert HINT not in told(app)
        sharing.standing = shared(since=since, on_network=False)
        await app.wait(0.25)
        assert HINT not in told(app)


async def test_how_many_displays_are_open_is_told() -> None:
    """Rule: and how many have been closed."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing) as app:
        await opened(app)
        assert "No display has joined yet" in told(app)
        sharing.standing = shared(displays=displays(3, closed=1))
        await app.wait(0.25)
        assert "Displays 2 open · 1 closed" in told(app)


async def test_a_session_that_is_only_read_says_that_it_is_not_shown() -> None:
    """Rule: another room's, or another window's."""
    async with entered("discussion", is_gathered=True, sharing=FakeSharing(shared())) as app:
        await opened(app)
        assert "The displays do not show this session: it is another room's" in told(app)
    async with live_app(sharing=FakeSharing(shared())) as app:
        app.store.lose(app.session_id)
        await app.type("Silo budgets", "enter")
        await app.pilot.press("ctrl+u")
        await opened(app)
        assert "The displays do not show this session: another window has it" in told(app)


# Its keys


async def test_n_turns_the_network_on_and_off() -> None:
    """Rule: it begins anew each time; while it starts, nothing happens."""
    sharing = FakeSharing(shared(on_network=False))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        assert keys(app)["n"] == "network on"
        await app.pilot.press("n")
        assert keys(app)["n"] == "network off"
        await app.pilot.press("n")
        assert sharing.begun == [True, False]
        sharing.standing = shared(contact=Contact.STARTING)
        await app.pilot.press("n")
        assert sharing.begun == [True, False]


async def test_a_new_code_needs_one_more_key() -> None:
    """Rule: Enter and Esc keep the code; n gives a new one."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing) as app:
        await opened(app)
        for answer in ("enter", "escape", "k"):
            await app.pilot.press("c")
            assert isinstance(app.app.screen, ChooseScreen)
            assert "Every display has to join again" in screen_text(app.app)
            await app.pilot.press(answer)
            assert isinstance(app.app.screen, ShareScreen)
        assert sharing.renewed == 0
        await app.pilot.press("c", "n")
        assert sharing.renewed == 1


async def test_d_shows_the_displays_and_escape_comes_back() -> None:
    """Rule: screens don't pile up on each other."""
    async with live_app(sharing=FakeSharing(shared(displays=displays(2)))) as app:
        await opened(app)
        await app.pilot.press("d")
        assert isinstance(app.app.screen, DisplaysScreen)
        await app.pilot.press("escape")
        assert isinstance(app.app.screen, ShareScreen)
        await app.pilot.press("escape")
        assert isinstance(app.app.screen, LiveScreen)


async def test_x_stops_and_the_screen_says_how_to_begin_again() -> None:
    """Rule: address and code are gone; Enter shares with this computer, n with the network."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing) as app:
        await opened(app)
        await app.pilot.press("x")
        assert sharing.ended == 1
        assert "Not shared" in told(app)
        assert CODE not in told(app)
        await app.pilot.press("x", "c")
        assert sharing.ended == 1
        assert isinstance(app.app.screen, ShareScreen)
        await app.pilot.press("enter", "enter")
        assert sharing.begun == [False]
        await app.pilot.press("x", "n")
        assert sharing.begun == [False, True]


async def test_the_line_keeps_its_text() -> None:
    """Rule: what was half typed before is there behind the screen."""
    async with live_app(sharing=FakeSharing(shared())) as app:
        await app.type("half a line")
        assert app.live.room.run("share")
        await app.pilot.pause()
        await app.pilot.press("escape")
        assert app.line.value == "half a line"


# Sizes


@pytest.mark.parametrize(
    "case",
    sampled(
        product(
            ((40, 12), (80, 24), (120, 32), (200, 50)),
            (("http://192.168.1.23:8765",), (V6, NAMED, "http://10.0.0.4:8765")),
        ),
        ((40, 12), (V6, NAMED, "http://10.0.0.4:8765")),
        ((80, 24), ("http://192.168.1.23:8765",)),
        ((120, 32), (V6, NAMED, "http://10.0.0.4:8765")),
    ),
)
async def test_address_and_code_can_be_read_at_every_size(
    case: tuple[tuple[int, int], tuple[str, ...]],
) -> None:
    """Rule: nothing is cut: what doesn't fit is below, and the footer has its keys."""
    size, addresses = case
    standing = shared(addresses=addresses, displays=displays(40, closed=7), since=0)
    async with live_app(sharing=FakeSharing(standing), size=size) as app:
        await opened(app)
        rows = screen_rows(app.app)
        assert "F1 help" in rows[-1]
        assert rows[0 if size[1] < 28 else 1].strip() == "Room display in browsers"
        page = app.app.screen.query_one(Page)
        whole = "".join(page.as_text().split())
        for address in addresses[1:]:
            assert address in whole
        is_large = "▀" in whole
        assert is_large or (addresses[0] in whole and CODE in whole)
        assert page.region.bottom <= size[1] - 1
        await app.pilot.press("end")
        assert "cable." in screen_text(app.app)


async def test_a_window_that_is_too_small_says_so() -> None:
    """Rule: the QR code needs a larger one; without a QR code nothing is missing."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing, size=(60, 24)) as app:
        await opened(app)
        assert LARGER in told(app)
        await app.pilot.resize_terminal(120, 32)
        await app.pilot.pause()
        assert LARGER not in told(app)
    async with live_app(sharing=FakeSharing(shared(on_network=False)), size=(60, 24)) as app:
        await opened(app)
        assert LARGER not in told(app)


async def test_the_code_is_in_large_letters_where_there_is_room() -> None:
    """Rule: at 120 × 32 it can be read from some metres; in a wide window the address too."""
    for size, lines in (((80, 24), 0), ((120, 32), 4), ((200, 50), 8)):
        async with live_app(sharing=FakeSharing(shared()), size=size) as app:
            await opened(app)
            page = app.app.screen.query_one(Page)
            large = [line for line in page.as_text().split("\n") if {"▀", "█"} & set(line)]
            assert len(large) >= lines
            assert bool(large) == bool(lines)


@given(
    st.integers(20, 200),
    st.integers(1, 50),
    st.lists(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=120), max_size=3),
    st.sampled_from([*Contact]),
    st.booleans(),
)
def test_no_line_is_wider_than_the_page(
    width: int, height: int, addresses: list[str], contact: Contact, is_odd: bool
) -> None:
    """Rule: whatever the addresses are, in any state."""
    standing = shared(
        addresses=tuple(addresses) or ("x",), contact=contact, problem="No port is free" * is_odd
    )
    text = ShareText(standing, "It is another room's" * is_odd, is_odd, is_odd)
    lines = text.lay_out(width, height)
    assert lines
    assert max(line.cell_length for line in lines) <= width

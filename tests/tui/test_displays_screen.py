"""The displays screen: which displays have joined, what each shows, and the keys that change it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.display_choice import SHOW_NOW, DisplayChoice, Shows
from breakout_tui.domain.floor_door import FloorDoor
from breakout_tui.domain.floor_exchange import FloorMail
from breakout_tui.domain.sharing import NOT_SHARED, Contact, SharedDisplay
from breakout_tui.tui.display_choices import DisplayChoices
from breakout_tui.tui.floor_empty import when_empty
from breakout_tui.tui.floor_filter import Filter
from breakout_tui.tui.screens.ask_screen import AskScreen
from breakout_tui.tui.screens.displays_screen import DisplaysScreen
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.screens.share_screen import ShareScreen
from breakout_tui.tui.widgets.display_list import DisplayList
from breakout_tui.tui.widgets.key_line import KeyLine
from tests.tui.fake_sharing import CODE, FakeSharing, displays, shared
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_rows, screen_text

BLACK, JOIN = DisplayChoice(Shows.NOTHING), DisplayChoice(Shows.JOIN)
NAME, THEME = DisplayChoice(Shows.NAME), DisplayChoice(Shows.STANDBY)


async def opened(app: LiveApp) -> DisplayList:
    """Open the screen; gives its list."""
    await app.type("/displays", "enter")
    assert isinstance(app.app.screen, DisplaysScreen)
    return app.app.screen.query_one(DisplayList)


def rows(app: LiveApp) -> list[str]:
    """The rows of the list with single blanks, without the blank line."""
    lines = app.app.screen.query_one(DisplayList).as_text().split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


# What it tells


async def test_each_display_has_its_name_state_size_and_what_it_shows() -> None:
    """Rule: a row for each, below one for all of them."""
    first, second, third = displays(3, closed=1)
    listed = (first, replace(second, choice=BLACK), replace(third, size=""))
    async with live_app(sharing=FakeSharing(shared(displays=listed))) as app:
        await opened(app)
        assert rows(app) == [
            "▸ All displays different things",
            "Display 1 open 1920 × 1080 what is now",
            "Display 2 open 1920 × 1080 nothing (black)",
            "Display 3 closed what is now",
        ]
        assert "2 open · 1 closed" in screen_text(app.app)


async def test_what_it_shows_is_in_words() -> None:
    """Rule: every choice; what somebody wrote stays literal. If all show the same, the first row says so."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing) as app:
        await opened(app)
        for choice, words in (
            (SHOW_NOW, "what is now"),
            (DisplayChoice(alone="C3 Silo budgets"), "only C3 Silo budgets"),
            (THEME, "theme and room"),
            (DisplayChoice(Shows.MESSAGE, "Back at [b]14:00[/b]"), "“Back at [b]14:00[/b]”"),
            (NAME, "its name"),
            (JOIN, "how to join"),
            (BLACK, "nothing (black)"),
        ):
            sharing.standing = shared(displays=displays(2, choice=choice))
            await app.wait(0.25)
            assert [row.endswith(words) for row in rows(app)] == [True] * 3, words


async def test_while_nothing_is_shared_s_shares() -> None:
    """Rule: it says so; s begins for this computer and shows how to join; no other key does anything."""
    sharing = FakeSharing()
    async with live_app(sharing=sharing) as app:
        await opened(app)
        assert "Not shared yet. Press s" in screen_text(app.app)
        await app.pilot.press("b", "w", "m", "n", "j", "enter", "down")
        assert isinstance(app.app.screen, DisplaysScreen)
        assert (sharing.chosen, sharing.begun) == ([], [])
        await app.pilot.press("s")
        assert isinstance(app.app.screen, ShareScreen)
        assert sharing.begun == [False]
        await app.pilot.press("d")
        assert isinstance(app.app.screen, DisplaysScreen)
        await app.pilot.press("escape")
        assert isinstance(app.app.screen, LiveScreen)


async def test_while_none_has_joined_it_says_how_to_join() -> None:
    """Rule: address and code; the first display that joins appears with the next beat."""
    sharing = FakeSharing(shared())
    async with live_app(sharing=sharing) as app:
        await opened(app)
        text = " ".join(screen_text(app.app).split())
        assert "No display has joined yet" in text
        assert f"Open http://192.168.1.23:8765 in a browser and enter the code {CODE}" in text
        sharing.standing = shared(displays=displays(1))
        await app.wait(0.25)
        assert rows(app)[1] == "Display 1 open 1920 × 1080 what is now"


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (Contact.STARTING, "Starting"),
        (Contact.ON, "Shared with this computer's networks"),
        (Contact.AWAY, "The server does not answer"),
        (Contact.TAKEN, "Another window of this database is shown"),
    ],
)
async def test_the_heading_says_how_it_is_with_the_server(contact: Contact, words: str) -> None:
    """Rule: as on the screen about sharing."""
    async with live_app(sharing=FakeSharing(shared(contact=contact, displays=displays(1)))) as app:
        await opened(app)
        assert words in screen_rows(app.app)[1]


async def test_the_command_about_the_notes_keeps_its_word() -> None:
    """Rule: /display is whole, though /displays begins with it."""
    async with live_app() as app:
        await app.type("/display", "enter")
        assert isinstance(app.app.screen, LiveScreen)
        assert app.session.info.is_display_hidden


# Choosing


@pytest.mark.parametrize(
    ("key", "wanted", "words"),
    [
        ("b", BLACK, "nothing (black)"),
        ("s", THEME, "theme and room"),
        ("n", NAME, "its name"),
        ("j", JOIN, "how to join"),
    ],
)
async def test_a_letter_changes_the_display_under_the_cursor(
    key: str, wanted: DisplayChoice, words: str
) -> None:
    """Rule: the list shows it at once, as sent; with the answer of the server as it is; the same key takes it back, j after how phones join."""
    sharing = FakeSharing(shared(displays=displays(3)))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        await app.pilot.press("down", "down", key)
        assert sharing.chosen == [("d2", wanted)]
        assert rows(app)[2].endswith(f"→ {words}")
        assert rows(app)[1].endswith("what is now")
        sharing.follow()
        await app.wait(0.25)
        assert rows(app)[2].endswith(words)
        await app.pilot.press(key)
        if key == "j":
            assert sharing.chosen[-1] == ("d2", DisplayChoice(Shows.PHONES))
            assert rows(app)[2].endswith("→ how phones join")
            sharing.follow()
            await app.wait(0.25)
            await app.pilot.press(key)
        assert sharing.chosen[-1] == ("d2", SHOW_NOW)


@pytest.mark.parametrize("key", ["w", "enter"])
async def test_what_is_now_is_one_key_away(key: str) -> None:
    """Rule: w or Enter."""
    sharing = FakeSharing(shared(displays=displays(2, choice=BLACK)))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        await app.pilot.press("down", key)
        assert sharing.chosen == [("d1", SHOW_NOW)]
        assert rows(app)[1].endswith("→ what is now")


async def test_the_first_row_is_for_all_of_them() -> None:
    """Rule: one order for all; it is taken back only if all of them show it."""
    first, second = displays(2)
    sharing = FakeSharing(shared(displays=(first, replace(second, choice=BLACK))))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        await app.pilot.press("b")
        assert sharing.chosen == [("", BLACK)]
        assert rows(app)[0] == "▸ All displays → nothing (black)"
        await app.pilot.press("b")
        assert sharing.chosen[1:] == [("", SHOW_NOW)]


async def test_a_message_is_asked_for_and_shown() -> None:
    """Rule: it is literal; the next time it is there to be changed; Esc sends nothing, an empty one ends it."""
    sharing = FakeSharing(shared(displays=displays(2)))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        await app.pilot.press("down", "m")
        assert isinstance(app.app.screen, AskScreen)
        assert "Message for Display 1" in screen_text(app.app)
        await app.send("escape")
        await app.pilot.press("m")
        await app.send("enter")
        assert sharing.chosen == []
        await app.pilot.press("m")
        await app.send("Back at [b]14:00", "enter")
        assert sharing.chosen == [("d1", DisplayChoice(Shows.MESSAGE, "Back at [b]14:00"))]
        assert "→ “Back at [b]14:00”" in rows(app)[1]
        await app.pilot.press("m")
        assert "Back at [b]14:00" in screen_text(app.app)
        await app.send("backspace", "enter")
        assert sharing.chosen[1:] == [("d1", SHOW_NOW)]


async def test_a_message_for_all_goes_to_all() -> None:
    """Rule: the question says so."""
    sharing = FakeSharing(shared(displays=displays(2)))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        await app.pilot.press("m")
        assert "Message for all displays" in screen_text(app.app)
        await app.send("Lunch", "enter")
        assert sharing.chosen == [("", DisplayChoice(Shows.MESSAGE, "Lunch"))]


async def test_a_message_goes_to_its_display_whatever_joins_meanwhile() -> None:
    """Rule: the display that was chosen when it was asked for; one that is forgotten gets none."""
    sharing = FakeSharing(shared(displays=displays(2)))
    async with live_app(sharing=sharing) as app:
        await opened(app)
        await app.pilot.press("down", "down", "m")
        sharing.standing = shared(displays=(SharedDisplay("d0", "Display 0", SHOW_NOW, True), *displays(2)))
        await app.send("Lunch", "enter")
        assert [display_id for display_id, _ in sharing.chosen] == ["d2"]
        await app.pilot.press("m")
        sharing.standing = shared(displays=displays(1))
        await app.send("Coffee", "enter")
        assert len(sharing.chosen) == 1


async def test_the_cursor_stays_on_its_display() -> None:
    """Rule: whatever joins or goes above it."""
    sharing = FakeSharing(shared(displays=displays(3)))
    async with live_app(sharing=sharing) as app:
        listed = await opened(app)
        await app.pilot.press("end")
        sharing.standing = shared(displays=displays(3)[1:])
        await app.wait(0.25)
        assert listed.row is not None
        assert listed.row.id == "d3"
        sharing.standing = replace(NOT_SHARED, displays=displays(3))
        await app.wait(0.25)
        assert listed.row is None
        sharing.standing = shared(displays=displays(3))
        await app.wait(0.25)
        assert listed.row.id == ""


def test_a_choice_that_was_sent_holds_until_the_server_says_something_else() -> None:
    """Rule: its own words, or a key at the display; what it said before our order may still be on its way."""
    (display,) = displays(1)
    choices = DisplayChoices()
    choices.send([display], BLACK)
    assert choices.of(display) == (BLACK, True)
    choices.send([display], JOIN)
    assert choices.of(display) == (JOIN, True)
    assert choices.of(replace(display, choice=BLACK)) == (JOIN, True)
    assert choices.of(replace(display, choice=JOIN)) == (JOIN, False)
    assert choices.of(display) == (SHOW_NOW, False)
    choices.send([display], BLACK)
    assert choices.of(replace(display, choice=THEME)) == (THEME, False)
    assert choices.of(display) == (SHOW_NOW, False)


# Sizes


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 32), (200, 50)])
async def test_forty_displays_fit_into_every_window(size: tuple[int, int]) -> None:
    """Rule: the list scrolls to the last one; what it shows can be read, and the footer is in its place."""
    listed = displays(40, closed=7, choice=DisplayChoice(Shows.MESSAGE, "Back at 14:00 " * 20))
    long = replace(listed[-1], name="A display in the corridor beside the stairs", size="12345 × 12345")
    async with live_app(sharing=FakeSharing(shared(displays=(*listed[:-1], long))), size=size) as app:
        await opened(app)
        assert "F1 help" in screen_rows(app.app)[-1]
        assert "“Back" in screen_text(app.app)
        await app.pilot.press("end")
        assert "▸ A display" in screen_text(app.app)
        await app.pilot.press("home")
        assert "▸ All displays" in screen_text(app.app)


async def test_all_keys_are_named_at_eighty_columns() -> None:
    """Rule: the smallest usual window shows every key."""
    async with live_app(sharing=FakeSharing(shared(displays=displays(1))), size=(80, 24)) as app:
        await opened(app)
        footer = screen_rows(app.app)[-1]
        assert footer.split("   ") == [
            f"{' ' * (index == 0) * 2}{hint.key} {hint.words}"
            for index, hint in enumerate(app.app.screen.query_one(KeyLine).hints)
        ]


async def test_a_click_goes_to_a_display_and_the_footer_can_be_clicked() -> None:
    """Rule: all of it works with the mouse."""
    sharing = FakeSharing(shared(displays=displays(3)))
    async with live_app(sharing=sharing) as app:
        listed = await opened(app)
        await app.pilot.click(DisplayList, offset=(5, 3))
        assert listed.row is not None
        assert listed.row.id == "d2"
        footer = screen_rows(app.app)[-1]
        await app.pilot.click(KeyLine, offset=(footer.index("b black"), 0))
        assert sharing.chosen == [("d2", BLACK)]


@pytest.mark.parametrize("command", ["/displays", "/share"])
async def test_the_help_explains_the_keys(command: str) -> None:
    """Rule: F1 says first what can be done here."""
    async with live_app(sharing=FakeSharing(shared(displays=displays(2)))) as app:
        await app.type(command, "enter")
        await app.pilot.press("f1")
        assert "join" in screen_text(app.app).split("WRITING A NOTE")[0]


async def test_the_keys_that_the_floor_names_show_how_phones_join() -> None:
    """Rule: what the empty list of the floor says to do leads there."""
    door = FloorDoor(SystemClock())
    door.let_in(True)
    door.line(lambda: None).hear(FloorMail(address="http://192.0.2.2:8765/p", code="XJ76-31M9"))
    standing = shared(displays=displays(1))
    said = when_empty(Filter.WAITING, door, standing, has_session=True, has_code=False)[-1]
    found = re.search(r"(/displays), then (\w) twice", said)
    assert found is not None
    sharing = FakeSharing(standing)
    async with live_app(sharing=sharing) as app:
        await app.type(found[1], "enter")
        await app.pilot.press(found[2])
        sharing.follow()
        await app.wait(0.25)
        await app.pilot.press(found[2])
        assert sharing.chosen[-1][1] == DisplayChoice(Shows.PHONES)

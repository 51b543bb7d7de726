"""Help topics: what F1 shows on each screen, and the keys that a panel tells while the line has the focus."""

from __future__ import annotations

import pytest

from breakout_tui.domain.programme import AttributionRule
from breakout_tui.tui.help_topics import WRITING, help_for
from breakout_tui.tui.screens.help_screen import HelpScreen
from breakout_tui.tui.widgets.key_line import KeyLine, help_hint
from tests.domain.day import Room
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import agreeing, discussing, ranking, reading


@pytest.mark.parametrize("keys", [[], ["f8"], ["f9"], ["/", *"details", "enter"], ["f3"]], ids=str)
async def test_f1_shows_first_what_can_be_done_here(keys: list[str]) -> None:
    """Rule: on every screen F1 shows help: with a line, writing a note comes first, else the keys of the screen.

    F1 again closes it.
    """
    async with live_app() as app:
        await app.pilot.press(*keys)
        below = app.app.screen
        groups = help_for(below)
        shown = [hint.key for line in below.query(KeyLine) for hint in line.hints if hint != help_hint()]
        await app.pilot.press("f1")
        assert isinstance(app.app.screen, HelpScreen)
        await app.pilot.press("f1")
        assert app.app.screen is below
    assert groups[1 if keys else 0] == WRITING
    if keys:
        assert [key for key, _, _ in groups[0][1]] == shown


@pytest.mark.parametrize(
    ("room", "keys", "heading", "named"),
    [
        (discussing("Silo budgets"), ["escape"], "In the notes", ["e", "d"]),
        (discussing("Silo budgets"), ["f6"], "In the agenda", ["r", "+ −", "s"]),
        (ranking("Silo budgets"), ["escape"], "In the panel", ["0–9", "c", "L"]),
        (agreeing("Name one owner"), ["escape"], "In the panel", ["1–5", "m", "s"]),
    ],
    ids=["notes", "agenda", "rank", "agree"],
)
async def test_f1_in_a_list_shows_first_the_keys_of_the_list(
    room: Room, keys: list[str], heading: str, named: list[str]
) -> None:
    """Rule: where letters are commands, F1 begins with what each does; the keys of the agenda are told in the line, too."""
    async with live_app(session=room.session) as app:
        in_line = help_for(app.app.screen)
        await app.pilot.press(*keys)
        here = help_for(app.app.screen)
    assert here[0][0] == heading
    assert set(named) <= {key for key, _, _ in here[0][1]}
    assert len(here) == len(in_line)
    assert "After F6, in the agenda" in [each for each, _ in in_line]


@pytest.mark.parametrize("keys", [[], ["f8"], ["f9"], ["/", *"details", "enter"]], ids=str)
async def test_f1_is_shown_where_there_is_room(keys: list[str]) -> None:
    """Rule: a key that works on every screen is named on every screen."""
    async with live_app() as app:
        await app.pilot.press(*keys)
        assert "F1 help" in screen_text(app.app)


@pytest.mark.parametrize(
    ("room", "keys"),
    [
        (ranking("Silo budgets"), "0–9 count   c cut   L lock"),
        (agreeing("Name one owner"), "1–5 level"),
        (reading("One owner for each service"), "Enter agreed"),
    ],
    ids=["rank", "agree", "read-back"],
)
async def test_a_panel_says_its_keys_while_the_line_has_the_focus(room: Room, keys: str) -> None:
    """Rule: what Esc and a letter would do is visible before Esc is pressed; after it, the footer says so."""
    async with live_app(session=room.session) as app:
        strip = app.live.query_one("#panel-keys", KeyLine)
        assert f"Esc, then   {keys}" in screen_text(app.app)
        await app.pilot.press("escape")
        assert not strip.display
        assert keys in screen_text(app.app)
        await app.pilot.press("escape")
        assert strip.display


@pytest.mark.parametrize(
    ("rule", "said_by"),
    [
        (AttributionRule.COUNTRY, " @Norway"),
        (AttributionRule.NAMED, " @Ana"),
        (AttributionRule.NONE, ""),
    ],
)
async def test_the_first_note_has_an_example_that_the_rule_allows(
    rule: AttributionRule, said_by: str
) -> None:
    """Rule: before the first note an example shows the marks; after it no more."""
    async with live_app(rule=rule) as app:
        assert f"identity service{said_by} #budget" in screen_text(app.app)
        await app.type("Silo budgets", "enter")
        assert "identity service" not in screen_text(app.app)


async def test_a_copied_note_is_on_the_clipboard() -> None:
    """Rule: y in the notes copies reference, text and who said it, as they are."""
    async with live_app() as app:
        await app.type("Silo [b]budgets[/b] @Norway", "enter", "escape", "y")
        assert app.app.clipboard == "C1 Silo [b]budgets[/b] (Norway)"
        assert "C1 copied" in app.says("status")


async def test_archiving_a_running_session_asks_first() -> None:
    """Rule: a running session is archived only after a question; then the notice says where archived ones are."""
    async with live_app() as app:
        await app.pilot.press("f2")
        session_id = app.session.id
        app.app.sessions.leave()
        await app.pilot.pause()
        app.app.sessions.archive(session_id, archived=True)
        await app.pilot.pause()
        assert "Archive it?" in screen_text(app.app)
        await app.pilot.press("enter")
        assert not app.store.load(session_id).info.archived
        app.app.sessions.archive(session_id, archived=True)
        await app.pilot.press("a")
        await app.pilot.pause()
        assert app.store.load(session_id).info.archived
        assert "A shows archived sessions, a restores one" in app.notices

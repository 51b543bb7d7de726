"""A session that was gathered from another room's file: read in every screen, changed in none, whatever is pressed."""

from __future__ import annotations

import pytest

from breakout_tui.tui.actions.catalogue import ACTIONS
from breakout_tui.tui.error_text import error_text
from breakout_tui.tui.read_only import another_rooms
from breakout_tui.tui.screens.programme_screen import ProgrammeScreen
from breakout_tui.tui.widgets.key_line import KeyLine
from tests.sampled import sampled
from tests.tui.live_app import LiveApp
from tests.tui.monkey import COMMANDS, Monkey
from tests.tui.places import ROOMS, at, entered
from tests.tui.screen_text import screen_text

REASON = "Room 2's session: read here, changed on their laptop"
PLACES = sampled(
    [place for _, places in ROOMS.values() for place in places if place not in {"sessions", "themes"}],
    *("notes", "kinds of a note", "displays", "chain", "report-back", "rank", "agree", "read-back"),
)


def untouched(app: LiveApp, before: object) -> bool:
    """Whether no record, draft or claim of the session is another than before."""
    file, session_id = app.store.file, app.session_id
    return (
        file.sessions[session_id] == before
        and session_id not in file.drafts
        and session_id not in file.owners
        and not app.store.unsaved()
    )


async def test_the_line_says_why_it_is_only_read() -> None:
    """Rule: whose it is and where it is changed, from the first frame on, and in words beside the kinds."""
    async with entered("discussion", is_gathered=True) as app:
        assert app.says("status") == REASON
        assert "read only" in app.says("kinds")


async def test_its_panels_offer_nothing_that_would_be_refused() -> None:
    """Rule: loose ends are told without the command that would fix them, and there are no next steps."""
    for place, words in (("done", "loose end"), ("lunch", "Afternoon")):
        async with entered(place, is_gathered=True) as app:
            shown = screen_text(app.app)
            assert words in shown
            for remedy in ("Next steps", "reopens", "Esc, then", "/fields", "starts it", "/export"):
                assert remedy not in shown, (place, remedy)


def test_a_room_without_a_name_has_the_same_sentence() -> None:
    """Rule: it is another room's; a long name is cut."""
    assert error_text(another_rooms("")) == "Another room's session: read here, changed on their laptop"
    assert len(error_text(another_rooms("Annex " * 20))) < 80


async def test_every_command_that_changes_something_is_refused_in_the_same_words() -> None:
    """Rule: by one rule for all of them, before anything is asked; what only reads is not refused."""
    arguments = {line.partition(" ")[0]: line.partition(" ")[2] for line in COMMANDS}
    async with entered("outcomes", is_gathered=True) as app:
        before, screen = dict(app.store.file.sessions[app.session_id]), app.app.screen
        for action in ACTIONS:
            if not action.only_reads:
                app.live.room.status.say("")
                assert not app.live.room.run(action.word, arguments.get(action.word, ""))
                assert (action.word, app.says("status"), app.app.screen) == (action.word, REASON, screen)
        assert untouched(app, before)


async def test_what_only_reads_is_done_and_changes_nothing() -> None:
    """Rule: each action that says so keeps every record, makes no claim, and leaves no draft; two of them need a hub, one a file for what phones send."""
    about_more = {"quit", "save-elsewhere"}  # the window and the whole file
    actions = [each.word for each in ACTIONS if each.only_reads and each.word not in about_more]
    assert len(actions) > 20
    while actions:
        async with entered("outcomes", is_gathered=True) as app:
            live, before = app.live, dict(app.store.file.sessions[app.session_id])
            while (
                actions and app.app.screen is live
            ):  # one leads to another screen from which no Esc leads back
                word = actions.pop()
                is_done = live.room.run(word)
                await app.pilot.pause()
                assert is_done is (word not in {"take-over", "recap", "messages", "help-me", "floor"}), word
                assert untouched(app, before), word
                await app.send(*() if app.app.screen is live else ("escape", "escape"))


async def test_it_can_not_be_taken_over() -> None:
    """Rule: the same words; it stays as it is."""
    async with entered("discussion", is_gathered=True) as app:
        before = dict(app.store.file.sessions[app.session_id])
        await app.send("ctrl+t", "half a line", "enter")
        assert app.says("status") == REASON
        assert app.line.value == "half a line"
        assert untouched(app, before)


async def test_a_typed_line_is_no_draft_and_is_asked_about_before_the_window_closes() -> None:
    """Rule: nothing typed is stored; the text stays in the line, and closing says once that it is not saved."""
    async with entered("discussion", is_gathered=True) as app:
        before = dict(app.store.file.sessions[app.session_id])
        await app.send("half a line")
        app.live.room.typing.save_draft()
        await app.pilot.press("ctrl+q")
        await app.pilot.pause()
        assert app.says("status") == "The line is not saved · Ctrl+Q again discards it"
        assert untouched(app, before)


@pytest.mark.parametrize("place", PLACES)
async def test_every_screen_shows_it_and_its_keys_change_nothing(place: str) -> None:
    """Rule: every list, panel, page and dialog opens; every letter and key there keeps the session."""
    async with at(place, is_gathered=True) as app:
        before = dict(app.store.file.sessions[app.session_id])
        assert screen_text(app.app).strip()
        letters = "acdefgjklmnoprstuvwxyzALUV0123456789+-"
        for key in (*letters, "enter", "space", "f2", "f3", "f4", "f5", "ctrl+s", "ctrl+z", "ctrl+y"):
            await app.send(key)
        assert untouched(app, before)


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_is_pressed_no_record_changes_and_no_claim_is_made(seed: int) -> None:
    """Rule: random keys, clicks, pastes, commands and beats, in bursts too."""
    async with entered("discussion", is_gathered=True) as app:
        before = dict(app.store.file.sessions[app.session_id])
        await Monkey(app, seed).play(40)
        assert untouched(app, before)


async def test_it_is_not_archived_from_the_list() -> None:
    """Rule: archiving is a change; the same words say why not."""
    async with entered("done", is_gathered=True) as app:
        before = dict(app.store.file.sessions[app.session_id])
        await app.send("/sessions", "enter")
        assert isinstance(app.app.screen, ProgrammeScreen)
        app.app.sessions.archive(app.session_id, archived=True)
        await app.idle()
        assert REASON in app.notices
        assert untouched(app, before)


async def test_its_clock_stands_where_it_was_changed_last() -> None:
    """Rule: no clock runs for another room's session: what it shows is the same hours later."""
    async with entered("discussion", is_gathered=True) as app:
        before = app.says("header"), app.says("track")
        await app.wait(9000)
        assert (app.says("header"), app.says("track")) == before
        assert app.says("status") == REASON


async def test_its_footer_names_the_keys_that_read() -> None:
    """Rule: no key that would be refused is offered."""
    async with entered("discussion", is_gathered=True) as app:
        words = [hint.words for hint in app.live.query_one("#keys", KeyLine).hints]
        await app.send("escape")
        in_list = [hint.words for hint in app.live.query_one("#keys", KeyLine).hints]
    assert words == ["notes", "agenda", "report", "chain", "commands"]
    assert in_list == ["line", "search", "copy", "agenda", "report", "chain", "commands"]


async def test_its_help_names_the_keys_that_read() -> None:
    """Rule: F1 says whose session it is, and none of the keys of the clock under the keys of this moment."""
    async with entered("discussion", is_gathered=True) as app:
        headings = dict(app.live.keys_now())
        assert [words for _, _, words in headings[REASON]] == ["agenda", "report", "chain", "commands"]
        assert [words for _, _, words in headings["After Esc, in the notes"]] == ["search", "copy"]

"""The list of speakers on the screens: led by keys alone, told in a quiet line, and never in the way of typing."""

from __future__ import annotations

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import Session
from breakout_tui.domain.speaker_records import SpeakerSort
from breakout_tui.domain.speakers import SpeakerTime, speakers_view
from breakout_tui.domain.speakers_face import speakers_face_of
from breakout_tui.tui.screens.speakers_screen import SpeakersScreen
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.completions import fitting_names
from breakout_tui.tui.widgets.speaker_lines import speaker_lines
from tests.domain.day import Room
from tests.tui.fakes import FakeStore
from tests.tui.live_app import LiveApp, live_app
from tests.tui.screen_text import screen_rows, screen_text
from tests.tui.test_capture_offers import ListedCountries


async def presses(app: LiveApp, *keys: str) -> None:
    """Press keys one by one, each a command of its own."""
    for key in keys:
        await app.pilot.press(key)
        await app.idle()


def waiting(app: LiveApp) -> list[str]:
    """Who waits."""
    return [each.label for each in speakers_view(app.controller.session).waiting]


def spoken_by(app: LiveApp) -> str:
    """Who speaks; empty for nobody."""
    now = speakers_view(app.controller.session).now
    return "" if now is None else now.label


def row_with(app: LiveApp, text: str) -> str:
    """The row of the screen with this text; empty for none."""
    return next((row.strip() for row in screen_rows(app.app) if text in row), "")


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_a_discussion_is_led_by_keys_alone(size: tuple[int, int]) -> None:
    """Rule: from the line, and in the list by one key each; the line above the capture line says who speaks, and nothing moves."""
    async with live_app(size=size, rule=AttributionRule.NAMED) as app:
        await app.send("f2", "f2")
        place = app.live.room.typing.line.region
        assert not app.live.room.notes.speakers.display
        for line in ("/speaker Norway", "/speaker @Chile", "/reply Kenya", "/speakers time 2"):
            await app.send(line, "enter")
        await app.pilot.pause()
        assert waiting(app) == ["Kenya", "Norway", "Chile"]
        assert app.live.room.typing.line.region == place
        assert row_with(app, "3 wait") == "Next: Kenya · 3 wait"
        await presses(app, "f12")
        assert isinstance(app.app.screen, SpeakersScreen)
        await presses(app, "down", "plus")
        assert waiting(app) == ["Kenya", "Chile", "Norway"]
        await presses(app, "minus", "n", "n")
        assert "Norway   2:00 left" in screen_text(app.app)
        assert waiting(app) == ["Chile"]
        await app.wait(130)
        await presses(app, "space")
        assert "0:10 over · paused" in screen_text(app.app)
        await presses(app, "ctrl+z", "o")
        await app.send("Kenya", "enter")
        assert waiting(app) == ["Kenya", "Chile"]
        await presses(app, "n", "c")
        assert waiting(app) == ["Norway", "Chile"]
        await presses(app, "down", "d")
        assert waiting(app) == ["Norway"]
        assert "list closed" in screen_text(app.app)
        await presses(app, "f12")
        assert "Kenya  1:00 left · next: Norway · list closed" in row_with(app, "next: Norway")
        assert app.live.room.typing.line.has_focus
        assert app.live.room.typing.line.region == place


async def test_keys_are_about_who_is_shown_whatever_has_changed_since() -> None:
    """Rule: each key acts on the speaker whose row it is, not on whoever has come to its place since it was drawn; nobody else is called, moved or removed."""
    names = ("Norway", "Chile", "Kenya", "Fiji")
    async with live_app() as app:
        await app.send("f2")
        for name in names:
            app.controller.do(c.AskToSpeak(name, adds_names=True))
        keys = {"d": "withdraw", "minus": "move", "enter": "let speak"}
        for key, deed in keys.items():
            before = app.controller.session
            await presses(app, "f12", "down", "down")
            # What was not drawn yet: a point of order on top.
            app.controller.do(c.AskToSpeak("Peru", SpeakerSort.POINT, adds_names=True))
            await presses(app, key)
            found = {
                "withdraw": "Kenya" not in waiting(app) and len(waiting(app)) == 4,
                "move": waiting(app) == ["Peru", "Norway", "Kenya", "Chile", "Fiji"],
                "let speak": spoken_by(app) == "Kenya",
            }
            assert found[deed], (key, waiting(app), spoken_by(app))
            await presses(app, "escape")
            app.controller.replace(before)
    async with live_app() as app:
        await app.send("f2")
        for name in names[:2]:
            app.controller.do(c.AskToSpeak(name, adds_names=True))
        for key in ("d", "enter", "plus"):
            await presses(app, "f12")
            (gone, stays) = (each.speaker.id for each in speakers_view(app.controller.session).waiting)
            before = app.controller.session
            app.controller.do(c.RecordWithdrawal(gone))
            for _ in range(2):
                await presses(app, key)
                assert [each.speaker.id for each in speakers_view(app.controller.session).waiting] == [stays]
                assert spoken_by(app) == ""
                app.app.beat()  # now the other one is under the cursor, by itself
            await presses(app, "escape")
            app.controller.replace(before)


async def test_a_name_on_no_list_is_asked_about_and_a_closed_list_says_so() -> None:
    """Rule: as with notes; the reason of a refusal is told over the list."""
    async with live_app() as app:
        await app.send("f2", "/speaker Norwy", "enter")
        assert "take Norway" in screen_text(app.app)
        await app.send("escape", "/speaker Harbour League", "enter", "a")
        await app.idle()
        assert waiting(app) == ["Harbour League"]
        await app.send("/speakers close", "enter", "/speaker Norway", "enter")
        assert row_with(app, "is closed").startswith("The list of speakers is closed · /speakers reopen")
        await app.pilot.pause()
        await app.send("/speakers withdraw 3", "enter")
        await app.pilot.pause()
        assert "nobody of that name waits" in screen_text(app.app).casefold()


async def test_nobody_is_asked_for_a_name_where_none_is_kept() -> None:
    """Rule: under *none* a speaker is a number, from the line as from the list."""
    async with live_app(rule=AttributionRule.NONE) as app:
        await app.send("f2", "/speaker Norway", "enter")
        await presses(app, "f12", "a", "n")
        assert waiting(app) == ["Speaker 2"]
        session = app.controller.session
        assert "Norway" not in repr((session.speakers, session.undo_steps))


def test_names_complete_behind_a_command_as_behind_the_mark() -> None:
    """Rule: with the mark or without, after a comma too, and only for commands that take names."""
    context = CaptureContext(
        rule=AttributionRule.COUNTRY, people=("Norway", "North Sea Port"), all_countries=ListedCountries()
    )

    def offered(line: str) -> list[tuple[str, str]]:
        found = fitting_names(line, len(line), {"speaker"}, context)
        return [(each.word, line[: each.start] + each.written) for each in found]

    assert offered("/speaker Norw") == [("Norway", "/speaker Norway")]
    assert offered("/speaker @Norw") == [("Norway", "/speaker Norway")]
    assert offered("/speaker Chile, Nor") == [
        ("Norway", "/speaker Chile, Norway"),
        ("North Sea Port", "/speaker Chile, North Sea Port"),
        ("North Korea", "/speaker Chile, North Korea"),
    ]
    assert offered("/speaker ") == offered("/extend Nor") == offered("/speaker") == []


def test_a_display_has_last_now_and_next_at_any_width() -> None:
    """Rule: in one line or two, with names shortened and never the time; numbers in place of names while statements are hidden."""
    names = ("Kenya", "Long name of a ministry of something important in the far north", "Chile", "Norway")
    room = Room(c.EditDetails(known=names))
    room.do(c.Next())
    assert speaker_lines(speakers_face_of(room.session, room.reading()), 80) == ((), ())
    room.do(c.SetSpeakingTime(60))
    for name in names:
        room.do(c.AskToSpeak(name))
    room.do(c.NextSpeaker())
    room.do(c.NextSpeaker())
    room.wait(70)
    speakers = speakers_face_of(room.session, room.reading())
    assert speakers is not None
    assert speakers.time == SpeakerTime(70, 60, is_paused=False)
    for width in (40, 60, 80, 200):
        rows = ["".join(text for text, _ in row) for row in speaker_lines(speakers, width)]
        words = "\n".join(rows)
        assert all(len(row) <= width for row in rows)
        assert bool(rows[1]) is (width < 72)
        assert all(part in words for part in ("Now Long", "0:10 over", "Next Chile +1", "Last Kenya"))
    room.do(c.EditDetails(is_display_hidden=True))
    hidden = speakers_face_of(room.session, room.reading())
    assert hidden == ("Speaker 1", "Speaker 2", "Speaker 3", 1, speakers.time)
    room.do(c.AskToSpeak("Kenya", SpeakerSort.POINT))
    room.do(c.EndPhase())
    assert speakers_face_of(room.session, room.reading()) is None


async def test_a_window_that_only_reads_shows_the_list_and_changes_nothing() -> None:
    """Rule: as with everything else of another window's session; the keys are not offered."""
    store = FakeStore()
    async with live_app(store=store) as app:
        await app.send("f2", "/speaker Norway", "enter")
        session = app.session
    other = FakeStore(store.disk)
    async with live_app(store=other, session=Session.of(other.load(session.id))) as app:
        app.app.beat()
        await presses(app, "f12", "n", "a", "d", "s", "t", "c", "space")
        assert isinstance(app.app.screen, SpeakersScreen)
        assert waiting(app) == ["Norway"]
        assert not app.store.unsaved()
        assert "n next" not in screen_text(app.app)

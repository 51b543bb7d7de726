"""Read-back by keys: one output at a time, its result, and the recorded results."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from breakout_tui.domain import commands as c
from breakout_tui.domain.notes import ReadBack
from breakout_tui.tui.panels.read_back_panel import ReadBackPanel
from tests.domain.day import Room
from tests.tui.fakes import FakeStore
from tests.tui.live_app import LiveApp, live_app
from tests.tui.step_rooms import reading


async def test_one_output_is_shown_alone_with_its_position() -> None:
    """The others are not visible."""
    async with live_app(session=reading("Budgets follow the journey", "Buy once").session) as room:
        text = await shown(room)
        assert "1 of 2" in text
        assert "◆  P1  principle" in text
        assert "Budgets follow the journey" in text
        assert "Buy once" not in text
        assert "not read back yet" in text


async def test_enter_records_agreement_and_the_end_shows_a_summary() -> None:
    """After agreed, skipped, agreed."""
    played = reading("One", "Two", "Three")
    async with opened(played) as room:
        await shown(room)
        await room.pilot.press("enter", "s", "a")
        assert results(room) == [ReadBack.AGREED, ReadBack.SKIPPED, ReadBack.AGREED]
        assert "2 of 3 read back: 2 agreed, 0 amended · 1 skipped" in await shown(room)


async def test_the_first_output_that_is_noted_during_the_read_back_is_shown() -> None:
    """Where there was nothing to read back, there is no end to stay at."""
    async with opened(reading()) as room:
        assert "Nothing to read back" in await shown(room)
        await room.pilot.press("escape")
        await room.type("Buy once", "tab", "tab", "enter")
        text = await shown(room)
        assert "1 of 1" in text
        assert "Buy once" in text


async def test_the_time_of_reading_is_recorded() -> None:
    """It is shown when the facilitator goes back to the output."""
    async with opened(reading("One", "Two")) as room:
        await shown(room)
        await room.pilot.press("enter", "left")
        assert f"✓ agreed {room.session.book[0].read_back_at:%H:%M}" in await shown(room)


async def test_the_arrow_skips_an_unread_output_and_only_passes_a_read_one() -> None:
    """An agreed output stays agreed."""
    played = reading("One", "Two")
    played.do(c.MarkReadBack(0, ReadBack.AGREED))
    async with opened(played) as room:
        assert "2 of 2" in await shown(room)
        await room.pilot.press("left", "right", "right")
        assert results(room) == [ReadBack.AGREED, ReadBack.SKIPPED]


async def test_e_amends_in_the_line_and_keeps_the_earlier_wording_and_the_typed_text() -> None:
    """The half-typed text returns and is not part of the amendment."""
    async with opened(reading("Budgets follow", "Two")) as room:
        await room.type("half a thought")
        await shown(room)
        await room.pilot.press("e")
        assert (room.line.value, room.line.label) == ("Budgets follow", "amending P1")
        await room.type(" the journey", "enter")
        note = room.session.book[0]
        assert (note.text, note.read_back) == ("Budgets follow the journey", ReadBack.AMENDED)
        assert [wording.text for wording in note.wordings] == ["Budgets follow"]
        assert room.line.value == "half a thought"
        text = await shown(room)
        assert "Budgets follow the journey" in text
        assert "✓ amended" in text
        assert room.line.has_focus is False
        await room.pilot.press("enter")
        assert "2 of 2" in await shown(room)
        assert room.line.value == "half a thought"
        assert len(room.session.book) == 2


async def test_enter_after_an_amendment_moves_on_and_keeps_it_amended() -> None:
    """It has been read back already."""
    played = reading("One", "Two")
    played.do(c.MarkReadBack(0, None, c.EditNote(0, text="One and all")))
    played.do(c.MarkReadBack(0, ReadBack.AMENDED))
    async with opened(played) as room:
        await shown(room)
        await room.pilot.press("home", "enter")
        assert results(room)[0] is ReadBack.AMENDED
        assert "2 of 2" in await shown(room)


async def test_amending_to_the_same_words_is_agreement() -> None:
    """Nothing has changed."""
    async with opened(reading("One")) as room:
        await room.type("/amend P1 One", "enter")
        assert results(room) == [ReadBack.AGREED]


async def test_letters_of_the_notes_do_nothing_while_reading() -> None:
    """A wrong key must not delete a note that is not visible."""
    async with opened(reading("One", "Two")) as room:
        before = room.session
        await shown(room)
        await room.pilot.press("d", "p", "k", "m", "v", "c", "l")
        assert room.session is before


async def test_unread_outputs_are_listed_at_the_end() -> None:
    """By reference."""
    async with opened(reading("One", "Two")) as room:
        await shown(room)
        await room.pilot.press("end")
        assert "not read back yet: P1, P2" in await shown(room)


async def test_a_long_output_can_be_read_to_its_end_in_a_small_window() -> None:
    """It scrolls below the line with its position."""
    words = " ".join(f"word{n}" for n in range(120))
    async with live_app(session=reading(words).session, size=(80, 24)) as room:
        await shown(room)
        assert "word119" not in seen(room)
        await room.pilot.press(*["down"] * 12)
        assert "word119" in seen(room)
        assert "1 of 1" in seen(room)


async def test_without_outputs_it_says_so() -> None:
    """And no key fails."""
    async with live_app(session=reading().session) as room:
        assert "Nothing to read back" in await shown(room)
        await room.pilot.press("s", "e", "right", "left", "d")
        assert len(room.session.book) == 0


def opened(played: Room) -> AbstractAsyncContextManager[LiveApp]:
    """The app on this session, which the store holds."""
    return live_app(session=played.session, store=FakeStore.holding(played.session))


async def shown(room: LiveApp) -> str:
    """The text of the panel, which has the focus."""
    await room.pilot.pause()
    if room.line.has_focus:
        await room.pilot.press("escape")
    return room.live.query_one(ReadBackPanel).as_text()


def seen(room: LiveApp) -> str:
    """The visible text."""
    return room.live.query_one(ReadBackPanel).rows.text_in_sight()


def results(room: LiveApp) -> list[ReadBack | None]:
    """The recorded results, by reference."""
    return [note.read_back for note in room.session.book.notes]

"""The room display in a terminal: the faces at any size, its keys, and what it says when it can't read the file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from breakout_tui.domain import commands as c
from breakout_tui.domain.display_face import DisplayFace, FaceLine, Moment
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.tui.display import DisplayApp
from breakout_tui.tui.widgets.block_letters import block_letters
from breakout_tui.tui.widgets.clock_face import ClockFace
from breakout_tui.tui.widgets.face_rows import line_rows, title_rows, whole_rows
from tests.domain.day import Room
from tests.domain.example import Talk
from tests.tui.fakes import FakeClock
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import agreeing, ranking, reading

SIZES = [(1, 1), (40, 12), (80, 24), (120, 40), (200, 50), (400, 100)]


class Shown:
    """A display and what its file says next."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.clock = FakeClock(room.wall)
        self.clock.boot, self.clock.since_boot = "boot-1", room.since_boot
        self.error: StoreError | None = None
        self._last: Session | None = None
        self.card: ShownCard | None = None
        self.app = DisplayApp(
            room.session, self._changed, self.clock, card=lambda: self.card, beat_every=None
        )

    def _changed(self) -> Session | None:
        if self.error is not None:
            raise self.error
        return self.room.session

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)


@asynccontextmanager
async def display(room: Room, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Shown, Pilot[None]]]:
    """A display that shows a room."""
    shown = Shown(room)
    async with shown.app.run_test(size=size) as pilot:
        await pilot.pause()
        yield shown, pilot


def talking() -> Talk:
    """A room with two notes on its first question."""
    talk = Talk()
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, "Silo [budgets]")
    talk.say(Kind.CHALLENGE, "No owner")
    return talk


def at_lunch() -> Talk:
    """A room between its phases."""
    talk = talking()
    talk.do(c.EndPhase())
    return talk


ROOMS: dict[str, Callable[[], Room]] = {
    "discussing": talking,
    "ranking": lambda: ranking("One", "Two"),
    "agreeing": lambda: agreeing("One", "Two"),
    "reading back": lambda: reading("One", "Two"),
    "lunch": at_lunch,
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ROOMS)
async def test_every_face_is_drawn_at_any_size(name: str, size: tuple[int, int]) -> None:
    """From one cell to the whole wall."""
    async with display(ROOMS[name](), size) as (shown, pilot):
        await pilot.resize_terminal(size[0] + 7, size[1] + 3)
        await pilot.pause()
        shown.app.beat()
        await pilot.pause()
        assert shown.text


async def test_notes_and_time_follow_the_room() -> None:
    """Each beat shows what the file says then."""
    async with display(talking()) as (shown, pilot):
        assert "Silo [budgets]" in shown.text
        assert isinstance(shown.room, Talk)
        shown.room.say(Kind.CHALLENGE, "A third one")
        shown.room.say(Kind.PARKED, "a private remark")
        shown.app.beat()
        await pilot.pause()
        assert "A third one" in shown.text
        assert "a private remark" not in shown.text
        before = shown.app.query_one(ClockFace).seconds
        shown.clock.pass_time(60)
        shown.app.beat()
        assert shown.app.query_one(ClockFace).seconds == before - 60


async def test_ranking_agreeing_and_reading_back_have_the_time_in_the_first_line() -> None:
    """Their list or statement takes the whole screen."""
    for name in ("ranking", "agreeing", "reading back"):
        async with display(ROOMS[name]()) as (shown, _):
            assert " left · " in shown.text.splitlines()[1]
            assert not shown.app.query_one(ClockFace).display


async def test_the_arrows_show_one_statement_alone_and_escape_goes_back() -> None:
    """The latest first; it stays while others come, until the room goes on."""
    async with display(talking()) as (shown, pilot):
        await pilot.press("down")
        assert "C2" in shown.text
        assert "Silo [budgets]" not in shown.text
        await pilot.press("up")
        assert "C1" in shown.text
        assert isinstance(shown.room, Talk)
        shown.room.say(Kind.CHALLENGE, "A third one")
        shown.app.beat()
        await pilot.pause()
        assert "C1" in shown.text
        assert "A third one" not in shown.text
        await pilot.press("escape")
        assert "Silo [budgets]" in shown.text
        assert "No owner" in shown.text


async def test_standby_and_black_hide_what_is_said() -> None:
    """And the same key brings it back."""
    async with display(talking()) as (shown, pilot):
        await pilot.press("s")
        assert "Silo [budgets]" not in shown.text
        await pilot.press("s", "b")
        assert shown.text.strip() == ""
        await pilot.press("b")
        assert "Silo [budgets]" in shown.text


async def test_a_card_of_the_report_back_takes_the_place_of_what_is_now() -> None:
    """With the time of the speaker, until it is taken back."""
    async with display(talking()) as (shown, pilot):
        began = shown.clock.read().since_boot
        shown.card = ShownCard("Finding 1", "Budgets follow services", 2, 5, "boot-1", began, 5)
        shown.clock.pass_time(19)
        shown.app.beat()
        await pilot.pause()
        assert "Report-back · Finding 1" in shown.text
        assert "4:41 left" in shown.text
        assert "card 2 of 5" in shown.text
        assert "Silo [budgets]" not in shown.text
        shown.card = None
        shown.app.beat()
        await pilot.pause()
        assert "Silo [budgets]" in shown.text


async def test_a_file_that_cannot_be_read_is_told_and_the_face_stays() -> None:
    """Quietly, in the last line, until it can be read again."""
    async with display(talking()) as (shown, pilot):
        shown.error = StoreError("the file is gone", where="room.db", remedy="plug it in")
        shown.app.beat()
        await pilot.pause()
        assert "file is gone" in shown.text
        assert "Silo [budgets]" in shown.text
        shown.error = None
        shown.app.beat()
        await pilot.pause()
        assert "file is gone" not in shown.text


TEXTS = st.text(min_size=1, max_size=80)
FACES = st.builds(
    DisplayFace,
    st.sampled_from(Moment),
    TEXTS,
    st.text(max_size=30),
    st.none() | st.sampled_from(Kind),
    st.lists(st.tuples(st.sampled_from(["for", "who", "by"]), TEXTS), max_size=3).map(tuple),
    st.text(max_size=20),
    st.lists(
        st.builds(
            FaceLine,
            st.sampled_from(["C1", "1 =", "12"]),
            TEXTS,
            st.none() | st.sampled_from(Kind),
            st.sampled_from(["", "17"]),
            st.none() | st.floats(0, 1),
        ),
        max_size=6,
    ).map(tuple),
)


@given(FACES, st.integers(0, 140), st.integers(0, 60))
def test_no_rows_of_a_face_are_more_than_there_is_room_for(
    face: DisplayFace, width: int, height: int
) -> None:
    """Rule: whatever the texts are."""
    for rows_of in (title_rows, line_rows, whole_rows):
        assert len(rows_of(face, width, height)) <= max(0, height)


@given(st.text("abcdefgh ABC?-", min_size=1, max_size=60), st.integers(10, 200), st.integers(3, 60))
def test_block_letters_fit_and_lose_no_letter(text: str, width: int, height: int) -> None:
    """Rule: they are within the space, and each line has ink; a larger space never makes them disappear."""
    lines = block_letters(text, width, height)
    if lines is None:
        return
    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)
    assert block_letters(text, width + 5, height + 5) is not None


@pytest.mark.parametrize("text", ["Élan", "数字", "नमस्ते", "مُحَمَّد", "a b☂"])
def test_a_text_with_letters_that_the_fonts_lack_is_shown_as_it_is(text: str) -> None:
    """No letter and no mark of one is left out or replaced, also in a list."""
    assert block_letters(text, 200, 60) is None
    rows = title_rows(DisplayFace(Moment.DISCUSSING, text), 200, 60)
    rows += line_rows(DisplayFace(Moment.OPENING, "A", lines=(FaceLine("1", text),)), 200, 60)
    assert [" ".join("".join(part for part, _ in row).split()) for row in rows] == [text, f"1 {text}"]


def test_letters_that_the_fonts_have_are_drawn_as_blocks() -> None:
    """Also those of German: an umlaut alone doesn't make the question small."""
    assert block_letters("Größe", 200, 60) is not None

"""The overview in a terminal: cards, keys, what is asked before something is silenced, and what is said of the hub."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.strip import Strip

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.message_form import MessageForm
from breakout_tui.domain.overview import in_order
from breakout_tui.domain.overview_source import OverviewContact, OverviewStanding
from breakout_tui.domain.room_card import CardTime, KindCount, RoomCard
from breakout_tui.domain.room_findings import Grade, RoomFinding, Silence, SilencedFinding, Subject
from breakout_tui.domain.room_notes import ReadNote, RoomNotes
from breakout_tui.tui.overview_app import OverviewApp
from breakout_tui.tui.overview_words import CARD_LINES, card_lines
from breakout_tui.tui.screens.overview_room_screen import OverviewRoomScreen
from breakout_tui.tui.widgets.card_grid import HEIGHT, CardGrid
from tests.sampled import a_third
from tests.tui.fakes import MORNING, FakeClock
from tests.tui.screen_text import screen_text

SIZES = [(1, 1), (80, 24), (200, 50)]
LATE = RoomFinding("late", Grade.WARNING, "9 min behind", moment="a/b")
DATES = RoomFinding("loose-date", Grade.CHECK, "no date", (Subject("R1", "R1"), Subject("R2", "R2")))
AWAY = RoomFinding("away", Grade.PROBLEM, "away since 08:40", moment="08:40")


def card(number: int, *findings: RoomFinding, theme: str = "Governance", **given: object) -> RoomCard:
    """A room in its first question, with five minutes left at the hub's time 5000."""
    made = RoomCard(
        f"room-{number}",
        f"Room {number}",
        has_joined=True,
        theme=theme,
        event="ICA [43]",
        round=1,
        phase="Morning",
        step="Challenges · Q1 of 4",
        plan="on time",
        time=CardTime(300, 5300.0, 600, "calm", "left for this question"),
        people=20,
        notes=3,
        counts=(
            KindCount(Kind.CHALLENGE, 3, "3 challenges"),
            KindCount(Kind.PARKED, 0, "0 in the parking lot"),
        ),
        findings=findings,
    )
    return replace(made, **given)  # type: ignore[arg-type]


class FakeSource:
    """A hub that is told by hand."""

    def __init__(self, *cards: RoomCard) -> None:
        self.standing = OverviewStanding(OverviewContact.ON, MORNING, cards=in_order(cards), offset=4000.0)
        self.looks = 0
        self.wanted: list[str] = []
        self.silenced: list[tuple[str, str, str]] = []
        self.shown: list[tuple[str, str]] = []
        self.deeds: list[str] = []
        self.written: list[MessageForm] = []

    def tell(self, **given: object) -> None:
        """Something is new."""
        self.standing = replace(self.standing, **given)  # type: ignore[arg-type]

    def look_now(self) -> None:
        """It was asked."""
        self.looks += 1

    def read_notes_of(self, room_id: str) -> None:
        """A room's notes are wanted."""
        self.wanted.append(room_id)

    def silence(self, card: RoomCard, finding: RoomFinding, reason: str) -> None:
        """A finding was silenced."""
        self.silenced.append((card.name, finding.code, reason))

    def show_again(self, card: RoomCard, silenced: SilencedFinding) -> None:
        """One is shown again."""
        self.shown.append((card.name, silenced.finding.code))

    def take_call(self, call_id: str) -> None:
        """A call was taken."""
        self.deeds.append(f"take {call_id}")

    def close_call(self, call_id: str) -> None:
        """One was closed."""
        self.deeds.append(f"close {call_id}")

    def write(self, form: MessageForm) -> None:
        """A message was sent."""
        self.written.append(form)

    def withdraw(self, message_id: str) -> None:
        """One was withdrawn."""
        self.deeds.append(f"withdraw {message_id}")


class Seen:
    """The app, its hub and its clock."""

    def __init__(self, source: FakeSource, pilot: Pilot[None], app: OverviewApp, clock: FakeClock) -> None:
        self.source, self.pilot, self.app, self.clock = source, pilot, app, clock

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)

    @property
    def at(self) -> str:
        """The room under the cursor."""
        found = self.app.screen_stack[1].query_one(CardGrid).card
        return "" if found is None else found.name

    async def presses(self, *keys: str) -> str:
        """Press keys, let a second pass, and look."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        await self.beats()
        return self.text

    async def beats(self, seconds: float = 0.0) -> None:
        """Let time pass."""
        self.clock.pass_time(seconds)
        self.app.beat()
        await self.pilot.pause()


@asynccontextmanager
async def overview(*cards: RoomCard, size: tuple[int, int] = (120, 32)) -> AsyncIterator[Seen]:
    """The overview of these rooms."""
    source, clock = FakeSource(*cards), FakeClock()
    app = OverviewApp(source, clock, "https://hub:8765", beat_every=None)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Seen(source, pilot, app, clock)


@pytest.mark.parametrize("size", SIZES)
async def test_any_number_of_rooms_is_drawn_at_any_size(size: tuple[int, int]) -> None:
    """Rule: from one cell to the whole wall, with no room, one, and forty."""
    rooms = [card(number, *([LATE] if number % 3 else [])) for number in range(40)]
    async with overview(*rooms, size=size) as seen:
        await seen.pilot.resize_terminal(size[0] + 7, size[1] + 3)
        for count in (40, 0, 1):
            seen.source.tell(cards=in_order(rooms[:count]))
            assert await seen.presses("end", "down", "right")
        assert await seen.presses("enter")


@given(
    st.integers(2, 130),
    st.text(max_size=40),
    st.floats(0, 9000),
    st.lists(st.sampled_from([LATE, DATES, AWAY]), unique=True),
)
@settings(max_examples=a_third(60))
def test_each_line_of_a_card_has_its_width(
    width: int, name: str, now: float, findings: list[RoomFinding]
) -> None:
    """Rule: whatever a room is called, so that the cards beside it stay in their columns."""
    counts = tuple(KindCount(kind, 2, "2") for kind in (Kind.CHALLENGE, Kind.PARKED))
    lines = card_lines(card(1, *findings, theme=name, counts=counts if width > 20 else ()), width, now)
    assert len(lines) == CARD_LINES
    assert {sum(cell_len(text) for text, _ in line) for line in lines} <= {width} | (
        {max(width, 2 + each) for each in range(14)} if width < 20 else set()
    )


async def test_a_card_shows_the_room_and_counts_on_alone() -> None:
    """Rule: the gravest first; the time goes on between two words of the hub, and nothing of a room is markup."""
    async with overview(
        card(1), card(2, LATE, DATES), card(3, AWAY, silent_since=4000.0, theme="[b]Open[/b]")
    ) as seen:
        text = seen.text
        assert "ICA [43] · Morning" in text
        assert "3 rooms · 60 people · 9 notes" in text
        assert "1 problem · 1 warning" in text
        assert text.index("Room 3") < text.index("Room 2") < text.index("Room 1")
        assert "Room 3 · [b]Open[/b]" in text
        assert "warning: 9 min behind" in text
        assert "+1" in text
        assert "problem: away since 08:40" in text
        assert text.count("5:00") == 3
        await seen.beats(61)
        assert seen.text.count("3:59") == 3
        assert "▲ 3" in text


@pytest.mark.usefixtures("painting")
async def test_in_a_second_only_what_has_changed_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule: that is the time of each card, so that over a slow line a wall of rooms costs little; then again all of it."""
    painted: set[int] = set()
    render_line = CardGrid.render_line

    def rendered(grid: CardGrid, y: int) -> Strip:
        painted.add(y)
        return render_line(grid, y)

    async with overview(*(card(number, LATE) for number in range(12)), size=(160, 50)) as seen:
        monkeypatch.setattr(CardGrid, "render_line", rendered)
        assert seen.text.count("5:00") == 12
        painted.clear()
        await seen.beats(1.0)
        assert painted
        assert {line % HEIGHT for line in painted} == {1}
        assert seen.text.count("4:59") == 12
        await seen.presses("down")
        assert {line % HEIGHT for line in painted} > {0, 1, 2, 3, 4}


async def test_arrows_go_from_card_to_card_and_the_cursor_stays_on_its_room() -> None:
    """Rule: also when another room becomes graver; Enter opens its notes and Escape leads back."""
    async with overview(*(card(number) for number in range(1, 21)), size=(120, 32)) as seen:
        columns = seen.app.screen.query_one(CardGrid).columns
        assert columns == 3
        await seen.presses("down", "right")
        assert seen.at == f"Room {columns + 2}"
        await seen.presses("left", "up", "up", "left")
        assert seen.at == "Room 1"
        await seen.presses("end")
        assert seen.at == "Room 20"
        assert "Room 20" in seen.text
        worse = [card(number, *([AWAY] if number == 20 else [])) for number in range(1, 21)]
        seen.source.tell(cards=in_order(worse))
        await seen.beats()
        assert seen.at == "Room 20"
        await seen.presses("home", "enter")
        assert isinstance(seen.app.screen, OverviewRoomScreen)
        assert seen.source.wanted == ["room-20"]
        await seen.presses("escape")
        assert seen.source.wanted == ["room-20", ""]


async def test_rooms_are_filtered() -> None:
    """Rule: by words, by theme, by findings, together; Escape shows all."""
    async with overview(card(1), card(2, LATE), card(3, theme="Open government")) as seen:
        text = await seen.presses("slash", *"room 3", "enter")
        assert "1 of 3: “room 3”" in text
        assert "Room 2" not in text
        assert "Room 2" in await seen.presses("escape")
        text = await seen.presses("f")
        assert "1 of 3: with findings" in text
        assert "Room 1" not in text
        text = await seen.presses("f", "t", "2")
        assert "1 of 3: Open government" in text
        assert "0 of 3" in await seen.presses("f")
        assert "Room 1" in await seen.presses("escape")
        await seen.presses("r")
        assert seen.source.looks == 1


async def test_a_finding_is_silenced_only_for_a_reason() -> None:
    """Rule: the one of a card at once, of several after a choice; Escape and an empty line silence nothing."""
    async with overview(card(1, LATE), card(2, AWAY, DATES)) as seen:
        assert "silence which finding?" in await seen.presses("s")
        assert "no date: R1, R2" in await seen.presses("2")
        await seen.presses("enter")
        await seen.presses("s", "1", "escape")
        assert seen.source.silenced == []
        await seen.presses("s", "2", *"next week q", "enter")
        await seen.presses("right", "s", *"known", "enter")
        assert seen.source.silenced == [("Room 2", "loose-date", "next week q"), ("Room 1", "late", "known")]


async def test_a_room_has_all_its_findings_and_notes() -> None:
    """Rule: with what is silenced and why; s silences the finding under the cursor or shows it again; text is text."""
    silence = Silence("room-1", "late:a/b", "they know", "Ana", MORNING)
    async with overview(card(1, DATES, silenced=(SilencedFinding(LATE, silence),))) as seen:
        text = await seen.presses("enter")
        assert "to check: no date: R1, R2" in text
        assert "silenced: 9 min behind — they know (Ana)" in text
        notes = tuple(
            ReadNote(
                f"C{number}",
                Kind.CHALLENGE,
                f"[b]Statement {number}[/b]",
                MORNING,
                who="Norway",
                about="answers C1",
                heard=2,
            )
            for number in range(30, 0, -1)
        )
        seen.source.tell(notes=RoomNotes("room-1", "Room 1", "e", "Governance", notes))
        await seen.beats()
        assert "▲ C30" in seen.text
        assert "[b]Statement 30[/b]" in seen.text
        assert "Norway · heard 2 times · answers C1" in seen.text
        await seen.presses("s", *"why", "enter")
        await seen.presses("down", "s")
        assert seen.source.silenced == [("Room 1", "loose-date", "why")]
        assert seen.source.shown == [("Room 1", "late")]
        assert "C1 " in await seen.presses("end")
        seen.source.tell(cards=())
        await seen.beats()
        assert "not at the hub any more" in seen.text


@pytest.mark.parametrize(
    ("contact", "reason", "words"),
    [
        (OverviewContact.CONNECTING, "", "Connecting to https://hub:8765"),
        (OverviewContact.AWAY, "connection refused", "No word from the hub since 09:00 · connection refused · trying again"),
        (OverviewContact.REFUSED, "", "does not know this code"),
        (OverviewContact.OTHER_CERTIFICATE, "it is another one", "Nothing is asked: it is another one"),
        (OverviewContact.NEWER, "update", "newer version · update"),
    ],
)  # fmt: skip
async def test_a_hub_that_does_not_answer_is_told(contact: OverviewContact, reason: str, words: str) -> None:
    """Rule: on both screens, with the time of its last word; what was known stays on the screen."""
    async with overview(card(1)) as seen:
        seen.source.tell(contact=contact, reason=reason)
        await seen.beats(timedelta(minutes=2).total_seconds())
        assert words in seen.text
        assert "Room 1" in seen.text
        assert words in await seen.presses("enter")


async def test_colours_change_and_q_quits() -> None:
    """Rule: our themes, one after the other."""
    async with overview(card(1)) as seen:
        before = seen.app.theme
        await seen.presses("c")
        assert seen.app.theme != before
        await seen.pilot.press("q")
        assert seen.app.return_code == 0

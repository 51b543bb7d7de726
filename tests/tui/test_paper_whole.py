"""What the editor's screen has for the whole paper: pairs, changes of the rooms, findings, next steps; saving and other windows."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import Conference, conference, paper_id
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_records import JoinedStatement, NotTheSame
from breakout_tui.domain.paper_rules import decide
from breakout_tui.domain.session import decide as decide_in_room
from breakout_tui.domain.session_state import Session
from breakout_tui.store.paper_file import PaperFile
from breakout_tui.tui.screens.paper_screen import RETRY, PaperScreen
from breakout_tui.tui.screens.step_screen import StepScreen
from tests.fictional_conference import EVENT, fictional_sessions, note_id
from tests.store.conference_file import written
from tests.tui.fakes import FakeClock
from tests.tui.paper_room import PaperRoom, paper_room, room_rows

PAIRS, CHANGES, ACROSS, STEPS = "Pairs", "Changed in", "Across", "Next steps"


def store(path: Path, rooms: Conference, *commands: p.PaperCommand) -> Paper:
    """Another window carries out these commands."""
    file = PaperFile(path, paper_id(EVENT), FakeClock())
    paper = file.read()
    for command in commands:
        outcome = decide(paper, rooms, command, FakeClock().read())
        file.write(outcome.records)
        paper = outcome.paper
    return paper


def reworded(sessions: Iterable[Session], reference: str, text: str) -> tuple[Session, ...]:
    """The sessions after a room has put its first challenge into other words."""
    place, _, code = reference.partition("/")
    held = list(sessions)
    places = conference(EVENT, held).places
    at = next(at for at, session in enumerate(held) if places[session.id] == place)
    note = held[at].book.find(code)
    assert note is not None
    held[at] = decide_in_room(held[at], c.EditNote(note.serial, text), FakeClock().read()).session
    return tuple(held)


async def test_a_pair_is_joined_by_one_key_under_either_wording(tmp_path: Path) -> None:
    """Rule: 1 and 2 choose whose words come first; the pair goes, and the next one is under the cursor."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to(PAIRS)
        await seen.point_at("Silo budgets block")
        await seen.press("2")
        assert "5 to decide" in seen.outline
        (joined,) = seen.stored().all_of(JoinedStatement)
        await seen.go_to("Challenges")
        assert "≡ Budgets in silos block the services that are shared raised in 2 of" in seen.shown
        await seen.press("s")
        assert "split 2 statements" in seen.text.lower()
        assert joined.id not in [each.id for each in seen.stored().joined()]


async def test_a_pair_is_joined_under_a_heading_that_is_typed(tmp_path: Path) -> None:
    """Rule: j asks for the heading; the words of both rooms are shown meanwhile."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to(PAIRS)
        await seen.press("j")
        await seen.type("One heading")
        assert [each.heading for each in seen.stored().joined()] == ["One heading"]


async def test_what_is_not_the_same_is_never_offered_again(tmp_path: Path) -> None:
    """Rule: x says so for good, u takes it back."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to(PAIRS)
        await seen.press("x", "x")
        assert "4 to decide" in seen.outline
    async with paper_room(tmp_path) as seen:
        assert "4 to decide" in seen.outline
        assert len(list(seen.stored().all_of(NotTheSame))) == 2
        await seen.press("u")
        assert "5 to decide" in seen.outline


@pytest.mark.parametrize(("key", "wording"), [("k", "Ours"), ("t", None)])
async def test_what_a_room_changed_is_decided_statement_by_statement(
    tmp_path: Path, key: str, wording: str | None
) -> None:
    """Rule: old and new words side by side with the decision; k keeps it, t drops it for what the room says now."""
    held = fictional_sessions()
    rooms = conference(EVENT, held)
    statement = note_id(rooms, "Room 1·1/C1")
    database = written(tmp_path / "conference.db", reworded(held, "Room 1·1/C1", "Silo budgets hurt"))
    store(database, rooms, p.EditWording(statement, "Ours"))
    async with paper_room(tmp_path) as seen:
        await seen.go_to(CHANGES)
        assert "1 to decide" in seen.outline
        assert "Silo budgets block shared services Silo budgets hurt You edited it: Ours" in seen.row
        await seen.press(key)
        assert "Nothing to decide" in seen.shown
        kept = seen.stored().wording(statement)
        assert (kept and kept.text) == wording


async def test_findings_lead_to_where_they_are(tmp_path: Path) -> None:
    """Rule: Enter on a finding opens its section with the cursor on the statement."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to(ACROSS)
        await seen.point_at("Falta presupuesto")
        await seen.press("enter")
        assert seen.row.startswith("▲ Falta presupuesto para anonimizar Room 5·1/C2")
        await seen.go_to(ACROSS)
        await seen.point_at("Island states")
        await seen.press("enter")
        assert seen.shown.startswith("Recommendations Governance")


async def test_next_steps_are_sorted_edited_added_and_taken_out(tmp_path: Path) -> None:
    """Rule: o sorts by the next column; dates go by the day; what is typed is saved; d takes a line out."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to(STEPS)
        await seen.press("o", "o", "o")
        assert "By when ↓" in seen.shown
        assert seen.shown.index("2027-03-31") < seen.shown.index("June 2027") < seen.shown.index("1 January")
        await seen.press("n")
        assert isinstance(seen.app.screen, StepScreen)
        await seen.press(*"Meet again", "enter", *"All", "enter", *"2029", "enter")
        assert "Meet again All 2029 editor" in seen.shown
        await seen.point_at("Meet again")
        await seen.press("d")
        assert "Meet again" not in seen.shown


async def test_a_step_that_is_not_saved_is_there_again(tmp_path: Path) -> None:
    """Rule: Esc keeps what was typed."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to(STEPS)
        await seen.press("n", *"Meet", "escape", "n", *" again", "f2")
        assert "Meet again" in seen.shown


async def test_what_another_window_changed_is_read_and_the_edit_made_on_it(tmp_path: Path) -> None:
    """Rule: both edits are in the file, and the screen shows both."""
    async with paper_room(tmp_path) as seen:
        rooms = conference(EVENT, fictional_sessions())
        store(seen.database, rooms, p.SetHeadline("services", "Theirs"))
        await seen.go_to("Challenges")
        await seen.press("h")
        await seen.type("Ours")
        paper = seen.stored()
        assert (paper.headline("services"), paper.headline("governance")) == ("Theirs", "Ours")
        assert "Another window changed the paper too" in seen.text
        assert seen.outline.count("no headline") == 1


async def test_what_can_not_be_written_is_kept_and_tried_again(tmp_path: Path) -> None:
    """Rule: "not saved" is said with the reason, and nothing is lost when the file can be written again."""
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Challenges")
        away = seen.database.rename(tmp_path / "away.db")
        seen.database.mkdir()
        await seen.press("J")
        assert "Not saved:" in seen.text
        seen.database.rmdir()
        away.rename(seen.database)
        assert isinstance(seen.app.screen, PaperScreen)
        for _ in range(RETRY):
            seen.app.beat()
        await seen.pilot.pause()
        assert "all saved ✓" in seen.text
        assert seen.stored().undoable is not None


KEYS = (
    "up", "down", "left", "right", "tab", "enter", "escape", "home", "end", "pagedown", "delete",
    "d", "t", "k", "K", "J", "p", "P", "h", "s", "1", "2", "j", "x", "n", "o", "u", "U", "f2", "space", "é", "[",
)  # fmt: skip


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 20))])
async def test_whatever_is_pressed_no_room_changes(tmp_path: Path, seed: int) -> None:
    """Rule: the rows of all sessions stay as they were, and what is shown is what is in the file."""
    chance = random.Random(seed)
    async with paper_room(tmp_path) as seen:
        before = room_rows(seen.database)
        for _ in range(50):
            await seen.pilot.press(chance.choice(KEYS))
            await _come_back(seen)
        await seen.pilot.pause()
        assert room_rows(seen.database) == before
        if isinstance(seen.app.screen, PaperScreen):
            assert "all saved ✓" in seen.text


async def _come_back(seen: PaperRoom) -> None:
    """Open the paper again if its screen was closed."""
    if not isinstance(seen.app.screen, PaperScreen | StepScreen):
        await seen.pilot.press("escape", "p")


async def test_long_and_odd_texts_are_shown_as_they_are(tmp_path: Path) -> None:
    """Rule: markup, emoji and long words are literal and wrapped, at the smallest size too."""
    held = reworded(fictional_sessions(), "Room 1·1/C1", "[red]x[/red] " + "w" * 300 + " 👩‍👩‍👧 end")
    async with paper_room(tmp_path, held, size=(80, 24)) as seen:
        await seen.go_to("Challenges")
        assert "[red]x[/red]" in seen.text
        await seen.press("enter")
        assert "Wording of Room 1·1/C1" in seen.text

"""``demo --at paper``: the fictional conference with its paper, in a window and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.cli.conference_choice import choose_conference
from breakout_tui.cli.demo_conference import fill_conference
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.conference import Conference, paper_id
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.last_change import last_change
from breakout_tui.domain.notes import ReadBack
from breakout_tui.domain.offered_pairs import compared_texts, offered
from breakout_tui.domain.pairs import pairs
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_differences import differences
from breakout_tui.domain.paper_findings import findings
from breakout_tui.domain.paper_outline import outline
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.store.database import Database
from breakout_tui.store.paper_file import PaperFile
from tests.cli.commands_here import run_here
from tests.cli.pty_terminal import PtyTerminal

Made = tuple[Conference, Paper]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The conference and its paper, as the editor's screen reads them."""
    folder = tmp_path_factory.mktemp("demo")
    database, clock = folder / "conference.db", SystemClock()
    fill_conference(database, folder / "rooms.db")
    rooms = choose_conference(Database(database, clock), None)
    return rooms, PaperFile(database, paper_id(rooms.event), clock).read()


def test_the_rooms_show_what_rooms_do(made: Made) -> None:
    """Rule: themes, rooms, rounds and country groups; a room without an afternoon, and one that read nothing back."""
    rooms, _ = made
    assert (len(rooms.themes), len({each.info.room for each in rooms.sessions}), len(rooms.sessions)) == (
        3,
        6,
        9,
    )
    assert {each.info.round for each in rooms.sessions} == {1, 2}
    unfinished = [rooms.places[each.id] for each in rooms.sessions if each.stage is not Stage.DONE]
    assert unfinished == ["Room 4·1"]
    recommendations = [each for each in rooms.statements.values() if each.note.kind is Kind.RECOMMENDATION]
    unread = {each.place for each in recommendations if each.note.read_back is None}
    assert unread == {"Room 5·2"}
    assert any(each.note.read_back is ReadBack.AMENDED for each in recommendations)
    assert len({each.note.agreement for each in recommendations}) == 4
    assert sum(bool(each.note.minority) for each in recommendations) == 4
    assert {each.note.addressee for each in recommendations} >= {"Federal states", "Small states", "all"}


def test_what_the_lists_say_is_missing_is_missing(tmp_path: Path) -> None:
    """Rule: the first screen, the list of sessions and the paper tell of a room of which a part is not here, and up to when it is."""
    database, clock = tmp_path / "conference.db", SystemClock()
    fill_conference(database, tmp_path / "rooms.db")
    store = Database(database, clock)
    for summary in store.summaries():
        assert summary.gathered is not None
        assert summary.gathered.up_to == last_change(Session.of(store.load(summary.id)))
    listed = run_here(tmp_path, "--database", database, "sessions").out.splitlines()
    parts = [line.partition(" · gathered up to ") for line in listed]
    assert [before.partition("another room's · ")[2] for before, moment, _ in parts if moment] == [
        "round 1 · Morning done · no “Afternoon”",
        "round 2 · done · 2 not read back",
    ]
    told = run_here(tmp_path, "--database", database, "paper", "-o", "-").err
    assert "2 sessions lack a part of the day or its read-back; `breakout-tui sessions` says what" in told


def test_the_editor_has_begun_and_has_something_left_to_do(made: Made) -> None:
    """Rule: there is a decision of each sort, pairs wait, and a room that was gathered again has other words."""
    rooms, paper = made
    parts = outline(rooms, paper)
    assert len(paper.joined()) == 2
    assert sum(bool(part.headline) for part in parts.parts) == 2
    assert sum(len(part.left_out) for part in parts.parts) == 1
    assert {rooms.statements[each.note_id].reference for each in differences(rooms, paper)} == {
        "Room 3·1/R1",
        "Room 3·1/C6",
    }
    assert len(offered(pairs(compared_texts(rooms)), rooms, paper)) == 4
    found = findings(rooms, paper, parts)
    assert len(found.recurring) == 2
    assert len(found.differed) == 1
    assert found.unanswered


def test_every_run_writes_the_same_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule: byte for byte, so that the sample in the documentation changes only when the program does; nothing else is left."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    papers = [tmp_path / "one.html", tmp_path / "two.html"]
    for paper in papers:
        assert run_here(tmp_path, "demo", "--at", "paper", "-o", paper).out == f"{paper}\n"
    assert papers[0].read_bytes() == papers[1].read_bytes()
    assert list(temporary.iterdir()) == []


def test_only_the_paper_can_be_written(tmp_path: Path) -> None:
    """Rule: at any other point, one line says what to add."""
    refused = run_here(tmp_path, "demo", "--at", "lunch", "-o", tmp_path / "paper.html")
    assert refused.status == 2
    assert "`--at paper`" in refused.err


def test_the_editor_opens_on_the_conference_and_leaves_nothing(tmp_path: Path) -> None:
    """Rule: the window is there while the rooms are still being played; Esc shows them, and its end deletes all of it."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with PtyTerminal(["demo", "--at", "paper"], tmp_path, environ={"TMPDIR": str(temporary)}) as terminal:
        terminal.wait_for("Position paper")
        terminal.wait_for("4 to decide")
        terminal.wait_for("all saved")
        assert list(temporary.iterdir())
        terminal.send("escape")
        terminal.wait_for("Room 4 · another room's")
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    assert list(temporary.iterdir()) == []


def test_who_leaves_at_once_leaves_nothing_either(tmp_path: Path) -> None:
    """Rule: the end waits for what is being written."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with PtyTerminal(["demo", "--at", "paper"], tmp_path, environ={"TMPDIR": str(temporary)}) as terminal:
        terminal.wait_for("Position paper")
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    assert list(temporary.iterdir()) == []

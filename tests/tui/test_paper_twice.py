"""What two editors decided differently: both decisions beside what they are about, and one key for either."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import conference
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_records import DecidedTwice
from breakout_tui.store.gather import Gathering
from tests.fictional_conference import EVENT, fictional_sessions, note_id
from tests.store.conference_file import written
from tests.tui.fakes import FakeClock
from tests.tui.paper_room import paper_room, rooms
from tests.tui.test_paper_whole import store


def edited_twice(folder: Path, ours: Iterable[p.PaperCommand], theirs: Iterable[p.PaperCommand]) -> None:
    """The file of an editor who gathered that of another one; neither knew of the other's decisions."""
    here = written(folder / "conference.db", fictional_sessions())
    there = Path(shutil.copy(here, folder / "theirs.db"))
    for file, commands in ((here, ours), (there, theirs)):
        for command in commands:
            store(file, conference(EVENT, fictional_sessions()), command)
    with Gathering(here, FakeClock()) as gathering:
        assert gathering.take_in(there).refusal is None


def waiting(paper: Paper) -> int:
    """How many decisions wait for a choice."""
    return sum(1 for _ in paper.all_of(DecidedTwice))


@pytest.mark.parametrize("key", ["1", "2"])
async def test_one_key_chooses_either_and_undo_asks_again(tmp_path: Path, key: str) -> None:
    """Rule: the row below the statement has both wordings, with where and when; the choice is one step."""
    statement = note_id(rooms(), "Room 1·1/C1")
    edited_twice(tmp_path, [p.EditWording(statement, "Ours")], [p.EditWording(statement, "Theirs")])
    async with paper_room(tmp_path) as seen:
        assert "Decided differently 1 to decide" in seen.outline
        await seen.go_to("Challenges")
        held = "Ours" if seen.shown.count("Ours") == 2 else "Theirs"
        other = {"Ours": "Theirs", "Theirs": "Ours"}[held]
        await seen.press("down")
        assert "1 in the paper now · " in seen.row
        assert "2 the other editor · " in seen.row
        assert f"{held} {other}" in seen.row
        assert seen.row.endswith("Decided differently by two editors · Wording of Room 1·1/C1")
        assert "1 keep the first, 2 take the second" in seen.keys
        await seen.press(key)
        chosen = seen.stored().wording(statement)
        assert (chosen and chosen.text) == (held if key == "1" else other)
        assert (waiting(seen.stored()), "Decided differently" in seen.outline) == (0, False)
        await seen.press("u")
        assert waiting(seen.stored()) == 1
        assert f"{held} {other}" in seen.shown


async def test_everything_that_can_differ_is_shown_in_words(tmp_path: Path) -> None:
    """Rule: each sort of decision is beside what it is about, and all of them together."""
    ids = [note_id(rooms(), f"Room 1·1/C{number}") for number in (1, 2, 3)]
    recommendation = note_id(rooms(), "Room 1·1/R1")
    edited_twice(
        tmp_path,
        [
            p.NameThePaper("Our title", "Our opening"),
            p.SetHeadline("governance", "Our headline"),
            p.OrderThemes(("openness", "services")),
            p.OrderStatements("governance", Kind.CHALLENGE, (ids[1], ids[0])),
            p.LeaveOut(ids[2], "Our reason"),
            p.SetNextStep("Our step", "All", "2028", f"step:{recommendation}"),
        ],
        [
            p.NameThePaper("Their title", ""),
            p.SetHeadline("governance", "Their headline"),
            p.OrderThemes(("services", "openness")),
            p.OrderStatements("governance", Kind.CHALLENGE, (ids[2], ids[0])),
            p.LeaveOut(ids[2], "Their reason"),
            p.RemoveNextStep(f"step:{recommendation}"),
        ],
    )
    async with paper_room(tmp_path, size=(160, 60)) as seen:
        await seen.go_to("Decided differently")
        for words in (
            "Title and opening", "Headline · Governance of shared records", "Order of the themes",
            "Order · Challenges · Governance of shared records", "Leaving out Room 1·1/C3",
            "Next step of Room 1·1/R1", "Our opening", "1. Services for citizens", "left out: Our reason",
            "Our step · All · 2028", "not among the next steps", "1. Room 1·1/C2 Nobody owns the whole",
        ):  # fmt: skip
            assert words in seen.shown
        await seen.go_to("Title and opening")
        assert "Order of the themes" in seen.shown
        await seen.go_to("Next steps")
        assert "not among the next steps" in seen.shown


@pytest.mark.parametrize("key", ["1", "2"])
async def test_a_decision_that_one_editor_took_back_says_so(tmp_path: Path, key: str) -> None:
    """Rule: the words are there on both sides; either can be chosen."""
    statement = note_id(rooms(), "Room 1·1/C1")
    here = written(tmp_path / "conference.db", fictional_sessions())
    store(here, rooms(), p.EditWording(statement, "Before"))
    there = Path(shutil.copy(here, tmp_path / "theirs.db"))
    store(here, rooms(), p.EditWording(statement, ""))
    store(there, rooms(), p.EditWording(statement, "Theirs"))
    with Gathering(here, FakeClock()) as gathering:
        assert gathering.take_in(there).refusal is None
    async with paper_room(tmp_path) as seen:
        await seen.go_to("Decided differently")
        assert "Theirs Taken back: Before" in seen.row
        await seen.press(key)
        wording = seen.stored().wording(statement)
        assert (wording and wording.text) == ("Theirs" if key == "1" else None)

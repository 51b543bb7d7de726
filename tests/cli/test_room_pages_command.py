"""``breakout-tui paper --for-rooms``: the pages for the rapporteurs, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.cli.conference_choice import choose_conference
from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.conference import paper_id
from breakout_tui.domain.paper_rules import decide
from breakout_tui.store.database import Database
from breakout_tui.store.paper_file import PaperFile
from tests.cli.commands_here import Room
from tests.cli.conference_room import conference_file, organiser
from tests.fictional_conference import EVENT, note_id
from tests.report.test_room_page import filled

__all__ = ["conference_file", "organiser"]


def edit(organiser: Room, *references: str) -> None:
    """Put statements into other words."""
    rooms = choose_conference(Database(organiser.database, SystemClock()), None)
    file = PaperFile(organiser.database, paper_id(EVENT), SystemClock())
    for reference in references:
        command = p.EditWording(note_id(rooms, reference), f"Other words for {reference}")
        file.write(decide(file.read(), rooms, command, SystemClock().read()).records)


def test_a_page_is_written_for_each_room_that_is_asked_something(organiser: Room, tmp_path: Path) -> None:
    """Rule: their paths are printed, and which rooms have none; the same database gives the same bytes."""
    edit(organiser, "Room 3·1/C1", "Room 4·1/C2")
    folder = tmp_path / "rooms"
    written = organiser.run("paper", "--for-rooms", str(folder))
    names = [Path(line).name for line in written.out.splitlines()]
    assert names == [
        "archives-and-open-government-2026-room-3-to-accept.docx",
        "archives-and-open-government-2026-room-4-to-accept.docx",
    ]
    assert written.err == "breakout-tui: nothing to ask: Room 1, Room 2, Room 5, Room 6\n"
    organiser.done("paper", "--for-rooms", str(tmp_path / "again"))
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_an_existing_page_stops_it_before_anything_is_written(organiser: Room, tmp_path: Path) -> None:
    """Rule: --force replaces it."""
    edit(organiser, "Room 3·1/C1", "Room 4·1/C2")
    mine = tmp_path / "archives-and-open-government-2026-room-4-to-accept.docx"
    mine.write_text("mine", encoding="utf-8")
    refused = organiser.run("paper", "--for-rooms", str(tmp_path))
    assert (refused.status, mine.read_text(encoding="utf-8")) == (1, "mine")
    assert "--force" in refused.err
    assert not mine.with_name(mine.name.replace("room-4", "room-3")).exists()
    organiser.done("paper", "--for-rooms", str(tmp_path), "--force")
    assert mine.read_bytes().startswith(b"PK")


def test_a_page_that_comes_back_is_read_like_any_edited_file(organiser: Room, tmp_path: Path) -> None:
    """Rule: what was accepted is counted, what should change is a line."""
    edit(organiser, "Room 4·1/C1", "Room 4·1/C2")
    (path,) = organiser.done("paper", "--for-rooms", str(tmp_path)).splitlines()
    page = Path(path)
    page.write_bytes(
        filled(page.read_bytes(), {"Room 4·1/C1": "accept", "Room 4·1/C2": "Say “forms”, please"})
    )
    assert organiser.done("paper", "--read-back", path, "--plain") == (
        "Room 4·1/C2: answer: “Other words for Room 4·1/C2” → “Say “forms”, please”\n"
        "Room 4: accepted: “1 of 2 statements”\n"
    )


@pytest.mark.parametrize("option", [["--format", "pdf"], ["-o", "x.docx"]])
def test_the_pages_are_word_files(organiser: Room, tmp_path: Path, option: list[str]) -> None:
    """Rule: they come back with answers in them."""
    refused = organiser.run("paper", "--for-rooms", str(tmp_path), *option)
    assert refused.status == 2
    assert "leave -o and --format out" in refused.err

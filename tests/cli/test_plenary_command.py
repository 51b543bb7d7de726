"""``breakout-tui paper --plenary``: all report-backs of a conference in running order, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.conference import conference, paper_id
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.paper_rules import decide
from breakout_tui.store.paper_file import PaperFile
from tests.cli.commands_here import Room
from tests.cli.conference_room import conference_file, organiser
from tests.fictional_conference import EVENT, fictional_sessions, note_id
from tests.report.names import found_in
from tests.report.other_programs import EVERY_FORMAT
from tests.report.plenary_conference import plenary_sessions
from tests.store.conference_file import written

__all__ = ["conference_file", "organiser"]

ENDINGS = ("md", "html", "docx", "pdf")


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_is_written_in_every_format(organiser: Room, tmp_path: Path, ending: str) -> None:
    """Rule: the path is printed; the same database gives the same bytes."""
    first, second = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    assert organiser.done("paper", "--plenary", "-o", str(first)) == f"{first}\n"
    organiser.done("paper", "--plenary", "-o", str(second))
    assert first.read_bytes() == second.read_bytes()


def test_the_moment_of_making_can_be_set(
    organiser: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: SOURCE_DATE_EPOCH is in the properties of the file, as for the paper."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    organiser.done("paper", "--plenary", "-o", str(tmp_path / "plenary.html"))
    assert "1970-01-02" in (tmp_path / "plenary.html").read_text(encoding="utf-8")


def test_markdown_has_slides_and_the_other_formats_pages(organiser: Room, tmp_path: Path) -> None:
    """Rule: slides are separated by ---; each has one thought."""
    slides = organiser.done("paper", "--plenary", "-o", "-").split("\n---\n")
    assert "# Archives and Open Government 2026" in slides[1]
    assert slides[2].strip().startswith("## Running order")
    assert sum("\n### " in slide for slide in slides) == sum("### " in slide for slide in slides)
    organiser.done("paper", "--plenary", "-o", str(tmp_path / "plenary.html"))
    assert 'class="slides"' not in (tmp_path / "plenary.html").read_text(encoding="utf-8")


def test_a_room_that_has_not_started_is_in_the_running_order(organiser: Room, tmp_path: Path) -> None:
    """Rule: no session is dropped."""
    room = Room(written(tmp_path / "plenary.db", plenary_sessions()))
    found = room.done("paper", "--plenary", "-o", "-")
    assert (
        "| 9 | Room 10·1 | Openness and trust | Nora Nobody |  |  |  | not started · no report-back |"
        in found
    )


def test_a_folder_gets_a_file_named_after_the_event(organiser: Room, tmp_path: Path) -> None:
    """Rule: and after the form."""
    printed = organiser.done("paper", "--plenary", "--format", "docx", "-o", str(tmp_path)).strip()
    assert Path(printed).name == "archives-and-open-government-2026-plenary.docx"


@pytest.mark.parametrize("file_format", EVERY_FORMAT)
def test_what_is_erased_is_in_no_format(organiser: Room, tmp_path: Path, file_format: FileFormat) -> None:
    """Rule: neither a name nor the words of a statement."""
    organiser.done("erase", "Ana Lopez", "--yes")
    sessions = organiser.done("sessions").splitlines()
    number = next(line.split()[0] for line in sessions if "Room 3" in line and "round 1" in line)
    organiser.done("erase", "R1", "P1", "--session", number, "--yes")
    target = tmp_path / f"plenary.{file_format.value}"
    organiser.done("paper", "--plenary", "-o", str(target))
    kept, gone = ("Estonia", "Governance"), ("Lopez", "requests.", "front")
    assert found_in(target.read_bytes(), (*kept, *gone), tmp_path) == {word.casefold() for word in kept}


def test_decisions_on_the_paper_are_not_asked_about(organiser: Room) -> None:
    """Rule: it has the rooms' words as they are now, so that a change after the edit is no news."""
    rooms = conference(EVENT, fictional_sessions())
    file = PaperFile(organiser.database, paper_id(EVENT), SystemClock())
    edit = p.EditWording(note_id(rooms, "Room 3·1/R1"), "One door")
    file.write(decide(file.read(), rooms, edit, SystemClock().read()).records)
    told = organiser.run("paper", "--plenary", "-o", "-")
    assert told.err == ""
    assert "Open one front door for requests" in told.out
    assert "One door" not in told.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--plenary"], "paper -o paper.docx"),
        (["--plenary", "--key-conclusions", "-o", "-"], "not allowed with"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_line(organiser: Room, arguments: list[str], told: str) -> None:
    """Rule: it needs a file, and is one form of the paper, not two."""
    refused = organiser.run("paper", *arguments)
    assert refused.status == 2
    assert told in refused.err
    assert len(refused.err.splitlines()) == 1

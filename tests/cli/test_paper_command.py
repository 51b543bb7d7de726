"""``breakout-tui paper``: the position paper of a conference, from the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.cli.conference_choice import choose_conference
from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.conference import conference, paper_id
from breakout_tui.domain.paper_rules import decide
from breakout_tui.store.database import Database
from breakout_tui.store.paper_file import PaperFile
from tests.cli.commands_here import Room
from tests.cli.conference_room import conference_file, organiser
from tests.fictional_conference import EVENT, fictional_sessions, note_id
from tests.store.conference_file import written

__all__ = ["conference_file", "organiser"]


@pytest.mark.parametrize("ending", ["md", "html", "docx", "pdf"])
def test_the_paper_is_written_in_every_format(organiser: Room, tmp_path: Path, ending: str) -> None:
    """Rule: the format is that of the file's name; the path is printed; the same database gives the same bytes."""
    first, second = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    assert organiser.done("paper", "-o", str(first)) == f"{first}\n"
    organiser.done("paper", "-o", str(second))
    assert first.read_bytes() == second.read_bytes()


def test_the_decisions_of_the_editor_are_in_it(organiser: Room) -> None:
    """Rule: what is stored of the paper is printed."""
    file = PaperFile(organiser.database, paper_id(EVENT), SystemClock())
    rooms = conference(EVENT, fictional_sessions())
    outcome = decide(file.read(), rooms, p.SetHeadline("services", "One front door"), SystemClock().read())
    file.write(outcome.records)
    assert "**One front door**" in organiser.done("paper", "-o", "-")


def test_what_a_room_changed_after_the_edit_is_told(organiser: Room) -> None:
    """Rule: the paper has the editor's words, and a line says that the room has others now."""
    rooms = choose_conference(Database(organiser.database, SystemClock()), None)
    file = PaperFile(organiser.database, paper_id(EVENT), SystemClock())
    edit = p.EditWording(note_id(rooms, "Room 3·1/C1"), "Nobody finds a file")
    file.write(decide(file.read(), rooms, edit, SystemClock().read()).records)
    assert organiser.run("paper", "-o", "-").err == ""
    with closing(sqlite3.connect(organiser.database)) as connection, connection:
        connection.execute("UPDATE note SET text = 'They said more' WHERE id = ?", (edit.note_id,))
    told = organiser.run("paper", "-o", "-")
    assert told.err == "breakout-tui: 1 statement was changed by the rooms after the edit\n"
    assert "Nobody finds a file" in told.out


def test_the_key_conclusions_can_be_had_alone(organiser: Room) -> None:
    """Rule: no annexes, no challenges."""
    found = organiser.done("paper", "--key-conclusions", "-o", "-")
    assert "## Key conclusions" in found
    assert "Annex" not in found
    assert "Challenges" not in found


def test_a_folder_gets_a_file_named_after_the_event(organiser: Room, tmp_path: Path) -> None:
    """Rule: as an export does."""
    printed = organiser.done("paper", "--format", "html", "-o", str(tmp_path)).strip()
    assert Path(printed).name == "archives-and-open-government-2026-position-paper.html"
    assert Path(printed).exists()


def test_a_file_that_is_there_is_replaced_only_with_force(organiser: Room, tmp_path: Path) -> None:
    """Rule: as for every document."""
    target = tmp_path / "paper.md"
    target.write_text("mine", encoding="utf-8")
    refused = organiser.run("paper", "-o", str(target))
    assert (refused.status, target.read_text(encoding="utf-8")) == (1, "mine")
    assert "--force" in refused.err
    organiser.done("paper", "-o", str(target), "--force")
    assert target.read_text(encoding="utf-8").startswith("---\nevent:")


def test_the_moment_of_making_can_be_set(
    organiser: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: SOURCE_DATE_EPOCH is in the properties of the file, and nowhere else."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    organiser.done("paper", "-o", str(tmp_path / "paper.html"))
    assert "1970-01-02" in (tmp_path / "paper.html").read_text(encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert organiser.run("paper", "-o", "-").status == 2


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["paper", "--format", "pdf"], 2, "paper -o paper.docx"),
        (["paper", "-o", "x.odt", "--format", "md", "--paper", "a4"], 2, "no pages"),
        (["paper", "-o", "-", "--event", "Nothing"], 1, "“Archives and Open Government 2026”"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_line(
    organiser: Room, arguments: list[str], status: int, told: str
) -> None:
    """Rule: what is wrong, and what to do."""
    refused = organiser.run(*arguments)
    assert refused.status == status
    assert told in refused.err
    assert len(refused.err.splitlines()) == 1


def test_an_event_is_named_by_the_start_of_its_name(organiser: Room) -> None:
    """Rule: in any case."""
    assert organiser.done("paper", "--event", "archives", "-o", "-").startswith("---\nevent:")


def test_a_database_without_sessions_has_no_paper(organiser: Room) -> None:
    """Rule: one clear line."""
    refused = Room(organiser.database.with_name("none.db")).run("paper", "-o", "-")
    assert refused.status == 1
    assert "no sessions yet" in refused.err


def test_one_session_alone_is_no_conference(organiser: Room, tmp_path: Path) -> None:
    """Rule: the other rooms' files come first."""
    alone = Room(written(tmp_path / "alone.db", fictional_sessions()[:1]))
    refused = alone.run("paper", "-o", "-")
    assert refused.status == 1
    assert "breakout-tui gather" in refused.err

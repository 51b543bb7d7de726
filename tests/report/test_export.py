"""Reports as files: a descriptive name, and no file is overwritten without permission."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import OutputExists
from breakout_tui.domain.programme import PhaseName
from breakout_tui.report.export import default_name, export, export_beside
from tests.report.room import Room


@pytest.fixture
def room() -> Room:
    """A room in its first minute."""
    made = Room()
    made.do(c.Next())
    return made


def test_the_name_identifies_the_report(room: Room) -> None:
    """Event, theme, room, round, day and phase; the theme is cut if the name is too long."""
    assert default_name(room.session) == (
        "ica-43rd-conference-governance-challenges-for-integrated-egovernment-info-room-2-round-1-2026-11-24-morning.md"
    )


def test_a_report_written_to_a_folder_gets_its_own_name(room: Room, tmp_path: Path) -> None:
    """The file contains the rendered text."""
    written = export(room.session, room.reading, tmp_path, tool="breakout-tui 1.0")
    assert written.parent == tmp_path
    assert 'tool: "breakout-tui 1.0"' in written.read_text(encoding="utf-8")


def test_a_missing_folder_is_created(room: Room, tmp_path: Path) -> None:
    """A missing documents folder does not become a file."""
    assert export(room.session, room.reading, tmp_path / "Documents").parent == tmp_path / "Documents"


def test_an_existing_file_is_kept(room: Room, tmp_path: Path) -> None:
    """Without replace, the file is unchanged and the error has a remedy."""
    file = tmp_path / "mine.md"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputExists, match="another name"):
        export(room.session, room.reading, file)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_file_is_replaced_on_request(room: Room, tmp_path: Path) -> None:
    """With replace the report takes the file's place."""
    file = tmp_path / "mine.md"
    file.write_text("mine", encoding="utf-8")
    export(room.session, room.reading, file, replace=True)
    assert file.read_text(encoding="utf-8").startswith("---\n")


def test_an_automatic_export_takes_the_next_free_name(room: Room, tmp_path: Path) -> None:
    """After a phase the report is written beside earlier ones: -2, -3."""
    folder = tmp_path / "reports"
    names = [
        export_beside(room.session, room.reading, folder, until=PhaseName.MORNING).name for _ in range(3)
    ]
    stem = names[0].removesuffix(".md")
    assert names == [f"{stem}.md", f"{stem}-2.md", f"{stem}-3.md"]

"""Reports as files: a descriptive name, and no file is overwritten without permission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import OutputExists
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.kinds import Kind
from breakout_tui.report.compose import compose
from breakout_tui.report.export import default_name, export, export_beside, write_beside
from breakout_tui.report.report_document import TOOL, document_of
from breakout_tui.report.writers.html import write_html
from tests.report.played_day import played_day
from tests.report.rendering import render
from tests.report.room import Room, programme
from tests.report.test_compose import second_round


@pytest.fixture
def room() -> Room:
    """A room in its first minute."""
    made = Room()
    made.do(c.Next())
    return made


def test_the_name_identifies_the_report(room: Room) -> None:
    """Event, theme, room, round, day and phase; the theme is cut if the name is too long."""
    assert default_name(room.session) == (
        "ica-43rd-conference-governance-challenges-room-2-round-1-2026-11-24-morning.md"
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


def test_an_automatic_export_takes_the_next_free_name_if_the_report_has_changed(
    room: Room, tmp_path: Path
) -> None:
    """After a phase the report is written beside earlier ones: -2, -3. Unchanged, it stays the latest of them."""
    folder, names = tmp_path / "reports", []
    for number in range(3):
        room.say(Kind.CHALLENGE, f"Silos {number}")
        names += [export_beside(room.session, room.reading, folder, until="morning").name for _ in range(2)]
    stem = names[0].removesuffix(".md")
    assert names == [name for end in ("", "-2", "-3") for name in [f"{stem}{end}.md"] * 2]
    assert len(list(folder.iterdir())) == 3


def test_a_report_that_is_as_it_was_before_the_latest_one_is_written_again(tmp_path: Path) -> None:
    """Rule: the latest file is the report as it is now."""
    path = tmp_path / "report.md"
    names = [write_beside(path, text).name for text in ("one", "two", b"two", "one", "one")]
    assert names == ["report.md", "report-2.md", "report-2.md", "report-3.md", "report-3.md"]


@pytest.mark.parametrize("write", [export, export_beside])
def test_the_format_decides_the_content_and_the_end_of_the_name(
    write: Callable[..., Path], room: Room, tmp_path: Path
) -> None:
    """As written by its writer."""
    file = write(room.session, room.reading, tmp_path, file_format=FileFormat.HTML)
    document = document_of(compose(room.session, room.reading))
    assert file.suffix == ".html"
    assert file.read_text(encoding="utf-8") == write_html(document)


def test_the_name_says_how_far_the_report_goes() -> None:
    """Not started, the morning, or the day; in the evening too, the report of the morning is the morning's."""
    room = Room(programme(title="T"))
    ends = [default_name(room.session)]
    for command in (c.Next(), c.EndPhase(), c.Next(), c.EndPhase()):
        room.do(command, 10)
        ends.append(default_name(room.session))
    ends.append(default_name(room.session, until="morning"))
    stem = "ica-43rd-conference-t-room-2-round-1-2026-11-24-"
    assert [name.removeprefix(stem) for name in ends] == [
        "not-started.md", "morning.md", "morning.md", "day.md", "day.md", "morning.md"
    ]  # fmt: skip


def test_the_name_of_any_report_ends_with_the_id_of_the_last_phase_that_it_covers() -> None:
    """All phases are the day, or all days; a phase that has not started can't be covered yet."""
    made = programme(title="T")
    phases = [replace(made.phases[0], id=f"Part_{number}", day=1 + number // 2) for number in range(3)]
    room = Room(replace(made, phases=tuple(phases)))
    ends = [default_name(room.session, until="Part_1")]
    for command in (c.Next(), c.EndPhase(), c.Next(), c.EndPhase(), c.Next()):
        room.do(command, 10)
        ends.append(default_name(room.session))
    ends += [default_name(room.session, until=phase.id) for phase in phases]
    stem = "ica-43rd-conference-t-room-2-round-1-2026-11-24-"
    assert [name.removeprefix(stem) for name in ends] == [
        "not-started.md", "part-0.md", "part-0.md", "part-1.md", "part-1.md", "all-days.md",
        "part-0.md", "part-1.md", "all-days.md",
    ]  # fmt: skip


def test_another_document_has_its_own_name(room: Room) -> None:
    """Instead of the extent, with its own suffix."""
    name = default_name(room.session, what="report back", suffix=".slides.md")
    assert name.endswith("-room-2-round-1-2026-11-24-report-back.slides.md")


def test_a_path_without_suffix_that_is_a_file_is_not_a_folder(room: Room, tmp_path: Path) -> None:
    """It is kept."""
    file = tmp_path / "notes"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputExists):
        export(room.session, room.reading, file)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_folder_with_a_dot_in_its_name_is_a_folder(room: Room, tmp_path: Path) -> None:
    """If it exists; else the path is the file."""
    folder = tmp_path / "v1.2"
    folder.mkdir()
    assert export(room.session, room.reading, folder).parent == folder
    assert export(room.session, room.reading, tmp_path / "v1.3").is_file()


@pytest.mark.parametrize("write", [export, export_beside])
@pytest.mark.parametrize("until", [None, "morning"])
@pytest.mark.parametrize("is_second", [False, True])
def test_a_file_has_the_report_that_was_asked_for(
    write: Callable[..., Path], until: str | None, is_second: bool, tmp_path: Path
) -> None:
    """Of the whole day or of the morning, with or without the earlier rounds, and named after it."""
    room, earlier = played_day(), (second_round()[0].session,) if is_second else ()
    session, reading = room.session, room.reading
    file = write(session, reading, tmp_path, until=until, earlier=earlier, tool="t")
    report = compose(session, reading, until=until, earlier=earlier)
    assert file.read_text(encoding="utf-8") == render(report, tool="t")
    assert file.name == default_name(session, until=until)


@pytest.mark.parametrize("write", [export, export_beside])
def test_a_file_names_this_version_of_the_program(
    write: Callable[..., Path], room: Room, tmp_path: Path
) -> None:
    """Unless another name is given."""
    file = write(room.session, room.reading, tmp_path)
    assert f'\ntool: "{TOOL}"\n' in file.read_text(encoding="utf-8")


def test_there_are_at_most_999_files_of_one_name(tmp_path: Path) -> None:
    """Something is wrong then; the error says where and what to do."""
    path = tmp_path / "report.md"
    path.touch()
    for number in range(2, 999):
        (tmp_path / f"report-{number}.md").touch()
    assert write_beside(path, "last").name == "report-999.md"
    with pytest.raises(OutputExists) as refused:
        write_beside(path, "too many")
    error = refused.value
    assert (error.what, error.where, error.remedy) == (
        "there are 999 files of this name already", str(path), "move some away"
    )  # fmt: skip
    assert len(list(tmp_path.iterdir())) == 999

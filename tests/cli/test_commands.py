"""The command line: every result is available without the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.cli.demo_command import fill
from breakout_tui.domain.clock import SystemClock
from tests.cli.command_line import is_one_error_line, run
from tests.cli.commands_here import run_here


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the fictional day."""
    path = tmp_path_factory.mktemp("played") / "room.db"
    fill(path, "done", SystemClock())
    return path


def test_the_sessions_are_listed_one_per_line(played: Path, tmp_path: Path) -> None:
    """Each line has number, theme, room, stage and notes."""
    result = run_here(tmp_path, "sessions", "--database", str(played))
    assert result.status == 0
    assert result.out.count("\n") == 1
    assert "Room 2 · round 1 · done  41 notes" in result.out


def test_an_export_overwrites_a_file_only_with_force(played: Path, tmp_path: Path) -> None:
    """The error names the option."""
    target = str(tmp_path / "report.md")
    assert run_here(tmp_path, "export", "-o", target, "--database", str(played)).status == 0
    second = run_here(tmp_path, "export", "-o", target, "--database", str(played))
    assert second.status == 1
    assert "--force" in second.err
    assert run_here(tmp_path, "export", "-o", target, "--force", "--database", str(played)).status == 0


def test_the_format_is_that_of_the_name_or_the_one_that_is_named(played: Path, tmp_path: Path) -> None:
    """Rule: ``-o``'s ending decides where ``--format`` doesn't; an ending of another format is a usage error."""
    where = ("--database", str(played))
    page = tmp_path / "report.HTM"
    assert run_here(tmp_path, "export", "-o", str(page), *where).status == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    printed = run_here(tmp_path, "export", "-o", "-", "--format", "html", *where)
    assert printed.out == page.read_text(encoding="utf-8")
    spoken = run_here(tmp_path, "report-back", "--format", "html", *where)
    assert spoken.out.startswith("<!DOCTYPE html>")
    plain = tmp_path / "report.txt"
    assert run_here(tmp_path, "export", "-o", str(plain), *where).status == 0
    assert plain.read_text(encoding="utf-8").startswith("---\n")
    refused = run_here(tmp_path, "export", "-o", str(tmp_path / "x.md"), "--format", "html", *where)
    assert refused.status == 2
    assert "end it in .html, or leave --format out" in refused.err
    assert not (tmp_path / "x.md").exists()


def test_word_and_pdf_are_written_with_the_page_and_the_template_asked_for(
    played: Path, tmp_path: Path
) -> None:
    """Rule: the file is of the format that its name ends in; a template is checked before anything is written."""
    where = ("--database", str(played))
    first, second, page = tmp_path / "report.docx", tmp_path / "again.docx", tmp_path / "report.pdf"
    assert run_here(tmp_path, "export", "-o", first, *where).status == 0
    assert run_here(tmp_path, "export", "-o", second, "--template", first, *where).status == 0
    assert first.read_bytes().startswith(b"PK")
    assert second.read_bytes().startswith(b"PK")
    done = run_here(tmp_path, "export", "-o", page, "--paper", "letter", *where)
    assert (done.status, done.err) == (0, "")
    assert page.read_bytes().startswith(b"%PDF")
    bad = run_here(tmp_path, "report-back", "-o", tmp_path / "x.docx", "--template", played, *where)
    assert bad.status == 1
    assert is_one_error_line(bad)
    assert "choose a .docx or .dotx file" in bad.err
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (("--paper", "a4"), "leave --paper out, or choose docx or pdf"),
        (("--format", "pdf", "--template", "x.docx"), "choose --format docx"),
    ],
)
def test_paper_and_template_belong_to_formats_with_pages(
    played: Path, tmp_path: Path, options: tuple[str, ...], remedy: str
) -> None:
    """Rule: an option that would do nothing is a usage error."""
    refused = run_here(tmp_path, "export", "-o", "-", *options, "--database", str(played))
    assert refused.status == 2
    assert remedy in refused.err


def test_a_report_without_a_file_goes_to_the_documents_folder_under_the_ending_of_its_format(
    played: Path, tmp_path: Path
) -> None:
    """Its path is printed."""
    folder = tmp_path / "reports"
    result = run_here(tmp_path, "export", "-o", str(folder), "--format", "html", "--database", str(played))
    assert [str(path) for path in folder.iterdir()] == [result.out.strip()]
    assert result.out.strip().endswith(".html")


def test_the_morning_alone_can_be_exported(played: Path, tmp_path: Path) -> None:
    """The report has no afternoon section."""
    result = run_here(tmp_path, "export", "-o", "-", "--until", "morning", "--database", str(played))
    assert "## Morning" in result.out
    assert "## Afternoon" not in result.out


def test_a_report_back_is_fitted_to_its_minutes(played: Path, tmp_path: Path) -> None:
    """Two minutes give a shorter text than ten; slides have separators."""
    two = run_here(tmp_path, "report-back", "--minutes", "2", "--database", str(played))
    ten = run_here(tmp_path, "report-back", "--minutes", "10", "--database", str(played))
    assert (two.status, ten.status) == (0, 0)
    assert len(two.out) < len(ten.out)
    slides = run_here(tmp_path, "report-back", "--slides", "--database", str(played))
    assert "\n---\n" in slides.out


def test_a_report_back_of_zero_minutes_is_refused(played: Path, tmp_path: Path) -> None:
    """It is a usage error that states the allowed range."""
    result = run_here(tmp_path, "report-back", "--minutes", "0", "--database", str(played))
    assert result.status == 2
    assert "from 1 to 60 minutes" in result.err


def test_a_missing_database_has_no_sessions(tmp_path: Path) -> None:
    """Reading does not create the file."""
    path = tmp_path / "none.db"
    result = run_here(tmp_path, "sessions", "--database", str(path))
    assert (result.status, result.out) == (0, "")
    assert "there are no sessions yet" in result.err
    result = run_here(tmp_path, "export", "--database", str(path))
    assert result.status == 1
    assert "there are no sessions yet" in result.err
    assert not path.exists()


def test_all_problems_of_a_programme_file_are_listed_without_a_traceback(tmp_path: Path) -> None:
    """Each problem is one line on stderr; the exit status is 1."""
    path = tmp_path / "mine.toml"
    path.write_text('event = 3\nheading = "Themes"\ncolour = "red"\n', encoding="utf-8")
    result = run_here(tmp_path, "check", str(path))
    assert result.status == 1
    assert result.out == ""
    assert all(line.startswith(f"breakout-tui: {path}: ") for line in result.err.splitlines())
    assert len(result.err.splitlines()) >= 3
    assert "Traceback" not in result.err


def test_the_shipped_programme_and_the_database_have_no_problems(played: Path, tmp_path: Path) -> None:
    """``check`` without a file checks the current programme and database."""
    result = run_here(tmp_path, "check", "--database", str(played))
    assert result.status == 0, result.err
    assert "6 themes, 26 questions" in result.out


def test_starting_without_a_terminal_is_a_usage_error(tmp_path: Path) -> None:
    """The message says that there is no terminal."""
    result = run(tmp_path)
    assert result.status == 2
    assert "not a terminal" in result.err


@pytest.mark.parametrize("arguments", [("--nonsense",), ("export", "--until"), ("fly",)])
def test_an_invalid_command_line_is_a_usage_error(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """One line that points to --help; the exit status is 2."""
    result = run_here(tmp_path, *arguments)
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert "--help" in result.err


def test_a_report_until_an_unknown_phase_is_refused_with_the_phases_of_the_session(
    played: Path, tmp_path: Path
) -> None:
    """In the words of its programme, so that the next try is right."""
    result = run_here(tmp_path, "export", "-o", "-", "--until", "noon", "--database", str(played))
    assert (result.status, result.out) == (2, "")
    assert result.err == "breakout-tui: the session has no phase 'noon'; choose one of morning, afternoon\n"


def test_help_has_examples_and_the_exit_statuses(tmp_path: Path) -> None:
    """They are printed on stdout; the exit status is 0."""
    result = run_here(tmp_path, "--help")
    assert result.status == 0
    assert "examples:" in result.out
    assert "exit statuses:" in result.out

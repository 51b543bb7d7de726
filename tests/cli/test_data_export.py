"""``export --format json|csv``: what was said as data."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import jsonschema
import pytest

from breakout_tui import protocol
from breakout_tui.cli.demo_command import fill
from breakout_tui.domain.clock import SystemClock
from tests.cli.command_line import is_one_error_line
from tests.cli.commands_here import run_here

SCHEMA = Path(__file__).parents[2] / "docs" / "session.schema.json"
TABLES = [
    "boxes.csv",
    "links.csv",
    "notes.csv",
    "priorities.csv",
    "sessions.csv",
    "speakers.csv",
    "votes.csv",
]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two fictional days, of which one has only begun."""
    path = tmp_path_factory.mktemp("played") / "room.db"
    fill(path, "done", SystemClock())
    fill(path, "rank", SystemClock())
    return path


def test_json_holds_all_sessions_in_the_published_form(played: Path, tmp_path: Path) -> None:
    """Rule: whoever reads the schema can read the file; the same database gives the same bytes."""
    target = tmp_path / "all.json"
    assert run_here(tmp_path, "export", "-o", target, "--database", played).status == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    assert len(found["sessions"]) == 2
    printed = run_here(tmp_path, "export", "--format", "json", "-o", "-", "--database", played)
    assert printed.out == target.read_text(encoding="utf-8")
    assert [state.session_id for state in protocol.read(printed.out)] == sorted(
        session["id"] for session in found["sessions"]
    )


def test_one_session_alone_can_be_exported(played: Path, tmp_path: Path) -> None:
    """By its number in the list."""
    printed = run_here(tmp_path, "export", "1", "--format", "json", "-o", "-", "--database", played)
    assert len(json.loads(printed.out)["sessions"]) == 1


def test_csv_is_a_folder_or_an_archive_of_the_same_files(played: Path, tmp_path: Path) -> None:
    """Each table is a file of its own; notes of all sessions stand in one."""
    folder, archive = tmp_path / "data", tmp_path / "data.zip"
    assert run_here(tmp_path, "export", "--format", "csv", "-o", folder, "--database", played).status == 0
    assert run_here(tmp_path, "export", "-o", archive, "--database", played).status == 0
    assert sorted(path.name for path in folder.iterdir()) == TABLES
    with zipfile.ZipFile(archive) as opened:
        assert sorted(opened.namelist()) == TABLES
    with (folder / "notes.csv").open(encoding="utf-8", newline="") as opened_notes:
        assert len({row["session"] for row in csv.DictReader(opened_notes)}) == 2


def test_the_byte_order_mark_is_there_on_request(played: Path, tmp_path: Path) -> None:
    """For a spreadsheet that takes a file without it for another encoding."""
    where = ("--database", played)
    assert run_here(tmp_path, "export", "--format", "csv", "--bom", "-o", tmp_path / "x", *where).status == 0
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in (tmp_path / "x").iterdir())


def test_files_that_are_there_are_replaced_only_with_force(played: Path, tmp_path: Path) -> None:
    """Rule: all tables are written or none."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "votes.csv").write_text("mine", encoding="utf-8")
    where = ("export", "--format", "csv", "-o", folder, "--database", played)
    refused = run_here(tmp_path, *where)
    assert refused.status == 1
    assert is_one_error_line(refused)
    assert "--force" in refused.err
    assert [path.name for path in folder.iterdir()] == ["votes.csv"]
    assert run_here(tmp_path, *where, "--force").status == 0
    assert sorted(path.name for path in folder.iterdir()) == TABLES


def test_data_without_a_file_go_to_the_documents_folder(played: Path, tmp_path: Path) -> None:
    """Rule: one file, whose name says what is in it."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, ending in (("json", ".json"), ("csv", ".zip")):
        done = run_here(
            tmp_path, "export", "--format", name, "-o", folder / f"all{ending}", "--database", played
        )
        assert done.out.strip().endswith(ending)
    inside = run_here(tmp_path, "export", "--format", "json", "-o", folder, "--database", played)
    assert Path(inside.out.strip()).parent == folder
    assert "all-sessions" in inside.out


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (("--format", "json", "--until", "morning"), "leave --until out"),
        (("--format", "csv", "--paper", "a4"), "leave --paper out"),
        (("--format", "json", "--bom"), "leave --bom out"),
        (("--bom",), "leave --bom out"),
        (("--format", "csv", "-o", "notes.csv"), "a file that ends in .zip"),
        (("-o", "notes.csv"), "a file that ends in .zip"),
        (("--format", "json", "-o", "x.md"), "end it in .json"),
    ],
)
def test_an_option_that_would_do_nothing_is_a_usage_error(
    played: Path, tmp_path: Path, options: tuple[str, ...], remedy: str
) -> None:
    """As for documents."""
    refused = run_here(tmp_path, "export", *options, "--database", played)
    assert refused.status == 2
    assert is_one_error_line(refused)
    assert remedy in refused.err


def test_data_of_no_sessions_say_so(tmp_path: Path) -> None:
    """Rule: an empty database gives an error, not an empty file."""
    refused = run_here(tmp_path, "export", "--format", "json", "--database", tmp_path / "none.db")
    assert refused.status == 1
    assert "there are no sessions yet" in refused.err

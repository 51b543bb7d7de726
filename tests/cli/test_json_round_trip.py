"""What JSON says can be gathered again and gives the same sessions, through the real commands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from breakout_tui.cli.demo_command import fill
from breakout_tui.domain.clock import SystemClock
from tests.cli.command_line import is_one_error_line
from tests.cli.commands_here import run_here


@pytest.fixture(scope="module")
def conference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with half a day and one that was continued on two laptops, with different statements under one number."""
    folder = tmp_path_factory.mktemp("conference")
    path, other = folder / "room.db", folder / "annex.db"
    fill(path, "done", SystemClock())
    shutil.copyfile(path, other)
    for database, said in ((path, "预算 is siloed #budget"), (other, "لا يوجد أساس قانوني @Norway")):
        for word in (("note", said), ("note", "--kind", "principle", f"{said} C1")):
            assert run_here(folder, "--database", database, *word).status == 0
    assert run_here(folder, "gather", other, "--into", path).status == 0
    fill(path, "lunch", SystemClock())
    return path


def exported(folder: Path, database: Path, name: str) -> Path:
    """The JSON of all sessions."""
    target = folder / name
    assert run_here(folder, "export", "-o", target, "--database", database).status == 0
    return target


def test_what_is_exported_and_gathered_is_exported_the_same(conference: Path, tmp_path: Path) -> None:
    """Rule: byte for byte, also when it is gathered twice; and people who get the JSON read the same report as the room."""
    first = exported(tmp_path, conference, "first.json")
    sessions = json.loads(first.read_text(encoding="utf-8"))["sessions"]
    assert len(sessions) == 2
    gathered = tmp_path / "gathered.db"
    done = run_here(tmp_path, "gather", first, first, "--into", gathered)
    assert done.status == 0, done.err
    assert exported(tmp_path, gathered, "again.json").read_bytes() == first.read_bytes()

    def reports(database: Path) -> list[str]:
        where = ("-o", "-", "--database", database)
        return [run_here(tmp_path, "export", session["id"], *where).out for session in sessions]

    assert any("预算 is siloed" in report for report in reports(gathered))
    assert reports(gathered) == reports(conference)


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        (lambda text: text[: len(text) // 2], 1, "this is not JSON"),
        (lambda text: text.replace('"version": 1', '"version": 7', 1), 4, "version 7"),
        (lambda text: text.replace('"kind": "principle"', '"kind": "rumour"', 1), 1, "'rumour'"),
        (lambda _: '{"format": "other"}', 1, "holds no sessions"),
    ],
    ids=["cut off", "newer", "unreadable", "foreign"],
)
def test_a_json_that_cannot_be_gathered_is_one_line_and_changes_nothing(
    conference: Path, tmp_path: Path, change: object, status: int, says: str
) -> None:
    """Rule: the line names the file and the place; the target has what it had."""
    assert callable(change)
    first = exported(tmp_path, conference, "first.json")
    first.write_text(change(first.read_text(encoding="utf-8")), encoding="utf-8")
    target = Path(shutil.copyfile(conference, tmp_path / "target.db"))
    before = target.read_bytes()
    refused = run_here(tmp_path, "gather", first, "--into", target)
    assert refused.status == status, (refused.out, refused.err)
    assert is_one_error_line(refused)
    assert says in refused.err
    assert str(first) in refused.err
    assert target.read_bytes() == before

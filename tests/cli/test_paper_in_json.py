"""The decisions on a position paper in the JSON of a conference, from file to file."""

from __future__ import annotations

import json
from pathlib import Path

from breakout_tui.domain.conference import conference, paper_id
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_commands import SetHeadline
from breakout_tui.domain.paper_rules import decide
from breakout_tui.store.paper_file import PaperFile
from tests.cli.commands_here import run_here
from tests.fictional_conference import EVENT, fictional_sessions
from tests.store.conference_file import written
from tests.tui.fakes import FakeClock


def edited(database: Path) -> Paper:
    """Write a headline into the paper of a file; gives the paper."""
    file = PaperFile(database, paper_id(EVENT), FakeClock())
    rooms = conference(EVENT, fictional_sessions())
    outcome = decide(file.read(), rooms, SetHeadline("services", "One front door"), FakeClock().read())
    file.write(outcome.records)
    return outcome.paper


def test_the_decisions_on_a_paper_come_along_in_json(tmp_path: Path) -> None:
    """Rule: export, gather into an empty database, export again: the same bytes; gathered into its own, nothing changes."""
    ours = written(tmp_path / "ours.db", fictional_sessions())
    paper = edited(ours)
    first, again = tmp_path / "first.json", tmp_path / "again.json"
    assert run_here(tmp_path, "export", "-o", first, "--database", ours).status == 0
    assert run_here(tmp_path, "gather", first, "--database", tmp_path / "new.db").status == 0
    assert run_here(tmp_path, "export", "-o", again, "--database", tmp_path / "new.db").status == 0
    assert again.read_bytes() == first.read_bytes()
    assert b"One front door" in first.read_bytes()
    assert run_here(tmp_path, "gather", first, "--database", ours).status == 0
    assert PaperFile(ours, paper_id(EVENT), FakeClock()).read() == paper


def test_one_session_in_json_has_no_paper(tmp_path: Path) -> None:
    """Rule: a paper is of all sessions of an event."""
    ours = written(tmp_path / "ours.db", fictional_sessions()[:2])
    edited(ours)
    printed = run_here(tmp_path, "export", "1", "--format", "json", "-o", "-", "--database", ours)
    assert "papers" not in json.loads(printed.out)

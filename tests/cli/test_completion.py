"""Completion: each shell asks the program, which knows commands, notes, boxes and sessions."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from breakout_tui.cli.candidates import print_candidates
from breakout_tui.cli.demo_command import fill
from breakout_tui.cli.parser import COMMANDS
from breakout_tui.domain.clock import SystemClock
from breakout_tui.tui.actions.catalogue import ACTIONS
from tests.cli.commands_here import Room


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A database with a session that is in the afternoon."""
    path = tmp_path_factory.mktemp("played") / "room.db"
    fill(path, "agree", SystemClock())
    return Room(path)


def offered(room: Room, *words: str) -> dict[str, str]:
    """What the last of the words can be, and what each is."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert print_candidates(["--database", str(room.database), *words]) == 0
    return dict(row.split("\t", 1) for row in printed.getvalue().splitlines())


def test_every_command_and_every_action_is_offered_as_it_is_written(played: Room) -> None:
    """Rule: from their classes; an action with the name of a command behind a slash."""
    found = offered(played, "")
    assert set(found) >= COMMANDS
    for action in ACTIONS:
        word = f"/{action.word}" if action.word in COMMANDS else action.word
        assert (word in found) != bool(action.needs_window) or action.word in COMMANDS
        assert (f"/{action.word}" in offered(played, "/")) != bool(action.needs_window)
    assert found["extend"].startswith("give this box more time")


@pytest.mark.parametrize(
    ("words", "word", "about"),
    [
        (("vote", "C"), "C3", "The CIO has a title but no vote where the money i…"),
        (("link", "R1", "c"), "C1", "The CIO is asked last"),
        (("kind", "C1", ""), "principle", "P, principle"),
        (("note", "--kind", ""), "recommendation", "R, recommendation"),
        (("jump", ""), "Agree", "Agree"),
        (("jump", "Issue"), "Issue2", "Silo budgets block shared services"),
        (("place", "C1", "Iss"), "Issue1", ""),
        (("read", "R1", ""), "agreed", ""),
        (("rank", "p"), "principles", ""),
        (("cluster", "C1", "#bud"), "#budget", ""),
        (("details", "pe"), "people", ""),
        (("export", ""), "1", "Governance Challenges"),
        (("next", "--session", ""), "1", "Governance Challenges"),
        (("--session", "1", "vote", "C1"), "C1", ""),
        (("export", "--f"), "--force", ""),
        (("gather", "--d"), "--dry-run", ""),
        (("start", "--ro"), "--room-file", ""),
    ],
)
def test_a_word_is_completed_by_what_it_stands_for(
    played: Room, words: tuple[str, ...], word: str, about: str
) -> None:
    """Rule: how the argument of an action is written says what each of its words is."""
    assert offered(played, *words)[word].startswith(about)


@pytest.mark.parametrize(
    "words",
    [
        ("next", ""),
        ("note", ""),
        ("theme", ""),
        ("fly", ""),
        ("--database", ""),
        ("start", "--room-file", ""),
    ],
)
def test_what_can_not_be_known_is_not_offered(played: Room, words: tuple[str, ...]) -> None:
    """Rule: text, figures and files are the person's."""
    assert not set(offered(played, *words)) - {"--kind"}


def test_without_a_database_there_are_no_notes_and_no_error(tmp_path: Path) -> None:
    """Rule: a shell that completes never shows a message."""
    assert offered(Room(tmp_path / "none.db"), "vote", "") == {}
    assert "extend" in offered(Room(tmp_path / "none.db"), "ext")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_with_the_printed_script(played: Room) -> None:
    """Rule: the real shell, with its script, gets the references of the session."""
    program = played.database.parent / "breakout-tui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m breakout_tui "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    script = played.done("completion", "bash")
    words = ("breakout-tui", "--database", str(played.database), "vote", "C1")
    asking = f"""{script}
COMP_WORDS=({" ".join(words)}) COMP_CWORD={len(words) - 1}
_breakout_tui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", asking], capture_output=True, encoding="utf-8", env={**os.environ, "PATH": path}
    )
    assert done.stderr == ""
    assert done.stdout.split()[:2] == ["C1", "C10"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_asks_the_program(played: Room, shell: str) -> None:
    """Rule: the script has no list of its own that could become old."""
    script = played.done("completion", shell)
    assert "breakout-tui __complete" in script
    assert "report-back" not in script

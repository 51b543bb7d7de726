"""``breakout-tui paper --read-back``: what an edited file proposes, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from breakout_tui.report.writers.docx import render_docx
from tests.cli.commands_here import Room
from tests.cli.conference_room import conference_file, organiser
from tests.report.read_back_desk import replaced
from tests.report.writers.random_documents import every_block

__all__ = ["conference_file", "organiser"]

WORDS = "Formulare gibt es nur auf Papier"


@pytest.fixture
def edited(organiser: Room, tmp_path: Path) -> Path:
    """A file of the paper in which one statement was changed."""
    path = tmp_path / "edited.docx"
    organiser.done("paper", "-o", str(path))
    path.write_bytes(replaced(path.read_bytes(), WORDS, "Formulare gibt es auch online"))
    return path


def test_each_proposal_is_a_line(organiser: Room, edited: Path) -> None:
    """Rule: what it is about, what the paper says, what the file says."""
    assert organiser.done("paper", "--read-back", str(edited), "--plain") == (
        f"Room 4·1/C2: changed: “{WORDS}” → “Formulare gibt es auch online”\n"
    )


def test_a_file_without_proposals_says_so(organiser: Room, tmp_path: Path) -> None:
    """Rule: nothing on stdout."""
    path = tmp_path / "sent.docx"
    organiser.done("paper", "-o", str(path))
    read = organiser.run("paper", "--read-back", str(path), "--plain")
    assert (read.status, read.out) == (0, "")
    assert "nothing is proposed" in read.err


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["--read-back", "none.docx"], 1, "none.docx: cannot be read"),
        (["--read-back", "other.docx", "--plain"], 1, "no statement of “Archives and Open Government 2026”"),
        (["--read-back", "other.docx", "-o", "x.md"], 2, "leave -o and --format out"),
        (["--read-back", "other.docx", "--plenary"], 2, "not allowed with"),
    ],
)
def test_what_can_not_be_read_back_is_refused(
    organiser: Room,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    told: str,
) -> None:
    """Rule: before a screen opens; the file and what to do."""
    (tmp_path / "other.docx").write_bytes(render_docx(every_block()))
    monkeypatch.chdir(tmp_path)
    refused = organiser.run("paper", *arguments)
    assert refused.status == status
    assert told in refused.err

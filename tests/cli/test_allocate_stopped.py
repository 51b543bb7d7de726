"""Ctrl+C while places are searched."""

from __future__ import annotations

import pytest

from tests.cli.organiser import HTML, Office, office, programme, rows
from tests.cli.pty_terminal import PtyTerminal

__all__ = ["office"]


MANY = 1500


@pytest.fixture
def crowd(office: Office) -> list[str]:
    """The arguments that give many delegates too few seats for all wishes, so that the search takes some seconds."""
    office.plan(programme(262))
    path = office.write(rows(MANY))
    return ["--themes", str(office.folder / "programme.toml"), "allocate", str(path), "-o", str(office.places), *HTML]  # fmt: skip


def test_ctrl_c_keeps_the_best_so_far_or_says_that_there_is_none(office: Office, crowd: list[str]) -> None:
    """Rule: never an error; what was found keeps the rules, and says that it may not be the best."""
    with PtyTerminal(crowd, office.folder / "home", size=(200, 50)) as terminal:
        terminal.wait_for("Looking at")
        terminal.send("ctrl+c")
        status = terminal.wait_for_end()
        if status == 0:
            terminal.wait_until(
                lambda: "The search was stopped: better places may exist." in terminal.text, "it is not told"
            )
            assert len(office.held()) > MANY * 0.9
        else:
            assert status == 1
            assert "stopped before any places were found; nothing was changed" in terminal.text
            assert not (office.places / "allocation.json").exists()


def test_ctrl_c_again_ends_at_once(office: Office, crowd: list[str]) -> None:
    """Rule: as any program, and the solver does not abort."""
    with PtyTerminal(crowd, office.folder / "home", size=(200, 50)) as terminal:
        terminal.wait_for("Looking at")
        while terminal.read(0.05):
            terminal.send("ctrl+c")
        assert terminal.wait_for_end() == 130
        assert "terminate" not in terminal.text

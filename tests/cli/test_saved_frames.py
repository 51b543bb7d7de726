"""Every frame of the screen tells the truth: what is shown beside "all saved" is in the file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_whole_program import notes_in
from tests.domain.example import started_session
from tests.store.builders import new, write

ASKS_FOR_FRAMES, HAS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;1$y"
END_OF_FRAME = b"\x1b[?2026l"


class FramedTerminal(PtyTerminal):
    """A terminal with synchronized output, which sees each frame as a person does."""

    database = Path()
    frames = 0
    lies: list[str] = []

    def take(self, data: bytes) -> None:
        """Look at the screen at the end of each frame."""
        if ASKS_FOR_FRAMES in data:
            self.send(HAS_FRAMES)
        *frames, rest = data.split(END_OF_FRAME)
        for frame in frames:
            super().take(frame + END_OF_FRAME)
            self._look()
        super().take(rest)

    def _look(self) -> None:
        """A note in the list beside "all saved" must be in the file at this moment."""
        self.frames += 1
        listed = [line for line in self.text.split("\n") if "›" not in line and "remark " in line]
        if listed and "all saved" in self.text:
            stored = notes_in(self.database)
            if missing := [line for line in listed if not any(text in line for text in stored)]:
                self.lies.extend(missing)


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another program holds the file, so that nothing can be written."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("hooks", ["with hooks", "without hooks"])
def test_no_frame_shows_a_note_beside_all_saved_before_it_is_in_the_file(tmp_path: Path, hooks: str) -> None:
    """Rule: the list and the status change in one frame, from the first note after the start."""
    database = tmp_path / "room.db"
    session = started_session()
    write(database, new(session.info, *session.boxes, *session.runs, *session.spans), session_id=session.id)
    environ = {"BREAKOUT_TUI_NO_HOOKS": "1"} if hooks == "without hooks" else {}
    with FramedTerminal(["resume", "--database", str(database)], tmp_path, environ=environ) as terminal:
        terminal.database, terminal.lies = database, []
        terminal.wait_for("Enter save")
        for number in range(3):
            with held(database):
                terminal.send(f"remark {number}")
                terminal.wait_for(f"› remark {number}")
                terminal.send("enter")
                terminal.wait_for("saving …")
            terminal.wait_for("all saved")
            assert f"remark {number}" in notes_in(database)
        assert terminal.lies == []
        assert terminal.frames > 6

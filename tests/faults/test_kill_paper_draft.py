"""kill -9 in a terminal while a text of the position paper is typed: the text is back as a draft, beside what it is for."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from breakout_tui.domain.conference import paper_id
from breakout_tui.store.paper_file import PaperFile
from tests.cli.pty_terminal import PtyTerminal
from tests.fictional_conference import EVENT, fictional_sessions
from tests.store.conference_file import written
from tests.tui.fakes import FakeClock

TEXT = "Budgets decide what ministries share"


def drafts(database: Path) -> list[str]:
    """The drafts in the file, while the program runs."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=0)) as connection:
            return [text for (text,) in connection.execute("SELECT text FROM paper_draft")]
    except sqlite3.OperationalError:  # it is being written
        return []


def test_a_headline_that_is_half_typed_is_a_draft_after_a_kill(tmp_path: Path) -> None:
    """Rule: it is in its place when the paper is opened again, and nothing was saved by itself."""
    database = written(tmp_path / "conference.db", fictional_sessions())
    arguments = ["paper", "--database", str(database)]
    with PtyTerminal(arguments, tmp_path) as terminal:
        terminal.wait_for("Next steps")
        terminal.send("down")
        terminal.wait_for("Recommendations in the key conclusions")
        terminal.send("enter", "h")
        terminal.wait_for("Headline · Governance")
        terminal.send(TEXT)
        terminal.wait_until(lambda: drafts(database) == [TEXT], "the draft was not stored")
        terminal.kill(signal.SIGKILL)
    with PtyTerminal(arguments, tmp_path) as terminal:
        terminal.wait_for("Draft, not saved · Headline · Governance")
        terminal.wait_for(f"  {TEXT}")
        assert PaperFile(database, paper_id(EVENT), FakeClock()).read().undoable is None
        terminal.send("enter", ", and when", "enter")
        terminal.wait_until(lambda: not drafts(database), "the draft is still there")
        terminal.send("ctrl+q")
        assert terminal.wait_for_end() == 0
    stored = PaperFile(database, paper_id(EVENT), FakeClock()).read()
    assert stored.headline("governance") == f"{TEXT}, and when"

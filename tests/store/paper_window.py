"""Windows in which editors work on the paper of the fictional conference, in a file or on a server."""

from __future__ import annotations

from breakout_tui.domain import paper_commands as p
from breakout_tui.domain.conference import paper_id
from breakout_tui.domain.paper_rules import decide
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.store.paper_file import PaperFile
from tests.domain.paper_desk import rooms
from tests.fictional_conference import EVENT
from tests.store.builders import StillClock


class PaperWindow:
    """A window in which an editor works on the paper of a database."""

    def __init__(self, database: DatabaseName) -> None:
        self.file = PaperFile(database, paper_id(EVENT), StillClock())
        self.paper = self.file.read()

    def do(self, command: p.PaperCommand) -> None:
        """Carry out a command and store it."""
        outcome = decide(self.paper, rooms(), command, StillClock().read())
        self.file.write(outcome.records)
        self.paper = outcome.paper

"""The terminal of the tests reads all that a program writes."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.pty_terminal import PtyTerminal


class BusyTerminal(PtyTerminal):
    """One that gets to read only once the program has ended, as on a busy machine."""

    def read(self, seconds: float) -> bool:
        """Read, then miss all that the program does until its end."""
        goes_on = super().read(seconds)
        if self.status is None:
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        return goes_on


def test_the_last_words_of_a_program_are_read(tmp_path: Path) -> None:
    """Rule: also those that it writes between the last look at its output and its end."""
    with BusyTerminal([], tmp_path, module="this", is_started=True) as terminal:
        assert terminal.wait_for_end() == 0
        assert b"let's do more of those!" in terminal.output

"""Display choices: what each display shows: as the server says, or as it was chosen here a moment ago."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from breakout_tui.domain.display_choice import DisplayChoice
from breakout_tui.domain.sharing import SharedDisplay


class Chosen(NamedTuple):
    """What a display shows."""

    choice: DisplayChoice
    is_sent: bool = False
    """Whether the server has not yet said that it does."""


class _Sent(NamedTuple):
    wanted: DisplayChoice
    passed: frozenset[DisplayChoice]
    """What the server may still say, because it has not heard of it."""


class DisplayChoices:
    """Remembers what was sent until the server says so, or says that somebody chose something else at the display."""

    def __init__(self) -> None:
        self._sent: dict[str, _Sent] = {}

    def send(self, displays: Iterable[SharedDisplay], wanted: DisplayChoice) -> None:
        """This was chosen for these displays now."""
        for display in displays:
            earlier = self._sent.get(display.id)
            passed = frozenset({display.choice})
            if earlier is not None:
                passed |= earlier.passed | {earlier.wanted}
            self._sent[display.id] = _Sent(wanted, passed)

    def of(self, display: SharedDisplay) -> Chosen:
        """What a display shows."""
        sent = self._sent.get(display.id)
        if sent is None or display.choice == sent.wanted or display.choice not in sent.passed:
            self._sent.pop(display.id, None)
            return Chosen(display.choice)
        return Chosen(sent.wanted, is_sent=True)

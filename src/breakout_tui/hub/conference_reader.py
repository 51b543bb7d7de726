"""What the organiser's pages need of the conference as a whole; ``cli/hub_conference.py`` implements it for a hub's database."""

from __future__ import annotations

from typing import Protocol

from breakout_tui.domain.comparison import Comparison


class ConferenceReader(Protocol):
    """Every method reads all sessions, so the hub calls it on a thread. Raises NotFound while there are fewer than two, StoreError."""

    def comparison(self) -> Comparison:
        """The rooms side by side."""
        ...

    def paper(self) -> str:
        """The position paper as it is now, as a page."""
        ...

    def running_order(self) -> str:
        """All report-backs in plenary order, as a page."""
        ...

    def slides(self) -> str:
        """The same as slides, in Markdown."""
        ...
